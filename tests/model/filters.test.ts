/** Filters that are declared, and whose values no item can have. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const moment = { type: 'string', format: 'date-time' };
const day = { type: 'string', format: 'date' };

/** A list of things with one member `a`, which the parameter `p` filters by, and a member `b` for the parameter `b`. */
function filtered(schema: unknown, member: unknown, more: Members = {}, parameter: Members = {}): Members {
  const items = { type: 'object', required: ['id'], properties: { id: text, a: member, b: text } };
  const parameters = [
    { name: 'p', in: 'query', schema, ...parameter },
    { name: 'b', in: 'query', schema: text },
    { name: 'size', in: 'query', schema: { type: 'integer', maximum: 50 } },
    { name: 'skip', in: 'query', schema: integer },
  ];
  const meaning = { limit: 'size', offset: 'skip', filters: [{ parameter: 'p', member: 'a', ...more }, 'b'] };
  const responses = { 200: json({ type: 'array', items }) };
  return document({ paths: { '/a': { get: operation({ parameters, responses, 'x-list': meaning }) } } });
}

const told = (from: Members) => toModel(from).notices.map(({ kind, message }) => `${kind}: ${message}`);
const filterOf = (from: Members) =>
  toModel(from).operations[0]?.list?.filters.find(({ parameter }) => parameter === 'p');

const NEVER = 'left-out: "p" is not asserted as a filter, since no value of it can match one of "/a": ';

describe('a filter that no item can match is left out, with a notice', () => {
  it.each([
    { schema: integer, member: boolean, why: 'the parameter is integer, and the member boolean' },
    {
      schema: { enum: [0, 1], type: 'integer' },
      member: boolean,
      why: 'the parameter is integer, and the member boolean',
    },
    { schema: { enum: ['0', '1'] }, member: boolean, why: 'its values are 0 and 1' },
    { schema: boolean, member: { enum: ['yes', 'no'] }, why: 'its values are true and false' },
    { schema: boolean, member: { type: ['integer', 'null'] }, why: 'the parameter is boolean, and the member integer' },
    { schema: integer, member: moment, why: 'the parameter is integer, and the member date-time' },
    { schema: day, member: moment, why: 'the parameter is date, and the member date-time' },
    { schema: moment, member: integer, why: 'the parameter is date-time, and the member integer' },
    {
      schema: integer,
      member: { type: 'array', items: moment },
      why: 'the parameter is integer, and the member date-time',
    },
    {
      schema: { type: 'array', items: integer },
      member: boolean,
      why: 'the parameter is integer, and the member boolean',
    },
    {
      schema: text,
      member: { type: 'object', properties: { id: text } },
      why: 'the parameter is string, and the member object',
    },
    { schema: { enum: ['BUG', 'TASK'] }, member: { enum: ['bug', 'task'] }, why: 'its values are BUG and TASK' },
    { schema: { enum: ['many'] }, member: integer, why: 'its values are many' },
    { schema: text, member: text, more: { values: ['x'] }, why: undefined },
    { schema: text, member: { enum: ['a'] }, more: { values: ['x'] }, why: 'its values are x' },
    {
      schema: integer,
      member: moment,
      more: { compare: '>=' },
      why: 'the parameter is integer, and the member date-time',
    },
    {
      schema: boolean,
      member: { type: 'number' },
      more: { compare: '<' },
      why: 'the parameter is boolean, and the member number',
    },
  ])('$schema for $member $more', ({ schema, member, more, why }) => {
    const from = filtered(schema, member, more);
    expect(told(from)).toEqual(why === undefined ? [] : [NEVER + why]);
    expect(filterOf(from) === undefined).toBe(why !== undefined);
  });
});

