import type { SchemaNode } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { CURSORS, NEXT_MARKS } from './conventions.ts';
import { type EnvelopeMember, envelopeMembers } from './envelope-view.ts';
import { type FoundList, queryOf } from './find-list.ts';
import type { Way } from './infer-paging.ts';
import { xList } from './inference.ts';
import { IS_MARK, IS_URL, proseOf } from './prose.ts';

/** Parameters that go on from a cursor which the answer before gives. */
export function cursors(found: FoundList): readonly Way[] {
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
        declare: xList({ cursor: { parameter: name, next: mark?.pointer ?? '/…' } }),
        ...(doubt === undefined && mark
          ? {
              why: `its name, and a "${mark.name}" in the body that may be missing or empty`,
              paging: { kind: 'cursor', parameter: name, next: mark.pointer },
              said: mark.description,
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
