/** Which requests for a created item must show its id, and which must be refused for an unknown one. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string', format: 'uuid' };
const session = { type: 'object', required: ['key'], properties: { key: text, state: { type: 'string' } } };
const link = { operationId: 'read', parameters: { id: '$response.body#/key' } };

async function contractOf(shown: object, links: object, extra: object = {}, end = '') {
  const post = operation({ operationId: 'make', responses: { 201: { description: '', ...json(session), links } } });
  const responses = { 200: { description: '', ...json(shown) }, 404: { description: 'Not found' }, ...extra };
  const get = operation({ operationId: 'read', parameters: [{ name: 'id', in: 'path', schema: text }], responses });
  const model = toModel(document({ paths: { [`/sessions${end}`]: { post }, [`/sessions/{id}${end}`]: { get } } }));
  return entriesOf(await toContract(model, [], async () => undefined));
}

it.each([
  { what: 'with the schema of the response that created it', shown: session, links: { link }, want: ['/key'] },
  { what: 'of another schema', shown: { ...session, title: 'Other' }, links: { link }, want: [] },
  { what: 'whose id no response hands on', shown: session, links: {}, want: [] },
  { what: 'beside another success', shown: session, links: { link }, extra: { 202: { description: '' } }, want: [] },
])('a response $what shows the id at $want', async ({ shown, links, extra, want }) => {
  const entries = await contractOf(shown, links, extra);
  const titles = entries.flatMap(({ assertions }) => assertions.filter(({ rule }) => rule === 'created-id'));
  expect(titles.map(({ title }) => title)).toEqual(want.map((at) => `${at} is the requested id`));
});

it('asks for an unknown item although the response that creates one links to it', async () => {
  const entries = await contractOf(session, { link });
  expect(entries.map(({ request }) => request.name).filter((name) => name.includes('unknown'))).toHaveLength(1);
});

it.each([
  { end: '', want: 'getPath().split' },
  { end: '/', want: 'getPath().slice(0, -1).split' },
])('reads the requested id before "$end" at the end of the path', async ({ end, want }) => {
  const entries = await contractOf(session, { link }, {}, end);
  const [found] = entries.flatMap(({ assertions }) => assertions.filter(({ rule }) => rule === 'created-id'));
  expect(found?.script.text).toContain(want);
});
