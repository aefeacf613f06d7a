// @ts-check
// Assertions that are skipped, with the reason.

/**
 * Skips an assertion that can neither pass nor fail.
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
 * Ends an assertion that cannot judge.
 *
 * @param {NotJudgedReason} reason
 * @param {string} [detail]
 * @returns {never}
 */
function skipHere(reason, detail) {
  throw Object.assign(new Error(NOT_JUDGED[reason]), { notJudged: reason, detail });
}

/**
 * An assertion about these statuses: 404, "4XX but 404" or "any". Its function may skip it by `skipHere`.
 *
 * @param {string} name
 * @param {Statuses} statuses
 * @param {() => void} judge
 */
function testFor(name, statuses, judge) {
  /** @type {unknown} */
  let problem;
  try {
    expectAmong(statuses);
    judge();
  } catch (error) {
    if (error.notJudged) return notJudged(name, error.notJudged, error.detail);
    problem = error;
  }
  pm.test(name, () => {
    if (problem) throw problem;
  });
}

/**
 * Ends an assertion about other statuses.
 *
 * @param {Statuses} statuses
 */
function expectAmong(statuses) {
  const { code } = pm.response;
  if (!code) skipHere('no-answer');
  if (!isAmong(statuses)) skipHere('other-status', 'HTTP ' + code);
}

/**
 * @param {Statuses} statuses
 */
function isAmong(statuses) {
  const code = String(pm.response.code);
  const all = /** @type {(number | string)[]} */ ([]).concat(statuses).map(String);
  const isClass = (/** @type {string} */ one) => one.startsWith(code[0] + 'XX') && !one.includes(code);
  return ['any', code].some((one) => all.includes(one)) || all.some(isClass);
}

/**
 * An assertion about a success. Skipped if the query parameters were changed.
 *
 * @param {string} name
 * @param {() => void} judge
 */
function testAsSent(name, judge) {
  testFor(name, successes(), () => {
    if (isChanged()) skipHere('request-changed');
    judge();
  });
}

function successes() {
  return (about && about.statuses) || '2XX';
}

/** Whether the sent query parameters differ from the generated ones. */
function isChanged() {
  const ignored = about.ignored || [];
  const generated = Object.keys(about.query).map((name) => name + '=' + sentText(name));
  const entries = pm.request.url.query.filter((entry) => !entry.disabled && !ignored.includes(decoded(entry.key)));
  const sent = entries.map((entry) => decoded(entry.key) + '=' + decoded(entry.value));
  return sent.sort().join('&') !== generated.sort().join('&');
}

/**
 * The generated text of a query parameter, or of a variable.
 *
 * @param {string} name
 */
function sentText(name) {
  const value = about.query[name];
  return typeof value === 'string' ? value : decoded(lookUp(value.variable));
}

/**
 * The decoded text of a query string. Invalid percent-encoding stays.
 *
 * @param {unknown} text
 */
function decoded(text) {
  const plain = text == null ? '' : String(text);
  try {
    return decodeURIComponent(plain.replace(/\+/g, '%20'));
  } catch (error) {
    return plain;
  }
}
