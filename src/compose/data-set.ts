import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import type { DataSet } from '../server/options.ts';
import { listData } from './list-data.ts';

/**
 * The items of each list, for the reference server: those of the description, or else items that are made from its schemas.
 *
 * @throws UserError `document/wrong-type` where the data is not an object of arrays.
 * @example
 * ```ts
 * import { loadDescription, toApiModel, toDataSet } from 'postman-contract';
 *
 * const description = await loadDescription('shop.openapi.yaml', { data: 'items.json' });
 * console.log(toDataSet(description, toApiModel(description))['/products']?.length);
 * ```
 */
export function toDataSet({ data }: Description, model: ApiModel): DataSet {
  if (data === undefined) return listData(model);
  if (!isRecord(data) || !Object.values(data).every(Array.isArray)) {
    throw new UserError({
      code: 'document/wrong-type',
      message: 'the data is not an object of arrays',
      hint: 'Give the items by the path of their list: { "/orders": [ … ] }.',
    });
  }
  return { ...listData(model), ...(data as Record<string, unknown[]>) };
}
