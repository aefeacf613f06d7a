/** What the correct servers of this folder share: a request, an answer, how it is written, and a port. Nothing of `src/` is in it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as a server sees it. `path` has no query and is not decoded. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** How many requests its connection carried before. */
  readonly earlier: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

export type Handler = (asked: Asked) => Answer;

/** Writes an answer. By default with a Content-Length, on a connection that stays open. */
export type Wire = (answer: Answer, outgoing: ServerResponse, asked: Asked) => void | Promise<void>;

export interface Served {
  readonly handle: Handler;
  readonly wire?: Wire;
}

/** One odd behaviour of an otherwise plain server, and what allows it. */
export interface Variant {
  readonly name: string;
  /** The section of a standard, or the part of the description, that makes it right. */
  readonly allows: string;
  /** A server with a state of its own: each run starts with a new one. */
  readonly server: () => Served;
  /** Whether requests that change something are sent. Default: only those that must be refused. */
  readonly writes?: 'all';
  /** Whether its data change while they are read. */
  readonly moves?: true;
}

/** A server that breaks its description, and an assertion that must fail for it. */
export interface Broken {
  readonly name: string;
  readonly server: () => Served;
  readonly assertion: string;
}

/** A description, the servers that keep to it, and one that does not. */
export interface Family {
  /** The name of its description in this folder, without `.openapi.yaml`. */
  readonly name: string;
  /** The values of the collection's variables for credentials. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The path of the base URL, such as `/v2`. */
  readonly basePath?: string;
  /** The path of the token endpoint, outside of the base URL. */
  readonly tokenPath?: string;
  readonly variants: readonly Variant[];
  readonly broken: Broken;
}

export function answer(status: number, type: string, body: string | Buffer, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'Content-Type': type, ...headers }, body };
}

export function json(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  return answer(status, 'application/json', JSON.stringify(value), headers);
}

/** https://www.rfc-editor.org/rfc/rfc9457 */
export function problem(status: number, title: string, headers: Answer['headers'] = {}): Answer {
  return answer(status, 'application/problem+json', JSON.stringify({ title, status }), headers);
}

export function nothing(status: number, headers: Answer['headers'] = {}): Answer {
  return { status, headers, body: '' };
}

/** The value of a JSON body; `undefined` where it is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Change each answer of a server whose body is JSON, as text. */
export function rewriting(handle: Handler, change: (text: string, asked: Asked) => string): Handler {
  return changing(handle, (made, asked) =>
    /json/i.test(String(made.headers['Content-Type'])) ? { ...made, body: change(String(made.body), asked) } : made,
  );
}

export function changing(handle: Handler, change: (made: Answer, asked: Asked) => Answer): Handler {
  return (asked) => change(handle(asked), asked);
}

/** `"42"` -> 42, from 1 to `most`; otherwise `undefined`. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  return /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
}

const plainly: Wire = ({ status, headers, body }, outgoing) => {
  const bytes = Buffer.from(body);
  const hasNone = status === 204 || status === 304;
  outgoing.writeHead(status, { ...toHeaders(headers), ...(!hasNone && { 'Content-Length': bytes.length }) }).end(bytes);
};

export function toHeaders(headers: Answer['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

/** An escape that is none, as in `/50%`, is refused. */
function answerOf(handle: Handler, asked: Asked): Answer {
  try {
    return handle(asked);
  } catch (error) {
    if (error instanceof URIError) return nothing(400);
    throw error;
  }
}

/** Serve on a free port of this machine. A connection that stays open is not closed for being idle. */
export async function serve({ handle, wire = plainly }: Served) {
  const earlier = new WeakMap<object, number>();
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '/', headers, socket } = incoming;
    const [path = '/', query = ''] = url.split(/\?(.*)/s);
    const before = earlier.get(socket) ?? 0;
    earlier.set(socket, before + 1);
    const body = await text(incoming);
    const asked = { method, path, query: new URLSearchParams(query), headers, body, earlier: before };
    await wire(answerOf(handle, asked), outgoing, asked);
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
