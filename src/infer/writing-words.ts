/** Paths that say by a verb that something is changed, whatever the method: `GET /deletePad`, `GET /users/create`, `GET /logout`. */
import { toAbove } from '../model/paths-below.ts';

const DELETING = 'delete|del|remove|destroy|erase|purge|revoke|unlink|rmdir|uninstall';
const CREATING = 'create|insert|append|mkdir';
const SWITCHING = 'enable|activate|unlock|unblock|toggle';
const STOPPING = 'disable|deactivate';
const ENDING =
  'log-?out|sign-?out|log-?off|restart|reboot|shutdown|power-?off|turn-?off|switch-?off|unsubscribe|cancel';

/** What has no other meaning as the whole of a segment. */
const ACTING =
  'approve|reject|publish|unpublish|restore|reload|execute|send|chmod|chown|unrevoke|(turn|switch|power)-?on';

/** Alone, these are verbs. `add`, `update`, `move`, `run`, `start`, `stop` and the like may be nouns there. */
const ALONE = new RegExp(`^(${DELETING}|${CREATING}|${SWITCHING}|${STOPPING}|${ENDING}|${ACTING})$`, 'i');

/** As in `delete-pad` and `create_user`. `update_check` and `cancel_fees` are nouns. */
const WITH_NOUN = new RegExp(`^(${DELETING}|create|mkdir|${SWITCHING}|${STOPPING})[-_]`, 'i');

/** What is described of changes: `changeLogs`, `changeRequests`. */
const OF_CHANGES = '(Event|Feed|Histor|Id|Log|Notification|Order|Point|Request|Set|Type)[a-z]*\\b';

/** `setText`, and neither `settings` nor `addOns`. */
const IN_CAMEL_CASE = new RegExp(
  `^(${DELETING}|${CREATING}|${SWITCHING}|${STOPPING}|add(?!Ons?\\b)|set|update|rename|move|copy|save|restore|send(?!As\\b)|clear|reset|write|modify|extend|replace|assign|unassign|chmod|chown|change(?!${OF_CHANGES}))[A-Z]`,
);

/** What an operation does by the verb of its path, where that changes something. */
export function writingIn(path: string): 'create' | 'update' | 'end' | 'delete' | undefined {
  const segments = toAbove(path).split('/');
  // `/delete/{id}`
  const last = segments.findLast((segment) => !segment.includes('{')) ?? '';
  const name = last.replace(/\.(json|xml|php|do|action)$/i, '').replace(/^.*[.:]/, '');
  if (![ALONE, WITH_NOUN, IN_CAMEL_CASE].some((one) => one.test(name))) return undefined;
  const begins = (words: string) => new RegExp(`^(${words})`, 'i').test(name);
  if (begins(DELETING)) return 'delete';
  if (begins(`${ENDING}|${STOPPING}`)) return 'end';
  return begins(CREATING) ? 'create' : 'update';
}
