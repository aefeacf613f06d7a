/** Arbitrary paths: with operations of all kinds, or with a list and its items. */
import fc from 'fast-check';
import { list } from './lists.ts';
import { defined, type Making, type Members, maybe } from './making.ts';
import { type Around, operation, securityOf } from './operations.ts';
import { pathParameter } from './parameters.ts';
import { alternatives } from './security.ts';

/** Paths, by the path template. */
export type Paths = Readonly<Record<string, Members>>;

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
    const target = around.kinds.deadLinks && hasNotFound ? 'gone' : `item-${place}`;
    const link = { operationId: target, parameters: { id: '$response.body#/id' } };
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
export const paths: Making<(around: Pick<Around, 'schemes' | 'shared'>) => Paths> = fc
  .array(fc.oneof({ weight: 4, arbitrary: path }, collection), { minLength: 1, maxLength: 4 })
  .map(
    (all) => (context) => (around) =>
      Object.assign({}, ...all.map((make, place) => make({ ...context, ...around }, place))) as Paths,
  );
