/** What a run has asserted of a description: a matrix of operations and their described members. */
import type { Generated } from '../compose/generate-collection.ts';
import type { Entry } from '../contract/types.ts';
import { entriesOf } from '../contract/types.ts';
import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import { toReasonText } from '../core/protocol.ts';
import type { ApiModel, Operation, Response, SchemaNode } from '../model/types.ts';
import { answerWith, jsonOf } from '../rules/answers.ts';
import type { AssertionVerdict } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { Verdict } from '../run/verdict.ts';
import { type BodyPlace, placesIn } from './coverage-schema.ts';
import { entriesById } from './promises.ts';

/**
 * `asserted`: an assertion about it passed or failed. `not-judged`: one was there, and could not judge. `not-asserted`: there was
 * none. `out-of-reach`: a response that no request can cause, such as a 500.
 */
export type CoverageState = 'asserted' | 'not-judged' | 'not-asserted' | 'out-of-reach';

export type MemberKind = 'response' | 'header' | 'parameter' | 'body';

/** One described thing. */
export interface CoveredMember {
  readonly kind: MemberKind;
  /** Such as `404`, `200 X-Total-Count`, `query limit`, `200 /name`. */
  readonly name: string;
  readonly state: CoverageState;
  /** Why it is not asserted. */
  readonly why?: string;
  /** Of one that is not judged: the place of the request that says why, in the order of the suite. */
  readonly first?: number;
}

export interface CoveredOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly members: readonly CoveredMember[];
}

export interface Coverage {
  readonly operations: readonly CoveredOperation[];
  readonly asserted: number;
  /** All members but those out of reach. */
  readonly assertable: number;
}

/** How much is asserted, in percent, rounded down to a tenth. 100 where nothing is assertable. */
export function percentOf({ asserted, assertable }: Pick<Coverage, 'asserted' | 'assertable'>): number {
  return assertable === 0 ? 100 : Math.floor((asserted / assertable) * 1000) / 10;
}

/** How many members of some have each state. */
export function tallyOf(members: readonly CoveredMember[]): Readonly<Record<CoverageState, number>> {
  const counts = { asserted: 0, 'not-judged': 0, 'not-asserted': 0, 'out-of-reach': 0 };
  for (const { state } of members) counts[state] += 1;
  return counts;
}

/** What is known of a description and its run. Places of a body are found once, since many responses share one. */
interface Known extends Pick<Generated, 'contract'> {
  readonly placesOf: (node: SchemaNode) => readonly BodyPlace[];
}

interface Tried {
  readonly entry: Entry;
  /** Missing where the request was left out of the run. */
  readonly request: RequestVerdict | undefined;
  /** In the order of the suite. */
  readonly position: number;
}

/**
 * The matrix of a run. A request of another collection asserts nothing here. `ids` are those of the requests of a shard: what only the
 * others are about is not asserted in it, so that `mergeCoverage` can join the matrices of all shards.
 */
export function toCoverage(
  generated: Generated,
  verdict: Pick<Verdict, 'requests'>,
  ids?: ReadonlySet<string>,
): Coverage {
  const { model, contract } = generated;
  const requests = new Map(verdict.requests.map((request) => [request.id, request]));
  const tried = [...entriesById(generated)]
    .map(([id, entry], position) => ({ id, entry, request: requests.get(id), position }))
    .filter(({ id }) => ids?.has(id) ?? true);
  const byOperation = groupBy(
    tried.filter(({ entry }) => !entry.request.endpoint),
    ({ entry }) => entry.request.operation.id,
  );
  const known = new Set(entriesOf(contract).map(({ request }) => request.operation.id));
  const placesOf = toPlacesOf(model);
  const operations = [
    ...model.operations.map((operation) =>
      toOperation(operation, byOperation.get(operation.id) ?? [], { contract, placesOf }),
    ),
    ...model.leftOut.map(({ id, method, path }): CoveredOperation => {
      const member = { kind: 'response', name: 'all', state: 'not-asserted', why: LEFT_OUT } as const;
      return { id: id ?? `${method} ${path}`, method: method.toUpperCase(), path, members: [member] };
    }),
  ].filter(({ id, members }) => members.length > 0 || known.has(id));
  return coverageOf(operations);
}

/** Operations with their counts. */
export function coverageOf(operations: readonly CoveredOperation[]): Coverage {
  const counts = tallyOf(operations.flatMap(({ members }) => members));
  const all = counts.asserted + counts['not-judged'] + counts['not-asserted'];
  return { operations, asserted: counts.asserted, assertable: all };
}

function toPlacesOf(model: ApiModel): Known['placesOf'] {
  const known = new Map<string, readonly BodyPlace[]>();
  return (node) => {
    const target = isRecord(node.schema) && Object.keys(node.schema).length === 1 ? node.schema['$ref'] : undefined;
    const key = typeof target === 'string' ? target : node.pointer;
    const places = known.get(key) ?? placesIn(model, node);
    known.set(key, places);
    return places;
  };
}

