import { expect, it } from 'vitest';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const LONG =
  'Grants a lease which expires if the server does not receive a keepAlive within a given time to live period.';

it.each([
  { what: 'the summary', summary: 'Lists orders. Newest first.', want: ['Lists orders. Newest first.', ''] },
  { what: 'the first sentence of a long one', summary: `${LONG} All keys go.`, want: [LONG, `${LONG} All keys go.`] },
  {
    what: 'the first sentence, with the whole before the description',
    summary: `${LONG}\nAll keys go.`,
    description: 'Slow.',
    want: [LONG, `${LONG} All keys go.\n\nSlow.`],
  },
  {
    what: 'the first sentence, where the description says the whole',
    summary: `${LONG} All keys go.`,
    description: `${LONG}\nAll keys go. Slow.`,
    want: [LONG, `${LONG}\nAll keys go. Slow.`],
  },
  { what: 'a long one of one sentence', summary: LONG, want: [LONG, ''] },
  {
    what: 'a long one with an abbreviation',
    summary: `Matches a name, e.g. Yamamoto ${'very '.repeat(20)}long`,
    want: [`Matches a name, e.g. Yamamoto ${'very '.repeat(20)}long`, ''],
  },
  { what: 'the method and the path', want: ['GET /a', ''] },
])('the name of an operation is $what', ({ summary, description, want }) => {
  const [read] = toModel(withPath('/a', { get: operation({ summary, description }) })).operations;
  expect([read?.summary, read?.description]).toEqual(want);
});
