/** Parameters that are given twice, or that nobody described: what the description declares of them is held against the server. */
import { describe, expect, it } from 'vitest';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const parts = {
  summary: 'Parts',
  'x-list': { limit: 'limit', filters: ['kind'], beyondMaximum: 'cut', ordered: false },
  parameters: [
    { name: 'kind', in: 'query', description: 'Only parts of this kind.', schema: { type: 'string' } },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 } },
  ],
  responses: {
    200: {
      description: 'Some',
      content: {
        'application/json': {
          schema: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'kind'],
              properties: { id: { type: 'string' }, kind: { type: 'string' } },
            },
          },
        },
      },
    },
    400: { description: 'A query parameter is not valid.' },
  },
};

const about = (unknown: 'refused' | 'ignored') =>
  suiteOf({
    openapi: '3.1.1',
    info: { title: 'Parts', version: '1' },
    servers: [{ url: 'https://parts.example' }],
    paths: { '/parts': { get: { ...parts, 'x-odd-parameters': { repeated: 'refused', unknown } } } },
  });

/** The same request with other parameters. */
function asking(fetch: Fetch, change: (query: URLSearchParams) => void): Fetch {
  return (request) => {
    const url = new URL(request.url);
    change(url.searchParams);
    return fetch(new Request(url, request));
  };
}

describe.concurrent.each(['refused', 'ignored'] as const)('where what is not described is %s', async (unknown) => {
  const suite = await about(unknown);

  it('a correct server passes, and is asked for both', async () => {
    const verdict = await tried(suite);
    expect(brokenIn(verdict)).toEqual([]);
    expect(verdict.requests.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Parts: limit sent twice', 'Parts: an undocumented parameter']),
    );
  });

  it('a server that takes the last of two fails', async () => {
    const fetch = asking(suite.fetch, (query) => query.set('limit', query.getAll('limit').at(-1) ?? '10'));
    expect(brokenIn(await tried(suite, { fetch, only: 'twice' }))).toContain('Parts: limit sent twice: Status is 400');
  });

  it('a server that does otherwise with what is not described fails', async () => {
    const strict: Fetch = async (request) =>
      new URL(request.url).searchParams.has('no_such_parameter')
        ? Response.json({ message: 'no' }, { status: 400 })
        : suite.fetch(request);
    const lenient = asking(suite.fetch, (query) => query.delete('no_such_parameter'));
    const fetch = unknown === 'refused' ? lenient : strict;
    const want = `Parts: an undocumented parameter: Status is ${unknown === 'refused' ? 400 : 200}`;
    expect(brokenIn(await tried(suite, { fetch, only: 'undocumented parameter' }))).toContain(want);
  });
});
