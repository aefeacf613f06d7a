import type { Paging } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import type { Schemas } from '../schema/node.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';
import {
  BACKWARD,
  LIMITS,
  LIMITS_BY_PROSE,
  OFFSETS,
  OFFSETS_BY_PROSE,
  PAGE_NAMES,
  toPlainName,
} from './conventions.ts';
import { envelopeMembers } from './envelope-view.ts';
import { type FoundList, queryOf, topOf } from './find-list.ts';
import { cursors } from './infer-cursors.ts';
import { type Declaration, leftOut, type Note, proposed, xList } from './inference.ts';
import { isPlain } from './plain-words.ts';
import { IS_CURSOR, IS_LIMIT, IS_OFFSET, IS_PAGING, NO_LIMIT, NO_OFFSET, proseOf, statedFirstPage } from './prose.ts';

interface Inferred {
  readonly part: { readonly limit?: string; readonly fullPages: boolean; readonly paging?: Paging };
  /** Whether any parameter seems to page, even one that was not understood. */
  readonly mayBePaged: boolean;
  readonly notes: readonly Note[];
}

/** Find the parameters that request a part of a list: the number of items, and the start. */
export function inferPaging(found: FoundList): Inferred {
  const limit = inferLimit(found);
  const ways = [...offsets(found), ...pages(found, limit.name !== undefined), ...cursors(found)];
  const certain = ways.find((way) => 'paging' in way);
  const notes = ways.map((way): Note => {
    if (way.paging === undefined) return leftOut(way.what, way.why, way.declare);
    const isSecond = way !== certain;
    return isSecond
      ? leftOut(way.what, `"${certain?.paging?.parameter}" pages already`, way.declare)
      : proposed(way.what, way.why, way.declare, way.statement ?? '');
  });
  const unknown = queryOf(found).filter(
    (parameter) => looksLikePaging(found, parameter) && !ways.some((way) => way.name === parameter.name),
  );
  return {
    part: {
      ...(limit.name !== undefined && { limit: limit.name }),
      fullPages: queryOf(found).some((parameter) => parameter.name === limit.name && isGuaranteed(found, parameter)),
      ...(certain?.paging && { paging: certain.paging }),
    },
    mayBePaged: ways.length > 0 || limit.notes.length > 0 || unknown.length > 0,
    notes: [...limit.notes, ...notes],
  };
}

/** Whether a parameter's name or description is common for paging. */
function looksLikePaging(found: FoundList, { name, description }: Parameter): boolean {
  const isNamed = [LIMITS_BY_PROSE, OFFSETS_BY_PROSE, BACKWARD].some((names) => names.has(name));
  const isMember = membersOf(found.schemas, found.item).some(
    (member) => toPlainName(member.name) === toPlainName(name),
  );
  return !isMember && (isNamed || IS_PAGING.test(description));
}

function inferLimit(found: FoundList): { readonly name?: string; readonly notes: readonly Note[] } {
  const byName = queryOf(found).filter(
    ({ name }) => LIMITS.has(name) || (name === 'size' && queryOf(found).some((other) => PAGE_NAMES.has(other.name))),
  );
  const byProse = queryOf(found).filter(
    ({ name, description }) => LIMITS_BY_PROSE.has(name) && isLimitStated(description),
  );
  const [parameter, other] = byName.length > 0 ? byName : byProse;
  if (!parameter) return { notes: [] };
  const { name } = parameter;
  const what = `"${name}" is the maximum number of items in a response`;
  const declare = xList({ limit: name });
  const doubt = other ? `"${other.name}" may be it instead` : doubtOfLimit(found, parameter);
  if (doubt !== undefined) return { notes: [leftOut(what, doubt, declare)] };
  const why = `its ${byName.length > 0 ? 'name' : 'description'} and its type, ${typeOfNumber(found.schemas, parameter)}`;
  const isUsual = byName.length > 0 && isPlain(parameter.description, name, found);
  return { name, notes: [proposed(what, why, declare, isUsual ? '' : parameter.description)] };
}

function isLimitStated(description: string): boolean {
  return IS_LIMIT.test(description) && !NO_LIMIT.test(description);
}

/** Whether pages are full: a limit with a description or a default is taken as exact, not only as a maximum. */
function isGuaranteed(found: FoundList, { description, node }: Parameter): boolean {
  // A service of OData may send less than `$top` at a time: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
  if (topOf(found) !== undefined || /\b(fewer|less|shorter|smaller)\b/i.test(description)) return false;
  return description !== '' || typeof keywordOf(found.schemas, node, 'default') === 'number';
}

function doubtOfLimit(found: FoundList, parameter: Parameter): string | undefined {
  const fallback = keywordOf(found.schemas, parameter.node, 'default');
  const isNone = typeof fallback === 'number' && fallback < 1;
  return (
    doubtOfNumber(found, parameter, isLimitStated(parameter.description)) ??
    (NO_LIMIT.test(parameter.description) ? 'its description may mean something else' : undefined) ??
    (isNone ? 'its default is not a number of items' : undefined)
  );
}

