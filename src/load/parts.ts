/**
 * The objects of a description by where they stand, so that a `$ref` of another file is replaced by what belongs there.
 *
 * https://spec.openapis.org/oas/v3.2.0.html#schema-1
 */

type ObjectKind =
  | 'document'
  | 'components'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'responses'
  | 'callback'
  | 'schema'
  | 'discriminator'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'link'
  | 'securityScheme'
  | 'other';

/**
 * What a value is: an object, a map or an array of such objects, or data, in which `$ref` means nothing. A sample is data, too, but many
 * descriptions have `example: { $ref: ./example.json }`, which bundlers replace.
 */
export type Part = ObjectKind | `${ObjectKind}{}` | `${ObjectKind}[]` | 'data' | 'sample';

/** The parts that a description can share, by their names under `components`. */
const GROUPS = {
  schema: 'schemas',
  parameter: 'parameters',
  header: 'headers',
  requestBody: 'requestBodies',
  response: 'responses',
  example: 'examples',
  link: 'links',
  callback: 'callbacks',
  securityScheme: 'securitySchemes',
} as const satisfies Partial<Record<ObjectKind, string>>;

/** The part of each group under `components`. */
export const SHARED: Readonly<Record<string, Part>> = {
  ...Object.fromEntries(Object.entries(GROUPS).map(([part, group]) => [group, part as Part])),
  pathItems: 'pathItem',
  mediaTypes: 'mediaType',
};

/** The members of a path item that are operations. https://spec.openapis.org/oas/v3.2.0.html#path-item-object */
export const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
]);

const all = (names: Iterable<string>, part: Part) => Object.fromEntries(Array.from(names, (name) => [name, part]));

const WITH_CONTENT = { content: 'mediaType{}', headers: 'header{}', links: 'link{}' } as const;

const WITH_SCHEMA = { schema: 'schema', example: 'sample', examples: 'example{}', content: 'mediaType{}' } as const;

/** The maps of shared parts of Swagger 2.0: https://spec.openapis.org/oas/v2.0.html#swagger-object */
const SHARED_IN_2 = { definitions: 'schema{}', parameters: 'parameter{}', responses: 'response{}' } as const;

/** The members of each object that hold others. All other members are data. */
const MEMBERS: Readonly<Record<ObjectKind, Readonly<Record<string, Part>>>> = {
  document: {
    paths: 'paths',
    webhooks: 'pathItem{}',
    components: 'components',
    ...SHARED_IN_2,
    ...all(['info', 'servers', 'tags', 'externalDocs', 'security'], 'other'),
  },
  components: Object.fromEntries(Object.entries(SHARED).map(([group, part]) => [group, `${part}{}` as Part])),
  paths: {},
  pathItem: {
    ...all(METHODS, 'operation'),
    parameters: 'parameter[]',
    additionalOperations: 'operation{}',
    servers: 'other',
  },
  operation: {
    parameters: 'parameter[]',
    requestBody: 'requestBody',
    responses: 'responses',
    callbacks: 'callback{}',
    servers: 'other',
  },
  responses: {},
  callback: {},
  schema: {
    ...all(
      ['not', 'if', 'then', 'else', 'items', 'additionalItems', 'additionalProperties', 'contains', 'propertyNames'],
      'schema',
    ),
    ...all(['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'], 'schema'),
    ...all(['allOf', 'oneOf', 'anyOf', 'prefixItems'], 'schema[]'),
    ...all(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'], 'schema{}'),
    discriminator: 'discriminator',
    ...all(['example', 'examples'], 'sample'),
  },
  discriminator: {},
  parameter: WITH_SCHEMA,
  header: WITH_SCHEMA,
  requestBody: WITH_CONTENT,
  // Those of Swagger 2.0 have a schema.
  response: { ...WITH_CONTENT, schema: 'schema', examples: 'sample' },
  mediaType: {
    ...all(['schema', 'itemSchema'], 'schema'),
    example: 'sample',
    examples: 'example{}',
    encoding: 'encoding{}',
  },
  encoding: { headers: 'header{}' },
  example: all(['value', 'dataValue'], 'sample'),
  link: {},
  securityScheme: { flows: 'other', 'x-token-responses': 'responses' },
  other: {},
};

/** What members of any other name are. */
const OTHERS: Readonly<Partial<Record<ObjectKind, Part>>> = {
  paths: 'pathItem',
  callback: 'pathItem',
  responses: 'response',
  other: 'other',
};

/** What a member or an element is. */
export function partOfMember(part: Part, name: string): Part {
  if (part === 'data' || part === 'sample') return part;
  if (part.endsWith('{}')) return part.slice(0, -2) as Part;
  if (part.endsWith('[]')) return part.slice(0, -2) as Part;
  const kind = part as ObjectKind;
  const members = MEMBERS[kind];
  if (Object.hasOwn(members, name)) return members[name] ?? 'data';
  return name.startsWith('x-') ? 'data' : (OTHERS[kind] ?? 'data');
}

/** What an element of an array is, also where the standard has no array. */
export function partOfElement(part: Part): Part {
  return part.endsWith('[]') ? (part.slice(0, -2) as Part) : part;
}

/** The group under `components` where a part is shared; `undefined` for one that stands in one place only. */
export function groupOf(part: Part): string | undefined {
  return Object.hasOwn(GROUPS, part) ? GROUPS[part as keyof typeof GROUPS] : undefined;
}

/** Whether the `$ref` of a value is a reference, and not data or the name of a property. In a sample, it is one to a file, and alone. */
export function mayRefer(
  value: Readonly<Record<string, unknown>>,
  part: Part,
  [first, ...more]: readonly string[],
): boolean {
  if (part === 'sample') return Object.keys(value).length === 1 && isSampleFile(String(value['$ref']));
  const isGroup = first === 'components' ? more.length === 1 : first === 'definitions' && more.length === 0;
  return part !== 'data' && part !== 'discriminator' && (part !== 'schema{}' || isGroup);
}

/** Whether a text names a file of YAML or JSON, which may be a sample. */
export function isSampleFile(written: string): boolean {
  return /^[^#:]+\.(ya?ml|json)$/i.test(written);
}

/** Members of the document to which a reference may lead. Elsewhere nothing is read, so that what a reference needs is copied from there. */
export function isReadAlways(name: string | undefined): boolean {
  return name === undefined || ['components', 'paths', 'webhooks'].includes(name) || Object.hasOwn(SHARED_IN_2, name);
}

/** Keywords of a schema with schemas inside. */
export function isSchemaKeyword(name: string): boolean {
  return Object.hasOwn(MEMBERS.schema, name);
}
