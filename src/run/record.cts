/**
 * Records what happens in a version 3 run, inside of the Postman CLI's process: for such a run, the CLI has no reporter but the terminal.
 *
 * Scripts run in a worker, to which the CLI posts each script, and which posts back each assertion. What is sent is read from Node's
 * `http`. Like `bounds.cts`, which it loads, it has no imports. The lines are read by `version-3-events.ts`.
 */

/** A line of the record. `script` is the number of an execution of a script. */
type Recorded =
  | {
      readonly kind: 'script';
      readonly script: string;
      readonly listen: string;
      readonly item: string;
      /** What the script sees of the response. */
      readonly answer?: RecordedAnswer;
    }
  | {
      readonly kind: 'assertion';
      readonly script: string;
      readonly name: string;
      readonly skipped: boolean;
      readonly error?: string;
    }
  | { readonly kind: 'error' | 'ended'; readonly script: string; readonly error?: string }
  /** A request of a script, and its end. */
  | { readonly kind: 'sends'; readonly script: string }
  | { readonly kind: 'replied'; readonly script: string; readonly error?: string }
  | ({ readonly kind: 'sent' } & RecordedRequest);

interface RecordedAnswer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
  readonly bytes: number;
}

interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Without a response, why. */
  readonly error?: string;
}

/** In `POSTMAN_CONTRACT_RECORD` as JSON, in milliseconds. */
interface Limits {
  readonly scriptMs: number;
  /** How long the client lets a server be silent. */
  readonly requestMs: number;
}

type ClientRequest = import('node:http').ClientRequest;
type Method = (this: ClientRequest, ...args: unknown[]) => unknown;

/** How much of a body is kept, in bytes. */
const LONGEST_BODY = 64_000;

const { appendFileSync } = process.getBuiltinModule('node:fs');
/** In version 3, the Postman CLI has no limit for a script, so one that never ends would hold the run. */
const NO_REASON = 'no reason given';
const { scriptMs, requestMs } = JSON.parse(process.env['POSTMAN_CONTRACT_RECORD'] ?? '{}') as Limits;
const running = new Map<string, NodeJS.Timeout>();
const record = (line: Recorded) => appendFileSync('record.jsonl', `${JSON.stringify(line)}\n`, { mode: 0o600 });

recordScripts();
recordRequests();
closeConnections();
loadBounds();

/** The messages to and from the worker: the name of an event, then what it says. */
function recordScripts(): void {
  const threads = process.getBuiltinModule('node:worker_threads');
  threads.Worker = class extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof threads.Worker>) {
      super(...args);
      const post = this.postMessage.bind(this);
      this.postMessage = (message: unknown, ...rest) => {
        attempt(() => recordPosted(toReader(message)));
        return post(message, ...rest);
      };
      this.on('message', (message: unknown) => attempt(() => recordReceived(toReader(message))));
    }
  };
}

/** What cannot be read is of another version. Then the record lacks it, which its reader notices. */
function attempt(read: () => void): void {
  try {
    read();
  } catch {
    // See above.
  }
}

/** The value at a path of a message; `undefined` where there is none. */
type Reader = (...path: readonly (string | number)[]) => unknown;

/** Read a message without unpacking the rest: texts in it are indexes of a list. https://github.com/WebReflection/flatted */
function toReader(message: unknown): Reader {
  const text = (message as { readonly __emit_uvm?: string } | null)?.__emit_uvm;
  const list = text === undefined ? [] : (JSON.parse(text) as unknown[]);
  return (...path) => {
    let value = list[0];
    for (const name of path) {
      const member = (value as Record<string, unknown> | null | undefined)?.[name];
      value = typeof member === 'string' ? list[Number(member)] : member;
    }
    return value;
  };
}

function endLate(script: string): void {
  const end = () => {
    record({ kind: 'error', script, error: `the script timed out after ${scriptMs / 1000} s` });
    process.exit(1);
  };
  running.set(script, setTimeout(end, scriptMs).unref());
}

function recordPosted(read: Reader): void {
  const event = String(read(0));
  if (event === 'execute') {
    endLate(String(read(1)));
    const status = read(3, 'response', 'code');
    record({
      kind: 'script',
      script: String(read(1)),
      listen: String(read(2, 'listen')),
      item: String(read(4, 'legacy', '_itemId')),
      ...(typeof status === 'number' && {
        answer: {
          status,
          text: toText(read(3, 'response', 'status')) ?? '',
          ms: Number(read(3, 'response', 'responseTime') ?? 0),
          bytes: Number(read(3, 'response', 'responseSize') ?? 0),
        },
      }),
    });
  }
  const script = numberIn(event, 'execution.response.');
  if (script !== undefined) record({ kind: 'replied', script, ...toError(read, 2) });
}

