// @ts-check
// The items of a list: which they are, whether they match what was asked for, their order, whether they are the same.

/** What the list means that this request reads, or whose item it reads. */
function list() {
  return contract.lists[about.list];
}

/**
 * The items of the list in the body of a response; of this one, when called without.
 *
 * @param {PostmanResponse} [response]
 * @returns {unknown[]}
 */
function items(response) {
  const found = at(body(response), list().items);
  return Array.isArray(found) ? found : pm.expect.fail('the list: expected an array, got ' + brief(found));
}

/**
 * What tells an item from the others.
 *
 * @param {unknown} item
 */
function idOf(item) {
  return at(item, list().id);
}

/**
 * Whether an item has a value, as a filter spells it, at a JSON pointer.
 *
 * @param {unknown} item
 * @param {string} pointer
 * @param {string} text
 */
function matches(item, pointer, text) {
  const value = at(item, pointer);
  if (Array.isArray(value)) return value.some((element) => String(element) === text);
  return value !== undefined && String(value) === text;
}

/**
 * Whether an item lies on the side of a bound that a filter asks for; undefined where nothing says it, or it has no such value.
 *
 * @param {unknown} item
 * @param {string} pointer
 * @param {string} text
 * @param {import('./request-data.ts').BoundData} bound
 */
function isWithin(item, pointer, text, bound) {
  const value = at(item, pointer);
  const distance = distanceOf(value, text, bound.order);
  if (Number.isNaN(distance)) return undefined;
  if (distance === 0) return bound.inclusive;
  return bound.side === 'from' ? distance > 0 : distance < 0;
}

/**
 * How far two values lie apart; NaN where nothing tells.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {'number' | 'date-time'} order
 */
function distanceOf(a, b, order) {
  const distance = amountOf(a, order) - amountOf(b, order);
  // Of a second, no more than thousandths are read.
  const isCut = distance === 0 && order === 'date-time' && a !== b && /\.\d{4}/.test(String(a) + b);
  return isCut ? NaN : distance;
}

/**
 * The number that a value stands for; NaN where it is none.
 *
 * @param {unknown} value
 * @param {'number' | 'date-time'} order
 */
