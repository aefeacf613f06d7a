// @ts-check
// Reading a response: its body, its media type, numbers in headers and members.

/**
 * @type {Map<PostmanResponse, unknown>}
 */
const BODIES = new Map();

/**
 * The JSON body of a response; by default, of this one. Throws if it is not JSON.
 *
 * @param {PostmanResponse} [response]
 */
function body(response) {
  const source = response || pm.response;
  try {
    if (!BODIES.has(source)) BODIES.set(source, parsed(textOf(source)));
    return BODIES.get(source);
  } catch (error) {
    if (error.notJudged) throw error;
    return pm.expect.fail('the body is not JSON: ' + error.message);
  }
}

/**
 * Where an object keeps the digits of large members.
 *
 * @type {any}
 */
const EXACT = Symbol.for('exact');

/**
 * The value of a JSON text. Numbers are rounded, as always in JavaScript; `at` knows their digits.
 *
 * @param {string} text
 */
function parsed(text) {
  const value = JSON.parse(text);
  if (!/\d{16}/.test(text)) return value;
  const isLarge = (/** @type {string} */ token) => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
  const marked = text.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (isLarge(token) ? '"\\u0000' + token + '"' : token));
  return JSON.parse(marked, function (/** @type {string} */ name, /** @type {unknown} */ inner) {
    if (typeof inner !== 'string' || !isLarge(inner.slice(1)) || inner[0] !== '\0') return inner;
    this[EXACT] = this[EXACT] || Object.create(this);
    this[EXACT][name] = inner.slice(1);
    return Number(inner.slice(1));
  });
}

/**
 * An object or array with the digits of its large numbers.
 *
 * @param {any} value
 */
function exactOf(value) {
  return value[EXACT] || value;
}

/** The body; undefined if it is not JSON. */
function bodyOrNothing() {
  try {
    return body();
  } catch (notJson) {
    return undefined;
  }
}

/**
 * @type {Map<PostmanResponse, string>}
 */
const TEXTS = new Map();

/**
 * The text of a response, decoded once. Of this request, only JSON is read.
 *
 * @param {PostmanResponse} response
 */
function textOf(response) {
  if (response === pm.response && !/[/+]json\b/.test(mediaType())) skipHere('other-media-type', mediaType());
  const text = TEXTS.has(response) ? TEXTS.get(response) : response.text();
  TEXTS.set(response, text || '');
  return text || '';
}

/** The media type of the response, without parameters. */
function mediaType() {
  if ([204, 205, 304].includes(pm.response.code)) skipHere('no-body');
  const text = pm.response.headers.get('Content-Type') || 'none';
  return text.replace(/;.*/, '').trim().toLowerCase();
}

function expectUtf8() {
  const text = textOf(pm.response);
  if (text === '') skipHere('no-body');
  // Comparing all is slow. Invalid bytes are U+FFFD.
  const isDecoded = !/charset="?(?!utf-?8)/i.test(pm.response.headers.get('Content-Type') || '');
  const isPlain = isDecoded && !text.includes('\ufffd') && pm.response.stream[0] !== 239;
  const isSame = isPlain || bytesOf(text, 'utf8').equals(pm.response.stream);
  pm.expect(isSame, 'the body is valid UTF-8 without a byte order mark').to.equal(true);
}

/**
 * @param {string} text
 * @param {'utf8' | 'base64'} encoding With a call of `require`, the compiler would take this file for a module.
 */
function bytesOf(text, encoding) {
  const load = require;
  return load('buffer').Buffer.from(text, encoding);
}

/**
 * The names in a JSON pointer: https://www.rfc-editor.org/rfc/rfc6901
 *
 * @param {string} pointer
 * @returns {string[]}
 */
function namesOf(pointer) {
  /** @param {string} part */
  const unescaped = (part) => part.replace(/~1/g, '/').replace(/~0/g, '~');
  return cached(pointer, () => pointer.split('/').slice(1).map(unescaped));
}

/**
 * The value at a JSON pointer such as "/customer/id"; undefined if none. Integers beyond 2^53 are texts of their digits.
 *
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown}
 */
function at(value, pointer) {
  let found = value;
  for (const name of namesOf(pointer)) {
    found = isNested(found) && has(found, name) ? exactOf(found)[name] : undefined;
  }
  return found;
}

/**
 * As `at`, for a part that a response need not have: without it, the assertion is skipped.
 *
 * @param {unknown} value
 * @param {string} pointer
 */
function atIfThere(value, pointer) {
  const found = at(value, pointer);
  return found == null ? skipHere('not-present') : found;
}

/**
 * @param {unknown} value
 * @returns {value is Readonly<Record<string, unknown>>}
 */
function isNested(value) {
  return value !== null && typeof value === 'object';
}

/**
 * Whether two JSON values are equal, in any order of members.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {(a: unknown, b: unknown) => boolean} isAlike of values that are written differently
 * @returns {boolean}
 */
function same(a, b, isAlike = Object.is) {
  if (isAlike(a, b) || !isNested(a) || !isNested(b)) return a === b || isAlike(a, b);
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((name) => has(b, name) && same(exactOf(a)[name], exactOf(b)[name], isAlike));
}
