/** The record of a version 3 run, which `record.cts` writes, as events. */
import { isRecord } from '../core/json.ts';
import { toNetworkFault, withSentence } from '../core/network-faults.ts';
import { THIS_REQUEST } from '../core/protocol.ts';
import { toCurl } from './curl.ts';
import { type ReceivedAnswer, type RunEvent, toAssertionEvent, toUnanswered } from './events.ts';
import { learnFromHeaders } from './learn.ts';
import { type ClientInput, usedVariables } from './options.ts';
import { ownCookies, withOwnCookies } from './own-cookies.ts';
import type { Redactor } from './redact.ts';
import { type SentRequest, unresolvedIn } from './sent-request.ts';
import { tokenItems } from './version-3-token.ts';

/** A line of the record. See `record.cts`. */
interface Line {
  readonly kind: 'script' | 'assertion' | 'error' | 'ended' | 'sends' | 'replied' | 'sent';
  readonly script: string;
  readonly listen: string;
  readonly item: string;
  readonly answer?: { readonly status: number; readonly text: string; readonly ms: number; readonly bytes: number };
  readonly name: string;
  readonly skipped: boolean;
  readonly error?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

interface Reading {
  readonly code: number | null;
  readonly input: ClientInput;
  readonly redactor: Redactor;
}

/** One execution of a request. */
interface Execution {
  readonly item: { readonly itemId: string; readonly attempt: number };
  readonly events: RunEvent[];
  /** What went over the wire for it, the latest last: a server may ask for a digest first. */
  sent?: Line;
  answer?: ReceivedAnswer;
  /** Why it was not sent was reported. */
  isExcused: boolean;
}

const NOT_REPEATED =
  'In version 3, the Postman CLI runs no script after a request without a response, so such a request is not sent again.';

/** The events of a record, in the order of the run; `undefined` where there is none. */
export function toVersion3Events(text: string | undefined, { code, input, redactor }: Reading): RunEvent[] | undefined {
  const lines = linesOf(text ?? '');
  if (!lines.some(({ kind }) => kind === 'script')) return undefined;
  for (const { kind, headers } of lines) if (kind === 'sent') learnFromHeaders(redactor, toHeaders(headers));
  const { executions: all, count } = toExecutions(lines);
  const asked = all.findIndex(isSilentTokenRequest(input));
  const executions = asked < 0 ? all : all.slice(0, asked + 1);
  const known = { input, redactor, used: usedVariables(input), cookies: ownCookies(input) };
  const events = executions.flatMap((execution) => eventsOf(execution, known));
  if (asked >= 0) events.push(noToken(all[asked]));
  events.push({ kind: 'script-requests', count });
  const isUnanswered = events.some((event) => event.kind === 'request' && event.answer.kind === 'unanswered');
  if (isUnanswered) events.push({ kind: 'note', message: NOT_REPEATED });
  if (
    code !== 0 &&
    code !== null &&
    !isUnanswered &&
    !events.some(isTrouble) &&
    !executions.some((one) => one.isExcused)
  )
    events.push({
      kind: 'fault',
      fault: 'client',
      message: `The Postman CLI ended with exit code ${code}, and nothing in the run says why.`,
    });
  return events;
}

/** Whether it got no response, and should have got what later requests need. Then none of these was sent: see `withToken`. */
function isSilentTokenRequest({ collection }: ClientInput): (execution: Execution) => boolean {
  const ids = new Set(tokenItems(collection));
  return ({ item, sent, answer }) => sent !== undefined && answer === undefined && ids.has(item.itemId);
}

function noToken(execution: Execution | undefined): RunEvent {
  const message = withSentence(`no response from ${execution?.sent?.url ?? 'the token endpoint'}`);
  return { kind: 'fault', fault: 'token', message, ...(execution && { item: execution.item }) };
}

function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return isRecord(value) ? [value as unknown as Line] : [];
    } catch {
      // A killed process may leave half a line.
      return [];
    }
  });
}

