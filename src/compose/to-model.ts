import { inferMeaning } from '../infer/infer-meaning.ts';
import type { Inferred } from '../infer/inference.ts';
import type { Description } from '../load/load-description.ts';
import { toApiModel } from '../model/read-model.ts';
import type { ApiModel } from '../model/types.ts';

/**
 * What a description means, as plain data: its operations with their parameters, answers and schemas, its security schemes, and what
 * its lists mean. The library exports it as `toApiModel`.
 *
 * @throws UserError with everything that is wrong with the document, each with its place.
 * @example
 * ```ts
 * import { loadDescription, toApiModel } from 'postman-contract';
 *
 * const model = toApiModel(await loadDescription('shop.openapi.yaml'));
 * for (const { method, path, list } of model.operations) console.log(method, path, list ? 'is a list' : '');
 * ```
 */
export function toModel(description: Description): ApiModel {
  return inferFrom(description).model;
}

/** What a description declares and what conventions make certain of the rest, and what is only proposed. */
export function inferFrom({ openapi }: Description): Inferred {
  return inferMeaning(toApiModel({ document: openapi.value, locate: openapi.locate }));
}
