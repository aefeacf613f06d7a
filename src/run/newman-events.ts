import type { EventEmitter } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Item, Request, Response } from 'postman-collection';
import { bareType } from '../core/media-types.ts';
import { toNetworkFault } from '../core/network-faults.ts';
import { toCurl } from './curl.ts';
import {
  type FaultEvent,
  type ReceivedAnswer,
  type RunEvent,
  toAssertionEvent,
  toSeconds,
  toUnanswered,
} from './events.ts';
import { learnFromBody, learnFromHeaders } from './learn.ts';
import { type ClientInput, usedVariables } from './options.ts';
import { ownCookies } from './own-cookies.ts';
import { noLongerAnswers, timeOver } from './problems.ts';
import type { Redactor } from './redact.ts';
import { saidIn } from './said.ts';
import { type SentRequest, toSentRequest, unresolvedIn } from './sent-request.ts';

/** The arguments of Newman's events, as far as we read them. https://github.com/postmanlabs/newman#newmanrunevents */
interface Cursor {
  /** The same for all events of one execution of an item. */
  readonly ref: string;
  /** Present where a script sent the request. */
  readonly scriptId?: string;
}
interface NewmanEventArgs {
  readonly cursor: Cursor;
}
type Trouble = { readonly message?: string; readonly code?: string } | null | undefined;

interface Listening {
  readonly input: ClientInput;
  readonly redactor: Redactor;
  readonly send: (event: RunEvent) => void;
  readonly end: () => void;
}

/** The largest response, in bytes, that is searched for tokens. */
const LARGEST_TOKEN_ANSWER = 1_000_000;

/** So many requests in a row without a response end a run: each may take half a minute, and the next ones would take the same. */
const MOST_SILENT = 4;

/** How long a request must have been waited for at the time limit of the run, to be said to have no response. */
const LEAST_WAITED_MS = 1_000;

/** Ends the run. An error becomes a fault. */
export interface Listener {
  readonly end: (error?: Trouble) => void;
}

/**
 * Turn Newman's events into a `RunEvent` each.
 *
 * Traps, observed in Newman 6: an exception in a callback is an `exception` event, but not among the failures; a request by
 * `pm.sendRequest` is a `request` event like that of the item; after `done` with an error, Newman goes on and may emit `done`
 * again.
 */
export function listenToNewman(emitter: EventEmitter, { input, redactor, send, end }: Listening): Listener {
  let isDone = false;
  let live: { abort(): void } | undefined;
  const emit = (event: RunEvent) => {
    if (!isDone) send(event);
  };
  const stop = (...last: readonly RunEvent[]) => {
    if (isDone) return;
    for (const event of last) emit(event);
    isDone = true;
    live?.abort();
    end();
  };

  emitter.on('start', (_: Trouble, args: { run: { abort(): void } }) => {
    live = args.run;
  });
  const executionOf = listenToItems(emitter, emit);
  const onSilence = () => stop({ kind: 'fault', fault: 'silent', message: noLongerAnswers(MOST_SILENT) });
  const waiting = listenToRequests(emitter, { input, redactor, emit, executionOf, onSilence });
  listenToScripts(emitter, { emit, executionOf });
  const done = (error: Trouble) => {
    if (!error) return stop();
    const fault = toEndFault(error, input.limits.runMs);
    stop(...(fault.fault === 'limit' ? waiting() : []), fault);
  };
  emitter.on('done', done);
  return { end: done };
}

interface Execution {
  readonly itemId: string;
  readonly attempt: number;
}

interface EventContext {
  readonly emit: (event: RunEvent) => void;
  /** The execution to which an event belongs; `undefined` where it belongs to none. */
  readonly executionOf: (args: NewmanEventArgs) => Execution | undefined;
}

interface Requesting extends EventContext, Pick<Listening, 'input' | 'redactor'> {
  readonly onSilence: () => void;
}

/** An item that a script sends again has one more execution. */
function listenToItems(emitter: EventEmitter, emit: EventContext['emit']): EventContext['executionOf'] {
  const executions = new Map<string, Execution>();
  const attempts = new Map<string, number>();
  emitter.on('beforeItem', (_: Trouble, { cursor, item }: NewmanEventArgs & { item: Item }) => {
    const attempt = (attempts.get(item.id) ?? 0) + 1;
    attempts.set(item.id, attempt);
    executions.set(cursor.ref, { itemId: item.id, attempt });
    emit({ kind: 'item', itemId: item.id, attempt });
  });
  return ({ cursor }) => executions.get(cursor.ref);
}

/** Makes the event of a request and its response. */
function toEventOf(input: Requesting['input'], redactor: Redactor) {
  const planned = new Map(input.plan.requests.map((request) => [request.id, request]));
  const used = usedVariables(input);
  return (item: Execution, sent: SentRequest, answer: ReceivedAnswer): RunEvent => {
    const { name = '', folder = [] } = planned.get(item.itemId) ?? {};
    const { method, url } = sent;
    const unresolved = unresolvedIn(sent, used);
    const curl = toCurl(sent, redactor, input);
    return { kind: 'request', ...item, name, folder, method, url, answer, unresolved, curl };
  };
}

