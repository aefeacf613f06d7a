/** Which invalid bodies are sent where there are too many. */
import { describe, expect, it } from 'vitest';
import { brokenBodies } from '../../src/contract/cases/body-cases.ts';
import { valueAt } from '../../src/core/pointer.ts';
import { document, json, operation, toModel, withPath } from '../helpers/builders.ts';

it('Invalid bodies are of all kinds, and at different members, also where many members are required', () => {
  const kinds = [{ type: 'string', pattern: '^[a-z]+$' }, { type: 'integer', maximum: 5 }, { enum: ['a', 'b'] }];
  const properties = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, kinds[index % 3]]));
  const schema = { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(withPath('/a', { post: operation({ requestBody: json(schema), responses }) }));
  const names = model.operations
    .flatMap((one) => brokenBodies(one, model))
    .map(({ name }) => name.split(': ')[1] ?? '');
  expect(names).toHaveLength(16);
  expect(new Set(names.map((name) => name.replace(/^m\d+ /, '').replace(/ the pattern.*/, '')))).toEqual(
    new Set(['missing', 'of another type', 'not matching', 'above 5', 'not an allowed value']),
  );
  expect(new Set(names.map((name) => name.split(' ')[0])).size).toBe(16);
});

it('breaks bounds and patterns inside members that the body has, after those of the members', () => {
  const range = { type: 'integer', minimum: 2, maximum: 5, example: 3 };
  const schema = {
    type: 'object',
    required: ['device', 'lines'],
    properties: {
      device: {
        type: 'object',
        required: ['phone'],
        properties: { phone: { pattern: '^\\+\\d+$', example: '+1', type: 'string' } },
      },
      lines: { type: 'array', minItems: 1, items: { type: 'object', required: ['qty'], properties: { qty: range } } },
      no: { type: 'object', readOnly: true, properties: { qty: range } },
    },
  };
  const post = operation({
    summary: 'Add',
    requestBody: { required: true, ...json(schema) },
    responses: { 200: { description: '' }, 400: { description: '' } },
  });
  const model = toModel(withPath('/a', { post }));
  const names = model.operations
    .flatMap((one) => brokenBodies(one, model))
    .map(({ name }) => name.replace(/^Add: /, ''));
  expect(names).toEqual([
    'device missing',
    'lines missing',
    'device of another type',
    'lines of another type',
    'lines with no elements',
    'device.phone not matching the pattern ^\\+\\d+$',
    'lines.0.qty below 2',
    'lines.0.qty above 5',
  ]);
});

it('sends no member of another type as one that breaks a keyword of arrays or objects', () => {
  const properties = {
    tags: { type: 'array', items: { type: 'string' }, contains: { const: 'a' }, minContains: 0, maxContains: 1 },
    sizes: { type: 'object', additionalProperties: { type: 'integer' }, if: { required: ['s'] } },
    names: { allOf: [{ type: 'array' }, { contains: { const: 'a' } }] },
  };
  const requestBody = json({ type: 'object', properties });
  const post = operation({
    summary: 'Add',
    requestBody,
    responses: { 200: { description: '' }, 400: { description: '' } },
  });
  const model = toModel({ ...withPath('/a', { post }), openapi: '3.1.0' });
  const cases = model.operations.flatMap((one) => brokenBodies(one, model));
  const isOfOtherType = (name: string) => name.endsWith('of another type');
  const sent = cases.filter(({ name }) => !isOfOtherType(name)).map(({ name, body }) => [name, body?.value]);
  expect(sent.map(([name]) => name)).toEqual([
    'Add: tags with more than 1 matching element',
    'Add: names without a matching element',
  ]);
  expect(sent.map(([, value]) => value)).toEqual([
    expect.objectContaining({ tags: ['a', 'a'] }),
    expect.objectContaining({ names: expect.any(Array) }),
  ]);
});

