import {
  COUNT_HEADERS,
  CURSORS,
  LIMITS,
  OFFSETS,
  OTHER_HEADERS,
  PAGES,
  TOTAL_HEADERS,
  TOTAL_MEMBERS,
  toPlainName,
} from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { ListMeaning } from './list-meaning.ts';
import { keywordAt, membersOf, scalarType, toNode } from './schema-view.ts';
import type { Parameter, ResponseHeader } from './types.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'count' | 'total' | 'paging' | 'limit'>;
  readonly notes: readonly Note[];
}

type Slot = 'count' | 'total' | 'offset' | 'limit';

/** Which parameters cut a page out of a list, and which headers count. Pages by number and by cursor are known, not judged. */
export function inferPaging(found: FoundList): Inferred {
  const query = found.operation.parameters.filter((parameter) => parameter.in === 'query');
  const byPage = query.some(({ name }) => PAGES.has(name));
  const limits = query.filter(({ name }) => LIMITS.has(name) || (name === 'size' && byPage));
  const offsets = query.filter(({ name }) => OFFSETS.has(name));
  const totals = found.response.headers.filter(({ name }) => TOTAL_HEADERS.has(name.toLowerCase()));
  const counts = found.response.headers.filter(({ name }) => COUNT_HEADERS.has(name.toLowerCase()));
  const byType = 'its name and its type, integer';
  const beside = totals[0] ? undefined : 'without a header for the total it may be that';
  const parts = [
    one('limit', limits, 'the greatest number of items in an answer', byType, (it) => doubtOfLimit(found, it)),
    one('offset', offsets, 'the index of the first item, from 0', byType, (it) => doubtOfOffset(found, it)),
    one('total', totals, 'the number of all items that match', byType, (it) => doubtOfHeader(found, it)),
    one(
      'count',
      counts,
      'the number of items in the answer',
      `its name, beside ${totals[0]?.name}`,
      (it) => beside ?? doubtOfHeader(found, it),
    ),
  ];
  const pages = query.filter(({ name }) => PAGES.has(name));
  const cursors = query.filter(({ name }) => CURSORS.has(name));
  const headers = found.response.headers.filter(({ name }) => OTHER_HEADERS.has(name.toLowerCase()));
  const members = found.envelope ? membersOf(found.root, found.envelope) : [];
  return {
    part: Object.assign({}, ...parts.map(({ part }) => part)),
    notes: [
      ...parts.flatMap(({ notes }) => notes),
      ...pages.map(({ name }) => leftOut(`"${name}"`, 'page-number paging is not judged')),
      ...cursors.map(({ name }) => leftOut(`"${name}"`, 'paging by cursor is not judged')),
      ...headers.map(({ name }) => leftOut(name, 'this header is not judged')),
      ...members
        .filter(({ name }) => TOTAL_MEMBERS.has(toPlainName(name)))
        .map(({ name }) => leftOut(`"${name}" in the body`, 'a total in the body is not judged')),
    ],
  };
}

/** The meaning of the one candidate, unless there are several or there is a doubt. */
function one<Candidate extends { readonly name: string }>(
  slot: Slot,
  [candidate, other]: readonly Candidate[],
  means: string,
  why: string,
  doubtOf: (candidate: Candidate) => string | undefined,
): Inferred {
  if (!candidate) return { part: {}, notes: [] };
  const { name } = candidate;
  const what = `"${name}" is ${means}`;
  const declare = toYamlLine('x-list', { [slot]: name });
  const doubt = other ? `"${other.name}" may be it as well` : doubtOf(candidate);
  return doubt === undefined
    ? { part: toPart(slot, name), notes: [inferred(what, why, declare)] }
    : { part: {}, notes: [leftOut(what, doubt, declare)] };
}

function toPart(slot: Slot, name: string): Inferred['part'] {
  if (slot === 'limit') return { limit: name };
  if (slot === 'offset') return { paging: { kind: 'offset', parameter: name } };
  return { [slot]: { kind: 'header', name } };
}

function doubtOfLimit(found: FoundList, parameter: Parameter): string | undefined {
  const fallback = keywordAt(found.root, toNode(parameter.node), 'default')?.value;
  const isNone = typeof fallback === 'number' && fallback < 1;
  return doubtOfNumber(found, parameter) ?? (isNone ? 'its default is no number of items' : undefined);
}

/** Words by which an offset is something else than an index from 0. */
const OTHER_OFFSET =
  /\b(page number|number of pages?|pages to skip|which page|one-based|1-based|(from|at|with) (1|one)|cursor|token|opaque)\b/i;

function doubtOfOffset(found: FoundList, parameter: Parameter): string | undefined {
  const doubt = doubtOfNumber(found, parameter);
  if (doubt !== undefined) return doubt;
  const isFromOne = ['default', 'minimum'].some((keyword) => {
    const value = keywordAt(found.root, toNode(parameter.node), keyword)?.value;
    return typeof value === 'number' && value > 0;
  });
  return isFromOne || OTHER_OFFSET.test(parameter.description) ? 'it may not count items from 0' : undefined;
}

function doubtOfNumber({ root, item }: FoundList, parameter: Parameter): string | undefined {
  const name = toPlainName(parameter.name);
  const isMember = membersOf(root, item).some((member) => toPlainName(member.name) === name);
  if (isMember) return 'an item has a member of this name, so it may be a filter';
  const isNumber = parameter.spelling === 'single' && scalarType(root, toNode(parameter.node)) === 'integer';
  return isNumber ? undefined : 'its type is not integer';
}

function doubtOfHeader({ root }: FoundList, { node, required }: ResponseHeader): string | undefined {
  if (scalarType(root, toNode(node)) !== 'integer') return 'its type is not integer';
  return required ? undefined : 'it is not required, so an answer may lack it';
}
