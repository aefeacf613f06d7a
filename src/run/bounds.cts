/**
 * Bounds every response that a client receives, inside of the client's process: Newman and the Postman CLI hold a whole response in
 * memory, unpacked, and neither has a limit. It is loaded before the client, and has no imports, so that both can load it.
 *
 * Newman's process requires it. The Postman CLI is a program of `pkg`, which runs this file instead of its own entry point where
 * the environment variable `PKG_EXECPATH` is the program itself; this file then loads the entry point.
 */

/** The limits, in `POSTMAN_CONTRACT_BOUNDS` as JSON. Without it, nothing is bounded. */
interface Bounds {
  /** The largest response, unpacked, in bytes. */
  readonly bodyBytes: number;
  /** The largest response of a token endpoint, unpacked, in bytes. */
  readonly tokenBytes: number;
  /** The longest time from a request to the last byte of its response, in milliseconds. */
  readonly responseMs: number;
}
type ClientRequest = import('node:http').ClientRequest;
type IncomingMessage = import('node:http').IncomingMessage;
type Readable = import('node:stream').Readable;
type Method = (this: ClientRequest, ...args: unknown[]) => unknown;
/** https://github.com/yao-pkg/pkg#snapshot-filesystem */
type Packaged = typeof process & { pkg?: { defaultEntrypoint: string; entrypoint: string } };

const given = process.env['POSTMAN_CONTRACT_BOUNDS'];
if (given !== undefined) boundResponses(JSON.parse(given) as Bounds);
startPackagedClient();

function boundResponses(bounds: Bounds): void {
  const { ClientRequest } = process.getBuiltinModule('node:http');
  const prototype = ClientRequest.prototype as unknown as Record<'emit' | 'write' | 'end', Method>;
  const { emit, write, end } = prototype;
  const tokenRequests = new WeakSet<ClientRequest>();
  const inspect = (request: ClientRequest, body: unknown) => {
    if (asksForToken(request, body)) tokenRequests.add(request);
  };
  prototype.emit = function (event, ...args) {
    // It refers to itself, and the Postman CLI then fails to write its report.
    if (event === 'error') delete (args[0] as { cert?: unknown }).cert;
    if (event === 'socket') endLate(this, bounds.responseMs);
    if (event === 'response') {
      const limit = tokenRequests.has(this)
        ? { bytes: bounds.tokenBytes, option: '' }
        : { bytes: bounds.bodyBytes, option: ' (--max-body)' };
      const response = args[0] as IncomingMessage;
      endLarge(this, response, limit);
      endStream(this, response, Math.min(STREAM_MS, bounds.responseMs / 2));
    }
    return emit.call(this, event, ...args);
  };
  prototype.write = function (...args) {
    inspect(this, args[0]);
    return write.apply(this, args);
  };
  prototype.end = function (...args) {
    inspect(this, args[0]);
    return end.apply(this, args);
  };
}

/** Whether a request names a grant, as each does to a token endpoint. https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2 */
function asksForToken(request: ClientRequest, body: unknown): boolean {
  const start = typeof body === 'string' || Buffer.isBuffer(body) ? body.toString('latin1', 0, 4096) : '';
  return /\bgrant_type\b/.test(`${request.path} ${start}`);
}

interface Limit {
  readonly bytes: number;
  readonly option: string;
}

/**
 * Count what a response, and each stream into which it is piped, such as one that unpacks it, delivers. Above the limit, the
 * request ends with an error.
 */
function endLarge(request: ClientRequest, response: IncomingMessage, { bytes, option }: Limit): void {
  const streams: Readable[] = [];
  const stop = (size: string) => {
    for (const stream of streams) stream.push = () => false;
    fail(request, toProblem(`larger than ${sizeInWords(bytes)}${option}${size}`));
    for (const stream of streams) stream.destroy();
  };
  const follow = (stream: Readable) => {
    const push = stream.push.bind(stream);
    const pipe = stream.pipe.bind(stream);
    let size = 0;
    streams.push(stream);
    stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
      size += Buffer.isBuffer(chunk) ? chunk.length : 0;
      if (size <= bytes) return push(chunk, encoding);
      stop('');
      return false;
    };
    stream.pipe = ((to: NodeJS.WritableStream, options?: { end?: boolean }) => {
      if ('push' in to) follow(to as unknown as Readable);
      requireEnd(to);
      return pipe(to, options);
    }) as typeof pipe;
  };
  follow(response);
  response.once('end', () => {
    clearTimeout(timers.get(request));
    // The Postman CLI keeps the connection of a request with a file, and would wait for its end. One that is used again is waited for.
    request.socket?.unref();
  });
  // The Postman CLI takes a response that is cut off for a complete one.
  response.once('close', () => {
    if (!response.complete) fail(request, { message: 'aborted', code: 'ECONNRESET' });
  });
  const announced = request.method === 'HEAD' ? 0 : Number(response.headers['content-length'] ?? 0);
  if (announced > bytes) setImmediate(stop, `: ${sizeInWords(announced)}`);
}

