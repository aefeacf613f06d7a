import { setTimeout } from 'node:timers/promises';
import type { Answer } from '../rules/rule.ts';
import type { Trial } from './violations.ts';

/** The header by which a request says which violation its answer shall have. The server behind never sees it. */
export const TRIAL_HEADER = 'x-trial';

/** What became of a violation at the proxy: `unchanged` where the answer could not be broken so. */
export type Applied = 'changed' | 'unchanged';

export interface BreakingProxy {
  readonly fetch: (request: Request) => Promise<Response>;
  /** By trial id; a trial whose request never came is missing. */
  readonly applied: ReadonlyMap<string, Applied>;
}

type Fetch = (request: Request) => Promise<Response>;

/**
 * Stand before a correct server and break its answers: one violation for each trial, in each answer to the request on trial.
 *
 * The first request of a trial is the one on trial; what its script reads afterwards to compare has another URL and stays as it
 * is, unless it is the same question, which a broken server would answer alike.
 */
export function createBreakingProxy(server: Fetch, trials: readonly Trial[]): BreakingProxy {
  const byId = new Map(trials.map((trial) => [trial.id, trial]));
  const questions = new Map<string, string>();
  const applied = new Map<string, Applied>();
  return {
    applied,
    fetch: async (request) => {
      const id = request.headers.get(TRIAL_HEADER) ?? '';
      const headers = new Headers(request.headers);
      headers.delete(TRIAL_HEADER);
      const response = await server(new Request(request.url, withBody(request, headers)));
      const trial = byId.get(id);
      if (!trial) return response;
      const question = `${request.method} ${request.url}`;
      if (!questions.has(id)) questions.set(id, question);
      if (questions.get(id) !== question) return response;
      const answer = await toAnswer(response);
      const changed = answer && trial.violation.change(answer, Object.fromEntries(request.headers));
      const isChanged = changed !== undefined && JSON.stringify(changed) !== JSON.stringify(answer);
      if (applied.get(id) !== 'changed') applied.set(id, isChanged ? 'changed' : 'unchanged');
      if (changed?.delay !== undefined) await setTimeout(changed.delay);
      return answer ? toResponse(changed ?? answer) : response;
    },
  };
}

function withBody({ method, body }: Request, headers: Headers): RequestInit {
  return body ? { method, headers, body, duplex: 'half' } : { method, headers };
}

async function toAnswer(response: Response): Promise<Answer | undefined> {
  const text = await response.text();
  try {
    return { status: response.status, headers: Object.fromEntries(response.headers), body: JSON.parse(text) };
  } catch {
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  }
}

function toResponse({ status, headers, body, raw }: Answer): Response {
  const { 'content-length': _, ...kept } = headers;
  return new Response(raw ? Uint8Array.from(raw) : JSON.stringify(body), { status, headers: kept });
}
