/** Ways to write the same answer, each of which HTTP or JSON allows. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Answer, toHeaders, type Wire } from './kit.ts';

const ENCODERS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

/** In a content coding. A body of no bytes is not encoded. */
export function encoded(coding: keyof typeof ENCODERS): Wire {
  return ({ status, headers, body }, outgoing) => {
    const bytes = Buffer.from(body);
    if (bytes.length === 0) return void outgoing.writeHead(status, toHeaders(headers)).end();
    const packed = ENCODERS[coding](bytes);
    const more = { 'Content-Encoding': coding, Vary: 'Accept-Encoding', 'Content-Length': packed.length };
    outgoing.writeHead(status, { ...toHeaders(headers), ...more }).end(packed);
  };
}

export const inChunks: Wire = ({ status, headers, body }, outgoing) => {
  outgoing.writeHead(status, toHeaders(headers));
  const bytes = Buffer.from(body);
  for (let start = 0; start < bytes.length; start += 7) outgoing.write(bytes.subarray(start, start + 7));
  outgoing.end();
};

/** As HTTP/1.0 does: the end of the connection is the end of the body. */
export const untilClosed: Wire = ({ status, headers, body }, outgoing) => {
  outgoing.useChunkedEncodingByDefault = false;
  outgoing.shouldKeepAlive = false;
  outgoing.removeHeader('Transfer-Encoding');
  outgoing.writeHead(status, toHeaders(headers));
  outgoing.end(body.length === 0 ? undefined : Buffer.from(body));
};

/** After each third answer the connection is closed, without a word before. */
export const closingAtTimes: Wire = ({ status, headers, body }, outgoing, { earlier }) => {
  const { socket } = outgoing;
  outgoing.writeHead(status, toHeaders(headers)).end(Buffer.from(body), () => {
    if (earlier % 3 === 2) socket?.end();
  });
};

/** A connection that was kept open is closed just when its fifth request, one that is safe to repeat, begins. */
export const closingUnderARequest: Wire = ({ status, headers, body }, outgoing, { earlier, method }) => {
  if (earlier === 4 && method === 'GET') return void outgoing.socket?.destroy();
  outgoing.writeHead(status, toHeaders(headers)).end(Buffer.from(body));
};

/** Each answer takes 300 ms. */
export const slowly: Wire = async ({ status, headers, body }, outgoing) => {
  await new Promise((done) => setTimeout(done, 300));
  outgoing.writeHead(status, toHeaders(headers)).end(Buffer.from(body));
};

/** Two informational answers come first. */
export const afterHints: Wire = ({ status, headers, body }, outgoing) => {
  outgoing.writeProcessing();
  outgoing.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
  outgoing.writeHead(status, toHeaders(headers)).end(Buffer.from(body));
};

/** A status line without a reason, no Date, and a field after the body, if there is one. */
export const withTrailers: Wire = ({ status, headers, body }, outgoing) => {
  outgoing.sendDate = false;
  if (body.length === 0) return void outgoing.writeHead(status, '', toHeaders(headers)).end();
  outgoing.writeHead(status, '', { ...toHeaders(headers), Trailer: 'X-Digest' });
  outgoing.write(Buffer.from(body));
  outgoing.addTrailers({ 'X-Digest': 'c0ffee' });
  outgoing.end();
};

/** The names of all fields in one case. */
export function namesIn(change: 'toLowerCase' | 'toUpperCase'): Wire {
  return ({ status, headers, body }, outgoing) => {
    const named = Object.entries(toHeaders(headers)).map(([name, value]) => [name[change](), value] as const);
    outgoing.writeHead(status, Object.fromEntries(named)).end(Buffer.from(body));
  };
}

/** `{"a":1,"b":2}` -> `{"b":2,"a":1}`, at each level. */
export function reversed(text: string): string {
  return JSON.stringify(reverse(JSON.parse(text)));
}

function reverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverse);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reverse(member)]),
  );
}

/** Each object of a JSON answer with members that nobody described. */
export function withMore(made: Answer): Answer {
  if (!/json/i.test(String(made.headers['Content-Type'])) || made.body.length === 0) return made;
  const add = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(add);
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value).map(([name, member]) => [name, add(member)] as const);
    return { ...Object.fromEntries(members), _extra: [1, { deep: null }], 'x y': 'z', constructor: 1, '': 0 };
  };
  return { ...made, body: JSON.stringify(add(JSON.parse(String(made.body)))) };
}

/** White space wherever JSON allows it. */
export function padded(text: string): string {
  return `\r\n\t ${JSON.stringify(JSON.parse(text), undefined, '\t ')} \n\n`;
}

/** Each character outside of ASCII, and each slash, as an escape. */
export function escaped(text: string): string {
  return text
    .replace(/[^ -~\s]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}
