import type { Inferring } from '../infer/infer-list.ts';
import { inferMeaning } from '../infer/infer-meaning.ts';
import type { Inferred } from '../infer/inference.ts';
import type { Description } from '../load/load-description.ts';
import { toApiModel } from '../model/read-model.ts';
import type { ApiModel } from '../model/types.ts';

/**
 * The model of a description, as plain data: operations with parameters, responses and schemas, security schemes, and the meaning
 * of its lists. The library exports it as `toApiModel`.
 *
 * @throws UserError with all errors of the document, each with its place.
 * @example
 * ```ts
 * import { loadDescription, toApiModel } from 'postman-contract';
 *
 * const model = toApiModel(await loadDescription('shop.openapi.yaml'));
 * for (const { method, path, list } of model.operations) console.log(method, path, list ? 'is a list' : '');
 * ```
 */
export function toModel(description: Description): ApiModel {
  return inferFrom(description, { proposing: false }).model;
}

/** The model of a description, with what conventions add to it, and with proposals. */
export function inferFrom({ openapi, strict, part }: Description, inferring?: Inferring): Inferred {
  const { value: document, ...source } = openapi;
  return inferMeaning(toApiModel({ document, ...source, strict, part }), inferring);
}
