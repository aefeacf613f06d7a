import type { Finding } from '../../src/core/errors.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { findingsOf } from './findings.ts';

export interface Members {
  readonly [member: string]: unknown;
}

/** The least that is an operation: it answers 200 with nothing. */
export function operation(more: Members = {}): Members {
  return { responses: { 200: { description: 'Fine' } }, ...more };
}

/** The least document that is taken: one operation. `more` adds to it, or takes its place. */
export function document(more: Members = {}): Members {
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: 'https://orders.example/v1' }],
    paths: { '/orders': { get: operation({ operationId: 'orders' }) } },
    ...more,
  };
}

/** A document whose only path is this one. */
export function withPath(path: string, item: unknown, more: Members = {}): Members {
  return document({ paths: { [path]: item }, ...more });
}

/** A body of JSON with this schema, and examples and the like beside it. */
export function json(schema: unknown, more: Members = {}): Members {
  return { content: { 'application/json': { schema, ...more } } };
}

export function toModel(from: unknown = document(), { strict = false } = {}): ApiModel {
  return toApiModel({ document: from, locate: (pointer) => ({ pointer }), strict });
}

/** The findings of a document, as `code pointer`, in the order in which they are told. */
export async function mistakes(from: unknown, { strict = false } = {}): Promise<string[]> {
  return (await findingsOf(() => toModel(from, { strict }))).map(formatFinding);
}

export function formatFinding({ code, place }: Finding): string {
  return `${code} ${place?.pointer ?? ''}`.trim();
}
