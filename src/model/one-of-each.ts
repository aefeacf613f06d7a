/**
 * Equal parts of a document become one object. Published descriptions repeat themselves: of the parts of GitHub's, a quarter differ. What
 * is found out about an object is remembered, so this is what makes the work depend on how much a description says.
 */
import { type Place, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from '../load/nesting.ts';

/**
 * A document with one object for all equal parts: those with the same members in the same order. The components are kept apart, since
 * each has a name of its own. Where a schema has `$id` or an anchor, what it means depends on its place, and nothing is changed.
 *
 * Takes time linear in the size of the document. What did not change is the same object as before.
 *
 * @throws UserError for a document that is nested too deep, or contains itself, as an object of a module can.
 */
export function oneOfEach(document: unknown, locate: (pointer: string) => Place): unknown {
  if (!isRecord(document)) return document;
  const { components } = document;
  const schemas = isRecord(components) && isRecord(components['schemas']) ? Object.values(components['schemas']) : [];
  const search: Search = {
    apart: new Set(schemas),
    texts: new Map(),
    parts: new Map(),
    done: new Map(),
    hasNames: false,
    place: locate(''),
  };
  const { value } = partOf(document, search, 0);
  return search.hasNames ? document : value;
}

/** The first object of its kind. */
interface Part {
  readonly value: Members;
  readonly names: readonly string[];
  readonly hash: number;
  /** Another one with the same hash. */
  readonly next: Part | undefined;
}

/** The members of an object, or the elements of a list, by name. */
type Members = Readonly<Record<string, unknown>>;

interface Search {
  readonly apart: ReadonlySet<unknown>;
  /** A number for each text. */
  readonly texts: Map<string, number>;
  readonly parts: Map<number, Part>;
  readonly done: Map<unknown, Part>;
  hasNames: boolean;
  readonly place: Place;
}

function partOf(given: Members, search: Search, depth: number): Part {
  const before = search.done.get(given);
  if (before) return before;
  if (depth > MAX_DEPTH)
    throw new UserError({ code: 'document/syntax', message: TOO_DEEP_OR_ENDLESS, place: search.place });
  const names = Object.keys(given);
  let hash = Array.isArray(given) ? 1 : 2;
  let value = given;
  for (const name of names) {
    const member = given[name];
    if (typeof member === 'object' && member !== null) {
      const part = partOf(member as Members, search, depth + 1);
      hash = mixed(hash, part.hash);
      if (part.value === member) continue;
      if (value === given) value = copyOf(given);
      (value as Record<string, unknown>)[name] = part.value;
      continue;
    }
    hash = mixed(mixed(hash, numberOf(name, search)), numberOf(String(member), search));
    search.hasNames ||= typeof member === 'string' && NAMES.has(name);
  }
  const found = search.apart.has(given) ? undefined : search.parts.get(hash);
  const part = equalPart(value, names, found) ?? { value, names, hash, next: search.parts.get(hash) };
  if (part.value === value && !search.apart.has(given)) search.parts.set(hash, part);
  search.done.set(given, part);
  return part;
}

function copyOf(given: Members): Members {
  return (Array.isArray(given) ? [...(given as readonly unknown[])] : { ...given }) as Members;
}

function equalPart(value: Members, names: readonly string[], first: Part | undefined): Part | undefined {
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
