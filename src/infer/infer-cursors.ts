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
    .map((parameter): Way => {
      const { name } = parameter;
      const [cursorMember, other] = cursorMembers;
      const doubt =
        (parameter.spelling === 'single' && typeOfCursor(found, parameter.node) ? undefined : 'its type is not text') ??
        (cursorMember ? undefined : 'no member of the body is known to be the cursor of the next page') ??
        (other
          ? `"${cursorMember?.pointer}" and "${other.pointer}" may both be the cursor of the next page`
          : undefined) ??
        (cursorMember && typeOfCursor(found, cursorMember.schema) !== typeOfCursor(found, parameter.node)
          ? `it has another type than "${cursorMember.pointer}"`
          : undefined) ??
        (cursorMember && !hasEnd(found, cursorMember)
          ? `nothing says that "${cursorMember.pointer}" is missing or empty at the end`
          : undefined);
      return {
        name,
        what: `"${name}" is a cursor that the answer before gives${cursorMember ? ` at "${cursorMember.pointer}"` : ''}`,
        declare: xList({ cursor: { parameter: name, next: cursorMember?.pointer ?? '/…' } }),
        ...(doubt === undefined && cursorMember
          ? {
              why: `its name, and a "${cursorMember.name}" in the body that may be missing or empty`,
              paging: { kind: 'cursor', parameter: name, next: cursorMember.pointer },
              statement: cursorMember.description,
            }
          : { why: doubt ?? '' }),
      };
    });
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
