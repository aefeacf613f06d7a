/** Servers with one fault, made of a correct one. */
import type { Fetch, Suite } from './suite.ts';

/** A server that leaves the first item out of each list, wherever the list is. */
export const withoutFirst =
  ({ fetch }: Pick<Suite, 'fetch'>): Fetch =>
  async (request) => {
    const response = await fetch(request);
    if (!/json/.test(response.headers.get('Content-Type') ?? '') || !response.ok) return response;
    const body: unknown = await response.json();
    const isList = Array.isArray(body) && body.length > 1;
    const { status, headers } = response;
    headers.delete('Content-Length');
    return new Response(JSON.stringify(isList ? body.slice(1) : body), { status, headers });
  };
