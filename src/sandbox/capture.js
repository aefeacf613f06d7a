// @ts-check
// Values of a response that later requests need, kept in variables.

/**
 * Asserts that the response has a value, and keeps it in a variable. An empty list has none, which is no fault.
 *
 * @param {string} name
 * @param {string} variable
 * @param {() => unknown} find
 */
function capture(name, variable, find) {
  if (about && about.isList && isEmptyList()) {
    keep(variable, '');
    return notJudged(name, 'empty-list');
  }
  pm.test(name, () => {
    const value = find();
    if (value === undefined || value === '' || typeof value === 'object') pm.expect.fail('the response has no such value');
    if (/\{\{/.test(String(value))) pm.expect.fail('the value holds two braces, which Postman would take for a variable');
    keep(variable, value);
  });
}

/**
 * Captures a value for later requests.
 *
 * @param {string} variable
 * @param {unknown} value
 */
function keep(variable, value) {
  pm.collectionVariables.set(variable, value);
}

/** Whether the response is a list without items. */
function isEmptyList() {
  try {
    return items().length === 0;
  } catch (noList) {
    // The tests tell.
    return false;
  }
}

/**
 * Keeps values that filters can ask for, percent-encoded; nothing, where no item has one.
 *
 * @param {readonly import('./request-data.ts').WantedValue[]} wanted
 */
function captureFilterValues(wanted) {
  const choice = itemsToAskFor(wanted);
  wanted.forEach(({ variable, member, as }) => {
    const item = choice.find((candidate) => canBeAsked(candidate, member));
    const text = item === undefined ? '' : String(firstValue(item, member));
    const spelled = spellAs(as, text);
    keep(variable, as !== 'whole' && spelled === text ? '' : encodeURIComponent(spelled));
  });
}

/**
 * The items to take values for filters from, the best first. All values are of one item, so one at least matches all filters at
 * once: an item that has most of them, is not like all others, and has what a filter that looks less closely than it should
 * would find in others too.
 *
 * @param {readonly import('./request-data.ts').WantedValue[]} wanted
 */
function itemsToAskFor(wanted) {
  const found = itemsOrNone().slice(0, 100);
  const members = Array.from(new Set(wanted.map(({ member }) => member)));
  const exact = members.filter((member) => wanted.some((one) => one.member === member && one.exact));
  const wealth = found.map((item) => members.filter((member) => canBeAsked(item, member)).length);
  const most = Math.max(0, ...wealth);
  const rich = found.filter((_, index) => wealth[index] === most);
  const different = rich.filter((item) => othersOf(found, item, members[0]).length > 0);
  const risks = different.map((item) => exact.filter((member) => isInside(found, item, member)).length);
  const order = different.map((_, index) => index).sort((a, b) => risks[b] - risks[a]);
  return order.map((index) => different[index]).concat(rich, found);
}

/**
 * The items that have another value than this one.
 *
 * @param {readonly unknown[]} found
 * @param {unknown} item
 * @param {string} member
 */
function othersOf(found, item, member) {
  return found.filter((other) => firstValue(other, member) !== firstValue(item, member));
}

/**
 * Whether the value of an item stands inside that of another one, whatever the case.
 *
 * @param {readonly unknown[]} found
 * @param {unknown} item
 * @param {string} member
 */
function isInside(found, item, member) {
  /** @type {(one: unknown) => string} */
  const plain = (one) => String(firstValue(one, member)).toLowerCase();
  return canBeAsked(item, member) && othersOf(found, item, member).some((other) => plain(other).includes(plain(item)));
}

/**
 * Of a member with several values, a filter asks for one.
 *
 * @param {unknown} item
 * @param {string} member
 * @returns {unknown}
 */
function firstValue(item, member) {
  const value = at(item, member);
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Whether a URL can ask for the value of an item: half a character it cannot carry.
 *
 * @param {unknown} item
 * @param {string} member
 */
function canBeAsked(item, member) {
  const value = firstValue(item, member);
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '' && !/[\ud800-\udfff]/u.test(String(value));
}

/**
 * A value as no item has it: a part of it, or in the other case.
 *
 * @param {import('./request-data.ts').WantedValue['as']} as
 * @param {string} text
 */
function spellAs(as, text) {
  if (as === 'part') return Array.from(text).slice(0, -1).join('');
  if (as === 'other-case') return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
  return text;
}

/** The items of the response, or none where it has no list: the tests tell. */
function itemsOrNone() {
  try {
    return items();
  } catch (noList) {
    return [];
  }
}

/**
 * Captures a value to ask for what lies on one side of it: of all values of the items the middle one; nothing, where all are alike.
 *
 * @param {string} variable
 * @param {string} pointer
 * @param {'number' | 'date-time'} order
 * @param {'whole' | 'other-zone'} as
 */
function captureMiddle(variable, pointer, order, as) {
  const byAmount = new Map(itemsOrNone().map((item) => [amountOf(at(item, pointer), order), String(at(item, pointer))]));
  const amounts = Array.from(byAmount.keys())
    .filter((amount) => !Number.isNaN(amount))
    .sort((a, b) => a - b);
  const middle = (amounts.length > 1 && byAmount.get(amounts[Math.floor(amounts.length / 2)])) || '';
  keep(variable, encodeURIComponent(as === 'other-zone' && middle !== '' ? inOtherZone(middle) : middle));
}

/**
 * The same moment, as clocks 5 hours and 30 minutes ahead of UTC tell it.
 *
 * @param {string} text
 */
function inOtherZone(text) {
  const fraction = (/\.\d+/.exec(text) || [''])[0];
  const local = new Date(Math.floor(Date.parse(text) / 1000) * 1000 + 19800000).toISOString().slice(0, 19);
  return local + fraction + '+05:30';
}

/**
 * Captures the id of the last item, which is seldom looked at; nothing, where there is none.
 *
 * @param {string} variable
 */
function captureLastId(variable) {
  const id = itemsOrNone().slice(-1).map(idOf)[0];
  keep(variable, id === undefined || id === null || /\{\{/.test(String(id)) ? '' : id);
}