const LEFT_OUT = 'the operation is left out, as a notice says';

function toOperation(operation: Operation, tried: readonly Tried[], known: Known): CoveredOperation {
  const { id, method, path, parameters, responses, body } = operation;
  return {
    id,
    method: method.toUpperCase(),
    path,
    members: [
      ...parameters.map((parameter) => {
        const isSent = ({ entry }: Tried) =>
          entry.request.arguments.some((one) => one.enabled && one.in === parameter.in && one.name === parameter.name);
        return toMember('parameter', `${parameter.in} ${parameter.name}`, tried.filter(isSent), 'no request sends it');
      }),
      ...(body
        ? [
            toMember(
              'parameter',
              'body',
              tried.filter(({ entry }) => entry.request.body),
              'no request sends it',
            ),
          ]
        : []),
      ...responses.flatMap((response) => ofResponse(response, tried, known)),
    ],
  };
}

/** A response with its headers and the places of its body. */
function ofResponse(response: Response, tried: readonly Tried[], { contract, placesOf }: Known): CoveredMember[] {
  const { status, headers } = response;
  const expecting = tried.filter((one) => isExpected(response, one));
  const none = expecting.length === 0 && isOutOfReach(status) ? OUT_OF_REACH : 'no request is expected to get it';
  const of = (isMeant: (rule: string, title: string) => boolean) => (one: Tried) => ofRule(one, isMeant);
  const node = jsonOf(response)?.node;
  const places = node ? placesOf(node) : [];
  const inBody = new Set(places.map(({ pointer }) => pointer));
  const unasserted = contract.notAsserted.filter(({ pointer }) => inBody.has(pointer.replace(/\/[^/]*$/, '')));
  return [
    toMember(
      'response',
      status,
      expecting,
      none,
      of((rule) => rule === 'status'),
    ),
    ...headers.map(({ name }) => {
      const isMeant = (rule: string, title: string) => rule === 'headers' && title.startsWith(`${name} is `);
      return toMember('header', `${status} ${name}`, expecting, none, of(isMeant));
    }),
    ...toBodyMembers(status, places, () =>
      toMember(
        'body',
        '',
        expecting,
        none,
        of((rule) => rule === 'body-schema'),
      ),
    ),
    ...unasserted.map(
      ({ pointer, keyword, why }): CoveredMember => ({
        kind: 'body',
        name: `${status} ${places.find((place) => pointer.startsWith(`${place.pointer}/`))?.name ?? ''} ${keyword}`,
        state: none === OUT_OF_REACH ? 'out-of-reach' : 'not-asserted',
        why,
      }),
    ),
  ];
}

function toBodyMembers(status: string, places: readonly { readonly name: string }[], one: () => CoveredMember) {
  if (places.length === 0) return [];
  const member = one();
  return places.map(({ name }): CoveredMember => ({ ...member, name: `${status} ${name}` }));
}

export const NO_RULE = 'no assertion is about it';

export const NOT_SENT = 'its requests were not sent';

const OUT_OF_REACH = 'no request can cause it';

/** What a server sends when it fails, or has too much to do. */
function isOutOfReach(status: string): boolean {
  return /^(5|429|default$)/i.test(status);
}

/** Whether the response came, or should have come. */
function isExpected(response: Response, { entry, request }: Tried): boolean {
  const came = request?.answer?.kind === 'answered' ? request.answer.status : undefined;
  return (answerWith(entry.request, came) ?? entry.request.expected).response.pointer === response.pointer;
}

function ofRule({ entry, request }: Tried, isMeant: (rule: string, title: string) => boolean): AssertionVerdict[] {
  const titles = new Set(entry.assertions.filter(({ rule, title }) => isMeant(rule, title)).map(({ title }) => title));
  return request?.assertions.filter(({ name }) => titles.has(name)) ?? [];
}

/** The state of a member by the assertions of the requests that are about it. */
function toMember(
  kind: MemberKind,
  name: string,
  about: readonly Tried[],
  none: string,
  assertionsOf: (one: Tried) => readonly AssertionVerdict[] = ({ request }) => request?.assertions ?? [],
): CoveredMember {
  if (about.length === 0)
    return { kind, name, state: none === OUT_OF_REACH ? 'out-of-reach' : 'not-asserted', why: none };
  if (about.every(({ request }) => !request)) return { kind, name, state: 'not-asserted', why: NOT_SENT };
  const outcomes = about.flatMap((one) =>
    assertionsOf(one).map(({ outcome }) => ({ outcome, position: one.position })),
  );
  if (outcomes.some(({ outcome }) => outcome.kind === 'passed' || outcome.kind === 'failed')) {
    return { kind, name, state: 'asserted' };
  }
  const [first] = outcomes;
  if (!first) return { kind, name, state: 'not-asserted', why: NO_RULE };
  const { outcome, position } = first;
  const why = outcome.kind === 'not-judged' ? toReasonText(outcome) : 'its assertions were never judged';
  return { kind, name, state: 'not-judged', why, first: position };
}
