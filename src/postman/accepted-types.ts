/** The header `Accept` of a request. */
import { expectedSuccess } from '../contract/refusals.ts';
import { acceptableType, isJsonType, isMediaType } from '../core/media-types.ts';
import { answersOf, isRefusal } from '../rules/answers.ts';
import type { ContractRequest } from '../rules/request.ts';

/**
 * The types of the expected responses; where these are errors, also those of a success, since a server may look at `Accept` before all else
 * and refuse what it does not produce (406).
 */
export function acceptedTypes(request: Pick<ContractRequest, 'operation' | 'expected'>): string {
  const success = isRefusal(request) ? expectedSuccess(request.operation) : request.expected;
  const documented = [...answersOf({ expected: success }), ...answersOf(request)].flatMap(({ response }) =>
    response.media.map((media) => media.type),
  );
  const types = [...new Set(documented.filter(isMediaType).map(acceptableType))];
  const json = types.filter(isJsonType);
  // Only JSON is compared with its schema, so it is preferred.
  const others = types.filter((type) => !isJsonType(type)).map((type) => (json.length > 0 ? `${type};q=0.5` : type));
  return [...json, ...others].join(', ') || '*/*';
}
