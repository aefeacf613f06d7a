/** What is wrong in a run, one finding for each thing that a request or the run shows. Findings with the same key have the same cause. */

import { assertNever } from '../core/errors.ts';
import { type NotJudgedReason, toReasonText } from '../core/protocol.ts';
import { capitalized } from '../core/words.ts';
import { type AssertionVerdict, isAcceptable } from '../run/judge-assertions.ts';
import { PUT_OFF, type RequestVerdict } from '../run/judge-request.ts';
import { NEXT_STEP } from '../run/next-step.ts';
import { type Failure, failuresIn, toMessagePattern, toPlacePattern, withoutNearest } from './failure.ts';
import { toldOnce } from './one-value.ts';
import type { Origin, OriginOf } from './promises.ts';
import { type Sides, sidesOfStatus, toSides } from './sides.ts';

/**
 * `broken`: an assertion failed. `not-judged`, `missing`: an assertion was not judged, which is not tolerated. `problem`: something
 * else went wrong, in a request or in the run.
 */
export type CauseKind = 'broken' | 'not-judged' | 'missing' | 'problem';

export interface Finding {
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
  /** The assertion that failed, for which the cause may have another title. */
  readonly assertion?: string;
}

/** What it says to do is its hint. */
export function toProblemOfRun(problem: string): Finding {
  const end = problem.indexOf(` ${NEXT_STEP}`);
  return end < 0 ? toProblem(problem) : { ...toProblem(problem.slice(0, end)), hints: [problem.slice(end + 1)] };
}

function toProblem(problem: string, request?: RequestVerdict): Finding {
  const key = ['problem', toMessagePattern(problem)];
  return { kind: 'problem', key, title: problem.replace(/\.$/, ''), message: problem, ...(request && { request }) };
}

/** What helps against a quota. */
const LATER =
  'Run it again when the quota allows it. `--failed <report.json>` sends only what was red, and `--shard` a part of the suite.';

export function findingsIn(request: RequestVerdict, originOf: OriginOf | undefined): readonly Finding[] {
  const { answer, assertions, problems } = request;
  const own = problems.map((problem) => toProblem(problem, request));
  // Without a response, nothing could be judged, and the problem says why.
  if (answer?.kind !== 'answered' && own.length > 0) return own;
  const status = answer?.kind === 'answered' ? answer.status : undefined;
  const broken = assertions.filter(({ outcome }) => !isAcceptable(outcome));
  if (problems.includes(PUT_OFF))
    return own.map((finding) => ({
      ...finding,
      also: broken.map(({ name }) => name),
      ...(finding.message === PUT_OFF && { hints: [LATER] }),
    }));
  const judged = broken.map((assertion) => ({ assertion, origin: originOf?.(request.id, assertion.name, status) }));
  const wrongStatus = judged.find(isWrongStatus);
  // What else is wrong with a response of another status follows from that.
  if (wrongStatus) {
    const also = broken.filter((one) => one !== wrongStatus.assertion).map(({ name }) => name);
    return [...own, ...findingsOf(wrongStatus, request).map((finding) => ({ ...finding, also }))];
  }
  return [...own, ...toldOnce(judged.flatMap((one) => findingsOf(one, request)))];
}

interface Judged {
  readonly assertion: AssertionVerdict;
  readonly origin: Origin | undefined;
}

function isWrongStatus({ assertion: { name, outcome }, origin }: Judged): boolean {
  return outcome.kind === 'failed' && (origin ? origin.rule === 'status' : /^Status is (any )?\d/.test(name));
}

function findingsOf({ assertion, origin }: Judged, request: RequestVerdict): readonly Finding[] {
  const { name: title, outcome } = assertion;
  const base = { title, assertion: title, request, ...(origin && { rule: origin.rule, pointer: origin.promisedAt() }) };
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
          ...(outcome.reason && TO_JUDGE[outcome.reason] && { hints: [TO_JUDGE[outcome.reason] ?? ''] }),
          message: `${title}: ${why}`,
        },
      ];
    }
    default:
      return assertNever(outcome);
  }
}

