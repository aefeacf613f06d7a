/** Descriptions of several files, laid out as providers do it. */
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toModel } from '../../src/compose/to-model.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const HEAD = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\nservers: [{ url: https://a.example }]\n";

const read = async (file: string, beside = {}) => {
  const description = await loadDescription(file, beside);
  return {
    ...description,
    document: description.openapi.value as Record<string, unknown>,
    model: toModel(description),
  };
};

describe('a description in several files', () => {
  it('is one as if it had been written in one: components, aliases, path items, operations and maps', async () => {
    const folder = await folderWith({
      'openapi.yaml': `${HEAD}paths: { $ref: paths/_index.yaml }
components:
  schemas: { $ref: schemas/_index.yaml }
  securitySchemes: { key: { $ref: security.yaml#/key } }
`,
      'paths/_index.yaml': '/pets: { $ref: pets.yaml }\n/pets/{id}: { get: { $ref: get-pet.yaml } }\n',
      'paths/pets.yaml': `get:
  x-codeSamples: [{ lang: cURL, source: { $ref: 'curl/list.yaml' } }]
  parameters: [{ $ref: ../parts.yaml#/parameters/limit }]
  responses:
    '200':
      description: Fine
      headers: { X-Count: { $ref: ../parts.yaml#/headers/Count } }
      links: { one: { $ref: ../parts.yaml#/links/one } }
      content:
        application/json:
          schema: { type: array, items: { $ref: ../schemas/Pet.yaml } }
          examples: { all: { $ref: ../parts.yaml#/examples/all } }
`,
      'paths/get-pet.yaml': `operationId: getPet
parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
responses: { '200': { $ref: ../parts.yaml#/responses/One } }
callbacks: { gone: { $ref: ../parts.yaml#/callbacks/gone } }
`,
      'schemas/_index.yaml': 'Pet: { $ref: ./Pet.yaml }\nDog: { $ref: Dog.yaml }\n',
      'schemas/Pet.yaml': `discriminator: { propertyName: kind, mapping: { dog: ./Dog.yaml, cat: 'animals/cat.yaml#/Cat' } }
oneOf: [{ $ref: Dog.yaml }, { $ref: 'animals/cat.yaml#/Cat' }]
`,
      'schemas/Dog.yaml': 'properties: { kind: { const: dog }, friend: { $ref: Pet.yaml } }\n',
      'schemas/animals/cat.yaml':
        "Cat: { properties: { kind: { const: cat }, age: { $ref: '#/Age' } } }\nAge: { type: integer }\n",
      'parts.yaml': `parameters: { limit: { name: limit, in: query, schema: { type: integer } } }
headers: { Count: { schema: { type: integer } } }
links: { one: { operationId: getPet, parameters: { id: '$response.body#/0/kind' } } }
examples: { all: { value: [{ kind: dog }] } }
responses: { One: { description: One, content: { application/json: { schema: { $ref: schemas/Pet.yaml } } } } }
callbacks: { gone: { '{$request.body#/url}': { post: { responses: {} } } } }
`,
      'security.yaml': 'key: { type: apiKey, in: header, name: X-Key }\n',
    });
    const { document, model } = await read(join(folder, 'openapi.yaml'));
    expect(document['components']).toEqual({
      schemas: {
        Pet: {
          discriminator: {
            propertyName: 'kind',
            mapping: { dog: '#/components/schemas/Dog', cat: '#/components/schemas/Cat' },
          },
          oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }],
        },
        Dog: { properties: { kind: { const: 'dog' }, friend: { $ref: '#/components/schemas/Pet' } } },
        Cat: { properties: { kind: { const: 'cat' }, age: { $ref: '#/components/schemas/Age' } } },
        Age: { type: 'integer' },
      },
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      parameters: { limit: expect.anything() },
      headers: { Count: expect.anything() },
      links: { one: expect.anything() },
      examples: { all: { value: [{ kind: 'dog' }] } },
      responses: { One: expect.anything() },
      callbacks: { gone: expect.anything() },
    });
    expect(model.operations.map(({ path, links }) => [path, links.length])).toEqual([
      ['/pets', 1],
      ['/pets/{id}', 0],
    ]);
    expect(model.notices.map(({ kind }) => kind)).toEqual(['left-out']);
  });

  it('has what a sample refers to, where that is a file of its folder; anything else is data', async () => {
    const folder = await folderWith({
      '.git/HEAD': '',
      'secrets.json': '{"key":"hidden"}',
      'api/openapi.yaml': `${HEAD}paths:
  /pets:
    post:
      parameters: [{ name: kind, in: query, schema: { type: string }, example: { $ref: samples/kind.json } }]
      requestBody:
        content:
          application/json:
            example: { $ref: samples/pets.yaml }
            schema: { type: array, examples: [{ $ref: ./samples/none.yaml }], example: { $ref: '#/info' } }
      responses:
        '200':
          description: Fine
          content:
            application/json:
              examples:
                files: { value: [{ $ref: samples/pet.json, note: a }, { $ref: ../secrets.json }, { $ref: samples/pet }] }
`,
      'api/samples/kind.json': '"cat"',
      'api/samples/pets.yaml': '- { $ref: pet.json }\n- { name: Tom, schema: { $ref: pet.json#/name } }\n',
      'api/samples/pet.json': '{"name":"Rex"}',
    });
    const { document } = await read(join(folder, 'api', 'openapi.yaml'));
    const { post } = (document['paths'] as Record<string, Record<string, unknown>>)['/pets'] ?? {};
    expect(post).toMatchObject({
      parameters: [{ example: 'cat' }],
      requestBody: {
        content: {
          'application/json': {
            example: [{ name: 'Rex' }, { name: 'Tom', schema: { $ref: 'pet.json#/name' } }],
            schema: { examples: [{ $ref: './samples/none.yaml' }], example: { $ref: '#/info' } },
          },
        },
      },
    });
    expect(JSON.stringify(document)).not.toContain('hidden');
    expect(JSON.stringify(post)).toContain(
      '[{"$ref":"samples/pet.json","note":"a"},{"$ref":"../secrets.json"},{"$ref":"samples/pet"}]',
    );
  });

  it('gives two components with one name the names of their files', async () => {
    const schema = (ref: string) => `{ content: { a/b: { schema: { $ref: '${ref}' } } }, description: A }`;
    const folder = await folderWith({
      'a.yaml': `${HEAD}paths: { /a: { get: { responses: { 200: ${schema('b.yaml#/Id')}, 201: ${schema('c.yaml#/Id')}, 202: ${schema('#/components/schemas/Id')} } } } }\ncomponents: { schemas: { Id: { type: number } } }\n`,
      'b.yaml': 'Id: { type: string }\n',
      'c.yaml': 'Id: { type: integer }\n',
    });
    const { document } = await read(join(folder, 'a.yaml'));
    expect(document['components']).toEqual({
      schemas: { Id: { type: 'number' }, 'b.Id': { type: 'string' }, 'c.Id': { type: 'integer' } },
    });
  });

  it('keeps a whole schema where a reference leads into it', async () => {
    const folder = await folderWith({
      'a.yaml': `${HEAD}paths: {}\ncomponents: { schemas: { Order: { $ref: order.yaml }, Id: { $ref: 'order.yaml#/properties/id' } } }\n`,
      'order.yaml': "type: object\nproperties: { id: { type: string }, next: { $ref: '#/properties/id' } }\n",
    });
    const { openapi } = await loadDescription(join(folder, 'a.yaml'));
    expect(openapi.value).toMatchObject({
      components: {
        schemas: {
          Order: { properties: { next: { $ref: '#/components/schemas/Order/properties/id' } } },
          Id: { type: 'string' },
        },
      },
    });
  });

  it.each(['$anchor: B', "$id: '#B'"])('finds what a file names by `%s`', async (anchor) => {
    const folder = await folderWith({
      'a.yaml': `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: 'b.yaml#B' } } }\n`,
      'b.yaml': `definitions: { B: { ${anchor}, type: string } }\n`,
    });
    const { openapi } = await loadDescription(join(folder, 'a.yaml'));
    expect(openapi.value).toMatchObject({ components: { schemas: { A: { type: 'string' } } } });
  });

  it('has the notices on how other files were read', async () => {
    const folder = await folderWith({
      'a.yaml': `${HEAD}paths: { /a: { $ref: b.yaml } }\n`,
      'b.yaml': 'get:\n  description: "One\n  two"\n  responses: { 200: { description: A } }\n',
    });
    const { model } = await read(join(folder, 'a.yaml'));
    expect(model.operations[0]?.description).toBe('One two');
    expect(model.notices).toMatchObject([
      { pointer: '/get/description', place: { file: join(folder, 'b.yaml'), line: 2 } },
    ]);
  });

  it.each([
    {
      what: 'a loop of files',
      files: { 'b.yaml': '$ref: c.yaml\n', 'c.yaml': '$ref: b.yaml\n' },
      code: 'reference/circular',
    },
    {
      what: 'a part that is not there',
      files: { 'b.yaml': 'get: { $ref: "c.yaml#/no" }\n', 'c.yaml': 'a: 1\n' },
      code: 'reference/not-found',
    },
    { what: 'a file that is not there', files: { 'b.yaml': 'get: { $ref: no.yaml }\n' }, code: 'file/not-found' },
    { what: 'an anchor that is not there', files: { 'b.yaml': "get: { $ref: '#no' }\n" }, code: 'reference/not-found' },
  ])('shows $what where it stands', async ({ files, code }) => {
    const folder = await folderWith({ 'a.yaml': `${HEAD}paths:\n  /a: { $ref: b.yaml }\n`, ...files });
    const [finding] = await findingsOf(() => read(join(folder, 'a.yaml')));
    const file = join(folder, code === 'reference/circular' ? 'a.yaml' : 'b.yaml');
    expect(finding).toMatchObject({ code, place: { file, line: expect.any(Number) } });
  });
});

