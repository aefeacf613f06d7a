/** Members of the objects of OpenAPI that have no effect, since they are misspelt or belong elsewhere: what they promise would not be asserted. */
import { isRecord } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { type Node, notice, type Reading } from './reading.ts';

const CONTENT = ['schema', 'example', 'examples', 'content'];

/** The members of each object. https://spec.openapis.org/oas/v3.2.0.html#schema-1 */
const MEMBERS = {
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

/** Members of Swagger 2.0, and where OpenAPI 3 has them. */
const MOVED: Partial<Record<keyof typeof MEMBERS, Readonly<Record<string, string>>>> = {
  response: { schema: 'content' },
  requestBody: { schema: 'content' },
  parameter: { type: 'schema' },
  header: { type: 'schema' },
};

/** Other tools have members of their own, so only what is like a member of OpenAPI, and stands where that does not, has a note. */
export function noteMisspelt(reading: Reading, { value, path }: Node, kind: keyof typeof MEMBERS): void {
  if (!isRecord(value)) return;
  for (const name of Object.keys(value)) {
    if (name.startsWith('x-') || isMember(kind, name)) continue;
    const owner = MOVED[kind]?.[name];
    const meant = owner ?? nearest(name, ['$ref', ...MEMBERS[kind]]);
    if (meant === undefined || Object.hasOwn(value, meant)) continue;
    const what = owner === undefined ? `is \`${meant}\` meant?` : `it belongs to \`${owner}\``;
    notice(reading, 'note', [...path, name], `"${name}" is not read: ${what}`);
  }
}

function isMember(kind: keyof typeof MEMBERS, name: string): boolean {
  const members: readonly string[] = MEMBERS[kind];
  return name === '$ref' || members.includes(name);
}
