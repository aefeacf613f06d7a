/** Finds all schemas of a document, and all examples and defaults, each with its schema. */
import { isRecord } from '../core/json.ts';
import { contentKind, isJsonType } from '../core/media-types.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { type Trail, toPath, toTrail } from '../core/trail.ts';
import type { Judging } from '../schema/accepts.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../schema/keywords.ts';
import type { Dialect, Schema } from '../schema/node.ts';
import { behind } from './behind.ts';
import { valueOfExample } from './example-object.ts';

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
  /** The format of a text that has the value in it. */
  readonly writtenAs?: 'xml' | 'form';
  readonly notNeeded: Judging['notNeeded'];
}

export interface FoundExamples {
  readonly examples: readonly FoundExample[];
  /** All schemas, each once. */
  readonly schemas: readonly Schema[];
  /** The path of a schema; `undefined` for one that was not found. */
  readonly pathOf: (schema: Schema) => readonly string[] | undefined;
  /** How often a schema stands outside of other schemas: equal schemas may be one object. */
  readonly outside: ReadonlyMap<Schema, number>;
}

interface Place {
  readonly value: unknown;
  readonly trail: Trail | undefined;
  readonly kind: 'schema' | 'names' | 'object';
  readonly notNeeded: Judging['notNeeded'];
  /** Whether no schema leads here. */
  readonly isOutside?: boolean;
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
  const trails = new Map<Schema, Trail | undefined>();
  const outside = new Map<Schema, number>();
  const targets = new Map<string, Place>();
  const waiting: Place[] = [{ value: document, trail: undefined, kind: 'object', notNeeded: BOTH }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, trail, kind } = place;
    if (typeof value !== 'object' || value === null) continue;
    if (kind === 'schema' && isRecord(value)) {
      if (place.isOutside) outside.set(value, (outside.get(value) ?? 0) + 1);
      // In a document that a module builds, one schema may occur in several places.
      if (trails.has(value)) continue;
      trails.set(value, trail);
      for (const found of inSchema(value, trail, dialect)) examples.push(found);
      for (const inner of subschemas(value, trail, { document, targets }).reverse()) waiting.push(inner);
    } else {
      if (kind === 'object' && isRecord(value)) examples.push(...besideSchema(value, place, document));
      // One by one: a stack does not bear a hundred thousand arguments.
      for (const inner of partsOf(value, place).reverse()) waiting.push(inner);
    }
  }
  return {
    examples,
    schemas: [...trails.keys()],
    outside,
    pathOf: (schema) => (trails.has(schema) ? toPath(trails.get(schema)) : undefined),
  };
}

/** `example` and `default`, and `examples` of OpenAPI 3.1. Beside a `$ref` of OpenAPI 3.0 they are ignored. */
function inSchema(owner: Schema, trail: Trail | undefined, dialect: Dialect): readonly FoundExample[] {
  const { example, examples, default: usual } = owner;
  if (example === undefined && examples === undefined && usual === undefined) return [];
  const isOld = dialect === 'openapi-3.0';
  if (isOld && typeof owner['$ref'] === 'string') return [];
  const toFound = (keyword: string, value: unknown, ...at: readonly string[]): FoundExample => ({
    kind: keyword === 'default' ? 'default' : 'example',
    value,
    schema: owner,
    path: [...toPath(trail), keyword, ...at],
    owner,
    keyword,
    inSchema: true,
    isText: false,
    notNeeded: BOTH,
  });
  return [
    ...(example === undefined ? [] : [toFound('example', example)]),
    ...(usual === undefined ? [] : [toFound('default', usual)]),
    ...(Array.isArray(examples) && !isOld ? examples : []).map((value: unknown, index) =>
      toFound('examples', value, String(index)),
    ),
  ];
}

