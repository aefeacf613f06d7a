import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { withHeaderPlus } from './violations.ts';

/** The count header is the number of items in the answer. */
export const resultCount = defineRule({
  id: 'result-count',
  summary: 'The count header is the number of items in the answer.',
  form: 'answer',
  applies: ({ request }) => [request.listQuery?.list.count].filter((header) => header !== undefined),
  title: (header) => `${header} is the number of items returned`,
  script: (header) => js`
    pm.expect(numberIn(pm.response, ${header}), ${header}).to.equal(items().length);
  `,
  helpers: ['numberIn', 'items'],
  violations: (header) => [
    { name: `${header} one too high`, change: (answer) => withHeaderPlus(answer, header, 1) },
    {
      name: `${header} always 0`,
      change: (answer) =>
        answer.headers[header.toLowerCase()] === '0'
          ? undefined
          : { ...answer, headers: { ...answer.headers, [header.toLowerCase()]: '0' } },
    },
  ],
});