it.each([
  {
    what: 'an array',
    schema: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'integer', maximum: 9 } },
    want: ['with no elements', 'with more than 2 elements', '0 above 9'],
  },
  {
    what: 'an array of objects',
    schema: {
      type: 'array',
      items: { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 4 } } },
    },
    want: ['0.a missing', '0.a longer than 4'],
  },
  { what: 'a text', schema: { type: 'string', minLength: 2 }, want: ['shorter than 2'] },
  // A number may be read as a text, and one object as an array of it.
  { what: 'what has no bounds', schema: { type: 'boolean' }, want: [] },
])('breaks a body that is $what, but not in its type', ({ schema, want }) => {
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(withPath('/a', { post: operation({ summary: 'Add', requestBody: json(schema), responses }) }));
  const names = model.operations.flatMap((one) => brokenBodies(one, model)).map(({ name }) => name);
  expect(names).toEqual(want.map((one) => `Add: ${one}`));
});

it.each([
  { of: { type: 'string' }, want: {} },
  { of: { type: 'array', items: { type: 'string' } }, want: {} },
  { of: { type: 'array', items: { type: 'object' } }, want: 'text' },
  { of: { type: 'array' }, want: undefined },
  { of: { type: ['string', 'object'] }, want: undefined },
  { of: { type: 'integer' }, want: 'text' },
  { of: { type: 'object' }, want: 'text' },
])('no value of another type is one that frameworks make $of of', ({ of, want }) => {
  const schema = { type: 'object', required: ['a'], properties: { a: of } };
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(withPath('/a', { post: operation({ requestBody: json(schema), responses }) }));
  const cases = model.operations.flatMap((one) => brokenBodies(one, model));
  const made = cases.find(({ name }) => name.endsWith('of another type'))?.body?.value;
  expect(made).toEqual(want === undefined ? undefined : { a: want });
});

it.each([
  { path: '/photos/{photoId}', causes: {}, want: ['title missing', 'name missing'] },
  {
    path: '/albums/{album-id}/photos',
    causes: {},
    want: ['id missing', 'photo_id missing', 'title missing', 'name missing'],
  },
  { path: '/photos/{name}/tags', causes: {}, want: ['id missing', 'photo_id missing', 'title missing'] },
  {
    path: '/photos/{photoId}',
    causes: { 'x-cause': 'invalid-body' },
    want: ['id missing', 'photo_id missing', 'title missing', 'name missing'],
  },
])('what $path has is not missing in the body, unless $causes says so', ({ path, causes, want }) => {
  const members = ['id', 'photo_id', 'title', 'name'];
  const properties = Object.fromEntries(members.map((name) => [name, { type: 'string' }]));
  const requestBody = json({ type: 'object', required: members, properties });
  const parameters = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const responses = { 200: { description: '' }, 400: { description: '', ...causes } };
  const model = toModel(withPath(path, { put: operation({ summary: 'Store', parameters, requestBody, responses }) }));
  const names = model.operations.flatMap((one) => brokenBodies(one, model)).map(({ name }) => name);
  expect(names.filter((name) => name.endsWith(' missing'))).toEqual(want.map((one) => `Store: ${one}`));
});

/** The invalid bodies of an operation with one member, by what breaks in it, and what is not sent. */
function brokenOf(list: object) {
  const schema = { type: 'object', required: ['list'], properties: { list } };
  const responses = { 204: { description: '' }, 422: { description: '' } };
  const model = toModel(withPath('/a', { put: operation({ requestBody: json(schema), responses }) }));
  const cases = model.operations.flatMap((one) => brokenBodies(one, model));
  const value = ({ body }: (typeof cases)[number]) => valueAt(body?.value, ['list']);
  return {
    sent: Object.fromEntries(cases.map((one) => [one.name.replace(/^.*: list /, ''), value(one)])),
    notice: cases.flatMap(({ notice }) => notice?.message ?? []).join(),
  };
}

