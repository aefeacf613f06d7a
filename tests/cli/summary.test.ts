/** What commands say of the parts of a description that are left out, shortened, not asserted or proposed. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, start } from './support/cli.ts';
import { reportIn } from './support/report.ts';

const SHOP = `openapi: 3.1.0
info: { title: Shop }
paths:
  /orders:
    get: { operationId: orders, responses: { 200: { description: Fine } } }
    gett: {}
  /orders/{id}:
    get: { parameters: [{ $ref: '#/no' }], responses: { 200: { description: Fine } } }
  /bad: { get: { responses: { 400: { description: Bad } } } }
  /pages:
    get:
      operationId: pages
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: offset, in: query, schema: { type: integer } }
      responses:
        200:
          description: Fine
          content:
            application/json:
              schema: { type: array, items: { type: object, required: [id], properties: { id: { type: string, pattern: '\\p{Lu}' } } } }
`;

const DIGEST = 'description: left out 2, note 3, by convention 2, proposed 1; --verbose shows them, as `generate` does';

const LINES = [
  'left out: FILE:6:5 #/paths/~1orders/gett: "gett" of /orders: it is no method of OpenAPI 3.0 and 3.1',
  'left out: FILE:8:27 #/paths/~1orders~1{id}/get/parameters/0/$ref: GET /orders/{id}: "#/no" does not exist',
  'note: FILE:2:1 #/info: the version is missing',
  'note: FILE:1:1 #: no server is described: set `base_url`, which is http://localhost until then',
  'note: FILE:9:11 #/paths/~1bad/get: GET /bad: it documents only 400, so any status below 500 is right for a valid request',
];

async function shop(text = SHOP) {
  const folder = await folderWith({ 'shop.yaml': text });
  const file = join(folder, 'shop.yaml');
  const withoutPath = (output: string) => output.replaceAll(/\S*shop\.yaml/g, 'FILE');
  return { file, out: join(folder, 'out'), withoutPath };
}

describe('generate', () => {
  it('ends with what it made, and with all that needs a look', async () => {
    const { file, out, withoutPath } = await shop();
    const { code, stderr } = await call(['generate', file, '-o', out]);
    const [totals, counts, ...lines] = withoutPath(stderr).split('\n');
    expect(code).toBe(0);
    expect(totals).toMatch(/^3 operations, \d+ requests, \d+ assertions$/);
    expect(counts).toBe('left out 2, note 3, by convention 2, proposed 1');
    expect(lines.slice(0, LINES.length)).toEqual(LINES);
    expect(lines.filter((line) => line.startsWith('proposed: FILE:11:5 #/paths/~1pages/get: pages: '))).toHaveLength(1);
  });

  it('gives all of it to programs, with places', async () => {
    const { file, out } = await shop();
    const { stdout, stderr } = await call(['generate', file, '-o', out, '--json']);
    const given = JSON.parse(stdout) as Record<string, readonly object[]>;
    expect(given).toMatchObject({ operations: 3, requests: expect.any(Number), assertions: expect.any(Number) });
    expect(given['notices']).toContainEqual({
      kind: 'left-out',
      message: '"gett" of /orders: it is no method of OpenAPI 3.0 and 3.1',
      pointer: '/paths/~1orders/gett',
      place: { file, line: 6, column: 5, pointer: '#/paths/~1orders/gett' },
    });
    expect(given['proposals']?.[0]).toMatchObject({ place: { file, line: 11 } });
    expect(stderr).not.toMatch(/^left out|^note/m);
  });

  it('folds a long list, and says how long it is', async () => {
    const unknown = Array.from({ length: 9 }, (_, index) => `    get${index}: {}\n`).join('');
    const { file, out } = await shop(SHOP.replace('    gett: {}\n', unknown));
    const { stderr } = await call(['generate', file, '-o', out]);
    expect(stderr.match(/^left out: .*/gm)).toHaveLength(6);
    expect(stderr).toMatch(/^left out 10, /m);
    expect(stderr).toMatch(/^left out: and 5 more; --verbose shows all$/m);
  });

  it('refuses the description with --strict, and changes no file', async () => {
    const { file, out } = await shop();
    const { code, stderr } = await call(['generate', file, '-o', out, '--strict']);
    expect({ code, codes: stderr.match(/\w+\/[\w-]+(?=\n {2}at)/g) }).toEqual({
      code: 3,
      codes: ['reference/not-found', 'path/undeclared-parameter'],
    });
  });
});

