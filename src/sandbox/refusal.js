// @ts-check
// What an error response (4xx) must not contain: data, and the credentials of its request.

/**
 * Throws if an error response contains a list, or an item. Members without a value, as of an empty list, are none.
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
  const isItem = values.some(
    (value) =>
      isNested(value) &&
      members.every((name) => has(value, name)) &&
      members.some((name) => !/^(|0|null|false)$/.test(String(value[name]))),
  );
  if (isItem) pm.expect.fail('the error response contains all members of an item: ' + members.join(', '));
}

/**
 * Throws if a response repeats a credential of its request. A shorter one may be a word of the response, such as `invalid`.
 *
 * @param {Statuses} statuses
 * @param {string} [form] The variable of a secret in a form.
 */
function expectNoEcho(statuses, form) {
  const head = pm.response.headers.all().map(({ key, value }) => key + ': ' + value);
  const text = head.concat(pm.response.text()).join('\n');
  const sent = sentSecrets(form).filter(([secret]) => secret.length > 7);
  sent.forEach(([secret, place]) => {
    if ([secret, encodeURIComponent(secret)].some((one) => text.includes(one)))
      pm.expect.fail('the response repeats what was sent in ' + place);
  });
  if (sent.length === 0) skipHere('no-credential');
  expectAmong(statuses);
}

/**
 * @param {string} [form]
 */
function sentSecrets(form) {
  const { headers, query, cookies } = contract.credentials;
  /** @type {[secret: string, place: string][]} */
  const sent = [];
  pm.request.headers.all().forEach(({ key, value, disabled }) => {
    if (disabled || !value) return;
    const name = key.toLowerCase();
    const pairs = name === 'cookie' ? value.split('; ').map((pair) => pair.split('=')) : [];
    const own = pairs.filter(([cookie]) => cookies.includes(cookie)).map(([, ...rest]) => rest.join('='));
    if (headers.includes(name)) own.push(...secretsIn(value));
    for (const secret of own) sent.push([secret, key]);
  });
  pm.request.url.query.all().forEach(({ key, value, disabled }) => {
    if (!disabled && query.includes(decoded(key))) sent.push([decoded(value), 'the query: ' + key]);
  });
  if (form) sent.push([String(lookUp(form)), 'the body']);
  return sent;
}

/**
 * A digest has no secret. It has what the challenge of the server has.
 *
 * @param {string} header
 */
function secretsIn(header) {
  const credential = header.replace(/.* /, '');
  const login = /^basic /i.test(header) ? bytesOf(credential, 'base64').toString('utf8') : '';
  const password = login.replace(/^[^:]*:?/, '');
  return /^digest /i.test(header) ? [] : [credential, password, decoded(password)];
}