/** Returns the request that is not answered yet, as one without a response, if it has been waited for. */
function listenToRequests(
  emitter: EventEmitter,
  { input, redactor, emit, executionOf, onSilence }: Requesting,
): () => readonly RunEvent[] {
  const cookies = ownCookies(input);
  const toEvent = toEventOf(input, redactor);
  const held: Response[] = [];
  let open: { readonly item: Execution; readonly sent: SentRequest; readonly since: number } | undefined;
  let silent = 0;
  // Newman keeps every response until the run ends.
  emitter.on('item', () => {
    for (const response of held.splice(0)) delete (response as { stream?: unknown }).stream;
  });
  emitter.on('beforeRequest', (_: Trouble, args: NewmanEventArgs & { request: Request }) => {
    const item = executionOf(args);
    if (item && args.cursor.scriptId === undefined)
      open = { item, sent: toSentRequest(args.request, cookies), since: performance.now() };
  });
  emitter.on('request', (error: Trouble, args: NewmanEventArgs & { request: Request; response?: Response }) => {
    const { cursor, response } = args;
    if (response) held.push(response);
    const sent = toSentRequest(args.request, cookies);
    learnFromHeaders(redactor, sent.headers);
    if (response && (response.responseSize ?? 0) < LARGEST_TOKEN_ANSWER) learnFromBody(redactor, response.text() ?? '');
    const item = executionOf(args);
    if (cursor.scriptId !== undefined) {
      emit({ kind: 'script-requests', count: 1, ...(item && { item }) });
      const message = `A script's request to ${sent.url} got no response: ${toNetworkFault(messageIn(error)).sentence}`;
      if (!response) emit({ kind: 'fault', fault: 'request', message, ...(item && { item }) });
      return;
    }
    if (!item) return;
    const waited = open && performance.now() - open.since;
    open = undefined;
    const answer = toAnswer(response, error, waited);
    emit(toEvent(item, sent, answer));
    silent = answer.kind === 'unanswered' && answer.cause === 'silent' ? silent + 1 : 0;
    if (silent === MOST_SILENT) onSilence();
  });
  return () => {
    const waited = open ? performance.now() - open.since : 0;
    // A request that has just been sent says nothing of the server.
    if (!open || waited < LEAST_WAITED_MS) return [];
    learnFromHeaders(redactor, open.sent.headers);
    const error = `It was waited for ${toSeconds(waited)} s, until the time limit.`;
    return [toEvent(open.item, open.sent, { kind: 'unanswered', error, cause: 'silent' })];
  };
}

function listenToScripts(emitter: EventEmitter, { emit, executionOf }: EventContext): void {
  const lastException = new Map<string, string>();
  const emitFault = (message: string, args: NewmanEventArgs) => {
    const item = executionOf(args);
    emit({ kind: 'fault', fault: 'script', message, ...(item && { item }) });
  };
  emitter.on('assertion', (error: Trouble, args: NewmanEventArgs & { assertion: string; skipped?: boolean }) => {
    const item = executionOf(args);
    const failed = error ? { error: messageIn(error) } : {};
    if (item) emit(toAssertionEvent(item, { name: args.assertion, skipped: args.skipped ?? false, ...failed }));
  });
  emitter.on('exception', (_: Trouble, args: NewmanEventArgs & { error: Trouble }) => {
    lastException.set(args.cursor.ref, messageIn(args.error));
    emitFault(`A script threw: ${messageIn(args.error)}`, args);
  });
  emitter.on('script', (error: Trouble, args: NewmanEventArgs) => {
    // An error that was thrown has had its `exception` event before; a timeout has none.
    if (!error || lastException.get(args.cursor.ref) === messageIn(error)) return;
    emitFault(`A script failed: ${messageIn(error)}`, args);
  });
}

function toEndFault(error: NonNullable<Trouble>, runMs: number): FaultEvent {
  const words = String(error.message);
  if (/^callback timed out/i.test(words)) return { kind: 'fault', fault: 'limit', message: timeOver(runMs) };
  // A script that does not end is one of the collection, and no sign that there was too little time.
  const fault = /timed out|timeout/i.test(words) ? 'script' : 'client';
  return { kind: 'fault', fault, message: `Newman ended the run: ${messageIn(error)}` };
}

function toAnswer(response: Response | undefined, error: Trouble, waited: number | undefined): ReceivedAnswer {
  if (!response) return toUnanswered(messageIn(error), waited);
  return {
    kind: 'answered',
    status: response.code,
    text: response.reason(),
    ms: Math.round(response.responseTime ?? 0),
    bytes: response.responseSize ?? 0,
    ...shownOf(response),
  };
}

/** What of a response a report shows beside its status. */
function shownOf(response: Response): Pick<Extract<ReceivedAnswer, { kind: 'answered' }>, 'type' | 'said'> {
  const type = bareType(String(response.headers.get('content-type') ?? ''));
  const isShown = response.code >= 500 && (response.responseSize ?? 0) < LARGEST_TOKEN_ANSWER;
  const said = isShown ? saidIn(response.text() ?? '') : undefined;
  return { ...(type !== '' && { type }), ...(said !== undefined && { said }) };
}

function messageIn(trouble: Trouble): string {
  return String(trouble?.message ?? trouble?.code ?? 'no reason given');
}
