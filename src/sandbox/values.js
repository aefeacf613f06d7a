// @ts-check

/**
 * A value as JSON, in at most 80 characters.
 *
 * @param {unknown} value
 */
function brief(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? text.slice(0, 77) + '...' : text;
}

/**
 * @param {object} object
 * @param {string} name
 */
function has(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name);
}
