import { isRecord, type Json } from '../core/json.ts';
import { schemasIn } from '../schema/node.ts';
import { schemaMutations } from '../schema/schema-mutations.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { statedTypes } from '../schema/types-of.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { withoutHeader } from './mutations.ts';
import type { Mutation, NonEmpty } from './rule.ts';
import { js } from './script.ts';

interface ExpectedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly shared: SharedSchema;
  readonly mutations: NonEmpty<Mutation>;
}

/** Every required response header is present, and the value of every header satisfies its schema. */
export const headers = defineAnswerRule<ExpectedHeader>({
  id: 'headers',
  summary: 'Every required header is in the response, and the value of every header satisfies its schema.',
  expects: ({ response }, { model }) =>
    response.headers.flatMap(({ name, required, node }) => {
      const schema = withTypeOnTop(toJudgeable(node, model).schema);
      const [first, ...rest] = valueMutations(name, schema);
      // An optional header that may have any value needs no assertion.
      if (!required && !first) return [];
      const missing = { name: `${name} missing`, change: (answer) => withoutHeader(answer, name) } satisfies Mutation;
      const mutations =
        required || !first ? ([missing, ...(first ? [first] : []), ...rest] as const) : ([first, ...rest] as const);
      return [{ name, required, shared: toSharedSchema(schema, model), mutations }];
    }),
  about: ({ name }) => name.toLowerCase(),
  title: (all) => {
    const [{ data }] = all;
    const { name } = data;
    return all.every((one) => one.data.required) ? `${name} is present and valid` : `${name} is valid if present`;
  },
  script: ({ name, required, shared: { schema } }) =>
    required
      ? js`
          expectHeader(${name}, ${schema});
        `
      : js`
          expectHeader(${name}, ${schema}, 'optional');
        `,
  schemas: ({ shared }) => [shared],
  mutations: ({ mutations }) => mutations,
});

function valueMutations(name: string, schema: Json): readonly Mutation[] {
  const key = name.toLowerCase();
  const spell = (value: Json) => {
    const text = toText(value);
    return text === undefined ? undefined : readText(text, schema);
  };
  return schemaMutations(schema, spell).map(({ name: what, change }) => ({
    name: `${name} ${what.replace(/^\/ /, '')}`,
    change: (answer) => {
      const text = toText(change(readText(answer.headers[key] ?? '', schema)));
      return text === undefined ? undefined : { ...answer, headers: { ...answer.headers, [key]: text } };
    },
  }));
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
  if (types.includes('array')) return text.split(',').map((part) => readText(part.trim(), items));
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return types.includes('boolean') && /^(true|false)$/.test(text) ? text === 'true' : text;
}

/** The schema with `type` at its top level, also if the types come from `$ref` or `allOf`: the script reads them only there. */
function withTypeOnTop(schema: Json): Json {
  if (!isRecord(schema) || schema['type'] !== undefined) return schema;
  const [type, ...more] = statedTypes(schemasIn(schema), { schema, pointer: '' });
  if (type === undefined) return schema;
  return { type: more.length === 0 ? type : [type, ...more], ...schema } as Json;
}
