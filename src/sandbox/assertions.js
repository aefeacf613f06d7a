// @ts-check
// Assertions that are skipped, with the reason.

/**
 * Skips an assertion that can neither pass nor fail, and reports the reason.
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
 * An assertion about the generated query parameters. Skipped if they were changed, or if the response lacks what is optional.
 *
 * @param {string} name
 * @param {() => void} judge
 */
function testAsSent(name, judge) {
  if (isOther(about.statuses)) notJudged(name, 'other-status');
  else if (isChanged()) notJudged(name, 'request-changed');
  else {
    try {
      judge();
    } catch (error) {
      if (error.notJudged) return notJudged(name, error.notJudged);
    }
    pm.test(name, judge);
  }
}

/**
 * Whether the response is another success than those that have something to judge.
 *
 * @param {readonly number[] | undefined} statuses
 */
function isOther(statuses) {
  return statuses !== undefined && !statuses.includes(pm.response.code);
}

/** Whether the sent query parameters differ from the generated ones. */
function isChanged() {
  const ignored = about.ignored || [];
  const generated = Object.keys(about.query).map((name) => name + '=' + sentText(name));
  const entries = pm.request.url.query.filter((entry) => !entry.disabled && !ignored.includes(decoded(entry.key)));
  const sent = entries.map((entry) => decoded(entry.key) + '=' + decoded(entry.value));
  return JSON.stringify(sent.sort()) !== JSON.stringify(generated.sort());
}

/**
 * The generated text of a query parameter of this request, or of a variable.
 *
 * @param {string} name
 */
function sentText(name) {
  const value = about.query[name];
  return typeof value === 'string' ? value : decoded(pm.variables.get(value.variable));
}

/**
 * The decoded text of a query string. Invalid percent-encoding stays.
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
