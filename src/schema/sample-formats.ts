/** Texts of each format, for samples. */
import type { Schema } from './node.ts';

const NOON = Date.UTC(2024, 1, 29, 12);
const DAY = 24 * 60 * 60 * 1000;

const toTime = (number: number) => new Date(NOON + number * DAY).toISOString();
export const two = (number: number) => String(number).padStart(2, '0');

/** The sample with index `number` of each format. */
const FORMAT_SAMPLES: Readonly<Record<string, (number: number) => string>> = {
  date: (number) => toTime(number).slice(0, 10),
  'date-time': (number) => `${toTime(number).slice(0, 19)}Z`,
  time: (number) => `12:${two(number % 60)}:00Z`,
  duration: (number) => `P${number + 1}D`,
  email: (number) => `name${number || ''}@example.com`,
  'idn-email': (number) => `name${number || ''}@example.com`,
  hostname: (number) => `${number ? `host${number}.` : ''}example.com`,
  'idn-hostname': (number) => `${number ? `host${number}.` : ''}example.com`,
  ipv4: (number) => `192.0.2.${(number % 254) + 1}`,
  ipv6: (number) => `2001:db8::${(number + 1).toString(16)}`,
  uri: (number) => `https://example.com/${number || ''}`,
  'uri-reference': (number) => (number === 0 ? 'text' : `value-${two(number)}`),
  iri: (number) => `https://example.com/${number || ''}`,
  'iri-reference': (number) => (number === 0 ? 'text' : `value-${two(number)}`),
  uuid: (number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
  byte: (number) => Buffer.from(`sample${number || ''}`).toString('base64'),
  'json-pointer': (number) => `/${number}`,
  'relative-json-pointer': (number) => `${number}`,
  // Of https://spec.openapis.org/registry/format/, which no script judges.
  base64url: (number) => Buffer.from(`sample${number || ''}`).toString('base64url'),
  char: (number) => String.fromCodePoint(97 + (number % 26)),
  'date-time-local': (number) => toTime(number).slice(0, 19),
  decimal: (number) => `${number}.5`,
  decimal128: (number) => `${number}.5`,
  'http-date': (number) => new Date(NOON + number * DAY).toUTCString(),
  'media-range': (number) => (number === 0 ? 'text/plain' : `text/value-${two(number)}`),
  'sf-binary': (number) => `:${Buffer.from(`sample${number || ''}`).toString('base64')}:`,
  'sf-boolean': (number) => `?${(number + 1) % 2}`,
  'time-local': (number) => `12:${two(number % 60)}:00`,
  hex: (number) => Buffer.from(`sample${number || ''}`).toString('hex'),
  // Of no registry: texts of digits, and what many descriptions have.
  integer: (number) => `${number + 1}`,
  'google-duration': (number) => `${number + 1}s`,
  'phone-number': (number) => `+120255501${two(number % 100)}`,
  'iso-country-code': (number) => COUNTRIES[number % COUNTRIES.length] ?? 'FR',
  currency: (number) => CURRENCIES[number % CURRENCIES.length] ?? 'EUR',
};

const COUNTRIES = ['FR', 'DE', 'ES', 'IT', 'PT', 'BE', 'NL', 'PL'];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'PLN'];

/** Names that are no formats of a standard, for the same. */
const SAME_SAMPLES: Readonly<Record<string, string>> = {
  base64: 'byte',
  ...namedAlike('date-time', 'datetime dateTime iso-datetime google-datetime'),
  ...namedAlike('http-date', 'date-time-rfc1123'),
  ...namedAlike('decimal', 'double float'),
  ...namedAlike('uuid', 'guid'),
  ...namedAlike('integer', 'int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 number numeric'),
  ...namedAlike('ipv4', 'ip'),
  ...namedAlike('uri', 'url URL'),
  ...namedAlike('hostname', 'domain'),
  ...namedAlike('phone-number', 'phone'),
  ...namedAlike('currency', 'ISO4217'),
};

function namedAlike(format: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, format]));
}

