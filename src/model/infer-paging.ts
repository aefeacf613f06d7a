import { membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { keywordOf, shownValues, textOf } from '../schema/walk.ts';
import {
  BACKWARD,
  CURSORS,
  LIMITS,
  NEXT_MARKS,
  OFFSETS,
  PAGES,
  TOLD_LIMITS,
  TOLD_OFFSETS,
  toPlainName,
} from './conventions.ts';
import { type EnvelopeMember, envelopeMembers } from './envelope-view.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { Paging } from './list-meaning.ts';
import {
  firstPageTold,
  IS_LIMIT,
  IS_MARK,
  IS_OFFSET,
  IS_PAGING,
  IS_URL,
  NO_LIMIT,
  NO_OFFSET,
  proseOf,
} from './prose.ts';
import type { Parameter } from './types.ts';

interface Inferred {
  readonly part: { readonly limit?: string; readonly fullPages: boolean; readonly paging?: Paging };
  /** Whether anything looks as if the list came in parts, be it understood or not. */
  readonly mayBePaged: boolean;
  readonly notes: readonly Note[];
}

/** Which parameters cut a part out of a list: how many items, and from where. */
export function inferPaging(found: FoundList): Inferred {
  const limit = inferLimit(found);
  const ways = [...offsets(found), ...pages(found, limit.name !== undefined), ...cursors(found)];
  const certain = ways.find((way) => 'paging' in way);
  const notes = ways.map((way): Note => {
    if (way.paging === undefined) return leftOut(way.what, way.why, way.declare);
    const isSecond = way !== certain;
    return isSecond
      ? leftOut(way.what, `"${certain?.paging?.parameter}" pages already`, way.declare)
      : inferred(way.what, way.why, way.declare);
  });
  const unknown = queryOf(found).filter(
    (parameter) => looksLikePaging(found, parameter) && !ways.some((way) => way.name === parameter.name),
  );
  return {
    part: {
      ...(limit.name !== undefined && { limit: limit.name }),
      fullPages: queryOf(found).some((parameter) => parameter.name === limit.name && isKept(found, parameter)),
      ...(certain?.paging && { paging: certain.paging }),
    },
    mayBePaged: ways.length > 0 || limit.notes.length > 0 || unknown.length > 0,
    notes: [...limit.notes, ...notes],
  };
}

/** Parameters that page in some APIs, and what is described as if it did. */
function looksLikePaging(found: FoundList, { name, description }: Parameter): boolean {
  const isNamed = [TOLD_LIMITS, TOLD_OFFSETS, BACKWARD].some((names) => names.has(name));
  const isMember = membersOf(found.schemas, found.item).some(
    (member) => toPlainName(member.name) === toPlainName(name),
  );
  return !isMember && (isNamed || IS_PAGING.test(description));
}

function inferLimit(found: FoundList): { readonly name?: string; readonly notes: readonly Note[] } {
  const byName = queryOf(found).filter(
    ({ name }) => LIMITS.has(name) || (name === 'size' && queryOf(found).some((other) => PAGES.has(other.name))),
  );
  const byProse = queryOf(found).filter(({ name, description }) => TOLD_LIMITS.has(name) && isLimitTold(description));
  const [parameter, other] = byName.length > 0 ? byName : byProse;
  if (!parameter) return { notes: [] };
  const { name } = parameter;
  const what = `"${name}" is the greatest number of items in an answer`;
  const declare = toYamlLine('x-list', { limit: name });
  const doubt = other ? `"${other.name}" may be it as well` : doubtOfLimit(found, parameter);
  if (doubt !== undefined) return { notes: [leftOut(what, doubt, declare)] };
  const why = byName.length > 0 ? 'its name and its type, integer' : 'its description and its type, integer';
  return { name, notes: [inferred(what, why, declare)] };
}

function isLimitTold(description: string): boolean {
  return IS_LIMIT.test(description) && !NO_LIMIT.test(description);
}

/** Whether pages are as long as they are asked to be: a number that is told of, or has a default, is no mere bound. */
function isKept({ schemas }: FoundList, { description, node }: Parameter): boolean {
  if (/\b(fewer|less|shorter|smaller)\b/i.test(description)) return false;
  return description !== '' || typeof keywordOf(schemas, node, 'default') === 'number';
}

function doubtOfLimit(found: FoundList, parameter: Parameter): string | undefined {
  const fallback = keywordOf(found.schemas, parameter.node, 'default');
  const isNone = typeof fallback === 'number' && fallback < 1;
  return (
    doubtOfNumber(found, parameter, isLimitTold(parameter.description)) ??
    (NO_LIMIT.test(parameter.description) ? 'its description may speak of something else' : undefined) ??
    (isNone ? 'its default is no number of items' : undefined)
  );
}

function doubtOfNumber({ schemas, item }: FoundList, parameter: Parameter, isTold: boolean): string | undefined {
  const name = toPlainName(parameter.name);
  const isMember = membersOf(schemas, item).some((member) => toPlainName(member.name) === name);
  if (isMember && !isTold) return 'an item has a member of this name, so it may be a filter';
  const isNumber = parameter.spelling === 'single' && scalarOrNull(schemas, parameter.node) === 'integer';
  return isNumber ? undefined : 'its type is not integer';
}

/** One way to page: with its `paging` where it is certain, and why; else why not. */
interface Way {
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly declare: string;
  readonly paging?: Paging;
}

function offsets(found: FoundList): readonly Way[] {
  const isTold = ({ description }: Parameter) => IS_OFFSET.test(description) && !NO_OFFSET.test(description);
  const known = queryOf(found).filter(
    (parameter) => OFFSETS.has(parameter.name) || (TOLD_OFFSETS.has(parameter.name) && isTold(parameter)),
  );
  return known.map((parameter): Way => {
    const { name, description } = parameter;
    const isFromOne = ['default', 'minimum'].some((keyword) => {
      const value = keywordOf(found.schemas, parameter.node, keyword);
      return typeof value === 'number' && value > 0;
    });
    const doubt =
      doubtOfNumber(found, parameter, isTold(parameter)) ??
      (isFromOne || NO_OFFSET.test(description) ? 'it may not count items from 0' : undefined);
    return {
      name,
      what: `"${name}" is the index of the first item, from 0`,
      declare: toYamlLine('x-list', { offset: name }),
      ...(doubt === undefined
        ? { why: 'its name and its type, integer', paging: { kind: 'offset', parameter: name } }
        : { why: doubt }),
    };
  });
}

function pages(found: FoundList, hasLimit: boolean): readonly Way[] {
  return queryOf(found)
    .filter(({ name }) => PAGES.has(name))
    .map((parameter): Way => {
      const { name, description } = parameter;
      const first = firstPage(found, parameter);
      const doubt =
        doubtOfNumber(found, parameter, /\bpage\b/i.test(description)) ??
        (IS_MARK.test(description) ? 'it may be a mark of an earlier answer' : undefined) ??
        (first === undefined ? 'nothing says whether the first page is 0 or 1' : undefined) ??
        (hasLimit ? undefined : 'no parameter is known to say how long a page is');
      return {
        name,
        what: `"${name}" is the number of the page`,
        declare: toYamlLine('x-list', { page: name }),
        ...(doubt === undefined && first !== undefined
          ? {
              why: `its name and its type, integer; the first is ${first}`,
              paging: { kind: 'page', parameter: name, first },
            }
          : { why: doubt ?? '' }),
      };
    });
}

/** Prose tells the number of the first page, else the default, else the least, else an example that shows the first one. */
function firstPage(found: FoundList, parameter: Parameter): 0 | 1 | undefined {
  const schema = parameter.node;
  const prose = proseOf(found, parameter.name, parameter.description, textOf(found.schemas, schema, 'description'));
  const numbers = ['default', 'minimum'].map((keyword) => keywordOf(found.schemas, schema, keyword));
  const isAboveZero = keywordOf(found.schemas, schema, 'exclusiveMinimum') === 0;
  const shown = [parameter.example, ...shownValues(found.schemas, schema)];
  const told = firstPageTold(prose);
  const fallback = numbers[0];
  // A default that contradicts the prose leaves both in doubt.
  if (told !== undefined && typeof fallback === 'number' && fallback < 2 && fallback !== told) return undefined;
  const candidates = [told, fallback, isAboveZero ? 1 : undefined, numbers[1], ...shown];
  return candidates.find((value): value is 0 | 1 => value === 0 || value === 1);
}

function cursors(found: FoundList): readonly Way[] {
  const marks = envelopeMembers(found).filter((member) => isMark(found, member));
  return queryOf(found)
    .filter(({ name }) => CURSORS.has(name) || (/^(next|marker|token)$/.test(name) && marks.length === 1))
    .map((parameter): Way => {
      const { name } = parameter;
      const [mark, other] = marks;
      const doubt =
        (parameter.spelling === 'single' && typeOfMark(found, parameter.node) ? undefined : 'its type is not text') ??
        (mark ? undefined : 'no member of the body is known to be the mark of the next page') ??
        (other ? `"${mark?.pointer}" and "${other.pointer}" may both be the mark of the next page` : undefined) ??
        (mark && typeOfMark(found, mark.schema) !== typeOfMark(found, parameter.node)
          ? `it has another type than "${mark.pointer}"`
          : undefined) ??
        (mark && !hasEnd(found, mark)
          ? `nothing says that "${mark.pointer}" is missing or empty at the end`
          : undefined);
      return {
        name,
        what: `"${name}" is a mark that the answer before gives${mark ? ` at "${mark.pointer}"` : ''}`,
        declare: toYamlLine('x-list', { cursor: { parameter: name, next: mark?.pointer ?? '/…' } }),
        ...(doubt === undefined && mark
          ? {
              why: `its name, and a "${mark.name}" in the body that may be missing or empty`,
              paging: { kind: 'cursor', parameter: name, next: mark.pointer },
            }
          : { why: doubt ?? '' }),
      };
    });
}

function typeOfMark({ schemas }: FoundList, schema: SchemaNode): 'string' | 'integer' | undefined {
  const type = scalarOrNull(schemas, schema);
  return type === 'string' || type === 'integer' ? type : undefined;
}

/** `next_cursor` by its name; `next` and `cursor` where they are no URL, and their description or place says what they are. */
function isMark(found: FoundList, member: EnvelopeMember): boolean {
  const { plain, owner, schema, description } = member;
  if (!typeOfMark(found, schema)) return false;
  const isUrl =
    /^ur[il]/.test(textOf(found.schemas, schema, 'format')) || (IS_URL.test(description) && !IS_MARK.test(description));
  if (isUrl) return false;
  if (NEXT_MARKS.has(plain)) return true;
  if (!['next', 'after', 'cursor'].includes(plain)) return false;
  return (
    (plain === 'next' && owner === 'cursors') ||
    (IS_MARK.test(description) && /\b(next|following|after)\b/i.test(description))
  );
}

/** Whether the mark can tell that the list ends: it may be null, missing or empty. */
function hasEnd(found: FoundList, { schema, required, description, name }: EnvelopeMember): boolean {
  const isTold =
    /\b(null|absent|missing|omitted|empty|not (present|set|returned)|no more|last page|end of|if any|more (items|results|pages))\b/i;
  return !required || typesOf(found.schemas, schema).has('null') || isTold.test(proseOf(found, name, description));
}
