/**
 * What follows from published conventions with certainty. This is deliberately little, because a correct server must never
 * fail: prose can only cast doubt on a convention, and conventions never imply a filter, an order or a cause.
 */

import { toPlainText } from '../core/json.ts';
import type { ListMeaning, NumberPlace } from '../model/list-meaning.ts';
import { takesEach } from '../model/page-positions.ts';
import type { ResponseHeader } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';
import { toPlainName } from './conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { type Declaration, type Note, xList } from './inference.ts';
import { isPlain } from './plain-words.ts';
import { allProseOf, IS_COUNT, NO_LIMIT, NO_OFFSET, NO_TOTAL } from './prose.ts';

type Part = Partial<Pick<ListMeaning, 'limit' | 'paging' | 'total' | 'count' | 'ranged' | 'next'>>;

interface Certain {
  readonly part: Part;
  readonly notes: readonly Note[];
}

/**
 * The meaning of a list by conventions alone. `id` is the pointer to its items' identifier, if known. Without notes, only
 * the location of the items is known, and nothing is asserted.
 */
export function byConvention(
  found: FoundList,
  id: string | undefined,
): { readonly list: ListMeaning; readonly notes: readonly Note[] } {
  const known = [limitAndOffset(found), counts(found), range(found), next(found)].filter((one) => one !== undefined);
  const part: Part = Object.assign({}, ...known.toReversed().map((one) => one.part));
  const { items, item } = found;
  const list: ListMeaning = {
    degree: 'convention',
    items,
    id: id ?? '',
    unique: false,
    itemNode: item,
    ...part,
    fullPages: false,
    ...((part.paging ?? part.next) && { inParts: true as const }),
    beyondMaximum: 'cut',
    pageFacts: [],
    filters: [],
    // Without an id, items of different responses cannot be compared.
    readable: id !== undefined && (part.paging !== undefined || part.next !== undefined),
    ordered: false,
    agreement: 'plain',
    detailsAt: '',
  };
  return { list, notes: known.flatMap(({ notes }) => notes) };
}

function certain(what: string, why: string, declare: Declaration): Note {
  return { kind: 'convention', what, why, declare };
}

/** Pairs of parameters that have one meaning when they occur together; those of OData and JSON:API by their published names. */
const PAIRS = [
  ['limit', 'offset'],
  ['$top', '$skip'],
  ['page[limit]', 'page[offset]'],
] as const;

/** https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html, https://jsonapi.org/format/#fetching-pagination */
function limitAndOffset(found: FoundList): Certain | undefined {
  for (const [limit, offset] of PAIRS) {
    const [size, start] = [numberNamed(found, limit), numberNamed(found, offset)];
    const paging = { kind: 'offset', parameter: offset } as const;
    if (!size || !start || size.fallback < 1 || start.fallback > 0 || start.least > 0) continue;
    if (!takesEach(found.schemas, paging, found.operation.parameters)) continue;
    if (NO_LIMIT.test(size.said) || OTHER_LIMIT.test(size.said)) continue;
    if (NO_OFFSET.test(start.said) || OTHER_OFFSET.test(start.said)) continue;
    if (!isPlain(size.said, limit, found) || !isPlain(start.said, offset, found)) continue;
    const why = `"${limit}" and "${offset}" are both present and of type integer`;
    return {
      part: { limit, paging },
      notes: [
        certain(`"${limit}" is the maximum number of items in a response`, why, xList({ limit })),
        certain(`"${offset}" is the index of the first item, starting at 0`, why, xList({ offset })),
      ],
    };
  }
  return undefined;
}

/** Usual words of paging in sentences about something else: "in the whole list", "with the position one". */
const OTHER_LIMIT = /\b(entire|whole|overall|before|after)\b/i;
const OTHER_OFFSET =
  /\b(from|is|at|with|position|index|number|be) one\b|\bone[- ](based|indexed|is)\b|(?<![\d.,])1(?![\d.,]*\d)/i;

/** An integer query parameter whose name is not that of a member of an item. */
function numberNamed(found: FoundList, name: string) {
  const { schemas, item } = found;
  const parameter = queryOf(found).find((candidate) => candidate.name === name);
  if (parameter?.spelling !== 'single' || scalarOrNull(schemas, parameter.node) !== 'integer') return undefined;
  if (membersOf(schemas, item).some((member) => toPlainName(member.name) === toPlainName(name))) return undefined;
  const [fallback, least] = ['default', 'minimum'].map((keyword) => {
    const value = keywordOf(schemas, parameter.node, keyword);
    return typeof value === 'number' ? value : undefined;
  });
  const said = allProseOf(found, name, parameter.description, textOf(schemas, parameter.node, 'description'));
  return { said, fallback: fallback ?? Number.NaN, least: least ?? Number.NaN };
}

