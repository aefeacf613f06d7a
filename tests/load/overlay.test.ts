/** What overlays do to a document: https://spec.openapis.org/overlay/v1.1.html */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { staleActions } from '../../src/load/apply-overlays.ts';
import { parseText } from '../../src/load/parse.ts';
import { overlaid, overlayText, read } from '../helpers/overlays.ts';

interface Case {
  readonly what: string;
  readonly given: string;
  readonly actions: string;
  readonly want: string;
}

/** Paths of the examples of the standard. */
const ITEMS = `
openapi: 3.1.0
paths:
  /items:
    get: { responses: { 200: { description: OK } } }
  /some-items:
    delete: { responses: { 200: { description: OK } } }
`;

const STANDARD: readonly Case[] = [
  {
    what: 'a structured overlay mirrors the document',
    given: "{ info: { title: A }, paths: { '/': { get: {} }, '/pets': { get: { summary: Old } } } }",
    actions: `
  - target: '$'
    update:
      info: { x-overlay-applied: structured-overlay }
      paths:
        '/': { summary: The root resource, get: { summary: Retrieve the root resource, x-rate-limit: 100 } }
        '/pets': { get: { summary: Retrieve a list of pets, x-rate-limit: 100 } }
      components:
      tags:`,
    want: `
info: { title: A, x-overlay-applied: structured-overlay }
paths:
  '/': { summary: The root resource, get: { summary: Retrieve the root resource, x-rate-limit: 100 } }
  '/pets': { get: { summary: Retrieve a list of pets, x-rate-limit: 100 } }
components: null
tags: null`,
  },
  {
    what: 'a targeted overlay updates texts in their places',
    given: "{ paths: { '/foo': { get: { description: a } }, '/bar': { get: { description: b } } } }",
    actions: `
  - target: $.paths['/foo'].get.description
    update: This is the new description
  - target: $.paths['/bar'].get.description
    update: This is the updated description
  - target: $.paths['/bar']
    update: { post: { description: This is an updated description of a child object, x-safe: false } }`,
    want: `
paths:
  '/foo': { get: { description: This is the new description } }
  '/bar':
    get: { description: This is the updated description }
    post: { description: This is an updated description of a child object, x-safe: false }`,
  },
  {
    what: 'wildcards and filters update many objects at once',
    given: `
paths:
  /a: { get: { parameters: [{ name: filter, in: query }, { name: filter, in: header }] } }
  /b: { get: {}, post: {} }`,
    actions: `
  - target: $.paths.*.get
    update: { x-safe: true }
  - target: $.paths.*.get.parameters[?@.name=='filter' && @.in=='query']
    update: { schema: { $ref: '#/components/schemas/filterSchema' } }`,
    want: `
paths:
  /a:
    get:
      parameters:
        - { name: filter, in: query, schema: { $ref: '#/components/schemas/filterSchema' } }
        - { name: filter, in: header }
      x-safe: true
  /b: { get: { x-safe: true }, post: {} }`,
  },
  {
    what: 'an element is appended to an array',
    given: '{ paths: { /a: { get: { parameters: [{ name: old, in: query }] } } } }',
    actions: '  - { target: $.paths.*.get.parameters, update: { name: newParam, in: query } }',
    want: '{ paths: { /a: { get: { parameters: [{ name: old, in: query }, { name: newParam, in: query }] } } } }',
  },
  {
    what: 'an element of an array is removed',
    given: '{ paths: { /a: { get: { parameters: [{ name: dummy }, { name: b }, { name: dummy }, { name: c }] } } } }',
    actions: '  - { target: "$.paths.*.get.parameters[?@.name == \'dummy\']", remove: true }',
    want: '{ paths: { /a: { get: { parameters: [{ name: b }, { name: c }] } } } }',
  },
  {
    what: 'a primitive element of an array is removed',
    given: '{ paths: { /a: { get: { tags: [dummy, b] } }, /b: { get: { tags: [a, dummy] } } } }',
    actions: '  - { target: "$.paths.*.get.tags[?@ == \'dummy\']", remove: true }',
    want: '{ paths: { /a: { get: { tags: [b] } }, /b: { get: { tags: [a] } } } }',
  },
  {
    what: 'traits of the document decide where an overlay applies',
    given: `
paths:
  /items: { get: { x-oai-traits: [paged] } }
  /items/{id}/subitems: { get: { x-oai-traits: [paged], parameters: [{ name: id, in: path, required: true }] } }
  /other: { get: {} }`,
    actions: `
  - target: $.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get
    update: { parameters: [{ name: top, in: query }, { name: skip, in: query }] }`,
    want: `
paths:
  /items: { get: { x-oai-traits: [paged], parameters: [{ name: top, in: query }, { name: skip, in: query }] } }
  /items/{id}/subitems:
    get:
      x-oai-traits: [paged]
      parameters: [{ name: id, in: path, required: true }, { name: top, in: query }, { name: skip, in: query }]
  /other: { get: {} }`,
  },
  {
    what: 'a copy merges a node into one that is there',
    given: ITEMS,
    actions: `  - { target: '$.paths["/some-items"]', copy: '$.paths["/items"]' }`,
    want: `
openapi: 3.1.0
paths:
  /items: { get: { responses: { 200: { description: OK } } } }
  /some-items: { get: { responses: { 200: { description: OK } } }, delete: { responses: { 200: { description: OK } } } }`,
  },
  {
    what: 'a target is made first, and then copied into',
    given: ITEMS,
    actions: `
  - { target: $.paths, update: { /other-items: {} } }
  - { target: '$.paths["/other-items"]', copy: '$.paths["/items"]' }`,
    want: `${ITEMS}  /other-items: { get: { responses: { 200: { description: OK } } } }`,
  },
  {
    what: 'a node is moved: made, copied into, and removed where it was',
    given: ITEMS,
    actions: `
  - { target: $.paths, update: { /new-items: {} } }
  - { target: '$.paths["/new-items"]', copy: '$.paths["/items"]' }
  - { target: '$.paths["/items"]', remove: true }`,
    want: `
openapi: 3.1.0
paths:
  /new-items: { get: { responses: { 200: { description: OK } } } }
  /some-items: { delete: { responses: { 200: { description: OK } } } }`,
  },
];

