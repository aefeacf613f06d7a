import { toPointer } from '../core/pointer.ts';
import { isWithoutRequired, type Member, membersOf } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
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
export function envelopeMembers(found: FoundList): readonly EnvelopeMember[] {
  const { envelope } = found;
  return envelope ? membersIn(found, { path: [], schema: envelope, required: true, isExpected: true }) : [];
}

/** An object in an envelope, or the envelope itself. */
interface Owner {
  readonly path: readonly string[];
  readonly schema: SchemaNode;
  readonly required: boolean;
  readonly isExpected: boolean;
}

function membersIn(found: FoundList, owner: Owner): readonly EnvelopeMember[] {
  const { schemas, items } = found;
  const isWithout = isWithoutRequired(schemas, owner.schema);
  return membersOf(schemas, owner.schema).flatMap((member): readonly EnvelopeMember[] => {
    const path = [...owner.path, member.name];
    const pointer = toPointer(path);
    if (pointer === items) return [];
    const plain = toPlainName(member.name);
    const types = typesOf(schemas, member.schema);
    const isNull = types.has('null');
    const required = owner.required && member.required;
    const isExpected = owner.isExpected && (member.required || isWithout) && !isNull;
    if (types.has('object')) {
      const isMeta = META.has(plain) || (plain === 'next' && path.length === 2);
      const inner = { path, schema: member.schema, required: required && !isNull, isExpected };
      return isMeta && path.length < 3 ? membersIn(found, inner) : [];
    }
    return [
      {
        ...member,
        required,
        pointer,
        plain,
        owner: toPlainName(owner.path.at(-1) ?? ''),
        isExpected,
        type: scalarOrNull(schemas, member.schema),
        description: textOf(schemas, member.schema, 'description'),
      },
    ];
  });
}
