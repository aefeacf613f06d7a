// @ts-check
// What comparisons read, by name, and how: each reader ends by handing on what it has read.

/**
 * The readers. Each gets what was read before it, how to end, and what to call when done.
 *
 * @type {Readers}
 */
const READERS = {
  /** The whole list, without filters and pages, in one order for all requests of the run. */
  whole: (_, reading, done) => readOnce(wholeUrl(), reading, done),
  /** The list in the order of this request, as far as this request needs it. */
  ordered: ({ whole }, reading, done) => {
    const all = whole && !whole.isCut ? whole.items.length : undefined;
    const hasAll = (/** @type {Read} */ found) => !found.isCut || found.items.length === all;
    const finish = (/** @type {Read} */ found) => done(Object.assign({}, found, { isCut: !hasAll(found) }));
    readOnce(orderedUrl(), reading, finish, about.upTo || all);
  },
  /** All items that the server finds for the filters of this request, without pages. */
  matching: (_, reading, done) => {
    const finish = (/** @type {Read} */ found) => done(Object.assign({}, found, { isFiltered: true }));
    readOnce(withMost(urlWithout(pageParameters())), reading, finish);
  },
  /** The first parts of the list, each as small as this request asks for. */
  pages: ({ response }, reading, done) => {
    const url = urlWithout(pageParameters().filter((name) => name !== list().limit));
    readParts(url, reading, done, { parts: PAGES, first: response });
  },
  /** Another request in between: a server may keep something of it. */
  other: (_, reading, done) => {
    const { other } = about;
    const finish = () => done(null);
    if (other) read(withParameter(urlWithout(pageParameters()), other[0], other[1]), reading, finish, finish);
    else finish();
  },
  /** The same request again. */
  again: (_, reading, done) => {
    read(pm.request.url.toString(), reading, (response) => done({ items: items(response) }));
  },
  /** The page that the response links to; nothing where it links to none. */
  next: ({ response }, reading, done) => {
    const url = nextUrl(response);
    if (url === '') done(null);
    else read(url, reading, (page) => done({ items: items(page) }));
  },
  /** The details of items from all over the whole list. */
  details: ({ whole }, reading, done) => readDetails(itemsToLookAt(whole.items), reading, done, []),
};

/**
 * Reads by these readers, one after the other.
 *
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
 * The items of a list that was read to its end, cut to a page where its bounds are given; those that match the filters of this
 * request.
 *
 * @param {Read} found
 * @param {number} [from]
 * @param {number} [to]
 */
function sliceOf(found, from, to) {
  const matchers = ((found.isFiltered ? [] : about.filters) || []).map(matcherOf);
  const fitting = found.items.filter((item) => matchers.every((isMatch) => isMatch(item) === true));
  const isKnown = !found.isCut || (to !== undefined && fitting.length >= to);
  return isKnown ? fitting.slice(from || 0, to) : skipHere('list-too-long');
}

/**
 * Throws where the found items lack one of the whole list that matches, or, where that is certain, hold one that does not.
 *
 * @param {readonly unknown[]} found
 * @param {Read} whole
 * @param {boolean} isExact
 */
function expectComplete(found, whole, isExact) {
  const matchers = (about.filters || []).map(matcherOf);
  const ids = new Set(found.map(idOf));
  /** @type {(isFine: (fit: boolean | undefined) => boolean) => unknown[]} */
  const idsWhere = (isFine) => whole.items.filter((item) => matchers.every((isMatch) => isFine(isMatch(item)))).map(idOf);
  const missing = idsWhere((fit) => fit === true).filter((id) => !ids.has(id));
  if (missing.length > 0) pm.expect.fail('missing: ' + brief(missing));
  if (!isExact || whole.isCut) return;
  const allowed = new Set(idsWhere((fit) => fit !== false));
  const surplus = Array.from(ids).filter((id) => !allowed.has(id));
  if (surplus.length > 0) pm.expect.fail('not in the whole list, or not matching: ' + brief(surplus));
}

/**
 * Reads the details of items, one after the other.
 *
 * @param {readonly unknown[]} chosen
 * @param {Reading} reading
 * @param {(found: Details[]) => void} done
 * @param {Details[]} found
 */
function readDetails(chosen, reading, done, found) {
  if (found.length === chosen.length) return done(found);
  const listed = chosen[found.length];
  const [path, ...query] = urlWithout(pm.request.url.query.all().map((entry) => decoded(entry.key))).split('?');
  const url = [path + '/' + encodeURIComponent(String(idOf(listed))), ...query].join('?');
  const next = (/** @type {unknown} */ sample) => readDetails(chosen, reading, done, [...found, { listed, body: sample }]);
  read(
    url,
    reading,
    (response) => next(body(response)),
    () => next(null),
  );
}

/**
 * Three items from all over a list, and three that are as different as can be: of each kind there is, one is looked at.
 *
 * @param {readonly unknown[]} listed
 */
function itemsToLookAt(listed) {
  const chosen = new Set([0, 1, 2].map((step) => listed[Math.round((step * (listed.length - 1)) / 2)]));
  const traits = listed.map(traitsOf);
  const counts = new Map();
  for (const own of traits) for (const trait of own) counts.set(trait, (counts.get(trait) || 0) + 1);
  const known = new Set();
  for (let turn = 0; turn < 3; turn += 1) {
    const news = traits.map((own) => own.filter((trait) => counts.get(trait) > 1 && !known.has(trait)).length);
    const most = news.reduce((greatest, number) => Math.max(greatest, number), 0);
    if (most === 0) break;
    const best = news.lastIndexOf(most);
    for (const trait of traits[best]) known.add(trait);
    chosen.add(listed[best]);
  }
  return Array.from(chosen).filter((item) => item !== undefined);
}

/**
 * What an item may have in common with others: its texts, and what is so or not.
 *
 * @param {unknown} item
 */
function traitsOf(item) {
  if (!isNested(item)) return [];
  const names = Object.keys(item).filter((name) => typeof item[name] === 'string' || typeof item[name] === 'boolean');
  return names.map((name) => name + '=' + item[name]);
}