/** https://json-schema.org/draft/2020-12/json-schema-validation#name-contentencoding */
const ENCODINGS: Readonly<Record<string, string>> = { base64: 'byte', base64url: 'base64url', base16: 'hex' };

const DAYS = ['2024-02-29', '2025-01-01', '1999-12-31'];

/** With fractions of seconds of the usual lengths, and one as long as needed, in both spellings of UTC. */
function ofTimes(least: number): readonly string[] {
  const fractions = ['', '.000', '.000000', '.000000000', `.${'0'.repeat(Math.max(1, least - 10))}`];
  return fractions.flatMap((fraction) => [`12:00:00${fraction}Z`, `12:00:00${fraction}+00:00`]);
}

/** Other texts of each format, for lengths and patterns: the short ones, and how a longer one is made. */
const FORMAT_VARIANTS: Readonly<Record<string, (least: number) => readonly string[]>> = {
  date: () => DAYS,
  'date-time': (least) => ofTimes(least).flatMap((time) => DAYS.map((day) => `${day}T${time}`)),
  time: ofTimes,
  duration: (least) => ['P1D', 'P1Y', 'PT1H', 'P1W', `P${'1'.repeat(Math.max(1, least - 2))}D`],
  email: (least) => ['a@b.co', `${'a'.repeat(Math.max(1, least - 12))}@example.com`],
  hostname: (least) => ['a', 'a.co', longHost(least)],
  ipv4: () => ['1.1.1.1', '192.168.100.100', '10.0.0.1', '172.16.0.1', '127.0.0.1'],
  ipv6: () => ['::', '::1', '2001:0db8:0000:0000:0000:0000:0000:0001', 'fe80::1', 'fd00::1'],
  uri: (least) => [
    'urn:example:a',
    'http://a.co',
    'http://a',
    'a:',
    `https://example.com/${'a'.repeat(Math.max(0, least - 20))}`,
  ],
  'uri-reference': (least) => ['', '/', `/${'a'.repeat(Math.max(0, least - 1))}`],
  byte: (least) => ['', 'YQ==', 'YWFh'.repeat(Math.ceil(least / 4))],
  'json-pointer': (least) => ['', '/a', `/${'a'.repeat(Math.max(0, least - 1))}`],
  'relative-json-pointer': (least) => ['0', `0/${'a'.repeat(Math.max(0, least - 2))}`],
  base64url: (least) => ['', 'YQ', 'YWFh'.repeat(Math.ceil(least / 4))],
  hex: (least) => ['', '61'.repeat(Math.ceil(least / 2))],
};

const SAME_VARIANTS: Readonly<Record<string, string>> = {
  'idn-email': 'email',
  'idn-hostname': 'hostname',
  iri: 'uri',
  'iri-reference': 'uri-reference',
};

function longHost(least: number): string {
  const label = 'a'.repeat(50);
  return `${`${label}.`.repeat(Math.ceil(Math.max(0, Math.min(least, 240) - 4) / 51))}com`.slice(-Math.max(least, 5));
}

/** The format of a text: by its name, or, where that says nothing of its characters, by its encoding. */
export function formatOf({ format, contentEncoding: encoding }: Schema): unknown {
  const own = typeof format === 'string' && Object.hasOwn(SAME_SAMPLES, format) ? SAME_SAMPLES[format] : format;
  const ofEncoding = typeof encoding === 'string' && Object.hasOwn(ENCODINGS, encoding) && ENCODINGS[encoding];
  return ofEncoding && !isKnownFormat(own) ? ofEncoding : own;
}

export function isKnownFormat(format: unknown): format is string {
  return typeof format === 'string' && Object.hasOwn(FORMAT_SAMPLES, format);
}

/** Texts of a format: the sample with this number, and then others. */
export function* formatCandidates(format: unknown, number: number, least: number): Generator<string> {
  if (!isKnownFormat(format)) return;
  const text = FORMAT_SAMPLES[format]?.(number);
  if (text !== undefined) yield text;
  const same = Object.hasOwn(SAME_VARIANTS, format) ? SAME_VARIANTS[format] : undefined;
  yield* FORMAT_VARIANTS[same ?? format]?.(least) ?? [];
}
