/** Whether a declared list says where a created item is, as a documented `Location` does. */
import type { ApiModel, Operation } from '../model/types.ts';
import { jsonOf } from '../rules/answers.ts';
import type { Created } from './created.ts';
import { listAbove } from './relations.ts';

/**
 * The id in the response of a POST is that of an item of a declared list, by which the items have their path. The response must be a 201, since
 * only that says that something was created, and show what is at that path: of another schema, its id may be that of something else.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2
 */
export function isDeclaredItem({ operation, path, body }: Created, model: ApiModel): boolean {
  const details = model.operations.find((one) => one.method === 'get' && one.path === path);
  const below = details && listAbove(details, model);
  if (!details || below?.shows !== 'item' || below.list.id === '') return false;
  const made = schemaOf(operation, '201');
  return body === `${below.list.detailsAt}${below.list.id}` && made !== undefined && made === schemaOf(details, '200');
}

function schemaOf({ responses }: Operation, wanted: string): string | undefined {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const [one, ...others] = successes;
  const schema = one?.status === wanted && others.length === 0 ? jsonOf(one)?.node?.schema : undefined;
  return schema === undefined ? undefined : JSON.stringify(schema);
}
