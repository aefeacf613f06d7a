/** Where the response with a created item repeats the id that was requested. */
import { once } from '../core/once.ts';
import type { ApiModel, Operation, Response } from '../model/types.ts';
import { jsonOf } from '../rules/answers.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { chosenSources } from './chosen-sources.ts';
import { type Created, createdItems } from './created.ts';

/**
 * The id was taken from the response that created the item, and the response that shows the item has the same schema, so it has the id in
 * the same place. Each has one success, whose schema is not that of something else.
 */
export function shownId(
  operation: Operation,
  given: readonly Argument[],
  model: ApiModel,
): ContractRequest['shows'] | undefined {
  const created = operation.method === 'get' ? createdAt(operation, model) : undefined;
  if (!created) return undefined;
  const sources = [...chosenSources(operation, model, 'listed')];
  const source = sources.find(([parameter]) => parameter.name === created.parameter)?.[1];
  const value = given.find(({ in: place, name }) => place === 'path' && name === created.parameter)?.value;
  if (source?.operation !== created.operation || value?.kind !== 'variable') return undefined;
  const at = source.from.kind === 'created' ? created.body : source.from.source.body;
  return at === undefined || at === '' ? undefined : { at, example: value.initial };
}

/** What is created at the path of an operation, if both responses have one schema. */
function createdAt(operation: Operation, model: ApiModel): Created | undefined {
  const created = createdByPath(model).get(operation.path);
  const shown = schemaOf(operation);
  return created && shown !== undefined && shown === schemaOf(created.operation) ? created : undefined;
}

/** The first created item of each path. */
const createdByPath = once(
  (model: ApiModel) =>
    new Map(
      createdItems(model)
        .toReversed()
        .map((created) => [created.path, created]),
    ),
);

function schemaOf({ responses }: Operation): string | undefined {
  const [one, ...others] = responses.filter(({ status }) => status.startsWith('2')) as readonly Response[];
  const schema = one && others.length === 0 ? jsonOf(one)?.node?.schema : undefined;
  return schema === undefined ? undefined : JSON.stringify(schema);
}
