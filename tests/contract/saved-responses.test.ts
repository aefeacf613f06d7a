/** Saved responses: each named example once, beside the request that it belongs to. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const person = { type: 'object', required: ['user', 'height'], properties: { user: {}, height: { type: 'integer' } } };
const valid = { value: { user: 1, height: 1 } };
const tall = { summary: 'A tall one', value: { user: 2, height: 2 } };
const missing = { value: { user: 3 } };
const taken = { value: { user: 4, height: 4 } };
const code = (value: string) => ({ value: { code: value } });

async function itemOf(operation: object) {
  const contract = await toContract(toModel(withPath('/a', { post: operation })), [], async () => undefined);
  const [item] = requestsIn(toCollection(contract));
  return item;
}

async function saved(operation: object) {
  const item = await itemOf(operation);
  return item?.response.map(({ name, originalRequest: { body }, body: answer }) => {
    const sent = body?.mode === 'raw' ? (JSON.parse(body.raw) as { user?: number }).user : undefined;
    return `${name} <- ${sent ?? 'nothing'} -> ${answer.replace(/\s/g, '')}`;
  });
}

const media = (more: object, schema: object = person) => ({ content: { 'application/json': { schema, ...more } } });
const errors = media({ examples: { missing: code('M'), taken: code('T'), other: code('O') } }, { type: 'object' });

describe('examples of a request and its responses', () => {
  it('belong together by their names', async () => {
    const operation = {
      requestBody: media({ examples: { taken, valid, tall, missing } }),
      responses: {
        201: { description: 'Made', ...media({ examples: { valid, tall } }) },
        400: { description: '', ...errors },
      },
    };
    expect(await saved(operation)).toEqual([
      '201: valid <- 1 -> {"user":1,"height":1}',
      '201: A tall one <- 2 -> {"user":2,"height":2}',
      '400: missing <- 3 -> {"code":"M"}',
      '400: taken <- 4 -> {"code":"T"}',
      '400: other <- 1 -> {"code":"O"}',
    ]);
  });

  it('belong together in any order, and each is saved', async () => {
    const operation = {
      requestBody: media({ examples: { valid, tall, taken } }),
      responses: { 201: { description: 'Made', ...media({ examples: { tall, taken } }) } },
    };
    expect(await saved(operation)).toEqual([
      '201: A tall one <- 2 -> {"user":2,"height":2}',
      '201: taken <- 4 -> {"user":4,"height":4}',
      '201: valid <- 1 -> {"user":2,"height":2}',
    ]);
  });

  it('have the parameters of their name, also those that are unchecked', async () => {
    const list = { type: 'array', items: { type: 'string' } };
    const operation = {
      parameters: [
        { name: 'kind', in: 'query', schema: { type: 'string' }, examples: { a: { value: 'A' }, b: { value: 'B' } } },
        {
          name: 'ids',
          in: 'query',
          required: true,
          schema: list,
          examples: { a: { value: ['1'] }, b: { value: '2,3' } },
        },
        { name: 'X-No', in: 'header', schema: { type: 'integer' }, examples: { bad: { value: 'none' } } },
        { name: 'n', in: 'query', required: true, schema: { type: 'integer' }, example: 5 },
      ],
      responses: {
        200: { description: 'Fine', ...media({ examples: { a: { value: 1 }, b: { value: 2 }, c: { value: 3 } } }, {}) },
        400: { description: 'No', ...media({ examples: { bad: { value: 4 } } }, {}) },
      },
    };
    const item = await itemOf(operation);
    const shown = item?.response.map(({ body, originalRequest: { url, header } }) => {
      const headers = header.filter(({ key }) => key === 'X-No').map(({ value }) => ` X-No=${value}`);
      return `${url.query?.map(({ key, value }) => `${key}=${value}`).join('&')}${headers.join('')} -> ${body}`;
    });
    expect(shown).toEqual([
      'ids=1&n=5&kind=A -> 1',
      'ids=2&ids=3&n=5&kind=B -> 2',
      'ids=1&n=5 -> 3',
      'ids=1&n=5 X-No=none -> 4',
    ]);
  });

  it('are answered without what only a client sends', async () => {
    const user = {
      allOf: [
        { type: 'object', properties: { name: { type: 'string' } } },
        { type: 'object', required: ['word'], properties: { word: { type: 'string', writeOnly: true } } },
      ],
    };
    const example = { name: 'a', word: 's' };
    const operation = {
      requestBody: media({ example }, user),
      responses: {
        201: { description: 'Made', ...media({ example }, user) },
        409: { description: 'Taken', ...media({ example }, user) },
      },
    };
    const item = await itemOf(operation);
    expect(item?.response.map(({ body }) => JSON.parse(body))).toEqual([{ name: 'a' }, { name: 'a' }]);
  });

  it('are saved beside an answer without content', async () => {
    const operation = {
      requestBody: media({ examples: { valid, tall } }),
      responses: { 204: { description: 'Done' } },
    };
    expect(await saved(operation)).toEqual(['204: valid <- 1 -> ', '204: A tall one <- 2 -> ']);
  });

  it('are saved beside the only answer', async () => {
    const operation = {
      requestBody: media({ examples: { valid, tall } }),
      responses: { 200: { description: 'Done', ...media({ example: { ok: true } }, {}) } },
    };
    expect(await saved(operation)).toEqual(['200: Done <- 1 -> {"ok":true}', '200: A tall one <- 2 -> {"ok":true}']);
  });
});

describe('a saved response', () => {
  const pet = { type: 'object', properties: { a: { type: 'integer', example: 1 } }, xml: { name: 'pet' } };
  it.each([
    { type: 'text/csv', content: { schema: { type: 'string' }, example: 'a,b\n' }, want: ['text', 'a,b\n'] },
    {
      type: 'application/xml',
      content: { schema: pet },
      want: ['xml', '<?xml version="1.0" encoding="UTF-8"?>\n<pet><a>1</a></pet>\n'],
    },
    { type: 'application/x-ndjson', content: { schema: pet }, want: ['text', '{"a":1}\n'] },
    { type: 'text/event-stream', content: { schema: pet }, want: ['text', 'data: {"a":1}\n\n'] },
    { type: 'text/html', content: { example: '<p>' }, want: ['html', '<p>'] },
    { type: 'image/png', content: { schema: { type: 'string', format: 'binary' } }, want: ['text', ''] },
  ])('of $type is of its type', async ({ type, content, want }) => {
    const item = await itemOf({ responses: { 200: { description: '', content: { [type]: content } } } });
    const [answer] = item?.response ?? [];
    expect(answer?.header).toEqual([{ key: 'Content-Type', value: type }]);
    expect([answer?._postman_previewlanguage, answer?.body]).toEqual(want);
  });
});

it('has the example null, objects of headers as they are sent, and accepts only what is a media type', async () => {
  const schema = { type: 'object', required: ['a', 'b'], properties: { a: { example: 1 }, b: { example: 'x' } } };
  const content = {
    'application/json': { schema: { type: ['string', 'null'] }, example: null },
    schema: { type: 'object' },
  };
  const headers = { 'X-Map': { required: true, schema } };
  const item = await itemOf({ responses: { 200: { description: '', headers, content } } });
  const [answer] = item?.response ?? [];
  expect(answer?.body).toBe('null');
  expect(answer?.header).toContainEqual({ key: 'X-Map', value: 'a,1,b,x' });
  expect(item?.request.header).toContainEqual({ key: 'Accept', value: 'application/json' });
});
