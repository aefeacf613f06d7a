/** What prose requires of optional parameters. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const none = { description: '' };
const array = { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } };

/** The excuses of the plain request, and the notices. */
async function contractOf(
  description: string,
  { of = '', required = false, responses = { 400: none } as object } = {},
) {
  const project = { name: 'project', in: 'query', required, schema: { type: 'string' }, description: of };
  const get = operation({
    summary: 'List',
    description,
    parameters: [project],
    responses: { 200: { ...none, ...json(array) }, ...responses },
  });
  const { model } = inferMeaning(toModel(document({ paths: { '/tasks': { get } } })));
  const contract = await toContract(model, [], async () => undefined);
  const request = entriesOf(contract).find((entry) => entry.request.name === 'List')?.request;
  const excuses = (request?.excuses ?? []).flatMap(({ reason, statuses }) =>
    statuses.map((one) => `${one}: ${reason}`),
  );
  return { excuses, notices: contract.notices.map(({ message }) => message) };
}

it.each([
  'You must specify a `project` or `tag` if you do not specify `assignee` and `workspace`.',
  'At least one of project and tag must be provided.',
  'Either `project` or `tag` is required.',
  'Note project or tag must be specified.',
  'Specify exactly one of the following parameters.',
])('a documented 400 is not judged where the description says: %s', async (description) => {
  const { excuses, notices } = await contractOf(description);
  expect(excuses).toEqual(['400: needs-more']);
  expect(notices.filter((message) => message.includes(description))).toHaveLength(1);
});

it('the same holds for the description of an optional parameter', async () => {
  expect((await contractOf('', { of: 'Required if no tag is given.' })).excuses).toEqual(['400: needs-more']);
});

it.each([
  { description: 'Lists tasks.', more: {} },
  { description: 'You must set this parameter together with `tag`, otherwise it will be ignored.', more: {} },
  { description: 'The date must be given in the format of RFC 3339.', more: {} },
  { description: 'A tag is not required if a project is given.', more: {} },
  { description: 'You need to pass the last index to get the next page.', more: {} },
  { description: 'At least one of project and tag must be provided.', more: { required: true } },
  { description: 'At least one of project and tag must be provided.', more: { responses: { 404: none } } },
])('nothing else is excused: $description $more', async ({ description, more }) => {
  const { excuses, notices } = await contractOf(description, more);
  expect(excuses.filter((excuse) => excuse.endsWith('needs-more'))).toEqual([]);
  expect(notices.filter((message) => message.includes('not judged'))).toEqual([]);
});