function doubtOfNumber(found: FoundList, parameter: Parameter, isStated: boolean): string | undefined {
  const { schemas, item } = found;
  const name = toPlainName(parameter.name);
  const isMember = membersOf(schemas, item).some((member) => toPlainName(member.name) === name);
  // Beside the items, a response says what was asked for: `{ items, page, size }`.
  const isEchoed = envelopeMembers(found).some(
    ({ plain, type }) => plain === name && /^(integer|number)$/.test(type ?? ''),
  );
  if (isMember && !isStated && !isEchoed) return 'an item has a member of this name, so it may be a filter';
  const isNumber = parameter.spelling === 'single' && typeOfNumber(schemas, parameter) !== undefined;
  return isNumber ? undefined : 'its type is not integer';
}

/**
 * Frameworks that read the classes of TypeScript, such as NestJS, know no integers. Those that describe what stands in a URL, such as Effect, know
 * texts only, and say that they are numbers.
 */
function typeOfNumber(
  schemas: Schemas,
  { node, description }: Parameter,
): 'integer' | 'number' | 'a text of a number' | undefined {
  const type = scalarOrNull(schemas, node);
  if (type === 'integer' || type === 'number') return type;
  const isFree = ['format', 'enum', 'const'].every((keyword) => keywordOf(schemas, node, keyword) === undefined);
  const isSaid = /\b(number|integer)\b/i.test(`${description} ${textOf(schemas, node, 'description')}`);
  return type === 'string' && isFree && isSaid ? 'a text of a number' : undefined;
}

/** A way of paging: `paging` if it is certain; `why` is the reason or the doubt. */
export interface Way {
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly declare: Declaration;
  /** The sentences that it is based on. */
  readonly statement?: string;
  readonly paging?: Paging;
}

function offsets(found: FoundList): readonly Way[] {
  const isStated = ({ description }: Parameter) => IS_OFFSET.test(description) && !NO_OFFSET.test(description);
  const known = queryOf(found).filter(
    (parameter) => OFFSETS.has(parameter.name) || (OFFSETS_BY_PROSE.has(parameter.name) && isStated(parameter)),
  );
  return known.map((parameter): Way => {
    const { name, description } = parameter;
    const isFromOne = ['default', 'minimum'].some((keyword) => {
      const value = keywordOf(found.schemas, parameter.node, keyword);
      return typeof value === 'number' && value > 0;
    });
    const doubt =
      doubtOfNumber(found, parameter, isStated(parameter)) ??
      (isFromOne || NO_OFFSET.test(description) ? 'it may not count items from 0' : undefined);
    return {
      name,
      what: `"${name}" is the index of the first item, starting at 0`,
      declare: xList({ offset: name }),
      ...(doubt === undefined
        ? {
            why: `its name and its type, ${typeOfNumber(found.schemas, parameter)}`,
            paging: { kind: 'offset', parameter: name },
            statement: isStated(parameter) || !isPlain(description, name, found) ? description : '',
          }
        : { why: doubt }),
    };
  });
}

function pages(found: FoundList, hasLimit: boolean): readonly Way[] {
  // Beside a token of a page, its number may be there for show, as in Twilio's API.
  const token = queryOf(found).find(({ name }) => toPlainName(name) === 'page_token');
  return queryOf(found)
    .filter(({ name }) => PAGE_NAMES.has(name))
    .map((parameter): Way => {
      const { name, description } = parameter;
      const first = firstPage(found, parameter);
      const doubt =
        doubtOfNumber(found, parameter, /\bpage\b/i.test(description)) ??
        (IS_CURSOR.test(description) ? 'it may be a cursor from an earlier response' : undefined) ??
        (token ? `"${token.name}" may select the page instead` : undefined) ??
        (first === undefined ? 'the description does not say whether the first page is 0 or 1' : undefined) ??
        (hasLimit ? undefined : 'no parameter is known to set the page size');
      return {
        name,
        what: `"${name}" is the number of the page`,
        declare: xList({ page: name, ...(first !== undefined && { firstPage: first }) }),
        ...(doubt === undefined && first !== undefined
          ? {
              why: `its name and its type, ${typeOfNumber(found.schemas, parameter)}; the first is ${first}`,
              paging: { kind: 'page', parameter: name, first },
              statement: description,
            }
          : { why: doubt ?? '' }),
      };
    });
}

/** The number of the first page: from prose, else from the default, the minimum, or an example of the first page. */
function firstPage(found: FoundList, parameter: Parameter): 0 | 1 | undefined {
  const schema = parameter.node;
  const prose = proseOf(found, parameter.name, parameter.description, textOf(found.schemas, schema, 'description'));
  const numbers = ['default', 'minimum'].map((keyword) => keywordOf(found.schemas, schema, keyword));
  const isAboveZero = keywordOf(found.schemas, schema, 'exclusiveMinimum') === 0;
  const examples = [parameter.example, ...exampleValues(found.schemas, schema)];
  const stated = statedFirstPage(prose);
  const fallback = numbers[0];
  // If the default contradicts the prose, both are doubtful.
  if (stated !== undefined && typeof fallback === 'number' && fallback < 2 && fallback !== stated) return undefined;
  const candidates = [stated, fallback, isAboveZero ? 1 : undefined, numbers[1], leastIn(prose), ...examples];
  return candidates.find((value): value is 0 | 1 => value === 0 || value === 1);
}

/** The least value, as it is said of a text: "a number greater than or equal to 1", "a positive number". */
function leastIn(prose: string): 0 | 1 | undefined {
  const [, least] = /\b(?:greater than or equal to|at least|between) ([01])\b/i.exec(prose) ?? [];
  if (least !== undefined) return least === '0' ? 0 : 1;
  return /\ba positive (number|integer)\b/i.test(prose) ? 1 : undefined;
}
