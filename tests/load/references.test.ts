import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toModel as toModelOf } from '../../src/compose/to-model.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const ROOT = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    $ref: paths/orders.yaml
components:
  schemas:
    Id: { type: integer }
`;

const FILES = {
  'openapi.yaml': ROOT,
  'paths/orders.yaml': `get:
  responses:
    200:
      description: Fine
      content:
        application/json:
          schema: { $ref: '../schemas/order%20and%20more.json#/$defs/Order' }
`,
  'schemas/order and more.json': JSON.stringify({
    $defs: {
      Order: {
        properties: {
          id: { $ref: '../openapi.yaml#/components/schemas/Id' },
          next: { $ref: '#/$defs/Order' },
          buyer: { $ref: './buyer.yaml' },
        },
      },
    },
  }),
  'schemas/buyer.yaml': "properties: { orders: { items: { $ref: 'order and more.json#/$defs/Order' } } }\n",
};

it('follows references to files in subfolders, back to the root, and in a circle', async () => {
  const folder = await folderWith(FILES);
  const { openapi } = await loadDescription(join(folder, 'openapi.yaml'));
  const { definitions } = toModel(openapi.value);
  const order = '#/components/schemas/Order';
  const buyer = '#/components/schemas/buyer';
  expect([...definitions.keys()].sort()).toEqual(['#/components/schemas/Id', buyer, order].sort());
  expect(definitions.get('#/components/schemas/Id')).toEqual({ type: 'integer' });
  expect(definitions.get(order)).toEqual({
    properties: { id: { $ref: '#/components/schemas/Id' }, next: { $ref: order }, buyer: { $ref: buyer } },
  });
});

it('follows references of a document to itself by the name of its file, wherever they stand', async () => {
  const own = 'openapi.yaml#/components/schemas/Id';
  const folder = await folderWith({
    'openapi.yaml': `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    get:
      operationId: list
      responses:
        200:
          description: Fine
          content:
            application/json:
              schema: { oneOf: [{ $ref: '${own}' }], discriminator: { propertyName: a, mapping: { x: './${own}' } } }
          links: { again: { operationRef: 'openapi.yaml#/paths/~1orders/get' } }
components:
  schemas:
    Id: { type: object }
`,
  });
  const { openapi } = await loadDescription(join(folder, 'openapi.yaml'));
  const text = JSON.stringify(openapi.value);
  expect(text).not.toContain('openapi.yaml');
  expect(text.split('"#/components/schemas/Id"')).toHaveLength(3);
  expect(text).toContain('"operationRef":"#/paths/~1orders/get"');
  expect(toModel(openapi.value).operations).toHaveLength(1);
});

it.each(['', '#', '#/'])('reads the whole of another file by the fragment "%s"', async (fragment) => {
  const folder = await folderWith({ ...FILES, 'openapi.yaml': ROOT.replace('orders.yaml', `orders.yaml${fragment}`) });
  const { openapi } = await loadDescription(join(folder, 'openapi.yaml'));
  expect(toModel(openapi.value).operations).toHaveLength(1);
});

describe('the value of an example in another file', () => {
  const described = (example: object, components: object = {}) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: {
        '/a': {
          get: {
            responses: { 200: { description: '', content: { 'application/json': { examples: { one: example } } } } },
          },
        },
      },
      components,
    });
  const files = { 'spec/ex/one.json': '{"a":{"$ref":"x"}}', 'spec/ex/two.yaml': 'b: 2\n', 'spec/ex/broken.json': '{' };
  const valuesOf = async (text: string) => {
    const folder = await folderWith({ ...files, 'outside.json': '{}', 'spec/openapi.json': text });
    const { operations, notices } = await read(join(folder, 'spec/openapi.json'));
    const [media] = operations[0]?.responses[0]?.media ?? [];
    const unread = notices.filter(({ message }) => message.includes('externalValue'));
    return { values: media?.examples.map(({ value }) => value), unread: unread.length };
  };

  it.each([
    { example: { summary: 'One', externalValue: './ex/one.json' }, want: { a: { $ref: 'x' } } },
    { example: { externalValue: 'ex/two.yaml' }, want: { b: 2 } },
    { example: { externalValue: 'ex/two.yaml', value: 3 }, want: 3 },
  ])('is read: $example', async ({ example, want }) => {
    expect(await valuesOf(described(example))).toEqual({ values: [want], unread: 0 });
    const shared = described({ $ref: '#/components/examples/E' }, { examples: { E: example } });
    expect(await valuesOf(shared)).toEqual({ values: [want], unread: 0 });
  });

  it.each(['ex/broken.json', 'ex/nowhere.json', '../outside.json', 'https://a.example/b.json', 'ex/a.xml'])(
    'is left out, and nothing else: %s',
    async (externalValue) => {
      expect(await valuesOf(described({ externalValue }))).toEqual({ values: [], unread: 1 });
    },
  );
});

it('says where a part is that its own file does not have', async () => {
  const schema = { $ref: '#/components/schemas/Id' };
  const path = { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } };
  const folder = await folderWith({ 'openapi.yaml': ROOT, 'paths/orders.yaml': JSON.stringify(path) });
  const { notices } = await read(join(folder, 'openapi.yaml'));
  expect(notices.map(({ message }) => message)).toContain(
    '"#/components/schemas/Id" does not exist in its own file, but in that of the description, whose name must stand before the "#": what it describes is not asserted',
  );
});

it('says which scheme of a reference is not followed', async () => {
  const folder = await folderWith({ 'a.yaml': answering('file:///etc/passwd#/A') });
  expect(await findingsOf(() => read(join(folder, 'a.yaml')))).toMatchObject([
    { code: 'reference/remote', message: '"file:///etc/passwd#/A" is a reference by a URL of a file' },
  ]);
});

it('knows the place of what came from another file', async () => {
  const folder = await folderWith(FILES);
  const { openapi } = await loadDescription(join(folder, 'openapi.yaml'));
  expect(openapi.locate('/paths/~1orders/get/responses/200')).toEqual({
    file: join(folder, 'paths/orders.yaml'),
    pointer: '#/get/responses/200',
    line: 3,
    column: 5,
  });
  expect(openapi.locate('/components/schemas/Id')).toMatchObject({ file: join(folder, 'openapi.yaml'), line: 8 });
});

it('leaves a document without such references as it was', async () => {
  const text = "a: { $ref: '#/b' }\nb: 1\n";
  const folder = await folderWith({ 'a.yaml': text });
  expect((await loadDescription(join(folder, 'a.yaml'))).openapi.value).toEqual({ a: { $ref: '#/b' }, b: 1 });
});

/** A description whose operations answer with these references, one a line from line 4. */
const answering = (...references: readonly string[]) =>
  [
    'openapi: 3.1.0',
    'info: { title: A, version: 1.0.0 }',
    'paths:',
    ...references.map((reference, index) => `  /${index}: { get: { responses: { 200: { $ref: '${reference}' } } } }`),
    '',
  ].join('\n');

const place = (file: string, index = 0) => ({
  file,
  pointer: `#/paths/~1${index}/get/responses/200/$ref`,
  line: index + 4,
  column: 36,
});

