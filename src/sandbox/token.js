// @ts-check
// The access token of OAuth 2.0 client credentials, which neither Newman nor the Postman CLI fetches:
// https://www.rfc-editor.org/rfc/rfc6749#section-4.4

/**
 * Provides a token before a request that needs one.
 *
 * @param {import('./request-data.ts').Client} client
 */
function provideToken(client) {
  const owner = tokenOwner();
  const stored = (/** @type {string} */ name) => pm.collectionVariables.get(name);
  if (!needsToken()) return;
  if (client.given && !lookUp('client_id')) {
    pm.variables.set('access_token', lookUp(client.given));
  } else if (!lookUp('client_id') || !lookUp('client_secret')) {
    console.warn('Fill in the variables client_id and client_secret.');
  } else if (stored('access_token_owner') === owner && Date.now() < Number(stored('access_token_expires_at'))) {
    pm.variables.set('access_token', stored('access_token'));
  } else if (isVersion3() || !lookUp('token_url')) {
    // In version 3, pm.sendRequest sends the collection's authorization.
    console.warn('Send the folder "Access token" first.');
  } else if (lookUp('access_token_of_run') !== owner) {
    fetchToken(client);
  }
}

function needsToken() {
  const url = sentUrl();
  const { auth } = pm.request;
  if (url === '{{token_url}}' || url === lookUp('token_url')) return false;
  const sendsToken = pm.request.headers.all().some((header) => header.value.includes('{{access_token}}'));
  return !auth || auth.type === 'oauth2' || auth.type === 'bearer' || sendsToken;
}

function tokenOwner() {
  return lookUp('client_id') + ' at ' + lookUp('token_url');
}

/**
 * @param {import('./request-data.ts').Client} client
 * @param {boolean} [isAgain]
 */
function fetchToken(client, isAgain) {
  const url = String(lookUp('token_url'));
  const started = Date.now();
  setClientCredentials(client);
  /** @type {Record<string, string>} */
  const header = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  if (client.sentIn === 'header') header['Authorization'] = String(lookUp('client_authorization'));
  const raw = 'grant_type=client_credentials' + lookUp('client_form');
  pm.sendRequest({ url, method: 'POST', header, body: { mode: 'raw', raw } }, (error, response) => {
    try {
      if (!isAgain && (error || response.code > 501)) return fetchToken(client, true);
      if (error) throw new Error('no response from ' + url + ' (' + error.code + ')');
      keepToken(grantIn(response), started);
    } catch (problem) {
      endRun(problem);
      pm.execution.skipRequest();
    }
  });
}

/**
 * The grant in a response of the token endpoint. Errors do not quote it: it may be secret.
 *
 * @param {PostmanResponse} response
 * @returns {Grant}
 */
function grantIn(response) {
  const { code, headers } = response;
  /** @type {(problem: string) => never} */
  const stop = (problem) => {
    throw new Error(lookUp('token_url') + ' ' + problem);
  };
  if (code >= 300 && code < 400) stop('responded with a redirect; credentials are not sent to another URL');
  let grant;
  try {
    grant = JSON.parse(response.text());
  } catch (notJson) {
    const isHtml = /^text\/html/i.test(headers.get('Content-Type') || '');
    stop('responded with HTTP ' + code + ' and ' + (isHtml ? 'an HTML page' : 'a body') + ' that is not JSON');
  }
  if (code < 200 || code > 299) stop('responded with HTTP ' + code + causeIn(grant));
  const token = at(grant, '/access_token');
  if (typeof token !== 'string' || token === '') stop('responded without an access_token');
  return grant;
}

/**
 * @param {unknown} refusal
 */