describe('a filter that an item may match stays', () => {
  it.each([
    { schema: text, member: integer },
    { schema: text, member: boolean },
    { schema: text, member: { type: 'array', items: integer } },
    { schema: integer, member: text },
    { schema: { type: 'number' }, member: integer },
    { schema: text, member: moment },
    { schema: integer, member: {} },
    { schema: integer, member: { anyOf: [boolean, integer] } },
    { schema: { enum: ['1', '2'] }, member: integer },
    { schema: { enum: ['true', 'false'] }, member: boolean },
    { schema: { enum: ['BUG', 'TASK'] }, member: { enum: ['bug', 'task'] }, more: { exact: false } },
    { schema: day, member: moment, more: { exact: false } },
    {
      schema: { type: 'integer', format: 'int32' },
      member: { type: 'integer', format: 'int64' },
      more: { compare: '<' },
    },
    { schema: integer, member: { type: 'number', format: 'double' }, more: { compare: '<' } },
    { schema: text, member: moment, more: { compare: '>' } },
  ])('$schema for $member $more', ({ schema, member, more }) => {
    const from = filtered(schema, member, more);
    expect(told(from)).toEqual([]);
    expect(filterOf(from)).toBeDefined();
  });
});

it.each([
  { schema: { enum: ['open', 'all', 'closed'] }, member: { enum: ['open', 'closed'] }, never: ['all'] },
  { schema: { enum: ['any', '1'] }, member: integer, never: ['any'] },
  { schema: text, member: boolean, more: { values: ['true', 'both'] }, never: ['both'], values: ['true'] },
  { schema: { enum: ['open', 'zz'] }, member: { enum: ['opened'] }, more: { exact: false }, never: ['zz'] },
])('values that no item has are told: $schema for $member', ({ schema, member, more, never, values }) => {
  const from = filtered(schema, member, more);
  expect(told(from)).toEqual([`left-out: no request filters by "p" with ${never.join()}, which "/a" never is`]);
  expect(filterOf(from)).toMatchObject({ impossible: never, ...(values && { values }) });
});

describe('a request', () => {
  const sent = async (from: Members) => {
    const contract = await toContract(toModel(from), [], async () => undefined);
    const names = entriesOf(contract).flatMap(({ request }) => /^GET \/a: (.*filter.*)$/.exec(request.name)?.[1] ?? []);
    return { names, notices: contract.notices.map(({ message }) => message) };
  };
  const ofB = [
    'filtered by b, a value from the list',
    'filtered by part of a value of b',
    'a filter that matches nothing',
    'filtered, sorted and paged',
  ];
  const withAll = [...ofB.slice(0, 2), 'all filters at once', ...ofB.slice(2)];
  const LEFT = 'GET /a: no request filters by p, since items may have values that the parameter does not accept';

  it.each([
    {
      what: 'a value that the member never is, nor one from an item that may have another',
      schema: { enum: ['open', 'zz', 'all'] },
      member: { enum: ['open', 'closed'] },
      want: ['filtered by p open', ...ofB],
    },
    {
      what: 'one from an item where the parameter accepts each',
      schema: { enum: ['open', 'closed', 'all'] },
      member: { enum: ['open', 'closed'] },
      want: ['filtered by p open', 'filtered by p closed', ...withAll],
    },
    {
      what: 'any text for a parameter that is an integer',
      schema: integer,
      member: text,
      want: ofB,
      notice: LEFT,
    },
    { what: 'text for a format', schema: { ...text, format: 'uuid' }, member: text, want: ofB, notice: LEFT },
    { what: 'text for a pattern', schema: { ...text, pattern: '^a' }, member: text, want: ofB, notice: LEFT },
    { what: 'what is too long', schema: { ...text, maxLength: 9 }, member: text, want: ofB, notice: LEFT },
    {
      what: 'what is above an exclusive limit, but below the limit of the parameter',
      schema: { type: 'number', minimum: 1 },
      member: { type: 'number', exclusiveMinimum: 0 },
      want: ofB,
      notice: LEFT,
    },
    {
      what: 'an amount for a whole number',
      schema: integer,
      member: { type: 'number' },
      more: { compare: '>=' },
      want: ofB,
      notice: LEFT,
    },
  ])('does not send $what', async ({ schema, member, more, want, notice }) => {
    const { names, notices } = await sent(filtered(schema, member, more));
    expect(names).toEqual(want);
    expect(notices.filter((message) => message === LEFT)).toEqual(notice === undefined ? [] : [notice]);
  });

  it.each([
    { schema: { ...text, maxLength: 9 }, member: { ...text, maxLength: 9 } },
    { schema: { ...text, minLength: 1 }, member: text },
    { schema: { type: 'integer', minimum: 0 }, member: { type: 'integer', minimum: 1 } },
    { schema: { type: 'integer', minimum: 1 }, member: { type: 'integer', exclusiveMinimum: 0, maximum: 9 } },
    { schema: { type: 'integer', exclusiveMaximum: 10 }, member: { type: 'integer', maximum: 9.5 } },
    { schema: { type: 'integer', format: 'int32' }, member: integer },
    { schema: { type: 'number' }, member: integer },
    { schema: text, member: boolean },
  ])('takes a value from an item for $schema of $member', async ({ schema, member }) => {
    const { names } = await sent(filtered(schema, member));
    expect(names.slice(0, 1)).toEqual(['filtered by p, a value from the list']);
    expect(names).toContain('all filters at once');
  });

  it('sends a number that a text is by its format', async () => {
    const { names } = await sent(filtered({ type: 'number' }, { ...text, format: 'decimal' }, { compare: '>=' }));
    expect(names).toContain('filtered by p, a value from the list');
  });
});

