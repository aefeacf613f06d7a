import type { HeaderObject } from '../../../src/index.ts';

/** The number of incidents in this response. Guide, use case 1. */
const ResultCount = {
  description: 'The number of incidents in this response.',
  required: true,
  schema: {
    type: 'integer',
    minimum: 0,
    $comment: 'Documented: guide, use case 1. Assumed: sent as a plain decimal number.',
  },
  example: 1,
} as const satisfies HeaderObject;

/** The number of all matching incidents, on all pages. Guide, use case 1. */
const TotalCount = {
  description: 'The number of all matching incidents, on all pages.',
  required: true,
  schema: {
    type: 'integer',
    minimum: 0,
    $comment: 'Documented: guide, use case 1. Assumed: sent as a plain decimal number.',
  },
  example: 1,
} as const satisfies HeaderObject;

/** In every response of the gateway. Source: provider's public pages on error handling. */
const RequestId = {
  description: 'Identifies this request at the gateway; quote it when you ask for support.',
  required: true,
  schema: {
    type: 'string',
    minLength: 1,
    $comment: 'Documented: every response has it. Assumed: it is never empty.',
  },
  example: 'a7b1c8d2-5f60-4c1e-9a53-0d2f6b7e8c91',
} as const satisfies HeaderObject;

export const headers = { ResultCount, TotalCount, RequestId };
