/** Helpers that look at the items of a list: whether they match, their order, whether they are the same. */
import type { Helper } from './helper.ts';
import { js } from './script.ts';

export const matches: Helper = {
  needs: ['at'],
  code: () => js`
    /** Whether an item has a value, as a filter spells it, at a JSON pointer. */
    function matches(item, pointer, text) {
      const value = at(item, pointer);
      return Array.isArray(value) ? value.some((element) => String(element) === text) : value !== undefined && String(value) === text;
    }
  `,
};

export const inOrder: Helper = {
  needs: ['at'],
  code: () => js`
    /**
     * Whether two neighbours stand in the order that was asked for, by several keys. An item without the key may stand
     * anywhere; text is compared by code point and, since servers differ, without regard to case as well.
     */
    function inOrder(first, second, keys) {
      for (const key of keys) {
        const a = at(first, key.member), b = at(second, key.member);
        if (a === undefined || a === null || b === undefined || b === null) return true;
        const step = key.descending ? -1 : 1;
        const exact = step * difference(a, b, key.order);
        if (exact === 0) continue;
        if (exact < 0) return true;
        return key.order === 'text' && step * difference(String(a).toLowerCase(), String(b).toLowerCase(), 'text') < 0;
      }
      return true;
    }

    function difference(a, b, order) {
      if (order === 'number') return a - b;
      if (order === 'date-time') return Date.parse(a) - Date.parse(b);
      return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
    }
  `,
};

export const expectSameItems: Helper = {
  needs: ['idOf', 'brief'],
  code: () => js`
    /** Throws where two lists do not hold the same items in the same order. Says which place differs, and how. */
    function expectSameItems(found, expected) {
      const got = found.map(idOf), wanted = expected.map(idOf);
      const place = wanted.findIndex((id, index) => id !== got[index]);
      if (place >= 0) pm.expect.fail('at /' + place + ': expected the item ' + brief(wanted[place]) + ', got ' + brief(got[place]));
      if (got.length > wanted.length) {
        pm.expect.fail('at /' + wanted.length + ': expected no more items, got ' + brief(got[wanted.length]));
      }
    }
  `,
};
