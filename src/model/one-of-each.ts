/**
 * Equal schemas of a document become one object. Published descriptions repeat themselves: of the schemas in GitHub's, a fifth differ. What
 * is found out about an object is remembered, so this is what makes the work depend on how much a description says.
 */
import { type Place, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { kindOfMember, type PartKind } from '../load/data-parts.ts';
import { MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from '../load/nesting.ts';

/**
 * A document with one object for all equal schemas: those with the same members in the same order. Data that looks like a schema is none,
 * and the components are kept apart, since each has a name of its own. Where a schema has `$id` or an anchor, what it means depends on its
 * place, and nothing is changed.
 *
 * Takes time linear in the size of the document. What did not change is the same object as before.
 *
 * @throws UserError for a document that is nested too deep, or contains itself, as an object of a module can.
 */
export function oneOfEach(document: unknown, locate: (pointer: string) => Place): unknown {
  if (!isRecord(document)) return document;
  const search: Search = {
    texts: new Map(),
    known: new Map(),
    around: new Map(),
    hasNames: false,
    refuse: () => {
      throw new UserError({ code: 'document/syntax', message: TOO_DEEP_OR_ENDLESS, place: locate('') });
    },
  };
  const made = aroundSchemas(document, { kind: 'object', isOfSchemas: false, depth: 0 }, search);
  return search.hasNames ? document : made;
}

/** The members of an object, or the elements of a list, by name. */
type Members = Readonly<Record<string, unknown>>;

/** The first object of its kind. */
interface Part {
  readonly value: Members;
  readonly names: readonly string[];
  readonly hash: number;
  /** Another one with the same hash. */
  readonly next: Part | undefined;
}

interface Known {
  /** By hash. */
  readonly parts: Map<number, Part>;
  readonly done: Map<unknown, Part>;
}

interface Search {
  /** A number for each text. */
  readonly texts: Map<string, number>;
  /** A schema and the names of members, `properties`, may look the same. */
  readonly known: Map<PartKind, Known>;
  /** What stands around schemas, such as operations. */
  readonly around: Map<unknown, Members>;
  hasNames: boolean;
  readonly refuse: () => never;
}

interface Around {
  readonly kind: PartKind;
  /** Whether the members are schemas by name. */
  readonly isOfSchemas: boolean;
  readonly depth: number;
}

function aroundSchemas(given: Members, { kind, isOfSchemas, depth }: Around, search: Search): Members {
  const before = search.around.get(given);
  if (before) return before;
  if (depth > MAX_DEPTH) search.refuse();
  const isList = Array.isArray(given);
  let value = given;
  for (const name of Object.keys(given)) {
    const member = given[name];
    if (typeof member !== 'object' || member === null) continue;
    const kindOfIt = isList ? kind : kindIn(kind, name, member);
    if (kindOfIt === 'data') continue;
    const isSchema = isOfSchemas || (kind === 'object' && SCHEMAS.has(name));
    const isNames = kindOfIt === 'names' && name === 'schemas';
    const made = isSchema
      ? toPart(member as Members, { kind: 'object', isApart: isOfSchemas, depth }, search).value
      : aroundSchemas(member as Members, { kind: kindOfIt, isOfSchemas: isNames, depth: depth + 1 }, search);
    if (made !== member) value = withMember(given, value, name, made);
  }
  search.around.set(given, value);
  return value;
}

const SCHEMAS: ReadonlySet<string> = new Set(['schema', 'itemSchema']);

interface Within {
  readonly kind: PartKind;
  /** Whether it is its own object although another one is equal. */
  readonly isApart: boolean;
  readonly depth: number;
}

function toPart(given: Members, { kind, isApart, depth }: Within, search: Search): Part {
  const { parts, done } = knownOf(kind, search);
  const before = done.get(given);
  if (before) return before;
  if (depth > MAX_DEPTH) search.refuse();
  const isList = Array.isArray(given);
  const names = Object.keys(given);
  let hash = isList ? 1 : 2;
  let value = given;
  for (const name of names) {
    const member = given[name];
    if (typeof member === 'object' && member !== null) {
      const inner: Within = { kind: isList ? kind : kindIn(kind, name, member), isApart: false, depth: depth + 1 };
      const part = toPart(member as Members, inner, search);
      hash = mixed(mixed(hash, numberOf(name, search)), part.hash);
      if (part.value !== member) value = withMember(given, value, name, part.value);
      continue;
    }
    hash = mixed(mixed(hash, numberOf(name, search)), numberOf(String(member), search));
    search.hasNames ||= kind !== 'data' && typeof member === 'string' && NAMES.has(name);
  }
  const part = isApart ? { value, names, hash, next: undefined } : firstOf({ value, names, hash }, parts);
  done.set(given, part);
  return part;
}

function knownOf(kind: PartKind, { known }: Search): Known {
  const before = known.get(kind);
  if (before) return before;
  const made: Known = { parts: new Map(), done: new Map() };
  known.set(kind, made);
  return made;
}

/** The first part that equals one, which may be that one. */
function firstOf(made: Omit<Part, 'next'>, parts: Map<number, Part>): Part {
  const next = parts.get(made.hash);
  const equal = equalPart(made, next);
  if (equal) return equal;
  const part = { ...made, next };
  parts.set(made.hash, part);
  return part;
}

function kindIn(kind: PartKind, name: string, member: unknown): PartKind {
  return kind === 'object' && name.startsWith('x-') ? 'data' : kindOfMember(kind, name, member);
}

/** `value` is `given`, or a copy of it with other members. */
function withMember(given: Members, value: Members, name: string, member: unknown): Members {
  const isOwn = value !== given;
  const copy = isOwn ? value : Array.isArray(given) ? [...(given as readonly unknown[])] : { ...given };
  (copy as Record<string, unknown>)[name] = member;
  return copy as Members;
}

function equalPart({ value, names }: Omit<Part, 'next'>, first: Part | undefined): Part | undefined {
  let part = first;
  for (let compared = 0; part && compared < MOST; compared += 1) {
    const { value: other, names: others } = part;
    const isSameKind = others.length === names.length && Array.isArray(other) === Array.isArray(value);
    // The members have been made one of each, so equal ones are identical.
    if (isSameKind && names.every((name, index) => name === others[index] && Object.is(value[name], other[name])))
      return part;
    part = part.next;
  }
  return undefined;
}

/** A document can be made whose parts have equal hashes: one with more of these before it is left as it is. */
const MOST = 100;

function mixed(hash: number, other: number): number {
  return Math.imul(hash ^ other, 0x01000193) ^ (hash >>> 15);
}

function numberOf(text: string, { texts }: Search): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, texts.size);
  return texts.size - 1;
}

/** https://json-schema.org/draft/2020-12/json-schema-core#name-base-uri-anchors-and-deref */
const NAMES: ReadonlySet<string> = new Set(['$id', '$anchor', '$dynamicAnchor', '$dynamicRef']);
