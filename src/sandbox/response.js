// @ts-check
/** What a test reads of a response: its body, its media type, numbers in headers and members. */

/** What has been read of the response. */
const known = {};

/** The body of the response. Throws where it is no JSON. */
function body() {
  try {
    if (!('body' in known)) known.body = JSON.parse(pm.response.text());
    return known.body;
  } catch (error) {
    return pm.expect.fail('the body is no JSON: ' + error.message);
  }
}

/** The media type of the response, without parameters such as the charset. */
function mediaType() {
  return String(pm.response.headers.get('Content-Type') || 'none')
    .split(';')[0]
    .trim()
    .toLowerCase();
}

/** Throws where the bytes of the body are no valid UTF-8, or begin with a byte order mark. */
function expectUtf8() {
  const encoded = require('buffer').Buffer.from(pm.response.text(), 'utf8');
  pm.expect(encoded.equals(pm.response.stream), 'the bytes of the body are those of its text').to.equal(true);
}

/** The value at a JSON pointer such as "/customer/id", or undefined. */
function at(value, pointer) {
  return pointer
    .split('/')
    .slice(1)
    .reduce((found, part) => {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      return isNested(found) && has(found, name) ? found[name] : undefined;
    }, value);
}

/** Whether a value is an object or an array. */
function isNested(value) {
  return value !== null && typeof value === 'object';
}

/** Whether two JSON values are equal, whatever the order of their members. */
function same(a, b) {
  if (!isNested(a) || !isNested(b)) return a === b;
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every((name) => has(b, name) && same(a[name], b[name]))
  );
}

/** The number in a header of a response. Throws where it is missing or no plain decimal number. */
function numberIn(response, header) {
  const text = response.headers.get(header);
  if (!/^\d+$/.test(String(text))) pm.expect.fail(header + ' should be a number, got ' + JSON.stringify(text));
  return Number(text);
}

/** The whole number at a JSON pointer in the body of a response. Throws where there is none. */
function numberAt(response, pointer) {
  const value = at(response.json(), pointer);
  if (!Number.isInteger(value)) pm.expect.fail(pointer + ' should be a whole number, got ' + brief(value));
  return value;
}

/** The number behind the slash of "Content-Range: items 0-19/60". https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function totalInRange(response) {
  const text = response.headers.get('Content-Range');
  const total = /^\S+ +(\d+-\d+|\*)\/(\d+)$/.exec(String(text));
  if (!total) pm.expect.fail('Content-Range should end with a total, got ' + JSON.stringify(text));
  return Number(total[2]);
}

/** Throws where a header is missing or does not satisfy its schema. */
function expectHeader(name, schema) {
  const text = pm.response.headers.get(name);
  if (text === undefined) pm.expect.fail('the header ' + name + ' is missing');
  expectValid(readText(text, schema), schema);
}

/** The value that a text spells, by the types of its schema: a number in decimal digits, true or false, a list with commas. */
function readText(text, schema) {
  const types = [].concat(schema.type || []);
  if (types.includes('array')) return text.split(',').map((part) => readText(part.trim(), schema.items || {}));
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return types.includes('boolean') && /^(true|false)$/.test(text) ? text === 'true' : text;
}
