/** A verdict as causes: the same fault of a server is one cause, whatever the number of requests that show it. */
import { assertNever, EXIT, type ExitCode, type Place } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { toReasonText } from '../core/protocol.ts';
import { stableId } from '../core/stable-id.ts';
import { type AssertionVerdict, isAcceptable } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { isRefusal, isShutOutBy } from '../run/problems.ts';
import type { Verdict } from '../run/verdict.ts';
import { type Failure, failuresIn, toMessagePattern, toPlacePattern } from './failure.ts';
import { hintsFor, swapHints } from './hints.ts';
import type { Origin, OriginOf } from './promises.ts';
import { type Sides, sidesOfStatus, toSides } from './sides.ts';
import { pathOf } from './words.ts';

/**
 * `broken`: an assertion failed. `not-judged`, `missing`: an assertion was not judged, which is not tolerated. `problem`: something
 * else went wrong, in a request or in the run.
 */
export type CauseKind = 'broken' | 'not-judged' | 'missing' | 'problem';

/** One thing that is wrong, with the requests that show it. */
export interface Cause {
  /** The same in each run in which the same is wrong. */
  readonly id: string;
  readonly kind: CauseKind;
  /** The id of the rule. Missing for what is no assertion, and where the collection is not that of the description. */
  readonly rule?: string;
  /** One sentence without a full stop. */
  readonly title: string;
  /** What the first request says of it. */
  readonly message: string;
  /** What came and what was expected, each with whose it is, where the message says so. */
  readonly sides?: Sides;
  /** JSON pointer in the body, with `*` for any index. */
  readonly at?: string;
  /** What the requests together suggest, in sentences. */
  readonly hints: readonly string[];
  /** Where the description promises it: several, if several parts of it do. */
  readonly places: readonly Place[];
  /** In the order of the run. Empty for a problem of the run as a whole. */
  readonly requests: readonly Occurrence[];
}

/** A request that shows a cause. */
export interface Occurrence {
  readonly id: string;
  /** Folders and name: `Use case 1 / List pets`. */
  readonly name: string;
  readonly method: string;
  readonly url?: string;
  readonly status?: number;
  readonly message: string;
  readonly sides?: Sides;
  /** A curl command that repeats it. */
  readonly curl?: string;
  /** Other assertions of the request that failed with it, or could not be judged, as follows from a wrong status. */
  readonly also: readonly string[];
}

/** What the contract knows of the assertions of a verdict. Without it, causes have no rules and no places. */
export interface Known {
  readonly originOf: OriginOf;
  readonly locate: (pointer: string) => Place;
}

interface Finding {
  readonly kind: CauseKind;
  /** Findings with the same key have the same cause. */
  readonly key: readonly (string | number | undefined)[];
  readonly title: string;
  readonly message: string;
  readonly request?: RequestVerdict;
  readonly rule?: string;
  readonly pointer?: string;
  readonly at?: string;
  readonly sides?: Sides;
  readonly hints?: readonly string[];
  readonly also?: readonly string[];
}

type Judgement = Pick<Verdict, 'requests' | 'problems'> & Partial<Pick<Verdict, 'exitCode'>>;

/** The causes of a red run, that with the most requests first. Everything that is not acceptable in the verdict has a cause. */
export function toCauses({ requests, problems, exitCode }: Judgement, known?: Known): readonly Cause[] {
  const refusal = problems.find(isRefusal);
  const findings = [
    ...problems.map(toProblemOfRun),
    ...requests
      .filter(({ ok }) => !ok)
      .flatMap((request) => {
        const own = findingsIn(request, known?.originOf);
        return refusal !== undefined && isShutOutBy(request) ? own.map((one) => asRefused(one, refusal)) : own;
      }),
  ];
  const groups = [...groupBy(findings, ({ key }) => JSON.stringify(key)).values()];
  const causes = groups.map((same) => toCause(same, known?.locate));
  return arranged(causes, exitCode);
}