const read = async (file: string) => toModelOf(await loadDescription(file));

describe('a reference to what must not or cannot be read', () => {
  it.each([
    { ref: 'http://example.com/a.yaml#/A', want: 'reference/remote' },
    { ref: 'HTTPS://example.com/a.yaml', want: 'reference/remote' },
    { ref: 'file:///etc/passwd', want: 'reference/remote' },
    { ref: '../secret.yaml', want: 'file/outside' },
    { ref: './sub/../../secret.yaml#/A', want: 'file/outside' },
    { ref: '%2e%2e/secret.yaml', want: 'file/outside' },
    { ref: '..%2Fsecret.yaml', want: 'file/outside' },
    { ref: '/etc/passwd', want: 'file/outside' },
    { ref: '../spec-beside/secret.yaml', want: 'file/outside' },
    { ref: './missing.yaml#/A', want: 'file/not-found' },
    { ref: './missing.yaml', want: 'file/not-found' },
    { ref: './%zz.yaml', want: 'file/not-found' },
  ])('is a fault where it stands: $ref', async ({ ref, want }) => {
    const folder = await folderWith({
      'secret.yaml': 'A: 1\n',
      'spec-beside/secret.yaml': 'A: 1\n',
      'spec/a.yaml': answering(ref),
    });
    const file = join(folder, 'spec/a.yaml');
    expect(await findingsOf(() => read(file))).toEqual([expect.objectContaining({ code: want, place: place(file) })]);
  });

  it('is told with all others', async () => {
    const folder = await folderWith({ 'a.yaml': answering('http://a/b', '../b.yaml', 'c.yaml', 'c.yaml') });
    const findings = await findingsOf(() => read(join(folder, 'a.yaml')));
    expect(findings.map((finding) => finding.place?.line)).toEqual([4, 5, 6, 7]);
  });

  it('leaves out only what uses it', async () => {
    const folder = await folderWith({ 'a.yaml': answering('http://a/b', 'b.yaml'), 'b.yaml': 'description: Fine\n' });
    const { operations, notices } = await read(join(folder, 'a.yaml'));
    expect(operations.map(({ path }) => path)).toEqual(['/1']);
    expect(notices.slice(1)).toMatchObject([
      {
        kind: 'left-out',
        message:
          'GET /0: "http://a/b" is a remote reference (save a copy next to the description, or allow it with `--allow-host a`)',
      },
    ]);
  });

  it('is found in a schema, too, and after an overlay', async () => {
    const text = answering('#/components/responses/A').concat(
      "components: { responses: { A: { content: { application/json: { schema: { items: { $ref: 'no.yaml#/B' } } } } } } }\n",
    );
    const overlay =
      'overlay: 1.0.0\ninfo: { title: A, version: 1.0.0 }\nactions: [{ target: $.info, update: { title: B } }]\n';
    const folder = await folderWith({ 'a.yaml': text, 'b.yaml': overlay });
    const reading = async () =>
      toModelOf({
        ...(await loadDescription(join(folder, 'a.yaml'), { overlay: [join(folder, 'b.yaml')] })),
        strict: true,
      });
    expect(await findingsOf(reading)).toMatchObject([{ code: 'file/not-found', place: { line: 5 } }]);
  });

  it('leads to a file whose own mistakes are shown in it', async () => {
    const folder = await folderWith({ 'a.yaml': "components: { $ref: 'b.yaml' }\n", 'b.yaml': 'a: 1\na: 2\n' });
    const [finding] = await findingsOf(() => loadDescription(join(folder, 'a.yaml')));
    expect(finding).toMatchObject({ code: 'document/syntax', place: { file: join(folder, 'b.yaml'), line: 2 } });
  });
});

