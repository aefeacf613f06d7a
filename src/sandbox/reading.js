// @ts-check
// Reading more from the server with the headers of this request: one response, or a list page by page. Lists are cached for a run.

/**
 * Reads a URL with the headers of this request. Postman ignores errors in callbacks, so they are caught and fail the comparisons.
 *
 * @param {string} url
 * @param {Reading} reading
 * @param {(response: PostmanResponse) => void} done
 * @param {() => void} [refused]
 */
function read(url, reading, done, refused) {
  if (!mayRead()) return reading.giveUp('budget-spent');
  pm.sendRequest({ url, method: 'GET', header: sentHeaders() }, (error, response) => {
    try {
      if (error) return reading.fail('reading the list failed with ' + (error.code || error.message));
      spent().bytes += response.responseSize || 0;
      if (response.code === 429 || response.code === 403) return reading.giveUp('reading-refused', 'HTTP ' + response.code);
      if (response.code < 300) return done(response);
      if (refused && [400, 404, 416, 422].includes(response.code)) return refused();
      reading.fail('reading the list failed with HTTP ' + response.code);
    } catch (thrown) {
      reading.fail(thrown.message);
    }
  });
}

/** The headers of this request, without those that the client adds itself. */
function sentHeaders() {
  const isOurs = (/** @type {PostmanHeader} */ { key, system }) => !system || key.toLowerCase() === 'authorization';
  const sent = pm.request.headers.filter((header) => !header.disabled && isOurs(header));
  return sent.map(({ key, value }) => ({ key, value }));
}

/** Counts one more request for the list, and returns whether the budget of this run allows it. */
function mayRead() {
  const used = spent();
  used.requests += 1;
  return contract.isUnlimited || (used.requests <= BUDGET.requests && used.bytes <= BUDGET.bytes);
}

/** The requests and bytes that this run has spent on the list. */
function spent() {
  const used = memory().spent.get(about.list) || { requests: 0, bytes: 0 };
  memory().spent.set(about.list, used);
  return used;
}

/**
 * The lists and the budget of a run.
 */
function memory() {
  if (!pm.variables.get('contract_run')) pm.variables.set('contract_run', Math.random().toString(36).slice(2));
  const run = pm.variables.get('contract_run') + ' ' + pm.info.iteration;
  if (typeof contractMemory === 'undefined' || contractMemory.run !== run) {
    contractMemory = { run, lists: new Map(), spent: new Map() };
  }
  return contractMemory;
}

/**
 * Reads a list to its end, or until it has enough items. Cached in a run by URL and headers.
 *
 * @param {string} url
 * @param {Reading} reading
 * @param {(found: Read) => void} done
 * @param {number} [enough]
 */
function readOnce(url, reading, done, enough) {
  const key = JSON.stringify([url, sentHeaders()]);
  const limits = { parts: BUDGET.parts, enough };
  const found = (reading.lists || memory().lists).get(key);
  if (found && (!found.isCut || isEnough(found, limits))) return done(found);
  /** @param {Read} all */
  const finish = (all) => {
    memory().lists.set(key, all);
    if (reading.lists) reading.lists.set(key, all);
    done(all);
  };
  readParts(url, reading, finish, limits);
}

/**
 * Whether enough of a list was read.
 *
 * @param {Read} found
 * @param {Limits} limits
 */
function isEnough(found, limits) {
  const most = Math.min(limits.enough || BUDGET.items, BUDGET.items);
  return found.parts.length >= limits.parts || found.items.length >= most;
}

/**
 * Reads a list page by page, within the limits. The response of this request may be the first page.
 *
 * @param {string} url
 * @param {Reading} reading
 * @param {(found: Read) => void} done
 * @param {Limits} limits
 */
function readParts(url, reading, done, limits) {
  /** @type {Read} */
  const found = { items: [], parts: [], isCut: false, largestPart: 0 };
  const ids = new Set();
  let last = '';
  /** @param {PostmanResponse} response */
  const take = (response) => {
    const part = items(response);
    // Some servers start again with the first page after the last one.
    const text = list().unique ? '' : JSON.stringify(part);
    const isRepeated = part.length > 0 && (list().unique ? ids.has(idOf(part[0])) : text === last);
    last = text;
    for (const item of part) ids.add(idOf(item));
    found.parts.push(response);
    found.items = found.items.concat(part);
    found.largestPart = Math.max(found.largestPart, part.length);
    const following = isRepeated ? '' : urlAfter(url, found, part, response);
    found.isCut = following !== '' && isEnough(found, limits);
    if (following === '' || found.isCut) return done(found);
    // A server may refuse a page beyond the end.
    read(following, reading, take, () => done(found));
  };
  if (limits.first && url === pm.request.url.toString()) take(limits.first);
  else read(url, reading, take);
}

