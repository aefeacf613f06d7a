import { describe, expect, it } from 'vitest';
import type { ListMeaning } from '../../src/model/list-meaning.ts';
import {
  answer,
  arrayOf,
  get,
  inferredAt,
  integer,
  moment,
  object,
  query,
  Ref,
  suggestedOf,
  text,
  thingsBy,
  toModel,
} from './inferring.ts';

describe('filters', () => {
  const kind = { type: 'string', enum: ['a', 'b'] };
  const code = { type: 'string', pattern: '^[A-Z]{2}$' };
  it.each([
    { name: 'kind', schema: kind, member: kind, want: '/kind' },
    { name: 'order_kind', schema: kind, member: kind, as: 'orderKind', want: '/orderKind' },
    { name: 'customerId', schema: integer, member: integer, want: '/customerId' },
    { name: 'country', schema: code, member: code, want: '/country' },
    {
      name: 'active',
      schema: { type: 'boolean' },
      member: { type: 'boolean' },
      description: 'Only active ones',
      want: '/active',
    },
    {
      name: 'archived',
      schema: { type: 'boolean' },
      member: { type: 'boolean' },
      description: 'Show archived ones',
      out: '"true" may add items instead of selecting them',
    },
    {
      name: 'kind',
      schema: { type: 'string', enum: ['a', 'b', 'any'] },
      member: kind,
      out: 'its enum differs from that of the member',
    },
    { name: 'kind', schema: text, member: kind, out: 'the member has an enum, and it has none' },
    {
      name: 'kind',
      schema: kind,
      member: kind,
      description: 'This kind or higher',
      out: 'its description may mean more than equality',
    },
    { name: 'severity', schema: kind, member: kind, out: 'a value on a scale may also select everything beyond it' },
    {
      name: 'project_id',
      schema: integer,
      member: integer,
      out: 'it may also select items of nested resources of that project',
    },
    { name: 'customerId', schema: text, member: integer, out: 'its type differs from that of the member' },
    { name: 'country', schema: text, member: text, out: 'the filter may match parts of texts, or ignore case' },
    { name: 'created', schema: moment, member: moment, out: 'a time may be a bound' },
    { name: 'price', schema: { type: 'number' }, member: { type: 'number' }, out: 'a number may be a bound' },
    { name: 'kind', schema: kind, member: kind, required: ['id'], want: '/kind' },
    {
      name: 'kind',
      schema: text,
      member: text,
      required: ['id'],
      out: 'the member is not required, so an item may lack it',
    },
    {
      name: 'kind',
      schema: kind,
      member: { type: 'string', enum: ['a', 'c'] },
      required: ['id'],
      out: 'its enum differs from that of the member',
    },
    { name: 'from', schema: kind, member: kind },
    { name: 'q', schema: kind, member: kind },
    { name: 'other', schema: kind, member: kind, as: 'kind' },
  ])(
    '$name $description $schema by $member -> $want $out',
    ({ name, schema, member, as, description, required, want, out }) => {
      const model = thingsBy(query(name, schema, { description }), { [as ?? name]: member }, required);
      const { list, out: printed } = inferredAt('/things', model);
      expect((list as Partial<ListMeaning>).filters?.map((filter) => filter.member) ?? []).toEqual(
        want === undefined ? [] : [want],
      );
      expect(printed.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
    },
  );

  it.each([
    { name: 'priority', schema: text, description: 'Only the things of this priority.', want: [false] },
    { name: 'priority', schema: text, description: 'Filter by priority.' },
    { name: 'kind', schema: kind, description: 'Filter by kind.', want: [true] },
    { name: 'kind', schema: text, description: 'Only things of this kind.', want: [false] },
    { name: 'floor', schema: integer, description: 'Only things on this floor.', want: [true] },
    { name: 'floor', schema: integer, description: 'Filter by floor.' },
    { name: 'city', schema: text, description: 'City, exact match.', want: [true] },
    {
      name: 'city',
      schema: text,
      description: 'Only things whose city is this. `Bonn` does not find `Bonn-Beuel`.',
      want: [true],
    },
    {
      name: 'city',
      schema: text,
      description: 'Only things in this city. There need not be such a city.',
      want: [false],
    },
    { name: 'ref', schema: { type: 'string', format: 'uuid' }, description: 'Only things of this ref.', want: [false] },
    {
      name: 'author_id',
      schema: integer,
      description: 'Only things by this author.',
      want: [true],
      member: '/author/id',
    },
    { name: 'author.id', schema: integer, description: '', want: [true], member: '/author/id' },
    { name: 'filter[kind]', schema: kind, description: '', want: [true], member: '/kind' },
    { name: 'filter[author][id]', schema: integer, description: '', want: [true], member: '/author/id' },
    { name: 'filter[priority]', schema: text, description: '' },
    { name: 'tags', schema: text, description: 'Only things with this tag.', want: [false] },
    { name: 'tags', schema: text, description: 'Filter by tag.' },
    { name: 'country', schema: text, description: 'Filter by ISO country code.', want: [false] },
    { name: 'country', schema: text, description: 'Filter by country.' },
    { name: 'category', schema: text, description: 'Only things of this category.', want: [false] },
    { name: 'day', schema: { type: 'string', format: 'date' }, description: 'Only things on this day.', want: [false] },
    { name: 'day', schema: { type: 'string', format: 'date' }, description: 'Things since this day.' },
    {
      name: 'is_open',
      schema: { type: 'boolean' },
      description: 'Filter by whether it is open.',
      want: [true],
      member: '/open',
    },
    { name: 'format', schema: text, description: 'Only things in this format.', want: [false] },
    { name: 'format', schema: text, description: 'The format of the answer.' },
  ])(
    '$name "$description" of members that need not be there -> $want',
    ({ name, schema, description, want, member }) => {
      const members = {
        kind,
        priority: text,
        floor: integer,
        city: text,
        ref: { type: 'string', format: 'uuid' },
        author: object({ id: integer }),
        tags: { type: 'array', items: text },
        country: text,
        category: text,
        day: { type: 'string', format: 'date' },
        open: { type: 'boolean' },
        format: text,
      };
      const { list } = inferredAt('/things', thingsBy(query(name, schema, { description }), members, ['id', 'author']));
      const { filters } = list as Partial<ListMeaning>;
      expect(filters?.map(({ exact }) => exact)).toEqual(want);
      if (filters) expect(filters[0]?.member).toBe(member ?? `/${name}`);
    },
  );

  it.each([
    { description: 'Only active things.', values: ['true'] },
    { description: 'If true, only active things are returned.', values: ['true'] },
    { description: 'Filter by whether a thing is active.', values: undefined },
    { description: 'Only things that are active (`true`) or inactive (`false`).', values: undefined },
  ])('"$description" selects by $values', ({ description, values }) => {
    const model = thingsBy(query('active', { type: 'boolean' }, { description }), { active: { type: 'boolean' } });
    expect(suggestedOf(model)?.filters).toEqual([
      { parameter: 'active', member: '/active', exact: true, ...(values && { values }) },
    ]);
  });

  it('takes a category that may hold others for more than itself', () => {
    const parameters = [query('category', text, { description: 'Only things in this category.' })];
    const paths = { '/things': get(arrayOf(object({ id: text, category: text })), parameters) };
    const nested = { Category: object({ name: text, parent_id: text }) };
    expect(suggestedOf(toModel(paths))?.filters).toHaveLength(1);
    const withTree = { ...paths, '/categories': get(arrayOf(Ref('Category'))) };
    expect(suggestedOf(toModel(withTree, nested))?.filters).toEqual([]);
  });

  it.each([
    { description: 'All filters match exactly.', want: [true] },
    { description: 'Filters may be combined.', want: undefined },
    { description: 'Filters find text in part: they look for what contains it.', want: undefined },
  ])('takes what is said of all filters: "$description"', ({ description, want }) => {
    const things = get(arrayOf(object({ id: text, city: text })), [query('city', text)], { description });
    const { list } = inferredAt('/things', toModel({ '/things': things }));
    expect((list as Partial<ListMeaning>).filters?.map(({ exact }) => exact)).toEqual(want);
  });

  it.each([
    { described: 'Filter the collection by adding attributes to the URI.', want: ['city', 'owner.id', 'any'] },
    { described: 'Lists things.', want: ['any'] },
  ])('takes TMF630 at its word: "$described"', ({ described, want }) => {
    const header = { required: true, schema: integer };
    const parameters = [
      query('offset', integer),
      query('limit', integer),
      query('city', text),
      query('owner.id', text),
      query(
        'any',
        { type: 'object', additionalProperties: text },
        { description: 'Any other attribute to filter by.' },
      ),
    ];
    const responses = answer(arrayOf(object({ id: text, city: text, owner: object({ id: text }, []) }, ['id'])), {
      'X-Total-Count': header,
      'X-Result-Count': header,
    });
    const things = {
      get: {
        parameters: described.startsWith('Filter')
          ? parameters
          : parameters
              .slice(0, 4)
              .concat(query('any', { type: 'object' }, { description: 'Only things with these members.' })),
        description: described,
        responses,
      },
    };
    const { list } = inferredAt('/things', toModel({ '/things': things }));
    const { filters = [], anyFilter } = list as Partial<ListMeaning>;
    expect([...filters.map(({ parameter }) => parameter), anyFilter]).toEqual(want);
  });

  it('follows a dotted path', () => {
    const model = thingsBy(query('customer.kind', kind), { customer: object({ kind }) });
    expect(inferredAt('/things', model).list).toMatchObject({
      filters: [{ parameter: 'customer.kind', member: '/customer/kind' }],
    });
  });
});
