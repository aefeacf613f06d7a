// @ts-check
/** Assertions that a reader may have made pointless, or that cannot be judged. */

/** Reports an assertion that could be neither passed nor failed, and why. */
function notJudged(name, reason, detail) {
  const why = detail ? ': ' + detail.split(WHY).join(' (') : '';
  pm.test.skip(name + WHY + NOT_JUDGED[reason] + why + ')');
}

/** Asserts what holds for the very parameters of this request as it was generated. With others, it is another request. */
function testAsSent(name, judge) {
  if (isChanged()) return notJudged(name, 'request-changed');
  pm.test(name, judge);
}

/** Whether other parameters were sent than this request was generated with. */
function isChanged() {
  const query = about.query || {},
    ignored = about.ignored || [];
  const expected = Object.keys(query).map((name) => name + '=' + sentText(name));
  const sent = pm.request.url.query.filter((entry) => !entry.disabled && !ignored.includes(decoded(entry.key)));
  return (
    JSON.stringify(sent.map((entry) => decoded(entry.key) + '=' + decoded(entry.value)).sort()) !==
    JSON.stringify(expected.sort())
  );
}

/** The text that a parameter of this request was generated with; `{ variable }` stands for the value of a variable. */
function sentText(name) {
  const value = about.query[name];
  return typeof value === 'string' ? value : decoded(pm.variables.get(value.variable));
}

/** A text of a query, decoded. */
function decoded(text) {
  return decodeURIComponent(String(text).replace(/\+/g, '%20'));
}
