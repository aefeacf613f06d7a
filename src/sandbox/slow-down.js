// @ts-check
// After each response, the collection waits if the server asks to slow down.

/**
 * Waits and sends the request again, at most three times, if the server asks to slow down:
 * https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 *
 * @param {readonly unknown[]} codes
 */
function slowDown(codes) {
  const attempts = Number(pm.variables.get('attempts_of_' + pm.info.requestId) || 1);
  if (!asksToSlowDown(codes) || attempts > 3) return;
  pm.variables.set('attempts_of_' + pm.info.requestId, String(attempts + 1));
  const seconds = Math.min(Math.max(Number(pm.response.headers.get('Retry-After')) || 1, 1), 10);
  setTimeout(() => pm.execution.setNextRequest(pm.info.requestId), seconds * 1000);
}

/**
 * Whether the server asks to slow down: 429, or a 403 with one of these codes.
 *
 * @param {readonly unknown[]} codes
 */
function asksToSlowDown(codes) {
  if (pm.response.code === 429) return true;
  if (pm.response.code !== 403 || codes.length === 0) return false;
  try {
    return codes.includes(at(body(), '/code'));
  } catch (notJson) {
    return false;
  }
}
