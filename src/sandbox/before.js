// @ts-check
// What pre-request scripts do: skip a request that nothing can be asked with, and put in the credentials that a request tries.

/**
 * Does not send this request where a variable that it needs is empty, and says why.
 *
 * @param {string} variable
 * @param {NotJudgedReason} reason
 */
function skipUnless(variable, reason) {
  if (pm.variables.get(variable)) return;
  notJudged(THIS_REQUEST, reason);
  // In version 3 runs, skipRequest ends the whole run here.
  if (isVersion3()) throw new Error('not sent: ' + NOT_JUDGED[reason]);
  pm.execution.skipRequest();
}

/** Whether this is a run of Postman's version 3 format. */
function isVersion3() {
  return pm.info.eventName.indexOf('http:') === 0;
}

/**
 * Puts credentials into a request that is made without any, where `may_write` says that the target may be written to: by hand,
 * against a real service, it can do no harm.
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
 * The client's credentials for a request to the token endpoint, form-encoded:
 * https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 *
 * @param {import('./request-data.ts').Client} client
 */
function setClientCredentials(client) {
  const { sentIn, wrong } = client;
  const encoded = (/** @type {string} */ name) => encodeURIComponent(String(pm.variables.get(name)));
  const id = wrong === 'id' ? 'a-client-that-nobody-knows' : encoded('client_id');
  const secret = encoded('client_secret') + (wrong === 'secret' ? '-wrong' : '');
  const place = wrong === 'all' ? 'nowhere' : sentIn;
  pm.variables.set('client_authorization', place === 'header' ? 'Basic ' + btoa(id + ':' + secret) : '');
  pm.variables.set('client_form', place === 'body' ? '&client_id=' + id + '&client_secret=' + secret : '');
}
