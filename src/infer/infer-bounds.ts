import { toPointer } from '../core/pointer.ts';
import type { Bound, Filter } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { valueTypeOf } from '../model/value-type.ts';
import type { PlacedMember } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { leftOut, type Note, proposed, xList } from './inference.ts';
import { itemMembers, memberNamed, toFilterName } from './item-view.ts';
import { sentencesOf } from './prose.ts';

/** Words at the start or end of a bound's name: `createdAfter`, `created_at.gte`, `min_price`. */
const SIDES: Readonly<Record<string, { readonly side: Bound['side']; readonly inclusive?: boolean }>> = {
  gte: { side: 'from', inclusive: true },
  ge: { side: 'from', inclusive: true },
  gt: { side: 'from', inclusive: false },
  lte: { side: 'to', inclusive: true },
  le: { side: 'to', inclusive: true },
  lt: { side: 'to', inclusive: false },
  min: { side: 'from' },
  from: { side: 'from' },
  since: { side: 'from' },
  after: { side: 'from' },
  start: { side: 'from' },
  max: { side: 'to' },
  to: { side: 'to' },
  until: { side: 'to' },
  before: { side: 'to' },
  end: { side: 'to' },
};

/** Names that mean the only time of an item. */
const ANY_TIME = /^(|date|time|datetime|date_time|timestamp|day|period)$/;

/** A parameter that is a bound, such as `createdAfter`; `undefined` if its name is not one. */
export function inferBound(
  found: FoundList,
  parameter: Parameter,
): { readonly filter?: Filter; readonly note: Note } | undefined {
  const { name, description } = parameter;
  const named = readName(name);
  // `valid_from` may be the exact name of a member.
  if (!named || memberNamed(found, toFilterName(name))) return undefined;
  const out = (doubt: string) => ({ note: leftOut(`"${name}" is a bound`, doubt) });
  const requested = parameter.node;
  const [order, format] = [orderOf(found, requested), formatOf(found, requested)];
  // For values other than times, some words are ambiguous: `start` may be an index, `max` a page size, `from_account` a
  // reference.
  if (!named.isSure && order !== 'date-time') return undefined;
  if (order === undefined) return out('its type has no certain order');
  const member = memberOf(found, parameter, named.of);
  if (!member) return out('no single member of an item is known to be bounded by it');
  const isAlike =
    scalarOrNull(found.schemas, member.schema) === scalarOrNull(found.schemas, requested) &&
    formatOf(found, member.schema) === format;
  if (!isAlike) return out(`its type differs from that of "${toPointer(member.path)}"`);
  if (NOT_ALONE.test(description)) return out('it may require another parameter');
  const inclusive = inclusiveOf(named.inclusive, inclusiveIn(description, order));
  const anyZone = format === 'date-time' && SAYS_ANY_ZONE.test(description) && !SAYS_UTC.test(description);
  const bound: Bound = { side: named.side, ...(inclusive !== undefined && { inclusive }), order, anyZone };
  return toBoundFilter(parameter, member, bound, format);
}

function toBoundFilter({ name, description }: Parameter, member: PlacedMember, bound: Bound, format: string) {
  const pointer = toPointer(member.path);
  const what = `"${name}" takes the items with a "${pointer}" ${bound.side === 'from' ? 'from' : 'up to'} its own`;
  const doubt = bound.inclusive === undefined ? '; whether an equal value matches is not certain' : '';
  const declare = {
    parameter: name,
    member: member.path.join('.'),
    compare: toSign(bound),
    ...(format === 'date-time' && !bound.anyZone && { zones: 'own' }),
  };
  const why = `its name, and "${pointer}" of an item has the same type`;
  return {
    filter: { parameter: name, member: pointer, exact: false, bound },
    note: proposed(`${what}${doubt}`, why, xList({ filters: [declare] }), description),
  };
}

/** The value of `compare` in `x-list`. */
function toSign({ side, inclusive }: Bound): string {
  if (inclusive === undefined) return side;
  return `${side === 'from' ? '>' : '<'}${inclusive ? '=' : ''}`;
}

/** Whether a parameter takes a date or a date-time. */
export function isTime(found: FoundList, { node }: Parameter): boolean {
  return orderOf(found, node) === 'date-time';
}

/** Words that also bound numbers. Others do not: `assigned_to` is a person. */
const OF_NUMBERS = /^(min|max|gte?|ge|lte?|le)$/;

