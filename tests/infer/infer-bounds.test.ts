import { describe, expect, it } from 'vitest';
import type { ListMeaning } from '../../src/model/list-meaning.ts';
import { inferredAt, integer, moment, query, text, thingsBy } from './inferring.ts';

const day = { type: 'string', format: 'date' };
const decimal = { type: 'string', format: 'decimal' };
const MEMBERS = { createdAt: moment, updated_at: moment, paidOn: day, price: integer, note: text, amount: decimal };

describe('bounds', () => {
  it.each([
    { name: 'createdAt.gte', schema: moment, want: ['/createdAt', 'from', true] },
    { name: 'createdAt[gt]', schema: moment, want: ['/createdAt', 'from', false] },
    { name: 'filter[createdAt][lte]', schema: moment, want: ['/createdAt', 'to', true] },
    { name: 'created_at_lt', schema: moment, want: ['/createdAt', 'to', false] },
    { name: 'createdAfter', schema: moment, want: ['/createdAt', 'from', undefined] },
    { name: 'created_before', schema: moment, want: ['/createdAt', 'to', undefined] },
    { name: 'createdFrom', schema: moment, description: 'Inclusive.', want: ['/createdAt', 'from', true] },
    { name: 'createdTo', schema: moment, description: 'Not inclusive.', want: ['/createdAt', 'to', false] },
    { name: 'updatedSince', schema: moment, description: 'At or after it.', want: ['/updated_at', 'from', true] },
    { name: 'paid_until', schema: day, description: 'Up to it, exclusively.', want: ['/paidOn', 'to', false] },
    { name: 'min_amount', schema: decimal, want: ['/amount', 'from', undefined] },
    { name: 'min_amount', schema: text, out: 'its type has no certain order' },
    { name: 'min_price', schema: integer, want: ['/price', 'from', undefined] },
    { name: 'priceMax', schema: integer, description: 'At most.', want: ['/price', 'to', true] },
    {
      name: 'since',
      schema: moment,
      description: 'Only those created then or later.',
      want: ['/createdAt', 'from', true],
    },
    { name: 'before', schema: moment, description: 'By `updated_at`.', want: ['/updated_at', 'to', undefined] },
    { name: 'since', schema: moment, out: 'no single member of an item is known to be bounded by it' },
    {
      name: 'since',
      schema: moment,
      description: 'Only those changed since.',
      out: 'no single member of an item is known to be bounded by it',
    },
    {
      name: 'to',
      schema: moment,
      description: 'Created or updated until.',
      out: 'no single member of an item is known to be bounded by it',
    },
    { name: 'createdAfter', schema: day, out: 'its type differs from that of "/createdAt"' },
    { name: 'noteFrom', schema: text, description: 'The sender.' },
    { name: 'noteMin', schema: text, out: 'its type has no certain order' },
    { name: 'assigned_to', schema: integer },
    { name: 'min_price', schema: { type: 'number' }, out: 'its type differs from that of "/price"' },
    {
      name: 'createdFrom',
      schema: moment,
      description: 'Together with `createdTo`.',
      out: 'it may require another parameter',
    },
    {
      name: 'createdAfter',
      schema: moment,
      description: 'Created after it, and before `createdBefore`.',
      want: ['/createdAt', 'from', undefined],
    },
    {
      name: 'createdAfter',
      schema: moment,
      description: 'Before `createdBefore`, if both are given.',
      want: ['/createdAt', 'from', undefined],
    },
    {
      name: 'createdAfter',
      schema: moment,
      description: 'At most 90 days back.',
      want: ['/createdAt', 'from', undefined],
    },
    {
      name: 'price.lt',
      schema: integer,
      description: 'For less or equal, use the other.',
      want: ['/price', 'to', undefined],
    },
    { name: 'paidOn', schema: day, description: 'Only those paid that day.', want: ['/paidOn', undefined, undefined] },
    { name: 'max', schema: integer },
    { name: 'start', schema: integer },
    { name: 'from_account', schema: text },
  ])('$name $description -> $want $out', ({ name, schema, description, want, out }) => {
    const { list, out: printed } = inferredAt('/things', thingsBy(query(name, schema, { description }), MEMBERS));
    const [filter, ...more] = (list as Partial<ListMeaning>).filters ?? [];
    expect(filter && [filter.member, filter.bound?.side, filter.bound?.inclusive]).toEqual(want);
    expect(filter?.exact ?? false).toBe(false);
    expect(more).toEqual([]);
    expect(printed.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
  });

  it.each([
    { schema: moment, description: 'With any offset; instants are compared.', want: true },
    { schema: moment, description: 'In UTC.', want: false },
    { schema: moment, description: 'In the UTC timezone.', want: false },
    { schema: moment, description: 'UTC only, with an offset of zero.', want: false },
    { schema: moment, description: 'With a time zone.', want: true },
    { schema: day, description: 'In any time zone.', want: false },
  ])(
    'ask for the same moment elsewhere only where it is said that it is the same: $description',
    ({ schema, description, want }) => {
      const name = schema === day ? 'paid_after' : 'created_after';
      const { list } = inferredAt('/things', thingsBy(query(name, schema, { description }), MEMBERS));
      expect((list as Partial<ListMeaning>).filters?.map(({ bound }) => bound?.anyZone)).toEqual([want]);
    },
  );
});