function causeIn(refusal) {
  const code = String(at(refusal, '/error'));
  const isKnown = /^(invalid_(request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/.test(code);
  return isKnown ? ' (' + code + ')' : '';
}

/**
 * @param {Grant} grant
 * @param {number} started
 */
function keepToken(grant, started) {
  pm.variables.set('access_token', grant.access_token);
  pm.collectionVariables.set('access_token', grant.access_token);
  pm.variables.set('access_token_scope', grant.scope);
  const lifetime = Number(grant.expires_in) * 1000;
  // The API refuses it once it has ended.
  if (!(lifetime > 0)) return pm.variables.set('access_token_of_run', tokenOwner());
  pm.collectionVariables.set('access_token_owner', tokenOwner());
  pm.collectionVariables.set('access_token_expires_at', String(started + lifetime - Math.min(30000, lifetime / 10)));
}

function captureToken() {
  orEndRun('token_url', () => keepToken(grantIn(pm.response), Date.now()));
}

/**
 * The client, with its credentials where the OpenID configuration takes them. Where it says nothing, that is the header:
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 *
 * @param {import('./request-data.ts').Client} client
 * @returns {import('./request-data.ts').Client}
 */
function asDiscovered(client) {
  const isOther = lookUp('client_sent_in') === 'body' && client.sentIn === 'header';
  if (!isOther) return client;
  if (!needsToken()) pm.request.headers.remove('Authorization');
  return Object.assign({}, client, { sentIn: 'body' });
}

/** Stores the token endpoint that this OpenID configuration names, and where it takes credentials. */
function captureTokenUrl() {
  orEndRun('openid_configuration_url', () => {
    pm.collectionVariables.set('token_url', tokenUrlIn(pm.response));
    const ways = at(body(), '/token_endpoint_auth_methods_supported');
    const has = (/** @type {string} */ way) => Array.isArray(ways) && ways.includes('client_secret_' + way);
    const isBody = has('post') && !has('basic');
    pm.collectionVariables.set('client_sent_in', isBody ? 'body' : '');
  });
}

/**
 * Stores what later requests need of this response. If it is not there, the run ends.
 *
 * @param {string} endpoint
 * @param {() => void} store
 */
function orEndRun(endpoint, store) {
  try {
    if (!pm.response || !pm.response.code) throw new Error('no response from ' + lookUp(endpoint));
    store();
  } catch (problem) {
    if (!REPEATED.size) endRun(problem);
  }
}

/**
 * @param {Error} problem
 */
function endRun({ message }) {
  pm.test(TOKEN_ASSERTION, () => pm.expect.fail(message));
  pm.execution.setNextRequest(null);
}

/**
 * The token endpoint in an OpenID configuration. Client credentials must not be sent in plain text, nor to another host by http.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 *
 * @param {PostmanResponse} response
 */
function tokenUrlIn(response) {
  const from = String(lookUp('openid_configuration_url'));
  if (response.code !== 200) throw new Error(from + ' responded with HTTP ' + response.code);
  let url;
  try {
    url = at(JSON.parse(response.text()), '/token_endpoint');
  } catch (notJson) {
    throw new Error(from + ' responded with a body that is not JSON');
  }
  const hostOf = (/** @type {unknown} */ text) =>
    (/^https?:\/\/([^\s\\/?#@{}:]+|\[[\da-f:]+\])(:\d+)?([/?][^\s\\#{}]*)?$/i.exec(String(text)) || [])[1];
  const isPlain = /^http:/i.test(String(url));
  if (!hostOf(url) || (isPlain && (hostOf(url) !== hostOf(from) || !/^http:/i.test(from)))) {
    throw new Error(from + ' names no token endpoint to which credentials can be sent (https, without user name or fragment)');
  }
  return url;
}

function expectNoToken() {
  pm.expect(/"access_token"\s*:\s*"[^"]/.test(pm.response.text() || ''), 'whether the refusal has an access token').to.equal(false);
}

/**
 * Notes where a response of the token endpoint differs from OAuth 2.0 although a client can use it. Not asserted, since the description
 * does not declare it: https://www.rfc-editor.org/rfc/rfc6749#section-5
 *
 * @param {{ statuses: readonly number[], errors?: readonly string[] }} wanted
 */
function noteTokenResponse({ statuses, errors }) {
  const { code, headers } = pm.response;
  if (!code) return;
  const header = (/** @type {string} */ name) => String(headers.get(name) || '');
  const section = ' (RFC 6749, section ' + (errors ? '5.2)' : '5.1)');
  /** @type {(holds: boolean, text: string) => void} */
  const expected = (holds, text) => holds || pm.test.skip(NOTE + text + section);
  const parsed = bodyOrNothing();
  expected(statuses.includes(code), 'the status is ' + code + ' and not ' + statuses.join(' or '));
  expected(/^application\/json\b/i.test(header('Content-Type')), 'Content-Type is not application/json');
  if (errors) return expected(errors.includes(String(at(parsed, '/error'))), '"error" is not ' + errors.join(' or '));
  expected(/\bno-store\b/i.test(header('Cache-Control')), 'Cache-Control is not no-store');
  expected(/^bearer$/i.test(String(at(parsed, '/token_type'))), '"token_type" is not Bearer');
  const lifetime = at(parsed, '/expires_in');
  expected(lifetime === undefined || (Number.isInteger(lifetime) && Number(lifetime) > 0), '"expires_in" is not an integer above 0');
}

/** Notes if an OpenID configuration is not the one of its issuer. https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation */
function noteIssuer() {
  if (!pm.response.code) return;
  const issuer = String(at(body(), '/issuer')).replace(/\/$/, '') + '/.well-known/openid-configuration';
  if (issuer !== lookUp('openid_configuration_url'))
    pm.test.skip(NOTE + '"issuer" is not that of this URL (OpenID Connect Discovery, section 4.3)');
}

/** Discards a refused token. One without a lifetime that was taken before has ended: the request is sent again, with another one. */
function dropRefusedToken() {
  const { code } = pm.response;
  if (!sendsToken()) return;
  if (code < 300) pm.variables.set('is_taken', lookUp('access_token_of_run'));
  if (code !== 401 || (about && about.refused)) return;
  pm.collectionVariables.unset('access_token_owner');
  if (!lookUp('is_taken') || isVersion3()) return;
  pm.variables.set('is_taken', '');
  pm.variables.set('access_token_of_run', '');
  repeat(0);
}

function sendsToken() {
  return pm.request.headers.get('Authorization') === 'Bearer ' + pm.collectionVariables.get('access_token');
}
