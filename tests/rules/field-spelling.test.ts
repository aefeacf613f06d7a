/** Header fields whose values HTTP writes in several ways: each script judges a response of a real server. */
import { beforeAll, describe, expect, it } from 'vitest';
import { headers } from '../../src/rules/headers.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import type { Ran } from '../helpers/in-newman.ts';
import { passes, runCases } from '../helpers/in-sandbox.ts';
import { request } from '../helpers/orders.ts';
import { serverThat } from '../helpers/server.ts';

/** The rule of a header of this name. */
function assertionOf(name: string, schema: object) {
  const response = { ...json({}), headers: { [name]: { required: true, schema } } };
  const model = toModel(document({ paths: { '/a': { get: operation({ responses: { 200: response } }) } } }));
  const [found] = model.operations[0]?.responses ?? [];
  if (!found) throw new Error('no response');
  const [assertion] = headers.assertions({ request: request({ expected: { status: 200, response: found } }), model });
  if (!assertion) throw new Error('no assertion');
  return { ...assertion, model, found };
}

const text = (more: object) => ({ type: 'string', ...more });
const fields = { type: 'array', items: { type: 'string', enum: ['Accept', 'Authorization'] } };
const age = 'max-age=31536000; includeSubDomains';

const ROWS: readonly { name: string; schema: object; sent: string | readonly string[]; want: boolean }[] = [
  { name: 'Cache-Control', schema: text({ enum: ['no-store', 'private, max-age=60'] }), sent: 'No-Store', want: true },
  { name: 'Cache-Control', schema: text({ const: 'private, max-age=60' }), sent: 'private,Max-Age=60', want: true },
  {
    name: 'cache-control',
    schema: text({ const: 'private, max-age=60' }),
    sent: ['private', 'max-age=60'],
    want: true,
  },
  { name: 'Cache-Control', schema: text({ enum: ['no-store'] }), sent: 'no-cache', want: false },
  { name: 'Cache-Control', schema: text({ pattern: '^Max-Age=\\d+$' }), sent: 'max-age=7', want: true },
  { name: 'Cache-Control', schema: text({ pattern: '^Max-Age=\\D+$' }), sent: 'max-age=7', want: false },
  { name: 'Content-Language', schema: text({ enum: ['de-CH'] }), sent: 'DE-ch', want: true },
  { name: 'Content-Language', schema: text({ pattern: '^[a-z]{2}-[A-Z]{2}$' }), sent: 'de-ch', want: true },
  { name: 'Content-Language', schema: text({ pattern: '^[a-z]{2}-[A-Z]{2}$' }), sent: 'de', want: false },
  { name: 'Vary', schema: fields, sent: 'accept,AUTHORIZATION', want: true },
  { name: 'Vary', schema: fields, sent: ['Accept', 'authorization'], want: true },
  { name: 'Vary', schema: fields, sent: 'Accept, Origin', want: false },
  {
    name: 'Strict-Transport-Security',
    schema: text({ const: age }),
    sent: 'Max-Age=31536000;includesubdomains',
    want: true,
  },
  {
    name: 'Strict-Transport-Security',
    schema: text({ const: age }),
    sent: 'max-age=0; includeSubDomains',
    want: false,
  },
  { name: 'WWW-Authenticate', schema: text({ const: 'Bearer realm="Api"' }), sent: 'bearer realm="Api"', want: true },
  { name: 'WWW-Authenticate', schema: text({ const: 'Bearer realm="Api"' }), sent: 'Bearer realm="API"', want: false },
  { name: 'Allow', schema: text({ const: 'GET, POST' }), sent: 'GET,POST', want: true },
  { name: 'Allow', schema: text({ const: 'GET, POST' }), sent: 'get, post', want: false },
  { name: 'X-Mode', schema: text({ enum: ['no-store'] }), sent: 'No-Store', want: false },
  { name: 'ETag', schema: text({ const: '"a"' }), sent: '"A"', want: false },
];

describe('the header', () => {
  let ran: Ran;

  beforeAll(async () => {
    const cases = await Promise.all(
      ROWS.map(async ({ name, schema, sent }, index) => {
        const { url } = await serverThat(() => ({ headers: { [name]: sent }, body: {} }));
        return { url, script: passes(String(index), assertionOf(name, schema).script.text) };
      }),
    );
    ran = await runCases(cases);
  });

  it.each(ROWS.map((row, index) => ({ ...row, index })))(
    '$name: $sent where the schema is $schema: right is $want',
    ({ index, want }) => {
      expect(ran.faults).toEqual([]);
      expect(ran.assertions[index]?.error === undefined).toBe(want);
    },
  );
});

it('no mutant of such a header is right in another spelling', () => {
  const { mutations, model, found } = assertionOf('Content-Language', text({ pattern: '^[A-Z]+$' }));
  const all = mutations({ request: request({ expected: { status: 200, response: found } }), model });
  const sent = { status: 200, headers: { 'content-language': 'EN' }, body: {} };
  const values = all.map(({ change }) => change(sent as never, {} as never)?.headers['content-language']);
  expect(values.length).toBeGreaterThan(1);
  expect(values.filter((value) => /^[a-z]+$/i.test(value ?? ''))).toEqual([]);
});

it('a schema behind a reference is judged as it is', () => {
  const { script } = assertionOf('Vary', { $ref: '#/components/schemas/None' });
  expect(script.text).not.toContain('isPlain');
});