/**
 * The URL of the next page; empty at the end. If all pages but the last are full, the end is the first short page;
 * otherwise it is the first empty page.
 *
 * @param {string} url
 * @param {Read} found
 * @param {readonly unknown[]} part
 * @param {PostmanResponse} response
 */
function urlAfter(url, found, part, response) {
  const { paging, limit, fullPages } = list();
  if (!paging) return nextUrl(response);
  if (paging.kind === 'cursor') {
    const cursor = at(body(response), paging.next);
    const isLast = cursor === undefined || cursor === null || cursor === '';
    return isLast ? '' : withParameter(url, paging.parameter, String(cursor));
  }
  const requested = Number(limit && parameterIn(url, limit));
  const full = requested > 0 ? requested : found.largestPart;
  if (part.length === 0 || (fullPages && part.length < full)) return '';
  const place = paging.kind === 'offset' ? found.items.length : paging.first + found.parts.length;
  return withParameter(url, paging.parameter, place);
}

/** The parameters for paging. */
function pageParameters() {
  const { limit, paging } = list();
  return (limit === undefined ? [] : [limit]).concat(paging ? paging.parameter : []);
}

/** The URL of the whole list, also if this request reads one of its items. */
function wholeUrl() {
  const { order = [], sorting = [] } = list();
  const bare = about.isList
    ? urlWithout(otherParameters().concat(sorting))
    : urlWithout(Object.keys(about.query)).replace(/\/[^/?]*(\?|$)/, '$1');
  return order.reduce((url, [name, value]) => withParameter(url, name, value), withMost(bare));
}

/** The URL of the whole list in the order of this request. */
function orderedUrl() {
  return withMost(urlWithout(otherParameters()));
}

/** The parameters for paging and filters. */
function otherParameters() {
  return pageParameters().concat((about.filters || []).map(({ parameter }) => parameter));
}

/**
 * A URL with the largest page size.
 *
 * @param {string} url
 */
function withMost(url) {
  const { limit, most } = list();
  return limit === undefined || most === undefined ? url : withParameter(url, limit, most);
}

/**
 * The URL of this request without some of its parameters.
 *
 * @param {readonly string[]} names
 */
function urlWithout(names) {
  const [path, ...query] = pm.request.url.toString().split('?');
  const pairs = query.join('?').split('&');
  const remaining = pairs.filter((pair) => pair !== '' && !names.includes(decoded(pair.split('=')[0])));
  return remaining.length > 0 ? path + '?' + remaining.join('&') : path;
}

/**
 * A URL with one more parameter.
 *
 * @param {string} url
 * @param {string} name
 * @param {string | number} value
 */
function withParameter(url, name, value) {
  return url + (url.includes('?') ? '&' : '?') + encodeURIComponent(name) + '=' + encodeURIComponent(value);
}

/**
 * The value of a parameter in a URL; undefined if it is missing.
 *
 * @param {string} url
 * @param {string} name
 */
function parameterIn(url, name) {
  const pairs = url
    .split('?')
    .slice(1)
    .join('?')
    .split('&')
    .map((pair) => pair.split('='));
  const found = pairs.find(([key]) => decoded(key) === name);
  return found && decoded(found.slice(1).join('='));
}

/**
 * The URL of the next page, from the query, or else the path, of the link in a response; empty without a link. The host of the link
 * is ignored, so that credentials go to no other host.
 *
 * @param {PostmanResponse} response
 */
function nextUrl(response) {
  const { next } = list();
  if (!next) return '';
  const text = next.kind === 'member' ? at(body(response), next.pointer) : linkTarget(response);
  // Braces are encoded, because some clients would replace variables in them.
  const [target] = String(text || '')
    .replace(/\{/g, '%7B')
    .split('#');
  const own = pm.request.url.toString().replace(/\?.*/, '');
  const query = target.indexOf('?');
  if (query >= 0) return own + target.slice(query);
  const path = target.replace(/^(https?:)?\/\/[^/]*/, '');
  return path.startsWith('/') ? own.replace(/([^/])\/(?!\/).*/, '$1') + path : '';
}

/**
 * The target of the link with rel="next" in the Link headers: https://www.rfc-editor.org/rfc/rfc8288
 *
 * @param {PostmanResponse} response
 */
function linkTarget(response) {
  const headers = response.headers.filter(({ key }) => key.toLowerCase() === 'link').map(({ value }) => value);
  const next = headers
    .join(', ')
    .split(/,(?=\s*<)/)
    .find((link) => /;\s*rel="?([^"]*\s)?next[\s";]/i.test(link + ';'));
  return next && next.slice(next.indexOf('<') + 1, next.indexOf('>'));
}
