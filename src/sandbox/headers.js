// @ts-check
// Numbers of a response, in its headers and members, and the values of its headers.

/**
 * @param {PostmanResponse} response
 * @param {string} header
 */
function numberIn(response, header) {
  const text = response.headers.get(header);
  if (!/^\d+$/.test(String(text))) pm.expect.fail(header + ' should be a number, got ' + brief(text));
  return Number(text);
}

/**
 * The integer at a JSON pointer in the body of a response, which may be a text of digits. Throws if there is none.
 *
 * @param {PostmanResponse} response
 * @param {string} pointer
 */
function numberAt(response, pointer) {
  const value = at(body(response), pointer);
  if (!/^-?\d+$/.test(String(value))) pm.expect.fail(pointer + ' should be an integer, got ' + brief(value));
  return Number(value);
}

/**
 * The number after the slash in "Content-Range: items 0-19/60". https://www.rfc-editor.org/rfc/rfc9110#section-14.4
 * Well-known servers send no unit.
 *
 * @param {PostmanResponse} response
 */
function totalInRange(response) {
  const text = response.headers.get('Content-Range');
  const total = /^(?:\S+ +)?(?:\d+-\d+|\*)\/(\d+|\*)$/.exec(String(text));
  // A server need not count all.
  if (total && total[1] === '*') skipHere('not-present');
  return total ? Number(total[1]) : pm.expect.fail('Content-Range should end with a total, got ' + brief(text));
}

/**
 * @param {PostmanResponse} response
 * @param {string} name
 */
function linesOf(response, name) {
  return response.headers.filter(({ key }) => key.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
}

/**
 * Lines are one list, but each cookie is a line. RFC 9110, section 5.3
 *
 * @param {string} name
 * @param {Subschema} schema
 * @param {'optional'} [optional]
 */
function expectHeader(name, schema, optional) {
  const lines = linesOf(pm.response, name);
  if (!lines.length && optional) skipHere('not-present');
  if (!lines.length) return pm.expect.fail('the header ' + name + ' is missing');
  /** @param {string | readonly string[]} text */
  const isRight = (text) => !problemsIn(readText(text, schema), schema).length;
  const texts = /^set-cookie$/i.test(name) ? [...lines, lines] : lines.every(isRight) ? lines : [lines.join(), lines.join(', ')];
  expectValid(readText(texts.find(isRight) || texts[0], schema), schema);
}

/**
 * The value of a header's text, by the types of its schema.
 *
 * @param {string | readonly string[]} text
 * @param {Subschema | undefined} schema
 * @returns {unknown}
 */
function readText(text, schema) {
  const types = Object(schema).type || [];
  if (types.includes('array')) {
    const parts = typeof text === 'string' ? text && text.split(',') : text;
    return parts ? parts.map((part) => readText(part.trim(), Object(schema).items)) : [];
  }
  const word = String(text);
  if (/number|integer/.test(types) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(word)) return Number(word);
  return types.includes('boolean') && /^(true|false)$/i.test(word) ? /t/i.test(word) : text;
}