const PARTS = {
  schemas: '{ type: integer }',
  parameters: '{ name: q, in: query, schema: { type: string } }',
  headers: '{ schema: { type: integer } }',
  requestBodies: '{ content: { application/json: {} } }',
  responses: '{ description: Fine }',
  examples: '{ value: 1 }',
  links: '{ operationId: getA }',
  callbacks: "{ '{$request.body#/url}': { post: { responses: {} } } }",
  securitySchemes: '{ type: apiKey, in: header, name: X-Key }',
  pathItems: '{ get: { responses: {} } }',
};

describe('a component that is only a reference to another one', () => {
  const inComponents = (group: string, members: string) =>
    `${HEAD}paths: { /a: { get: { responses: { 200: { description: A } } } } }\ncomponents: { ${group}: { ${members} } }\n`;
  /** The content at the end of the references between components. */
  const endOf = (document: Record<string, unknown>, group: string, name: string): unknown => {
    const map = (document['components'] as Record<string, Record<string, { $ref?: string }>>)[group];
    let value = map?.[name];
    for (let step = 0; value?.$ref !== undefined && step < 200; step += 1)
      value = map?.[value.$ref.split('/')[3] ?? ''];
    return value;
  };

  it.each(Object.entries(PARTS))('gets the content of another file by any chain, among the %s', async (group, part) => {
    const to = (name: string) => `{ $ref: '#/components/${group}/${name}' }`;
    const folder = await folderWith({
      'a.yaml': inComponents(
        group,
        `One: ${to('Two')}, Two: ${to('Three')}, Three: { $ref: b.yaml#/part }, Four: ${to('Three')}, Five: { $ref: b.yaml#/back }`,
      ),
      'b.yaml': `part: { $ref: c.yaml }\nback: { $ref: 'a.yaml#/components/${group}/One' }\n`,
      'c.yaml': `${part}\n`,
    });
    const { document } = await read(join(folder, 'a.yaml'));
    const ends = ['One', 'Two', 'Three', 'Four', 'Five'].map((name) => endOf(document, group, name));
    expect(ends[0]).not.toHaveProperty('$ref');
    expect(ends).toEqual(Array(5).fill(ends[0]));
  });

  it('may be one of a long chain', async () => {
    const aliases = Array.from({ length: 150 }, (_, n) => `R${n}: { $ref: '#/components/responses/R${n + 1}' }`);
    const folder = await folderWith({
      'a.yaml': inComponents('responses', [...aliases, 'R150: { $ref: b.yaml }'].join(', ')),
      'b.yaml': 'description: Fine\n',
    });
    const { document } = await read(join(folder, 'a.yaml'));
    expect(endOf(document, 'responses', 'R0')).toEqual({ description: 'Fine' });
  });

  it.each([
    { what: 'of the document', two: '#/components/responses/One', file: 'a.yaml' },
    { what: 'through another file', two: 'b.yaml#/back', file: 'a.yaml' },
    { what: 'of another file', two: 'b.yaml#/loop', file: 'a.yaml' },
  ])('is refused in a circle $what', async ({ two, file }) => {
    const folder = await folderWith({
      'a.yaml': `${HEAD}paths: { /a: { get: { responses: { 200: { $ref: '#/components/responses/One' } } } } }
components: { responses: { One: { $ref: '#/components/responses/Two' }, Two: { $ref: '${two}' }, Out: { $ref: c.yaml } } }
`,
      'b.yaml': "back: { $ref: 'a.yaml#/components/responses/One' }\nloop: { $ref: '#/loop' }\n",
      'c.yaml': 'description: Fine\n',
    });
    const [finding, ...others] = await findingsOf(() => read(join(folder, 'a.yaml'), { strict: true }));
    expect(finding).toMatchObject({ code: 'reference/circular', message: expect.stringMatching(/is a circular/) });
    expect([finding?.place?.file, others]).toEqual([join(folder, file), []]);
  });
});

