/** Arbitrary operations. */
import fc from 'fast-check';
import { requestBody, response } from './bodies.ts';
import { anyText, type Context, defined, HOSTILE, type Members, maybe } from './making.ts';
import { parameter } from './parameters.ts';
import { type Alternatives, alternatives, type Scheme, toSecurity } from './security.ts';

/** What operations need beside their context. */
export interface Around extends Context {
  readonly schemes: readonly Scheme[];
  /** Where operations put what they refer to: the `responses`, `parameters` and `requestBodies` of `components`. */
  readonly shared: Map<string, Members>;
}

/** A reference to a component, which is put there. */
function refer(kind: 'responses' | 'parameters' | 'requestBodies', part: Members, { shared }: Around): Members {
  const all = shared.get(kind) ?? {};
  const name = `${kind}-${Object.keys(all).length}`;
  shared.set(kind, { ...all, [name]: part });
  return { $ref: `#/components/${kind}/${name}` };
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

export const operation: fc.Arbitrary<Part> = fc
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
    refers: fc.boolean(),
  })
  .map(({ method, texts: { operationId, ...about }, parameters, body, responses: answers, security, refers }) => {
    const make = (around: Around, place: string): Members => {
      const bodyOf = (one: Members | undefined) => (one && refers ? refer('requestBodies', one, around) : one);
      return defined({
        ...about,
        operationId: operationId === undefined ? undefined : `${operationId}${place}`,
        parameters: eachOnce(parameters.map((made) => made(around)))?.map((one) =>
          refers ? refer('parameters', one, around) : one,
        ),
        requestBody: ['post', 'put', 'patch'].includes(method) ? bodyOf(body?.(around)) : undefined,
        responses: responsesOf(answers, method, around, refers),
        ...securityOf(security, around),
      });
    };
    return { method, make };
  });

type Answers = typeof responses extends fc.Arbitrary<infer Value> ? Value : never;

function responsesOf(answers: Answers, method: string, around: Around, refers: boolean): Members {
  const { success, first, second, others, other, hasNone } = answers;
  const all = new Map<string, Members>();
  for (const status of others) all.set(status, without(status, method, other(around), around));
  if (second !== undefined) all.set(second, without(second, method, other(around), around));
  const isWithout = hasNone && around.kinds.withoutSuccess && all.size > 0;
  if (!isWithout) all.set(success, without(success, method, first(around), around));
  return Object.fromEntries([...all].map(([status, one]) => [status, refers ? refer('responses', one, around) : one]));
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
