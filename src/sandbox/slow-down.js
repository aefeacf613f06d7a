// @ts-check
// If a server asks to slow down, or does not answer, the collection sends the request again after a wait.

/** Has an entry if this request is sent again. */
const REPEATED = new Set();

/**
 * @param {number} seconds
 */
function repeat(seconds) {
  REPEATED.add(seconds);
  pm.variables.set('seconds_to_wait', String(seconds));
  pm.execution.setNextRequest(pm.info.requestId);
}

/**
 * Sends the request again, at most three times, if asked to slow down. The wait is before the request:
 * https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 *
 * @param {readonly unknown[]} codes
 */
function slowDown(codes) {
  const name = 'attempts_of_' + pm.info.requestId;
  const attempts = Number(lookUp(name) || 1);
  if (!asksToSlowDown(codes)) return pm.response.code > 501 && sendAgain();
  if (attempts > 3) return;
  pm.variables.set(name, String(attempts + 1));
  const [after, date] = ['Retry-After', 'Date'].map((header) => String(pm.response.headers.get(header)));
  // A date is of the server's clock, in whole seconds.
  const until = (Date.parse(after) - (Date.parse(date) || Date.now())) / 1000 + 1;
  repeat(Math.min(Math.max((/^\d+$/.test(after) ? Number(after) : Math.ceil(until)) || 1, 1), 10));
}

/**
 * Sends a request that reads, or gets a token, once more. If in vain, no later one.
 */
function sendAgain() {
  const times = 'sent_again_' + pm.info.requestId;
  const isSafe = isReading() || sentUrl() === lookUp('token_url');
  if (!isSafe || lookUp('no_answers')) return;
  if (lookUp(times)) return pm.variables.set('no_answers', 'yes');
  pm.variables.set(times, 'yes');
  repeat(pm.response.code ? 1 : 0);
}

function isReading() {
  return /^(GET|HEAD|OPTIONS|TRACE)$/.test(pm.request.method);
}

/** Waits before a request that is sent again. */
function waitIfNeeded() {
  const seconds = Number(lookUp('seconds_to_wait') || 0);
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
