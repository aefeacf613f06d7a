// @ts-check
// Assertions that a reader may have made pointless, or that cannot be judged.

/**
 * Reports an assertion that could be neither passed nor failed, and why.
 *
 * @param {string} name
 * @param {NotJudgedReason} reason
 * @param {string} [detail]
 */
function notJudged(name, reason, detail) {
  const why = detail ? ': ' + detail.split(WHY).join(' (') : '';
  pm.test.skip(name + WHY + NOT_JUDGED[reason] + why + ')');
}

/**
 * Asserts what holds for the very parameters of this request as it was generated. With others, it is another request.
 *
 * @param {string} name
 * @param {() => void} judge
 */
function testAsSent(name, judge) {
  if (isChanged()) notJudged(name, 'request-changed');
  else pm.test(name, judge);
}

/** Whether other parameters were sent than this request was generated with. */
function isChanged() {
  const ignored = about.ignored || [];
  const generated = Object.keys(about.query).map((name) => name + '=' + sentText(name));
  const entries = pm.request.url.query.filter((entry) => !entry.disabled && !ignored.includes(decoded(entry.key)));
  const sent = entries.map((entry) => decoded(entry.key) + '=' + decoded(entry.value));
  return JSON.stringify(sent.sort()) !== JSON.stringify(generated.sort());
}

/**
 * The text that a parameter of this request was generated with; `{ variable }` stands for the value of a variable.
 *
 * @param {string} name
 */
function sentText(name) {
  const value = about.query[name];
  return typeof value === 'string' ? value : decoded(pm.variables.get(value.variable));
}

/**
 * A text of a query, decoded; as it is, where its percent signs encode nothing.
 *
 * @param {unknown} text
 */
function decoded(text) {
  const plain = text === null || text === undefined ? '' : String(text);
  try {
    return decodeURIComponent(plain.replace(/\+/g, '%20'));
  } catch (error) {
    return plain;
  }
}
