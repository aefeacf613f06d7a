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
  'encoding',
]);

/** What the member of a part is. */
export function kindOfMember(kind: PartKind, name: string, member: unknown): PartKind {
  switch (kind) {
    case 'data':
      return 'data';
    case 'names':
      return 'object';
    case 'examples':
      return 'example';
    case 'links':
      return 'link';
    case 'example':
      return name === 'value' ? 'data' : 'object';
    case 'link':
      return name === 'parameters' || name === 'requestBody' ? 'data' : 'object';
    case 'object':
    case 'file':
      if (name === 'examples') return Array.isArray(member) ? 'data' : 'examples';
      if (kind === 'object' && DATA.has(name)) return 'data';
      if (name === 'links') return 'links';
      return NAMING.has(name) && isRecord(member) ? 'names' : 'object';
  }
}
