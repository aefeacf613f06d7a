// @ts-check
// What an error response (4xx) must not contain: data, and the credentials of its request.

/**
 * Throws if an error response contains a list, or members that only an item has.
 *
 * @param {import('./request-data.ts').RefusalData} data
 */
function expectNoData({ list: place, members }) {
  const refusal = bodyOrNothing();
  if (!pm.response.text()) return;
  if (refusal === undefined) skipHere('other-media-type');
  const sample = place === undefined ? undefined : at(refusal, place);
  if (Array.isArray(sample) && sample.length > 0) pm.expect.fail('the error response contains a list');
  if (members.length === 0) return;
  const values = Array.isArray(refusal) ? refusal : [refusal];
  const isItem = values.some((value) => isNested(value) && members.every((name) => has(value, name)));
  if (isItem) pm.expect.fail('the error response contains all members of an item: ' + members.join(', '));
}

/**
 * Throws if a response, of any status, repeats a credential of its request. A shorter one may be a word of the response, such as `invalid`.
 *
 * @param {import('./request-data.ts').CredentialPlaces} places
 * @param {Statuses} statuses
 */
function expectNoEcho(places, statuses) {
  const headers = pm.response.headers.all().map((header) => header.key + ': ' + header.value);
  const text = headers.concat(pm.response.text()).join('\n');
  const sent = sentSecrets(places).filter(({ secret }) => secret.length > 7);
  sent.forEach(({ secret, place }) => {
    const isRepeated = text.includes(secret) || text.includes(encodeURIComponent(secret));
    if (isRepeated) pm.expect.fail('the response repeats what was sent in ' + place);
  });
  if (sent.length === 0) skipHere('no-credential');
  expectAmong(statuses);
}

/**
 * @param {import('./request-data.ts').CredentialPlaces} places
 */
function sentSecrets({ headers, query = [], cookies = [], form }) {
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
  if (form) sent.push({ secret: String(lookUp(form)), place: 'the body' });
  return sent;
}

/**
 * @param {string} header
 */
function passwordsIn(header) {
  const login = bytesOf(header.slice('basic '.length), 'base64').toString('utf8');
  const password = login.split(':').slice(1).join(':');
  return [password, decoded(password)];
}
