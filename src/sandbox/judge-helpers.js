// @ts-check

/** @param {unknown} value */
function typeOf(value) {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/**
 * @param {unknown} value
 * @returns {value is Readonly<Record<string, unknown>>}
 */
function isObject(value) {
  return isNested(value) && !Array.isArray(value);
}

/**
 * A text that is the same for equal JSON values, whatever the order of their members.
 *
 * @param {unknown} value
 */
function keyOf(value) {
  return JSON.stringify(value, (_, inner) => {
    if (!isObject(inner)) return inner;
    const names = Object.keys(inner).sort();
    return { members: names.map((name) => [name, exactOf(inner)[name]]) };
  });
}

/** Whether the response has decimals that a double rounds, so that two of them may be read as one. */
function hasRounded() {
  const text = pm.response ? pm.response.text() || '' : '';
  return /(?=[\d.]{17})\d+[.e]|\de[+-]?\d{3}/i.test(text.replace(/"(?:[^"\\]+|\\.)*"/g, ''));
}

/**
 * Whether a number is a multiple of another one, in exact decimals: 0.3 is a multiple of 0.1.
 *
 * @param {number} value
 * @param {number} step
 */
function isMultiple(value, step) {
  const a = toDecimal(value);
  const b = toDecimal(step);
  const least = Math.min(a.exponent, b.exponent);
  const [whole, divisor] = [a, b].map(({ digits, exponent }) => digits * BigInt(10) ** BigInt(exponent - least));
  return whole % divisor === BigInt(0);
}

/**
 * A number as an integer and a power of ten.
 *
 * @param {number} number
 */
function toDecimal(number) {
  const [digits, exponent] = number.toExponential().split('e');
  return {
    digits: BigInt(digits.replace('.', '')),
    exponent: Number(exponent) - digits.replace(/^.*?(\.|$)/, '').length,
  };
}

/**
 * The regular expression of a pattern, with the flag `u` if it is valid so.
 *
 * @param {string} pattern
 */
function toRegExp(pattern) {
  return cached('pattern ' + pattern, () => {
    try {
      return new RegExp(pattern, 'u');
    } catch (error) {
      return new RegExp(pattern);
    }
  });
}

/**
 * @template Made
 * @param {string} name of what is made, in words, or a JSON pointer
 * @param {() => Made} make
 * @returns {Made}
 */
function cached(name, make) {
  if (!CACHE.has(name)) CACHE.set(name, make());
  return CACHE.get(name);
}

const CACHE = new Map();

/**
 * @param {Here} here
 * @param {number} size
 * @param {number} least
 * @param {string} what
 */
function atLeast(here, size, least, what) {
  if (size < least) fail(here, 'should have at least ' + least + ' ' + what);
}

/**
 * @param {Here} here
 * @param {number} size
 * @param {number} most
 * @param {string} what
 */
function atMost(here, size, most, what) {
  if (size > most) fail(here, 'should have at most ' + most + ' ' + what);
}

/**
 * @param {Here} here
 * @param {string} name
 */
function need(here, name) {
  if (isObject(here.value) && !has(here.value, name)) fail(here, 'should have the member ' + brief(name));
}

/**
 * The names of the members of the value; none if it is not an object.
 *
 * @param {Here} here
 */
function membersOf(here) {
  return isObject(here.value) ? Object.keys(here.value) : [];
}

/**
 * @param {Here} here
 */
function indexesOf(here) {
  return Array.isArray(here.value) ? Array.from(here.value.keys()) : [];
}

/**
 * The keys of a table that are members of the value.
 *
 * @param {Here} here
 * @param {object} table
 */
function namesHere({ value }, table) {
  return isObject(value) ? Object.keys(table).filter((name) => has(value, name)) : [];
}

/**
 * Reports a problem unless the value satisfies at least one, and at most this many, of the schemas.
 *
 * @param {Here} here
 * @param {readonly (Schema | boolean)[]} schemas
 * @param {number} most
 */
function oneIn(here, schemas, most) {
  const tries = schemas.map((schema) => problemsBeside(here, schema)).sort((a, b) => a.length - b.length);
  const matched = tries.filter((problems) => problems.length === 0).length;
  const nearest = tries[0].slice(0, 2).join('; ');
  if (matched === 0) fail(here, 'should match one of ' + schemas.length + ' schemas (nearest: ' + nearest + ')');
  if (matched > most) fail(here, 'should match only one of ' + schemas.length + ' schemas, matches ' + matched);
}
