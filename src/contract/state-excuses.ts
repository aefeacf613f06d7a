/** What a correct server may say of the state of a resource. */
import { once } from '../core/once.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { documentsStatus, isDisabled, OF_STATE, PAYMENT } from './documented-errors.ts';
import { mayItemRefuse, maySingleRefuse } from './item-states.ts';
import { changesNothing } from './reading-methods.ts';
import { type Stage, stageOf } from './sending-order.ts';
import { isLetIn } from './telling-statuses.ts';

type Asked = Pick<ContractRequest, 'operation' | 'arguments' | 'credentials' | 'listQuery'>;

/** Whether a status may speak of the state of a resource: a change is forbidden, or it is not there yet, or not any more. */
export function isOfState(status: number, request: Asked, model: ApiModel): boolean {
  const { operation, arguments: given } = request;
  if (status === 404 && given.some(({ doubt }) => doubt === 'pending')) return true;
  if (!isLetIn(request)) return false;
  if (status === PAYMENT || isDisabled(status, operation)) return true;
  if (mayItemRefuse(status, request, model) || maySingleRefuse(status, request, model)) return true;
  if (OF_STATE.includes(status)) return !changesNothing(operation);
  // What is deprecated may be gone by now. https://www.rfc-editor.org/rfc/rfc8594
  if (status === 410 && operation.deprecated) return true;
  return (status === 404 || status === 410) && comesAfterEnd(operation, model);
}

/** Not supported here, or not at present: RFC 9110, sections 15.6.2 and 15.6.4 */
const UNAVAILABLE: readonly number[] = [501, 503];

/**
 * What an operation says of what it is about by a 501 or a 503 of its own: a function that a server need not have, a node that is no part of
 * a swarm, a check of health. Where each operation has one, it is an outage of the service, which no run should take for right.
 */
export function unavailable(operation: Operation, model: ApiModel): readonly number[] {
  return UNAVAILABLE.filter((status) => documentsStatus(operation, status) && !saidByAll(model).includes(status));
}

const saidByAll = once(({ operations }: ApiModel) =>
  UNAVAILABLE.filter((status) => operations.every((operation) => documentsStatus(operation, status))),
);

/**
 * Whether an operation comes to an item that another one may have ended: one that ends or deletes it, or an action of which nothing tells
 * what it leaves behind. After `POST /carts/{id}/checkout`, there may be no cart to delete.
 */
function comesAfterEnd(operation: Operation, model: ApiModel): boolean {
  const ending = endingOf(model).get(itemIn(operation));
  const stage = ending?.get(operation);
  if (!ending || stage === undefined) return false;
  return [...ending].some(([one, other]) => one !== operation && (stage !== 'act' || other === 'act'));
}

/** What may end or delete something, by the path of the item. */
const endingOf = once(({ operations }: ApiModel) => {
  const made = new Map<string, Map<Operation, Stage>>();
  for (const operation of operations) {
    if (!operation.path.includes('}')) continue;
    const stage = stageOf(operation, operations);
    if (!ENDING.has(stage)) continue;
    const path = itemIn(operation);
    made.set(path, (made.get(path) ?? new Map<Operation, Stage>()).set(operation, stage));
  }
  return made;
});

const ENDING: ReadonlySet<Stage> = new Set(['act', 'end', 'delete']);

/** `/orders/{id}` of `/orders/{id}/lines/{line}`. */
function itemIn({ path }: Operation): string {
  return path.replace(/\}.*$/, '}');
}