/** The examples of a media type, a parameter or a header. */
function besideSchema(owner: Schema, { trail, notNeeded }: Place, document: unknown): readonly FoundExample[] {
  const { schema, example, examples } = owner;
  if (!isRecord(schema) && typeof schema !== 'boolean') return [];
  const isText = !['content', 'mediaTypes'].includes(trail?.outer?.name ?? '');
  const type = isText ? '' : (trail?.name ?? '');
  const toFound = (keyword: string, value: unknown, ...at: readonly string[]): FoundExample[] => {
    // A value that JSON cannot express is written as a text.
    const isForeign = !isText && typeof value === 'string' && !isJsonType(type);
    const format = isForeign ? contentKind(type) : undefined;
    const writtenAs = format === 'xml' || format === 'form' ? format : undefined;
    if ((isForeign && !writtenAs) || value === undefined) return [];
    const found = { kind: 'example', value, schema, path: [...toPath(trail), keyword, ...at], owner, keyword } as const;
    return [{ ...found, inSchema: false, isText, ...(writtenAs && { writtenAs }), notNeeded }];
  };
  const single = example === undefined ? [] : toFound('example', example);
  if (!isRecord(examples)) return single;
  const named = Object.entries(examples).flatMap(([name, written]) => {
    const read = behind(document, written);
    return isRecord(read) ? toFound('examples', valueOfExample(read, type), name) : [];
  });
  return [...single, ...named];
}

function partsOf(value: object, place: Place): Place[] {
  const { trail, kind, notNeeded } = place;
  const isList = Array.isArray(value);
  const found: Place[] = [];
  for (const name of Object.keys(value)) {
    const part = (value as Schema)[name];
    if (typeof part !== 'object' || part === null) continue;
    const inner = { name, outer: trail };
    if (isList) {
      found.push({ value: part, trail: inner, kind: 'object', notNeeded });
      continue;
    }
    const isRead = trail !== undefined || name === 'paths' || name === 'components';
    if (!isRead || (kind === 'object' && (DATA.has(name) || name.startsWith('x-')))) continue;
    const message = kind === 'object' && Object.hasOwn(MESSAGES, name) ? MESSAGES[name] : undefined;
    const kindOfPart = kindIn(place, name, part);
    found.push({ value: part, trail: inner, kind: kindOfPart, notNeeded: message ?? notNeeded, isOutside: true });
  }
  return found;
}

function kindIn({ trail, kind }: Place, name: string, part: unknown): Place['kind'] {
  if (kind === 'names' ? trail?.name === 'schemas' : name === 'schema') return 'schema';
  return kind === 'object' && NAMING.has(name) && isRecord(part) ? 'names' : 'object';
}

interface Targets {
  readonly document: unknown;
  /** The places to which references lead, by their text: most occur many times. */
  readonly targets: Map<string, Place>;
}

/** The schemas in a schema, and the target of its `$ref`. */
function subschemas(schema: Schema, trail: Trail | undefined, { document, targets }: Targets): Place[] {
  const found: Place[] = [];
  const reference = schema['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#/')) {
    const target = targets.get(reference) ?? toTarget(reference, document);
    targets.set(reference, target);
    found.push(target);
  }
  forEachInner(schema, (value, ...at) => {
    found.push({ value, trail: toTrail(at, trail), kind: 'schema', notNeeded: BOTH });
  });
  return found;
}

/** Calls a function with each schema that stands in a schema, and with the keyword and the name or index that lead to it. */
export function forEachInner(
  schema: Schema,
  call: (value: unknown, keyword: string, ...name: readonly string[]) => void,
): void {
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    if (SCHEMA_KEYWORDS.has(keyword)) call(value, keyword);
    else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) call(value[index], keyword, String(index));
    } else if ((SCHEMA_MAP_KEYWORDS.has(keyword) || keyword === '$defs') && isRecord(value)) {
      for (const name of Object.keys(value)) call(value[name], keyword, name);
    }
  }
}

function toTarget(reference: string, document: unknown): Place {
  const path = fromPointer(reference);
  return { value: valueAt(document, path), trail: toTrail(path), kind: 'schema', notNeeded: BOTH };
}