/** Matches "Must be given together with `to`." */
const NOT_ALONE = /\b(together with|only with|requires?|both (must|are required))\b/i;

interface Named {
  /** The name of the bounded member, empty if the name does not contain one. */
  readonly of: string;
  readonly side: Bound['side'];
  readonly inclusive?: boolean;
  /** Whether the word is unambiguous for every type. */
  readonly isSure: boolean;
}

function readName(name: string): Named | undefined {
  const words = toPlainName(toFilterName(name).replace(/[[\].:]+/g, '_'))
    .split('_')
    .filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const [ending, beginning] = [SIDES[last], SIDES[first]];
  if (ending) return { of: words.slice(0, -1).join('_'), ...ending, isSure: words.length > 1 && OF_NUMBERS.test(last) };
  const isSure = words.length > 1 && ['min', 'max'].includes(first);
  return beginning ? { of: words.slice(1).join('_'), ...beginning, isSure } : undefined;
}

function formatOf({ schemas }: FoundList, schema: SchemaNode): string {
  return scalarOrNull(schemas, schema) === 'string' ? textOf(schemas, schema, 'format') : '';
}

function orderOf(found: FoundList, schema: SchemaNode): Bound['order'] | undefined {
  const type = scalarOrNull(found.schemas, schema);
  if (type === 'integer' || type === 'number' || valueTypeOf(found.schemas, schema).isNumberText) return 'number';
  return type === 'string' && /^date(-time)?$/.test(formatOf(found, schema)) ? 'date-time' : undefined;
}

/** The member with that name; without a name, the time that the description mentions. */
function memberOf(found: FoundList, { description }: Parameter, name: string): PlacedMember | undefined {
  if (!ANY_TIME.test(name)) {
    const endings = ['', '_at', '_on', '_date', '_time'];
    return endings.map((ending) => memberNamed(found, `${name}${ending}`)).find((member) => member !== undefined);
  }
  const times = itemMembers(found).filter(({ schema }) => orderOf(found, schema) === 'date-time');
  const isStated = (word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(description);
  const stated = times.filter((time) => {
    const plain = toPlainName(time.name).replace(/_(at|on|date|time)$/, '');
    return isStated(time.name) || isStated(plain);
  });
  // Without such a sentence, it may be any time, even one that items do not show: GitHub's `since` is the time of the last
  // change.
  return stated.length === 1 ? stated[0] : undefined;
}

/** Whether an equal value matches, by name and description; `undefined` if they contradict each other. */
function inclusiveOf(named: boolean | undefined, stated: boolean | undefined): boolean | undefined {
  return named !== undefined && stated !== undefined && named !== stated ? undefined : (named ?? stated);
}

function inclusiveIn(description: string, order: Bound['order']): boolean | undefined {
  const text = sentencesOf(description).join('. ');
  const isOut =
    /\b(exclusive(ly)?|excluding|excluded|strictly|not at it|not including|but not (at|on|including))\b|\b(not|non)[- ]inclusive/i.test(
      text,
    );
  const isIn =
    /(?<!\b(not|non)[- ])\binclusive(ly)?\b|\bor (later|after|newer|above|more|greater|higher|earlier|before|older|below|less|lower|equal)\b|\band (later|newer|above|older|below|earlier)\b|\b(at|on) or\b|\b(no (earlier|later) than|not (before|after))\b|[<>]=|[≤≥]/i.test(
      text,
    ) ||
    // "At most 90 days back" is a statement about a duration, not about the bound.
    (order === 'number' && /\bat (least|most)\b/i.test(text));
  return isOut === isIn ? undefined : isIn;
}

/** Phrases that say that times are compared as instants, not as text. */
const SAYS_ANY_ZONE =
  /\b(any|every|each|whatever) ([\w-]+ )?(offset|time[- ]?zone)\b|\b(instants?|moments?) are compared\b|\b(whatever|regardless of) (the |their |its )?(offset|time[- ]?zone)\b|\bwith an? (offset|time[- ]?zone)\b/i;
const SAYS_UTC =
  /\bonly\b[^.]*\bUTC\b|\bUTC\b[^.]*\bonly\b|\b(must|in) (be )?(in )?UTC\b|\bwithout an? (offset|time[- ]?zone)\b/i;
