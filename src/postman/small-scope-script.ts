import type { Entry } from '../contract/types.ts';
import type { ClientCredentialsScheme } from '../model/types.ts';
import { js, type Script } from '../rules/script.ts';
import { NARROW_TOKEN } from './auth.ts';
import { notSent } from './nothing-script.ts';
import { clientAuthentication } from './token-script.ts';

/**
 * The pre-request script of a request with a token whose scope is too small: it asks the token endpoint for one. That may refuse,
 * or grant more, of which it must tell; one that tells nothing and grants whatever it is asked for does not look at scopes.
 *
 * https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 */
export function smallScopeScript(
  entry: Entry,
  scheme: ClientCredentialsScheme,
  { scope, needed }: { readonly scope: string; readonly needed: readonly string[] },
): Script {
  return js`
    // Asks for a token with a scope that is not enough. Where the endpoint grants none, every promise says so, and nothing is sent.
    const clientId = pm.variables.get('client_id');
    const clientSecret = pm.variables.get('client_secret');
    const needed = ${needed};

    ask(${scope}, (granted) => {
      const isEnough = granted && granted.scope !== undefined && needed.every((scope) => String(granted.scope).split(' ').includes(scope));
      if (!granted || isEnough || granted.access_token === pm.variables.get('access_token')) {
        return skip('the endpoint grants no smaller scope');
      }
      if (granted.scope !== undefined) return use(granted);
      ask('no-such-scope', (whatever) => whatever ? skip('the endpoint does not look at scopes') : use(granted));
    });

    function use(granted) {
      pm.variables.set(${NARROW_TOKEN}, granted.access_token);
    }

    function skip(why) {
      ${notSent(entry, js`why`)}
    }

    function ask(scope, next) {
      ${clientAuthentication(scheme)}
      const header = Object.assign({ Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' }, authorization);
      const body = { mode: 'raw', raw: form + '&scope=' + encodeURIComponent(scope) };
      pm.sendRequest({ url: pm.variables.get('token_url'), method: 'POST', header: header, body: body }, (error, response) => next(grantIn(error, response)));
    }

    // The grant in an answer of the token endpoint; undefined where it is none.
    function grantIn(error, response) {
      try {
        const answer = !error && response.code === 200 ? response.json() : undefined;
        return answer && typeof answer.access_token === 'string' ? answer : undefined;
      } catch (notJson) {
        return undefined;
      }
    }
  `;
}
