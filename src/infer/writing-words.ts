/** Paths that say by a verb that something is changed, whatever the method: `GET /deletePad`, `GET /users/create`, `GET /logout`. */
import { toAbove } from '../model/paths-below.ts';

const DELETING = 'delete|remove|destroy|erase|purge|revoke';
const CREATING = 'create|insert|append';
const ENDING = 'log-?out|sign-?out|log-?off|restart|reboot|shutdown|unsubscribe';

/** Alone, these are verbs. `add`, `update`, `move` and the like may be nouns there. */
const ALONE = new RegExp(`^(${DELETING}|${CREATING}|${ENDING})$`, 'i');

/** As in `delete-pad` and `create_user`. */
const WITH_NOUN = new RegExp(`^(${DELETING}|create)[-_]`, 'i');

/** `setText`, and neither `settings` nor `addOns`. */
const IN_CAMEL_CASE = new RegExp(
  `^(${DELETING}|${CREATING}|add(?!Ons?\\b)|set|update|rename|move|copy|save|restore|send|clear|reset)[A-Z]`,
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
  if (begins(ENDING)) return 'end';
  return begins(CREATING) ? 'create' : 'update';
}