/** Put lines to the executions of requests. While a script runs, what is sent is a request of the script. */
function toExecutions(lines: readonly Line[]): { executions: Execution[]; count: number } {
  const executions: Execution[] = [];
  const attempts = new Map<string, number>();
  const ofScript = new Map<string, Execution>();
  const running = new Set<string>();
  let count = 0;
  const begin = (itemId: string): Execution => {
    const attempt = (attempts.get(itemId) ?? 0) + 1;
    attempts.set(itemId, attempt);
    const execution: Execution = { item: { itemId, attempt }, events: [], isExcused: false };
    executions.push(execution);
    return execution;
  };
  for (const line of lines) {
    const last = executions.at(-1);
    if (line.kind === 'script') {
      const isBefore = line.listen.endsWith('beforeRequest');
      const goesOn = last?.item.itemId === line.item && !(isBefore && last.sent);
      const execution = goesOn ? last : begin(line.item);
      if (line.answer) execution.answer = { kind: 'answered', ...line.answer, ms: Math.round(line.answer.ms) };
      ofScript.set(line.script, execution);
      running.add(line.script);
    } else if (line.kind === 'sent') {
      if (running.size === 0 && last) last.sent = line;
    } else {
      if (line.kind === 'sends') count += 1;
      if (line.kind === 'ended') running.delete(line.script);
      const execution = ofScript.get(line.script);
      if (execution) addTo(execution, line);
    }
  }
  return { executions, count };
}

function addTo(execution: Execution, line: Line): void {
  const { item, events } = execution;
  const isKnown = (message: string) => events.some((event) => event.kind === 'fault' && event.message === message);
  switch (line.kind) {
    case 'assertion': {
      const { name, skipped, error } = line;
      const event = toAssertionEvent(item, { name, skipped, ...(error !== undefined && { error }) });
      if (event.kind === 'assertion' && event.name === THIS_REQUEST) execution.isExcused = true;
      events.push(event);
      return;
    }
    case 'error':
    case 'ended': {
      // In version 3, a script prevents its request by an error, after it has said why.
      if (line.error === undefined || execution.isExcused) return;
      const message = `A script threw: ${line.error}`;
      if (!isKnown(message)) events.push({ kind: 'fault', fault: 'script', message, item });
      return;
    }
    case 'replied': {
      if (line.error === undefined) return;
      const message = `A script's request got no response: ${toNetworkFault(line.error).sentence}`;
      events.push({ kind: 'fault', fault: 'request', message, item });
      return;
    }
    case 'script':
    case 'sends':
    case 'sent':
      return;
  }
}

/** What is known of all requests of a run. */
interface Known {
  readonly input: ClientInput;
  readonly redactor: Redactor;
  readonly used: ReadonlySet<string>;
  readonly cookies: ReadonlySet<string>;
}

function eventsOf({ item, sent, answer, events }: Execution, { input, redactor, used, cookies }: Known): RunEvent[] {
  const first: RunEvent = { kind: 'item', ...item };
  if (!sent) return [first, ...events];
  const request = toSent(sent, cookies);
  const { name = '', folder = [] } = input.plan.requests.find(({ id }) => id === item.itemId) ?? {};
  const { method, url } = request;
  return [
    first,
    {
      kind: 'request',
      ...item,
      name,
      folder,
      method,
      url,
      answer: answer ?? toUnanswered(sent.error ?? 'the response was cut off'),
      unresolved: unresolvedIn(request, used),
      curl: toCurl(request, redactor, input),
    },
    ...events,
  ];
}

/** Headers that the Postman CLI adds by itself, as curl does. */
const OF_THE_CLIENT =
  /^(user-agent|accept-encoding|cache-control|connection|content-length|transfer-encoding|host|postman-token|referer)$/i;

function toSent({ method, url, headers, body }: Line, cookies: ReadonlySet<string>): SentRequest {
  const sent = withOwnCookies(toHeaders(headers), cookies).filter(
    ({ name, value }) => !OF_THE_CLIENT.test(name) && !(/^accept$/i.test(name) && value === '*/*'),
  );
  const isForm = sent.some(({ name, value }) => /^content-type$/i.test(name) && /^multipart\//i.test(value));
  const isText = !body.includes('\ufffd');
  return {
    method,
    url,
    headers: sent,
    body:
      body === ''
        ? { kind: 'none' }
        : isText && !isForm
          ? { kind: 'text', text: body }
          : { kind: 'other', mode: isForm ? 'formdata' : 'file' },
  };
}

/** Names that this client itself writes in lower case. */
const NAMES: Readonly<Record<string, string>> = { authorization: 'Authorization', 'content-type': 'Content-Type' };

function toHeaders(headers: Line['headers']): SentRequest['headers'] {
  return headers.map(([name, value]) => ({ name: NAMES[name] ?? name, value }));
}

function isTrouble(event: RunEvent): boolean {
  if (event.kind === 'assertion') return event.outcome.kind === 'failed';
  return event.kind === 'fault';
}
