// @ts-check
// Pre-request scripts: they skip a request without the values that it needs, and set special credentials.

/**
 * Skips this request if a variable that it needs is empty, and reports the reason.
 *
 * @param {string} variable
 * @param {NotJudgedReason} reason
 */
function skipUnless(variable, reason) {
  if (pm.variables.get(variable)) return;
  const why = /** @type {NotJudgedReason} */ (pm.variables.get('lack_of_' + variable)) || reason;
  notJudged(THIS_REQUEST, why);
  // In a run of a version 3 collection, skipRequest would end the whole run.
  if (isVersion3()) throw new Error('not sent: ' + NOT_JUDGED[why]);
  pm.execution.skipRequest();
}

/** Whether this is a run of a collection in Postman's version 3 format. */
function isVersion3() {
  return pm.info.eventName.indexOf('http:') === 0;
}

/**
 * Adds credentials to a request, if the variable `may_write` is `yes`: without them, it cannot change data.
 *
 * @param {import('./request-data.ts').LentCredentials} lent
 */
function lendCredentials(lent) {
  const { authorization, keys } = lent;
  const set = (/** @type {string} */ key, /** @type {string} */ value) => pm.request.headers.upsert({ key, value });
  if (pm.variables.get('may_write') !== 'yes') return;
  if (authorization === 'basic') {
    const login = pm.variables.get('username') + ':' + pm.variables.get('password');
    set('Authorization', 'Basic ' + bytesOf(login, 'utf8').toString('base64'));
  } else if (authorization) {
    set('Authorization', 'Bearer ' + pm.variables.get(authorization));
  }
  for (const { header, variable } of keys) set(header, String(pm.variables.get(variable)));
}

/**
 * Sets the client credentials for a request to the token endpoint, form-encoded:
 * https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 *
 * @param {import('./request-data.ts').Client} client
 */
function setClientCredentials(client) {
  const { sentIn, wrong } = client;
  const encoded = (/** @type {string} */ name) => encodeURIComponent(String(pm.variables.get(name)));
  const id = wrong === 'id' ? 'unknown-client' : encoded('client_id');
  const secret = encoded('client_secret') + (wrong === 'secret' ? '-wrong' : '');
  const place = wrong === 'all' ? 'nowhere' : sentIn;
  pm.variables.set('client_authorization', place === 'header' ? 'Basic ' + btoa(id + ':' + secret) : '');
  pm.variables.set('client_form', place === 'body' ? '&client_id=' + id + '&client_secret=' + secret : '');
}
