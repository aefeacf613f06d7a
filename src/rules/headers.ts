import { toJudgeable } from '../schema/to-judgeable.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { withoutHeader } from './violations.ts';

/** Every required header of the answer is there, and its value satisfies its schema. */
export const headers = defineRule({
  id: 'headers',
  summary: 'Every required header is in the answer, with a value that satisfies its schema.',
  form: 'answer',
  applies: ({ request, model }) =>
    request.expected.response.headers
      .filter((header) => header.required)
      .map((header) => ({ name: header.name, schema: toJudgeable(header.node, model).schema })),
  title: ({ name }) => `${name} is sent and valid`,
  script: ({ name, schema }) => js`
    expectHeader(${name}, ${schema});
  `,
  helpers: ['expectHeader'],
  violations: ({ name, schema }) => [
    { name: `${name} missing`, change: (answer) => withoutHeader(answer, name) },
    {
      name: `${name} not of its type`,
      change: (answer) =>
        typeof schema === 'object' && schema !== null && 'type' in schema && schema['type'] === 'integer'
          ? { ...answer, headers: { ...answer.headers, [name.toLowerCase()]: 'many' } }
          : undefined,
    },
  ],
});
