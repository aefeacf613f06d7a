import type { ClientCredentialsScheme } from '../model/types.ts';
import { js, type Script } from '../rules/script.ts';

/** The variables in which a request to the token endpoint finds the client's credentials, as that endpoint takes them. */
export const CLIENT_HEADER = 'client_authorization';
export const CLIENT_FORM = 'client_form';

/** The pre-request script of a request to the token endpoint. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
export function clientScript(
  { clientAuthentication: place }: ClientCredentialsScheme,
  wrong?: 'id' | 'secret' | 'missing',
): Script {
  if (wrong === 'missing') {
    return js`
      // No credentials at all.
      pm.variables.set(${CLIENT_HEADER}, '');
      pm.variables.set(${CLIENT_FORM}, '');
    `;
  }
  return js`
    // The client's credentials, form-encoded as RFC 6749 (section 2.3.1) asks.
    const id = ${wrong === 'id' ? 'a-client-that-nobody-knows' : js`encodeURIComponent(pm.variables.get('client_id'))`};
    const secret = encodeURIComponent(pm.variables.get('client_secret'))${wrong === 'secret' ? js` + '-wrong'` : js``};
    pm.variables.set(${CLIENT_HEADER}, ${place === 'header' ? js`'Basic ' + btoa(id + ':' + secret)` : js`''`});
    pm.variables.set(${CLIENT_FORM}, ${place === 'body' ? js`'&client_id=' + id + '&client_secret=' + secret` : js`''`});
  `;
}
