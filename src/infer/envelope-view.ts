import { toPointer } from '../core/pointer.ts';
import { isWithoutRequired, type Member, membersOf } from '../schema/members.ts';
import { type Scalar, scalarOrNull, typesOf } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { META, toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';

/** A member of an envelope besides the items, either directly or in an object about the page. */
export interface EnvelopeMember extends Member {
  readonly pointer: string;
  /** The normalized name: `total_pages` for `totalPages`. */
  readonly plain: string;
  /** The normalized name of the object that contains it; empty for the envelope itself. */
  readonly owner: string;
  readonly type: Scalar | undefined;
  /** Whether a response will have it: it is required, or the schema lists no required members at all. */
  readonly isExpected: boolean;
  readonly description: string;
}

/** The members of an envelope besides the items, including those of `meta`, `paging` and similar objects, two levels deep. */
export function envelopeMembers({ schemas, envelope, items }: FoundList): readonly EnvelopeMember[] {
  if (!envelope) return [];
  const found: EnvelopeMember[] = [];
  const look = (path: readonly string[], owner: Member, isThere: boolean, isExpected: boolean) => {
    const isSilent = isWithoutRequired(schemas, owner.schema);
    for (const member of membersOf(schemas, owner.schema)) {
      const at = [...path, member.name];
      const pointer = toPointer(at);
      if (pointer === items) continue;
      const plain = toPlainName(member.name);
      const types = typesOf(schemas, member.schema);
      const required = isThere && member.required;
      if (types.has('object')) {
        const isMeta = META.has(plain) || (plain === 'next' && path.length === 1);
        const isNull = types.has('null');
        const expected = isExpected && (member.required || isSilent) && !isNull;
        if (isMeta && at.length < 3) look(at, member, required && !isNull, expected);
        continue;
      }
      found.push({
        ...member,
        required,
        pointer,
        plain,
        owner: toPlainName(path.at(-1) ?? ''),
        isExpected: isExpected && (member.required || isSilent) && !typesOf(schemas, member.schema).has('null'),
        type: scalarOrNull(schemas, member.schema),
        description: textOf(schemas, member.schema, 'description'),
      });
    }
  };
  look([], { name: '', schema: envelope, required: true }, true, true);
  return found;
}
