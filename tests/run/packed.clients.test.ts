/** Bodies that are packed: whole ones are read, and one that is cut off is no response, as one that is shorter than announced. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { collection, request, statusIs200 } from './support/collection.ts';
import { observe, reasonsIn } from './support/observe.ts';
import { serve, type TestServer } from './support/server.ts';

const BODY = JSON.stringify({ items: Array.from({ length: 200 }, (_, id) => ({ id, name: `the item ${id * 7919}` })) });

const PACKED: Readonly<Record<string, { readonly coding: string; readonly bytes: Buffer }>> = {
  gzip: { coding: 'gzip', bytes: gzipSync(BODY) },
  deflate: { coding: 'deflate', bytes: deflateSync(BODY) },
  'deflate-raw': { coding: 'deflate', bytes: deflateRawSync(BODY) },
  br: { coding: 'br', bytes: brotliCompressSync(BODY) },
  // Two members are one body: https://www.rfc-editor.org/rfc/rfc1952#section-2.2
  members: { coding: 'gzip', bytes: Buffer.concat([gzipSync(BODY.slice(0, 99)), gzipSync(BODY.slice(99))]) },
};

const wholeBody = `${statusIs200}\npm.test('whole', () => pm.expect(pm.response.json().items.length).to.equal(200));`;
const noBody = `${statusIs200}\npm.test('none', () => pm.expect(pm.response.text() || '').to.equal(''));`;

let server: TestServer;
afterEach(() => server.close());

it.each(CLIENTS)('in %s, a packed body is read to its end', async (client) => {
  server = await serve(({ url = '', method }, response) => {
    const [, name = '', part] = url.split('/');
    const { coding, bytes } = PACKED[name] ?? { coding: 'gzip', bytes: Buffer.alloc(0) };
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding });
    const size = part === 'start' ? 30 : part === 'nearly' ? bytes.length - 4 : bytes.length;
    response.end(method === 'HEAD' ? undefined : bytes.subarray(0, size));
  });
  const names = Object.keys(PACKED);
  const parts = ['start', 'nearly'] as const;
  // What deflate has at its end depends on the body.
  const cut = names.flatMap((name) => parts.map((part) => `${name} ${part}`)).filter((one) => !/raw near/.test(one));
  const items = [
    ...names.map((name) => request(name, { path: `/${name}`, test: wholeBody })),
    request('empty', { path: '/empty', test: noBody }),
    request('head', { path: '/gzip', method: 'HEAD', test: noBody }),
    ...cut.map((name) => request(name, { path: `/${name.replace(' ', '/')}`, test: statusIs200 })),
  ];
  const { verdict } = await observe({ collection: collection({ items }), client, variables: { base_url: server.url } });
  const red = verdict.requests.filter(({ ok }) => !ok).map(({ name }) => name);
  expect(red, reasonsIn(verdict)).toEqual(cut);
  expect(verdict.exitCode).toBe(EXIT.unable);
  if (client !== 'postman-v3') expect(reasonsIn(verdict)).toContain('cannot be unpacked as its Content-Encoding says');
});
