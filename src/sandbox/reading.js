// @ts-check
/** Reading more from the server, as this request read its own: one response, a list part by part, and what is kept of it. */

/** Reads a URL with the headers of this request. A throw in here would go unseen: it fails the tests. */
function read(url, reading, done, refused) {
  if (!mayRead()) return reading.giveUp('budget-spent');
  pm.sendRequest({ url: url, method: 'GET', header: sentHeaders() }, (error, response) => {
    try {
      if (error) return reading.fail('reading the list ended with ' + (error.code || error.message));
      memory().bytes += response.responseSize || 0;
      if (response.code === 429 || response.code === 403)
        return reading.giveUp('reading-refused', 'HTTP ' + response.code);
      if (response.code < 300) return done(response);
      if (refused && [400, 404, 416, 422].includes(response.code)) return refused();
      reading.fail('reading the list was answered HTTP ' + response.code);
    } catch (thrown) {
      reading.fail(thrown.message);
    }
  });
}

/** The headers that this request sent, without those that the client makes anew. */
function sentHeaders() {
  return pm.request.headers
    .filter((sent) => !sent.disabled && (!sent.system || sent.key.toLowerCase() === 'authorization'))
    .map((sent) => ({ key: sent.key, value: sent.value }));
}

/** Whether the budget of this run allows one more request; counts it. */
function mayRead() {
  const kept = memory();
  kept.requests += 1;
  return kept.requests <= BUDGET.requests && kept.bytes <= BUDGET.bytes;
}

/**
 * What is kept from one request of a run to the next: lists that were read, and how much was. Each run has its own, so nothing is
 * held against what an earlier one has seen.
 */
function memory() {
  if (!pm.variables.get('contract_run')) pm.variables.set('contract_run', Math.random().toString(36).slice(2));
  const run = pm.variables.get('contract_run') + ' ' + pm.info.iteration;
  if (typeof contractMemory === 'undefined' || contractMemory.run !== run) {
    contractMemory = { run: run, lists: new Map(), requests: 0, bytes: 0 };
  }
  return contractMemory;
}

/** Reads a list to its end, or until enough of it is known, once in a run for each URL and headers; anew before a comparison fails. */
function readOnce(url, reading, done, enough) {
  const key = JSON.stringify([url, sentHeaders()]),
    lists = memory().lists,
    found = lists.get(key);
  if (found && !reading.fresh && (!found.isCut || found.items.length >= Math.min(enough || BUDGET.items, BUDGET.items)))
    return done(found);
  readParts(
    url,
    reading,
    (read) => {
      lists.set(key, read);
      done(read);
    },
    { parts: BUDGET.parts, enough: enough },
  );
}

/** Reads a list part by part: so many at most, and no more than enough. This response is the first part, where it has the same URL. */
function readParts(url, reading, done, limits) {
  const found = { items: [], parts: [], isCut: false, largestPart: 0 },
    ids = new Set();
  const take = (response) => {
    const part = items(response);
    // A list whose pages begin anew at their end would never end.
    const isRepeated = list().unique && part.length > 0 && ids.has(idOf(part[0]));
    part.forEach((item) => ids.add(idOf(item)));
    found.parts.push(response);
    found.items = found.items.concat(part);
    found.largestPart = Math.max(found.largestPart, part.length);
    const following = isRepeated ? '' : urlAfter(url, found, part, response);
    found.isCut =
      following !== '' &&
      (found.parts.length >= limits.parts ||
        found.items.length >= Math.min(limits.enough || BUDGET.items, BUDGET.items));
    if (following === '' || found.isCut) return done(found);
    // A server may refuse what lies beyond the end.
    read(following, reading, take, () => done(found));
  };
  if (limits.first && url === pm.request.url.toString()) take(limits.first);
  else read(url, reading, take);
}

/**
 * The URL of the part that follows; empty at the end. No total is trusted to say where that is: whether it is right is to be
 * judged. A part that is shorter than the first is the last one, or than what was asked for where pages are full.
 */
function urlAfter(url, found, part, response) {
  const paging = list().paging,
    next = list().next;
  if (paging && paging.kind === 'cursor') {
    const cursor = at(response.json(), paging.next);
    return cursor === undefined || cursor === null || cursor === '' ? '' : withParameter(url, paging.parameter, cursor);
  }
  if (paging) {
    const asked = Number(parameterIn(url, list().limit));
    const full = list().fullPages && asked > 0 ? asked : found.largestPart;
    if (part.length === 0 || part.length < full) return '';
    return withParameter(
      url,
      paging.parameter,
      paging.kind === 'offset' ? found.items.length : paging.first + found.parts.length,
    );
  }
  return next ? nextUrl(response) : '';
}

/** The parameters that cut a list into pages. */
function pageParameters() {
  return [list().limit, list().paging && list().paging.parameter].filter((name) => name !== undefined);
}

/** The URL of the whole list; of an item, that of the list it stands in. */
function wholeUrl() {
  const bare = about.isList
    ? urlWithout(otherParameters().concat(list().sorting || []))
    : urlWithout(Object.keys(about.query || {})).replace(/\/[^/?]*(\?|$)/, '$1');
  return (list().order || []).reduce((url, pair) => withParameter(url, pair[0], pair[1]), withMost(bare));
}

/** The URL of the whole list in the order of this request. */
function orderedUrl() {
  return withMost(urlWithout(otherParameters()));
}

/** The parameters of this request that cut the list, or filter it. */
function otherParameters() {
  return pageParameters().concat((about.filters || []).map((filter) => filter.parameter));
}

/** A URL that asks for as many items at once as may be. */
function withMost(url) {
  return list().most === undefined ? url : withParameter(url, list().limit, list().most);
}

/** The URL of this request without some of its parameters. */
function urlWithout(names) {
  const parts = pm.request.url.toString().split('?');
  const kept = parts
    .slice(1)
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !names.includes(decoded(pair.split('=')[0])));
  return kept.length > 0 ? parts[0] + '?' + kept.join('&') : parts[0];
}

/** A URL with one more parameter. */
function withParameter(url, name, value) {
  return url + (url.includes('?') ? '&' : '?') + encodeURIComponent(name) + '=' + encodeURIComponent(value);
}

/** The value of a parameter in a URL; undefined where it has none. */
function parameterIn(url, name) {
  const pairs = url
    .split('?')
    .slice(1)
    .join('?')
    .split('&')
    .map((pair) => pair.split('='));
  const found = pairs.find((pair) => decoded(pair[0]) === name);
  return found && decoded(found.slice(1).join('='));
}

/** The URL of the next page, by the query that a response gives for it; empty where there is none. To no other host do credentials go. */
function nextUrl(response) {
  const next = list().next;
  const text = next.kind === 'member' ? at(response.json(), next.pointer) : linkTarget(response);
  const query = String(text || '')
    .split('#')[0]
    .split('?')
    .slice(1)
    .join('?');
  // Two braces would be a variable to a client that fills in what scripts send.
  return query === '' ? '' : pm.request.url.toString().split('?')[0] + '?' + query.replace(/\{/g, '%7B');
}

/** The target of rel="next" in Link headers, each of which may hold several: https://www.rfc-editor.org/rfc/rfc8288 */
function linkTarget(response) {
  const header = response.headers
    .all()
    .filter((one) => one.key.toLowerCase() === 'link')
    .map((one) => one.value)
    .join(', ');
  const next = header.split(/,(?=\s*<)/).find((link) => /;\s*rel="?([^"]*\s)?next[\s";]/i.test(link + ';'));
  return next && next.slice(next.indexOf('<') + 1, next.indexOf('>'));
}
