// @ts-check
// The order of items, by numbers, times, texts and ranks.

/**
 * The difference of two values; NaN if not known.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {'number' | 'date-time'} order
 */
function distanceOf(a, b, order) {
  const distance = amountOf(a, order) - amountOf(b, order);
  // Finer differences than milliseconds and 53 bits are not known.
  const isFine = order === 'number' ? !(Math.abs(amountOf(a, order)) < 2 ** 53) : /\.\d{4}/.test(String(a) + b);
  return distance === 0 && String(a) !== String(b) && isFine ? NaN : distance;
}

/**
 * @param {unknown} value
 * @param {'number' | 'date-time'} order
 */
function amountOf(value, order) {
  if (typeof value === 'number' && order === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return NaN;
  return order === 'number' ? Number(value) : Date.parse(/^\d{4}-\d\d-\d/.test(value) ? value : '');
}

/**
 * Throws if the items are not sorted by these keys. All texts of a key must be in one order of those that servers use.
 *
 * @param {readonly import('./request-data.ts').OrderKey[]} keys
 * @param {number} [least] how many of them must differ somewhere
 */
function expectOrder(keys, least = 1) {
  const all = items();
  if (all.length < 2) skipHere(all.length ? 'one-item' : 'empty-list');
  const judged = keys.map((_, own) => {
    /** @type {(boolean | undefined)[]} */
    let results = [];
    [0, 1, 2, 3, 4, 5, 6, 1].some((way) => {
      results = all.slice(1).map((item, index) => inOrder(all[index], item, keys, own, way));
      return !results.includes(false);
    });
    return results;
  });
  const [[wrong], right] = [false, true].map((one) => judged.filter((results) => results.includes(one)));
  if (!wrong) return right[least - 1] || skipHere('no-difference');
  const place = wrong.indexOf(false) + 1;
  const values = keys.map(({ member }) => brief(at(all[place], member)) + ' after ' + brief(at(all[place - 1], member)));
  pm.expect.fail('/' + place + ' is out of order: ' + values.join(', '));
}

/**
 * Whether two neighbours are sorted by several keys. Without a declared place, an item that lacks a key may be anywhere.
 *
 * @param {unknown} first
 * @param {unknown} second
 * @param {readonly import('./request-data.ts').OrderKey[]} keys
 * @param {number} own the index of the key that is judged
 * @param {number} way
 */
function inOrder(first, second, keys, own, way) {
  for (const key of keys) {
    const [a, b] = [first, second].map((item) => at(item, key.member));
    if (a == null || b == null) {
      if (key.absent !== 'last') return undefined;
      if (a != null || b != null) return b == null;
      continue;
    }
    const step = difference(a, b, key, way);
    // A value without a rank, or that is not a number, may be anywhere.
    if (step !== 0) return step && key === keys[own] ? step < 0 !== key.descending : undefined;
  }
  return undefined;
}

/**
 * Above 0 if a value comes after another, below 0 if before it; NaN if not known.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {import('./request-data.ts').OrderKey} key
 * @param {number} way
 */
function difference(a, b, key, way) {
  const { order, ranks = [] } = key;
  if (order === 'text' || order === 'code-points') return textDifference(String(a), String(b), order, way);
  const [x, y] = [a, b].map((value) => ranks.indexOf(String(value)));
  return order !== 'rank' ? distanceOf(a, b, order) : x < 0 || y < 0 ? NaN : x - y;
}

/**
 * The same for texts, in one of the orders of servers. By `way`: as they are, without case, or without punctuation, with the digits in them
 * as they are or (from 3) as numbers; 6: decimal numbers, of which `2.5` and `2.50` are equal. NaN where it depends on the language: at
 * punctuation and letters besides A to Z, also those with an accent: `å` is after `z` in Swedish.
 *
 * @param {string} a
 * @param {string} b
 * @param {'text' | 'code-points'} order
 * @param {number} way
 */
function textDifference(a, b, order, way) {
  /** @type {(x: string | number, y: string | number) => number} */
  const sign = (x, y) => (x < y ? -1 : x > y ? 1 : a === b ? 0 : NaN);
  // JavaScript compares UTF-16 units.
  if (order === 'code-points' && !/[\ud800-\udfff]/.test(a + b)) return sign(a, b);
  if (way > 5 && +a - +b < Infinity) return +a - +b;
  const plain = (/** @type {string} */ text) => text.normalize().toLowerCase();
  const [x, y] = [a, b].map((text) => Array.from(plain(text)));
  const place = [...x, ''].findIndex((character, index) => character !== y[index]);
  if (/[^a-z\d]/.test((x[place] || '') + (y[place] || ''))) return NaN;
  const [one, other] = [a, b].map((text) => {
    const form = [text, plain(text), plain(text).replace(/[^\p{L}\p{N}]/gu, '')][way % 3];
    return way > 2 ? form.replace(/\d+/g, (digits) => digits.padStart(20, '0')) : form;
  });
  return sign(one, other);
}
