// @ts-check
// Values of the response that later requests need. They are stored in variables.

/**
 * Asserts that the response has a value, and stores it. Without it, later requests are not sent.
 *
 * @param {string} name
 * @param {string} variable
 * @param {() => unknown} find
 * @param {boolean} [isText] whether it is sent in a header, as it is
 * @param {Statuses} [statuses] of the responses that have it
 */
function capture(name, variable, find, isText, statuses) {
  keep(variable, '');
  testFor(name, statuses || '2XX', () => {
    if (about && about.isList && items().length === 0) skipHere('empty-list');
    const value = find();
    if (value === undefined || value === '' || typeof value === 'object') pm.expect.fail('the response does not contain this value');
    keep(variable, value, isText);
  });
}

/**
 * The value at a JSON pointer of the body, as JSON for the body of a later request. A brace is spelled so that no variable begins.
 *
 * @param {string} pointer
 */
function jsonAt(pointer) {
  const value = at(body(), pointer);
  const rounded = namesOf(pointer).reduce((found, name) => Object(found)[name], /** @type {any} */ (body()));
  if (value === undefined || value === null) return undefined;
  return typeof rounded === 'number' ? String(value) : JSON.stringify(value).replace(/\{\{/g, '{\\u007b');
}

/**
 * As `jsonAt`, for a part that a response need not have.
 *
 * @param {string} pointer
 */
function jsonIfThere(pointer) {
  atIfThere(body(), pointer);
  return jsonAt(pointer);
}

/**
 * A value that a URL or a header can hold. An empty text, an array and an object are correct values, and not sent.
 *
 * @param {unknown} value
 */
function ifPlain(value) {
  return value === '' || isNested(value) ? skipHere('no-such-value') : value;
}

/**
 * Stores a value for later requests: percent-encoded, since no client encodes a variable. No path can contain `.` or `..`. An empty
 * one is stored with the reason, if the response cannot provide it.
 *
 * @param {string} variable
 * @param {unknown} value
 * @param {boolean} [isText] whether it is stored as it is
 */
function keep(variable, value, isText) {
  let lack = '';
  try {
    expectAmong('2XX');
    textOf(pm.response);
  } catch (error) {
    lack = error.notJudged;
  }
  const text = [value].join('');
  const encoded = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(/^\.\.?$/, '');
  pm.variables.set('lack_of_' + variable, lack);
  pm.collectionVariables.set(variable, isText && !/\{\{/.test(text) ? text : encoded);
}

/**
 * Stores the id of a created item: a member of the body, or else the end of the URL in Location. With 202, nothing is created yet.
 * A URL that is not one of this path names something else, such as a job. FHIR gives that of the version: `/Patient/7/_history/1`.
 *
 * @param {string} variable
 * @param {string} pointer
 * @param {string} parent the segment before the id, if it is known
 */
function captureCreated(variable, pointer, parent) {
  const { code, headers } = pm.response;
  let id = pointer && at(bodyOrNothing(), pointer);
  if (typeof id !== 'string' && typeof id !== 'number') id = '';
  const url = (headers.get('Location') || '').replace(/[?#].*/, '').replace(/(\/_history\/[^/]*)?\/*$/, '');
  const [end, before = ''] = url.replace(/\+/g, '%2B').split('/').reverse();
  if (id === '' && code === 201 && (!parent || decoded(before) === parent)) id = decoded(end);
  keep(variable, code < 202 ? id : '');
}

/**
 * @param {readonly import('./request-data.ts').WantedValue[]} wanted
 */
function captureFilterValues(wanted) {
  const choice = itemsToFilterBy(wanted);
  wanted.forEach(({ variable, member, as }) => {
    const item = choice.find((candidate) => isFilterValue(candidate, member));
    const text = item === undefined ? '' : String(firstValue(item, member));
    const spelled = spellAs(as, text);
    keep(variable, as !== 'whole' && spelled === text ? '' : spelled);
  });
}

/**
 * The items to take filter values from, the best first.
 *
 * @param {readonly import('./request-data.ts').WantedValue[]} wanted
 */
function itemsToFilterBy(wanted) {
  const found = itemsOrNone().slice(0, 100);
  const members = Array.from(new Set(wanted.map(({ member }) => member)));
  const exact = members.filter((member) => wanted.some((one) => one.member === member && one.exact));
  const counts = found.map((item) => members.filter((member) => isFilterValue(item, member)).length);
  const most = Math.max(0, ...counts);
  const complete = found.filter((_, index) => counts[index] === most);
  const different = complete.filter((item) => othersOf(found, item, members[0]).length > 0);
  /** @type {Map<unknown, any>} */
  const matches = new Map(different.map((item) => [item, exact.filter((member) => isInside(found, item, member)).length]));
  return different.sort((a, b) => matches.get(b) - matches.get(a)).concat(complete, found);
}

/**
 * @param {readonly unknown[]} found
 * @param {unknown} item
 * @param {string} member
 */
function othersOf(found, item, member) {
  return found.filter((other) => firstValue(other, member) !== firstValue(item, member));
}

/**
 * @param {readonly unknown[]} found
 * @param {unknown} item
 * @param {string} member
 */
function isInside(found, item, member) {
  /** @type {(one: unknown) => string} */
  const plain = (one) => String(firstValue(one, member)).toLowerCase();
  return isFilterValue(item, member) && othersOf(found, item, member).some((other) => plain(other).includes(plain(item)));
}

/**
 * @param {unknown} item
 * @param {string} member
 * @returns {unknown}
 */
function firstValue(item, member) {
  const value = at(item, member);
  return Array.isArray(value) ? at(value, '/0') : value;
}

/**
 * Whether a value can be a query parameter.
 *
 * @param {unknown} item
 * @param {string} member
 */
function isFilterValue(item, member) {
  const value = firstValue(item, member);
  return /string|number|boolean/.test(typeof value) && value !== '' && !/[\ud800-\udfff]/u.test(String(value));
}

/**
 * @param {import('./request-data.ts').WantedValue['as']} as
 * @param {string} text
 */
function spellAs(as, text) {
  return as === 'part' ? Array.from(text).slice(0, -1).join('') : text;
}

function itemsOrNone() {
  const found = at(bodyOrNothing(), list().items);
  return Array.isArray(found) ? found : [];
}

/**
 * Stores a bound: the median of the items' values; an empty text if all are equal.
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
  keep(variable, as === 'other-zone' && middle !== '' ? inOtherZone(middle) : middle);
}

/**
 * The same instant, written with the offset +05:30.
 *
 * @param {string} text
 */
function inOtherZone(text) {
  const fraction = (/\.\d+/.exec(text) || [''])[0];
  const local = new Date(Math.floor(Date.parse(text) / 1000) * 1000 + 19800000).toISOString().slice(0, 19);
  return local + fraction + '+05:30';
}

/**
 * @param {string} variable
 */
function captureLastId(variable) {
  keep(variable, itemsOrNone().slice(-1).map(idOf)[0]);
}
