// @ts-check
// The scopes of tokens: https://www.rfc-editor.org/rfc/rfc6749#section-3.3

/**
 * Says which scopes the token lacks, where a server forbids what is requested with it: https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 *
 * @param {readonly string[]} needed
 */
function sayLackingScopes(needed) {
  const granted = lookUp('access_token_scope');
  if (pm.response.code !== 403 || typeof granted !== 'string' || !sendsToken()) return;
  const lacking = needed.filter((scope) => !scopesIn(granted).includes(scope));
  if (lacking.length) notJudged(THIS_REQUEST, 'no-scope', lacking.join(' '));
}

/**
 * Scopes are separated by spaces. Some endpoints write commas, or a list.
 *
 * @param {unknown} scope
 */
function scopesIn(scope) {
  return String(scope).split(' ').concat(String(scope).split(/[ ,]+/));
}

/** Stores whether the endpoint grants an undocumented scope, and so ignores scopes. */
function captureUnknownScope() {
  pm.variables.set('scopes_are_ignored', pm.response.code === 200 ? 'yes' : 'no');
}

/**
 * Stores a token with an insufficient scope, if the endpoint grants one and names its scope.
 *
 * @param {string} variable
 * @param {readonly string[]} needed
 */
function captureSmallToken(variable, needed) {
  const grant = pm.response.code === 200 ? bodyOrNothing() : undefined;
  const [token, scope] = [at(grant, '/access_token'), at(grant, '/scope')];
  const granted = scopesIn(scope);
  const isSmall = scope === undefined ? lookUp('scopes_are_ignored') === 'no' : needed.some((one) => !granted.includes(one));
  const isOther = typeof token === 'string' && token !== lookUp('access_token');
  pm.variables.set(variable, isSmall && isOther ? token : '');
}