describe('a bound on a text', () => {
  const decimal = { type: 'string', format: 'decimal' };
  const note = 'note: texts are compared where they are dates, since nothing says in which order others are';

  it.each([
    { schema: text, member: decimal, order: 'number' },
    { schema: decimal, member: { type: 'string', format: 'int64' }, order: 'number' },
    { schema: decimal, member: { type: 'number' }, order: 'number' },
    { schema: { type: 'number', format: 'double' }, member: decimal, order: 'number' },
    { schema: { type: 'number' }, member: { ...text, pattern: '^\\d+\\.\\d\\d$' }, order: 'number' },
    { schema: day, member: day, order: 'date-time' },
    { schema: text, member: text, order: 'date-time', notices: [note] },
    { schema: text, member: { ...text, pattern: '^[A-Z]' }, order: 'date-time', notices: [note] },
  ])('$member by $schema is one of $order', ({ schema, member, order, notices = [] }) => {
    const from = filtered(schema, member, { compare: '>=' });
    expect(filterOf(from)?.bound?.order).toBe(order);
    expect(told(from).filter((message) => message.startsWith('note: texts'))).toEqual(notices);
  });
});

it('takes a member as a JSON pointer, too', () => {
  expect(filterOf(filtered(text, text, { member: '/a' }))?.member).toBe('/a');
});

describe('a member that the schema of an item does not describe has a notice', () => {
  const items = { properties: { id: text, status: text } };
  const list = (of: object, meaning: object) => {
    const parameters = ['status', 'sort'].map((name) => ({ name, in: 'query', schema: text }));
    const responses = { 200: json({ type: 'array', items: of }) };
    return document({ paths: { '/a': { get: operation({ parameters, responses, 'x-list': meaning }) } } });
  };
  const status = (member: string) => ({ filters: [{ parameter: 'status', member }] });
  const sort = (...keys: readonly unknown[]) => ({ sort: { parameter: 'sort', keys } });
  it.each([
    {
      of: items,
      meaning: status('statuss'),
      want: ['"statuss", so only what responses have tells what its values are. Did you mean `status`?'],
    },
    { of: items, meaning: status('/of/status'), want: ['"of.status", so only'] },
    { of: items, meaning: sort('id', { name: 'status', member: 'state' }), want: ['"state", so only'] },
    { of: items, meaning: { ...status('status'), ...sort('id', 'status') }, want: [] },
    { of: { ...items, additionalProperties: true }, meaning: { ...status('x'), ...sort('y') }, want: [] },
    { of: {}, meaning: { ...status('x'), id: 'x', ...sort('y') }, want: [] },
  ])('$meaning of $of', ({ of, meaning, want }) => {
    const notes = told(list(of, meaning)).filter((one) => one.includes('the schema of an item has no'));
    expect(notes).toHaveLength(want.length);
    for (const [index, text] of want.entries()) expect(notes[index]).toContain(text);
  });
});
