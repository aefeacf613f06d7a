import { describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { isRecord } from '../../src/core/json.ts';
import { fromPointer, valueAt } from '../../src/core/pointer.ts';
import { entriesById, originsIn, useCaseLocator } from '../../src/report/promises.ts';
import { described } from '../cli/support/cli.ts';
import { folderWith } from '../helpers/folder.ts';

const generated = await compose(described('library.openapi.yaml'), {});
const originOf = originsIn(generated);
const document = generated.description.openapi.value;
const promises = [...entriesById(generated)].flatMap(([id, { request, assertions }]) =>
  assertions.flatMap(({ title, rule }) => {
    const origin = originOf(id, title);
    return origin ? [{ name: request.name, endpoint: request.endpoint, rule, title, origin }] : [];
  }),
);

it('every assertion is promised by something that the description has', () => {
  const own = promises.filter(({ endpoint }) => endpoint === undefined);
  expect(own.length).toBeGreaterThan(100);
  const lost = own.filter(({ origin }) => valueAt(document, fromPointer(origin.promisedAt())) === undefined);
  expect(lost.map(({ rule, title, origin }) => `${rule}: ${title}: ${origin.promisedAt()}`)).toEqual([]);
});

it('a place in a body is promised by the deepest schema that describes it', () => {
  const bodies = promises.filter(({ rule }) => rule === 'body-schema');
  const deep = bodies.map(({ origin }) => origin.promisedAt('/0/no such member'));
  expect(bodies.length).toBeGreaterThan(5);
  expect(deep.filter((pointer) => valueAt(document, fromPointer(pointer)) === undefined)).toEqual([]);
});

describe('each rule has its own part of the description', () => {
  const ENDINGS = [
    { rule: 'status', want: /\/responses\/\w+$/ },
    { rule: 'headers', want: /\/headers\/[\w-]+$/ },
    { rule: 'media-type', want: /\/content\/application~1[\w+-]+$|\/responses\/\w+$/ },
  ];
  it.each(ENDINGS)('$rule', ({ rule, want }) => {
    const pointers = promises
      .filter((one) => one.rule === rule && !one.endpoint)
      .map(({ origin }) => origin.promisedAt());
    expect(pointers.filter((pointer) => !want.test(pointer))).toEqual([]);
  });
});

it('what is not of the contract has no origin', () => {
  const [id = ''] = entriesById(generated).keys();
  expect([originOf('elsewhere', 'Status is 200'), originOf(id, 'Another title')]).toEqual([undefined, undefined]);
});

it('a missing member is promised where it is required, once for all operations that refer to it', () => {
  const places = promises
    .filter(({ rule }) => rule === 'body-schema')
    .map(({ origin }) => origin.promisedAt('', 'problem'))
    .filter((pointer) => {
      const schema = valueAt(document, fromPointer(pointer));
      return isRecord(schema) && Array.isArray(schema['required']) && schema['required'].includes('problem');
    });
  expect(places.length).toBeGreaterThan(1);
  expect(new Set(places).size).toBe(1);
});

it('a success criterion is promised in the use cases', async () => {
  const folder = await folderWith({
    'use.arazzo.yaml': `arazzo: 1.0.1
info: { title: A, version: '1' }
sourceDescriptions: [{ name: weather, url: ./weather.openapi.yaml, type: openapi }]
workflows:
  - workflowId: look
    steps:
      - stepId: now
        operationId: now
        successCriteria:
          - condition: $response.header.content-type == 'application/json'
`,
  });
  const whole = await compose(described('weather.openapi.yaml'), { arazzo: `${folder}/use.arazzo.yaml` });
  const find = originsIn(whole);
  const places = [...entriesById(whole)].flatMap(([id, { assertions }]) =>
    assertions
      .filter(({ rule }) => rule === 'success-criterion')
      .map(({ title }) => useCaseLocator(whole)?.(find(id, title)?.promisedAt() ?? '')),
  );
  expect(places).toMatchObject([{ file: expect.stringContaining('use.arazzo.yaml'), line: 10 }]);
});

it('a refusal is promised by the response that documents its status, where any refusal is right', async () => {
  const error = { description: 'Wrong', content: { 'application/json': { schema: { type: 'object' } } } };
  const get = { responses: { 200: { description: 'Fine' }, 400: error } };
  const api = {
    openapi: '3.0.3',
    info: { title: 'A', version: '1' },
    servers: [{ url: 'https://a.example' }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    security: [{ key: [] }],
    paths: { '/a': { get } },
  };
  const folder = await folderWith({ 'api.json': JSON.stringify(api) });
  const whole = await compose(`${folder}/api.json`, {});
  const find = originsIn(whole);
  const at = (status: number, title: string) =>
    [...entriesById(whole)].flatMap(([id, { request }]) =>
      request.name.includes(': no API key') ? (find(id, title, status)?.promisedAt() ?? []) : [],
    );
  const own = '/paths/~1a/get/responses/400';
  expect(at(400, 'Content-Type is application/json')).toEqual([`${own}/content/application~1json`]);
  expect(at(400, 'Status is any 4XX')).toEqual([own]);
  expect(at(200, 'Status is any 4XX')).toEqual(['/paths/~1a/get/responses/4XX']);
});
