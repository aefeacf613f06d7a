import { describe, expect, it } from 'vitest';
import { leftUnasserted } from '../../src/contract/not-asserted.ts';
import { headers } from '../../src/rules/headers.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { request } from '../helpers/orders.ts';

const schemas = {
  Count: { type: 'integer' },
  Deep: { allOf: [{ $ref: '#/components/schemas/Count' }] },
  Counts: { type: 'array', items: { $ref: '#/components/schemas/Count' } },
  Lists: { items: { $ref: '#/components/schemas/Lists' } },
};

/** The script that judges a header with a schema. */
function scriptOf(schema: unknown): string {
  const response = { ...json({}), headers: { 'X-Count': { required: true, schema } } };
  const paths = { '/a': { get: operation({ responses: { 200: response } }) } };
  const model = toModel(document({ paths, components: { schemas } }));
  const expected = { status: 200, response: model.operations[0]?.responses[0] };
  if (!expected.response) throw new Error('no response');
  const [assertion] = headers.assertions({
    request: request({ expected: { status: 200, response: expected.response } }),
    model,
  });
  return assertion?.script.text ?? '';
}

/** The notices on a header, and the script that judges it. */
function judgingOf(header: object) {
  const response = { ...json({}), headers: { 'X-Count': { required: true, ...header } } };
  const model = toModel(document({ paths: { '/a': { get: operation({ responses: { 200: response } }) } } }));
  const [found] = model.operations[0]?.responses ?? [];
  if (!found) throw new Error('no response');
  const [assertion] = headers.assertions({ request: request({ expected: { status: 200, response: found } }), model });
  return { script: assertion?.script.text, notices: model.notices.map(({ message }) => message) };
}

const ONLY_THERE = "expectHeader('X-Count', true);";

it.each([
  { schema: { enum: ['1', 2] } },
  { schema: { type: ['string', 'integer'], enum: ['1', 2] } },
  { schema: { anyOf: [{ const: 'a' }, { type: 'boolean' }] } },
  { schema: { type: 'array', items: { enum: [1, 'x'] } } },
  { schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] } },
])('a header whose text may be of several types is asserted to be there: $schema', ({ schema }) => {
  expect(scriptOf(schema)).toBe(ONLY_THERE);
  const response = { ...json({}), headers: { 'X-Count': { schema } } };
  const model = toModel(document({ paths: { '/a': { get: operation({ responses: { 200: response } }) } } }));
  expect(leftUnasserted(model).map(({ message }) => message)).toEqual([
    'the value of the header X-Count is not asserted: its text may be of several types',
  ]);
});

it.each([
  { schema: { type: 'string', enum: [' a '] }, want: "{ type: 'string', enum: ['a'] }" },
  { schema: { type: 'string', const: '\ta' }, want: "{ type: 'string', const: 'a' }" },
  { schema: { type: 'array', items: { enum: ['a ', 'b'] } }, want: "enum: ['a', 'b']" },
])('a listed value is that of a header, without spaces at its ends: $schema', ({ schema, want }) => {
  expect(scriptOf(schema).replace(/\s+/g, ' ')).toContain(want);
});

