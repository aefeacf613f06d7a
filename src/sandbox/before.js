// @ts-check
// Pre-request scripts: they skip a request without the values that it needs, and set special credentials.

/**
 * @param {string} name
 */
function lookUp(name) {
  return pm.variables.get(name);
}

/**
 * Skips this request if a variable that it needs is empty. Reports the reason.
 *
 * @param {string} variable
 * @param {NotJudgedReason} reason
 */
function skipUnless(variable, reason) {
  if (lookUp(variable)) return;
  const why = /** @type {NotJudgedReason} */ (lookUp('lack_of_' + variable)) || reason;
  notJudged(THIS_REQUEST, why);
  // In version 3, skipRequest would end the run.
  if (isVersion3()) throw new Error('not sent: ' + NOT_JUDGED[why]);
  pm.execution.skipRequest();
}

/** Leaves out what must be refused and may write, once another was let in. */
function stopIfLetIn() {
  if (lookUp('may_write_all') === 'yes') return;
  pm.variables.set('refused', pm.info.requestId);
  pm.variables.set('not_let_in', lookUp('let_in') ? '' : 'yes');
  skipUnless('not_let_in', 'let-in');
}

function noteLetIn() {
  if (lookUp('refused') === pm.info.requestId && isAmong('2XX')) pm.variables.set('let_in', 'yes');
}

/** Leaves out an invalid request, if the server refused the correct one for its made-up values. */
function stopIfRefused() {
  const [correct] = pm.info.requestName.split(': ');
  pm.variables.set('not_refused', lookUp('refused_' + correct) ? '' : 'yes');
  skipUnless('not_refused', 'refused-too');
}

function noteRefused() {
  if (isAmong([400, 422])) pm.variables.set('refused_' + pm.info.requestName, 'yes');
}

/**
 * Takes the id of an item that this run created for a made-up one. The variable may have one of an earlier run.
 *
 * @param {string} variable
 * @param {string} created
 */
function preferCreated(variable, created) {
  const id = lookUp(created);
  if (id && lookUp('lack_of_' + created) === '') pm.variables.set(variable, id);
}

/** There, events are `beforeRequest`; in version 2, `prerequest`. */
function isVersion3() {
  return /[A-Z]/.test(pm.info.eventName);
}

/**
 * Adds credentials if `may_write` is `yes`: without them, a request cannot change data.
 *
 * @param {import('./request-data.ts').LentCredentials} lent
 */
function lendCredentials({ by, login, headers }) {
  const set = (/** @type {string} */ key, /** @type {string} */ value) => pm.request.headers.upsert({ key, value });
  const get = (/** @type {string} */ name) => String(lookUp(name));
  if (get(by || 'may_write') !== 'yes') return;
  if (login) set('Authorization', 'Basic ' + bytesOf(login.map(get).join(':'), 'utf8').toString('base64'));
  for (const { key, prefix, variable } of headers) set(key, prefix + get(variable));
}

/**
 * Sets the client credentials, form-encoded: https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 *
 * @param {import('./request-data.ts').Client} client
 */
function setClientCredentials(client) {
  const { sentIn, wrong } = client;
  const encoded = (/** @type {string} */ name) => encodeURIComponent(String(lookUp(name)));
  const id = wrong === 'id' ? 'unknown-client' : encoded('client_id');
  const secret = encoded('client_secret') + (wrong === 'secret' ? '-wrong' : '');
  const place = wrong === 'all' ? 'nowhere' : sentIn;
  pm.variables.set('client_authorization', place === 'header' ? 'Basic ' + btoa(id + ':' + secret) : '');
  const scope = client.scoped && lookUp('token_scope') ? '&scope=' + encoded('token_scope') : '';
  pm.variables.set('client_form', (place === 'body' ? '&client_id=' + id + '&client_secret=' + secret : '') + scope);
}
