/** Which parts of a description are data: what looks like a keyword there, such as `$ref`, means nothing. */
import { isRecord } from '../core/json.ts';

/**
 * What a part is. In `names` each member is a part by a name, whatever the name: a property called `example` is a schema. The root of
 * another file may be either.
 */
export type PartKind = 'object' | 'names' | 'examples' | 'example' | 'links' | 'link' | 'data' | 'file';

/** Keywords with data as value, also in schemas. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example']);

/** Keywords with parts by name. */
const NAMING: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
  'paths',
  'pathItems',
  'webhooks',
  'callbacks',
  'parameters',
  'requestBodies',
  'responses',
  'headers',
  'securitySchemes',
  'content',
  'mediaTypes',
  'encoding',
]);

/** What the members of a part are, where their names do not matter. */
const MEMBERS: Readonly<Partial<Record<PartKind, PartKind>>> = {
  data: 'data',
  names: 'object',
  examples: 'example',
  links: 'link',
};

/** The members with data of the parts that have others than `DATA`. */
const DATA_OF: Readonly<Partial<Record<PartKind, readonly string[]>>> = {
  example: ['value', 'dataValue'],
  link: ['parameters', 'requestBody'],
};

/** What the member of a part is. */
export function kindOfMember(kind: PartKind, name: string, member: unknown): PartKind {
  const usual = MEMBERS[kind];
  if (usual !== undefined) return usual;
  const data = DATA_OF[kind];
  if (data) return data.includes(name) ? 'data' : 'object';
  if (name === 'examples') return Array.isArray(member) ? 'data' : 'examples';
  if (kind === 'object' && DATA.has(name)) return 'data';
  if (name === 'links') return 'links';
  return NAMING.has(name) && isRecord(member) ? 'names' : 'object';
}
