import { isRecord, type Json } from '../core/json.ts';
import { schemaMutations } from '../schema/schema-mutations.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { acceptsAll, toJudgeable } from '../schema/to-judgeable.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { assertedJson } from './request.ts';
import type { Mutation } from './rule.ts';
import { js } from './script.ts';

interface BodySchema {
  readonly whole: Json;
  readonly shared: SharedSchema;
}

/** The body satisfies its schema, by the rules of the schema's dialect (JSON Schema 2020-12, draft-07 or OpenAPI 3.0). */
export const bodySchema = defineAnswerRule<BodySchema>({
  id: 'body-schema',
  summary: 'The body satisfies its schema, by the JSON Schema dialect that the description uses.',
  expects: (answer, { model }) => {
    const node = assertedJson(answer)?.node;
    if (!node) return [];
    const whole = toJudgeable(node, model).schema;
    if (acceptsAll(whole)) return [];
    return [{ whole, shared: toSharedSchema(whole, model) }];
  },
  title: (all) => (all.every(({ data }) => isAnything(data)) ? 'The body is JSON' : 'The body satisfies its schema'),
  script: ({ whole, shared }) =>
    isAnything({ whole })
      ? js`
          pm.expect(body(), 'the body').to.not.equal(undefined);
        `
      : js`
          expectValid(body(), ${shared.schema});
        `,
  schemas: ({ shared }) => [shared],
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

/** Whether a schema accepts every value. */
function isAnything({ whole }: Pick<BodySchema, 'whole'>): boolean {
  return whole === true || (isRecord(whole) && Object.keys(whole).length === 0);
}

/** The mutation for a schema that accepts every value: no response can violate it. */
const ANYTHING: Mutation = { name: '/ refused', change: () => undefined };
