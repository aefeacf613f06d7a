// @ts-check
// The order of items, by numbers, times, texts and ranks.

/**
 * The difference of two values; NaN if it is not known.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {'number' | 'date-time'} order
 */
function distanceOf(a, b, order) {
  const distance = amountOf(a, order) - amountOf(b, order);
  // Dates have no more than milliseconds, and numbers 53 bits, so finer differences are not known.
  const isFine = order === 'number' ? !(Math.abs(amountOf(a, order)) < 2 ** 53) : /\.\d{4}/.test(String(a) + b);
  const isCut = distance === 0 && String(a) !== String(b) && isFine;
  return isCut ? NaN : distance;
}

/**
 * @param {unknown} value
 * @param {'number' | 'date-time'} order
 */
function amountOf(value, order) {
  if (typeof value === 'number' && order === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return NaN;
  return order === 'number' ? Number(value) : Date.parse(value);
}

/**
 * Throws if the items of the response are not sorted by these keys.
 *
 * @param {readonly import('./request-data.ts').OrderKey[]} keys
 */
function expectOrder(keys) {
  const all = items();
  if (all.length < 2) skipHere(all.length === 0 ? 'empty-list' : 'one-item');
  const results = all.map((item, index) => (index > 0 ? inOrder(all[index - 1], item, keys) : undefined));
  const place = results.indexOf(false);
  if (place < 0 && !results.includes(true)) skipHere('no-such-value');
  if (place < 0) return;
  const values = keys.map(({ member }) => brief(at(all[place], member)) + ' after ' + brief(at(all[place - 1], member)));
  pm.expect.fail('/' + place + ' is out of order: ' + values.join(', '));
}

/**
 * Whether two neighbours are sorted by several keys. Without a declared place, an item that lacks a key may be anywhere.
 *
 * @param {unknown} first
 * @param {unknown} second
 * @param {readonly import('./request-data.ts').OrderKey[]} keys
 */
function inOrder(first, second, keys) {
  for (const key of keys) {
    const [a, b] = [first, second].map((item) => at(item, key.member));
    const [lacksFirst, lacksSecond] = [a, b].map((value) => value === undefined || value === null);
    if (lacksFirst || lacksSecond) {
      if (key.absent !== 'last') return undefined;
      if (!lacksSecond) return false;
      if (!lacksFirst) return true;
      continue;
    }
    const steps = differences(a, b, key).map((difference) => (key.descending ? -difference : difference));
    if (steps[0] === 0) continue;
    if (steps.length === 0) return undefined;
    return steps.some((step) => step < 0) || (steps.length > 1 && steps.some((step) => step === 0));
  }
  return true;
}

/**
 * Whether a value comes after another one (above 0) or before it (below 0), in each possible order.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {import('./request-data.ts').OrderKey} key
 */
function differences(a, b, key) {
  const { order, ranks = [] } = key;
  if (order === 'text' || order === 'code-points') return textDifferences(String(a), String(b), order);
  const [x, y] = [a, b].map((value) => ranks.indexOf(String(value)));
  const distance = order !== 'rank' ? distanceOf(a, b, order) : x < 0 || y < 0 ? NaN : x - y;
  // A value without a rank, or that is not a number, may be anywhere.
  return Number.isNaN(distance) ? [] : [distance];
}

/**
 * The same for texts, with the digits in them as they are or as numbers. Which order is right is open where the first difference is
 * a punctuation mark, an accent, or a letter other than A to Z: it depends on the language.
 *
 * @param {string} a
 * @param {string} b
 * @param {'text' | 'code-points'} order
 */
function textDifferences(a, b, order) {
  /** @type {(x: string, y: string) => number} */
  const difference = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  // JavaScript compares UTF-16 units, which differs from code points for surrogate pairs.
  if (order === 'code-points' && !/[\ud800-\udfff]/.test(a + b)) return [difference(a, b)];
  const plain = (/** @type {string} */ text) => text.normalize('NFD').toLowerCase();
  const bare = (/** @type {string} */ text) => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
  const [x, y] = [a, b].map((text) => Array.from(plain(text)));
  const place = x.findIndex((character, index) => character !== y[index]);
  if (place >= 0 && y[place] && /[^a-z\d]/.test(x[place] + y[place])) return [1, 0];
  const padded = (/** @type {string} */ text) => text.replace(/\d+/g, (digits) => digits.padStart(20, '0'));
  const forms = [[a, b], [a, b].map(plain), [a, b].map(bare)];
  return forms.concat(forms.map((pair) => pair.map(padded))).map(([one, other]) => difference(one, other));
}
