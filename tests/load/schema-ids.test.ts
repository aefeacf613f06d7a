import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { withPointers } from '../../src/load/schema-ids.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { toModel } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';
import { problemsInNewman } from '../schema/judge-in-newman.ts';

const schemas = (members: object) => ({ openapi: '3.1.0', components: { schemas: members } });

describe('a reference by $self becomes a pointer', () => {
  const SELF = 'https://x.test/apis/self.yaml';
  const X = '#/components/schemas/X';

  it.each([
    { ref: `${SELF}${X}`, want: X },
    { ref: `HTTPS://X.test/apis/../apis/self.yaml${X}`, want: X },
    { ref: `self.yaml${X}`, want: X },
    { ref: `/apis/self.yaml${X}`, want: X },
    { ref: `${SELF}#x`, want: X },
    { ref: `${SELF}#/components/schemas/Missing`, want: '#/components/schemas/Missing' },
    { ref: `${SELF}#missing`, want: '#missing' },
    { ref: SELF, want: '#' },
    { ref: 'item.json', want: '#/components/schemas/Item' },
    { ref: 'https://x.test/apis/item.json#/$defs/a', want: '#/components/schemas/Item/$defs/a' },
    { ref: 'other.yaml#/A', want: 'other.yaml#/A' },
    { ref: `https://x.test/self.yaml${X}`, want: `https://x.test/self.yaml${X}` },
    { ref: '#x', want: '#x' },
  ])('$ref -> $want', ({ ref, want }) => {
    const document = (reference: string) => ({
      openapi: '3.2.0',
      $self: SELF,
      components: {
        schemas: {
          X: { $anchor: 'x' },
          Item: { $id: 'item.json', $defs: { a: {} } },
          Y: {
            items: { $ref: reference },
            discriminator: { propertyName: 'kind', mapping: { a: reference, b: 'X' }, defaultMapping: reference },
          },
        },
        links: { l: { operationRef: reference, parameters: { $ref: ref } }, m: { $ref: reference } },
        examples: { e: { $ref: reference }, f: { value: { $ref: ref } } },
      },
    });
    expect(withPointers(document(ref))).toEqual(document(want));
  });

  it.each([
    { about: 'relative to where it was read', $self: '/self.yaml', retrieved: 'https://y.test/a/b.yaml', want: true },
    { about: 'of another place', $self: 'self.yaml', retrieved: 'https://y.test/a/b.yaml', want: false },
    { about: 'of OpenAPI 3.1', openapi: '3.1.0', $self: 'https://y.test/self.yaml', want: false },
    { about: 'that is no text', $self: 7, want: false },
    { about: 'that is no URI', $self: 'https://', want: false },
  ])('is one for a $$self $about: $want', ({ openapi = '3.2.0', $self, retrieved, want }) => {
    const given = { openapi, $self, not: { $ref: 'https://y.test/self.yaml#/not' } };
    expect(withPointers(given, retrieved)).toEqual(want ? { ...given, not: { $ref: '#/not' } } : given);
  });

  it('also in other files, each of which may have its own', async () => {
    const folder = await folderWith({
      'a.yaml': `openapi: 3.2.0
$self: ${SELF}
info: { title: A, version: '1' }
paths: { /a: { $ref: b.yaml#/paths/~1a } }
components: { schemas: { X: { type: integer } } }
`,
      'b.yaml': `openapi: 3.2.0
$self: https://y.test/b
paths: { /a: { get: { responses: { 200: { $ref: 'https://y.test/b#/components/responses/R' } } } } }
components: { responses: { R: { description: R, content: { a/b: { schema: { $ref: '${SELF}${X}' } } } } } }
`,
    });
    const { openapi } = await loadDescription(join(folder, 'a.yaml'));
    expect(openapi.value).toMatchObject({
      paths: { '/a': { get: { responses: { 200: { $ref: '#/components/responses/R' } } } } },
      components: { responses: { R: { content: { 'a/b': { schema: { $ref: X } } } } } },
    });
  });
});

