/** Webhooks and callbacks: requests that the server sends. They are listed, since nothing here receives them. */

import { isRecord } from '../core/json.ts';
import { METHODS } from '../load/parts.ts';
import { followed } from './left-out.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { membersAt } from './typed-members.ts';

/** A request of the server, such as `orderPaid`: `POST {$request.body#/url}`. */
export interface ServerRequest {
  readonly name: string;
  /** The operation that makes the server send it, such as `POST /orders`; none of a webhook. */
  readonly of?: string;
  /** Its methods, in upper case, with the URL of a callback after them. */
  readonly sends: readonly string[];
}

/** https://spec.openapis.org/oas/v3.1.1.html#oas-webhooks */
export function readWebhooks(reading: Reading, root: Node): readonly ServerRequest[] {
  return membersAt(reading, root, 'webhooks').map(([name, node]) => {
    notice(reading, 'left-out', node.path, `the webhook "${name}": the server sends it`);
    return { name, sends: methodsIn(reading, node) };
  });
}

/** https://spec.openapis.org/oas/v3.1.1.html#callback-object */
export function readCallbacks(reading: Reading, operation: Node, of: string): readonly ServerRequest[] {
  const node = followed(reading, operation);
  return (node ? membersAt(reading, node, 'callbacks') : []).map(([name, callback]) => {
    notice(reading, 'left-out', callback.path, `the callback "${name}" of ${of}: the server sends it`);
    const target = followed(reading, callback);
    const urls = Object.keys(target?.value ?? {}).filter((url) => !url.startsWith('x-'));
    const sends = urls.flatMap((url) => {
      const item = target && child(target, url);
      return item ? methodsIn(reading, item).map((method) => `${method} ${url}`) : [];
    });
    return { name, of, sends };
  });
}

function methodsIn(reading: Reading, item: Node): readonly string[] {
  const value = followed(reading, item)?.value;
  return [...METHODS].filter((method) => isRecord(value) && method in value).map((method) => method.toUpperCase());
}
