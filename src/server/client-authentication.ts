import { decoded } from '../core/url-text.ts';
import { fromBasic, isSecret } from './secrets.ts';

export type ClientAuthentication =
  | { readonly kind: 'known' }
  | { readonly kind: 'missing'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly message: string };

/**
 * Whether a token request comes from the known client: by HTTP Basic, or by `client_id` and `client_secret` in the body.
 *
 * In Basic both are form-encoded before base64, which many clients leave out, so both are accepted. Both ways at once are an
 * error. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function authenticateClient(
  authorization: string | null,
  form: URLSearchParams,
  credentials: Readonly<Record<string, string>>,
): ClientAuthentication {
  const inBody = form.get('client_secret');
  if (authorization !== null) {
    if (inBody !== null) return { kind: 'ambiguous', message: 'the client authenticates in two ways at once' };
    const basic = fromBasic(authorization);
    if (!basic) return { kind: 'unknown', message: 'the Authorization header is not of the form "Basic …"' };
    const plain = isClient(basic.user, basic.password, credentials);
    const encoded = isClient(
      decoded(basic.user.replaceAll('+', ' ')),
      decoded(basic.password.replaceAll('+', ' ')),
      credentials,
    );
    return plain || encoded ? { kind: 'known' } : { kind: 'unknown', message: 'client id or client secret is wrong' };
  }
  if (inBody === null) return { kind: 'missing', message: 'the client does not authenticate' };
  return isClient(form.get('client_id') ?? '', inBody, credentials)
    ? { kind: 'known' }
    : { kind: 'unknown', message: 'client id or client secret is wrong' };
}

function isClient(id: string, secret: string, credentials: Readonly<Record<string, string>>): boolean {
  const knownId = isSecret(id, credentials['client_id']);
  const knownSecret = isSecret(secret, credentials['client_secret']);
  return knownId && knownSecret;
}
