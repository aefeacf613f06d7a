/** The two sides of a failed assertion about the items of a list: their filters, pages, order and details. */
import type { Sides } from './sides.ts';

interface Said {
  readonly title: string;
  /** What the message says, by the groups of its pattern. */
  readonly parts: readonly string[];
  readonly rule: string | undefined;
}

interface Saying {
  readonly pattern: RegExp;
  readonly toSides: (said: Said) => Sides | undefined;
}

/** What the scripts of rules about lists say. The first pattern that fits is read. */
const SAYINGS: readonly Saying[] = [
  {
    pattern: /^missing: (.+)$/s,
    toSides: ({ parts: [items = ''] }) => ({
      server: { label: 'the response', verb: 'lacks', value: `the items ${items}` },
      other: { label: 'the whole list', verb: 'has', value: 'them, and they match' },
    }),
  },
  {
    pattern: /^not in the whole list, or does not match: (.+)$/s,
    toSides: ({ parts: [items = ''] }) => ({
      server: { label: 'the response', verb: 'has', value: `the items ${items}` },
      other: { label: 'the whole list', verb: 'has', value: 'none of them that matches what was asked for' },
    }),
  },
  {
    pattern: /^(\/\S*): the list has (.+), the details have (.+)$/s,
    toSides: ({ parts: [place = '', listed = '', detailed = ''] }) => ({
      server: { label: `the details at ${place}`, verb: 'have', value: detailed },
      other: { label: 'the list', verb: 'has', value: listed },
    }),
  },
  {
    pattern: /^at (\/\d+): expected the item (.+), got (.+)$/s,
    toSides: ({ parts: [place = '', wanted = '', got = ''], rule }) => ({
      server: ofPlace(place, got, rule),
      other: { label: 'the whole list', verb: 'has', value: `${wanted} there` },
    }),
  },
  {
    pattern: /^at (\/\d+): expected no more items, got (.+)$/s,
    toSides: ({ parts: [place = '', got = ''], rule }) => ({
      server: ofPlace(place, got, rule),
      other: { label: 'the whole list', verb: 'has', value: 'no more items' },
    }),
  },
  {
    pattern: /^(\/\d+) is out of order: (.+)$/s,
    toSides: ({ title, parts: [place = '', values = ''] }) => ({
      server: { label: `the item at ${place}`, verb: 'is out of order:', value: values },
      other: { label: 'the request', verb: 'asks for', value: title.replace(/^The items are sorted by /, '') },
    }),
  },
  {
    pattern: /^\/(\d+)\/(\S+): expected (.+), got (.+)$/s,
    toSides: ({ parts: [index = '', member = '', wanted = '', got = ''], rule }) =>
      rule?.startsWith('filter-')
        ? {
            server: { label: `the item at /${index}`, verb: 'has', value: `${member.replaceAll('/', '.')} ${got}` },
            other: { label: 'the request', verb: 'asks for', value: wanted },
          }
        : undefined,
  },
];

/** In pages that were read one after another, an index counts the items of all of them. */
function ofPlace(place: string, got: string, rule: string | undefined): Sides['server'] {
  const label = rule === 'pages-join' ? `read page by page, the item at ${place}` : `the item at ${place}`;
  return got === 'undefined' || got === 'nothing'
    ? { label, verb: 'is', value: 'missing' }
    : { label, verb: 'is', value: got };
}

/** What a message about items says; `undefined` for any other. */
export function sidesOfItems(title: string, message: string, rule: string | undefined): Sides | undefined {
  for (const { pattern, toSides } of SAYINGS) {
    const [, ...parts] = pattern.exec(message) ?? [];
    if (parts.length > 0) return toSides({ title, parts, rule });
  }
  return undefined;
}