/** What lets a request be sent that was not. */
const TO_JUDGE: Partial<Record<NotJudgedReason, string>> = {
  'no-expired-token': 'Set EXPIRED_TOKEN to a token that has expired.',
  'nothing-created': 'The collection creates items only with `--writes all`.',
  'empty-list': 'The list from which the id is taken has no item: put one on the server.',
  'no-password': 'Set the password.',
  'no-client': 'Set the credentials of the client; `doctor` names them.',
};

type Base = Pick<Finding, 'title' | 'assertion' | 'rule' | 'pointer'> & { readonly request: RequestVerdict };

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

/** A comparison whose script got a failure of the server shows that, and nothing of what it compares. */
const READING_FAILED = /^cannot compare: .* HTTP (5\d\d)$/;

function toServerFailure(base: Base, got: number, message: string): Finding {
  return {
    kind: 'broken',
    key: ['status', got, ''],
    title: `The server responds with ${got}`,
    message,
    request: base.request,
    also: [base.title],
  };
}

/** Where a script could not get at the values that it compares, the same stands in its way, whatever it compares. */
const UNREAD =
  /^(?:cannot compare: |the list: expected an array, got |the body is not JSON: |\S+ should be a number, got |Content-Range should end with a total, got )/;

/** One finding for all assertions of an operation that meet it. That of a number is about its place in the description. */
function toUnread({ title, ...base }: Base, message: string, origin: Origin | undefined): Finding {
  const isNumber = / should (?:be a number|end with a total), got /.test(message);
  const place = isNumber ? base.pointer : origin?.operation.pointer;
  const [, inner = message] = /^cannot compare: (.*)$/s.exec(message) ?? [];
  const said = UNREAD.test(inner) ? inner : message.replace(/^cannot compare: /, 'nothing could be compared: ');
  const sentence = capitalized(said);
  return {
    ...base,
    ...(place !== undefined && { pointer: place }),
    kind: 'broken',
    key: ['unread', place ?? title, toMessagePattern(said.replace(/, got .*/s, ''))],
    title: sentence,
    message: sentence,
    also: [title],
  };
}

function toFinding(base: Base, failure: Failure, origin: Origin | undefined): Finding {
  const { message, at } = failure;
  const [, status] = READING_FAILED.exec(message) ?? [];
  if (status !== undefined) return toServerFailure(base, Number(status), message);
  if (UNREAD.test(message)) return toUnread(base, message, origin);
  const sides = toSides(base.title, failure, origin?.rule);
  // The value of a header is judged by its schema as a body is.
  if (at === undefined || origin?.rule === 'headers') {
    // These are mostly one setting of a server, and their messages have nothing that differs between responses.
    const isOfServer = base.rule === 'media-type' || base.rule === 'no-credential-echo';
    const key = [base.rule ?? '', isOfServer ? message : (base.pointer ?? base.title), toMessagePattern(message)];
    return { ...base, kind: 'broken', key, message, ...(sides && { sides }) };
  }
  return toBodyFinding(base, { ...failure, at }, { origin, sides });
}

function toBodyFinding(
  base: Base,
  { message, expected = '', at }: Failure & { readonly at: string },
  { origin, sides }: { readonly origin: Origin | undefined; readonly sides: Sides | undefined },
): Finding {
  const pattern = toPlacePattern(at);
  const [, member] = /^should have the member "(.+)"$/s.exec(expected) ?? [];
  const pointer = origin?.promisedAt(at, member);
  return {
    ...base,
    kind: 'broken',
    key: ['body', pointer ?? pattern, toMessagePattern(withoutNearest(expected))],
    title: `In the body, ${pattern === '' ? 'the whole' : pattern} ${expected}`,
    message,
    at: pattern,
    ...(pointer !== undefined && { pointer }),
    ...(sides && { sides }),
  };
}
