// @ts-check
// The URLs of lists: the next page, the whole list, and those of this request with other parameters.

/**
 * The URL of the next page; empty after the last. That is an empty one, and a short one where pages are full.
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
    const cursor = paging.next ? at(body(response), paging.next) : idOf(part[part.length - 1]);
    return cursor == null || cursor === '' ? '' : withParameter(url, paging.parameter, String(cursor));
  }
  const requested = Number(limit && parameterIn(url, limit));
  const full = requested > 0 ? requested : found.largestPart;
  if (part.length === 0 || (fullPages && part.length < full)) return '';
  return withParameter(urlWithout([paging.parameter], url), paging.parameter, placeAfter(found));
}

/** @param {Read} found */
function placeAfter({ items, parts }) {
  const { first } = Object(list().paging);
  return first === undefined ? items.length : first + parts.length;
}

function pageParameters() {
  const { limit, paging } = list();
  return (limit === undefined ? [] : [limit]).concat(paging ? paging.parameter : []);
}

/** The URL of the whole list, also for one of its items. */
function wholeUrl() {
  const { order = [], sorting = [] } = list();
  const others = about.isList ? otherParameters().concat(sorting) : Object.keys(about.query);
  const bare = urlWithout(others).replace(/^[^?]*/, pathOfList);
  return (about.required || []).concat(order).reduce((url, [name, value]) => withParameter(url, name, value), withMost(bare, 0));
}

function sentUrl() {
  return pm.request.url.toString();
}

/** The URL of the list, without a query. */
function pathOfList() {
  const [path] = sentUrl().split('?');
  const [end, after] = list().ends;
  return about.isList ? path : path.slice(0, path.length - after.length).replace(/\/[^/]*$/, end);
}

function otherParameters() {
  return pageParameters().concat((about.filters || []).map(({ parameter }) => parameter));
}

/**
 * @param {string} url
 * @param {number} [size]
 */
function withMost(url, size = about.size) {
  const { limit, most, start } = list();
  const wanted = size || most;
  const first = start ? withParameter(url, ...start) : url;
  return limit === undefined || wanted === undefined ? first : withParameter(first, limit, wanted);
}

/**
 * @param {readonly string[]} names
 */
function urlWithout(names, url = sentUrl()) {
  const [path] = url.split('?');
  const remaining = pairsIn(url).filter((pair) => pair !== '' && !names.includes(decoded(pair.split('=')[0])));
  return remaining.length > 0 ? path + '?' + remaining.join('&') : path;
}

/**
 * @param {string} url
 * @param {string} name
 * @param {string | number} value
 */
function withParameter(url, name, value) {
  return url + (url.includes('?') ? '&' : '?') + encodeURIComponent(name) + '=' + encodeURIComponent(value);
}

/**
 * @param {string} url
 */
function pairsIn(url) {
  return url.split('?').slice(1).join('?').split('&');
}

/**
 * @param {string} url
 * @param {string} name
 */
function parameterIn(url, name) {
  const found = pairsIn(url).find((pair) => decoded(pair.split('=')[0]) === name);
  return found && decoded(found.replace(/^[^=]*=?/, ''));
}

/**
 * The URL of the next page, by a link, with the API key of this request. Its host is ignored: credentials go to
 * no other. So is its path, if it has a query, and the host is another one, behind a gateway, or the path of the list ends like it.
 *
 * @param {PostmanResponse} response
 */
function nextUrl(response) {
  const { next } = list();
  if (!next) return '';
  const text = next.kind === 'member' ? at(body(response), next.pointer) : linkTarget(response);
  // Some clients would replace variables in braces.
  const target = String(text || '').replace(/\{/g, '%7B');
  const own = pathOfList();
  const [, host = '', path, query] = /^(?:https?:)?(\/\/[^/?#]*)?([^?#]*)([^#]*)/.exec(target) || [];
  const origin = path[0] === '/' && own.replace(/([^/])\/(?!\/).*/, '$1');
  if (!query && !origin) return '';
  const isOther = !query || (origin && origin.endsWith(host) && !own.endsWith(path));
  const url = (isOther ? origin + path : own) + query;
  return (about.ignored || []).reduce((whole, name) => {
    const value = parameterIn(sentUrl(), name);
    return value && parameterIn(url, name) === undefined ? withParameter(whole, name, value) : whole;
  }, url);
}

/**
 * The target of the link with rel="next" in the Link headers: https://www.rfc-editor.org/rfc/rfc8288
 *
 * @param {PostmanResponse} response
 */
function linkTarget(response) {
  // In quotes, nothing separates.
  const links = linesOf(response, 'link')
    .join(', ')
    .replace(/<[^>]*>|"((?:[^"\\]|\\.)*)"/g, (all, text) => (text === undefined ? all : encodeURIComponent(text)));
  const next = links.split(/,(?=\s*<)/).find((link) => {
    const parameters = link.slice(link.indexOf('>'));
    const [, rel] = /;\s*rel\s*=\s*([^\s;]*)/i.exec(parameters) || [];
    // A link with an anchor is of something else.
    return !/;\s*anchor\s*=/i.test(parameters) && /(^|\s)next(\s|$)/i.test(decoded(rel));
  });
  return next && next.slice(next.indexOf('<') + 1, next.indexOf('>'));
}
