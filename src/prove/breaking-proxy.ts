import { setTimeout } from 'node:timers/promises';
import { isRecord, type Json } from '../core/json.ts';
import { count } from '../core/words.ts';
import type { PlainAnswer } from '../rules/rule.ts';
import type { Mutant } from './mutants.ts';

/** The header by which a request says which mutation its answer shall have. The server behind never sees it. */
export const MUTANT_HEADER = 'x-mutant';

/**
 * What became of a mutation at the proxy. `unchanged`: the answer could not be broken so. `unexpected`: the server gave another
 * answer than it documents, such as one that asks to slow down; what an assertion says of that is no proof.
 */
export type Applied =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged'; readonly why: string }
  | { readonly kind: 'unexpected'; readonly why: string };

export interface BreakingProxy {
  readonly fetch: (request: Request) => Promise<Response>;
  /** By mutant id; a mutant whose request never came is missing. */
  readonly applied: ReadonlyMap<string, Applied>;
}

type Fetch = (request: Request) => Promise<Response>;

/**
 * Stand before a correct server and break its answers: one mutation for each mutant, in each answer to the mutated request.
 *
 * The first request of a mutant is the mutated one; what its script reads afterwards to compare has another URL and stays as it
 * is, unless it is the same request, which a broken server would answer alike.
 */
export function createBreakingProxy(server: Fetch, mutants: readonly Mutant[]): BreakingProxy {
  const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]));
  const requestLines = new Map<string, string>();
  const applied = new Map<string, Applied>();
  const note = (id: string, became: Applied) => {
    if (applied.get(id)?.kind !== 'changed') applied.set(id, became);
  };
  return {
    applied,
    fetch: async (request) => {
      const id = request.headers.get(MUTANT_HEADER) ?? '';
      const headers = new Headers(request.headers);
      headers.delete(MUTANT_HEADER);
      const response = await server(new Request(request.url, withBody(request, headers)));
      const mutant = byId.get(id);
      if (!mutant) return response;
      const requestLine = `${request.method} ${request.url}`;
      if (!requestLines.has(id)) requestLines.set(id, requestLine);
      if (requestLines.get(id) !== requestLine) return response;
      const { expected } = mutant.entry.request;
      if (response.status !== expected.status) {
        note(id, { kind: 'unexpected', why: `the server answered HTTP ${response.status}, not ${expected.status}` });
        return response;
      }
      const text = await response.text();
      const answer = toAnswer(response, text);
      const changed = mutant.mutation.change(answer, Object.fromEntries(request.headers));
      const isChanged = changed !== undefined && JSON.stringify(changed) !== JSON.stringify(answer);
      note(id, isChanged ? { kind: 'changed' } : { kind: 'unchanged', why: whyUnchanged(answer, changed) });
      if (changed?.delay !== undefined) await setTimeout(changed.delay);
      return toResponse(changed ?? answer, { answer, text });
    },
  };
}

function withBody({ method, body }: Request, headers: Headers): RequestInit {
  return body ? { method, headers, body, duplex: 'half' } : { method, headers };
}

function toAnswer({ status, headers }: Response, text: string): PlainAnswer {
  return { status, headers: Object.fromEntries(headers), body: jsonIn(text) ?? text };
}

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Statuses whose answers have no body. https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = [204, 205, 304];

/** A body that was not changed stays as it came, to the byte. */
function toResponse(
  { status, headers, body, raw }: PlainAnswer,
  before: { answer: PlainAnswer; text: string },
): Response {
  const { 'content-length': _, ...remaining } = headers;
  if (WITHOUT_BODY.includes(status)) return new Response(null, { status, headers: remaining });
  const isText =
    typeof body === 'string' && typeof before.answer.body === 'string' && jsonIn(before.text) === undefined;
  const text = body === before.answer.body ? before.text : isText ? body : JSON.stringify(body);
  return new Response(raw ? Uint8Array.from(raw) : text, { status, headers: remaining });
}

/** Told by the shape of the answer alone: its values may be secrets. */
function whyUnchanged({ status, body }: PlainAnswer, changed: PlainAnswer | undefined): string {
  const answer = `HTTP ${status} with ${shapeOf(body)}`;
  return changed ? `it would leave this answer as it is: ${answer}` : `this answer has nothing to break so: ${answer}`;
}

function shapeOf(body: Json): string {
  if (body === '') return 'no body';
  if (Array.isArray(body)) return body.length === 0 ? 'an empty array' : `an array of ${count(body.length, 'element')}`;
  return isRecord(body) ? `an object of ${count(Object.keys(body).length, 'member')}` : `a body that is ${typeof body}`;
}
