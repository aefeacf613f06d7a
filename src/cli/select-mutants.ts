import type { Contract } from '../contract/types.ts';
import { mayWriteUnsafely } from '../contract/unsafe-reads.ts';
import { UserError } from '../core/errors.ts';
import { isNamed, type Mutant, type Selection, toMutants } from '../prove/mutants.ts';
import { isWriting } from '../run/prepare.ts';

interface Choice extends Selection {
  /** A service of somebody else, to which nothing is written. */
  readonly isLive: boolean;
  /** Whether wrong secrets may be sent. */
  readonly probes: boolean;
}

/**
 * The mutants that the options select.
 *
 * An option that selects nothing is an error, since an empty proof would look like a proof.
 */
export function selectMutants(
  contract: Contract,
  { rules, requests, isLive, probes }: Choice,
): { readonly chosen: readonly Mutant[]; readonly known: number } {
  const all = toMutants(contract).filter(({ entry: { request } }) => {
    return (
      (probes || !request.mayLockOut) &&
      (!isLive || !(isWriting(request.operation.method) || mayWriteUnsafely(request.operation)))
    );
  });
  if (all.length === 0) {
    const message = isLive ? 'all its requests may write' : 'no mutation applies to its requests';
    throw new UserError({ code: 'usage/bad-option', message: `there is nothing to prove: ${message}` });
  }
  const ids = [...new Set(all.map(({ assertion }) => assertion.rule))];
  const names = [...new Set(all.map(({ entry }) => entry.request.name))];
  for (const rule of rules ?? []) {
    if (!ids.includes(rule)) throw nothingSelected('rule', rule, ids);
  }
  for (const part of requests ?? []) {
    if (!names.some((name) => isNamed(name, part))) throw nothingSelected('request', part, names);
  }
  const isChosen = ({ assertion, entry }: Mutant) =>
    (!rules || rules.includes(assertion.rule)) &&
    (!requests || requests.some((part) => isNamed(entry.request.name, part)));
  const chosen = all.filter(isChosen);
  if (chosen.length > 0) return { chosen, known: all.length };
  const here = all.filter(({ entry }) => requests?.some((part) => isNamed(entry.request.name, part)));
  throw nothingSelected('rule', `${rules?.join(', ')}" with --request "${requests?.join(', ')}`, [
    ...new Set(here.map(({ assertion }) => assertion.rule)),
  ]);
}

function nothingSelected(option: 'rule' | 'request', got: string, allowed: readonly string[]): UserError {
  const what = option === 'rule' ? 'a rule that applies here' : 'a part of the name of a request';
  return new UserError({
    code: 'usage/bad-option',
    message: `--${option} takes ${what}, got "${got}"`,
    hint: `Allowed: ${option === 'rule' ? allowed.join(', ') : `\n${allowed.map((name) => `       ${name}`).join('\n')}`}`,
  });
}
