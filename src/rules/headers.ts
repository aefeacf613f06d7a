import { isRecord, type Json } from '../core/json.ts';
import type { ApiModel, ResponseHeader } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { itemsOf } from '../schema/members.ts';
import { type SchemaNode, type Schemas, schemasIn } from '../schema/node.ts';
import { schemaMutations } from '../schema/schema-mutations.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { typesOf } from '../schema/types-of.ts';
import { partsOf } from '../schema/walk.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { type Plain, plainSpelling } from './field-spelling.ts';
import { withoutHeader } from './mutations.ts';
import type { Mutation, NonEmpty } from './rule.ts';
import { joined, js } from './script.ts';

interface ExpectedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly isJson: boolean;
  /** Whether its schema refuses any text. */
  readonly isJudged: boolean;
  readonly shared: SharedSchema;
  /** For fields whose values HTTP writes in several ways. */
  readonly plain: Plain | undefined;
  readonly mutations: NonEmpty<Mutation>;
}

/** Every required response header is present, and the value of every header satisfies its schema. */
export const headers = defineAnswerRule<ExpectedHeader>({
  id: 'headers',
  summary: 'Every required header is in the response, and the value of every header satisfies its schema.',
  expects: ({ response }, { model }) =>
    response.headers.flatMap(({ name, required, node, spelling }) => {
      const isJson = spelling === 'json';
      const { schema: judged } = toJudgeable(node, model);
      const typed = spelling === 'opaque' ? true : withTypeOnTop(isJson ? judged : asWritten(judged));
      const schema = isJson ? typed : orEmpty(typed);
      const isJudged = isJson || !(takesEveryText(typed) || hasSeveralReadings(typed));
      const plain = isJudged && !isJson ? plainSpelling(name, schema) : undefined;
      const [first, ...rest] = isJudged ? valueMutations(name, schema, isJson, plain) : [];
      // Of an optional header that may have any value, nothing would be compared.
      if (!required && !first) return [];
      const mutations =
        required || !first
          ? ([missing(name), ...(first ? [first] : []), ...rest] as const)
          : ([first, ...rest] as const);
      const shared = toSharedSchema(isJudged ? schema : true, model);
      return [{ name, required, isJson, isJudged, shared, mutations, plain }];
    }),
  about: ({ name }) => name.toLowerCase(),
  title: (all) => {
    const [{ data }] = all;
    const { name } = data;
    if (!all.some((one) => one.data.isJudged)) return `${name} is present`;
    return all.every((one) => one.data.required) ? `${name} is present and valid` : `${name} is valid if present`;
  },
  script: ({ name, required, isJson, plain, shared: { schema } }) => {
    const read = isJson ? true : plain ? js`isPlain || ${schema}` : schema;
    const present = required
      ? js`
          expectHeader(${name}, ${read});
        `
      : js`
          expectHeader(${name}, ${read}, 'optional');
        `;
    if (plain)
      return joined(
        [
          plain.read,
          js`const isPlain = problemsIn(readText(text, ${plain.schema}), ${plain.schema}).length === 0;`,
          present,
        ],
        0,
      );
    return isJson
      ? joined([present, js`expectValid(JSON.parse(pm.response.headers.get(${name})), ${schema});`], 0)
      : present;
  },
  schemas: ({ shared }) => [shared],
  mutations: ({ mutations }) => mutations,
});

function missing(name: string): Mutation {
  return { name: `${name} missing`, change: (answer) => withoutHeader(answer, name) };
}

/** Whether a text is right in another spelling. */
function isPlain(text: string, { schema, toPlain }: Plain): boolean {
  return accepts(readText(toPlain(text), schema), schema, { schemas: schemasIn(schema), notNeeded: [] });
}

function valueMutations(name: string, schema: Json, isJson: boolean, plain: Plain | undefined): readonly Mutation[] {
  const key = name.toLowerCase();
  const write = (value: Json | undefined) => (isJson ? toJsonText(value) : toText(value));
  const read = (text: string) => (isJson ? fromJsonText(text) : readText(text, schema));
  const spell = (value: Json) => {
    const text = write(value);
    return text === undefined || (plain && isPlain(text, plain)) ? undefined : read(text);
  };
  return schemaMutations(schema, spell).map(({ name: what, change }) => ({
    name: `${name} ${what.replace(/^\/ /, '')}`,
    change: (answer) => {
      const text = write(change(read(answer.headers[key] ?? '')));
      return text === undefined ? undefined : { ...answer, headers: { ...answer.headers, [key]: text } };
    },
  }));
}

function toJsonText(value: Json | undefined): string | undefined {
  const text = value === undefined ? undefined : JSON.stringify(value);
  return text !== undefined && /^[ -~]*$/.test(text) ? text : undefined;
}

function fromJsonText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** The text of a value in a header; `undefined` if a header cannot contain it. */
function toText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return undefined;
  const text = Array.isArray(value) ? value.map((element) => toText(element as Json) ?? '').join(',') : String(value);
  return /^([!-~]([ -~]*[!-~])?)?$/.test(text) ? text : undefined;
}

/** The value of a header's text, read as in `sandbox/response.js`. */
function readText(text: string, schema: unknown): Json {
  const types = isRecord(schema) ? [schema['type']].flat() : [];
  const items = isRecord(schema) ? schema['items'] : undefined;
  if (types.includes('array')) return text ? text.split(',').map((part) => readText(part.trim(), items)) : [];
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text))
    return Number(text);
  return types.includes('boolean') && /^(true|false)$/i.test(text) ? /t/i.test(text) : text;
}

