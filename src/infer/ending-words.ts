import { toAbove } from '../model/paths-below.ts';

/** Words in the last segment of a path for what ends an item, so that little can be done with it afterwards. */
const ENDINGS = new Set(
  `cancel cancellation close terminate termination end finish complete archive delete remove revoke revocation void
  withdraw deactivate disable expire abort stop destroy purge erase retire decommission discard reject lock`.split(
    /\s+/,
  ),
);

/** Words for the session or the account of the client itself: without it, nothing more can be sent. */
const ACCESS = new Set('logout signout session sessions token tokens me self account'.split(' '));

/** Words for the service as a whole, where nothing is named: after it, nobody may answer. */
const SERVICE = new Set('shutdown poweroff restart reboot halt quit exit'.split(' '));

/** Whether the path of an operation that is not safe says that it ends an item: `/orders/{id}/cancel`, `/orders/{id}:close`. */
export function endsItem(path: string): boolean {
  return endsNamed(path) || endsAccess(path);
}

/** Whether it may end the service: `/admin/shutdown`, and not `/containers/{id}/restart`. */
export function endsService(path: string): boolean {
  const words = wordsOf(path);
  return !path.includes('{') && (words.some((word) => SERVICE.has(word)) || SERVICE.has(words.join('')));
}

/** Whether it does so by a verb, and not only by what it is about. */
export function endsNamed(path: string): boolean {
  return wordsOf(path).some((word) => ENDINGS.has(word)) || endsService(path);
}

/** Whether it may end the client's own access. */
export function endsAccess(path: string): boolean {
  const words = wordsOf(path);
  return words.some((word) => ACCESS.has(word)) || words.join('').match(/^(logout|signout)$/) !== null;
}

function wordsOf(path: string): readonly string[] {
  const last = toAbove(path).split('/').at(-1) ?? '';
  return last
    .replace(/\{[^{}]*\}/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
