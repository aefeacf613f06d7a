/**
 * `oneOf` in its two readings: exactly one alternative accepts the value, as JSON Schema has it, or, as many descriptions mean it, the
 * one that the discriminator names, or one beside others that it includes, or that nothing tells apart from it. What either accepts is accepted, and `null` that one of them states.
 */
import { isRecord } from '../core/json.ts';
import { byTheLetter, type Here, judge, must, tried, type Verdict } from './accepts.ts';
import { lostNames, namedAlternatives, vendorNames } from './discriminator.ts';
import { includedAlternatives } from './included.ts';
import type { Schema } from './node.ts';
import { oneOfGroups } from './one-of-groups.ts';
import { hasSharedNull } from './shared-null.ts';
import { listOf } from './values.ts';

const ONLY_ONE = 'should match only one of its alternatives';

export function judgeOneOf(here: Here, alternatives: unknown, schema: Schema): Verdict {
  if (!Array.isArray(alternatives) || alternatives.length === 0) return true;
  const verdicts = alternatives.map((alternative) => tried(here, alternative));
  const found = verdicts.flatMap((verdict, index) => (verdict === true ? [index] : []));
  const matched = found.length;
  if (matched > 1 && isOneWithIncluded(here, found, schema)) return true;
  const isOpen = matched > 1 ? isOneByTheLetter(here, alternatives) : verdicts.includes(undefined);
  const strict = isOpen ? undefined : matched === 1;
  const named = judgeNamed(here, verdicts, schema);
  if (verdicts.every((verdict) => verdict === false) && !named) return failsAll(here, alternatives);
  if (strict === undefined) return must(here, undefined, ONLY_ONE);
  if (named !== undefined && named !== strict)
    here.judging.onDoubt?.({ schema, refusedBy: named ? 'one-of' : 'discriminator' });
  return must(here, strict || named === true, ONLY_ONE);
}

/** What is wrong with a value that no alternative accepts: where all others are null, it is what is wrong in the one. */
export function failsAll(here: Here, alternatives: unknown): Verdict {
  const [one, ...others] = listOf(alternatives).filter((part) => !isNull(part));
  if (one === undefined || others.length > 0) return must(here, false, 'should match one of its alternatives');
  return judge(here, one) === false ? false : must(here, false, 'should match one of its alternatives');
}

function isNull(schema: unknown): boolean {
  return isRecord(schema) && (schema['type'] === 'null' || schema['const'] === null);
}

/** Whether at most one alternative accepts the value where each required member is needed. */
function isOneByTheLetter(here: Here, alternatives: readonly unknown[]): boolean {
  if (here.judging.notNeeded.length === 0) return false;
  const strictly = byTheLetter(here);
  return alternatives.filter((alternative) => tried(strictly, alternative) === true).length <= 1;
}

/**
 * Whether all alternatives that accept the value but one are included in others, and so do not count, or those that do are one group; or the
 * value is a null that one states.
 */
function isOneWithIncluded({ value, judging }: Here, found: readonly number[], schema: Schema): boolean {
  const included = includedAlternatives(schema, judging.schemas);
  const counted = found.filter((index) => !included.has(index));
  const groups = counted.length > 1 ? oneOfGroups(schema, judging.schemas) : undefined;
  const isOne =
    counted.length === 1 || groups?.filter((group) => counted.some((index) => group.includes(index))).length === 1;
  if (!isOne && !(value === null && hasSharedNull(schema, judging.schemas))) return false;
  judging.onDoubt?.({ schema, refusedBy: 'inclusion' });
  return true;
}

/** Whether the alternative that the value names accepts it; `undefined` without a discriminator. */
function judgeNamed({ value, judging }: Here, verdicts: readonly Verdict[], schema: Schema): boolean | undefined {
  const found = namedAlternatives(schema, 'oneOf');
  if (!found) return undefined;
  const name = isRecord(value) && Object.hasOwn(value, found.member) ? value[found.member] : undefined;
  const isMeant = ({ names }: { readonly names: readonly string[] }) => names.includes(name as string);
  const { definitions } = judging.schemas;
  return (
    found.alternatives.some(({ names, reference }, index) => {
      const more = reference === undefined ? [] : vendorNames(definitions.get(reference));
      return isMeant({ names: [...names, ...more] }) && verdicts[index] !== false;
    }) || isMeant({ names: lostNames(schema, (reference) => definitions.get(reference) !== undefined, found) })
  );
}
