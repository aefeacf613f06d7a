import { groupBy } from '../core/group-by.ts';
import { type NotJudgedReason, toReasonText } from '../core/protocol.ts';
import type { RequestVerdict } from './judge-request.ts';

/** How many assertions were not judged for one reason. */
export interface NotJudgedCount {
  /** Missing if the script that skipped them gave no reason of ours. */
  readonly reason?: NotJudgedReason;
  /** The reason, for people. */
  readonly text: string;
  readonly count: number;
  /** Whether this reason leaves a run green. */
  readonly tolerated: boolean;
}

/** The assertions that were not judged, counted by reason; the most frequent reason first. */
export function countNotJudged(requests: readonly Pick<RequestVerdict, 'assertions'>[]): readonly NotJudgedCount[] {
  const outcomes = requests.flatMap(({ assertions }) =>
    assertions.map(({ outcome }) => outcome).filter((outcome) => outcome.kind === 'not-judged'),
  );
  const counts = [...groupBy(outcomes, ({ reason }) => reason)].map(([reason, same]): NotJudgedCount => {
    const named = reason === undefined ? {} : { reason };
    return { ...named, text: toReasonText(named), count: same.length, tolerated: same.every((one) => one.tolerated) };
  });
  return counts.toSorted((a, b) => b.count - a.count);
}
