/** Problems of a run as a whole from which follows what its requests show: they are told once, with these requests. */

import { isRefusal, isShutOutBy } from '../run/access.ts';
import { isEverywhere } from '../run/everywhere.ts';
import { NOT_SENT, type RequestVerdict } from '../run/judge-request.ts';
import { isEarlyEnd, isTokenless, isUnreachableProblem } from '../run/problems.ts';
import { type Finding, toProblemOfRun } from './findings.ts';

interface Root {
  readonly isMeant: (problem: string) => boolean;
  /** Whether a finding of a request follows from the problem, or says the same. */
  readonly explains: (finding: Finding, request: RequestVerdict, problem: string) => boolean;
}

const ROOTS: readonly Root[] = [
  { isMeant: isRefusal, explains: (_, request) => isShutOutBy(request) },
  {
    isMeant: isTokenless,
    // What the request for the token shows is why there is none.
    explains: ({ message }, { asksForToken, answer }, problem) =>
      message === NOT_SENT ||
      (asksForToken && (!(answer?.kind === 'answered' && answer.status < 300) || problem.includes(message))),
  },
  {
    isMeant: isEverywhere,
    // That all requests got the same is why its status or its media type is another.
    explains: ({ kind, key, rule }) => kind === 'broken' && (key[0] === 'status' || rule === 'media-type'),
  },
  {
    isMeant: isEarlyEnd,
    // Some of its assertions may have been waiting for what their scripts requested.
    explains: ({ kind, message }) => message === NOT_SENT || kind === 'missing',
  },
  {
    isMeant: isUnreachableProblem,
    // Without a response, there is no id to request.
    explains: (finding, { answer }) =>
      finding.message === NOT_SENT ||
      isWithoutAnswer(finding) ||
      (finding.kind === 'problem' && answer?.kind === 'unanswered'),
  },
];

/** Whether an assertion is not judged since no answer came, to the request or to what its script requested. */
function isWithoutAnswer({ kind, key: [, reason] }: Finding): boolean {
  return kind === 'not-judged' && reason === 'no-answer';
}

/** The findings of a red request, those that follow from a problem of the run as findings of that. */
export function rooted(findings: readonly Finding[], problems: readonly string[]): readonly Finding[] {
  return findings.map((finding) => {
    const { request } = finding;
    if (!request) return finding;
    const root = problems.find((problem) =>
      ROOTS.some(({ isMeant, explains }) => isMeant(problem) && explains(finding, request, problem)),
    );
    return root === undefined ? finding : asFollowing(finding, root);
  });
}

function asFollowing(finding: Finding, problem: string): Finding {
  const { kind, key, title, message, hints = [] } = toProblemOfRun(problem);
  return {
    kind,
    key,
    title,
    message,
    hints,
    ...(finding.request && { request: finding.request, also: finding.also ?? [] }),
  };
}