/** A stream of zlib, or one that makes one for its first bytes, as for `deflate`. */
interface Unpacking {
  _finishFlushFlag?: number;
  options?: { finishFlush?: number };
}

/**
 * Have a stream that unpacks a body fail where the body is cut off: the clients ask zlib to take what has come. A body without any byte is
 * not packed, whatever its header says.
 */
function requireEnd(to: NodeJS.WritableStream): void {
  const { constants, BrotliDecompress } = process.getBuiltinModule('node:zlib');
  // Its flags are others, and it looks for the end by itself.
  if (to instanceof BrotliDecompress) return;
  const write = to.write.bind(to) as (...args: unknown[]) => boolean;
  to.write = (...args: unknown[]) => {
    const unpacking = to as unknown as Unpacking;
    const isEmpty = (args[0] as { length?: number }).length === 0;
    if (unpacking._finishFlushFlag === constants.Z_SYNC_FLUSH && !isEmpty)
      unpacking._finishFlushFlag = constants.Z_FINISH;
    if (unpacking.options?.finishFlush === constants.Z_SYNC_FLUSH) unpacking.options.finishFlush = constants.Z_FINISH;
    return write(...args);
  };
}

/** How long events and lines of JSON are waited for, in milliseconds from the header of the response. */
const STREAM_MS = 5000;
/** The file in the working directory with a line for each stream that was ended. `bounds-file.ts` reads it. */
const ENDED = 'ended-streams';
const STREAMS = /^(text\/event-stream|application\/(x-)?(ndjson|jsonl|json-?lines|json-seq|stream\+json))\b/i;

/**
 * End a stream at the end of a line: many have no end, and a client would wait for it until the run is over. What has come is judged.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
function endStream(request: ClientRequest, response: IncomingMessage, ms: number): void {
  const { 'content-type': type = '', 'content-encoding': encoding } = response.headers;
  if (!STREAMS.test(type) || encoding !== undefined || request.method === 'HEAD') return;
  const push = response.push.bind(response);
  let isLate = false;
  let isLineEnd = true;
  const end = () => {
    response.complete = true;
    push(null);
    request.destroy();
    process
      .getBuiltinModule('node:fs')
      .appendFileSync(ENDED, `${request.method} ${request.path.replace(/\?.*/, '')}\n`);
  };
  response.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (!Buffer.isBuffer(chunk)) return push(chunk, encoding);
    const size = Math.max(chunk.lastIndexOf('\n'), chunk.lastIndexOf('\r')) + 1;
    isLineEnd = size === chunk.length;
    if (!isLate || size === 0) return push(chunk, encoding);
    push(chunk.subarray(0, size));
    response.push = () => false;
    setImmediate(end);
    return false;
  };
  const timer = setTimeout(() => {
    isLate = true;
    if (isLineEnd && !response.complete) end();
  }, ms);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
}

/** The client's limit counts from the last byte, so that a server that sends one byte at a time would never reach it. */
function endLate(request: ClientRequest, ms: number): void {
  const timer = setTimeout(() => fail(request, toProblem(`not complete after ${ms / 1000} s`)), ms);
  // A request with a file that is answered early does not close, and the process must not wait for it.
  timer.unref();
  timers.set(request, timer);
  request.once('close', () => clearTimeout(timer));
}

const timers = new WeakMap<ClientRequest, NodeJS.Timeout>();

/** The clients report `message`; scripts of a collection report `code`. */
interface Problem {
  readonly message: string;
  readonly code: string;
}

function toProblem(what: string): Problem {
  return { message: `The response is ${what}.`, code: `a response ${what}` };
}

const failed = new WeakSet<ClientRequest>();

function fail(request: ClientRequest, { message, code }: Problem): void {
  if (failed.has(request)) return;
  failed.add(request);
  const error = Object.assign(new Error(message), { code });
  // An error that `destroy` is given after the response has begun does not reach the client.
  if (request.listenerCount('error') > 0) request.emit('error', error);
  request.destroy();
}

function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e5) / 10} MB`;
}

function startPackagedClient(): void {
  const { pkg } = process as Packaged;
  if (!pkg) return;
  process.getBuiltinModule('node:fs').writeFileSync('bounds-are-set', '');
  process.argv[1] = pkg.defaultEntrypoint;
  pkg.entrypoint = pkg.defaultEntrypoint;
  const loader = process.getBuiltinModule('node:module') as unknown as {
    _load(path: string, parent: null, isMain: boolean): void;
  };
  loader._load(pkg.defaultEntrypoint, null, true);
}
