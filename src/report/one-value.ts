/** Failures of one response that judge one wrong value: they are one fault, and are told once. Only what is certain is joined. */
import { groupBy } from '../core/group-by.ts';
import type { Finding } from './findings.ts';
import type { Sides } from './sides.ts';

/** Rules about the number of items, from the strongest: a value that satisfies one satisfies those after it. */
const COUNTS: readonly (string | undefined)[] = ['total-is-whole', 'result-count', 'total-count'];

/** A value that cannot be read as a number. */
const NO_NUMBER = / should be an? (?:number|integer), got /;

/**
 * The findings of one response without those that follow from another of them. A count is told once where
 *
 * - its header is missing or breaks its schema, and so is no number for a rule about counts;
 * - it is not the right number, and a weaker rule fails that the right number satisfies.
 *
 * Two rules about one place of which neither implies the other stay two findings.
 */
export function toldOnce(findings: readonly Finding[]): readonly Finding[] {
  const followers = groupBy(findings, (finding) =>
    findings.find((other) => other !== finding && follows(finding, other)),
  );
  return (followers.get(undefined) ?? []).map((root) => {
    const titles = (followers.get(root) ?? []).flatMap(({ also = [], title }) => (also.length > 0 ? also : [title]));
    return titles.length === 0 ? root : { ...root, also: [...(root.also ?? []), ...titles] };
  });
}

function follows(finding: Finding, from: Finding): boolean {
  if (!COUNTS.includes(finding.rule) || finding.pointer === undefined || finding.pointer !== from.pointer) return false;
  if (NO_NUMBER.test(finding.message)) return from.rule === 'headers';
  return COUNTS.indexOf(from.rule) === 0 && finding.rule === 'total-count' && isWeaker(finding.sides, from.sides);
}

/** Both are about the same number, and the right one of the second is enough for the first. */
function isWeaker(finding: Sides | undefined, from: Sides | undefined): boolean {
  if (!finding || !from || finding.server.value !== from.server.value) return false;
  return Number.parseFloat(from.other.value) >= Number.parseFloat(finding.other.value);
}
