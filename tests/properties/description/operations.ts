/** Arbitrary operations, and the path items that hold them. */
import fc from 'fast-check';
import { requestBody, response } from './bodies.ts';
import { list } from './lists.ts';
import { anyText, type Context, defined, HOSTILE, type Making, type Members, maybe } from './making.ts';
import { parameter, pathParameter } from './parameters.ts';
import { type Alternatives, alternatives, type Scheme, toSecurity } from './security.ts';

/** Paths, by the path template. */
export type Paths = Readonly<Record<string, Members>>;

/** What operations need beside their context. */
export interface Around extends Context {
  readonly schemes: readonly Scheme[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const SUCCESSES = ['200', '201', '202', '204', '2XX', '206', '205', '203'] as const;
const OTHERS = [
  'default',
  '400',
  '401',
  '403',
  '404',
  '405',
  '409',
  '415',
  '422',
  '429',
  '500',
  '503',
  '4XX',
  '5XX',
  '302',
  '304',
] as const;
const WITHOUT_BODY = ['204', '205', '304'];

const texts = fc.record({
  operationId: maybe(fc.oneof(fc.constantFrom('get', 'list', 'make'), fc.constantFrom(...HOSTILE)), 1),
  summary: maybe(anyText, 1),
  description: maybe(anyText, 2),
  tags: maybe(fc.array(fc.oneof(fc.constantFrom('orders', 'pets'), fc.constantFrom(...HOSTILE)), { maxLength: 2 }), 2),
  deprecated: maybe(fc.constant(true), 6),
});

interface Part {
  readonly method: (typeof METHODS)[number];
  readonly make: (around: Around, place: string) => Members;
}

const responses = fc.record({
  success: fc.constantFrom(...SUCCESSES),
  first: response,
  second: maybe(fc.constantFrom(...SUCCESSES), 4),
  others: fc.uniqueArray(fc.constantFrom(...OTHERS), { maxLength: 4 }),
  other: response,
  hasNone: fc.nat(9).map((number) => number === 0),
});

const operation: fc.Arbitrary<Part> = fc
  .record({
    method: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('get' as const, 'post' as const) },
      fc.constantFrom(...METHODS),
    ),
    texts,
    parameters: fc.array(parameter, { maxLength: 3 }),
    body: maybe(requestBody, 1),
    responses,
    security: maybe(alternatives, 2),
  })
  .map(({ method, texts: { operationId, ...about }, parameters, body, responses: answers, security }) => {
    const make = (around: Around, place: string): Members =>
      defined({
        ...about,
        operationId: operationId === undefined ? undefined : `${operationId}${place}`,
        parameters: eachOnce(parameters.map((made) => made(around))),
        requestBody: ['post', 'put', 'patch'].includes(method) ? body?.(around) : undefined,
        responses: responsesOf(answers, method, around),
        ...securityOf(security, around),
      });
    return { method, make };
  });

type Answers = typeof responses extends fc.Arbitrary<infer Value> ? Value : never;

function responsesOf(
  { success, first, second, others, other, hasNone }: Answers,
  method: string,
  around: Around,
): Members {
  const all = new Map<string, Members>();
  for (const status of others) all.set(status, without(status, method, other(around), around));
  if (second !== undefined) all.set(second, without(second, method, other(around), around));
  if (hasNone && around.kinds.withoutSuccess && all.size > 0) return Object.fromEntries(all);
  all.set(success, without(success, method, first(around), around));
  return Object.fromEntries(all);
}

/** The response, without content where HTTP has no body. */
function without(status: string, method: string, made: Members, { kinds }: Around): Members {
  const hasBody = !WITHOUT_BODY.includes(status) && method !== 'head';
  return hasBody || kinds.contentWithoutBody ? made : defined({ ...made, content: undefined });
}

function eachOnce(parameters: readonly Members[]): readonly Members[] | undefined {
  const known = new Map(parameters.map((one) => [`${String(one['in'])} ${nameOf(one)}`, one]));
  return known.size > 0 ? [...known.values()] : undefined;
}

/** Header names are the same in any case. */
function nameOf({ in: place, name }: Members): string {
  return place === 'header' ? String(name).toLowerCase() : String(name);
}

