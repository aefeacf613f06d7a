import { isRecord } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { js, type Script } from '../rules/script.ts';

/**
 * The collection-level test script: it does as a server says that asks to slow down, and sends the request again.
 *
 * `Retry-After` is honoured up to ten seconds: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function throttleScript(model: ApiModel): Script {
  return js`
    // When the server asks to slow down, this waits and sends the request again, three times at most.
    const codes = ${throttleCodes(model)};
    const attempts = Number(pm.variables.get('attempts_of_' + pm.info.requestId) || 1);

    if (asksToSlowDown() && attempts <= 3) {
      pm.variables.set('attempts_of_' + pm.info.requestId, String(attempts + 1));
      const seconds = Math.min(Math.max(Number(pm.response.headers.get('Retry-After')) || 1, 1), 10);
      setTimeout(() => pm.execution.setNextRequest(pm.info.requestId), seconds * 1000);
    }

    // A token that is refused before its time is not used again.
    const held = pm.collectionVariables.get('access_token');
    if (pm.response.code === 401 && held && pm.request.headers.get('Authorization') === 'Bearer ' + held) {
      pm.collectionVariables.unset('access_token_owner');
    }

    function asksToSlowDown() {
      if (pm.response.code === 429) return true;
      if (pm.response.code !== 403 || codes.length === 0) return false;
      try {
        return codes.includes(pm.response.json().code);
      } catch (notJson) {
        return false;
      }
    }
  `;
}

/** Codes in the body of a 403 that mean "too many requests", where the description documents some. */
function throttleCodes(model: ApiModel): readonly unknown[] {
  const examples = model.operations.flatMap((operation) =>
    operation.responses
      .filter((response) => response.status === '403')
      .flatMap((response) => response.media.flatMap((media) => media.examples)),
  );
  const codes = examples
    .filter((example) => example.causes.includes('too-many-requests'))
    .map((example) => (isRecord(example.value) ? example.value['code'] : undefined));
  return [...new Set(codes.filter((code) => code !== undefined))];
}
