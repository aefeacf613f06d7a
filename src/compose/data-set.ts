import { Refusal } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import type { DataSet } from '../server/options.ts';
import { sampleData } from '../server/sample-data.ts';
import { inferredData } from './inferred-data.ts';

/** The data that a description brings, or data made from its schemas where it brings none; in any case some for inferred lists. */
export function toDataSet({ data }: Description, model: ApiModel): DataSet {
  if (data === undefined) return { ...sampleData(model), ...inferredData(model) };
  if (!isRecord(data) || !Object.values(data).every(Array.isArray)) {
    throw new Refusal({
      code: 'document/wrong-type',
      message: 'the data is no object of arrays',
      hint: 'Give the items by the path of their list: { "/orders": [ … ] }.',
    });
  }
  return { ...inferredData(model), ...(data as Record<string, unknown[]>) };
}
