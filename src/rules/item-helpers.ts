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

export const isWithin: Helper = {
  needs: ['at'],
  code: () => js`
    /** Whether an item lies on the side of a bound that a filter asks for; undefined where nobody says it, or it has no such value. */
    function isWithin(item, pointer, text, bound) {
      const value = at(item, pointer), read = bound.order === 'number' ? Number : Date.parse;
      const distance = value === null || value === undefined ? NaN : read(value) - read(text);
      if (Number.isNaN(distance)) return undefined;
      // Of a second, no more than thousandths are read.
      const isCut = distance === 0 && String(value) !== text && /\.\d{4}/.test(value + text);
      if (distance === 0) return isCut ? undefined : bound.inclusive;
      return bound.side === 'from' ? distance > 0 : distance < 0;
    }
  `,
};

export const inOrder: Helper = {
  needs: ['at'],
  code: () => js`
    /**
     * Whether two neighbours stand in the order that was asked for, by several keys. An item without the key may stand anywhere,
     * unless it is said to come last. Which order texts have is seldom said: by code point, without regard to case, or to accents
     * and signs, all are right.
     */
    function inOrder(first, second, keys) {
      for (const key of keys) {
        const a = at(first, key.member), b = at(second, key.member);
        const isAbsent = (value) => value === undefined || value === null;
        if (key.absent === 'last' && isAbsent(a) && isAbsent(b)) continue;
        if (key.absent === 'last' && isAbsent(a)) return false;
        if (isAbsent(a) || isAbsent(b)) return true;
        const steps = differences(a, b, key).map((difference) => (key.descending ? -difference : difference));
        if (steps[0] === 0) continue;
        return steps.some((step) => step < 0) || (steps.length > 1 && steps.some((step) => step === 0));
      }
      return true;
    }

    /** Whether a value stands behind another one (1), before it (-1) or beside it (0): in each order that it may have. */
    function differences(a, b, key) {
      const order = key.order;
      if (order === 'rank') {
        const [x, y] = [key.ranks.indexOf(a), key.ranks.indexOf(b)];
        // A value without a rank may stand anywhere.
        return x < 0 || y < 0 ? [-1, 1] : [x - y];
      }
      if (order === 'number') return [a - b];
      if (order === 'date-time') return [Date.parse(a) - Date.parse(b)];
      const difference = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
      // Of characters beyond the first 65,536, JavaScript compares halves.
      if (order === 'code-points' && !/[\ud800-\udfff]/.test(String(a) + b)) return [difference(String(a), String(b))];
      const plain = (text) => String(text).normalize('NFD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      const [x, y] = [plain(a), plain(b)], place = Array.from(x).findIndex((character, index) => character !== y[index]);
      // Where a letter beyond A to Z stands depends on the language: Ł may come before M, and Ø after Z.
      const isForeign = place >= 0 && /[^\x00-\x7f]/.test(x[place] + (y[place] || ''));
      if (isForeign && String(a) !== String(b)) return [difference(x, y), 0];
      return [difference(String(a), String(b)), difference(String(a).toLowerCase(), String(b).toLowerCase()), difference(plain(a), plain(b))];
    }
  `,
};

export const expectSameItems: Helper = {
  needs: ['idOf', 'brief', 'at', 'same'],
  code: () => js`
    /**
     * Throws where two lists do not hold the same items in the same order, and says which place differs, and how. Where members
     * are given, items that are alike by them may have changed places.
     */
    function expectSameItems(found, expected, ties) {
      const isTie = (a, b) => ties !== undefined && ties.every((member) => same(at(a, member), at(b, member)));
      const place = expected.findIndex((item, index) => index >= found.length || !(idOf(item) === idOf(found[index]) || isTie(item, found[index])));
      if (place >= 0) pm.expect.fail('at /' + place + ': expected the item ' + brief(idOf(expected[place])) + ', got ' + brief(found[place] && idOf(found[place])));
      if (found.length > expected.length) {
        pm.expect.fail('at /' + expected.length + ': expected no more items, got ' + brief(idOf(found[expected.length])));
      }
    }
  `,
};

export const expectAgreement: Helper = {
  needs: ['brief', 'same'],
  code: ({ list }) => {
    const agreement = list?.agreement ?? 'shared';
    return js`
      /** Throws where the details of an item say something else than the list does. */
      function expectAgreement(listed, details) {
        Object.keys(listed).forEach((name) => {
          ${
            agreement === 'whole'
              ? js`if (!(name in details)) pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details nothing');`
              : js`if (!(name in details)) return;`
          }
          ${
            agreement === 'plain'
              ? js`
                // The list may show less than all of a text, or of what has members of its own.
                const isPlain = typeof listed[name] === 'number' || typeof listed[name] === 'boolean' || /^\d{4}-\d\d-\d\d|^[A-Z][A-Z\d_]*$/.test(listed[name]);
                if (!isPlain) return;`
              : js``
          }
          if (same(listed[name], details[name])) return;
          pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details ' + brief(details[name]));
        });
      }
    `;
  },
};
