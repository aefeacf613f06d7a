/** Why there is no response, in sentences: clients report the words of Node, OpenSSL and zlib. */

/** What a fault says of the server. `unreachable`: it got no request. `lost`: the connection broke. `bounds`: see `bounds.cts`. */
export type NetworkCause = 'unreachable' | 'lost' | 'silent' | 'unreadable' | 'bounds' | 'other';

export interface NetworkFault {
  readonly cause: NetworkCause;
  /** A sentence with a full stop. */
  readonly sentence: string;
}

interface Known {
  readonly cause: NetworkCause;
  /** The message of a client, or the code, which is all that scripts of a collection report. */
  readonly words: RegExp;
  /** Places such as `$1` are groups of `words`. */
  readonly sentence: string;
}

const KNOWN: readonly Known[] = [
  { cause: 'bounds', words: /^The response is (?:larger than|not complete after) .*\.$/, sentence: '$&' },
  { cause: 'bounds', words: /^a (response (?:larger than|not complete after) .*)$/, sentence: 'Its $1.' },
  { cause: 'unreachable', words: /^connect ECONNREFUSED (\S+)$/, sentence: 'The connection to $1 was refused.' },
  { cause: 'unreachable', words: /^ECONNREFUSED$/, sentence: 'The connection was refused.' },
  { cause: 'unreachable', words: /^getaddrinfo ENOTFOUND (\S+)$/, sentence: 'There is no host named $1.' },
  { cause: 'unreachable', words: /^ENOTFOUND$/, sentence: 'There is no host of that name.' },
  { cause: 'unreachable', words: /EAI_AGAIN/, sentence: 'The name of the host could not be looked up now.' },
  { cause: 'unreachable', words: /E(?:HOST|NET)UNREACH/, sentence: 'There is no network route to the server.' },
  {
    cause: 'unreachable',
    words: /EADDRNOTAVAIL|EACCES|EPERM/,
    sentence: 'This machine does not allow the connection.',
  },
  {
    cause: 'unreachable',
    words: /^connect ETIMEDOUT ?(.*)$|UND_ERR_CONNECT_TIMEOUT|^Connect Timeout/,
    sentence: 'No connection could be made in time.',
  },
  {
    cause: 'unreachable',
    words: /^(?:tunneling socket could not be established.*)$/,
    sentence: 'The HTTP proxy made no connection ($&).',
  },
  {
    cause: 'unreachable',
    words: /wrong version number|packet length too long|http request|record layer failure/,
    sentence: 'The server does not speak TLS there. Is it an http URL?',
  },
  {
    cause: 'unreachable',
    words: /before secure TLS connection was established/,
    sentence: 'The server closed the connection during the TLS handshake.',
  },
  {
    cause: 'unreachable',
    words: /certificate has expired|CERT_HAS_EXPIRED/,
    sentence: 'The certificate of the server has expired.',
  },
  {
    cause: 'unreachable',
    words: /does not match certificate's altnames|ERR_TLS_CERT_ALTNAME_INVALID/,
    sentence: 'The certificate of the server is for another host.',
  },
  {
    cause: 'unreachable',
    words: /certificate|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|SSL Error/,
    sentence:
      'The certificate of the server is not trusted. NODE_EXTRA_CA_CERTS can name a file of certificates to trust.',
  },
  { cause: 'unreachable', words: /EPROTO|SSL routines/, sentence: 'The TLS handshake failed.' },
  { cause: 'lost', words: /^aborted$/, sentence: 'The server closed the connection before the response was complete.' },
  {
    cause: 'lost',
    words: /ECONNRESET|EPIPE|^socket hang up$|^other side closed$/,
    sentence: 'The server closed the connection without a response.',
  },
  { cause: 'silent', words: /^E(?:SOCKET)?TIMEDOUT$/, sentence: 'The server was silent for too long.' },
  {
    cause: 'unreadable',
    words: /Header overflow|HPE_HEADER_OVERFLOW/,
    sentence: 'The headers of the response are too large.',
  },
  { cause: 'unreadable', words: /^Parse Error.*$|^HPE_\w+$/, sentence: 'The response is not HTTP ($&).' },
  {
    cause: 'unreadable',
    words:
      /^(?:incorrect header check|unexpected end of file|invalid (?:block type|stored block lengths|distance.*|code lengths set|bit length repeat|literal.*)|incorrect (?:data|length) check|unknown compression method|Decompression failed|Z_\w+_ERROR|ERR_?_?(?:BROTLI\w*|ZSTD\w*)?FORMAT\w*)$/,
    sentence: 'The response cannot be unpacked as its Content-Encoding says ($&).',
  },
];

/** The fault for the message of a client, or for an error code. Words that are not known stay as they are. */
export function toNetworkFault(text: string): NetworkFault {
  const known = KNOWN.find(({ words }) => words.test(text));
  if (!known) return { cause: 'other', sentence: text };
  const match = known.words.exec(text)?.[0] ?? text;
  return { cause: known.cause, sentence: match.replace(known.words, known.sentence) };
}

/** A message of a script that ends in an error code, such as `no response from https://… (ECONNREFUSED)`, with the sentence instead. */
export function withSentence(message: string): string {
  const [, before, code] = /^(no response from \S+) \((.+)\)$/.exec(message) ?? [];
  return before === undefined || code === undefined ? message : `${before}: ${toNetworkFault(code).sentence}`;
}
