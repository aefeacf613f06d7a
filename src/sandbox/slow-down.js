// @ts-check
// If a server asks to slow down, the collection sends the request again after a wait.

/**
 * Sends the request again, at most three times, if the server asks to slow down. The wait is before the request:
 * https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 *
 * @param {readonly unknown[]} codes
 */
function slowDown(codes) {
  const attempts = Number(pm.variables.get('attempts_of_' + pm.info.requestId) || 1);
  if (!asksToSlowDown(codes) || attempts > 3) return;
  pm.variables.set('attempts_of_' + pm.info.requestId, String(attempts + 1));
  const get = (/** @type {string} */ name) => pm.response.headers.get(name) || '';
  const after = get('Retry-After');
  // A date is of the server's clock, in whole seconds.
  const until = (Date.parse(after) - (Date.parse(get('Date')) || Date.now())) / 1000 + 1;
  const seconds = Math.min(Math.max((/^\d+$/.test(after) ? Number(after) : Math.ceil(until)) || 1, 1), 10);
  pm.variables.set('seconds_to_wait', String(seconds));
  pm.execution.setNextRequest(pm.info.requestId);
}

/**
 * Sends a request that only reads once more: a server may close a kept connection. If in vain, no later one.
 */
function sendAgain() {
  const times = 'sent_again_' + pm.info.requestId;
  if (!/^(GET|HEAD|OPTIONS)$/.test(pm.request.method) || pm.variables.get('no_answers')) return;
  if (pm.variables.get(times)) return pm.variables.set('no_answers', 'yes');
  pm.variables.set(times, 'yes');
  pm.execution.setNextRequest(pm.info.requestId);
}

/** Waits before a request that is sent again: clients wait for the timers of scripts. */
function waitIfNeeded() {
  const seconds = Number(pm.variables.get('seconds_to_wait') || 0);
  if (seconds === 0) return;
  pm.variables.set('seconds_to_wait', '0');
  setTimeout(() => undefined, seconds * 1000);
}

/**
 * @param {readonly unknown[]} codes
 */
function asksToSlowDown(codes) {
  const { code, headers } = pm.response;
  if (code === 429 || (code === 503 && headers.get('Retry-After'))) return true;
  if (code !== 403 || codes.length === 0) return false;
  return codes.includes(at(bodyOrNothing(), '/code'));
}
