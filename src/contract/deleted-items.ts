/** Requests for items that the collection created and deleted. */
import { operationName } from '../model/methods.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { answersOf } from '../rules/answers.ts';
import type { ContractRequest, Expected } from '../rules/request.ts';
import { requiredArguments } from './arguments.ts';
import { toRequests } from './cases/case.ts';
import { createdSource } from './chosen-sources.ts';
import { documentsStatus } from './documented-errors.ts';
import { changesNothing } from './reading-methods.ts';
import { expectedRefusal, expectedSuccess, toExpected, undocumented } from './refusals.ts';

/**
 * The requests, and after each DELETE of a created item one for this item. Nothing in a description says that it must be gone: a server may mark it as
 * deleted, or delete it later. So any documented response is right, and a success is a note.
 */
export function withDeletedItems(
  requests: readonly ContractRequest[],
  withoutTests: boolean,
  model: ApiModel,
): readonly ContractRequest[] {
  if (withoutTests) return requests;
  return requests.flatMap((request) => {
    const reading = readingOf(request, model);
    if (!reading) return [request];
    const after = `deleted: ${request.operation.path}`;
    const deleting = { ...request, captures: [...request.captures, { kind: 'sent', variable: after } as const] };
    return [deleting, ...requestFor(reading, request.operation, after, model)];
  });
}

function requestFor(
  reading: Operation,
  deleting: Operation,
  after: string,
  model: ApiModel,
): readonly ContractRequest[] {
  const made = {
    subject: 'details' as const,
    name: `${reading.summary}: the deleted item`,
    description:
      'After its DELETE. If the item is still there, the report has a note: a description does not say that it must be gone.',
    operation: reading,
    arguments: requiredArguments(reading, model, 'created'),
    expected: goneOrThere(reading),
    afterWrites: true as const,
    deletedBy: operationName(deleting),
    after,
  };
  return toRequests([made], model);
}

/** The statuses of what is gone, and of what is there. Other requests show what the bodies are, so that all is judged here, whichever it is. */
function goneOrThere(reading: Operation): Expected | undefined {
  const refusal = expectedRefusal(reading, 'unknown-resource');
  const success = expectedSuccess(reading);
  if (!refusal || !success) return undefined;
  const all = [refusal, success].flatMap((expected) => answersOf({ expected }));
  const statuses = all.map(({ status, response }) => ({ status, response: { ...response, headers: [], media: [] } }));
  // What is gone for good is a 410, documented or not: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11
  return toExpected([...statuses, undocumented(410)]);
}

/** The GET at the path of a DELETE, where both are about the same created item. What is deleted later (202) is still there. */
function readingOf({ operation }: ContractRequest, model: ApiModel): Operation | undefined {
  if (operation.method !== 'delete' || documentsStatus(operation, 202)) return undefined;
  const isOfItem = (one: Operation) => createdSource(one, model, 'created')?.isPending === false;
  const reading = model.operations.find((one) => one.method === 'get' && one.path === operation.path);
  return reading && changesNothing(reading) && isOfItem(operation) && isOfItem(reading) ? reading : undefined;
}
