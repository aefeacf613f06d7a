/** Our `x-` keys. Who wrote one wants what it asserts: where it has no effect, it is a fault, or at least a note. */
import { isRecord } from '../core/json.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import type { CauseExtension, OAuth2Extensions, OperationExtensions } from './openapi.ts';
import { type Node, notice, type Reading, report } from './reading.ts';

const OF_OPERATIONS = Object.keys({
  'x-list': true,
  'x-time-budget': true,
  'x-odd-parameters': true,
} as const satisfies Record<keyof OperationExtensions, true>);

const OF_OTHERS = Object.keys({
  'x-cause': true,
  'x-token-name': true,
  'x-client-authentication': true,
  'x-token-responses': true,
} as const satisfies Record<keyof (CauseExtension & OAuth2Extensions), true>);

const OWN_KEYS: ReadonlySet<string> = new Set([...OF_OPERATIONS, ...OF_OTHERS]);

const BARE: ReadonlyMap<string, string> = new Map(OF_OPERATIONS.map((key) => [key.slice(2), key]));

export function isOwnKey(name: string): boolean {
  return OWN_KEYS.has(name);
}

/** Other tools have keys of their own, so one that is only like ours is a note. */
export function noteMisspeltKeys(reading: Reading, { value, path }: Node): void {
  for (const name of Object.keys(value as object)) {
    if (!name.startsWith('x-') || isOwnKey(name)) continue;
    const meant = BARE.get(nearest(name.slice(2), BARE.keys()) ?? '');
    if (meant !== undefined) notice(reading, 'note', [...path, name], `"${name}" is not read: is \`${meant}\` meant?`);
  }
}

/** Keys of operations at a path, where they have no effect. */
export function refuseMisplacedKeys(reading: Reading, { value, path }: Node): void {
  for (const key of OF_OPERATIONS.filter((one) => Object.hasOwn(value as object, one))) {
    const message = `\`${key}\` has no effect at a path: it belongs to an operation`;
    report(reading, 'list/unknown-name', [...path, key], message, 'Write it into each operation that it is about.');
  }
}

/** Report the members of a key of ours that it does not have: one that is misspelt would have no effect. */
export function onlyMembers(reading: Reading, { value, path }: Node, key: string, names: readonly string[]): void {
  for (const name of Object.keys(isRecord(value) ? value : {})) {
    if (names.includes(name) || name.startsWith('x-') || name.startsWith('$')) continue;
    const hint = `${didYouMean(name, names)}Members are ${names.join(', ')}.`;
    report(reading, 'list/unknown-name', [...path, name], `\`${key}\` has no member "${name}"`, hint);
  }
}
