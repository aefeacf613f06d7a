// @ts-check
/**
 * The access token of OAuth 2.0 client credentials, which neither Newman nor the Postman CLI fetches:
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */

/**
 * Holds a token for a request that needs one, before it is sent. In a run, the request "Get an access token" has fetched it; this
 * serves that *Send* works at once, and that a token which runs out is replaced.
 */
function holdToken(client) {
  const owner = tokenOwner(),
    kept = (name) => pm.collectionVariables.get(name);
  if (!needsToken()) return;
  if (!pm.variables.get('client_id') || !pm.variables.get('client_secret')) {
    console.warn('Fill in client_id and client_secret to have a token fetched for you.');
  } else if (kept('access_token_owner') === owner && Date.now() < Number(kept('access_token_expires_at'))) {
    pm.variables.set('access_token', kept('access_token'));
  } else if (isVersion3()) {
    // There, a request of a script carries the authorization of the collection, and not the client's.
    console.warn('Send "Get an access token" first.');
  } else if (pm.variables.get('access_token_of_run') !== owner) {
    fetchToken(client);
  }
}

/** Whether this request may need a token: it does not ask for one itself, and has no authorization of another kind. */
function needsToken() {
  const url = pm.request.url.toString(),
    auth = pm.request.auth;
  if (url === '{{token_url}}' || url === pm.variables.get('token_url')) return false;
  return !auth || auth.type === 'oauth2' || auth.type === 'bearer';
}

/** Who a token is for, and where it is from: a change of environment gets one of its own. */
function tokenOwner() {
  return pm.variables.get('client_id') + ' at ' + pm.variables.get('token_url');
}

/** Asks the token endpoint. A failure is one failed test, and ends the run; `skipRequest` comes last, for it ends the script. */
function fetchToken(client) {
  const url = pm.variables.get('token_url'),
    started = Date.now();
  setClientCredentials(client);
  const header = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  if (client.sentIn === 'header') header.Authorization = pm.variables.get('client_authorization');
  const body = { mode: 'raw', raw: 'grant_type=client_credentials' + pm.variables.get('client_form') };
  pm.sendRequest({ url: url, method: 'POST', header: header, body: body }, (error, response) => {
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

/** The grant in a response of the token endpoint. What is wrong is told in our own words: the endpoint's could hold the secret. */
function grantIn(response) {
  const url = pm.variables.get('token_url');
  if (response.code >= 300 && response.code < 400)
    throw new Error(url + ' redirects; no credentials are sent elsewhere');
  let grant;
  try {
    grant = response.json();
  } catch (notJson) {
    const isHtml = /^text\/html/i.test(response.headers.get('Content-Type') || '');
    throw new Error(
      url + ' answered HTTP ' + response.code + ' with ' + (isHtml ? 'an HTML page' : 'something') + ' that is no JSON',
    );
  }
  if (response.code !== 200) throw new Error(url + ' refused with HTTP ' + response.code + causeIn(grant));
  if (!grant || typeof grant.access_token !== 'string' || grant.access_token === '') {
    throw new Error(url + ' answered without an access_token');
  }
  if (grant.expires_in !== undefined && !(Number(grant.expires_in) > 0)) {
    throw new Error(url + ' granted a token that is out of date (expires_in is no number above 0)');
  }
  return grant;
}

/** The error code of a refusal, where it is one of those of RFC 6749. */
function causeIn(grant) {
  const known = [
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
  ];
  return grant && known.includes(grant.error) ? ' (' + grant.error + ')' : '';
}

/** Keeps a token until shortly before its end; one without a lifetime serves for this run. */
function keepToken(grant, started) {
  pm.variables.set('access_token', grant.access_token);
  pm.collectionVariables.set('access_token', grant.access_token);
  if (grant.expires_in === undefined) {
    pm.variables.set('access_token_of_run', tokenOwner());
    return;
  }
  const lifetime = Number(grant.expires_in) * 1000;
  pm.collectionVariables.set('access_token_owner', tokenOwner());
  pm.collectionVariables.set('access_token_expires_at', String(started + lifetime - Math.min(30000, lifetime / 10)));
}

/** Keeps the token that this response grants, for all requests that follow; without one, the run ends. */
function captureToken() {
  try {
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

/** Keeps what an endpoint grants that is asked for a scope which nobody described: whether it looks at scopes at all. */
function captureUnknownScope() {
  pm.variables.set('scopes_are_ignored', pm.response.code === 200 ? 'yes' : '');
}

/** Keeps a token of a scope that is not enough, where the endpoint grants one, and tells what it granted. */
function captureSmallToken(variable, needed) {
  let grant;
  try {
    grant = pm.response.code === 200 ? pm.response.json() : undefined;
  } catch (notJson) {
    grant = undefined;
  }
  const scopes = grant && grant.scope !== undefined ? String(grant.scope).split(' ') : undefined;
  const isEnough = scopes !== undefined && needed.every((scope) => scopes.includes(scope));
  const isSame = grant && grant.access_token === pm.variables.get('access_token');
  const isIgnored = scopes === undefined && pm.variables.get('scopes_are_ignored') === 'yes';
  pm.variables.set(
    variable,
    grant && typeof grant.access_token === 'string' && !isEnough && !isSame && !isIgnored ? grant.access_token : '',
  );
}