describe('an invalid body is wrong in one way, if there is such a body', () => {
  const letters = { type: 'string', enum: ['x', 'y', 'z'] };
  it.each([
    {
      list: { type: 'array', maxItems: 2, uniqueItems: true, items: letters },
      want: { 'with more than 2 elements': ['x', 'y', 'z'], 'with a duplicate element': ['x', 'x'] },
    },
    {
      list: { type: 'array', minItems: 2, maxItems: 2, uniqueItems: true, items: letters },
      want: { 'with fewer than 2 elements': ['x'], 'with a duplicate element': ['x', 'x'] },
    },
    {
      list: { type: 'string', maxLength: 3, pattern: '^[a-c]+$' },
      want: { 'longer than 3': 'aaaaa' },
    },
    { list: { type: 'string', minLength: 3, pattern: '^[a-c]+$' }, want: { 'shorter than 3': 'aa' } },
    { list: { type: 'number', maximum: 10, multipleOf: 3 }, want: { 'above 10': 12 } },
    { list: { type: 'integer', minimum: 11, multipleOf: 3, maximum: 20 }, want: { 'below 11': 0 } },
  ])('$list', ({ list, want }) => {
    expect(brokenOf(list).sent).toMatchObject(want);
  });

  it('and is not sent, and named, if there is none', () => {
    const list = { type: 'array', maxItems: 3, uniqueItems: true, items: letters };
    const { sent, notice } = brokenOf(list);
    expect(sent).not.toHaveProperty('with more than 3 elements');
    expect(notice).toContain('list with more than 3 elements');
  });
});

it.each([
  { what: 'with no members', more: { minProperties: 1 } },
  { what: 'with fewer than 2 members', more: { minProperties: 2 } },
  { what: undefined, more: { maxProperties: 2 } },
])('of the number of members, $what is sent: $more', ({ what, more }) => {
  const properties = { a: { type: 'integer' }, b: { type: 'string' } };
  const patch = operation({
    summary: 'Change',
    requestBody: { required: true, ...json({ type: 'object', properties, ...more }) },
    responses: { 200: { description: '' }, 400: { description: '' } },
  });
  const model = toModel(withPath('/a', { patch }));
  const cases = model.operations.flatMap((one) => brokenBodies(one, model));
  const found = cases.filter(({ name }) => name.includes('members'));
  expect(found.map(({ name }) => name)).toEqual(what === undefined ? [] : [`Change: ${what}`]);
});

