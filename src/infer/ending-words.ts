import { toAbove } from '../model/paths-below.ts';

/** Words in the last segment of a path for what ends an item, so that little can be done with it afterwards. */
const ENDINGS = new Set(
  `cancel cancellation close terminate termination end finish complete archive revoke revocation void
  withdraw deactivate disable expire abort stop retire decommission discard reject lock suspend kill leave disconnect
  detach uninstall unregister deregister unsubscribe`.split(/\s+/),
);

/** The same, for what deletes. Below a list, they may delete all that is in it: `/containers/prune`. */
const DELETIONS = new Set('delete remove destroy purge erase prune clear cleanup wipe truncate flush'.split(' '));

/** `/off`, `/turn-off`, and not `/drop-off`. */
const OFF = /^(turn|switch|power)?off$/;

/**
 * Words for the session, the account or the password of the client itself: without it, or with another one, nothing more can be
 * sent.
 */
const ACCESS = new Set(
  'logout signout session sessions token tokens me self account password passwd passphrase'.split(' '),
);

/** A second factor, at any place of a path: `/me/2fa/enable`. The client has none. */
const SECOND_FACTOR = /(^|[^a-z])(2fa|tfa|mfa|t?otp|two-?factor)([^a-z]|$)/i;

/** Access to the service as a whole, which is switched on or off: `/auth/enable`. With it, other credentials are needed, or none. */
const ACCESS_SWITCH =
  /^[^{]*\b(auth|authentication|authorization|security|acl|rbac|sso|saml|ldap|oidc)\/(enable|activate|on|disable|deactivate|off)\/?$/i;

/** Words for what ends the service as a whole, where nothing is named: after it, nobody may answer. */
const SERVICE = new Set('shutdown poweroff restart reboot halt quit exit'.split(' '));

/**
 * Words for a state of the service in which it does less, or forgets what it has, and for what it is configured by: its address may be
 * another one afterwards. There may also be items of that name.
 */
const STATES = new Set('maintenance readonly offline lockdown locks reset config configuration'.split(' '));

/** Words for what the service is configured by, in any segment: `/settings/sso/saml`, `/cluster_conf`. */
const CONFIGURED = new Set('config configs configuration configurations conf setting settings'.split(' '));

/** Whether the path of an operation that is not safe says that it ends an item: `/orders/{id}/cancel`, `/orders/{id}:close`. */
export function endsItem(path: string): boolean {
  return endsNamed(path) || endsAccess(path) || endsService(path);
}

/** Whether it may delete several items, as it names none: `/stubs/clear`, `/stubs/remove-by-tag`, and not `/stubs/{id}/remove`. */
export function clearsItems(path: string): boolean {
  const segments = toAbove(path).split('/');
  return !segments.slice(-2).join('/').includes('{') && wordsOf(path).some((word) => DELETIONS.has(word));
}

/** Whether nobody may answer after it: `/admin/shutdown`. */
export function stopsService(path: string): boolean {
  return isOfService(path, SERVICE);
}

/** Whether it may end the service, or what it does: `/admin/shutdown`, and neither `/containers/{id}/restart` nor `/reset-password`. */
export function endsService(path: string): boolean {
  return stopsService(path) || (isOfService(path, STATES) && !endsAccess(path));
}

/** Whether PUT or PATCH of it may configure the service as a whole, and neither `/settings/{name}` nor `/users/{id}/settings`. */
export function configuresService(path: string): boolean {
  return (
    !path.includes('{') && path.split('/').some((segment) => wordsIn(segment).some((word) => CONFIGURED.has(word)))
  );
}

/** Whether it does so by a verb, and not only by what it is about. */
export function endsNamed(path: string): boolean {
  const words = wordsOf(path);
  return (
    words.some((word) => ENDINGS.has(word) || DELETIONS.has(word)) || OFF.test(words.join('')) || stopsService(path)
  );
}

function isOfService(path: string, known: ReadonlySet<string>): boolean {
  const words = wordsOf(path);
  return !path.includes('{') && (words.some((word) => known.has(word)) || known.has(words.join('')));
}

/** Whether it may end the client's own access. */
export function endsAccess(path: string): boolean {
  const words = wordsOf(path);
  const isOwn = words.some((word) => ACCESS.has(word)) || /^(logout|signout)$/.test(words.join(''));
  return isOwn || SECOND_FACTOR.test(path) || switchesAccess(path);
}

export function switchesAccess(path: string): boolean {
  return ACCESS_SWITCH.test(path);
}

function wordsOf(path: string): readonly string[] {
  return wordsIn(toAbove(path).split('/').at(-1) ?? '');
}

function wordsIn(segment: string): readonly string[] {
  return segment
    .replace(/\{[^{}]*\}/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