/** What a convention asserts of a total. A declared one is exact. */
export const AS_LEAST = ', asserted as a lower bound';

/**
 * `X-Total-Count` with a body that is an array, and `X-Result-Count` next to it: TM Forum's TMF630 and most other users of
 * these headers.
 */
function counts(found: FoundList): Certain | undefined {
  const total = headerNamed(found, 'x-total-count');
  if (found.items !== '' || !total || !isNumber(found, total) || mayBeOther(found, total)) return undefined;
  const count = headerNamed(found, 'x-result-count');
  const isCounted = count && isNumber(found, count) && isPlainCount(found, count);
  return {
    part: { total: placeOf(total), ...(isCounted && { count: placeOf(count) }) },
    notes: [
      certain(
        `"${total.name}" is the number of all items${AS_LEAST}`,
        'its name, and a body that is an array',
        xList({ total: total.name }),
      ),
      ...(isCounted
        ? [
            certain(
              `"${count.name}" is the number of items in the response`,
              `its name, next to "${total.name}"`,
              xList({ count: count.name }),
            ),
          ]
        : []),
    ],
  };
}

function isPlainCount(found: FoundList, { name, description, node }: ResponseHeader): boolean {
  const said = allProseOf(found, name, description, textOf(found.schemas, node, 'description'));
  return !NO_TOTAL.test(said) && isPlain(said, name, found);
}

function placeOf({ name, required }: ResponseHeader): NumberPlace {
  return { kind: 'header', name, ...(!required && { optional: true as const }) };
}

function headerNamed({ response }: FoundList, name: string): ResponseHeader | undefined {
  return response.headers.find((header) => header.name.toLowerCase() === name);
}

/** Whether a header is a number. If its schema is a string, an example must show digits. */
function isNumber({ schemas }: FoundList, { node, example }: ResponseHeader): boolean {
  const type = scalarOrNull(schemas, node);
  const sample = [example, ...exampleValues(schemas, node)].filter((value) => value !== undefined);
  const isCount = (value: unknown) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  return type === 'integer' || (type === 'string' && sample.length > 0 && sample.every(isCount));
}

/** Whether the description says that a total is inexact or counts a single page. */
function mayBeOther(found: FoundList, { name, description, node }: ResponseHeader): boolean {
  const said = allProseOf(found, name, description, textOf(found.schemas, node, 'description'));
  return NO_TOTAL.test(said) || IS_COUNT.test(said) || !isPlain(said, name, found);
}

/** `Content-Range: items 0-19/60`, with such an example. https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function range(found: FoundList): Certain | undefined {
  const header = headerNamed(found, 'content-range');
  if (found.items !== '' || !header) return undefined;
  const sample = [header.example, ...exampleValues(found.schemas, header.node)].filter((value) => value !== undefined);
  const isRange = (value: unknown) => typeof value === 'string' && /^items \d+-\d+\/\d+$/.test(value);
  if (sample.length === 0 || !sample.every(isRange)) return undefined;
  if (mayBeOther(found, header)) return undefined;
  const what = `"${header.name}" gives the range of the items in the response, and the total`;
  const declare = xList(counts(found) ? { ranged: true } : { total: header.name });
  return {
    part: {
      ranged: true,
      total: { kind: 'content-range', ...(!header.required && { optional: true as const }) },
    },
    notes: [certain(what, 'its name, and the unit "items" in its example', declare)],
  };
}

/** `Link: <…>; rel="next"`, with such an example. https://www.rfc-editor.org/rfc/rfc8288 */
function next(found: FoundList): Certain | undefined {
  const header = headerNamed(found, 'link');
  const sample = header ? [header.example, ...exampleValues(found.schemas, header.node)] : [];
  if (!header || !sample.some((text) => /<[^>]*>[^,]*;\s*rel="?next\b/.test(toPlainText(text)))) return undefined;
  const what = `"${header.name}" links to the next page with rel="next"`;
  return {
    part: { next: { kind: 'link-header' } },
    notes: [certain(what, 'its name, and rel="next" in its example', xList({ next: header.name }))],
  };
}
