/**
 * Headers that name one attempt of a request. A server may answer a key that it knows with the response of its first request, or refuse it,
 * so each request that is sent has a key of its own.
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-06#section-2.2
 */

import { groupBy } from '../core/group-by.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';

/** By the draft of the IETF, or as PayPal and the Berlin Group (PSD2) name them. */
const NAMES = /^((x-)?idempot[a-z]+(-(key|token|id))?|([a-z]+-)?request-id)$/i;

/** Of the form of those that Postman makes: random, of version 4, in lower case. */
const SAMPLE = '0b6a1f5e-93c7-4d28-a5e4-7f1c2d9b8e60';

/** Whether a header has a new UUID each time that it is sent. */
export function isRequestKey(parameter: Parameter, model: ApiModel): boolean {
  return isNamed(parameter) && accepts(SAMPLE, parameter.node.schema, { schemas: model, notNeeded: [] });
}

function isNamed({ in: place, name, spelling }: Parameter): boolean {
  return place === 'header' && spelling === 'single' && NAMES.test(name);
}

/** A notice for each such header that takes no UUID, so that all requests have the same key. */
export function keyNotices(model: ApiModel): readonly Notice[] {
  const parameters = model.operations.flatMap((operation) => operation.parameters);
  const repeated = parameters.filter((one) => /idempot/i.test(one.name) && isNamed(one) && !isRequestKey(one, model));
  return [...groupBy(repeated, ({ node }) => node.pointer)].map(([pointer, [first]]) => ({
    kind: 'note',
    message: `"${first?.name}" takes no UUID, so each request has the same one, and a server may answer it with an earlier response`,
    pointer,
  }));
}
