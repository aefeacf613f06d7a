// @ts-check
/** What comparisons read, by name, and how: each reader ends by handing on what it has read. */

/** The readers. Each gets the response, what was read before it, how to end, and what to call when done. */
const READERS = {
  /** The whole list, without filters and pages, in one order for all requests of the run. */
  whole: (seen, reading, done) => readOnce(wholeUrl(), reading, done),
  /** The list in the order of this request, as far as this request needs it. */
  ordered: (seen, reading, done) => {
    const all = seen.whole && seen.whole.items.length;
    readOnce(
      orderedUrl(),
      reading,
      (found) => done(Object.assign({}, found, { isCut: found.isCut && found.items.length !== all })),
      about.upTo || all,
    );
  },
  /** All items that the server finds for the filters of this request, without pages. */
  matching: (seen, reading, done) =>
    readOnce(withMost(urlWithout(pageParameters())), reading, (found) =>
      done(Object.assign({}, found, { isFiltered: true })),
    ),
  /** The first parts of the list, each as small as this request asks for. */
  pages: (seen, reading, done) =>
    readParts(urlWithout(pageParameters().filter((name) => name !== list().limit)), reading, done, {
      parts: PAGES,
      first: seen.response,
    }),
  /** Another request in between: a server may keep something of it. */
  other: (seen, reading, done) =>
    about.other
      ? read(
          withParameter(urlWithout(pageParameters()), about.other[0], about.other[1]),
          reading,
          () => done(null),
          () => done(null),
        )
      : done(null),
  /** The same request again. */
  again: (seen, reading, done) =>
    read(pm.request.url.toString(), reading, (response) => done({ items: items(response) })),
  /** The page that the response links to; nothing where it links to none. */
  next: (seen, reading, done) =>
    nextUrl(seen.response) === ''
      ? done(null)
      : read(nextUrl(seen.response), reading, (response) => done({ items: items(response) })),
  /** The details of items from all over the whole list. */
  details: (seen, reading, done) => readDetails(itemsToLookAt(seen.whole.items), reading, done, []),
};

/** Reads by these readers, one after the other. */
function readAll(names, response, reading, done) {
  const seen = { response: response };
  const order = Object.keys(READERS).filter((name) => names.includes(name));
  const step = () => {
    const name = order.shift();
    if (name === undefined) return done(seen);
    READERS[name](seen, reading, (found) => {
      seen[name] = found;
      step();
    });
  };
  step();
}

/** The items of a list that was read to its end, cut to a page where its bounds are given; those that match the filters of this request. */
function sliceOf(read, from, to) {
  const filters = (read.isFiltered ? [] : about.filters) || [];
  const found = filters.reduce((left, filter) => left.filter((item) => isMatch(item, filter) === true), read.items);
  if (read.isCut && !(found.length >= to)) skipHere('list-too-long');
  return found.slice(from || 0, to);
}

/** Throws where the found items lack one of the whole list that matches, or, where that is certain, hold one that does not. */
function expectComplete(found, whole, isExact) {
  const filters = about.filters || [],
    ids = new Set(found.map(idOf));
  const all = (fits) => whole.items.filter((item) => filters.every((filter) => fits(isMatch(item, filter)))).map(idOf);
  const missing = all((fit) => fit === true).filter((id) => !ids.has(id));
  if (missing.length > 0) pm.expect.fail('left out: ' + brief(missing));
  if (!isExact || whole.isCut) return;
  const allowed = new Set(all((fit) => fit !== false));
  const surplus = Array.from(ids).filter((id) => !allowed.has(id));
  if (surplus.length > 0) pm.expect.fail('not in the whole list, or not matching: ' + brief(surplus));
}

/** Reads the details of items, one after the other. */
function readDetails(chosen, reading, done, found) {
  const item = chosen[found.length];
  if (item === undefined) return done(found);
  const url = urlWithout(pm.request.url.query.map((entry) => decoded(entry.key))).split('?');
  const next = (details) => readDetails(chosen, reading, done, found.concat({ listed: item, body: details }));
  url[0] += '/' + encodeURIComponent(idOf(item));
  read(
    url.join('?'),
    reading,
    (response) => next(response.json()),
    () => next(null),
  );
}

/** Three items from all over a list, and three that are as different as can be: of each kind there is, one is looked at. */
function itemsToLookAt(listed) {
  const chosen = [0, 1, 2].map((step) => listed[Math.round((step * (listed.length - 1)) / 2)]);
  const traits = listed.map((item) =>
    Object.keys(item)
      .filter((name) => ['string', 'boolean'].includes(typeof item[name]))
      .map((name) => name + '=' + item[name]),
  );
  const counts = new Map();
  traits.forEach((own) => own.forEach((trait) => counts.set(trait, (counts.get(trait) || 0) + 1)));
  const seen = new Set();
  for (let turn = 0; turn < 3; turn++) {
    const news = traits.map((own) => own.filter((trait) => counts.get(trait) > 1 && !seen.has(trait)).length);
    const most = news.reduce((greatest, number) => Math.max(greatest, number), 0),
      best = news.lastIndexOf(most);
    if (most === 0) break;
    traits[best].forEach((trait) => seen.add(trait));
    chosen.push(listed[best]);
  }
  return chosen.filter((item, index) => item !== undefined && chosen.indexOf(item) === index);
}
