/**
 * Schemas whose keywords contradict each other: they are named, and read without the contradiction, before anything reads them. So samples,
 * scripts, the reference server and mutants agree.
 */
import type { Notice } from '../core/notices.ts';
import { toPointer } from '../core/pointer.ts';
import { toShortList } from '../core/words.ts';
import { type Contradiction, oneIsEnough } from '../schema/contradiction.ts';
import { contradictionsIn } from '../schema/contradictions.ts';
import { namedAlternatives } from '../schema/discriminator.ts';
import { includedAlternatives } from '../schema/included.ts';
import { type Dialect, type Schema, type Schemas, schemasIn } from '../schema/node.ts';
import { oneOfGroups } from '../schema/one-of-groups.ts';
import { hasSharedNull } from '../schema/shared-null.ts';
import { type FoundExamples, findExamples } from './find-examples.ts';
import { andElsewhere, type Places, placesIn } from './places.ts';
import { type Changed, withKeywords } from './with-keywords.ts';

export interface Consistent {
  readonly document: unknown;
  /** What was found on the way: the examples of the document, and the paths of its schemas. */
  readonly found: FoundExamples;
  readonly notices: readonly Notice[];
}

/** What is read instead of one contradiction may show another, as types of parts of parts do. */
const ROUNDS = 4;

export function withoutContradictions(given: unknown, dialect: Dialect): Consistent {
  const notices: Notice[] = [];
  let document = given;
  let found = findExamples(document, dialect);
  let unread = found.schemas;
  for (let round = 0; round < ROUNDS; round += 1) {
    const schemas = remembering(schemasIn(document, dialect));
    const own = onceEach(unread.flatMap((schema) => contradictionsIn(schema, schemas)));
    const included = round === 0 ? includedIn(found, schemas) : [];
    const wider = new Set([...own, ...included].map(({ owner }) => owner));
    const places = placesIn(document, found);
    const { reached, loose } = loosened(wider, places);
    const all = [...own, ...loose];
    for (const { owner, keyword, message } of onceEach([...all, ...included])) {
      const pointer = toPointer([...(found.pathOf(owner) ?? []), keyword]);
      notices.push({ kind: 'ambiguous', message: message + andElsewhere(places.countOf(owner)), pointer });
    }
    if (all.length === 0) break;
    const before = new Set(found.schemas);
    document = withKeywords(document, toChanged(all));
    found = findExamples(document, dialect);
    unread = found.schemas.filter((schema) => reached.has(schema) || !before.has(schema));
  }
  return { document, found, notices };
}

/** The schemas whose `oneOf` has alternatives, or null, that can never match only one. They are read so where they are judged. */
function includedIn(found: FoundExamples, schemas: Schemas): readonly Contradiction[] {
  return found.schemas.flatMap((owner): readonly Contradiction[] => {
    const which = [...includedAlternatives(owner, schemas)].map((index) => String(index + 1));
    const refused = [
      ...(which.length > 0
        ? [`each value of alternative ${toShortList(which)}, since another alternative accepts it, too: one is enough`]
        : []),
      ...groupedIn(owner, schemas),
      ...(hasSharedNull(owner, schemas) ? ['null, since several alternatives accept it: it is accepted'] : []),
    ];
    if (refused.length === 0) return [];
    return [{ owner, keyword: 'oneOf', message: `strict JSON Schema refuses ${refused.join('; and ')}`, instead: {} }];
  });
}

function groupedIn(owner: Schema, schemas: Schemas): readonly string[] {
  const groups = (oneOfGroups(owner, schemas) ?? []).filter(({ length }) => length > 1);
  return groups.map((group) => {
    const which = toShortList(group.map((index) => String(index + 1)));
    return `each value that matches several of the alternatives ${which}, which nothing that must be there tells apart: one is enough`;
  });
}

/** Many schemas have the same references. */
function remembering({ definitions, dialect, derived }: Schemas): Schemas {
  const known = new Map<string, unknown>();
  const get = (reference: string) => {
    if (!known.has(reference)) known.set(reference, definitions.get(reference));
    return known.get(reference);
  };
  return { definitions: { get }, dialect, ...(derived && { derived }) };
}

/** A part may be met from several schemas. */
function onceEach(contradictions: readonly Contradiction[]): readonly Contradiction[] {
  const first = new Map<Schema, Map<string, Contradiction>>();
  for (const each of contradictions) {
    const ofOwner = first.get(each.owner) ?? new Map<string, Contradiction>();
    first.set(each.owner, ofOwner);
    if (!ofOwner.has(each.keyword)) ofOwner.set(each.keyword, each);
  }
  return [...first.values()].flatMap((ofOwner) => [...ofOwner.values()]);
}

function toChanged(contradictions: readonly Contradiction[]): Changed {
  const changed: Changed = new Map();
  for (const { owner, instead } of contradictions) {
    const keywords = changed.get(owner) ?? new Map<string, unknown>();
    changed.set(owner, keywords);
    for (const [keyword, value] of Object.entries(instead)) keywords.set(keyword, value);
  }
  return changed;
}

/**
 * What was impossible, and is possible now, may satisfy a second alternative of a `oneOf`, or what a `not` excludes. Such keywords
 * around a changed schema would refuse what they accepted before. `reached`: the changed schemas, and all in which one of them stands.
 */
function loosened(
  changed: ReadonlySet<Schema>,
  { parentsOf }: Places,
): { readonly reached: ReadonlySet<Schema>; readonly loose: readonly Contradiction[] } {
  const reached = new Set<Schema>(changed);
  const loose: Contradiction[] = [];
  // A set is walked in the order in which it grows.
  for (const schema of reached) {
    for (const { schema: parent, keyword } of parentsOf(schema)) {
      loose.push(...looserAt(parent, keyword));
      reached.add(parent);
    }
  }
  return { reached, loose: onceEach(loose) };
}

const MAYBE = 'something in it accepts more than strict JSON Schema';

function looserAt(owner: Schema, keyword: string): readonly Contradiction[] {
  const { maxContains } = owner;
  // With a discriminator, it is enough that the alternative that is named accepts the value.
  if (keyword === 'oneOf' && !namedAlternatives(owner, 'oneOf')) {
    const { instead, becomes } = oneIsEnough(owner, 'oneOf');
    const message = `several of its alternatives may accept a value, since ${MAYBE}: ${becomes}`;
    return [{ owner, keyword, message, instead }];
  }
  if (keyword === 'not')
    return [{ owner, keyword, message: `${MAYBE}: neither is "not"`, instead: { not: undefined } }];
  if (keyword === 'if') {
    const instead = { if: undefined };
    return [{ owner, keyword, message: `${MAYBE}: neither is the condition`, instead }];
  }
  if (keyword === 'contains' && maxContains !== undefined) {
    return [{ owner, keyword, message: `${MAYBE}: neither is \`maxContains\``, instead: { maxContains: undefined } }];
  }
  return [];
}
