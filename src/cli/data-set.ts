import { Refusal } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import type { DataSet } from '../server/options.ts';
import { listData } from './list-data.ts';

/** The data that a description brings, and data made from its examples and schemas for the lists of which it brings none. */
export function toDataSet({ data }: Description, model: ApiModel): DataSet {
  if (data === undefined) return listData(model);
  if (!isRecord(data) || !Object.values(data).every(Array.isArray)) {
    throw new Refusal({
      code: 'document/wrong-type',
      message: 'the data is no object of arrays',
      hint: 'Give the items by the path of their list: { "/orders": [ … ] }.',
    });
  }
  return { ...listData(model), ...(data as Record<string, unknown[]>) };
}
