import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { toTestScript } from '../../src/postman/test-script.ts';
import type { ContractRequest } from '../../src/rules/request.ts';
import { json, type Members, toModel } from '../helpers/builders.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const tag = { headers: { ETag: { schema: { type: 'string' } } } };
const ok = { description: '', ...json(thing) };
const body = { ...json({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }) };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const condition = (name: string, required = true) => ({ name, in: 'header', required, schema: { type: 'string' } });

interface Described {
  readonly parameters?: readonly Members[];
  readonly statuses?: readonly number[];
  /** What shows the entity tag. */
  readonly shown?: readonly string[];
}

function paths({ parameters = [], statuses = [], shown = [] }: Described) {
  const of = (name: string, more: object) => (shown.includes(name) ? { ...more, ...tag } : more);
  const errors = Object.fromEntries(statuses.map((status) => [status, { description: '' }]));
  return {
    '/things': {
      get: { responses: { 200: { description: '', ...json({ type: 'array', items: thing }) } } },
      post: { requestBody: body, responses: { 201: of('post', ok) } },
    },
    '/things/{id}': {
      parameters: [id],
      get: { responses: { 200: of('get', ok), 404: { description: '' } } },
      put: { parameters, requestBody: body, responses: { 200: of('put', ok), ...errors } },
      delete: { parameters, responses: { 204: { description: '' }, 404: { description: '' }, ...errors } },
    },
  };
}

async function contractOf(described: Described) {
  const document = { openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths: paths(described) };
  return entriesOf(
    await toContract(toModel(document), [], { answer: async () => undefined } as never, { withoutExamples: true }),
  );
}

const sentIn = ({ arguments: given }: ContractRequest) =>
  Object.fromEntries(
    given.flatMap(({ name, in: place, enabled, value }) =>
      place === 'header' && enabled ? [[name, value.kind === 'text' ? value.text : `{{${value.name}}}`]] : [],
    ),
  );

const find = (entries: Awaited<ReturnType<typeof contractOf>>, name: string) => {
  const found = entries.find(({ request }) => request.name === name);
  if (!found) throw new Error(`${name} is missing in ${entries.map(({ request }) => request.name).join(', ')}`);
  return found;
};

const match = condition('If-Match');
const optional = condition('If-Match', false);
const since = condition('If-Unmodified-Since', false);

it.each([
  { title: 'a required one', described: { parameters: [match] }, want: { 'If-Match': '*' } },
  { title: 'an optional one', described: { parameters: [optional] }, want: {} },
  {
    title: 'one that a 428 demands',
    described: { parameters: [optional], statuses: [428] },
    want: { 'If-Match': '*' },
  },
  { title: 'one of two', described: { parameters: [since, optional], statuses: [428] }, want: { 'If-Match': '*' } },
  {
    title: 'a date',
    described: { parameters: [since], statuses: [428] },
    want: { 'If-Unmodified-Since': 'Fri, 31 Dec 9999 23:59:59 GMT' },
  },
  {
    title: 'what is required, and no other',
    described: { parameters: [optional, condition('If-Unmodified-Since')], statuses: [428] },
    want: { 'If-Unmodified-Since': 'Fri, 31 Dec 9999 23:59:59 GMT' },
  },
  {
    title: 'what the response of the POST shows',
    described: { parameters: [match], shown: ['post'] },
    want: { 'If-Match': '{{etag_of_things_id}}' },
  },
  {
    title: 'what the response of its GET shows',
    described: { parameters: [match], shown: ['get'] },
    want: { 'If-Match': '{{etag_of_things_id}}' },
  },
  {
    title: 'an example',
    described: { parameters: [{ ...match, example: '"7"' }], shown: ['post'] },
    want: { 'If-Match': '"7"' },
  },
])('the condition of a write: $title', async ({ described, want }) => {
  const entries = await contractOf(described);
  expect(sentIn(find(entries, 'PUT /things/{id}').request)).toEqual(want);
  expect(sentIn(find(entries, 'DELETE /things/{id}').request)).toEqual(want);
});

it.each([
  { shown: ['post', 'put'], post: "get('ETag') || '*'", put: "get('ETag') || '*'" },
  // The tag of what was created is that of an older state.
  { shown: ['post'], post: "get('ETag') || '*'", put: "keep('etag_of_things_id', '*', true)" },
])('the tag is stored where $shown show it', async ({ shown, post, put }) => {
  const entries = await contractOf({ parameters: [match], shown });
  const script = (name: string) =>
    toTestScript(find(entries, name), { own: { text: '', names: new Set() }, about: undefined } as never).text;
  expect(script('POST /things')).toContain(post);
  expect(script('PUT /things/{id}')).toContain(put);
});

it.each([
  { title: 'sent', parameters: [match], want: [412] },
  { title: 'optional', parameters: [optional], want: [428] },
  { title: 'not described', parameters: [], want: [] },
])('what HTTP defines for a condition that is $title is no fault', async ({ parameters, want }) => {
  const entries = await contractOf({ parameters });
  for (const name of ['PUT /things/{id}', 'DELETE /things/{id}', 'DELETE /things/{id}: an unknown id']) {
    const { excuses = [] } = find(entries, name).request;
    expect(excuses.flatMap(({ reason, statuses }) => (reason === 'header' ? statuses : []))).toEqual(want);
  }
});
