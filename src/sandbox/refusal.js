// @ts-check
/** What a refusal (4xx) must not hold: data, and the credentials that it refuses. */

/** Throws where a refusal holds a list, or what only an item has. What is no JSON holds neither. */
function expectNoData(data) {
  let refusal;
  try {
    refusal = JSON.parse(pm.response.text());
  } catch (notJson) {
    return;
  }
  const list = data.list === undefined ? undefined : at(refusal, data.list);
  if (Array.isArray(list) && list.length > 0) pm.expect.fail('the refusal holds a list');
  if (data.id !== undefined && at(refusal, data.id) !== undefined) pm.expect.fail('the refusal holds ' + data.id);
  const isItem = (value) =>
    data.members.length > 0 && isNested(value) && data.members.every((name) => has(value, name));
  if ([].concat(refusal).some(isItem))
    pm.expect.fail('the refusal has all that an item has: ' + data.members.join(', '));
}

/** Throws where a response repeats a credential of its request. The names are those of headers, query parameters and cookies. */
function expectNoEcho(names) {
  const text = pm.response.text() + JSON.stringify(pm.response.headers);
  sentSecrets(names).forEach((sent) => {
    const isRepeated = text.includes(sent.secret) || text.includes(encodeURIComponent(sent.secret));
    if (sent.secret.length > 3 && isRepeated) pm.expect.fail('the response repeats what was sent in ' + sent.place);
  });
}

/** The credentials that this request sent, and where. */
function sentSecrets(names) {
  const sent = [];
  pm.request.headers.all().forEach((header) => {
    const name = header.key.toLowerCase();
    const add = (secret) => sent.push({ secret: String(secret), place: header.key });
    if (name === 'cookie') {
      const pairs = header.value.split('; ').map((pair) => pair.split('='));
      pairs.filter((pair) => (names.cookies || []).includes(pair[0])).forEach((pair) => add(pair.slice(1).join('=')));
    }
    if (!names.headers.includes(name)) return;
    const secret = header.value.split(' ').pop();
    add(secret);
    if (/^basic /i.test(header.value)) add(passwordIn(secret));
  });
  const query = pm.request.url.query
    .all()
    .filter((entry) => !entry.disabled && (names.query || []).includes(entry.key));
  return sent.concat(query.map((entry) => ({ secret: String(entry.value), place: 'the query: ' + entry.key })));
}

/** The password in what HTTP Basic sends. */
function passwordIn(encoded) {
  return require('buffer').Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':');
}
