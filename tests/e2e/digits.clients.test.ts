/** Numbers that a double cannot hold, from a file to the wire and back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const YAML = `
openapi: 3.0.3
info: {title: Digits, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /accounts:
    get:
      operationId: accounts
      x-list: {}
      responses:
        '200':
          description: ''
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Account'}}
              example: [{id: 9223372036854775807, rate: 0.12345678901234567890}, {id: 9223372036854775806, rate: 1}]
    post:
      operationId: open
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}
      responses: {'204': {description: ''}}
  /accounts/{id}:
    get:
      operationId: account
      parameters: [{name: id, in: path, required: true, schema: {type: integer, format: int64}}]
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}}
components:
  schemas:
    Account:
      type: object
      required: [id]
      properties:
        id: {type: integer, format: int64, maximum: 9223372036854775807, example: 9223372036854775805}
        rate: {type: number, example: 0.12345678901234567891}
`;

let folder: string;
let suite: Suite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digits-'));
  await writeFile(join(folder, 'api.yaml'), YAML);
  suite = await suiteOf((await loadDescription(join(folder, 'api.yaml'))).openapi.value);
});
afterAll(async () => rm(folder, { recursive: true }));

it('are in the requests and the saved responses as they were written', () => {
  const items = requestsIn(suite.collection);
  const bodies = items.flatMap(({ request: { body } }) => (body?.mode === 'raw' ? [body.raw.replace(/\s/g, '')] : []));
  expect(bodies).toContain('{"id":9223372036854775805,"rate":0.12345678901234567891}');
  const saved = items.flatMap(({ response }) => response.map(({ body }) => body.replace(/\s/g, '')));
  expect(saved).toContain(
    '[{"id":9223372036854775807,"rate":0.12345678901234567890},{"id":9223372036854775806,"rate":1}]',
  );
});

describe.each(CLIENTS)('in %s', (client) => {
  it('our server keeps the digits, and takes the id of its list in the details', async () => {
    const paths: string[] = [];
    const texts: string[] = [];
    const verdict = await tried(suite, {
      client,
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (request.method === 'POST') texts.push(await request.clone().text());
        paths.push(pathname);
        return suite.fetch(request);
      },
    });
    expect(brokenIn(verdict)).toEqual([]);
    expect(paths).toContain('/accounts/9223372036854775807');
    expect(texts[0]).toContain('9223372036854775805');
  }, 300_000);

  it('details with other digits are not those of the item', async () => {
    const verdict = await tried(suite, {
      client,
      fetch: async (request) => {
        const response = await suite.fetch(request);
        if (!/\/accounts\/9/.test(request.url)) return response;
        const text = (await response.text()).replace('9223372036854775807', '9223372036854775800');
        return new Response(text, response);
      },
    });
    expect(brokenIn(verdict).length).toBeGreaterThan(0);
  }, 300_000);
});
