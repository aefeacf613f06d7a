import { isRecord, type Json } from '../core/json.ts';
import { bareType, isJsonType, isTypeRange } from '../core/media-types.ts';
import type { ApiModel, Response } from '../model/types.ts';
import { schemaMutations } from '../schema/schema-mutations.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { acceptsAll, toJudgeable } from '../schema/to-judgeable.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { assertedJson, jsonOf } from './request.ts';
import type { Mutation } from './rule.ts';
import { js } from './script.ts';

interface BodySchema {
  readonly whole: Json;
  readonly shared: SharedSchema;
  /** Other schemas of the same response, by media type. */
  readonly others: readonly (readonly [type: string, shared: SharedSchema])[];
}

/** The body satisfies its schema, by the rules of the schema's dialect (JSON Schema 2020-12, draft-07 or OpenAPI 3.0). */
export const bodySchema = defineAnswerRule<BodySchema>({
  id: 'body-schema',
  summary: 'The body satisfies its schema, by the JSON Schema dialect that the description uses.',
  expects: (answer, { model }) => {
    const node = assertedJson(answer)?.node;
    if (!node) return [];
    const whole = toJudgeable(node, model).schema;
    const others = otherSchemas(answer.response, model);
    if (acceptsAll(whole) && others.length === 0) return [];
    return [{ whole, shared: toSharedSchema(whole, model), others }];
  },
  title: (all) => (all.every(({ data }) => isAnything(data)) ? 'The body is JSON' : 'The body satisfies its schema'),
  script: ({ whole, shared, others }) => {
    if (isAnything({ whole, others })) return js`pm.expect(body(), 'the body').to.not.equal(undefined);`;
    if (others.length === 0) return js`expectValid(body(), ${shared.schema});`;
    const byType = Object.fromEntries(others.map(([type, { schema }]) => [type, schema]));
    return js`
      const others = ${byType};
      expectValid(body(), has(others, mediaType()) ? others[mediaType()] : ${shared.schema});
    `;
  },
  schemas: ({ shared, others }) => [shared, ...others.map(([, other]) => other)],
  mutations: ({ whole }) => {
    const [first = ANYTHING, ...rest] = schemaMutations(whole).map(({ name, change }): Mutation => {
      const inAnswer: Mutation['change'] = (answer) => {
        const body = change(answer.body);
        return body === undefined ? undefined : { ...answer, body };
      };
      return { name, change: inAnswer };
    });
    return [first, ...rest];
  },
});

/** Whether every value is accepted. */
function isAnything({ whole, others }: Pick<BodySchema, 'whole' | 'others'>): boolean {
  return others.length === 0 && (whole === true || (isRecord(whole) && Object.keys(whole).length === 0));
}

/** The schemas of the other JSON media types of a response, if they differ: each type has its own. */
function otherSchemas(response: Response, model: ApiModel): BodySchema['others'] {
  const first = jsonOf(response);
  return response.media.flatMap(({ type, node }) => {
    const isOther = isJsonType(type) && !isTypeRange(type) && type !== first?.type;
    if (!isOther || !node || JSON.stringify(node.schema) === JSON.stringify(first?.node?.schema)) return [];
    return [[bareType(type), toSharedSchema(toJudgeable(node, model).schema, model)] as const];
  });
}

/** The mutation for a schema that accepts every value: no response can violate it. */
const ANYTHING: Mutation = { name: '/ refused', change: () => undefined };
