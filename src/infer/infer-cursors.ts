import type { Parameter } from '../model/types.ts';
import { membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { CURSOR_NAMES, NEXT_CURSORS } from './conventions.ts';
import { type EnvelopeMember, envelopeMembers } from './envelope-view.ts';
import { type FoundList, queryOf } from './find-list.ts';
import type { Way } from './infer-paging.ts';
import { xList } from './inference.ts';
import { IS_CURSOR, IS_URL, proseOf } from './prose.ts';

/** Paging by a cursor from the previous response. */
export function cursors(found: FoundList): readonly Way[] {
  const cursorMembers = envelopeMembers(found).filter((member) => isCursor(found, member));
  return queryOf(found)
    .filter(({ name }) => CURSOR_NAMES.has(name) || (/^(next|marker|token)$/.test(name) && cursorMembers.length === 1))
    .map((parameter) => toWay(found, parameter, cursorMembers));
}

/** The id of the last item of the page before, as in Stripe's API. */
const AFTER_ITEM = /^(starting_after|startingAfter|after_id|afterId)$/;

function toWay(found: FoundList, parameter: Parameter, cursorMembers: readonly EnvelopeMember[]): Way {
  const { name } = parameter;
  const [member] = cursorMembers;
  if (!member && AFTER_ITEM.test(name) && isId(found, parameter)) {
    return {
      name,
      what: `"${name}" is the id of the last item of the page before`,
      why: 'its name, and no cursor in the body',
      declare: xList({ cursor: { parameter: name } }),
      paging: { kind: 'cursor', parameter: name },
      statement: parameter.description,
    };
  }
  const doubt = doubtOfCursor(found, parameter, cursorMembers);
  const common = {
    name,
    what: `"${name}" is a cursor from the previous response${member ? ` at "${member.pointer}"` : ''}`,
    declare: xList({ cursor: { parameter: name, next: member?.pointer ?? '/…' } }),
  };
  if (doubt !== undefined || !member) return { ...common, why: doubt ?? '' };
  return {
    ...common,
    why: `its name, and a "${member.name}" in the body that may be missing or empty`,
    paging: { kind: 'cursor', parameter: name, next: member.pointer },
    statement: member.description,
  };
}

/** Whether a parameter may have the id of an item. */
function isId(found: FoundList, { node, spelling }: Parameter): boolean {
  const id = membersOf(found.schemas, found.item).find(({ name }) => name === 'id');
  return spelling === 'single' && id !== undefined && typeOfCursor(found, id.schema) === typeOfCursor(found, node);
}

function doubtOfCursor(
  found: FoundList,
  parameter: Parameter,
  [member, other]: readonly EnvelopeMember[],
): string | undefined {
  const type = typeOfCursor(found, parameter.node);
  if (parameter.spelling !== 'single' || !type) return 'its type is not string';
  if (!member) return 'no member of the body is known to be the cursor of the next page';
  if (other) return `"${member.pointer}" and "${other.pointer}" may both be the cursor of the next page`;
  if (typeOfCursor(found, member.schema) !== type) return `its type differs from that of "${member.pointer}"`;
  return hasEnd(found, member)
    ? undefined
    : `the description does not say that "${member.pointer}" is missing or empty at the end`;
}

function typeOfCursor({ schemas }: FoundList, schema: SchemaNode): 'string' | 'integer' | undefined {
  const type = scalarOrNull(schemas, schema);
  return type === 'string' || type === 'integer' ? type : undefined;
}

/**
 * `next_cursor` by its name; `next`, `after` and `cursor` if they are not URLs and their description or location identifies
 * a cursor.
 */
function isCursor(found: FoundList, member: EnvelopeMember): boolean {
  const { plain, owner, schema, description } = member;
  if (!typeOfCursor(found, schema)) return false;
  const isUrl =
    /^ur[il]/.test(textOf(found.schemas, schema, 'format')) ||
    (IS_URL.test(description) && !IS_CURSOR.test(description));
  if (isUrl) return false;
  if (NEXT_CURSORS.has(plain)) return true;
  if (!['next', 'after', 'cursor'].includes(plain)) return false;
  return (
    (plain === 'next' && owner === 'cursors') ||
    (IS_CURSOR.test(description) && /\b(next|following|after)\b/i.test(description))
  );
}

/** Whether the last page can be recognized: its cursor may be null, missing or empty. */
function hasEnd(found: FoundList, { schema, required, description, name }: EnvelopeMember): boolean {
  const isStated =
    /\b(null|absent|missing|omitted|empty|not (present|set|returned)|no more|last page|end of|if any|more (items|results|pages))\b/i;
  return !required || typesOf(found.schemas, schema).has('null') || isStated.test(proseOf(found, name, description));
}
