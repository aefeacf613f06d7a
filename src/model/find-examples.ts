/** Finds all examples and defaults of a document, each with its schema. */
import { isRecord } from '../core/json.ts';
import { isJsonType } from '../core/media-types.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Judging } from '../schema/accepts.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../schema/keywords.ts';
import type { Dialect, Schema } from '../schema/node.ts';

export interface FoundExample {
  readonly kind: 'example' | 'default';
  readonly value: unknown;
  readonly schema: unknown;
  readonly path: readonly string[];
  /** The object and the keyword that hold it. */
  readonly owner: Schema;
  readonly keyword: string;
  readonly inSchema: boolean;
  /** Whether it is the value of a parameter or a header, which is sent as text. */
  readonly isText: boolean;
  readonly notNeeded: Judging['notNeeded'];
}

export interface FoundExamples {
  readonly examples: readonly FoundExample[];
  /** The paths of the schemas. */
  readonly paths: ReadonlyMap<unknown, readonly string[]>;
}

interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly kind: 'schema' | 'names' | 'object';
  readonly notNeeded: Judging['notNeeded'];
}

const BOTH = ['readOnly', 'writeOnly'] as const;

/** The message of which a part of the document is, by the keyword that leads to it. */
const MESSAGES: Readonly<Record<string, Judging['notNeeded']>> = {
  requestBody: ['readOnly'],
  requestBodies: ['readOnly'],
  responses: ['writeOnly'],
};

/** Keywords outside of schemas whose value maps names to objects. */
const NAMING: ReadonlySet<string> = new Set([
  'paths',
  'webhooks',
  'pathItems',
  'callbacks',
  'parameters',
  'requestBodies',
  'responses',
  'headers',
  'content',
  'mediaTypes',
  'schemas',
]);

/** Keywords outside of schemas whose value is data, or has no schemas. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'value', 'default', 'enum', 'links', 'security']);

export function findExamples(document: unknown, dialect: Dialect): FoundExamples {
  const examples: FoundExample[] = [];
  const paths = new Map<unknown, readonly string[]>();
  const waiting: Place[] = [{ value: document, path: [], kind: 'object', notNeeded: BOTH }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, path, kind } = place;
    if (typeof value !== 'object' || value === null) continue;
    if (kind === 'schema' && isRecord(value)) {
      // In a document that a module builds, one schema may occur in several places.
      if (paths.has(value)) continue;
      paths.set(value, path);
      examples.push(...inSchema(value, path, dialect));
      for (const inner of subschemas(value, path, document).reverse()) waiting.push(inner);
    } else {
      if (kind === 'object' && isRecord(value)) examples.push(...besideSchema(value, place, document));
      // One by one: a stack does not bear a hundred thousand arguments.
      for (const inner of partsOf(value, place).reverse()) waiting.push(inner);
    }
  }
  return { examples, paths };
}

/** `example` and `default`, and `examples` of OpenAPI 3.1. Beside a `$ref` of OpenAPI 3.0 they are ignored. */
function inSchema(owner: Schema, path: readonly string[], dialect: Dialect): readonly FoundExample[] {
  const isOld = dialect === 'openapi-3.0';
  if (isOld && typeof owner['$ref'] === 'string') return [];
  const toFound = (keyword: string, value: unknown, ...at: readonly string[]): FoundExample => ({
    kind: keyword === 'default' ? 'default' : 'example',
    value,
    schema: owner,
    path: [...path, keyword, ...at],
    owner,
    keyword,
    inSchema: true,
    isText: false,
    notNeeded: BOTH,
  });
  const { examples } = owner;
  return [
    ...['example', 'default'].flatMap((keyword) =>
      owner[keyword] === undefined ? [] : [toFound(keyword, owner[keyword])],
    ),
    ...(Array.isArray(examples) && !isOld ? examples : []).map((value: unknown, index) =>
      toFound('examples', value, String(index)),
    ),
  ];
}

/** The examples of a media type, a parameter or a header. */
function besideSchema(owner: Schema, { path, notNeeded }: Place, document: unknown): readonly FoundExample[] {
  const { schema, example, examples } = owner;
  if (!isRecord(schema) && typeof schema !== 'boolean') return [];
  const isText = !['content', 'mediaTypes'].includes(path.at(-2) ?? '');
  const toFound = (keyword: string, value: unknown, ...at: readonly string[]): FoundExample[] => {
    // A value that JSON cannot express is written as a text.
    const isForeign = !isText && typeof value === 'string' && !isJsonType(path.at(-1) ?? '');
    const found = { kind: 'example', value, schema, path: [...path, keyword, ...at], owner, keyword } as const;
    return isForeign || value === undefined ? [] : [{ ...found, inSchema: false, isText, notNeeded }];
  };
  const single = example === undefined ? [] : toFound('example', example);
  if (!isRecord(examples)) return single;
  const named = Object.entries(examples).flatMap(([name, written]) => {
    const reference = isRecord(written) ? written['$ref'] : undefined;
    const read = typeof reference === 'string' ? valueAt(document, fromPointer(reference)) : written;
    return isRecord(read) ? toFound('examples', read['dataValue'] ?? read['value'], name) : [];
  });
  return [...single, ...named];
}

function partsOf(value: object, { path, kind, notNeeded }: Place): Place[] {
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => ({
      value: one,
      path: [...path, String(index)],
      kind: 'object',
      notNeeded,
    }));
  }
  return Object.entries(value).flatMap(([name, part]): Place[] => {
    const isRead = path.length > 0 || name === 'paths' || name === 'components';
    if (!isRead || (kind === 'object' && (DATA.has(name) || name.startsWith('x-')))) return [];
    const isSchema = kind === 'names' ? path.at(-1) === 'schemas' : name === 'schema';
    const isNames = kind === 'object' && NAMING.has(name) && isRecord(part);
    const message = kind === 'object' && Object.hasOwn(MESSAGES, name) ? MESSAGES[name] : undefined;
    const inner = isSchema ? 'schema' : isNames ? 'names' : 'object';
    return [{ value: part, path: [...path, name], kind: inner, notNeeded: message ?? notNeeded }];
  });
}

/** The schemas in a schema, and the target of its `$ref`. */
export function subschemas(schema: Schema, path: readonly string[], document: unknown): Place[] {
  const toPlace = (value: unknown, ...at: readonly string[]): Place => ({
    value,
    path: [...path, ...at],
    kind: 'schema',
    notNeeded: BOTH,
  });
  const reference = schema['$ref'];
  const target =
    typeof reference === 'string' && reference.startsWith('#/')
      ? [{ ...toPlace(valueAt(document, fromPointer(reference))), path: fromPointer(reference) }]
      : [];
  const inner = Object.entries(schema).flatMap(([keyword, value]): Place[] => {
    if (SCHEMA_KEYWORDS.has(keyword)) return [toPlace(value, keyword)];
    if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
      return value.map((one, index) => toPlace(one, keyword, String(index)));
    }
    const isMap = (SCHEMA_MAP_KEYWORDS.has(keyword) || keyword === '$defs') && isRecord(value);
    return isMap ? Object.entries(value).map(([name, one]) => toPlace(one, keyword, name)) : [];
  });
  return [...target, ...inner];
}
