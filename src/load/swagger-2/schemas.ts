/** Schemas of Swagger 2.0 as those of OpenAPI 3.0. https://spec.openapis.org/oas/v2.0.html#schema-object */
import { isRecord } from '../../core/json.ts';
import { checkDepth, type Members, memberOf, membersOf, type Part, shared, type Upgrading } from './upgrading.ts';

const SCHEMAS: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'not']);
const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'items']);
const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);

/** Vendor keys with one meaning: the value may be null. */
const NULLABLE = ['x-nullable', 'x-isnullable'] as const;

export function toSchema(upgrading: Upgrading, part: Part, depth = 0): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  checkDepth(upgrading, part, depth);
  const isNullable = NULLABLE.some((key) => value[key] === true);
  const reference = value['$ref'];
  if (typeof reference === 'string') {
    const target = { $ref: toSchemaReference(upgrading, reference) };
    return isNullable ? { allOf: [target], nullable: true } : target;
  }
  const schema = Object.fromEntries(
    membersOf(part).map(([keyword, member]) => [keyword, toKeyword(upgrading, keyword, member, depth + 1)]),
  );
  return { ...schema, ...toType(value, isNullable) };
}

/** A reference to a definition keeps its name. What else it points to, such as a schema of another file, becomes a shared schema. */
function toSchemaReference(upgrading: Upgrading, reference: string): string {
  const upgrade = (target: Part) => toSchema(upgrading, target);
  return shared(upgrading, { kind: 'schemas', reference }, upgrade) ?? reference;
}

function toKeyword(upgrading: Upgrading, keyword: string, part: Part, depth: number): unknown {
  const { value } = part;
  const inner = (member: Part) => toSchema(upgrading, member, depth);
  if (LISTS.has(keyword) && Array.isArray(value)) return value.map((_, index) => inner(memberOf(part, String(index))));
  if (MAPS.has(keyword)) return isRecord(value) ? mapped(part, inner) : value;
  if (SCHEMAS.has(keyword)) return inner(part);
  return keyword === 'discriminator' && typeof value === 'string' ? { propertyName: value } : value;
}

function mapped(part: Part, change: (member: Part) => unknown): Members {
  return Object.fromEntries(membersOf(part).map(([name, member]) => [name, change(member)]));
}

/** `type`, `format`, `nullable` and `enum`, where they differ. A list of types with null is no 2.0, but written. */
function toType({ type, enum: values }: Members, isMarked: boolean): Members {
  if (type === 'file') return { type: 'string', format: 'binary' };
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const [only, ...others] = types.filter((one) => one !== 'null');
  const isPair = types.length > 1 && types.includes('null') && others.length === 0;
  // Beside another type, null as a value can only mean that the value may be null.
  const hasNull = type !== undefined && Array.isArray(values) && values.includes(null);
  if (!isMarked && !isPair && !hasNull) return {};
  return {
    ...(isPair && { type: only }),
    nullable: true,
    // OpenAPI 3.0 accepts null only if it is one of the values, too.
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...(values as unknown[]), null] }),
  };
}
