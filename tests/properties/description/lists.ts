/** Arbitrary lists with their items: declared by `x-list`, or by names that conventions give a meaning. */
import fc from 'fast-check';
import { leaf } from './leaves.ts';
import { type Context, defined, type Made, type Making, type Members, maybe, type Sampled } from './making.ts';

const IDS = [
  { type: 'integer' },
  { type: 'string' },
  { type: 'string', format: 'uuid' },
  { type: 'string', pattern: '^[a-z]{4}-\\d{3}$' },
] as const;

/** Members by which lists are sorted and filtered. */
const MEMBERS: Readonly<Record<string, unknown>> = {
  createdAt: { type: 'string', format: 'date-time' },
  priority: { type: 'integer', minimum: 1, maximum: 5 },
  status: { type: 'string', enum: ['open', 'closed', 'on hold'] },
  title: { type: 'string' },
  price: { type: 'number', minimum: 0 },
  active: { type: 'boolean' },
};

const names = Object.keys(MEMBERS);

interface Plan {
  readonly isDeclared: boolean;
  readonly id: (typeof IDS)[number];
  readonly envelope: string | undefined;
  readonly paging: 'none' | 'offset' | 'page' | 'cursor' | 'limit';
  readonly maximum: number;
  readonly fallback: number | undefined;
  readonly total: 'none' | 'header' | 'member' | 'range';
  readonly count: boolean;
  readonly sorts: readonly string[];
  readonly direction: boolean;
  readonly filters: readonly string[];
  readonly bound: boolean;
  readonly extra: Made<Sampled> | undefined;
  readonly allRequired: boolean;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  isDeclared: fc.boolean(),
  id: fc.constantFrom(...IDS),
  envelope: maybe(fc.constantFrom('items', 'data', 'results', 'a b', '__proto__'), 2),
  paging: fc.constantFrom('none', 'offset', 'page', 'cursor', 'limit'),
  maximum: fc.constantFrom(10, 20, 50, 100),
  fallback: maybe(fc.constantFrom(5, 10)),
  total: fc.constantFrom('none', 'header', 'member', 'range'),
  count: fc.boolean(),
  sorts: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
  direction: fc.boolean(),
  filters: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
  bound: fc.boolean(),
  extra: maybe(leaf, 2),
  allRequired: fc.boolean(),
});

/** A list and its item as schemas, with all of the operation of the list but its texts. */
export interface List {
  readonly item: unknown;
  readonly id: unknown;
  readonly operation: Members;
}

export const list: Making<List> = plan.map((one) => (context) => {
  const item = itemOf(one, context);
  const isEnvelope =
    one.envelope !== undefined || (one.isDeclared && (one.paging === 'cursor' || one.total === 'member'));
  const whole: Plan = isEnvelope ? { ...one, envelope: one.envelope ?? 'items' } : one;
  return {
    item,
    id: one.id,
    operation: defined({
      parameters: parametersOf(whole),
      responses: { 200: responseOf(whole, item) },
      'x-list': one.isDeclared ? meaningOf(whole) : undefined,
    }),
  };
});

function itemOf({ id, extra, allRequired }: Plan, context: Context): Members {
  const members = { id, ...MEMBERS, ...(extra && { extra: extra(context).schema }) };
  return { type: 'object', required: allRequired ? Object.keys(members) : ['id'], properties: members };
}

const limitName = ({ paging }: Plan) => (paging === 'page' ? 'per_page' : 'limit');

function parametersOf({
  paging,
  maximum,
  fallback,
  sorts,
  direction,
  filters,
  bound,
  ...rest
}: Plan): readonly Members[] {
  const query = (name: string, schema: unknown): Members => ({ name, in: 'query', schema });
  const limit = query(
    limitName({ paging, ...rest } as Plan),
    defined({ type: 'integer', minimum: 1, maximum, default: fallback }),
  );
  const ways: Record<Plan['paging'], readonly Members[]> = {
    none: [],
    limit: [limit],
    offset: [limit, query('offset', { type: 'integer', minimum: 0, default: 0 })],
    page: [limit, query('page', { type: 'integer', minimum: 1, default: 1 })],
    cursor: [limit, query('cursor', { type: 'string' })],
  };
  const spelled = direction ? sorts : sorts.flatMap((key) => [key, `-${key}`]);
  return [
    ...ways[paging],
    ...(sorts.length > 0 ? [query('sort', direction ? { type: 'string', enum: spelled } : { type: 'string' })] : []),
    ...(sorts.length > 0 && direction
      ? [query('order', { type: 'string', enum: ['asc', 'desc'], default: 'asc' })]
      : []),
    ...filters.map((name) => query(name, MEMBERS[name])),
    ...(bound ? [query('createdAfter', { type: 'string', format: 'date-time' })] : []),
  ];
}

function responseOf({ envelope, paging, total, count }: Plan, item: Members): Members {
  const array = { type: 'array', items: item };
  const whole = { type: 'integer', minimum: 0 };
  const members = {
    ...(total === 'member' && { total: whole }),
    ...(paging === 'cursor' && { next: { type: 'string' } }),
  };
  const required = [envelope ?? '', ...(total === 'member' ? ['total'] : [])];
  const schema =
    envelope === undefined
      ? array
      : { type: 'object', required, properties: Object.fromEntries([[envelope, array], ...Object.entries(members)]) };
  const headers = {
    ...(total === 'header' && { 'X-Total-Count': { required: true, schema: { type: 'integer' } } }),
    ...(total === 'range' && {
      'Content-Range': { required: true, schema: { type: 'string' }, example: 'items 0-9/45' },
    }),
    ...(count && { 'X-Result-Count': { required: true, schema: { type: 'integer' } } }),
  };
  return { description: 'A page.', headers, content: { 'application/json': { schema } } };
}

function meaningOf({ envelope, paging, total, count, sorts, direction, filters, bound, ...rest }: Plan): Members {
  const totals = { none: undefined, header: 'X-Total-Count', member: '/total', range: 'Content-Range' };
  return defined({
    items: envelope === undefined ? undefined : `/${envelope}`,
    total: totals[total],
    count: count ? 'X-Result-Count' : undefined,
    limit: paging === 'none' ? undefined : limitName({ paging, ...rest } as Plan),
    offset: paging === 'offset' ? 'offset' : undefined,
    page: paging === 'page' ? 'page' : undefined,
    cursor: paging === 'cursor' ? { parameter: 'cursor', next: '/next' } : undefined,
    inParts: paging === 'none' ? undefined : rest.fallback === undefined ? undefined : true,
    sort:
      sorts.length === 0
        ? undefined
        : defined({
            parameter: 'sort',
            keys: sorts,
            direction: direction ? { parameter: 'order', ascending: 'asc', descending: 'desc' } : undefined,
          }),
    filters: [...filters, ...(bound ? [{ parameter: 'createdAfter', member: 'createdAt', compare: '>=' }] : [])],
  });
}
