import { describe, expect, it } from 'vitest';
import type { ListMeaning, SortKey } from '../../src/model/list-meaning.ts';
import { inferredAt, integer, moment, object, query, type Schema, text, thingsBy } from './inferring.ts';

const rank = { type: 'string', enum: ['low', 'high'] };
const level = { type: 'string', enum: ['P1', 'P2'] };
const members = { created: moment, size: integer, name: text, code: text, kind: rank, priority: level, version: text };

/** The sort that is inferred of things by some parameters, in short. */
function sorted(parameters: readonly object[], of: Record<string, Schema> = members, required?: readonly string[]) {
  const model = thingsBy(parameters, of, required);
  const { list, out } = inferredAt('/things', model);
  const { sort, ordered } = list as Partial<ListMeaning>;
  return { sort, ordered, out, keys: sort?.keys.map(({ name }) => name) };
}

describe('keys with "-" for descending', () => {
  it.each([
    { schema: { enum: ['created', '-created', 'size'] }, want: ['created'] },
    { schema: { type: 'array', items: { type: 'string', enum: ['size', '-size'] } }, want: ['size'] },
    { schema: { type: 'string', example: '-created,size' }, want: ['created', 'size'], several: true },
    { schema: { type: 'string', default: '-created' }, want: ['created'] },
    { schema: { type: 'string', pattern: '^-?(created|size)$' }, want: ['created', 'size'] },
    { schema: { enum: ['created', '-created', 'best', '-best'], default: 'best' }, want: ['created'] },
    { description: 'One of `created`, `size`; prefix with `-` for descending.', want: ['created', 'size'] },
    {
      description: 'Allowed values: created, size. Use a minus sign to sort in descending order.',
      want: ['created', 'size'],
    },
    { description: 'Supported fields: name, size (prefix with "-" for descending).', want: ['name', 'size'] },
    {
      description: 'Comma-separated list of field names. Prefix a name with "-" to sort in descending order.',
      want: ['id', 'created', 'size', 'code', 'priority'],
      several: true,
    },
    {
      description: 'Sort by any attribute; "-" reverses the order.',
      schema: { type: 'string', example: '-size' },
      want: ['size', 'id', 'created', 'code', 'priority'],
    },
    { description: 'Prefix a member with a minus for descending.' },
    { description: 'Field to sort by, such as `created`.' },
    { schema: { type: 'string', example: 'created' } },
    { schema: { enum: ['created', 'size'] } },
    { schema: { type: 'string', pattern: '^[-+]', example: '-created' } },
    { schema: { type: 'string', example: '-best' } },
    { schema: integer },
    {},
  ])('$schema $description -> $want', ({ schema = text, description, want, several = false }) => {
    const { sort, keys, out } = sorted([query('sort', schema, { description })]);
    expect(keys).toEqual(want);
    if (sort) expect(sort).toMatchObject({ ascending: '{key}', descending: '-{key}', several, stable: false });
    else expect(out).toHaveLength(1);
  });
});

describe('keys with a direction', () => {
  const order = query('order', { type: 'string', enum: ['asc', 'desc'] });
  it.each([
    { sort: { enum: ['created', 'size'] }, direction: order, want: ['created', 'size'] },
    { sort: { enum: ['name'] }, direction: query('sort_dir', { enum: ['ASC', 'DESC'] }), want: ['name'] },
    { sort: text, direction: order, description: 'Field: `size`, `name`.', want: ['size', 'name'] },
    { sort: text, direction: order },
    { sort: { enum: ['size'] }, direction: query('order', text) },
    { sort: { enum: ['size'] }, direction: query('order', { enum: ['asc'] }) },
  ])('$sort beside $direction.name $direction.schema', ({ sort, direction, description, want }) => {
    const { sort: got, keys } = sorted([query('sort', sort, { description }), direction]);
    expect(keys).toEqual(want);
    if (!got) return;
    const [ascending, descending] = (direction as { schema: { enum: string[] } }).schema.enum;
    const { name } = direction as unknown as { name: string };
    expect(got).toMatchObject({
      descending: '{key}',
      several: false,
      direction: { parameter: name, ascending, descending },
    });
  });

  it.each([
    { name: 'desc', ascending: 'false', descending: 'true' },
    { name: 'isDescending', ascending: 'false', descending: 'true' },
    { name: 'sort_ascending', ascending: 'true', descending: 'false' },
    { name: 'orderByAsc', ascending: 'true', descending: 'false' },
    { name: 'isAscendingOrder', ascending: 'true', descending: 'false' },
    { name: 'desc', type: 'string' },
    { name: 'reverse' },
    { name: 'description' },
  ])('beside a $type flag "$name": $ascending and $descending', ({ name, type = 'boolean', ...want }) => {
    const sort = query('sort_by', { enum: ['created', 'size'] });
    const { sort: got } = sorted([sort, query(name, { type })]);
    const { ascending, descending } = want;
    expect(got?.direction).toEqual(ascending && { parameter: name, ascending, descending });
  });

  it.each([
    { schema: { type: 'string', example: 'created:desc' }, description: '', ascending: undefined },
    {
      description: 'Format: `field:asc` or `field:desc`. Fields: created, size.',
      ascending: '{key}:asc',
      descending: '{key}:desc',
    },
    {
      description: 'In the format `property,(asc|desc)`. Sortable properties: created, size.',
      ascending: '{key},asc',
      descending: '{key},desc',
    },
    {
      description: 'For example `created desc`. Supported fields: created, size.',
      ascending: '{key}',
      descending: '{key} desc',
    },
    {
      schema: { enum: ['created_asc', 'created_desc', 'size_asc', 'size_desc', 'best'] },
      ascending: '{key}_asc',
      descending: '{key}_desc',
    },
    {
      schema: { enum: ['created asc', 'created desc', 'size asc', 'size desc'] },
      ascending: '{key} asc',
      descending: '{key} desc',
    },
    { schema: { enum: ['created.DESC', 'size.DESC'] }, ascending: undefined },
    {
      schema: { type: 'string', pattern: '^(created|size),(asc|desc)$' },
      ascending: '{key},asc',
      descending: '{key},desc',
    },
    {
      schema: { type: 'string', pattern: '^(?:created|size)(?:\\.(?:asc|desc))?$' },
      ascending: '{key}.asc',
      descending: '{key}.desc',
    },
    { schema: { type: 'string', pattern: '^(created|size),(up|down)$' }, ascending: undefined },
  ])('$schema $description -> $descending', ({ schema = text, description, ascending, descending }) => {
    const { sort, keys } = sorted([query('orderBy', schema, { description })]);
    if (ascending === undefined) return expect(sort).toBeUndefined();
    expect(sort).toMatchObject({ ascending, descending, several: false });
    expect(keys).toEqual(['created', 'size']);
  });
});