it('a header of JSON is judged as JSON', () => {
  const schema = { type: 'object', required: ['a'] };
  const { script, notices } = judgingOf({ content: { 'application/json': { schema } } });
  expect(script).toMatch(
    /^expectHeader\('X-Count', true\);\nexpectValid\(JSON\.parse\(pm\.response\.headers\.get\('X-Count'\)\), /,
  );
  expect(notices).toEqual([]);
});

it.each([
  { header: { schema: { type: 'object' } }, why: 'its schema has objects or lists in it' },
  { header: { schema: { type: 'array', items: { type: 'array' } } }, why: 'its schema has objects or lists in it' },
  { header: { content: { 'text/csv': { schema: { type: 'string' } } } }, why: 'it is text/csv' },
])('of a header that no script reads, only its presence is judged, which is told: $header', ({ header, why }) => {
  const message = `the value of the header "X-Count" is not asserted: ${why}`;
  expect(judgingOf(header)).toEqual({ script: ONLY_THERE, notices: [message] });
});

it.each([
  { schema: { type: 'integer' } },
  { schema: { $ref: '#/components/schemas/Count' } },
  { schema: { $ref: '#/components/schemas/Count', minimum: 1 } },
  { schema: { allOf: [{ type: 'integer' }] } },
  { schema: { $ref: '#/components/schemas/Deep' } },
])('a header is read as the number that $schema says, for its type is put on top', ({ schema }) => {
  expect(scriptOf(schema)).toMatch(/'X-Count', \{\s*type: 'integer'/);
});

it.each([
  { what: 'elements behind a reference', schema: { type: 'array', items: { $ref: '#/components/schemas/Deep' } } },
  { what: 'elements of a list behind a reference', schema: { $ref: '#/components/schemas/Counts' } },
])('a header with $what has numbers', ({ schema }) => {
  expect(scriptOf(schema)).toMatch(/type: 'array'[\s\S]*items: \{\s*type: 'integer'/);
});

it('a header of lists in lists without end is read', () => {
  expect(scriptOf({ $ref: '#/components/schemas/Lists' })).toMatch(/type: 'array'/);
});

it.each([
  { schema: { enum: [1, 2] }, want: "'number'" },
  { schema: { const: true }, want: "'boolean'" },
  { schema: { oneOf: [{ type: 'boolean' }, { $ref: '#/components/schemas/Count' }] }, want: "['boolean', 'integer']" },
])('a header of $schema is read as $want', ({ schema, want }) => {
  expect(scriptOf(schema).replace(/\s+/g, ' ').replace('[ ', '[')).toContain(`type: ${want}`);
});

describe('what HTTP says of a header, no description can promise otherwise', () => {
  /** The script for a header of a name, and the notices on it. */
  function judged(name: string, schema: object) {
    const response = { ...json({}), headers: { [name]: { required: true, schema } } };
    const model = toModel(document({ paths: { '/a': { get: operation({ responses: { 200: response } }) } } }));
    const [found] = model.operations[0]?.responses ?? [];
    if (!found) throw new Error('no response');
    const all = headers.assertions({ request: request({ expected: { status: 200, response: found } }), model });
    return { scripts: all.map(({ script }) => script.text), notices: model.notices.map(({ message }) => message) };
  }

  const dateTime = { type: 'string', format: 'date-time' };

  it.each([
    { name: 'Last-Modified', schema: dateTime, sent: 'Sun, 06 Nov 1994 08:49:37 GMT' },
    { name: 'Date', schema: { type: 'integer' }, sent: 'Sun, 06 Nov 1994 08:49:37 GMT' },
    { name: 'Retry-After', schema: dateTime, sent: '120' },
    { name: 'Link', schema: { type: 'string', format: 'uri' }, sent: '</>; rel="self"' },
    { name: 'ETag', schema: { type: 'string', enum: ['v1'] }, sent: '"v1"' },
  ])('$name has a form of its own', ({ name, schema, sent }) => {
    const message = `the value of the header "${name}" is not asserted: HTTP writes it as \`${sent}\`, which its schema refuses`;
    expect(judged(name, schema)).toEqual({ scripts: [`expectHeader('${name}', true);`], notices: [message] });
  });

  it.each([
    { name: 'Last-Modified', schema: { type: 'string', minLength: 29 } },
    { name: 'Expires', schema: { type: 'integer' } },
    { name: 'Retry-After', schema: { type: 'integer', minimum: 1 } },
    { name: 'ETag', schema: { type: 'string', pattern: '^"' } },
    { name: 'X-Last-Modified', schema: dateTime },
  ])('$name with a schema that HTTP allows is judged by it', ({ name, schema }) => {
    const { scripts, notices } = judged(name, schema);
    expect(scripts).toEqual([expect.stringContaining(`expectHeader('${name}', {`)]);
    expect(notices).toEqual([]);
  });

  it('a Content-Length may be missing, and what belongs to the connection is not asserted', () => {
    expect(judged('Content-Length', { type: 'integer' }).scripts).toEqual([expect.stringContaining("'optional'")]);
    expect(judged('Connection', { type: 'string' }).scripts).toEqual([]);
    expect(judged('Connection', { type: 'string' }).notices).toHaveLength(1);
  });
});

describe('the title says what is compared', () => {
  const titleOf = (schema: object, more: object = {}) => {
    const response = { ...json({}), headers: { 'X-Text': { schema, ...more } } };
    const paths = { '/a': { get: operation({ responses: { 200: response } }) } };
    const model = toModel(
      document({ paths, components: { schemas: { ...schemas, Text: { type: 'string', title: 'Text' } } } }),
    );
    const [found] = model.operations[0]?.responses ?? [];
    if (!found) throw new Error('no response');
    const all = headers.assertions({ request: request({ expected: { status: 200, response: found } }), model });
    return all.map(({ title }) => title);
  };

  it.each([
    { type: 'string' },
    { type: 'string', description: 'Any', example: 'a', 'x-note': 1 },
    { type: ['string', 'null'] },
    { type: ['string', 'integer'] },
    { type: 'string', format: 'decimal' },
    {},
    { $ref: '#/components/schemas/Text' },
    { allOf: [{ type: 'string' }, { description: 'Any' }] },
    { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    { type: 'array', items: { type: 'string' } },
    { type: 'array' },
  ])('%o takes every text', (schema) => {
    expect(titleOf(schema, { required: true })).toEqual(['X-Text is present']);
    expect(titleOf(schema)).toEqual([]);
  });

  it.each([
    { type: 'integer' },
    { type: 'string', minLength: 1 },
    { type: 'string', pattern: '^a' },
    { type: 'string', format: 'date-time' },
    { enum: ['a'] },
    { const: 'a' },
    { $ref: '#/components/schemas/Count' },
    { allOf: [{ type: 'string' }, { maxLength: 9 }] },
    { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
    { type: 'array', items: { type: 'integer' } },
    { type: 'array', maxItems: 2 },
    { type: 'string', not: { const: 'a' } },
  ])('%o does not', (schema) => {
    expect(titleOf(schema, { required: true })).toEqual(['X-Text is present and valid']);
    expect(titleOf(schema)).toEqual(['X-Text is valid if present']);
  });
});
