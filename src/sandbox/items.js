// @ts-check
/** The items of a list: which they are, whether they match what was asked for, their order, whether they are the same. */

/** What the list means that this request reads, or whose item it reads. */
function list() {
  return contract.lists[about.list];
}

/** The items of the list in the body of a response; of this one, when called without. */
function items(response) {
  const found = at(response ? response.json() : body(), list().items);
  pm.expect(found, 'the list').to.be.an('array');
  return found;
}

/** What tells an item from the others. */
function idOf(item) {
  return at(item, list().id);
}

/** Whether an item has a value, as a filter spells it, at a JSON pointer. */
function matches(item, pointer, text) {
  const value = at(item, pointer);
  return Array.isArray(value)
    ? value.some((element) => String(element) === text)
    : value !== undefined && String(value) === text;
}

/** Whether an item lies on the side of a bound that a filter asks for; undefined where nothing says it, or it has no such value. */
function isWithin(item, pointer, text, bound) {
  const value = at(item, pointer),
    read = bound.order === 'number' ? Number : Date.parse;
  const distance = value === null || value === undefined ? NaN : read(value) - read(text);
  if (Number.isNaN(distance)) return undefined;
  // Of a second, no more than thousandths are read.
  const isCut = distance === 0 && String(value) !== text && /\.\d{4}/.test(value + text);
  if (distance === 0) return isCut ? undefined : bound.inclusive;
  return bound.side === 'from' ? distance > 0 : distance < 0;
}

/** Whether an item has what a filter of this request asks for; undefined where nothing says it. */
function isMatch(item, filter) {
  const text = sentText(filter.parameter);
  if (filter.bound) return isWithin(item, filter.member, text, filter.bound);
  return filter.anyOf
    ? filter.anyOf.some((one) => matches(item, filter.member, one))
    : matches(item, filter.member, text);
}

/** Throws where an item does not have what the filter by this parameter asks for. */
function expectMatch(parameter) {
  const filter = about.filters.find((one) => one.parameter === parameter),
    text = sentText(parameter);
  const side = filter.bound
    ? filter.bound.side === 'from'
      ? 'a value from '
      : 'a value up to '
    : filter.anyOf
      ? 'one of '
      : '';
  items().forEach((item, index) => {
    if (isMatch(item, filter) !== false) return;
    pm.expect.fail(
      '/' + index + filter.member + ': expected ' + side + brief(text) + ', got ' + brief(at(item, filter.member)),
    );
  });
}

/** Throws where a total is less than the items up to the end of this page, whose first has this index. */
function expectTotal(total, first) {
  pm.expect(total, 'the total').to.be.at.least(items().length === 0 ? 0 : first + items().length);
}

/** Throws where an item of the response has no id, or the id of another one. */
function expectNoDuplicates() {
  const places = new Map();
  items()
    .map(idOf)
    .forEach((id, index) => {
      if (id === undefined) pm.expect.fail('/' + index + ' has no id');
      if (places.has(id)) pm.expect.fail('/' + places.get(id) + ' and /' + index + ' are both ' + brief(id));
      places.set(id, index);
    });
}

/** Throws where the items of the response are not in the order of these keys. */
function expectOrder(keys) {
  items().forEach((item, index, all) => {
    if (index === 0 || inOrder(all[index - 1], item, keys)) return;
    const values = keys.map((key) => brief(at(item, key.member)) + ' after ' + brief(at(all[index - 1], key.member)));
    pm.expect.fail('/' + index + ' is out of order: ' + values.join(', '));
  });
}

/**
 * Whether two neighbours are in the order of several keys. An item without the key may stand anywhere, unless such items are
 * described to come last. Few descriptions say how texts are ordered: by code point, without regard to case, or to accents and
 * signs, all are right.
 */
function inOrder(first, second, keys) {
  for (const key of keys) {
    const a = at(first, key.member),
      b = at(second, key.member);
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

/** Whether a value comes after another one (1), before it (-1) or beside it (0): in each order that it may have. */
function differences(a, b, key) {
  if (key.order === 'rank') {
    const x = key.ranks.indexOf(a),
      y = key.ranks.indexOf(b);
    // A value without a rank may stand anywhere.
    return x < 0 || y < 0 ? [-1, 1] : [x - y];
  }
  if (key.order === 'number') return [a - b];
  if (key.order === 'date-time') return [Date.parse(a) - Date.parse(b)];
  return textDifferences(String(a), String(b), key.order);
}

/** The same for texts. */
function textDifferences(a, b, order) {
  const difference = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  // Of characters beyond the first 65,536, JavaScript compares halves.
  if (order === 'code-points' && !/[\ud800-\udfff]/.test(a + b)) return [difference(a, b)];
  const plain = (text) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const x = plain(a),
    y = plain(b),
    place = Array.from(x).findIndex((character, index) => character !== y[index]);
  // Where a letter beyond A to Z comes depends on the language: Ł may come before M, and Ø after Z.
  const isForeign = place >= 0 && /[^\x00-\x7f]/.test(x[place] + (y[place] || ''));
  if (isForeign && a !== b) return [difference(x, y), 0];
  return [difference(a, b), difference(a.toLowerCase(), b.toLowerCase()), difference(x, y)];
}

/**
 * Throws where two lists do not hold the same items in the same order, and says which place differs, and how. Where members
 * are given, items that are equal by them may have changed places.
 */
function expectSameItems(found, expected, ties) {
  const isTie = (a, b) => ties !== undefined && ties.every((member) => same(at(a, member), at(b, member)));
  const place = expected.findIndex(
    (item, index) => index >= found.length || !(idOf(item) === idOf(found[index]) || isTie(item, found[index])),
  );
  if (place >= 0)
    pm.expect.fail(
      'at /' +
        place +
        ': expected the item ' +
        brief(idOf(expected[place])) +
        ', got ' +
        brief(found[place] && idOf(found[place])),
    );
  if (found.length > expected.length) {
    pm.expect.fail('at /' + expected.length + ': expected no more items, got ' + brief(idOf(found[expected.length])));
  }
}

/** Throws where the details of an item say something else than the list does. How much both must say is the list's agreement. */
function expectAgreement(listed, details) {
  const agreement = list().agreement;
  Object.keys(listed).forEach((name) => {
    if (!has(details, name)) {
      if (agreement === 'whole')
        pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details nothing');
      return;
    }
    // The list may show less than all of a text, or of what has members of its own.
    const isPlain =
      typeof listed[name] === 'number' ||
      typeof listed[name] === 'boolean' ||
      /^\d{4}-\d\d-\d\d|^[A-Z][A-Z\d_]*$/.test(listed[name]);
    if (agreement === 'plain' && !isPlain) return;
    if (same(listed[name], details[name])) return;
    pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details ' + brief(details[name]));
  });
}
