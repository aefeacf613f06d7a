/** Parameters and headers of Swagger 2.0. https://spec.openapis.org/oas/v2.0.html#parameter-object */
import { isRecord } from '../../core/json.ts';
import { toSchema } from './schemas.ts';
import { followed, type Members, memberOf, moved, type Part, remark, shared, type Upgrading } from './upgrading.ts';

/** The keywords of a schema that stand on a parameter, a header or an Items Object. */
const OF_SCHEMA: ReadonlySet<string> = new Set([
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
  'x-nullable',
  'x-isnullable',
]);

/** `collectionFormat` in a query and in a form. `multi` is only allowed there, and `tsv` has no form in OpenAPI 3. */
const STYLES: Readonly<Record<string, Members>> = {
  csv: { style: 'form', explode: false },
  multi: { style: 'form', explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

/** Whether an array has a style in OpenAPI 3. */
function hasStyle(place: unknown, format: string): boolean {
  return place === 'query' || place === 'formData' ? Object.hasOwn(STYLES, format) : format === 'csv';
}

/** A parameter outside of the body. One behind a `$ref` is shared. */
export function toParameter(upgrading: Upgrading, part: Part): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference !== 'string') return parameterOf(upgrading, part);
  const upgrade = (target: Part) => parameterOf(upgrading, target);
  return { $ref: shared(upgrading, { kind: 'parameters', reference }, upgrade) ?? reference };
}

function parameterOf(upgrading: Upgrading, part: Part): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  const own = Object.entries(value).filter(
    ([name]) => !OF_SCHEMA.has(name) && !['collectionFormat', 'schema', 'x-example'].includes(name),
  );
  const example = value['example'] ?? value['x-example'];
  return {
    ...Object.fromEntries(own),
    ...(isRecord(value['schema']) && value['type'] === undefined
      ? { schema: toSchema(upgrading, memberOf(part, 'schema')) }
      : toStyled(upgrading, part, value['in'])),
    ...(example !== undefined && !isRecord(example) && { example: shortened(upgrading, part, example, value['in']) }),
  };
}

/** What is sent of an example or a default of an array that has no form in OpenAPI 3: its first element, or those of its elements. */
function shortened(upgrading: Upgrading, part: Part, value: unknown, place: unknown): unknown {
  if (!isRecord(part.value) || part.value['type'] !== 'array' || !Array.isArray(value)) return value;
  if (!hasStyle(place, formatOf(part.value))) return innermost(value);
  const items = followed(upgrading, memberOf(part, 'items'));
  return isRecord(items?.value) && items.value['type'] === 'array' ? value.map(innermost) : value;
}

function innermost(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 ? innermost(value[0]) : value;
}

/** The `default` of an array, shortened as its schema is. An empty one has no element. */
function shortDefault(upgrading: Upgrading, part: Part, place: unknown): Members {
  const value = isRecord(part.value) ? part.value['default'] : undefined;
  if (!Array.isArray(value) || value.length === 0) return {};
  return { default: shortened(upgrading, part, value, place) };
}

/** The schema of a value, and the style of an array. Its parts stand at `schema` of where the parameter goes. */
function toStyled(upgrading: Upgrading, part: Part, place: unknown): Members {
  const schema = toItems(upgrading, moved(upgrading, part, part.to, 'schema'), place);
  return { schema, ...(isRecord(part.value) && styleOf(part.value, place)) };
}

/** The style of an array in a query or in a form. Elsewhere the default of OpenAPI 3 is that of 2.0, too. */
export function styleOf({ type, collectionFormat }: Members, place: unknown): Members {
  const isStyled = type === 'array' && (place === 'query' || place === 'formData');
  return (isStyled ? STYLES[formatOf({ collectionFormat })] : undefined) ?? {};
}

function formatOf({ collectionFormat }: Members): string {
  return typeof collectionFormat === 'string' ? collectionFormat : 'csv';
}

/**
 * The schema of a parameter, a header or an item. An array without a style in OpenAPI 3 becomes its element, since an array of one
 * element is written the same in every format; that of a header becomes a text, since a response may have more.
 */
export function toItems(upgrading: Upgrading, part: Part, place: unknown): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  const format = formatOf(value);
  const items = followed(upgrading, memberOf(part, 'items'));
  if (value['type'] === 'array' && place === 'response') {
    if (format === 'csv') return toSchema(upgrading, onlySchema(part));
    remark(
      upgrading,
      'note',
      part,
      `OpenAPI 3 has no header with the format "${format}": its elements are not asserted`,
    );
    return { type: 'string' };
  }
  if (value['type'] === 'array' && !hasStyle(place, format)) {
    remark(upgrading, 'shortened', part, `OpenAPI 3 has no ${String(place)} array "${format}": one element is sent`);
    const element = items ? toItems(upgrading, moved(upgrading, items, part.to), place) : {};
    return isRecord(element) ? { ...element, ...shortDefault(upgrading, part, place) } : element;
  }
  if (value['type'] === 'array' && isRecord(items?.value) && items.value['type'] === 'array') {
    remark(
      upgrading,
      'shortened',
      part,
      'OpenAPI 3 has no array of arrays in a parameter: arrays of one element are sent',
    );
    return { type: 'array', items: toElement(items.value), ...shortDefault(upgrading, part, place) };
  }
  return toSchema(upgrading, onlySchema(part));
}

/** The innermost Items Object. */
function toElement(items: Members): Members {
  return items['type'] === 'array' && isRecord(items['items']) ? toElement(items['items']) : items;
}

function onlySchema(part: Part): Part {
  const members = isRecord(part.value) ? Object.entries(part.value).filter(([name]) => OF_SCHEMA.has(name)) : [];
  return { ...part, value: Object.fromEntries(members) };
}

/** https://spec.openapis.org/oas/v2.0.html#header-object */
export function toHeader(upgrading: Upgrading, part: Part): unknown {
  const { value } = part;
  if (!isRecord(value)) return value;
  const own = Object.entries(value).filter(([name]) => !OF_SCHEMA.has(name) && name !== 'collectionFormat');
  return {
    ...Object.fromEntries(own),
    schema: toItems(upgrading, moved(upgrading, part, part.to, 'schema'), 'response'),
  };
}