it('names a key with its direction in the description, also where nothing else names it', () => {
  const description = 'A comma-separated list of fields to order by: name, name desc.';
  expect(sorted([query('sort', text, { description })]).keys?.[0]).toBe('name');
});

describe('orders by names of their own', () => {
  const newest = query('sort', { enum: ['newest', 'oldest', 'popular'] });
  it.each([
    { of: { created_at: moment, updated_at: moment }, want: '/created_at' },
    { of: { published_on: { type: 'string', format: 'date' } }, want: '/published_on' },
    { of: { created_at: moment, published_at: moment } },
    { of: { updated_at: moment } },
    { of: { created_at: moment }, required: ['id'] },
  ])('$of -> $want', ({ of, required, want }) => {
    const { sort } = sorted([newest], of as unknown as Record<string, Schema>, required);
    expect(sort?.keys.map((key: SortKey) => key.member)).toEqual(want === undefined ? undefined : [want]);
    if (sort) expect(sort).toMatchObject({ ascending: 'oldest', descending: 'newest', several: false });
  });
});

describe('the order of a key', () => {
  const by = (name: string) => query('sort', { enum: [name, `-${name}`] });
  it.each([
    { name: 'created', want: 'date-time' },
    { name: 'size', want: 'number' },
    { name: 'name', want: 'text' },
    { name: 'priority', want: 'text' },
    { name: 'kind', out: 'its values may be sorted by rank' },
    { name: 'severity', out: 'its values may be sorted by rank' },
    { name: 'version', out: 'its values may be sorted by the numbers in them' },
    { name: 'active', out: 'it has no single order' },
    { name: 'owner.name', want: 'text' },
  ])('$name -> $want $out', ({ name, want, out }) => {
    const of = { ...members, severity: text, active: { type: 'boolean' }, owner: object({ name: text }) };
    const { sort, out: printed } = sorted([by(name)], of);
    expect(sort?.keys.map(({ order }) => order)).toEqual(want && [want]);
    if (out) expect(printed[0]).toContain(out);
  });
});

it.each([
  { description: 'Ties are broken by id.', stable: true },
  { description: 'Things with equal keys are ordered by id.', stable: true },
  { description: 'The sorting is stable.', stable: true },
  { description: 'Things with equal keys are always ordered by `id`, ascending.', stable: true },
  { description: '', stable: false },
])('items with equal keys have an order of their own: "$description" -> $stable', ({ description, stable }) => {
  const { sort } = sorted([query('sort', { enum: ['size', '-size'] }, { description })]);
  expect(sort?.stable).toBe(stable);
});

it.each([
  { schema: { enum: ['size', '-size'], default: '-size' }, ordered: true },
  { schema: { enum: ['newest', 'oldest'], default: 'newest' }, ordered: true },
  { schema: text, description: 'Default: newest first.', ordered: true },
  { schema: { enum: ['relevance', 'size', '-size'], default: 'relevance' }, ordered: undefined },
  { schema: { enum: ['size', '-size'] }, ordered: undefined },
])(
  'without being asked for, an order there is: $schema $description -> $ordered',
  ({ schema, description, ordered }) => {
    expect(sorted([query('sort', schema, { description })]).ordered).toBe(ordered);
  },
);

it('an array with commas between its elements takes several keys', () => {
  const schema = { type: 'array', items: { type: 'string', enum: ['created', '-created', 'size', '-size'] } };
  const named = { name: 'sort', in: 'query', schema };
  expect(sorted([{ ...named, explode: false }]).sort?.several).toBe(true);
  expect(sorted([named]).sort?.several).toBe(false);
});