const MORE: readonly Case[] = [
  {
    what: 'arrays are concatenated',
    given: '{ a: [1] }',
    actions: '  - { target: $.a, update: [2, 3] }',
    want: '{ a: [1, 2, 3] }',
  },
  {
    what: 'arrays inside objects, too',
    given: '{ a: { b: [1] } }',
    actions: '  - { target: $.a, update: { b: [2] } }',
    want: '{ a: { b: [1, 2] } }',
  },
  {
    what: 'an array is appended whole inside another',
    given: '{ a: [1] }',
    actions: '  - { target: $.a, update: [[2]] }',
    want: '{ a: [1, [2]] }',
  },
  {
    what: 'null is a value like others',
    given: '{ a: 1, b: [] }',
    actions: '  - { target: $.a, update: null }\n  - { target: $.b, update: null }',
    want: '{ a: null, b: [null] }',
  },
  {
    what: 'a primitive gives way to one of another type',
    given: '{ a: [1, x] }',
    actions: '  - { target: "$.a[*]", update: true }',
    want: '{ a: [true, true] }',
  },
  {
    what: 'a removed node can be made anew',
    given: '{ a: { b: [1] } }',
    actions: '  - { target: $.a.b, remove: true }\n  - { target: $.a, update: { b: x } }',
    want: '{ a: { b: x } }',
  },
  {
    what: 'indices are those before the action',
    given: '{ a: [0, 1, 2, 3] }',
    actions: '  - { target: "$.a[0, 2]", remove: true }',
    want: '{ a: [1, 3] }',
  },
  {
    what: 'a node and what is in it are removed together',
    given: '{ a: { a: { a: 1 } }, b: [[1], 2] }',
    actions: '  - { target: $..a, remove: true }\n  - { target: "$.b..[0]", remove: true }',
    want: '{ b: [2] }',
  },
  {
    what: '`remove` wins over `update`',
    given: '{ a: 1, b: 1 }',
    actions: '  - { target: $.a, update: 2, remove: true }\n  - { target: $.b, update: 2, remove: false }',
    want: '{ b: 2 }',
  },
  {
    what: '`remove: false` does nothing',
    given: '{ a: 1 }',
    actions: '  - { target: $.a, remove: false }',
    want: '{ a: 1 }',
  },
  {
    what: 'a node that matches twice is updated once',
    given: '{ a: [] }',
    actions: "  - { target: \"$['a', 'a']\", update: [{ b: 1 }] }",
    want: '{ a: [{ b: 1 }] }',
  },
  {
    what: 'a document is copied into itself as it was',
    given: '{ a: { b: 1 } }',
    actions: '  - { target: $.a, copy: $ }',
    want: '{ a: { b: 1, a: { b: 1 } } }',
  },
  {
    what: 'a copy is a copy',
    given: '{ a: { x: { y: 1 } }, b: {} }',
    actions:
      '  - { target: $.b, copy: $.a }\n  - { target: $.b.x, update: { y: 2 } }\n  - { target: $.a.x, update: { z: 3 } }',
    want: '{ a: { x: { y: 1, z: 3 } }, b: { x: { y: 2 } } }',
  },
  {
    what: 'an alias is no tie',
    given: '{ a: &a { x: 1 }, b: *a }',
    actions: '  - { target: $.a, update: { x: 2 } }',
    want: '{ a: { x: 2 }, b: { x: 1 } }',
  },
];