/** With the hints that causes give together, the gravest first. Why nothing could be judged comes before what else is wrong. */
export function arranged(causes: readonly Cause[], exitCode?: ExitCode): readonly Cause[] {
  const swaps = swapHints(causes);
  const rankOf = ({ kind, title }: Cause) =>
    exitCode === EXIT.unable && kind === 'problem' && title !== NOT_SENT ? -1 : ORDER[kind];
  return causes
    .map((cause) => ({ ...cause, hints: [...cause.hints, ...(swaps.get(cause.id) ?? [])] }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.requests.length - a.requests.length);
}

const ORDER = { broken: 0, problem: 1, missing: 2, 'not-judged': 3 } as const satisfies Record<CauseKind, number>;

const NOT_SENT = 'It was not sent';

/** The first sentence is its title. What follows says what to do. */
function toProblemOfRun(problem: string): Finding {
  const [title = problem, ...hints] = problem.split(/(?<=\.) (?=Run `postman-contract doctor`)/);
  return { ...toProblem(title), hints };
}

function toProblem(problem: string, request?: RequestVerdict): Finding {
  const key = ['problem', toMessagePattern(problem)];
  return { kind: 'problem', key, title: problem.replace(/\.$/, ''), message: problem, ...(request && { request }) };
}

/** What is wrong with a response to refused credentials follows from that. */
function asRefused(finding: Finding, refusal: string): Finding {
  const { kind, key, title, message, hints = [] } = toProblemOfRun(refusal);
  return {
    kind,
    key,
    title,
    message,
    hints,
    ...(finding.request && { request: finding.request, also: finding.also ?? [] }),
  };
}

function findingsIn(request: RequestVerdict, originOf: OriginOf | undefined): readonly Finding[] {
  const { answer, assertions, problems } = request;
  const own = problems.map((problem) => toProblem(problem, request));
  // Without a response, nothing could be judged, and the problem says why.
  if (answer?.kind !== 'answered' && own.length > 0) return own;
  const status = answer?.kind === 'answered' ? answer.status : undefined;
  const broken = assertions.filter(({ outcome }) => !isAcceptable(outcome));
  const judged = broken.map((assertion) => ({ assertion, origin: originOf?.(request.id, assertion.name, status) }));
  const wrongStatus = judged.find(isWrongStatus);
  // What else is wrong with a response of another status follows from that.
  if (wrongStatus) {
    const also = broken.filter((one) => one !== wrongStatus.assertion).map(({ name }) => name);
    return [...own, ...findingsOf(wrongStatus, request).map((finding) => ({ ...finding, also }))];
  }
  return [...own, ...judged.flatMap((one) => findingsOf(one, request))];
}

interface Judged {
  readonly assertion: AssertionVerdict;
  readonly origin: Origin | undefined;
}

function isWrongStatus({ assertion: { name, outcome }, origin }: Judged): boolean {
  return outcome.kind === 'failed' && (origin ? origin.rule === 'status' : /^Status is \d/.test(name));
}

function findingsOf({ assertion, origin }: Judged, request: RequestVerdict): readonly Finding[] {
  const { name: title, outcome } = assertion;
  const base = { title, request, ...(origin && { rule: origin.rule, pointer: origin.promisedAt() }) };
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'failed':
      return isWrongStatus({ assertion, origin })
        ? [toStatusFinding(base, outcome.message)]
        : failuresIn(outcome.message).map((failure) => toFinding(base, failure, origin));
    case 'missing':
      return [{ ...base, kind: 'missing', key: ['missing', title], message: 'It was never judged.' }];
    case 'not-judged': {
      const why = toReasonText(outcome);
      const key = ['not-judged', outcome.reason ?? toMessagePattern(why)];
      return [
        {
          ...base,
          title: `Not judged: ${toReasonText(outcome.reason === undefined ? {} : { reason: outcome.reason })}`,
          kind: 'not-judged',
          key,
          message: `${title}: ${why}`,
        },
      ];
    }
    default:
      return assertNever(outcome);
  }
}

type Base = Pick<Finding, 'title' | 'rule' | 'pointer'> & { readonly request: RequestVerdict };

/** A failure of the server itself (5xx) is one cause, whatever was requested. */
function toStatusFinding(base: Base, message: string): Finding {
  const { answer } = base.request;
  const got = answer?.kind === 'answered' ? answer.status : 0;
  const expected = base.title.replace(/^Status is /, '');
  const isBroken = got >= 500;
  return {
    ...base,
    kind: 'broken',
    key: ['status', got, isBroken ? '' : expected],
    title: isBroken ? `The server responds with ${got}` : `The server responds with ${got} instead of ${expected}`,
    message,
    sides: sidesOfStatus(got, expected),
  };
}

function toFinding(base: Base, failure: Failure, origin: Origin | undefined): Finding {
  const { message, expected = '', at } = failure;
  const sides = toSides(base.title, failure, origin?.rule);
  if (at === undefined) {
    // The type of all bodies is mostly one setting of a server, and the message has nothing that differs between responses.
    const isType = base.rule === 'media-type';
    const key = [base.rule ?? '', isType ? message : (base.pointer ?? base.title), toMessagePattern(message)];
    return { ...base, kind: 'broken', key, message, ...(sides && { sides }) };
  }
  const pattern = toPlacePattern(at);
  const pointer = origin?.promisedAt(at);
  return {
    ...base,
    kind: 'broken',
    key: ['body', pointer ?? pattern, toMessagePattern(expected)],
    title: `In the body, ${pattern === '' ? 'the whole' : pattern} ${expected}`,
    message,
    at: pattern,
    ...(pointer !== undefined && { pointer }),
    ...(sides && { sides }),
  };
}

function toCause(findings: readonly Finding[], locate: Known['locate'] | undefined): Cause {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const pointers = [...new Set(findings.flatMap(({ pointer }) => pointer ?? []))];
  const requests = [...groupBy(findings.filter(isOfRequest), ({ request }) => request.id).values()].map(toOccurrence);
  return {
    id: stableId('cause', ...first.key.map(String)),
    kind: first.kind,
    ...(first.rule !== undefined && { rule: first.rule }),
    title: first.title,
    message: first.message,
    ...(first.sides && { sides: first.sides }),
    ...(first.at !== undefined && { at: first.at }),
    hints: [...(first.hints ?? []), ...hintsFor(first.rule, requests)],
    places: locate ? pointers.map((pointer) => ({ ...locate(pointer), pointer: `#${pointer}` })) : [],
    requests,
  };
}

type OfRequest = Finding & { readonly request: RequestVerdict };

function isOfRequest(finding: Finding): finding is OfRequest {
  return finding.request !== undefined;
}

function toOccurrence(findings: readonly OfRequest[]): Occurrence {
  const [{ request, message, sides }] = findings as readonly [OfRequest, ...OfRequest[]];
  const { id, method, url, answer, curl } = request;
  return {
    id,
    name: pathOf(request),
    method,
    ...(url !== undefined && { url }),
    ...(answer?.kind === 'answered' && { status: answer.status }),
    message,
    ...(sides && { sides }),
    ...(curl !== undefined && { curl }),
    also: [...new Set(findings.flatMap(({ also = [] }) => also))],
  };
}