describe('where alternatives apply, what is wrong in each of them is sent', () => {
  const pets = {
    Cat: {
      type: 'object',
      required: ['kind', 'name'],
      properties: { kind: { type: 'string' }, name: { type: 'string' }, lives: { type: 'integer', maximum: 9 } },
    },
    Dog: {
      type: 'object',
      required: ['kind', 'name'],
      properties: { kind: { type: 'string' }, name: { type: 'string' } },
    },
  };
  const payment = (kind: string, more: Record<string, unknown>) => ({
    type: 'object',
    required: ['kind', 'amount', ...Object.keys(more)],
    properties: { kind: { type: 'string', const: kind }, amount: { type: 'integer', minimum: 1 }, ...more },
  });

  it.each([
    {
      what: 'a constant tells them apart',
      schema: {
        oneOf: [
          payment('iban', { iban: { type: 'string', minLength: 9 } }),
          payment('card', { pan: { type: 'string' } }),
        ],
      },
      want: [
        'kind missing',
        'amount missing',
        'iban missing',
        'kind of another type',
        'kind other than its constant',
        'amount of another type',
        'amount below 1 0',
        'iban of another type',
        'iban shorter than 9',
      ],
    },
    {
      what: 'only what all of them want is certain, and nothing of one that a value need not be',
      schema: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
      want: ['kind missing', 'name missing', 'kind of another type', 'name of another type'],
    },
    {
      what: 'each may be enough, and the one that the body has is taken out',
      schema: {
        type: 'object',
        properties: { email: { type: 'string' }, phone: { type: 'string' } },
        example: { email: 'a@b.example' },
        anyOf: [{ required: ['email'] }, { required: ['phone'] }],
      },
      want: ['email of another type', 'phone of another type', 'email missing'],
    },
    {
      what: 'a member may be null',
      schema: {
        type: 'object',
        required: ['n'],
        properties: { n: { anyOf: [{ type: 'integer', minimum: 3 }, { type: 'null' }] } },
      },
      want: ['n missing', 'n of another type', 'n below 3'],
    },
    {
      what: 'a member is null by default',
      schema: {
        type: 'object',
        properties: { n: { anyOf: [{ type: 'integer', minimum: 3 }, { type: 'null' }], default: null } },
      },
      want: ['n of another type', 'n below 3'],
    },
    {
      what: 'a member that may be null is not in the example',
      schema: {
        type: 'object',
        properties: { a: { type: 'string' }, n: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] } },
        example: { a: 'text' },
      },
      want: ['a of another type', 'n of another type', 'n longer than 3'],
    },
    {
      what: '0 may be read as null',
      schema: {
        type: 'object',
        properties: {
          n: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }], example: 5 },
          m: { anyOf: [{ type: 'integer', minimum: 1, maximum: 1 }, { type: 'boolean' }], example: 1 },
        },
      },
      want: ['n of another type', 'n below 1 -2', 'm of another type', 'm below 1 -2', 'm above 1 2'],
    },
    {
      what: 'a number may be read as a text',
      schema: {
        type: 'object',
        properties: {
          n: { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'array', items: { type: 'object' } }] },
        },
        example: { n: 'a' },
      },
      want: [],
    },
    {
      what: 'two of them accept the same, of which frameworks take the first',
      schema: {
        oneOf: [
          { type: 'object', properties: { a: { type: 'string', maxLength: 3 } } },
          { type: 'object', required: ['b'], properties: { a: { type: 'string' }, b: { type: 'integer' } } },
        ],
        example: { a: 'x' },
      },
      want: ['a longer than 3', 'a of another type'],
    },
    {
      what: 'the body is a text',
      schema: {
        oneOf: [
          { type: 'string', minLength: 3 },
          { type: 'array', minItems: 1, items: { type: 'integer' } },
        ],
        example: 'abc',
      },
      want: ['shorter than 3'],
    },
    {
      what: 'a schema excludes some',
      schema: { not: { oneOf: [{ required: ['x'] }] }, oneOf: [payment('card', {}), payment('cash', {})] },
      want: [],
    },
  ])('$what', ({ schema, want }) => {
    const post = operation({
      summary: 'Add',
      requestBody: { required: true, ...json(schema) },
      responses: { 200: { description: '' }, 400: { description: '' } },
    });
    const model = toModel(document({ paths: { '/a': { post } }, components: { schemas: pets } }));
    const cases = model.operations.flatMap((one) => brokenBodies(one, model));
    const sent = cases.map(({ name, body }) => {
      const number = /(below|above) 1$/.test(name)
        ? valueAt(body?.value, [name.replace(/^Add: | .*$/g, '').split(' ')[0] ?? ''])
        : '';
      return `${name.replace(/^Add: /, '')} ${number}`.trim();
    });
    expect(sent).toHaveLength(want.length);
    expect(new Set(sent)).toEqual(new Set<string>(want));
  });
});

it.each([
  { what: 'a member', of: (schema: object) => schema, want: ['Add: a missing', 'Add: b of another type'] },
  {
    what: 'a member of an element',
    of: (items: object) => ({ type: 'array', items }),
    want: ['Add: 0.a missing'],
  },
])('sends no body without $what that has a default, which many validators fill in', ({ of, want }) => {
  const text = { type: 'integer' };
  const schema = { type: 'object', required: ['a', 'b'], properties: { a: text, b: { ...text, default: 1 } } };
  const responses = { 200: { description: '' }, 400: { description: '', 'x-cause': 'invalid-body' } };
  const post = operation({ summary: 'Add', requestBody: json(of(schema)), responses });
  const model = toModel(withPath('/a', { post }));
  const names = model.operations.flatMap((one) => brokenBodies(one, model)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(want));
  expect(names.filter((name) => name.includes('b missing'))).toEqual([]);
});

it('an array of one is not sent where its element is right in an alternative', () => {
  const l = { anyOf: [{ type: 'array', minItems: 2, items: { const: 9 } }, { const: 9 }], example: [9, 9] };
  const post = operation({
    requestBody: { required: true, ...json({ type: 'object', properties: { l } }) },
    responses: { 200: { description: '' }, 400: { description: '' } },
  });
  const model = toModel(withPath('/a', { post }));
  const sent = model.operations
    .flatMap((one) => brokenBodies(one, model))
    .map(({ body }) => valueAt(body?.value, ['l']));
  expect(sent).toContainEqual([]);
  expect(sent).not.toContainEqual([9]);
});
