// @ts-check
// What a refusal (4xx) must not hold: data, and the credentials that it refuses.

/**
 * Throws where a refusal holds a list, or what only an item has. What is no JSON holds neither.
 *
 * @param {import('./request-data.ts').RefusalData} data
 */
function expectNoData(data) {
  const { list: place, id, members } = data;
  let refusal;
  try {
    refusal = body();
  } catch (notJson) {
    return;
  }
  const sample = place === undefined ? undefined : at(refusal, place);
  if (Array.isArray(sample) && sample.length > 0) pm.expect.fail('the refusal holds a list');
  if (id !== undefined && at(refusal, id) !== undefined) pm.expect.fail('the refusal holds ' + id);
  if (members.length === 0) return;
  const values = Array.isArray(refusal) ? refusal : [refusal];
  const isItem = values.some((value) => isNested(value) && members.every((name) => has(value, name)));
  if (isItem) pm.expect.fail('the refusal has all that an item has: ' + members.join(', '));
}

/**
 * Throws where a response repeats a credential of its request.
 *
 * @param {import('./request-data.ts').CredentialPlaces} places
 */
function expectNoEcho(places) {
  const headers = pm.response.headers.all().map((header) => header.key + ': ' + header.value);
  const text = headers.concat(pm.response.text()).join('\n');
  sentSecrets(places).forEach(({ secret, place }) => {
    const isRepeated = text.includes(secret) || text.includes(encodeURIComponent(secret));
    if (secret.length > 3 && isRepeated) pm.expect.fail('the response repeats what was sent in ' + place);
  });
}

/**
 * The credentials that this request sent, and where.
 *
 * @param {import('./request-data.ts').CredentialPlaces} places
 */
function sentSecrets(places) {
  const { headers, query = [], cookies = [] } = places;
  /** @type {{ secret: string, place: string }[]} */
  const sent = [];
  pm.request.headers.all().forEach(({ key, value, disabled }) => {
    if (disabled || !value) return;
    const name = key.toLowerCase();
    const pairs = name === 'cookie' ? value.split('; ').map((pair) => pair.split('=')) : [];
    const own = pairs.filter(([cookie]) => cookies.includes(cookie)).map((pair) => pair.slice(1).join('='));
    if (headers.includes(name)) own.push(value.split(' ').slice(-1)[0]);
    if (headers.includes(name) && /^basic /i.test(value)) own.push(...passwordsIn(value));
    for (const secret of own) sent.push({ secret, place: key });
  });
  pm.request.url.query.all().forEach(({ key, value, disabled }) => {
    if (!disabled && query.includes(decoded(key))) sent.push({ secret: decoded(value), place: 'the query: ' + key });
  });
  return sent;
}

/**
 * The password that HTTP Basic sends, and what it encodes where it is the secret of an OAuth client.
 *
 * @param {string} header
 */
function passwordsIn(header) {
  const login = bytesOf(header.slice('basic '.length), 'base64').toString('utf8');
  const password = login.split(':').slice(1).join(':');
  return [password, decoded(password)];
}
