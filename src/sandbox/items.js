// @ts-check
// The items of a list: finding them, matching them with filters, comparing them.

/** The requested list, or that of the requested item. */
function list() {
  return contract.lists[about.list];
}

/**
 * The items of the list in a response; by default, of this one.
 *
 * @param {PostmanResponse} [response]
 * @returns {unknown[]}
 */
function items(response) {
  const found = (response || pm.response).code === 204 ? [] : at(body(response), list().items);
  if (found == null && list().mayLack) return [];
  return Array.isArray(found) ? found : pm.expect.fail('the list: expected an array, got ' + brief(found));
}

/**
 * @param {unknown} item
 */
function idOf(item) {
  return at(item, list().id);
}

/**
 * Whether a value in an item is equal to the text of a filter.
 *
 * @param {unknown} item
 * @param {string} pointer
 * @param {string} text
 * @returns {boolean}
 */
function matches(item, pointer, text) {
  const value = at(item, pointer);
  if (Array.isArray(value)) return value.some((_, index) => matches(value, '/' + index, text));
  return value !== undefined && String(value) === text;
}

/**
 * Whether an item is on the requested side of a bound; undefined if not known.
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
 * Whether an item matches a filter; undefined if not described.
 *
 * @param {import('./request-data.ts').FilterData} filter
 * @returns {(item: unknown) => boolean | undefined}
 */
function matcherOf({ parameter, member, bound, anyOf }) {
  const text = sentText(parameter);
  if (bound) return (item) => isWithin(item, member, text, bound);
  return (item) => (anyOf || [text]).some((one) => matches(item, member, one));
}

/**
 * Whether a value has a text in it; undefined if only two letters of it, or none.
 *
 * @param {unknown} value
 * @param {string} text
 */
function isLike(value, text) {
  if (value == null) return undefined;
  const plain = (/** @type {unknown} */ part) => String(part).normalize('NFKD').toLowerCase();
  const [one, other] = [value, text].map((part) => plain(part).replace(/[^\p{L}\p{N}]/gu, ''));
  if (one.includes(other)) return true;
  return Array.from(other).some((_, at) => at > 0 && one.includes(other.slice(at - 1, at + 1))) && undefined;
}

/**
 * Throws if an item does not match the filter of this parameter.
 *
 * @param {string} parameter
 */
function expectMatch(parameter) {
  (about.filters || []).forEach((filter) => {
    if (filter.parameter !== parameter) return;
    const { member, bound, anyOf, isLoose } = filter;
    const isMatch = isLoose ? (/** @type {unknown} */ item) => isLike(at(item, member), sentText(parameter)) : matcherOf(filter);
    if (!items().length) skipHere('empty-list');
    const results = items().map(isMatch);
    const place = results.indexOf(false);
    if (place < 0 && !results.includes(true)) skipHere('no-such-value');
    if (place < 0 && isLoose && !results.every(Boolean)) skipHere('only-like');
    if (place < 0) return;
    const which = bound ? 'a value ' + (bound.side === 'from' ? 'from ' : 'up to ') : anyOf ? 'one of ' : isLoose ? 'a value like ' : '';
    const got = brief(at(items()[place], member));
    pm.expect.fail('/' + place + member + ': expected ' + which + brief(anyOf || sentText(parameter)) + ', got ' + got);
  });
}

/**
 * Throws if a total is less than the items up to the end of this page.
 *
 * @param {number} total
 * @param {number} first
 */
function expectTotal(total, first) {
  if (!items().length) skipHere('empty-list');
  pm.expect(total, 'the total').to.be.at.least(first + items().length);
}

/**
 * Throws if an item has no id, or that of another item.
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
  if (places.size < 2) skipHere(places.size ? 'one-item' : 'empty-list');
}

/**
 * Throws at the first item that differs between two lists. Items that are equal in all `ties` may change places.
 *
 * @param {readonly unknown[]} found
 * @param {readonly unknown[]} expected
 * @param {readonly string[]} [ties]
 */
function expectSameItems(found, expected, ties) {
  if (found.length + expected.length === 0) skipHere('empty-list');
  /** @type {(a: unknown, b: unknown) => boolean} */
  const isTie = (a, b) => ties !== undefined && ties.every((member) => same(at(a, member), at(b, member)));
  const isSame = (/** @type {unknown} */ a, /** @type {unknown} */ b) => same(idOf(a), idOf(b)) || isTie(a, b);
  const place = expected.findIndex((item, index) => index >= found.length || !isSame(item, found[index]));
  const end = place < 0 ? expected.length : place;
  if (place < 0 && found.length <= end) return;
  const wanted = place < 0 ? 'no more items' : 'the item ' + brief(idOf(expected[end]));
  pm.expect.fail('at /' + end + ': expected ' + wanted + ', got ' + brief(idOf(found[end])));
}

/**
 * Throws if an item has other members in a second list, at any index.
 *
 * @param {readonly unknown[]} found
 * @param {readonly unknown[]} second
 */
function expectSameMembers(found, second) {
  if (found.length + second.length === 0) skipHere('empty-list');
  const byId = new Map(second.map((item) => [idOf(item), item]));
  found.forEach((item, index) => {
    const other = byId.get(idOf(item));
    // A list may show an id twice.
    if (other && !same(item, other, meansSame) && !second.some((one) => same(item, one, meansSame)))
      pm.expect.fail('/' + index + ' has other members in the second response');
  });
}

/**
 * @param {any} a an instant, which has several texts, a UUID, which is the same in any case, or an array: its order is open.
 * https://www.rfc-editor.org/rfc/rfc3339#section-4, https://www.rfc-editor.org/rfc/rfc9562#section-4
 * @param {any} b
 * @returns {boolean} whether this means the same
 */
function meansSame(a, b) {
  if (isDateTime(a) && isDateTime(b)) return Date.parse(a) === Date.parse(b);
  if (!Array.isArray(a)) return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(a) && a.toLowerCase() === String(b).toLowerCase();
  if (!Array.isArray(b) || a.length !== b.length) return false;
  const [all, rest] = [a, b].map((one) => Array.from(exactOf(one)));
  return all.every((one) => rest.some((other, place) => same(one, other, meansSame) && rest.splice(place, 1)));
}

/**
 * Throws if the details of an item differ from the list. Returns the number of compared members besides the id.
 *
 * @param {unknown} listed
 * @param {unknown} details
 */
function expectAgreement(listed, details) {
  if (!isNested(listed) || !isNested(details)) return pm.expect.fail('the details should be an object, got ' + brief(details));
  const { agreement, id, apart = [] } = list();
  return Object.keys(listed).filter((name) => {
    const [value, detail] = [listed, details].map((one) => exactOf(one)[name]);
    const says = '/' + name + ': the list has ' + brief(value) + ', the details have ';
    if (!has(details, name)) return agreement === 'whole' && pm.expect.fail(says + 'nothing');
    if (apart.includes(name)) return false;
    // The list may shorten texts and nested values.
    const isCode = typeof value === 'string' && /^\d{4}-\d\d-\d\d|^[A-Z][A-Z\d_]*$/.test(value);
    if (agreement === 'plain' && !isCode && !/number|boolean/.test(typeof listed[name])) return false;
    if (!same(value, detail, meansSame)) pm.expect.fail(says + brief(detail));
    return name !== namesOf(id)[0];
  }).length;
}
