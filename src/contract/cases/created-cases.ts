/** Items that the collection creates, where other requests read those of a list: nothing else would look at what was created. */
import type { ApiModel, Operation } from '../../model/types.ts';
import { requiredArguments } from '../arguments.ts';
import { chosenSources } from '../chosen-sources.ts';
import { changesNothing } from '../reading-methods.ts';
import { expectedSuccess } from '../refusals.ts';
import type { Case } from './case.ts';

/** A request for the created item, by each GET at its own path that otherwise reads an item of a list. It comes after all changes of the item. */
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

/** Only where the description says that it is there: a 404 of what a name alone suggests would not be judged. */
function showsWhatIsCreated(operation: Operation, model: ApiModel): boolean {
  if (operation.method !== 'get' || !changesNothing(operation)) return false;
  const usual = [...chosenSources(operation, model, 'listed').values()];
  const created = [...chosenSources(operation, model, 'created').values()];
  const isShown = created.some(({ from, isPending }) => {
    return from.kind === 'created' && from.item.path === operation.path && !isPending;
  });
  return isShown && !usual.some(({ from }) => from.kind === 'created' && from.item.path === operation.path);
}
