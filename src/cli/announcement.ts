import { isRecord } from '../core/json.ts';
import { BUDGET } from '../core/protocol.ts';
import { count } from '../core/words.ts';
import type { RunPlan } from '../run/plan.ts';
import type { NotSent, Writes } from '../run/prepare.ts';
import type { RunTarget } from './target.ts';

const WRITTEN = {
  all: 'requests that write are sent, too',
  refused: 'of those that may write, only requests that must be refused are sent',
  none: 'nothing is written',
} as const satisfies Record<Writes, string>;

interface Announced {
  /** How many lists scripts may read to compare. */
  readonly lists: number;
  readonly collection: unknown;
}

/** What will be sent at most, and where to, before the run. */
export function announcement(
  { requests, notSent }: RunPlan,
  { variables, live, writes }: RunTarget,
  { lists, collection }: Announced,
): string {
  const more =
    lists > 0
      ? `; scripts that compare ${count(lists, 'list')} send at most ${BUDGET.requests * lists} more and read at most ${(BUDGET.bytes * lists) / 1e6} MB`
      : '';
  const among = (reason: NotSent['reason'], what: string) => {
    const { length } = notSent.filter((request) => request.reason === reason);
    return length > 0 ? ` ${count(length, 'request')} ${what} left out.` : '';
  };
  const left = among('writes', 'that may write') + among('probes', 'with wrong secrets');
  const polite = live ? ` One at a time; ${WRITTEN[writes]}.` : '';
  const { base_url: baseUrl = 'the target' } = variables;
  const tokens = requests.some((one) => one.asksForToken) ? tokensFrom(collection, variables) : '';
  return `${count(requests.length, 'request')} to ${baseUrl}${tokens}${more}.${polite}${left}`;
}

/**
 * Where credentials go, if not to the target: without TOKEN_URL, to an absolute URL in the description, also for a target at another URL. With
 * OpenID Connect, what names the endpoint.
 */
function tokensFrom(collection: unknown, variables: RunTarget['variables']): string {
  const own: readonly unknown[] =
    isRecord(collection) && Array.isArray(collection['variable']) ? collection['variable'] : [];
  const textOf = (name: string) => variables[name] ?? own.filter(isRecord).find(({ key }) => key === name)?.['value'];
  const configuration = textOf('openid_configuration_url');
  const url = configuration ?? textOf('token_url');
  if (typeof url !== 'string' || !URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  const { base_url: baseUrl = '' } = variables;
  if (URL.canParse(baseUrl) && new URL(baseUrl).origin === origin) return '';
  return configuration === undefined
    ? `, with tokens from ${origin}${pathname}`
    : `, with tokens from the endpoint that ${origin}${pathname} names`;
}