it('check says how much needs a look, and with --verbose all of it', async () => {
  const { file, out, withoutPath } = await shop();
  await call(['generate', file, '-o', out]);
  const check = async (...more: readonly string[]) => {
    const { code, stderr } = await call(['check', file, '-o', out, ...more]);
    return { code, lines: withoutPath(stderr).split('\n') };
  };
  expect(await check()).toEqual({ code: 0, lines: [DIGEST, expect.stringMatching(/^1 proposal /), ''] });
  const { code, lines } = await check('--verbose');
  expect({ code, lines: lines.slice(0, LINES.length) }).toEqual({ code: 0, lines: LINES });
});

it('the reports of a run carry it', async () => {
  const { file, withoutPath } = await shop(SHOP.slice(0, SHOP.indexOf('  /pages:')));
  const { stdout } = await call(['run', file, '--json']);
  const { notes } = reportIn(stdout) as ReturnType<typeof reportIn> & { notes: readonly string[] };
  expect(notes.slice(0, LINES.length).map(withoutPath)).toEqual(LINES);
});

it('a run says on the terminal how much there is, and with --verbose all of it', async () => {
  const { file, withoutPath } = await shop(SHOP.slice(0, SHOP.indexOf('  /pages:')));
  const run = async (...more: readonly string[]) => withoutPath((await call(['run', file, ...more])).stdout);
  expect(await run()).toMatch(/\n {2}description: left out 2, note 3; --verbose shows them, as `generate` does\n/);
  expect((await run('--verbose')).replaceAll(/\n {4}/g, ' ')).toContain(LINES[1]);
});

it('infer says how much it leaves out', async () => {
  const { file, withoutPath } = await shop();
  const { stderr } = await call(['infer', file]);
  expect(stderr).toMatch(/^description: note 2, left out 2; --verbose shows them/);
  expect(withoutPath((await call(['infer', file, '--verbose'])).stderr)).toContain(LINES[1]);
});

it('and so does serve', async () => {
  const { file } = await shop();
  const { child, ended, says } = start(['serve', file, '--port', '0']);
  await says(' at http://127.0.0.1:');
  child.kill('SIGTERM');
  expect((await ended).stderr).toMatch(/^description: note 2, left out 2; --verbose shows them/);
});

it('and prove', async () => {
  const { file } = await shop(SHOP.slice(0, SHOP.indexOf('  /pages:')));
  const { stderr } = await call(['prove', file, '--sample', '1']);
  expect(stderr).toMatch(/^description: left out 2, note 3; --verbose shows them/);
});

it('a line names the place in the file of the user, and how a file outside of its folder is read', async () => {
  const swagger = `swagger: "2.0"
info: { title: Pets, version: "1" }
host: localhost
paths:
  /pets: { get: { produces: [application/json], responses: { 200: { description: Fine, schema: { $ref: '#/definitions/Pet' } } } } }
definitions:
  Pet: { type: object, properties: { id: { type: string, format: pet-id }, owner: { $ref: ../owner.yaml } } }
`;
  const { file, out, withoutPath } = await shop(swagger);
  const { stderr } = await call(['generate', file, '-o', out, '--verbose']);
  const lines = withoutPath(stderr).split('\n');
  expect(lines).toContain(
    'not asserted: FILE:7:58 #/definitions/Pet/properties/id/format: the format "pet-id" is not judged',
  );
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^left out: FILE:7:\d+ #\/definitions\/Pet\/properties\/owner\/\$ref: .* \(allow it with `--root \S+`\)$/,
    ),
  );
});
