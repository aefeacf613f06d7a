import { authorizationOf, keysOf } from '../model/chosen-security.ts';
import type { Operation } from '../model/types.ts';
import { MAY_WRITE } from '../rules/request.ts';
import { js, type Script } from '../rules/script.ts';
import { tokenVariable } from './auth.ts';

/** The pre-request script of a request that must be refused and would do harm where it is not: it has credentials on request. */
export function lendingScript(operation: Operation): Script {
  const scheme = authorizationOf(operation);
  const authorization =
    scheme?.kind === 'basic'
      ? js`'Basic ' + btoa(unescape(encodeURIComponent(pm.variables.get('username') + ':' + pm.variables.get('password'))))`
      : js`'Bearer ' + pm.variables.get(${tokenVariable(scheme)})`;
  const keys = keysOf(operation).filter((key) => key.in === 'header');
  return js`
    // Sent without credentials, so that by hand it can do no harm. Who may write shows that it is refused with credentials, too.
    if (pm.variables.get(${MAY_WRITE}) === 'yes') {
      ${scheme ? js`pm.request.headers.upsert({ key: 'Authorization', value: ${authorization} });` : js``}
      ${keys.map(({ name, parameter }) => ({ name, parameter }))}.forEach((key) => pm.request.headers.upsert({ key: key.parameter, value: pm.variables.get(key.name) }));
    }
  `;
}
