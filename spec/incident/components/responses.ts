import type { Cause, ResponseObject } from '../../../src/index.ts';
import { json, ref } from '../../../src/index.ts';

/** The one header in every response. */
export const requestId = { 'X-OAPI-Request-Id': ref('headers/RequestId') };

interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly description: string;
  readonly cause?: Cause;
}

/** An error response of the gateway, with the error codes it may contain. Source: "Best practices for API error handling". */
function refusal(description: string, ...codes: readonly Refusal[]): ResponseObject {
  const examples = Object.fromEntries(
    codes.map(({ cause, ...envelope }) => [
      `code-${envelope.code}`,
      { summary: envelope.message, value: envelope, ...(cause && { 'x-cause': cause }) },
    ]),
  );
  return { description, headers: requestId, content: json(ref('schemas/Error'), examples) };
}

const BadRequest = refusal(
  'Invalid request: a header, a path parameter or a query parameter is missing or invalid.',
  {
    code: 28,
    message: 'Invalid query-string parameter value',
    description: 'A parameter of the query has a value that the API cannot use.',
    cause: 'invalid-query-parameter',
  },
  {
    code: 27,
    message: 'Missing query-string parameter',
    description: 'A parameter of the query is missing.',
    cause: 'missing-query-parameter',
  },
  { code: 25, message: 'Missing header', description: 'The header x-api-key is missing.', cause: 'missing-api-key' },
  {
    code: 26,
    message: 'Invalid header value',
    description: 'A header has a value that the API cannot use.',
    cause: 'invalid-header',
  },
  {
    code: 20,
    message: 'Invalid URL parameter value',
    description: 'A part of the path has a value that the API cannot use.',
    cause: 'invalid-path-parameter',
  },
);

const Unauthorized = refusal(
  'The credentials are missing, invalid or expired.',
  {
    code: 40,
    message: 'Missing credentials',
    description: 'The request has no Authorization header, no token, or no "Bearer" before it.',
    cause: 'missing-credentials',
  },
  {
    code: 41,
    message: 'Invalid credentials',
    description: 'The credentials are not valid, or the client was revoked.',
    cause: 'invalid-credentials',
  },
  {
    code: 42,
    message: 'Expired credentials',
    description: 'The token is out of date: get a new one.',
    cause: 'expired-credentials',
  },
);

const Forbidden = refusal(
  'The credentials are valid, but do not grant access to this.',
  {
    code: 50,
    message: 'Access denied',
    description: 'The application has not subscribed to this API, or the API key is not valid.',
    cause: 'invalid-api-key',
  },
  {
    code: 51,
    message: 'Forbidden requester',
    description: 'The application may not do this.',
    cause: 'insufficient-scope',
  },
  { code: 52, message: 'Forbidden user', description: 'The user may not do this.' },
  {
    code: 53,
    message: 'Too many requests',
    description: 'Wait at least one second, then try again.',
    cause: 'too-many-requests',
  },
);

const NotFound = refusal('The resource does not exist.', {
  code: 60,
  message: 'Resource not found',
  description: 'The URL leads to nothing.',
  cause: 'unknown-resource',
});

const MethodNotAllowed = refusal('The resource does not support this method.', {
  code: 61,
  message: 'Method not allowed',
  description: 'The resource cannot be used with this method.',
  cause: 'method-not-allowed',
});

const TooManyRequests = refusal('The quota or the rate limit is exceeded.', {
  code: 53,
  message: 'Too many requests',
  description: 'Wait at least one second, then try again.',
  cause: 'too-many-requests',
});

const InternalError = refusal('Internal error at the provider.', {
  code: 1,
  message: 'Internal error',
  description: 'Try again later.',
  cause: 'internal-error',
});

const Unavailable = refusal(
  'The API is temporarily unavailable.',
  { code: 5, message: 'Service temporarily unavailable', description: 'Try again later.', cause: 'unavailable' },
  { code: 6, message: 'Over capacity', description: 'Try again later.', cause: 'unavailable' },
);

export const responses = {
  BadRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  MethodNotAllowed,
  TooManyRequests,
  InternalError,
  Unavailable,
};

/** The error responses that every operation may return. */
export const refusals = {
  400: ref('responses/BadRequest'),
  401: ref('responses/Unauthorized'),
  403: ref('responses/Forbidden'),
  404: ref('responses/NotFound'),
  405: ref('responses/MethodNotAllowed'),
  429: ref('responses/TooManyRequests'),
  500: ref('responses/InternalError'),
  503: ref('responses/Unavailable'),
};