describe('an overlay, as the standard shows it:', () => {
  it.each(STANDARD)('$what', async ({ given, actions, want }) => {
    const { openapi, notices } = await overlaid(given, await read(overlayText(actions)));
    expect(openapi.value).toEqual(parse(want));
    expect(notices).toEqual([]);
  });
});

describe('as the standard has it:', () => {
  it.each(MORE)('$what', async ({ given, actions, want }) => {
    const { openapi } = await overlaid(given, await read(overlayText(actions)));
    expect(openapi.value).toEqual(parse(want));
  });

  it('a document of version 1.0 is taken', async () => {
    const overlay = await read(overlayText('  - { target: $.info, update: { title: New } }', '1.0.0'));
    expect((await overlaid('{ info: { title: Old } }', overlay)).openapi.value).toEqual({ info: { title: 'New' } });
  });

  it('extensions are allowed everywhere', async () => {
    const text =
      'overlay: 1.1.7\nx-a: 1\ninfo: { title: A, version: 1.0.0, description: B, x-b: 1 }\nactions:\n  - { target: $, remove: false, description: C, x-c: 1 }\n';
    expect((await overlaid('{ a: 1 }', await read(text))).openapi.value).toEqual({ a: 1 });
  });
});

describe('an array does not grow', () => {
  const ADD = '  - { target: $.tags, update: [{ name: a, x: 1 }, b] }\n  - { target: $, update: { tags: [c] } }';

  it('when it holds what is appended, whatever the order of its members', async () => {
    const { openapi } = await overlaid('{ tags: [c, b, { x: 1, name: a }] }', await read(overlayText(ADD)));
    expect(openapi.value).toEqual({ tags: ['c', 'b', { x: 1, name: 'a' }] });
  });

  it('when an overlay is given twice, not even where a later action has changed the element', async () => {
    const change =
      '  - { target: "$.tags[?@.name==\'a\']", update: { x: 2 } }\n  - { target: "$.tags[?@==\'b\']", update: d }';
    const overlay = await read(overlayText(`${ADD}\n${change}`));
    const other = await read(overlayText('  - { target: $.tags, update: e }'), 'b.overlay.yaml');
    const want = { tags: [{ name: 'a', x: 2 }, 'd', 'c'] };
    expect((await overlaid('{ tags: [] }', overlay)).openapi.value).toEqual(want);
    expect((await overlaid('{ tags: [] }', overlay, overlay)).openapi.value).toEqual(want);
    expect((await overlaid('{ tags: [] }', overlay, other, overlay)).openapi.value).toEqual({
      tags: [...want.tags, 'e'],
    });
  });

  it('but what is there twice in one update comes twice', async () => {
    const overlay = await read(overlayText('  - { target: $.a, update: [1, 1] }'));
    expect((await overlaid('{ a: [] }', overlay, overlay)).openapi.value).toEqual({ a: [1, 1] });
  });

  it('and what was removed is appended anew', async () => {
    const overlay = await read(
      overlayText(
        '  - { target: $.a, update: [1] }\n  - { target: "$.a[*]", remove: true }\n  - { target: $.a, update: [1] }',
      ),
    );
    expect((await overlaid('{ a: [] }', overlay, overlay)).openapi.value).toEqual({ a: [1] });
  });
});

describe('a query that matches nothing', () => {
  const TEXT = overlayText(
    "  - target: $.paths['/gone']\n    update: { a: 1 }\n  - target: $.info\n    copy: $.nothing\n  - target: $.info\n    update: { title: B }",
  );

  it('is a notice with its place, and the other actions are applied', async () => {
    const { openapi, notices } = await overlaid('{ info: { title: A } }', await read(TEXT));
    expect(openapi.value).toEqual({ info: { title: 'B' } });
    const file = 'a.overlay.yaml';
    expect(notices).toEqual([
      {
        kind: 'unmatched-target',
        target: "$.paths['/gone']",
        place: { file, pointer: '#/actions/0/target', line: 4, column: 5 },
      },
      { kind: 'unmatched-copy', copy: '$.nothing', place: { file, pointer: '#/actions/1/copy', line: 7, column: 5 } },
    ]);
  });

  it('is a notice once, and none where the overlay matched before it was given again', async () => {
    const moved =
      '  - { target: $.b, remove: true }\n  - { target: $.gone, remove: true }\n  - { target: $.a, copy: $.b }';
    const overlay = await read(overlayText(moved));
    const { notices } = await overlaid('{ a: {}, b: {} }', overlay, overlay);
    expect(notices).toMatchObject([{ target: '$.gone' }, { copy: '$.b' }]);
  });

  it('is a stale action; one that matches what an earlier action made is none', async () => {
    const openapi = parseText('{ info: { title: A } }', 'api.yaml');
    expect(staleActions(openapi, await read(TEXT))).toMatchObject([
      { kind: 'unmatched-target' },
      { kind: 'unmatched-copy' },
    ]);
    const fits =
      '  - { target: $, update: { a: {} } }\n  - { target: $.a, update: { b: 1 } }\n  - { target: $.info, remove: true }';
    expect(staleActions(openapi, await read(overlayText(fits)))).toEqual([]);
  });
});

