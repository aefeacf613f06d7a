// @ts-check
// The readers of comparisons. Each reads data from the server, and passes it to a callback.

/**
 * @type {Readers} Each gets the results of those before it, and a callback.
 */
const READERS = {
  whole: (_, reading, done) => readOnce(wholeUrl(), reading, done),
  ordered: ({ whole }, reading, done) => {
    const all = whole && !whole.isCut ? whole.items.length : undefined;
    const finish = (/** @type {Read} */ found) => done(Object.assign({}, found, { isCut: found.isCut && found.items.length !== all }));
    readOnce(withMost(urlWithout(otherParameters())), reading, finish, about.upTo || all);
  },
  matching: (_, reading, done) => readOnce(withMost(urlWithout(pageParameters())), reading, done),
  pages: ({ response }, reading, done) => {
    const { limit, start } = list();
    const url = urlWithout(pageParameters().filter((name) => name !== limit));
    readParts(start ? withParameter(url, ...start) : url, reading, done, { parts: PAGES, first: response });
  },
  other: (_, reading, done) => {
    const { other } = about;
    const finish = () => done(null);
    if (other) read(withParameter(urlWithout(pageParameters()), other[0], other[1]), reading, finish, finish);
    else finish();
  },
  again: (_, reading, done) => {
    read(sentUrl(), reading, (response) => done({ items: items(response) }));
  },
  next: ({ response }, reading, done) => {
    const url = nextUrl(response);
    if (url === '') done(null);
    else read(url, reading, (page) => done({ items: items(page) }));
  },
  // No path can have dots as an id.
  details: ({ whole }, reading, done) => {
    const items = whole.items.filter((/** @type {unknown} */ item) => !/^\.\.?$/.test(String(idOf(item))));
    readDetails(sampledItems(items), reading, done, []);
  },
};

/**
 * @param {ReadonlySet<string>} names
 * @param {PostmanResponse} response
 * @param {Reading} reading
 * @param {(seen: Seen) => void} done
 */
function readAll(names, response, reading, done) {
  /** @type {any} */
  const look = { response };
  /** @type {readonly [string, Function][]} */
  const readers = Object.entries(READERS).filter(([name]) => names.has(name));
  /** @param {number} index */
  const step = (index) => {
    if (index === readers.length) return done(look);
    const [name, reader] = readers[index];
    reader(look, reading, (/** @type {unknown} */ found) => {
      look[name] = found;
      step(index + 1);
    });
  };
  step(0);
}

/**
 * The items of a list, or a page of them. Skips if too little of the list was read.
 *
 * @param {Read} found
 * @param {number} [from]
 * @param {number} [to]
 */
function sliceOf(found, from, to) {
  const isKnown = !found.isCut || (to !== undefined && found.items.length >= to);
  return isKnown ? found.items.slice(from || 0, to) : skipHere('list-too-long');
}

/**
 * Throws if a matching item is missing or, for exact filters, one does not match. The whole list may hide some.
 *
 * @param {readonly unknown[]} found
 * @param {Read} whole
 * @param {boolean} isExact
 */
function expectComplete(found, whole, isExact) {
  const matchers = (about.filters || []).map(matcherOf);
  const ids = new Set(found.map(idOf));
  /** @type {(item: unknown) => boolean} */
  const matchesAll = (item) => matchers.every((isMatch) => isMatch(item) === true);
  const expected = whole.items.filter(matchesAll).map(idOf);
  const missing = expected.filter((id) => !ids.has(id));
  if (missing.length > 0) pm.expect.fail('missing: ' + brief(missing));
  if (expected.length === 0 && (found.length === 0 || !isExact || whole.isCut)) skipHere('no-such-value');
  if (!isExact || whole.isCut) return;
  const mayMatch = whole.items.filter((item) => matchers.every((isMatch) => isMatch(item) !== false));
  const allowed = new Set(mayMatch.map(idOf));
  const surplus = found.filter((item) => !matchesAll(item) && !allowed.has(idOf(item))).map(idOf);
  if (surplus.length > 0) pm.expect.fail('not in the whole list, or does not match: ' + brief(surplus));
}

/**
 * @param {readonly unknown[]} chosen
 * @param {Reading} reading
 * @param {(found: Details[]) => void} done
 * @param {Details[]} found
 */
function readDetails(chosen, reading, done, found) {
  if (found.length === chosen.length) return done(found);
  const listed = chosen[found.length];
  const [path, ...query] = urlWithout(Object.keys(about.query)).split('?');
  const [end, after] = list().ends;
  const above = path.slice(0, path.length - end.length);
  const url = [above + '/' + encodeURIComponent(String(idOf(listed))) + after, ...query].join('?');
  const { details = {} } = about;
  const whole = (details.query || []).reduce((all, [name, value]) => withParameter(all, name, value), url);
  const next = (/** @type {unknown} */ sample) => readDetails(chosen, reading, done, [...found, { listed, body: sample }]);
  read(
    whole,
    Object.assign({}, reading, { headers: details.headers }),
    (response) => next(response.code > 201 ? undefined : body(response)),
    (code) => code < 500 && ![401, 429].includes(code) && next([400, 404, 416, 422].includes(code) ? null : undefined),
  );
}

/**
 * Up to six items: the first, the middle, the last, and others.
 *
 * @param {readonly unknown[]} listed
 */
function sampledItems(listed) {
  const chosen = new Set([0, 1, 2].map((step) => listed[Math.round((step * (listed.length - 1)) / 2)]));
  const traits = listed.map(traitsOf);
  const counts = new Map();
  for (const own of traits) for (const trait of own) counts.set(trait, (counts.get(trait) || 0) + 1);
  const known = new Set();
  for (let turn = 0; turn < 3; turn += 1) {
    const news = traits.map((own) => own.filter((trait) => counts.get(trait) > 1 && !known.has(trait)).length);
    const best = news.reduce((place, number, index) => (number && number >= (news[place] || 0) ? index : place), -1);
    if (best < 0) break;
    for (const trait of traits[best]) known.add(trait);
    chosen.add(listed[best]);
  }
  return Array.from(chosen).filter((item) => item !== undefined);
}

/**
 * The traits of an item that others may share: its texts and booleans.
 *
 * @param {unknown} item
 */
function traitsOf(item) {
  if (!isNested(item)) return [];
  const names = Object.keys(item).filter((name) => /string|boolean/.test(typeof item[name]));
  return names.map((name) => name + '=' + item[name]);
}
