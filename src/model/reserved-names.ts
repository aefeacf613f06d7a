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

/** Whether a name is that of a variable of every collection: whatever else had it would get hold of a credential. */
export function isReservedName(name: string): boolean {
  return NAMES.has(name) || name.startsWith('access_token');
}
