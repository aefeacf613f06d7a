// @ts-check

/**
 * A value as JSON, cut to what fits a line of a report.
 *
 * @param {unknown} value
 */
function brief(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? text.slice(0, 77) + '...' : text;
}

/**
 * Whether an object has a member of its own by this name.
 *
 * @param {object} object
 * @param {string} name
 */
function has(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name);
}
