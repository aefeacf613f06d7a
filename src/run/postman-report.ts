import type { RequestDefinition } from 'postman-collection';
import sdk from 'postman-collection';
import { isRecord } from '../core/json.ts';
import { toNetworkFault } from '../core/network-faults.ts';
import { toCurl } from './curl.ts';
import { type FaultEvent, type ReceivedAnswer, type RunEvent, toAssertionEvent, toUnanswered } from './events.ts';
import { learnFromHeaders } from './learn.ts';
import { type ClientInput, usedVariables } from './options.ts';
import { ownCookies } from './own-cookies.ts';
import type { Redactor } from './redact.ts';
import { toSentRequest, unresolvedIn } from './sent-request.ts';

/** The JSON report of the Postman CLI, as far as we read it. Its format is not documented. */
interface Report {
  readonly run: {
    readonly summary: { readonly executedRequests: { readonly executed: number } };
    readonly executions: readonly Execution[];
    readonly runError?: { readonly message?: string } | null;
  };
}
interface Execution {
  readonly requestExecuted: RequestDefinition & { readonly id: string; readonly headers?: RequestDefinition['header'] };
  readonly response?: { code: number; status: string; responseTime: number; responseSize: number };
  readonly tests: readonly { name: string; status: 'passed' | 'failed' | 'skipped'; error?: { message: string } }[];
  readonly errors: readonly { message?: string; code?: string; source: string }[];
}

interface Reading {
  readonly code: number | null;
  readonly input: ClientInput;
  readonly redactor: Redactor;
}

/** The events of a report, in the order of the run; `undefined` where there is no report, or an incomplete one. */
export function toRunEvents(text: string | undefined, { code, input, redactor }: Reading): RunEvent[] | undefined {
  const report = parse(text);
  if (!report) return undefined;
  const { executions, summary, runError } = report.run;
  const cookies = ownCookies(input);
  const sent = executions.map(({ requestExecuted: { headers, ...request } }) =>
    toSentRequest(new sdk.Request({ ...request, ...(headers ? { header: headers } : {}) }), cookies),
  );
  // Learn all secrets first: a message may quote a token before the header that reveals it as one.
  for (const { headers } of sent) learnFromHeaders(redactor, headers);

  const used = usedVariables(input);
  const attempts = new Map<string, number>();
  const events = executions.flatMap((execution, index): RunEvent[] => {
    const itemId = execution.requestExecuted.id;
    const item = { itemId, attempt: (attempts.get(itemId) ?? 0) + 1 };
    attempts.set(itemId, item.attempt);
    const { name = '', folder = [] } = input.plan.requests.find(({ id }) => id === itemId) ?? {};
    const answer = answerOf(execution);
    const request = sent[index];
    const out: RunEvent[] = [{ kind: 'item', ...item }];
    if (answer && request) {
      const { method, url } = request;
      const fields = { name, folder, method, url, answer, unresolved: unresolvedIn(request, used) };
      out.push({ kind: 'request', ...item, ...fields, curl: toCurl(request, redactor, input) });
    }
    const tests = execution.tests.map(({ name, status, error }) => {
      const failed = status === 'failed' ? { error: error?.message ?? 'no reason given' } : {};
      return toAssertionEvent(item, { name, skipped: status === 'skipped', ...failed });
    });
    return [...out, ...tests, ...faultsOf(execution, item)];
  });

  const own = events.filter(({ kind }) => kind === 'request').length;
  events.push({ kind: 'script-requests', count: Math.max(0, summary.executedRequests.executed - own) });
  if (runError) events.push(clientFault(`The Postman CLI ended the run: ${runError.message ?? 'no reason given'}`));
  if (code !== 0 && !events.some(isTrouble)) {
    events.push(clientFault(`The Postman CLI ended with exit code ${code}, and its report does not say why.`));
  }
  return events;
}

function parse(text: string | undefined): Report | undefined {
  try {
    const json: unknown = JSON.parse(text ?? '');
    const run = isRecord(json) ? json['run'] : undefined;
    return isRecord(run) && Array.isArray(run['executions']) ? (json as Report) : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` for a request that a script skipped. */
function answerOf({ response, errors }: Execution): ReceivedAnswer | undefined {
  if (response) {
    const { code, status, responseTime, responseSize } = response;
    return { kind: 'answered', status: code, text: status, ms: Math.round(responseTime), bytes: responseSize };
  }
  const error = errors.find(({ source }) => source === 'request');
  return error && toUnanswered(error.message ?? error.code ?? 'no reason given');
}

function faultsOf({ errors }: Execution, item: { itemId: string; attempt: number }): FaultEvent[] {
  return errors
    .filter(({ source }) => source !== 'request')
    .map(({ source, message, code }) => {
      const why = message ?? code ?? 'no reason given';
      return source === 'script-level-request'
        ? {
            kind: 'fault',
            fault: 'request',
            message: `A script's request got no response: ${toNetworkFault(why).sentence}`,
            item,
          }
        : { kind: 'fault', fault: 'script', message: `A script threw: ${why}`, item };
    });
}

function clientFault(message: string): FaultEvent {
  return { kind: 'fault', fault: 'client', message };
}

function isTrouble(event: RunEvent): boolean {
  if (event.kind === 'assertion') return event.outcome.kind === 'failed';
  return event.kind === 'fault' || (event.kind === 'request' && event.answer.kind === 'unanswered');
}