describe('a symbolic link', () => {
  const spec = "info: { $ref: 'linked.yaml#/A' }\n";

  it.each([
    { what: 'a file', to: '../secret.yaml', name: 'linked.yaml', ref: 'linked.yaml#/A' },
    { what: 'a folder', to: '..', name: 'up', ref: 'up/secret.yaml' },
  ])('to $what outside the folder of the description is a fault where it is named', async ({ to, name, ref }) => {
    const folder = await folderWith({ 'secret.yaml': 'A: 1\n', 'spec/a.yaml': answering(ref) });
    await symlink(to, join(folder, 'spec', name));
    const file = join(folder, 'spec/a.yaml');
    const { openapi } = await loadDescription(file);
    expect(JSON.stringify(openapi.value)).not.toContain('"A":1');
    expect(await findingsOf(() => read(file))).toEqual([
      expect.objectContaining({ code: 'file/outside', place: place(file) }),
    ]);
  });

  it('inside the folder is followed, also where the folder itself is a link', async () => {
    const folder = await folderWith({ 'spec/shared/real.yaml': 'A: { title: A }\n', 'spec/a.yaml': spec });
    await symlink('shared/real.yaml', join(folder, 'spec/linked.yaml'));
    await symlink('spec', join(folder, 'link'));
    const { openapi } = await loadDescription(join(folder, 'link/a.yaml'));
    expect(openapi.value).toEqual({ info: { title: 'A' } });
  });

  it('that is the description brings the folder of its target', async () => {
    const folder = await folderWith({ 'real/a.yaml': spec, 'real/linked.yaml': 'A: { title: A }\n', 'spec/none': '' });
    await symlink('../real/a.yaml', join(folder, 'spec/a.yaml'));
    await symlink('../real/linked.yaml', join(folder, 'spec/linked.yaml'));
    const { openapi } = await loadDescription(join(folder, 'spec/a.yaml'));
    expect(openapi.value).toEqual({ info: { title: 'A' } });
  });
});

it.each([
  { what: 'stands inside itself', name: 'a.yaml', text: 'a: &a\n  b: *a\n' },
  { what: 'stands inside itself twice', name: 'a.yaml', text: 'a: &a\n  b: *a\n  c: *a\n' },
  { what: 'is nested without measure', name: 'a.json', text: '['.repeat(20_000) + ']'.repeat(20_000) },
])('refuses a document that $what', async ({ name, text }) => {
  const folder = await folderWith({ [name]: text });
  const [finding] = await findingsOf(() => loadDescription(join(folder, name)));
  expect(finding).toMatchObject({ code: 'document/syntax', place: { file: join(folder, name) } });
});

it('leaves data alone, but reads the references of parts that are named like a keyword for data', async () => {
  const nowhere = { $ref: 'nothing.yaml' };
  const examples = { one: { value: nowhere }, default: { $ref: 'parts.yaml#/example' } };
  const properties = { example: { $ref: 'parts.yaml#/default' }, kind: { default: nowhere } };
  const schema = { properties, enum: [nowhere], 'x-more': nowhere };
  const links = { value: { operationId: 'x', parameters: { id: nowhere } } };
  const media = { schema, example: nowhere, examples };
  const ok = { description: 'Fine', content: { 'application/json': media }, links };
  const get = { responses: { default: ok, 404: { $ref: 'parts.yaml#/refused' } }, 'x-codeSamples': nowhere };
  const document = { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/a': { get } } };
  const folder = await folderWith({
    'openapi.json': JSON.stringify(document),
    'parts.yaml': 'default: { $ref: more.yaml }\nexample: { value: 1 }\nrefused: { description: No }\n',
    'more.yaml': 'type: string\n',
  });
  const { openapi } = await loadDescription(join(folder, 'openapi.json'));
  const local = JSON.stringify(document)
    .replace('parts.yaml#/example', '#/components/examples/example')
    .replace('parts.yaml#/default', '#/components/schemas/more')
    .replace('parts.yaml#/refused', '#/components/responses/refused');
  expect(openapi.value).toEqual({
    ...JSON.parse(local),
    components: {
      examples: { example: { value: 1 } },
      schemas: { more: { type: 'string' } },
      responses: { refused: { description: 'No' } },
    },
  });
});
