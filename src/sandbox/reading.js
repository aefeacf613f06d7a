// @ts-check
// Reading more from the server with the headers of this request: one response, or a list page by page. Lists are cached for a run.

/**
 * Reads a URL with the headers of this request. Postman ignores errors in callbacks: here, they fail the comparisons.
 *
 * @param {string} url
 * @param {Reading} reading
 * @param {(response: PostmanResponse) => void} done
 * @param {(code: number) => unknown} [refused] what to do about an error; returns false to fail
 * @param {boolean} [isAgain]
 */
function read(url, reading, done, refused, isAgain) {
  if (!mayRead()) return reading.giveUp('budget-spent');
  pm.sendRequest({ url, method: 'GET', header: sentHeaders(reading.headers) }, (error, response) => {
    try {
      if (!isAgain && (error || response.code > 501)) return read(url, reading, done, refused, true);
      if (error) return reading.giveUp('no-answer', error.code || error.message);
      spent().bytes += response.responseSize || 0;
      const { code } = response;
      if (code < 300) return done(response);
      if (refused && refused(code) !== false) return;
      if ([403, 429, 503].includes(code)) return reading.giveUp('reading-refused', 'HTTP ' + code);
      reading.fail('a further request got HTTP ' + code);
    } catch (thrown) {
      reading.fail(thrown.message);
    }
  });
}

/**
 * The headers of this request, without those of the client.
 *
 * @param {Reading['headers']} [others]
 */
function sentHeaders(others) {
  const more = others || (about && about.headers) || [];
  const names = more.map(({ key }) => key.toLowerCase());
  const isOurs = (/** @type {PostmanHeader} */ { key, system }) =>
    !names.includes(key.toLowerCase()) && (!system || /^(authorization|cookie)$/i.test(key));
  const sent = pm.request.headers.filter((header) => !header.disabled && isOurs(header));
  return more.concat(sent.map(({ key, value }) => ({ key, value })));
}

/** Counts one more request. Whether the budget allows it. */
function mayRead() {
  const used = spent();
  used.requests += 1;
  return contract.isUnlimited || (used.requests <= BUDGET.requests && used.bytes <= BUDGET.bytes);
}

function spent() {
  const used = memory().spent.get(about.list) || { requests: 0, bytes: 0 };
  memory().spent.set(about.list, used);
  return used;
}

function memory() {
  if (!lookUp('contract_run')) pm.variables.set('contract_run', Math.random().toString(36).slice(2));
  const run = lookUp('contract_run') + ' ' + pm.info.iteration;
  if (typeof contractMemory === 'undefined' || contractMemory.run !== run) {
    contractMemory = { run, lists: new Map(), spent: new Map() };
  }
  return contractMemory;
}

/**
 * An assertion about the status of an item. Where data may move, it is not judged if the item is found later, or if the list above lacks its id.
 *
 * @param {string} name
 * @param {() => void} judge
 */
function testListed(name, judge) {
  const decide = (/** @type {boolean} */ isMoved) => (isMoved ? notJudged(name, 'data-moved') : testFor(name, 'any', judge));
  if (![404, 410].includes(pm.response.code) || lookUp('may_move') !== 'yes') return decide(false);
  const url = sentUrl();
  const [, above, segment, query] = /^([^?]*)\/([^/?]+)(.*)$/.exec(url) || [];
  const id = decoded(segment.replace(/\+/g, '%2B'));
  const hasId = (/** @type {string} */ text) => text.includes(JSON.stringify(id)) || text.split(/[\s,:[\]{}]+/).includes(id);
  /** @type {(from: string, done: (text: string | undefined) => void) => void} */
  const get = (from, done) =>
    pm.sendRequest({ url: from, method: 'GET', header: sentHeaders() }, (error, response) =>
      done(error || response.code > 299 ? undefined : response.text() || ''),
    );
  const look = (/** @type {() => void} */ next) => get(url, (text) => (text === undefined ? next() : decide(true)));
  look(() => look(() => get(above + query, (text) => decide(text !== undefined && !hasId(text)))));
}

/** Forgets what was read, after a request that may have changed data. */
function forgetLists() {
  const { code } = pm.response;
  if (!isReading() && (code < 400 || code >= 500)) memory().lists.clear();
}

/**
 * Reads a list to its end, or until it has enough items. Cached by URL and headers.
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
 * @param {Read} found
 * @param {Limits} limits
 */
function isEnough(found, limits) {
  const most = Math.min(limits.enough || BUDGET.items, BUDGET.items);
  return found.parts.length >= limits.parts || found.items.length >= most || placeAfter(found) > Number(list().last);
}

/**
 * Reads parts of a list. A server may refuse a page beyond the end, but none to which its response leads.
 *
 * @param {string} url
 * @param {Reading} reading
 * @param {(found: Read) => void} done
 * @param {Limits} limits
 */
function readParts(url, reading, done, limits) {
  /** @type {Read} */
  const found = { items: [], parts: [], isCut: false, largestPart: 0 };
  const { paging } = list();
  const isGuess = paging !== undefined && !has(paging, 'next');
  const ids = new Set();
  let last = '';
  /** @param {PostmanResponse} response */
  const take = (response) => {
    const part = items(response);
    // Some servers start again after the last page.
    const text = list().unique ? '' : JSON.stringify(part);
    const isRepeated = part.length > 0 && (list().unique ? part.every((item) => ids.has(idOf(item))) : text === last);
    last = text;
    for (const item of part) ids.add(idOf(item));
    found.parts.push(response);
    found.items = found.items.concat(part);
    found.largestPart = Math.max(found.largestPart, part.length);
    const following = isRepeated ? '' : urlAfter(url, found, part, response);
    found.isCut = part.length >= Number(list().cutAt) || (following !== '' && isEnough(found, limits));
    if (following === '' || found.isCut) return done(found);
    read(following, reading, take, (code) => isGuess && [400, 404, 416, 422].includes(code) && done(found));
  };
  if (limits.first && url === sentUrl()) take(limits.first);
  else read(url, reading, take);
}
