/** One HTTP request of `doctor`: directly or by a proxy, with a time limit, and no redirect followed. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { proxyFor } from '../../core/proxy.ts';
import { bodyOf, requestBy, serverName, tunnel, tunnelled } from '../../load/tunnel.ts';

/** How requests are sent. */
export interface Wire {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For each request. */
  readonly timeoutMs: number;
  /** PEM texts of the client certificate. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer };
  readonly signal: AbortSignal;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** At most `MOST` bytes of it. */
  readonly text: string;
  /** Until the headers, in milliseconds. */
  readonly ms: number;
}

/** So much of a body is read. */
const MOST = 256_000;

/** Send a request. Rejects with what Node says of a network fault. */
export async function send(request: Request, wire: Wire): Promise<Received> {
  const signal = AbortSignal.any([wire.signal, AbortSignal.timeout(wire.timeoutMs)]);
  const started = performance.now();
  try {
    const outgoing = await open(request, wire, signal);
    outgoing.end(request.body);
    const [incoming] = (await once(outgoing, 'response', { signal })) as [IncomingMessage];
    const ms = performance.now() - started;
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, text: await textOf(bodyOf(incoming)), ms };
  } catch (error) {
    if (signal.aborted && !wire.signal.aborted) throw new Error('ETIMEDOUT');
    throw error;
  }
}

async function open({ method, url, headers, body }: Request, wire: Wire, signal: AbortSignal) {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const all = {
    Accept: 'application/json',
    'Accept-Encoding': 'identity',
    'User-Agent': 'postman-contract doctor',
    ...headers,
    ...length,
  };
  const options = { method, headers: all, agent: false as const, signal };
  const { proxy } = proxyFor(url, wire.env);
  if (url.protocol !== 'https:') return proxy ? requestBy(proxy, url, options) : httpRequest(url, options);
  const { certificate } = wire;
  const socket = proxy && (await tunnel(proxy, url, signal));
  const tls = { ...certificate, servername: serverName(url) };
  return httpsRequest(url, { ...options, ...tls, ...(socket && tunnelled(socket, url, certificate)) });
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MOST) break;
  }
  body.destroy();
  return Buffer.concat(chunks).toString('utf8');
}
