/**
 * Causes that may be one fault of the server. What suggests it is not certain, so they stay causes of their own; they are told after one
 * another, with what suggests it.
 */
import { PUT_OFF } from '../run/judge-request.ts';
import { BLIND } from '../run/problems.ts';
import type { Cause } from './causes.ts';
import { toMessagePattern } from './failure.ts';
import { areSwapped } from './hints.ts';
import { subjectOf } from './sides.ts';

const ABOUT_PAGES = new Set(['page-content', 'pages-join', 'next-page', 'page-size', 'page-facts', 'content-range']);

const ABOUT_DETAILS = new Set(['details-agree', 'list-agrees']);

/** What suggests that a cause is the fault of an earlier one, as the end of `may be the same fault: …`. */
type Relation = (earlier: Cause, cause: Cause) => string | undefined;

const RELATIONS: readonly Relation[] = [
  function sameNumber(earlier, cause) {
    return isAboutHeader(earlier) && isAboutHeader(cause) && isSamePlace(earlier, cause)
      ? `both are about ${subjectOf(earlier.title)}`
      : undefined;
  },
  function sameHeader(earlier, cause) {
    const isBoth = earlier.rule === 'headers' && cause.rule === 'headers' && earlier.title === cause.title;
    return isBoth && toMessagePattern(earlier.message) === toMessagePattern(cause.message)
      ? `both are about ${subjectOf(cause.title)}, in different operations`
      : undefined;
  },
  function swapped(earlier, cause) {
    const isPair = (one: Cause, other: Cause) =>
      one.rule === 'result-count' &&
      other.rule === 'total-is-whole' &&
      one.requests.some((request) => other.requests.some((second) => areSwapped(request, second)));
    return isPair(earlier, cause) || isPair(cause, earlier) ? 'the two numbers look swapped' : undefined;
  },
  function sameFilter(earlier, cause) {
    if (!isOf(/^filter-/, earlier) || !isOf(/^filter-/, cause)) return undefined;
    const member = memberOf(cause);
    if (isSamePlace(earlier, cause)) return 'both are about the same filter';
    return member !== undefined && member === memberOf(earlier) ? `both are about filtering by ${member}` : undefined;
  },
  function samePages(earlier, cause) {
    const areBoth = [earlier, cause].every(({ rule = '' }) => ABOUT_PAGES.has(rule));
    return areBoth && isSamePlace(earlier, cause) ? 'both are about the pages of the list' : undefined;
  },
  function sameMember(earlier, cause) {
    if (!ABOUT_DETAILS.has(cause.rule ?? '')) return undefined;
    const member = cause.message.split(':')[0] ?? '';
    if (ABOUT_DETAILS.has(earlier.rule ?? ''))
      return member !== '' && earlier.message.startsWith(`${member}:`) ? `both are about ${member}` : undefined;
    const isIt = earlier.at?.endsWith(member) === true && valuesOf(cause).includes(earlier.sides?.server.value ?? '');
    return member.startsWith('/') && isIt ? `both show the same value of ${member}` : undefined;
  },
  function otherBody(earlier, cause) {
    if (!isRoot(earlier) || !isWithin(cause, earlier)) return undefined;
    return earlier.rule === 'media-type'
      ? 'these responses have another Content-Type'
      : 'these bodies are of another kind';
  },
  function typeToo(earlier, cause) {
    const isToo = ({ also }: Cause['requests'][number]) => also.some((title) => title.startsWith('Content-Type is '));
    return earlier.rule === 'media-type' && cause.rule === 'status' && cause.requests.every(isToo)
      ? 'these responses have another Content-Type too'
      : undefined;
  },
  function letIn(earlier, cause) {
    const isLetIn = ({ title }: Cause) => /^The server responds with 2\d\d instead of 40[13]\b/.test(title);
    return isLetIn(earlier) && isLetIn(cause) ? 'both let in a request that must be refused' : undefined;
  },
  function sameRule(earlier, cause) {
    return cause.rule !== undefined &&
      cause.rule === earlier.rule &&
      cause.rule !== 'status' &&
      isSamePlace(earlier, cause)
      ? 'the same kind of assertion, promised at the same place'
      : undefined;
  },
];

/** Each cause after the one that it may share a fault with. The order of causes is kept otherwise. */
export function withRelated(causes: readonly Cause[]): readonly Cause[] {
  const groups: Cause[][] = [];
  for (const cause of causes) {
    const found = relationAmong(groups.slice(0, MOST_GROUPS), cause);
    // A hint that two causes share stands once.
    const shared = found?.group.flatMap(({ hints }) => hints) ?? [];
    if (found)
      found.group.push({
        ...cause,
        hints: cause.hints.filter((hint) => !shared.includes(hint)),
        related: found.related,
      });
    else groups.push([cause]);
  }
  return groups.flat();
}

/** Who has hundreds of unlike causes reads the first of them; comparing all with all would take seconds. */
const MOST_GROUPS = 60;
const MOST_OF_A_GROUP = 20;

function relationAmong(groups: readonly Cause[][], cause: Cause): ReturnType<typeof relationIn> {
  for (const group of groups) {
    const found = relationIn(group, cause);
    if (found) return found;
  }
  return undefined;
}

function relationIn(group: Cause[], cause: Cause) {
  for (const earlier of group.slice(0, MOST_OF_A_GROUP)) {
    if (cause.message === BLIND && earlier.message === PUT_OFF)
      return { group, related: { to: earlier.id, why: 'there was no response to compare' } };
    if (cause.kind !== 'broken' || earlier.kind !== 'broken') continue;
    const why = RELATIONS.map((relation) => relation(earlier, cause)).find((one) => one !== undefined);
    if (why !== undefined) return { group, related: { to: earlier.id, why } };
  }
  return undefined;
}

/** Among causes with as many requests, what others may follow from is first. */
export function rootRank(cause: Cause): number {
  if (cause.rule === 'media-type') return 0;
  return isRoot(cause) ? 1 : 2;
}

/** Whether the whole body, or its type, is another. A body that lacks a member is not. */
function isRoot({ rule, at, sides }: Cause): boolean {
  const isOther = rule === 'body-schema' && at === '' && sides?.server.verb === 'is';
  return rule === 'media-type' || rule === 'body-syntax' || isOther;
}

function isWithin({ requests }: Cause, { requests: all }: Cause): boolean {
  const ids = new Set(all.map(({ id }) => id));
  return requests.length > 0 && requests.every(({ id }) => ids.has(id));
}

function isSamePlace({ places: [one] }: Cause, { places: [other] }: Cause): boolean {
  return one?.pointer !== undefined && one.pointer === other?.pointer && one.file === other.file;
}

const ABOUT_A_NUMBER = new Set(['headers', 'result-count', 'total-count', 'total-is-whole']);

function isAboutHeader({ rule = '' }: Cause): boolean {
  return ABOUT_A_NUMBER.has(rule);
}

function isOf(pattern: RegExp, { rule = '' }: Cause): boolean {
  return pattern.test(rule);
}

/** Of the message `/1/priority: expected "P1", got "P4"`, the member. */
function memberOf({ message }: Cause): string | undefined {
  return /^\/\d+\/(\S+): /.exec(message)?.[1]?.replaceAll('/', '.');
}

function valuesOf({ sides }: Cause): readonly string[] {
  return sides ? [sides.server.value, sides.other.value] : [];
}
