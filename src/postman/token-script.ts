import type { ClientCredentialsScheme } from '../model/types.ts';
import { js, type Script } from '../rules/script.ts';

/**
 * The collection-level pre-request script: it fetches an access token, for neither Newman nor the Postman CLI does.
 *
 * The token is kept with the client and endpoint it came from, so that a change of environment gets one of its own. A failure
 * is one failed test, and ends the run; the order of `setNextRequest` and `skipRequest` matters, for the latter ends the script.
 *
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function tokenScript(scheme: ClientCredentialsScheme): Script {
  return js`
    // Fetches an OAuth 2.0 access token (client credentials) when none is held, or the held one is about to expire.
    const tokenUrl = pm.variables.get('token_url');
    const clientId = pm.variables.get('client_id');
    const clientSecret = pm.variables.get('client_secret');
    const owner = clientId + ' at ' + tokenUrl;

    if (!clientId || !clientSecret) {
      console.warn('Fill in client_id and client_secret to have a token fetched for you.');
    } else if (pm.collectionVariables.get('access_token_owner') === owner && Date.now() < Number(pm.collectionVariables.get('access_token_expires_at'))) {
      pm.variables.set('access_token', pm.collectionVariables.get('access_token'));
    } else if (pm.variables.get('access_token_of_run') !== owner) {
      fetchToken();
    }

    function fetchToken() {
      const asked = Date.now();
      ${clientAuthentication(scheme)}
      const header = Object.assign({ Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' }, authorization);
      pm.sendRequest({ url: tokenUrl, method: 'POST', header: header, body: { mode: 'raw', raw: form } }, (error, response) => {
        try {
          keep(tokenIn(error, response), asked);
        } catch (problem) {
          pm.test('The token endpoint grants an access token', () => pm.expect.fail(problem.message));
          pm.execution.setNextRequest(null);
          pm.execution.skipRequest();
        }
      });
    }

    // What is wrong is told in words of our own: what the endpoint says could hold the secret that it was sent.
    function tokenIn(error, response) {
      if (error) throw new Error('no answer from ' + tokenUrl + ' (' + error.code + ')');
      if (response.code >= 300 && response.code < 400) throw new Error(tokenUrl + ' redirects; no credentials are sent elsewhere');
      let answer;
      try {
        answer = response.json();
      } catch (notJson) {
        throw new Error(tokenUrl + ' answered HTTP ' + response.code + ' with ' + (isHtml(response) ? 'an HTML page' : 'something') + ' that is no JSON');
      }
      if (response.code !== 200) throw new Error(tokenUrl + ' refused with HTTP ' + response.code + causeIn(answer));
      if (!answer || typeof answer.access_token !== 'string' || answer.access_token === '') {
        throw new Error(tokenUrl + ' answered without an access_token');
      }
      if (answer.expires_in !== undefined && !(Number(answer.expires_in) > 0)) {
        throw new Error(tokenUrl + ' granted a token that is out of date (expires_in is no number above 0)');
      }
      return answer;
    }

    function isHtml(response) {
      return /^text\/html/i.test(response.headers.get('Content-Type') || '');
    }

    function causeIn(answer) {
      const known = ['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'];
      return answer && known.includes(answer.error) ? ' (' + answer.error + ')' : '';
    }

    // A token with a lifetime is kept until shortly before its end; one without serves for this run.
    function keep(answer, asked) {
      pm.variables.set('access_token', answer.access_token);
      if (answer.expires_in === undefined) {
        pm.variables.set('access_token_of_run', owner);
        return;
      }
      const lifetime = Number(answer.expires_in) * 1000;
      pm.collectionVariables.set('access_token', answer.access_token);
      pm.collectionVariables.set('access_token_owner', owner);
      pm.collectionVariables.set('access_token_expires_at', String(asked + lifetime - Math.min(30000, lifetime / 10)));
    }
  `;
}

/** How the client shows who it is: https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
export function clientAuthentication({ clientAuthentication: place }: ClientCredentialsScheme): Script {
  return place === 'header'
    ? js`
        // "Send as Basic Auth header": id and secret are form-encoded first (RFC 6749, section 2.3.1).
        const authorization = { Authorization: 'Basic ' + btoa(encodeURIComponent(clientId) + ':' + encodeURIComponent(clientSecret)) };
        const form = 'grant_type=client_credentials';
      `
    : js`
        // "Send client credentials in body" (RFC 6749, section 2.3.1).
        const authorization = {};
        const form = 'grant_type=client_credentials&client_id=' + encodeURIComponent(clientId) + '&client_secret=' + encodeURIComponent(clientSecret);
      `;
}