describe('a reference by $id becomes a pointer', () => {
  it.each([
    {
      about: 'relative to the description',
      given: { A: { $id: 'a.json', type: 'string' }, B: { $ref: 'a.json' } },
      want: { A: { $id: 'a.json', type: 'string' }, B: { $ref: '#/components/schemas/A' } },
    },
    {
      about: 'by a whole URL, to a part',
      given: { A: { $id: 'https://x.test/a', $defs: { b: {} } }, B: { $ref: 'https://x.test/a#/$defs/b' } },
      want: {
        A: { $id: 'https://x.test/a', $defs: { b: {} } },
        B: { $ref: '#/components/schemas/A/$defs/b' },
      },
    },
    {
      about: 'to an anchor, from beside and from inside',
      given: {
        A: { $id: 'a', $defs: { b: { $anchor: 'b' } }, properties: { c: { $ref: '#b' } } },
        B: { $ref: './a#b' },
      },
      want: {
        A: {
          $id: 'a',
          $defs: { b: { $anchor: 'b' } },
          properties: { c: { $ref: '#/components/schemas/A/$defs/b' } },
        },
        B: { $ref: '#/components/schemas/A/$defs/b' },
      },
    },
    {
      about: 'from inside: to itself, to its parts, to a neighbour',
      given: {
        A: { $id: 'v1/a', items: { $ref: '#' }, not: { $ref: '#/$defs/b' }, if: { $ref: 'c' }, $defs: { b: {} } },
        C: { $id: 'v1/c' },
      },
      want: {
        A: {
          $id: 'v1/a',
          items: { $ref: '#/components/schemas/A' },
          not: { $ref: '#/components/schemas/A/$defs/b' },
          if: { $ref: '#/components/schemas/C' },
          $defs: { b: {} },
        },
        C: { $id: 'v1/c' },
      },
    },
    {
      about: 'but not what leads to no $id, nor what is data, nor a member of that name',
      given: {
        A: { $id: 'a', items: { $ref: '#/components/schemas/B' }, example: { $id: 'b', $ref: 'a' } },
        B: { properties: { $id: { type: 'string' }, $ref: { $ref: 'other.yaml' } }, const: { $id: 'other.yaml' } },
      },
      want: {
        A: { $id: 'a', items: { $ref: '#/components/schemas/B' }, example: { $id: 'b', $ref: 'a' } },
        B: { properties: { $id: { type: 'string' }, $ref: { $ref: 'other.yaml' } }, const: { $id: 'other.yaml' } },
      },
    },
  ])('$about', ({ given, want }) => {
    expect(withPointers(schemas(given))).toEqual(schemas(want));
  });
});

it('a reference to a definition of the schema around it leads there, where the document has none', () => {
  const inside = (ref: string, more: object = {}) => ({
    X: { $defs: { A: { not: {} } }, items: { not: { $ref: ref } }, ...more },
  });
  const at = '#/components/schemas/X';
  const leads = (members: object, root: object = {}) => {
    const found = withPointers({ ...schemas(members), ...root }) as ReturnType<typeof schemas>;
    return JSON.stringify(found).match(/"\$ref":"([^"]*)"/)?.[1];
  };
  expect(leads(inside('#/$defs/A'))).toBe(`${at}/$defs/A`);
  expect(leads(inside('#/$defs/A/not'))).toBe(`${at}/$defs/A/not`);
  expect(leads(inside('#/definitions/B', { definitions: { B: {} } }))).toBe(`${at}/definitions/B`);
  expect(leads(inside('#/$defs/B'))).toBe('#/$defs/B');
  expect(leads(inside('#/$defs/A'), { $defs: { A: {} } })).toBe('#/$defs/A');
  expect(leads({ X: { items: { $ref: '#/$defs/A' } }, Y: { $defs: { A: {} } } })).toBe('#/$defs/A');
});

const GENERIC = `openapi: 3.1.0
info: { title: Lists, version: '1' }
paths:
  /numbers: { get: { responses: { 200: { description: Fine, content: { application/json: { schema: { $ref: numbers } } } } } } }
  /texts: { get: { responses: { 200: { description: Fine, content: { application/json: { schema: { $ref: 'https://x.test/texts' } } } } } } }
components:
  schemas:
    List:
      $id: list
      type: object
      required: [items]
      properties: { items: { type: array, items: { $dynamicRef: '#item' } } }
      $defs: { item: { $dynamicAnchor: item, not: {} } }
    Numbers: { $id: numbers, $ref: list, $defs: { item: { $dynamicAnchor: item, type: number } } }
    Texts: { $id: 'https://x.test/texts', $ref: '#/$defs/list', $defs: { list: { $ref: '#/components/schemas/List' }, item: { $dynamicAnchor: item, type: string } } }
`;

it('so generic lists work as the standard tells, judged inside Newman', async () => {
  const folder = await folderWith({ 'openapi.yaml': GENERIC });
  const model = toModel((await loadDescription(join(folder, 'openapi.yaml'))).openapi.value);
  const judgeables = model.operations.map(({ responses }) => {
    const node = responses[0]?.media[0]?.node;
    if (!node) throw new Error('no schema');
    return toJudgeable(node, model);
  });
  expect(judgeables.flatMap(({ notAsserted }) => notAsserted)).toEqual([]);
  const problems = await problemsInNewman(
    judgeables.map(({ schema }) => ({ schema, values: [{ items: [1] }, { items: ['x'] }, {}] })),
  );
  expect(problems.map((found) => found.map(({ length }) => length === 0))).toEqual([
    [true, false, false],
    [false, true, false],
  ]);
});
