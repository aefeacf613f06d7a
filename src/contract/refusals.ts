import type { ApiModel, Cause, Operation, Response } from '../model/types.ts';
import type { Expected } from '../rules/request.ts';

/** The status by which HTTP tells a cause, where no example of the description does. */
const STATUSES: Readonly<Partial<Record<Cause, readonly number[]>>> = {
  'missing-credentials': [401],
  'invalid-credentials': [401],
  'missing-api-key': [401],
  'unknown-resource': [404],
  'invalid-query-parameter': [400, 422],
};

/**
 * How a server must refuse for a cause: the response whose examples name the cause, else the one that HTTP has for it.
 * `undefined` where the description documents no such refusal: then none is asked for, and no correct server is accused.
 */
export function expectedRefusal(operation: Operation, cause: Cause): Expected | undefined {
  const usual = STATUSES[cause] ?? [];
  const naming = operation.responses.filter(({ media }) =>
    media.some(({ examples }) => examples.some((example) => example.cause === cause)),
  );
  // One response that several statuses share names every cause: then HTTP decides.
  const named = naming.find(({ status }) => usual.includes(Number(status))) ?? naming[0];
  const documented = (status: number) => operation.responses.find((response) => response.status === String(status));
  const response = named ?? usual.map(documented).find((found) => found !== undefined);
  return response && /^\d{3}$/.test(response.status) ? { status: Number(response.status), response, cause } : undefined;
}

/** Whether an example of a refusal names the cause. */
export function namesCause(operation: Operation, cause: Cause): boolean {
  return operation.responses.some(({ media }) =>
    media.some(({ examples }) => examples.some((example) => example.cause === cause)),
  );
}

/** The success that an operation documents; its first 2xx. */
export function expectedSuccess(operation: Operation): Expected | undefined {
  const response = operation.responses.find((candidate: Response) => /^2\d\d$/.test(candidate.status));
  return response && { status: Number(response.status), response };
}

/** Whether a request to an operation, made as documented, can meet a cause. */
export function canMeet(operation: Operation, cause: Cause, model: ApiModel): boolean {
  const has = (place: string, required = false) =>
    operation.parameters.some((parameter) => parameter.in === place && (!required || parameter.required));
  switch (cause) {
    case 'unknown-resource':
    case 'invalid-path-parameter':
      return has('path');
    case 'invalid-query-parameter':
      return has('query');
    case 'missing-query-parameter':
      return has('query', true);
    case 'missing-header':
      return has('header', true);
    case 'invalid-body':
      return operation.body !== undefined;
    case 'method-not-allowed':
      return false;
    case 'insufficient-scope':
      return model.securitySchemes.some((scheme) => scheme.kind === 'client-credentials' && scheme.scopes.length > 0);
    default:
      return true;
  }
}
