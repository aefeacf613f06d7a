/** Members of the objects of OpenAPI that have no effect, since they are misspelt or belong elsewhere: what they promise would not be asserted. */
import { isRecord } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { type Node, notice, type Reading } from './reading.ts';

const CONTENT = ['schema', 'example', 'examples', 'content'];

/** The members of each object. https://spec.openapis.org/oas/v3.2.0.html#schema-1 */
const MEMBERS = {
  document: 'openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs $self'.split(
    ' ',
  ),
  operation:
    'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers'.split(
      ' ',
    ),
  parameter: [
    ...'name in description required deprecated allowEmptyValue style explode allowReserved'.split(' '),
    ...CONTENT,
  ],
  header: [...'description required deprecated style explode'.split(' '), ...CONTENT],
  requestBody: ['description', 'content', 'required'],
  response: ['summary', 'description', 'headers', 'content', 'links'],
  media: [...CONTENT.slice(0, 3), 'itemSchema', 'encoding', 'prefixEncoding', 'itemEncoding'],
} as const satisfies Record<string, readonly string[]>;

/** Keywords that stand in a schema, and in Swagger 2.0 beside the name of a parameter. */
const OF_SCHEMA = Object.fromEntries(
  'type format items enum default minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern minItems maxItems uniqueItems multipleOf properties'
    .split(' ')
    .map((name) => [name, 'schema']),
);
const STYLED = { ...OF_SCHEMA, collectionFormat: 'style' };

/** Members of Swagger 2.0, and where OpenAPI 3 has them. */
const MOVED: Partial<Record<keyof typeof MEMBERS, Readonly<Record<string, string>>>> = {
  document: {
    host: 'servers',
    basePath: 'servers',
    schemes: 'servers',
    consumes: 'content',
    produces: 'content',
    definitions: 'components',
    securityDefinitions: 'components',
  },
  operation: { consumes: 'content', produces: 'content', schemes: 'servers' },
  response: { schema: 'content' },
  requestBody: { schema: 'content' },
  parameter: STYLED,
  header: STYLED,
  media: OF_SCHEMA,
};

/** Other tools have members of their own, so only what is like a member of OpenAPI, and stands where that does not, has a note. */
export function noteMisspelt(reading: Reading, { value, path }: Node, kind: keyof typeof MEMBERS): void {
  if (!isRecord(value)) return;
  for (const name of Object.keys(value)) {
    if (name.startsWith('x-') || isMember(kind, name)) continue;
    const owner = MOVED[kind]?.[name];
    const meant = owner ?? nearest(name, ['$ref', ...MEMBERS[kind]]);
    if (meant === undefined || (Object.hasOwn(value, meant) && !isLost(value, name, owner))) continue;
    const what = owner === undefined ? `is \`${meant}\` meant?` : `it belongs to \`${owner}\``;
    notice(reading, 'note', [...path, name], `"${name}" is not read: ${what}`);
  }
}

/** Whether what stands beside the member that it belongs to says something else: a schema may repeat it. */
function isLost(value: Readonly<Record<string, unknown>>, name: string, owner: string | undefined): boolean {
  if (owner === undefined || owner === 'content') return false;
  const there = value[owner];
  return !isRecord(there) || JSON.stringify(there[name]) !== JSON.stringify(value[name]);
}

function isMember(kind: keyof typeof MEMBERS, name: string): boolean {
  const members: readonly string[] = MEMBERS[kind];
  return name === '$ref' || members.includes(name);
}