describe('the place of a part', () => {
  const API = 'info:\n  title: A\ntags:\n  - name: a\n  - name: b\n  - name: c\npaths:\n  /a:\n    get: {}\n';
  const OVERLAY = overlayText(
    "  - target: $.info\n    update:\n      title: B\n      license:\n        name: MIT\n  - target: $.tags[?@.name=='b']\n    remove: true\n  - target: $.tags\n    update:\n      - name: d\n  - target: $.tags[?@.name=='c']\n    update: { x: 1 }\n  - target: $.paths['/a'].get\n    remove: true\n  - target: $.paths['/a']\n    copy: $.info",
  );

  it.each([
    { pointer: '', want: { file: 'api.yaml', line: 1 } },
    { pointer: '/info', want: { file: 'api.yaml', line: 1, pointer: '#/info' } },
    {
      pointer: '/info/title',
      want: { file: 'a.overlay.yaml', line: 6, column: 7, pointer: '#/actions/0/update/title' },
    },
    {
      pointer: '/info/license/name',
      want: { file: 'a.overlay.yaml', line: 8, pointer: '#/actions/0/update/license/name' },
    },
    { pointer: '/tags/0/name', want: { file: 'api.yaml', line: 4, pointer: '#/tags/0/name' } },
    { pointer: '/tags/1/name', want: { file: 'api.yaml', line: 6, pointer: '#/tags/2/name' } },
    { pointer: '/tags/1/x', want: { file: 'a.overlay.yaml', line: 15, pointer: '#/actions/3/update/x' } },
    { pointer: '/tags/2/name', want: { file: 'a.overlay.yaml', line: 13, pointer: '#/actions/2/update/0/name' } },
    { pointer: '/paths/~1a', want: { file: 'api.yaml', line: 8 } },
    { pointer: '/paths/~1a/get', want: { file: 'a.overlay.yaml', pointer: '#/actions/4/remove' } },
    { pointer: '/paths/~1a/license/name', want: { file: 'a.overlay.yaml', line: 19, pointer: '#/actions/5/copy' } },
  ])('$pointer', async ({ pointer, want }) => {
    const { openapi } = await overlaid(API, await read(OVERLAY));
    expect(openapi.locate(pointer)).toMatchObject(want);
  });

  it('stays where it was when the overlay says the same', async () => {
    const overlay = await read(overlayText('  - { target: $.info, update: { title: A } }'));
    const { openapi } = await overlaid(API, overlay);
    expect(openapi.locate('/info/title')).toMatchObject({ file: 'api.yaml', line: 2 });
  });
});

describe('a document that others hold', () => {
  const frozen = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };

  it('stays as it was, frozen or not, and keeps the parts that do not change', async () => {
    const id = { type: 'string' };
    const document = { info: { title: 'A' }, tags: [{ name: 'a' }], components: { a: id, b: id } };
    const before = structuredClone(document);
    const actions = [
      { target: '$.info', update: { title: 'B' } },
      { target: '$.tags', update: { name: 'b' } },
      { target: '$.tags[0]', remove: true },
      { target: '$.components.a', update: { type: 'integer' } },
    ];
    const { openapi } = await overlaid(frozen(document), await read(overlayText(actions)));
    expect(document).toEqual(before);
    const value = openapi.value as typeof document;
    expect(value).toEqual({
      info: { title: 'B' },
      tags: [{ name: 'b' }],
      components: { a: { type: 'integer' }, b: id },
    });
    expect(value.components.b).toBe(id);
  });

  it('is not tied to the overlay, which brings the same value to many', async () => {
    const overlay = await read(
      overlayText([
        { target: '$.*', update: { x: { y: 1 } } },
        { target: '$.a.x', update: { y: 2 } },
      ]),
    );
    const { openapi } = await overlaid({ a: {}, b: {} }, overlay);
    expect(openapi.value).toEqual({ a: { x: { y: 2 } }, b: { x: { y: 1 } } });
    expect((await overlaid({ b: {} }, overlay)).openapi.value).toEqual({ b: { x: { y: 1 } } });
  });
});
