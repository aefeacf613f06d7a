import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import type { Certified } from '../../helpers/certificate.ts';

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const CHUNK = Buffer.alloc(65_536, ' ');

/** Bytes that unpack to `size` spaces. */
const PACKED = {
  gzip: (size: number) => gzipSync(Buffer.alloc(size, ' ')),
  deflate: (size: number) => deflateSync(Buffer.alloc(size, ' ')),
  br: (size: number) =>
    brotliCompressSync(Buffer.alloc(size, ' '), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
} as const;

/**
 * Responds with too much, by path: `/endless`, `/gzip`, `/deflate`, `/br`, `/announced` and `/large` of `size` bytes, `/drip` for
 * ever, and `/drip-headers`. Anything else is `{"ok":true}`.
 */
export function tooMuch(size: number): RequestListener {
  return (request, response) => {
    request.resume();
    const path = request.url ?? '';
    const packed = (['gzip', 'deflate', 'br'] as const).find((encoding) => path === `/${encoding}`);
    if (packed) return void response.writeHead(200, { 'Content-Encoding': packed }).end(PACKED[packed](size));
    switch (path) {
      case '/endless':
        return endless(response);
      case '/announced':
        return void response.writeHead(200, { 'Content-Length': size }).end(Buffer.alloc(size, ' '));
      case '/large':
        response.writeHead(200);
        return void response.end(Buffer.alloc(size, ' '));
      case '/drip':
        response.writeHead(200);
        return every(200, response, () => response.write(' '));
      case '/drip-headers':
        request.socket.write('HTTP/1.1 200 OK\r\n');
        return every(200, response, () => request.socket.write('X'));
      default:
        return void response.end('{"ok":true}');
    }
  };
}

function endless(response: ServerResponse): void {
  response.writeHead(200);
  const fill = () => {
    while (!response.destroyed && response.write(CHUNK));
  };
  response.on('drain', fill);
  fill();
}

function every(ms: number, response: ServerResponse, act: () => void): void {
  const timer = setInterval(act, ms);
  response.on('close', () => clearInterval(timer));
}

/** A server for HTTP, or for HTTPS with a certificate. */
export async function listenOn(listener: RequestListener, certified?: Certified): Promise<Listening> {
  const server = certified ? createHttpsServer({ ...certified }, listener) : createHttpServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A server that does something to each connection once it has received a request. */
export async function listenRaw(act: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => act(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
