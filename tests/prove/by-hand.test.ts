/** A reader who runs the whole collection, against production, must not delete anything: who may write says so. */
import { expect, it } from 'vitest';
import { onlyItems } from '../../src/postman/types.ts';
import { runInNewman } from '../helpers/in-newman.ts';
import { serverThat } from '../helpers/server.ts';
import { suiteOf } from '../helpers/suite.ts';

const refusals = { 401: { description: 'No credentials.' }, 405: { description: 'Method not allowed.' } };
const get = { summary: 'Things', responses: { 200: { description: 'Many' }, ...refusals } };
const one = { summary: 'A thing', responses: { 200: { description: 'One' }, ...refusals } };
const byId = (example: string) => [{ name: 'id', in: 'path', required: true, example, schema: { type: 'string' } }];

const { collection } = await suiteOf({
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  security: [{ User: [], Key: [] }],
  paths: {
    '/things': { get },
    '/things/{id}': { parameters: byId('thing-0001'), get: one },
    '/months/{id}': {
      parameters: [{ ...byId('may')[0], schema: { enum: ['may', 'june'] } }],
      get: { ...one, summary: 'A month' },
    },
  },
  components: {
    securitySchemes: { User: { type: 'http', scheme: 'basic' }, Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
});
const only = onlyItems(collection, ({ request }) => request.method !== 'GET');

it.concurrent.each([
  { mayWrite: undefined, sent: [] },
  { mayWrite: 'no', sent: [] },
  { mayWrite: 'yes', sent: ['DELETE /things/thing-9998'] },
  { mayWrite: 'yes', all: true, sent: ['DELETE /things', 'POST /things', 'DELETE /things/thing-9998'] },
])('with may_write $mayWrite, credentials go with $sent', async ({ mayWrite, all, sent }) => {
  const { url, received } = await serverThat(() => ({ status: 405 }));
  await runInNewman(only, {
    base_url: url,
    username: 'ü',
    password: 'a €',
    Key: 'a-key',
    ...(mayWrite !== undefined && { may_write: mayWrite }),
    ...(all && { may_write_all: 'yes' }),
  });
  const header = (headers: readonly string[], name: string) =>
    headers.find((_, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === name);
  const authorized = received.filter(({ headers }) => header(headers, 'authorization') ?? header(headers, 'x-key'));
  expect(received.map(({ method, url: path }) => `${method} ${path}`)).toHaveLength(4);
  expect(authorized.map(({ method, url: path }) => `${method} ${path}`)).toEqual(sent);
  for (const { headers } of authorized) {
    expect([header(headers, 'authorization'), header(headers, 'x-key')]).toEqual([
      `Basic ${Buffer.from('ü:a €').toString('base64')}`,
      'a-key',
    ]);
  }
});