function amountOf(value, order) {
  if (typeof value === 'number' && order === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return NaN;
  return order === 'number' ? Number(value) : Date.parse(value);
}

/**
 * A function that tells whether an item has what a filter of this request asks for; undefined where nothing says it.
 *
 * @param {import('./request-data.ts').FilterData} filter
 * @returns {(item: unknown) => boolean | undefined}
 */
function matcherOf(filter) {
  const { parameter, member, bound, anyOf } = filter;
  const text = sentText(parameter);
  if (bound) return (item) => isWithin(item, member, text, bound);
  return (item) => (anyOf || [text]).some((one) => matches(item, member, one));
}

/**
 * Throws where an item does not have what the filter by this parameter asks for.
 *
 * @param {string} parameter
 */
function expectMatch(parameter) {
  (about.filters || []).forEach((filter) => {
    if (filter.parameter !== parameter) return;
    const { member, bound, anyOf } = filter;
    const isMatch = matcherOf(filter);
    const place = items().findIndex((item) => isMatch(item) === false);
    if (place < 0) return;
    const which = bound ? (bound.side === 'from' ? 'a value from ' : 'a value up to ') : anyOf ? 'one of ' : '';
    const got = brief(at(items()[place], member));
    pm.expect.fail('/' + place + member + ': expected ' + which + brief(sentText(parameter)) + ', got ' + got);
  });
}

/**
 * Throws where a total is less than the items up to the end of this page, whose first has this index.
 *
 * @param {number} total
 * @param {number} first
 */
function expectTotal(total, first) {
  pm.expect(total, 'the total').to.be.at.least(items().length === 0 ? 0 : first + items().length);
}

/**
 * Throws where an item has no id, or the id of another one: of those of the response, when called without.
 *
 * @param {readonly unknown[]} [found]
 */
function expectNoDuplicates(found) {
  const places = new Map();
  (found || items()).forEach((item, index) => {
    const id = idOf(item);
    if (id === undefined) pm.expect.fail('/' + index + ' has no id');
    if (places.has(id)) pm.expect.fail('/' + places.get(id) + ' and /' + index + ' are both ' + brief(id));
    places.set(id, index);
  });
}

/**
 * Throws where the items of the response are not in the order of these keys.
 *
 * @param {readonly import('./request-data.ts').OrderKey[]} keys
 */
function expectOrder(keys) {
  const all = items();
  const place = all.findIndex((item, index) => index > 0 && !inOrder(all[index - 1], item, keys));
  if (place < 0) return;
  const values = keys.map(({ member }) => brief(at(all[place], member)) + ' after ' + brief(at(all[place - 1], member)));
  pm.expect.fail('/' + place + ' is out of order: ' + values.join(', '));
}

/**
 * Whether two neighbours are in the order of several keys. An item without the key may stand anywhere, unless such items are
 * described to come last. Few descriptions say how texts are ordered: by code point, without regard to case, or to accents and
 * signs, all are right.
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
      if (key.absent !== 'last') return true;
      if (!lacksSecond) return false;
      if (!lacksFirst) return true;
      continue;
    }
    const steps = differences(a, b, key).map((difference) => (key.descending ? -difference : difference));
    if (steps[0] === 0) continue;
    return steps.some((step) => step < 0) || (steps.length > 1 && steps.some((step) => step === 0));
  }
  return true;
}

/**
 * Whether a value comes after another one (above 0), before it (below 0) or beside it (0): in each order that it may have.
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
  // What has no rank, or is no number, may stand anywhere.
  return Number.isNaN(distance) ? [-1, 1] : [distance];
}

/**
 * The same for texts.
 *
 * @param {string} a
 * @param {string} b
 * @param {'text' | 'code-points'} order
 */
function textDifferences(a, b, order) {
  /** @type {(x: string, y: string) => number} */
  const difference = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  // Of characters beyond the first 65,536, JavaScript compares halves.
  if (order === 'code-points' && !/[\ud800-\udfff]/.test(a + b)) return [difference(a, b)];
  const [x, y] = [a, b].map((text) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const place = Array.from(x).findIndex((character, index) => character !== y[index]);
  // Where a letter beyond A to Z comes depends on the language: Ł may come before M, and Ø after Z.
  const isForeign = place >= 0 && /[^a-z\d]/.test(x[place] + (y[place] || ''));
  if (isForeign && a !== b) return [difference(x, y), 0];
  return [difference(a, b), difference(a.toLowerCase(), b.toLowerCase()), difference(x, y)];
}

/**
 * Throws where two lists do not hold the same items in the same order, and says which place differs, and how. Where members
 * are given, items that are equal by them may have changed places.
 *
 * @param {readonly unknown[]} found
 * @param {readonly unknown[]} expected
 * @param {readonly string[]} [ties]
 */
function expectSameItems(found, expected, ties) {
  /** @type {(a: unknown, b: unknown) => boolean} */
  const isTie = (a, b) => ties !== undefined && ties.every((member) => same(at(a, member), at(b, member)));
  const isSame = (/** @type {unknown} */ a, /** @type {unknown} */ b) => same(idOf(a), idOf(b)) || isTie(a, b);
  const place = expected.findIndex((item, index) => index >= found.length || !isSame(item, found[index]));
  if (place >= 0) {
    const [wanted, got] = [expected[place], found[place]].map((item) => brief(idOf(item)));
    pm.expect.fail('at /' + place + ': expected the item ' + wanted + ', got ' + got);
  }
  if (found.length > expected.length) {
    const got = brief(idOf(found[expected.length]));
    pm.expect.fail('at /' + expected.length + ': expected no more items, got ' + got);
  }
}

/**
 * Throws where an item has other members in a second list, wherever that holds it.
 *
 * @param {readonly unknown[]} found
 * @param {readonly unknown[]} second
 */
function expectSameMembers(found, second) {
  const byId = new Map(second.map((item) => [idOf(item), item]));
  found.forEach((item, index) => {
    const other = byId.get(idOf(item));
    if (other !== undefined && !same(item, other)) pm.expect.fail('/' + index + ' has other members the second time');
  });
}

/**
 * Throws where the details of an item say something else than the list does. How much both must say is the list's agreement.
 *
 * @param {unknown} listed
 * @param {unknown} details
 */
function expectAgreement(listed, details) {
  if (!isNested(listed) || !isNested(details)) return pm.expect.fail('the details should be an object, got ' + brief(details));
  const { agreement } = list();
  Object.keys(listed).forEach((name) => {
    const [value, detail] = [listed[name], details[name]];
    const says = '/' + name + ': the list says ' + brief(value) + ', the details ';
    if (!has(details, name) && agreement === 'whole') pm.expect.fail(says + 'nothing');
    if (!has(details, name)) return;
    // The list may show less than all of a text, or of what has members of its own.
    const isCode = typeof value === 'string' && /^\d{4}-\d\d-\d\d|^[A-Z][A-Z\d_]*$/.test(value);
    if (agreement === 'plain' && !isCode && typeof value !== 'number' && typeof value !== 'boolean') return;
    if (!same(value, detail)) pm.expect.fail(says + brief(detail));
  });
}
