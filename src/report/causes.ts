/** A verdict as causes: the same fault of a server is one cause, whatever the number of requests that show it. */
import { EXIT, type ExitCode, type Place } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { stableId } from '../core/stable-id.ts';
import { toChoices } from '../core/words.ts';
import { isRefusal } from '../run/access.ts';
import { isEverywhere } from '../run/everywhere.ts';
import { NOT_SENT, type RequestVerdict } from '../run/judge-request.ts';
import { isEarlyEnd } from '../run/problems.ts';
import type { Verdict } from '../run/verdict.ts';
import { type CauseKind, type Finding, findingsIn, toProblemOfRun } from './findings.ts';
import { hintsFor, shortPageHints, swapHints } from './hints.ts';
import { OF_USE_CASES, type OriginOf } from './promises.ts';
import { rootRank, withRelated } from './related.ts';
import { rooted } from './roots.ts';
import type { Sides } from './sides.ts';
import { pathOf, withStop } from './words.ts';

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
  /** An earlier cause that may be the same fault of the server. */
  readonly related?: Related;
}

export interface Related {
  /** The id of the cause. */
  readonly to: string;
  /** What suggests it, such as `both are about X-Total-Count`. */
  readonly why: string;
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
  /** The assertion that failed. Missing for what is no assertion. */
  readonly assertion?: string;
}

/** What the contract knows of the assertions of a verdict. Without it, causes have no rules and no places. */
export interface Known {
  readonly originOf: OriginOf;
  readonly locate: (pointer: string) => Place;
  /** In the use cases, which promise what success criteria assert. */
  readonly locateInUseCases?: Known['locate'] | undefined;
}

type Judgement = Pick<Verdict, 'requests' | 'problems'> & Partial<Pick<Verdict, 'exitCode'>>;

/** The causes of a red run, that with the most requests first. Everything that is not acceptable in the verdict has a cause. */
export function toCauses({ requests, problems, exitCode }: Judgement, known?: Known): readonly Cause[] {
  const findings = [
    ...problems.map(toProblemOfRun),
    ...requests.filter(({ ok }) => !ok).flatMap((request) => rooted(findingsIn(request, known?.originOf), problems)),
  ];
  const groups = [...groupBy(findings, ({ key }) => JSON.stringify(key)).values()];
  const causes = groups.map((same) => toCause(same, known));
  return arranged(causes, exitCode);
}

/**
 * With the hints that causes give together, the gravest first, and those that may be the same fault after one another. Why nothing could be
 * judged comes before what else is wrong.
 */
export function arranged(causes: readonly Cause[], exitCode?: ExitCode): readonly Cause[] {
  const together = [swapHints(causes), shortPageHints(causes)];
  const isUnable = exitCode === EXIT.unable;
  const rankOf = ({ kind, message }: Cause) => {
    if (isEverywhere(message) || (isUnable && isEarlyEnd(message))) return -2;
    return isRefusal(message) || (isUnable && kind === 'problem' && message !== NOT_SENT) ? -1 : ORDER[kind];
  };
  const sorted = causes
    .map((one) => {
      const { related: _, ...cause } = one;
      return { ...cause, hints: [...cause.hints, ...together.flatMap((hints) => hints.get(cause.id) ?? [])] };
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.requests.length - a.requests.length || rootRank(a) - rootRank(b));
  return withRelated(sorted);
}

const ORDER = { broken: 0, problem: 1, missing: 2, 'not-judged': 3 } as const satisfies Record<CauseKind, number>;

function toCause(findings: readonly Finding[], known: Known | undefined): Cause {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const locate = first.rule === OF_USE_CASES ? known?.locateInUseCases : known?.locate;
  const pointers = [...new Set(findings.flatMap(({ pointer }) => pointer ?? []))];
  const requests = [...groupBy(findings.filter(isOfRequest), ({ request }) => request.id).values()].map(toOccurrence);
  return {
    id: stableId('cause', ...first.key.map(String)),
    kind: first.kind,
    ...(first.rule !== undefined && { rule: first.rule }),
    title: titleOf(findings),
    message: first.message,
    ...(first.sides && { sides: first.sides }),
    ...(first.at !== undefined && { at: first.at }),
    hints: [...(first.hints ?? []), ...saidBy(findings), ...hintsFor(first, requests)],
    places: locate ? pointers.map((pointer) => ({ ...locate(pointer), pointer: `#${pointer}` })) : [],
    requests,
  };
}

/** A failure of the server (5xx) is one cause, whatever was expected: its title says that where there are few. */
function titleOf(findings: readonly [Finding, ...Finding[]] | readonly Finding[]): string {
  const title = findings[0]?.title ?? '';
  const expected = [...new Set(findings.flatMap(({ sides }) => sides?.other.value ?? []))];
  if (!/^The server responds with 5\d\d$/.test(title) || expected.length === 0 || expected.length > 2) return title;
  const statuses = [...new Set(expected.flatMap((text) => text.split(/, | or /)))];
  const isCovered = (one: string) => statuses.includes(`any ${one[0]}XX`);
  return `${title} instead of ${toChoices(statuses.filter((one) => !isCovered(one)))}`;
}

/** How much of what a server says is shown, and of how many responses. */
const MOST_SAID = { characters: 200, responses: 2 };

/** What the responses say of a failure of the server (5xx). */
function saidBy(findings: readonly Finding[]): readonly string[] {
  const said = findings.flatMap(({ key, request }) =>
    key[0] === 'status' && request?.answer?.kind === 'answered' ? (request.answer.said ?? []) : [],
  );
  return [...new Set(said.map(toShort))]
    .slice(0, MOST_SAID.responses)
    .map((text) => withStop(`The server says: ${text}`));
}

function toShort(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MOST_SAID.characters ? text : `${characters.slice(0, MOST_SAID.characters).join('')}…`;
}

type OfRequest = Finding & { readonly request: RequestVerdict };

function isOfRequest(finding: Finding): finding is OfRequest {
  return finding.request !== undefined;
}

function toOccurrence(findings: readonly OfRequest[]): Occurrence {
  const [{ request, message, sides, assertion }] = findings as readonly [OfRequest, ...OfRequest[]];
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
    ...(assertion !== undefined && { assertion }),
  };
}
