// @ts-check
/** What pre-request scripts do: skip a request that nothing can be asked with, and put in the credentials that a request tries. */

/** Does not send this request where a variable that it needs is empty, and says why. */
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
 */
function lendCredentials(lent) {
  if (pm.variables.get('may_write') !== 'yes') return;
  if (lent.authorization === 'basic') {
    const login = pm.variables.get('username') + ':' + pm.variables.get('password');
    pm.request.headers.upsert({ key: 'Authorization', value: 'Basic ' + btoa(unescape(encodeURIComponent(login))) });
  } else if (lent.authorization) {
    pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + pm.variables.get(lent.authorization) });
  }
  lent.keys.forEach((key) => pm.request.headers.upsert({ key: key.header, value: pm.variables.get(key.variable) }));
}

/** The client's credentials for a request to the token endpoint, form-encoded: https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function setClientCredentials(client) {
  const id = client.wrong === 'id' ? 'a-client-that-nobody-knows' : encodeURIComponent(pm.variables.get('client_id'));
  const secret = encodeURIComponent(pm.variables.get('client_secret')) + (client.wrong === 'secret' ? '-wrong' : '');
  const isSent = client.wrong !== 'all';
  pm.variables.set(
    'client_authorization',
    isSent && client.sentIn === 'header' ? 'Basic ' + btoa(id + ':' + secret) : '',
  );
  pm.variables.set(
    'client_form',
    isSent && client.sentIn === 'body' ? '&client_id=' + id + '&client_secret=' + secret : '',
  );
}
