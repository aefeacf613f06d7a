const NAMES: ReadonlySet<string> = new Set([
  'base_url',
  'token_url',
  'client_id',
  'client_secret',
  'client_authorization',
  'client_form',
  'username',
  'password',
  'expired_token',
  'may_write',
  'contract_run',
  'seconds_to_wait',
  'scopes_are_ignored',
]);

/**
 * Whether a name belongs to a variable of every collection. A security scheme or output of that name would overwrite or
 * expose a credential.
 */
export function isReservedName(name: string): boolean {
  return NAMES.has(name) || name.startsWith('access_token');
}
