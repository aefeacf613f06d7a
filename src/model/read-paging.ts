import { didYouMean } from '../core/nearest.ts';
import { boundsOf } from '../schema/bounds.ts';
import { keywordOf } from '../schema/walk.ts';
import type { NextPlace, NumberPlace, PageFact, Paging } from './list-meaning.ts';
import { onlyMembers } from './own-keys.ts';
import { child, type Node, type Reading, report, wrongType } from './reading.ts';
import { objectAt, textAt } from './typed-members.ts';
import type { Parameter } from './types.ts';

/** The names that `x-list` may refer to: query parameters of the operation, headers of its response. */
export interface Names {
  readonly parameters: readonly string[];
  readonly headers: readonly string[];
  /** Those of them that every response has. */
  readonly sentHeaders: readonly string[];
}

/** Report a name that the operation does not have. */
export function unknown(
  reading: Reading,
  path: readonly string[],
  kind: string,
  name: string,
  known: readonly string[],
): void {
  report(
    reading,
    'list/unknown-name',
    path,
    `"${name}" is not a ${kind}`,
    `${didYouMean(name, known)}Described: ${known.join(', ') || 'none'}.`,
  );
}

export function parameterAt(reading: Reading, list: Node, member: string, { parameters }: Names): string | undefined {
  const name = textAt(reading, list, member);
  if (name === '') return undefined;
  if (!parameters.includes(name)) unknown(reading, [...list.path, member], 'query parameter', name, parameters);
  return name;
}

/**
 * Where a number is: in the body if the name is a JSON pointer, else in a header. A response with the whole list need not name a range.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.4
 */
export function placeAt(
  reading: Reading,
  list: Node,
  member: string,
  { headers, sentHeaders }: Names,
): NumberPlace | undefined {
  const name = textAt(reading, list, member);
  if (name === '') return undefined;
  if (name.startsWith('/')) return { kind: 'member', pointer: name };
  if (!headers.includes(name)) unknown(reading, [...list.path, member], 'header of the response', name, headers);
  if (name.toLowerCase() !== 'content-range') return { kind: 'header', name };
  return { kind: 'content-range', ...(!sentHeaders.includes(name) && { optional: true as const }) };
}

/** Read `offset`, `page` or `cursor`: how the parts of the list are requested. */
export function readPaging(
  reading: Reading,
  list: Node,
  names: Names,
  parameters: readonly Parameter[],
): { readonly paging?: Paging } {
  const offset = parameterAt(reading, list, 'offset', names);
  if (offset !== undefined) return { paging: { kind: 'offset', parameter: offset } };
  const page = parameterAt(reading, list, 'page', names);
  if (page !== undefined) {
    const declared = child(list, 'firstPage');
    if (declared && declared.value !== 0 && declared.value !== 1) wrongType(reading, declared, '0 or 1');
    const first = declared ? (declared.value === 0 ? 0 : 1) : firstPage(reading, page, parameters);
    return { paging: { kind: 'page', parameter: page, first } };
  }
  const cursor = objectAt(reading, list, 'cursor');
  if (!cursor) return {};
  onlyMembers(reading, cursor, 'cursor', ['parameter', 'next']);
  const parameter = parameterAt(reading, cursor, 'parameter', names) ?? '';
  const next = textAt(reading, cursor, 'next');
  return { paging: { kind: 'cursor', parameter, ...(next !== '' && { next }) } };
}

/** 0 if that is the parameter's default or minimum, else 1. */
function firstPage({ schemas }: Reading, name: string, parameters: readonly Parameter[]): 0 | 1 {
  const node = parameters.find((parameter) => parameter.in === 'query' && parameter.name === name)?.node;
  const least = node && (keywordOf(schemas, node, 'default') ?? boundsOf(schemas, node).minimum);
  return least === 0 ? 0 : 1;
}

export function readNext(reading: Reading, list: Node, { headers }: Names): { readonly next?: NextPlace } {
  const name = textAt(reading, list, 'next');
  if (name === '') return {};
  if (name.startsWith('/')) return { next: { kind: 'member', pointer: name } };
  if (name.toLowerCase() !== 'link' || !headers.some((header) => header.toLowerCase() === 'link')) {
    unknown(reading, [...list.path, 'next'], 'header `Link` of the response or a JSON pointer', name, headers);
  }
  return { next: { kind: 'link-header' } };
}

const SAYS: readonly PageFact['says'][] = ['page', 'limit', 'offset', 'pages', 'has-next', 'is-last'];

export function readPageFacts(reading: Reading, list: Node, names: Names): readonly PageFact[] {
  const node = child(list, 'says') && objectAt(reading, list, 'says');
  if (!node) return [];
  onlyMembers(reading, node, 'says', SAYS);
  return SAYS.flatMap((says) => {
    const place = placeAt(reading, node, says, names);
    return place ? [{ place, says }] : [];
  });
}