describe('a reference out of the folder', () => {
  const API = `${HEAD}paths: { /a: { get: { parameters: [{ $ref: '../common/c.yaml#/p' }], responses: { 200: { description: A } } } } }\n`;
  const PART = 'p: { name: p, in: query, schema: { type: string } }\n';

  it('is read within a repository, and its folder is named once', async () => {
    const folder = await folderWith({ 'api/a.yaml': API, 'common/c.yaml': PART });
    await mkdir(join(folder, '.git'));
    const { model } = await read(join(folder, 'api/a.yaml'));
    expect(model.operations[0]?.parameters.map(({ name }) => name)).toEqual(['p']);
    expect(model.notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^files in ".*common" are read, /),
    ]);
  });

  it('is read below a root that the user names', async () => {
    const folder = await folderWith({ 'api/a.yaml': API, 'common/c.yaml': PART });
    const { model } = await read(join(folder, 'api/a.yaml'), { root: folder });
    expect([model.operations.length, model.notices]).toEqual([1, []]);
  });

  it.each([
    { what: 'without a repository', ref: '../common/c.yaml', git: false },
    { what: 'to a hidden folder', ref: '../.secret/c.yaml', git: true },
    { what: 'to another kind of file', ref: '../common/c.txt', git: true },
    { what: 'out of the repository', ref: '../../outside.yaml', git: true },
    { what: 'through a link to a hidden folder', ref: '../link/c.yaml', git: true },
    { what: 'through a link to another kind of file', ref: '../common/linked.yaml', git: true },
  ])('is refused $what, with the flag that allows it', async ({ ref, git }) => {
    const text = API.replace('../common/c.yaml', ref);
    const folder = await folderWith({
      'repo/api/a.yaml': text,
      'repo/common/c.yaml': PART,
      'repo/common/c.txt': PART,
      'repo/.secret/c.yaml': PART,
      'outside.yaml': PART,
    });
    await symlink('.secret', join(folder, 'repo/link'));
    await symlink('c.txt', join(folder, 'repo/common/linked.yaml'));
    if (git) await mkdir(join(folder, 'repo/.git'));
    const [finding] = await findingsOf(() => read(join(folder, 'repo/api/a.yaml')));
    expect(finding).toMatchObject({ code: 'file/outside', hint: expect.stringContaining('--root ') });
    expect(finding?.place).toMatchObject({ file: join(folder, 'repo/api/a.yaml'), line: 4 });
  });
});