export function securityOf(chosen: Alternatives | undefined, { schemes }: Pick<Around, 'schemes'>): Members {
  return chosen === undefined || schemes.length === 0 ? {} : { security: toSecurity(chosen, schemes) };
}

/** The last part of a path: text, a parameter, or both. `$` stands for the name of the parameter. */
const ENDS = [
  '',
  '/{$}',
  '/{$}',
  '/{$}.json',
  '/x-{$}',
  '/sub/',
  "/it's",
  '/a:b',
  '/é',
  '/{$}/more',
  '/@me',
  '/a%20b',
  '/$count',
] as const;
const PARAMETER_NAMES = [
  'id',
  'orderId',
  'a-b',
  'a.b',
  'constructor',
  '__proto__',
  '$guid',
  'é',
  'x_1',
  'base_url',
] as const;

/** A path of its own, `/p0/…`, with operations. */
const path: fc.Arbitrary<(around: Around, place: number) => Paths> = fc
  .record({
    end: fc.constantFrom(...ENDS),
    name: fc.constantFrom(...PARAMETER_NAMES),
    inPath: pathParameter(''),
    isShared: fc.boolean(),
    operations: fc.uniqueArray(operation, { selector: ({ method }) => method, minLength: 1, maxLength: 3 }),
  })
  .map(({ end, name, inPath, isShared, operations }) => (around, place) => {
    const template = `/p${place}${end.replace('$', () => (end.includes('{$}') ? name : '$'))}`;
    const own = end.includes('{$}') ? [{ ...inPath(around), name }] : [];
    const entries = operations.map(({ method, make }, index) => {
      const made = make(around, `-${place}-${index}`);
      const parameters = [...(isShared ? [] : own), ...((made['parameters'] as Members[] | undefined) ?? [])];
      const isLeftOut = method === 'trace' && !around.kinds.trace;
      return [
        isLeftOut ? 'delete' : method,
        defined({ ...made, parameters: parameters.length > 0 ? parameters : undefined }),
      ] as const;
    });
    const shared = isShared && own.length > 0 ? { parameters: own } : {};
    return { [template]: { ...shared, ...Object.fromEntries(entries) } };
  });

/** A list, and what can be done with one of its items. */
const collection: fc.Arbitrary<(around: Around, place: number) => Paths> = fc
  .record({
    list,
    methods: fc.subarray(['get', 'put', 'patch', 'delete'] as const),
    creates: fc.boolean(),
    hasNotFound: fc.boolean(),
    security: maybe(alternatives, 2),
    isLinked: fc.boolean(),
  })
  .map(({ list: made, methods, creates, hasNotFound, security, isLinked }) => (around, place) => {
    const { item, id, operation: listing } = made(around);
    const content = { content: { 'application/json': { schema: item } } };
    const secured = securityOf(security, around);
    const found = { description: 'The item.', ...content };
    const missing = hasNotFound ? { 404: { description: 'There is none.' } } : {};
    const link = { operationId: `item-${place}`, parameters: { id: '$response.body#/id' } };
    const details = methods.map((method) => [
      method,
      {
        operationId: method === 'get' ? `item-${place}` : `${method}-${place}`,
        ...secured,
        ...(method !== 'get' && method !== 'delete' && { requestBody: content }),
        responses: { ...(method === 'delete' ? { 204: { description: 'Gone.' } } : { 200: found }), ...missing },
      },
    ]);
    const linked = isLinked && methods.includes('get') ? { links: { item: link } } : {};
    const create = { ...secured, requestBody: content, responses: { 201: { ...found, ...linked } } };
    const base = `/things${place}`;
    const parameters = [{ name: 'id', in: 'path', required: true, schema: id }];
    return {
      [base]: { get: { ...secured, ...listing }, ...(creates && { post: create }) },
      ...(methods.length > 0 && { [`${base}/{id}`]: { parameters, ...Object.fromEntries(details) } }),
    };
  });

/** The paths of a description. A list is a third of them. */
export const paths: Making<(schemes: readonly Scheme[]) => Paths> = fc
  .array(fc.oneof({ weight: 4, arbitrary: path }, collection), { minLength: 1, maxLength: 4 })
  .map(
    (all) => (context) => (schemes) =>
      Object.assign({}, ...all.map((make, place) => make({ ...context, schemes }, place))) as Paths,
  );
