/** Items that a list seems to show, beside those that the collection creates: nothing need have been created. */
import type { ApiModel } from '../../model/types.ts';
import { requiredArguments } from '../arguments.ts';
import { triedSources } from '../chosen-sources.ts';
import { expectedSuccess } from '../refusals.ts';
import type { Case } from './case.ts';

/** A request for each operation that reads by the id of a created item, with one of a list. */
export function triedCases(model: ApiModel): readonly Case[] {
  return model.operations
    .filter((operation) => triedSources(operation, model) !== undefined)
    .map((operation) => ({
      subject: 'details',
      name: `${operation.summary}: an item of a list`,
      description: 'An item that a list shows. Its id may be another one: nothing in the description says where it is.',
      operation,
      arguments: requiredArguments(operation, model, 'tried'),
      expected: expectedSuccess(operation),
    }));
}