function recordReceived(read: Reader): void {
  const event = String(read(0));
  const asserted = numberIn(event, 'execution.assertion.');
  const list = asserted === undefined ? undefined : read(2);
  for (const index of Array.isArray(list) ? list.keys() : []) {
    const isFailed = read(2, index, 'passed') === false;
    record({
      kind: 'assertion',
      script: String(asserted),
      name: String(read(2, index, 'name')),
      skipped: read(2, index, 'skipped') === true,
      ...(isFailed && { error: toText(read(2, index, 'error', 'message')) ?? NO_REASON }),
    });
  }
  const thrown = numberIn(event, 'execution.error.');
  if (thrown !== undefined) record({ kind: 'error', script: thrown, ...toError(read, 2) });
  const ended = numberIn(event, 'execution.result.');
  if (ended !== undefined) {
    clearTimeout(running.get(ended));
    record({ kind: 'ended', script: ended, ...toError(read, 1) });
  }
  const sending = numberIn(event, 'execution.request.');
  if (sending !== undefined) record({ kind: 'sends', script: sending });
}

/** The number of the script at the end of the name of an event. */
function numberIn(event: string, start: string): string | undefined {
  return event.startsWith(start) ? event.slice(start.length) : undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An error is an object, or a text. */
function toError(read: Reader, place: number): { readonly error?: string } {
  const error = read(place);
  if (error === null || error === undefined) return {};
  return { error: toText(error) ?? toText(read(place, 'message')) ?? NO_REASON };
}

function recordRequests(): void {
  const { ClientRequest } = process.getBuiltinModule('node:http');
  const prototype = ClientRequest.prototype as unknown as Record<'emit' | 'write' | 'end', Method>;
  const { emit, write, end } = prototype;
  const bodies = new WeakMap<ClientRequest, Buffer>();
  const done = new WeakSet<ClientRequest>();
  const started = new WeakMap<ClientRequest, number>();
  // The client ends a request that takes too long, which looks as if the server had.
  const isLate = (request: ClientRequest) => Date.now() - (started.get(request) ?? Date.now()) >= requestMs;
  const keep = (request: ClientRequest, chunk: unknown) => {
    if (typeof chunk !== 'string' && !Buffer.isBuffer(chunk)) return;
    const before = bodies.get(request) ?? Buffer.alloc(0);
    if (before.length < LONGEST_BODY) bodies.set(request, Buffer.concat([before, Buffer.from(chunk as string)]));
  };
  const finish = (request: ClientRequest, error?: string) => {
    if (done.has(request)) return;
    done.add(request);
    record({ kind: 'sent', ...toRecorded(request, bodies.get(request)), ...(error !== undefined && { error }) });
  };
  prototype.emit = function (event, ...args) {
    if (event === 'response') finish(this);
    if (event === 'error') {
      const message = String((args[0] as Error | undefined)?.message ?? 'no reason given');
      finish(this, isLate(this) ? 'ESOCKETTIMEDOUT' : message);
    }
    return emit.call(this, event, ...args);
  };
  prototype.write = function (...args) {
    keep(this, args[0]);
    return write.apply(this, args);
  };
  prototype.end = function (...args) {
    started.set(this, Date.now());
    keep(this, args[0]);
    return end.apply(this, args);
  };
}

function toRecorded(request: ClientRequest, body: Buffer | undefined): RecordedRequest {
  const headers = request
    .getRawHeaderNames()
    .flatMap((name) => [request.getHeader(name) ?? []].flat().map((value) => [name, String(value)] as const));
  const host = String(request.getHeader('host') ?? request.host);
  const text = body?.toString('utf8', 0, LONGEST_BODY) ?? '';
  return { method: request.method, url: `${request.protocol}//${host}${request.path}`, headers, body: text };
}

/**
 * Each request gets a connection of its own. A server may close a kept one at any time, and where no response comes, this client runs no
 * script that could send the request again.
 */
function closeConnections(): void {
  const { Agent } = process.getBuiltinModule('node:http');
  (Agent.prototype as unknown as { keepSocketAlive: () => boolean }).keepSocketAlive = () => false;
}

function loadBounds(): void {
  const loader = process.getBuiltinModule('node:module') as unknown as {
    _load(path: string, parent: null, isMain: boolean): void;
  };
  const bounds = __filename.endsWith('.cts') ? 'bounds.cts' : 'bounds.cjs';
  loader._load(process.getBuiltinModule('node:path').join(__dirname, bounds), null, true);
}
