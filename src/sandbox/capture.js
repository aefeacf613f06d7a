// @ts-check
/** Values of a response that later requests need, kept in variables. */

/** Asserts that the response has a value, and keeps it in a variable. An empty list has none, which is no fault. */
function capture(name, variable, find) {
  if (about && about.list && about.isList && isEmptyList()) {
    keep(variable, '');
    return notJudged(name, 'empty-list');
  }
  pm.test(name, () => {
    const value = find();
    if (value === undefined || value === null || value === '') pm.expect.fail('the response has no such value');
    if (/\{\{/.test(String(value)))
      pm.expect.fail('the value holds two braces, which Postman would take for a variable');
    keep(variable, value);
  });
}

/** Keeps a value for the requests that follow. */
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
 * Keeps values that filters can ask for, percent-encoded; nothing, where no item has one. All values are of one item, so one at
 * least matches all filters at once: an item that has most of them, is not like all others, and has what a filter that looks
 * less closely than it should would find in others too.
 */
function captureFilterValues(wanted) {
  const members = wanted.map((one) => one.member).filter((member, index, all) => all.indexOf(member) === index);
  const exact = members.filter((member) => wanted.some((one) => one.member === member && one.exact));
  // Of a member with several values, a filter asks for one.
  const valueOf = (item, member) => [].concat(at(item, member))[0];
  const holds = (item, member) =>
    ['string', 'number', 'boolean'].includes(typeof valueOf(item, member)) && valueOf(item, member) !== '';
  const wealth = (item) => members.filter((member) => holds(item, member)).length;
  const found = itemsOrNone().slice(0, 100),
    most = Math.max.apply(null, found.map(wealth).concat(0));
  const rich = found.filter((item) => wealth(item) === most);
  const differs = (item) => found.some((other) => valueOf(other, members[0]) !== valueOf(item, members[0]));
  const plain = (item, member) => String(valueOf(item, member)).toLowerCase();
  const isInside = (item, member) =>
    found.some(
      (other) => valueOf(other, member) !== valueOf(item, member) && plain(other, member).includes(plain(item, member)),
    );
  const risk = (item) => exact.filter((member) => holds(item, member) && isInside(item, member)).length;
  const candidates = rich
    .filter(differs)
    .map((item) => ({ item: item, risk: risk(item) }))
    .sort((a, b) => b.risk - a.risk);
  const choice = candidates.map((one) => one.item).concat(rich, found);
  wanted.forEach((one) => {
    const item = choice.find((candidate) => holds(candidate, one.member));
    const text = item === undefined ? '' : String(valueOf(item, one.member)),
      spelled = spellAs(one.as, text);
    keep(one.variable, one.as !== 'whole' && spelled === text ? '' : encodedOrNone(spelled));
  });
}

/** A value as no item has it: a part of it, or in the other case. */
function spellAs(as, text) {
  if (as === 'part') return Array.from(text).slice(0, -1).join('');
  if (as === 'other-case') return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
  return text;
}

/** A value as a query spells it; nothing for half of a surrogate pair, which has no spelling. */
function encodedOrNone(text) {
  try {
    return encodeURIComponent(text);
  } catch (half) {
    return '';
  }
}

/** The items of the response, or none where it has no list: the tests tell. */
function itemsOrNone() {
  try {
    return items();
  } catch (noList) {
    return [];
  }
}

/** Keeps a value to ask for what lies on one side of it: of all values of the items the middle one; nothing, where all are alike. */
function captureMiddle(variable, pointer, order, as) {
  const read = (value) => (order === 'number' ? Number(value) : Date.parse(value));
  const values = itemsOrNone()
    .map((item) => at(item, pointer))
    .filter((value) => value !== null && value !== undefined && !Number.isNaN(read(value)));
  const distinct = values
    .sort((a, b) => read(a) - read(b))
    .filter((value, index) => index === 0 || read(value) !== read(values[index - 1]));
  const middle = distinct.length > 1 ? String(distinct[Math.floor(distinct.length / 2)]) : '';
  keep(variable, encodedOrNone(as === 'other-zone' && middle !== '' ? inOtherZone(middle) : middle));
}

/** The same moment, as clocks 5 hours and 30 minutes ahead of UTC tell it. */
function inOtherZone(text) {
  const fraction = (/\.\d+/.exec(text) || [''])[0];
  const local = new Date(Math.floor(Date.parse(text) / 1000) * 1000 + 19800000).toISOString().slice(0, 19);
  return local + fraction + '+05:30';
}

/** Keeps the id of the last item, which is seldom looked at; nothing, where there is none. */
function captureLastId(variable) {
  const last = itemsOrNone().slice(-1)[0],
    id = last === undefined ? undefined : idOf(last);
  keep(variable, id === undefined || id === null || /\{\{/.test(String(id)) ? '' : id);
}
