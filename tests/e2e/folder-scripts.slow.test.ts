/** What a script of a folder skips is skipped by all clients, as if each request had the script. */
import { expect, it } from 'vitest';
import { toCollection } from '../../src/postman/to-collection.ts';
import { CLIENT_NAMES } from '../../src/run/events.ts';
import { suiteOf, tried } from '../helpers/suite.ts';

const made = (name: string) => ({
  post: {
    summary: `Make a ${name}`,
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' }, example: { name } } } },
    responses: { 200: { description: '' }, 401: { description: '' } },
  },
});

const description = {
  openapi: '3.0.3',
  info: { title: 'Workshop', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  security: [{ id: [], secret: [] }],
  paths: { '/chairs': made('chair'), '/tables': made('table') },
  components: {
    securitySchemes: {
      id: { type: 'apiKey', in: 'header', name: 'X-Id' },
      secret: { type: 'apiKey', in: 'header', name: 'X-Secret' },
    },
  },
};

it.each(CLIENT_NAMES)('%s', async (client) => {
  const suite = await suiteOf(description);
  const access = toCollection(suite.contract).item[1];
  expect(access).toMatchObject({ name: 'Contract', item: [{ name: 'Access', event: [{ listen: 'prerequest' }] }] });
  const unmeant: string[] = [];
  const fetch = async (request: Request) => {
    const { headers } = request;
    const isMeant = ['x-id', 'x-secret'].every(
      (name) => /./.test(headers.get(name) ?? '') && !headers.get(name)?.endsWith('-wrong'),
    );
    if (!isMeant) unmeant.push(new URL(request.url).pathname);
    return new Response(null, { status: 200 });
  };
  const verdict = await tried(suite, { client, fetch, writes: 'refused' });
  expect(verdict.ok).toBe(false);
  expect(unmeant).toEqual(['/chairs']);
  expect(verdict.notJudged.map(({ reason }) => reason)).toContain('let-in');
});
