/** Items that the collection creates, where other requests read those of a list: nothing else would look at what was created. */
import { stemOf } from '../../model/paths-below.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { requiredArguments } from '../arguments.ts';
import { createdSource } from '../chosen-sources.ts';
import { changesNothing } from '../reading-methods.ts';
import { expectedSuccess } from '../refusals.ts';
import type { Case } from './case.ts';

/** A request for the created item, by each GET at its own path that otherwise reads an item of a list, if nothing changes the item. */
export function createdCases(model: ApiModel): readonly Case[] {
  return model.operations
    .filter((operation) => showsWhatIsCreated(operation, model))
    .map((operation) => ({
      subject: 'details',
      name: `${operation.summary}: the created item`,
      description: 'What was created is there until it is deleted.',
      operation,
      arguments: requiredArguments(operation, model, 'created'),
      expected: expectedSuccess(operation),
      afterWrites: true,
    }));
}

/**
 * Only where the description says that it is there: a 404 of what a name alone suggests would not be judged. What is changed may be hidden or
 * have another name by then, and the change shows that it was there.
 */
function showsWhatIsCreated(operation: Operation, model: ApiModel): boolean {
  if (operation.method !== 'get' || !changesNothing(operation) || isChanged(operation, model)) return false;
  return createdSource(operation, model, 'created')?.isPending === false && !createdSource(operation, model, 'listed');
}

/** Whether something changes the item, or a part of it, before it is deleted. */
function isChanged({ path }: Operation, model: ApiModel): boolean {
  const own = stemOf(path);
  return model.operations.some(
    (one) => one.method !== 'delete' && !changesNothing(one) && `${stemOf(one.path)}/`.startsWith(`${own}/`),
  );
}
