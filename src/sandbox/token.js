// @ts-check
// The access token of OAuth 2.0 client credentials, which neither Newman nor the Postman CLI fetches:
// https://www.rfc-editor.org/rfc/rfc6749#section-4.4

/**
 * Holds a token for a request that needs one, before it is sent. In a run, the request "Get an access token" has fetched it; this
 * serves that *Send* works at once, and that a token which runs out is replaced.
 *
 * @param {import('./request-data.ts').Client} client
 */
function holdToken(client) {
  const owner = tokenOwner();
  const remaining = (/** @type {string} */ name) => pm.collectionVariables.get(name);
  if (!needsToken()) return;
  if (!pm.variables.get('client_id') || !pm.variables.get('client_secret')) {
    console.warn('Fill in client_id and client_secret to have a token fetched for you.');
  } else if (remaining('access_token_owner') === owner && Date.now() < Number(remaining('access_token_expires_at'))) {
    pm.variables.set('access_token', remaining('access_token'));
  } else if (isVersion3()) {
    // There, a request of a script carries the authorization of the collection, and not the client's.
    console.warn('Send "Get an access token" first.');
  } else if (pm.variables.get('access_token_of_run') !== owner) {
    fetchToken(client);
  }
}

/** Whether this request may need a token: it does not ask for one itself, and has no authorization of another kind. */
function needsToken() {
  const url = pm.request.url.toString();
  const { auth } = pm.request;
  if (url === '{{token_url}}' || url === pm.variables.get('token_url')) return false;
  const sendsToken = pm.request.headers.all().some((header) => header.value.includes('{{access_token}}'));
  return !auth || auth.type === 'oauth2' || auth.type === 'bearer' || sendsToken;
}

/** Who a token is for, and where it is from: a change of environment gets one of its own. */
function tokenOwner() {
  return pm.variables.get('client_id') + ' at ' + pm.variables.get('token_url');
}

/**
 * Asks the token endpoint. A failure is one failed test, and ends the run; `skipRequest` comes last, for it ends the script.
 *
 * @param {import('./request-data.ts').Client} client
 */
function fetchToken(client) {
  const url = String(pm.variables.get('token_url'));
  const started = Date.now();
  setClientCredentials(client);
  /** @type {Record<string, string>} */
  const header = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  if (client.sentIn === 'header') header['Authorization'] = String(pm.variables.get('client_authorization'));
  const form = { mode: 'raw', raw: 'grant_type=client_credentials' + pm.variables.get('client_form') };
  pm.sendRequest({ url, method: 'POST', header, body: form }, (error, response) => {
    try {
      if (error) throw new Error('no response from ' + url + ' (' + error.code + ')');
      keepToken(grantIn(response), started);
    } catch (problem) {
      pm.test(TOKEN_ASSERTION, () => pm.expect.fail(problem.message));
      pm.execution.setNextRequest(null);
      pm.execution.skipRequest();
    }
  });
}

/**
 * The grant in a response of the token endpoint. What is wrong is told in our own words: the endpoint's could hold the secret.
 *
 * @param {PostmanResponse} response
 * @returns {Grant}
 */
function grantIn(response) {
  const { code, headers } = response;
  /** @type {(problem: string) => never} */
  const stop = (problem) => {
    throw new Error(pm.variables.get('token_url') + ' ' + problem);
  };
  if (code >= 300 && code < 400) stop('redirects; no credentials are sent elsewhere');
  let grant;
  try {
    grant = JSON.parse(response.text());
  } catch (notJson) {
    const isHtml = /^text\/html/i.test(headers.get('Content-Type') || '');
    stop('answered HTTP ' + code + ' with ' + (isHtml ? 'an HTML page' : 'something') + ' that is no JSON');
  }
  if (code !== 200) stop('refused with HTTP ' + code + causeIn(grant));
  const token = at(grant, '/access_token');
  if (typeof token !== 'string' || token === '') stop('answered without an access_token');
  if (grant.expires_in !== undefined && !(Number(grant.expires_in) > 0)) {
    stop('granted a token that is out of date (expires_in is no number above 0)');
  }
  return grant;
}

/**
 * The error code of a refusal, where it is one of those of RFC 6749.
 *
 * @param {unknown} refusal
 */
function causeIn(refusal) {
  const code = String(at(refusal, '/error'));
  const isKnown = /^(invalid_(request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/.test(code);
  return isKnown ? ' (' + code + ')' : '';
}

/**
 * Keeps a token until shortly before its end; one without a lifetime serves for this run.
 *
 * @param {Grant} grant
 * @param {number} started
 */
function keepToken(grant, started) {
  pm.variables.set('access_token', grant.access_token);
  pm.collectionVariables.set('access_token', grant.access_token);
  if (grant.expires_in === undefined) return pm.variables.set('access_token_of_run', tokenOwner());
  const lifetime = Number(grant.expires_in) * 1000;
  pm.collectionVariables.set('access_token_owner', tokenOwner());
  pm.collectionVariables.set('access_token_expires_at', String(started + lifetime - Math.min(30000, lifetime / 10)));
}

/** Keeps the token that this response grants, for all requests that follow; without one, the run ends. */
function captureToken() {
  try {
    if (!pm.response || !pm.response.code) throw new Error('no response from ' + pm.variables.get('token_url'));
    keepToken(grantIn(pm.response), Date.now());
  } catch (problem) {
    pm.test(TOKEN_ASSERTION, () => pm.expect.fail(problem.message));
    pm.execution.setNextRequest(null);
  }
}

/** A token that was refused before its time is not used again. */
function dropRefusedToken() {
  const held = pm.collectionVariables.get('access_token');
  if (pm.response.code === 401 && held && pm.request.headers.get('Authorization') === 'Bearer ' + held) {
    pm.collectionVariables.unset('access_token_owner');
  }
}

/** Keeps what an endpoint grants that is requested a scope which nobody described: whether it looks at scopes at all. */
function captureUnknownScope() {
  pm.variables.set('scopes_are_ignored', pm.response.code === 200 ? 'yes' : '');
}

/**
 * Keeps a token of a scope that is not enough, where the endpoint grants one, and tells what it granted.
 *
 * @param {string} variable
 * @param {readonly string[]} needed
 */
function captureSmallToken(variable, needed) {
  let grant;
  try {
    grant = pm.response.code === 200 ? body() : undefined;
  } catch (notJson) {
    grant = undefined;
  }
  const [token, scope] = [at(grant, '/access_token'), at(grant, '/scope')];
  const granted = String(scope).split(' ');
  const isSmall = scope === undefined ? pm.variables.get('scopes_are_ignored') !== 'yes' : needed.some((one) => !granted.includes(one));
  const isOther = typeof token === 'string' && token !== pm.variables.get('access_token');
  pm.variables.set(variable, isSmall && isOther ? token : '');
}
