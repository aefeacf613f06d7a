/**
 * Made-up secrets that a request has beside its credentials: a password, a token or a code that a server has to have given out. No server lets
 * that in, whatever it documents.
 */
import { isRecord, type Json } from '../core/json.ts';
import { toPlainName } from '../infer/conventions.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { membersOf } from '../schema/members.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

type Asked = Pick<ContractRequest, 'operation' | 'body'> & { readonly arguments: readonly Argument[] };

/** What a server says of a login with a password that nobody has. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const NO_LOGIN: readonly number[] = [400, 401, 403];

/** What it says of a token or a code that it has not given out: it is wrong, it is unknown, or it is over. */
const NOT_GIVEN_OUT: readonly number[] = [...NO_LOGIN, 404, 410, 422];

/** What a server may say of the secrets in the body or the query of a request that is right otherwise. */
export function statusesOfSecrets(request: Asked, model: ApiModel): readonly number[] {
  const { body, operation, arguments: given } = request;
  const node = body?.media?.node;
  const isSent = (name: string) =>
    given.some((one) => one.in === 'query' && one.name === name && one.enabled && one.doubt === 'made-up');
  const inQuery = operation.parameters.some(
    ({ in: place, name, required, node: own }) =>
      place === 'query' && required && isSent(name) && isGivenOut(name, own, operation.path, model),
  );
  if (inQuery || (node && body && hasGivenOut(body.value, node, operation.path, model, 0))) return NOT_GIVEN_OUT;
  return node && LOGIN.test(operation.path) && hasPassword(node, model) ? NO_LOGIN : [];
}

function hasPassword(node: SchemaNode, model: ApiModel): boolean {
  return membersOf(model, node).some(
    ({ name, schema }) => /passw(or)?d/i.test(name) || keywordOf(model, schema, 'format') === 'password',
  );
}

/** The last segment of a path at which clients get a token or a session. */
const LOGIN = /(^|[/_-])(log-?in|sign-?in|auth\w*|(access-?)?tokens?|sessions?)\/?$/i;

/** How deep members are looked at: a code is often in an object of its own. */
const DEEPEST = 2;

function hasGivenOut(value: Json, node: SchemaNode, path: string, model: ApiModel, depth: number): boolean {
  if (depth > DEEPEST || !isRecord(value)) return false;
  return membersOf(model, node).some(({ name, schema }) => {
    const own = value[name];
    if (own === undefined || own === null) return false;
    return isGivenOut(name, schema, path, model) || hasGivenOut(own as Json, schema, path, model, depth + 1);
  });
}

/** `idToken`, `otp`, `captchaResponse`, `currentPassword`; a text that may be any. */
const GIVEN_OUT =
  /(^|_)(token|jwt|otp|totp|passcode|captcha|recaptcha|captcha_(response|token|answer)|(current|old|previous)_password)$/;

/** Who or what a code is for, where it is none of a country or a product. */
const OF_CODE =
  /(^|_)(verification|confirmation|activation|authorization|auth|access|reset|recovery|backup|invite|invitation|oob|otp|totp|mfa|tfa|sms|login|security|one_time|device)_code$/;

/** Paths at which a `code` is one that was given out: `/verify-email`, `/oauth/callback`. */
const AT_CODE = /(^|[^a-z])(verif\w*|confirm\w*|activat\w*|callback|oauth2?|tokens?|2fa|mfa|t?otp)([^a-z]|$)/i;

function isGivenOut(name: string, node: SchemaNode, path: string, model: ApiModel): boolean {
  if (scalarOrNull(model, node) !== 'string') return false;
  if (['enum', 'const'].some((keyword) => keywordOf(model, node, keyword) !== undefined)) return false;
  const plain = toPlainName(name);
  return GIVEN_OUT.test(plain) || OF_CODE.test(plain) || (plain === 'code' && AT_CODE.test(path));
}
