import { toPointer } from '../core/pointer.ts';
import { toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import { itemMembers, memberNamed, toFilterName } from './item-view.ts';
import type { Bound, Filter } from './list-meaning.ts';
import { sentencesOf } from './prose.ts';
import type { Node } from './reading.ts';
import { type PlacedMember, scalarOrNull, textOf, toNode } from './schema-view.ts';
import type { Parameter } from './types.ts';

/** Words at either end of a name, such as `createdAfter`, `created_at.gte`, `min_price`. */
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

/** What such a name calls the one time that items have. */
const ANY_TIME = /^(|date|time|datetime|date_time|timestamp|day|period)$/;

/** What a parameter bounds, such as `createdAfter`; `undefined` where its name is not that of a bound. */
export function inferBound(
  found: FoundList,
  parameter: Parameter,
): { readonly filter?: Filter; readonly note: Note } | undefined {
  const { name, description } = parameter;
  const named = readName(name);
  // `valid_from` may be a member.
  if (!named || memberNamed(found, toFilterName(name))) return undefined;
  const out = (doubt: string) => ({ note: leftOut(`"${name}" is a bound`, doubt) });
  const asked = toNode(parameter.node);
  const order = orderOf(found, asked);
  // `start` may be an index, `max` a size, `from_account` a thing.
  if (!named.isSure && order !== 'date-time') return undefined;
  if (order === undefined) return out('its type has no order that is certain');
  const member = memberOf(found, parameter, named.of);
  if (!member) return out('no one member of an item is known to be what it bounds');
  const pointer = toPointer(member.path);
  const isAlike = orderOf(found, member.schema) === order && formatOf(found, member.schema) === formatOf(found, asked);
  if (!isAlike) return out(`it has another type than "${pointer}"`);
  const inclusive = inclusiveIn(description) ?? named.inclusive;
  const anyZone = formatOf(found, asked) === 'date-time' && ANY_ZONE.test(description);
  const bound: Bound = { side: named.side, ...(inclusive !== undefined && { inclusive }), order, anyZone };
  const what = `"${name}" takes the items with a "${pointer}" ${bound.side === 'from' ? 'from' : 'up to'} its own`;
  const doubt = inclusive === undefined ? '; whether the very value matches is not certain' : '';
  const declare = { parameter: name, member: member.path.join('.'), compare: toSign(bound) };
  const why = 'its name, and a member of the same type';
  return {
    filter: { parameter: name, member: pointer, exact: false, bound },
    note: inferred(`${what}${doubt}`, why, toYamlLine('x-list', { filters: [declare] })),
  };
}

/** As `x-list` spells it. */
function toSign({ side, inclusive = true }: Bound): string {
  return `${side === 'from' ? '>' : '<'}${inclusive ? '=' : ''}`;
}

/** Whether a parameter asks for a day or a moment. */
export function isTime(found: FoundList, { node }: Parameter): boolean {
  return orderOf(found, toNode(node)) === 'date-time';
}

interface Named {
  /** The name of the member, empty where there is none. */
  readonly of: string;
  readonly side: Bound['side'];
  readonly inclusive?: boolean;
  /** Whether it is a bound, of whatever type. */
  readonly isSure: boolean;
}

function readName(name: string): Named | undefined {
  const words = toPlainName(toFilterName(name).replace(/[[\].:]+/g, '_'))
    .split('_')
    .filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const [ending, beginning] = [SIDES[last], SIDES[first]];
  if (ending) return { of: words.slice(0, -1).join('_'), ...ending, isSure: words.length > 1 };
  const isSure = words.length > 1 && ['min', 'max'].includes(first);
  return beginning ? { of: words.slice(1).join('_'), ...beginning, isSure } : undefined;
}

function formatOf({ root }: FoundList, schema: Node): string {
  return scalarOrNull(root, schema) === 'string' ? textOf(root, schema, 'format') : '';
}

function orderOf(found: FoundList, schema: Node): Bound['order'] | undefined {
  const type = scalarOrNull(found.root, schema);
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' && /^date(-time)?$/.test(formatOf(found, schema)) ? 'date-time' : undefined;
}

/** The member of the name; without one, the time that the description speaks of. */
function memberOf(found: FoundList, { description }: Parameter, name: string): PlacedMember | undefined {
  if (!ANY_TIME.test(name)) {
    const endings = ['', '_at', '_on', '_date', '_time'];
    return endings.map((ending) => memberNamed(found, `${name}${ending}`)).find((member) => member !== undefined);
  }
  const times = itemMembers(found).filter(({ schema }) => orderOf(found, schema) === 'date-time');
  const isTold = (word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(description);
  const told = times.filter((time) => {
    const plain = toPlainName(time.name).replace(/_(at|on|date|time)$/, '');
    return isTold(time.name) || isTold(plain);
  });
  // What is not told may be any time, also one that the items do not show: GitHub's `since` is that of the last change.
  return told.length === 1 ? told[0] : undefined;
}

/** Whether the description says that the value itself matches. */
function inclusiveIn(description: string): boolean | undefined {
  const text = sentencesOf(description).join('. ');
  const isOut =
    /\b(exclusive(ly)?|excluding|excluded|strictly|not at it|not including|but not (at|on|including))\b|\b(not|non)[- ]inclusive/i.test(
      text,
    );
  const isIn =
    /(?<!\b(not|non)[- ])\binclusive(ly)?\b|\b(or|and) (later|after|newer|above|more|greater|higher|up|earlier|before|older|below|less|lower|equal|equals)\b|\b(at|on) or\b|\b(at least|at most|no (earlier|later|less|more) than|not (before|after))\b|[<>]=|[≤≥]/i.test(
      text,
    );
  return isOut === isIn ? undefined : isIn;
}

/** Words that say that moments are compared, and not the way in which they are written. */
const ANY_ZONE = /\b(offset|time[- ]?zones?|instants?|moments?)\b/i;