/** The schema with the values that it lists as a header has them: without spaces at both ends. https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
function asWritten(schema: Json): Json {
  if (!/"(enum|const)":\[?"/.test(JSON.stringify(schema))) return schema;
  const trimmed = (value: Json) => (typeof value === 'string' ? value.replace(/^[ \t]+|[ \t]+$/g, '') : value);
  const inside = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((one) => inside(one as Json));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value as Readonly<Record<string, Json>>).map(([name, member]): [string, Json] => {
      if (name === 'const') return [name, trimmed(member)];
      return [
        name,
        name === 'enum' && Array.isArray(member) ? member.map((one) => trimmed(one as Json)) : inside(member),
      ];
    });
    return Object.fromEntries(entries);
  };
  return inside(schema);
}

/** The schema with `type` and `items` at its top level, wherever they come from: the script reads them only there. */
function withTypeOnTop(schema: Json, root: Json = schema, depth = 0): Json {
  if (!isRecord(schema) || depth > DEEPEST) return schema;
  const [schemas, node] = [schemasIn(root), { schema, pointer: '' }];
  const types = possibleTypes(schemas, node).filter((type) => type !== 'object');
  const items = types.includes('array') ? itemsOf(schemas, node)?.schema : undefined;
  return {
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...schema,
    ...(isRecord(items) && { items: withTypeOnTop(items as Json, root, depth + 1) }),
  } as Json;
}

/** Where null is right, so is no text: nothing else says how a header has null. */
function orEmpty(schema: Json): Json {
  const types = isRecord(schema) ? [schema['type']].flat() : [];
  if (!isRecord(schema) || !types.includes('null')) return schema;
  const { items } = schema;
  return {
    type: [...new Set([...types, 'string'])],
    anyOf: [schema, { type: 'string', maxLength: 0 }],
    ...(items !== undefined && { items }),
  } as Json;
}

/**
 * Whether a schema accepts the text of every header, so that there is nothing to compare: `type: string` alone, also behind references. What
 * is a number or a boolean is one of these, where it may be a text as well.
 */
function takesEveryText(schema: Json, root: Json = schema, depth = 0): boolean {
  if (schema === true) return true;
  if (!isRecord(schema) || depth > DEEPEST) return false;
  const [schemas, node] = [schemasIn(root), { schema, pointer: '' }];
  const takesAll = (one: unknown) => takesEveryText((one ?? true) as Json, root, depth + 1);
  const stated = possibleTypes(schemas, node);
  const isList = stated.includes('array');
  if (stated.length > 0 && !stated.includes('string') && !isList) return false;
  if (isList && !takesAll(itemsOf(schemas, node)?.schema)) return false;
  return partsOf(schemas, node).every(({ schema: part }) =>
    Object.entries(part).every(
      ([keyword, value]) =>
        OF_NO_TEXT.has(keyword) || (keyword === 'anyOf' && Array.isArray(value) && value.some(takesAll)),
    ),
  );
}

/** Whether the value of a header is not judged, though its schema refuses some: its text may be one of several values. */
export function isReadSeveralWays({ node, spelling }: ResponseHeader, model: ApiModel): boolean {
  if (spelling === 'json' || spelling === 'opaque') return false;
  const schema = withTypeOnTop(toJudgeable(node, model).schema);
  return !takesEveryText(schema) && hasSeveralReadings(schema);
}

/** Whether a text may be itself, or a number, a boolean or a list; or elements of a list have types by their place. */
function hasSeveralReadings(schema: Json, root: Json = schema, depth = 0): boolean {
  if (!isRecord(schema) || depth > DEEPEST) return false;
  const [schemas, node] = [schemasIn(root), { schema, pointer: '' }];
  const types = possibleTypes(schemas, node);
  if (types.includes('string') && OF_OTHERS.some((type) => types.includes(type))) return true;
  if (!types.includes('array')) return false;
  const isTuple = partsOf(schemas, node).some((part) => part.schema['prefixItems'] !== undefined);
  return isTuple || hasSeveralReadings((itemsOf(schemas, node)?.schema ?? true) as Json, root, depth + 1);
}

const OF_OTHERS = ['integer', 'number', 'boolean', 'array'];

/** Keywords that say nothing of a text themselves; the parts that they lead to are looked at. */
const OF_NO_TEXT: ReadonlySet<string> = new Set(
  'type items allOf $ref $defs definitions $id $anchor $schema title description default examples deprecated $comment'.split(
    ' ',
  ),
);

/** The types that a schema states, or that all its alternatives, or the values of its `enum`, have. */
function possibleTypes(schemas: Schemas, node: SchemaNode, depth = 0): readonly string[] {
  const own = [...typesOf(schemas, node)];
  if (own.length > 0 || depth > DEEPEST) return own;
  const alternatives = partsOf(schemas, node).flatMap(({ schema }) => [schema['oneOf'], schema['anyOf']].flat());
  const types = alternatives
    .filter((schema) => schema !== undefined)
    .map((schema) => possibleTypes(schemas, { schema, pointer: '' }, depth + 1));
  return types.every(({ length }) => length > 0) ? [...new Set(types.flat())] : [];
}

/** Alternatives of alternatives may lead back to themselves, and so may elements of elements. */
const DEEPEST = 5;
