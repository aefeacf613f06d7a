import { setTimeout } from 'node:timers/promises';
import { anyRequest } from '../core/any-request.ts';
import { isRecord, type Json } from '../core/json.ts';
import { count, toList } from '../core/words.ts';
import { answersOf, hasStatus } from '../rules/answers.ts';
import type { PlainAnswer } from '../rules/rule.ts';
import type { Mutant } from './mutants.ts';

/** The request header that names the mutant. The proxy removes it before it forwards the request. */
export const MUTANT_HEADER = 'x-mutant';

/**
 * What the proxy did with a mutation. `unchanged`: this response cannot be changed in this way. `unexpected`: the server did not
 * send the documented response, but, for example, one that asks to slow down. It would prove nothing.
 */
export type Applied =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged'; readonly why: string }
  | { readonly kind: 'unexpected'; readonly why: string };

export interface BreakingProxy {
  readonly fetch: (request: Request) => Promise<Response>;
  /** By mutant id. A mutant whose request never arrived is missing. */
  readonly applied: ReadonlyMap<string, Applied>;
}

type Fetch = (request: Request) => Promise<Response>;

/**
 * A proxy before a correct server that changes its responses: each mutant has one mutation, which is applied to every response to
 * the mutated request.
 *
 * The first request of a mutant is the mutated one. Other requests, which its script sends to compare, are not changed; the same
 * request again is, as a broken server would respond to it in the same way.
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
      const response = await server(anyRequest(request.url, withBody(request, headers)));
      const mutant = byId.get(id);
      if (!mutant) return response;
      const requestLine = `${request.method} ${request.url}`;
      if (!requestLines.has(id)) requestLines.set(id, requestLine);
      if (requestLines.get(id) !== requestLine) return response;
      const answers = answersOf(mutant.entry.request);
      if (!answers.some((answer) => hasStatus(answer, response.status))) {
        const wanted = toList(
          answers.map(({ status }) => String(status)),
          'or',
        );
        note(id, { kind: 'unexpected', why: `the response was HTTP ${response.status}, not ${wanted}` });
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

/** A body that was not changed keeps its bytes. */
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

/** Describes the response by its shape only, since its values may be secrets. */
function whyUnchanged({ status, body }: PlainAnswer, changed: PlainAnswer | undefined): string {
  const answer = `HTTP ${status} with ${shapeOf(body)}`;
  return changed ? `it leaves this response unchanged: ${answer}` : `it does not apply to this response: ${answer}`;
}

function shapeOf(body: Json): string {
  if (body === '') return 'no body';
  if (Array.isArray(body)) return body.length === 0 ? 'an empty array' : `an array of ${count(body.length, 'element')}`;
  return isRecord(body) ? `an object of ${count(Object.keys(body).length, 'member')}` : `a body that is ${typeof body}`;
}
