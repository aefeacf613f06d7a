/**
 * Texts for members and parameters whose schema says no more than that they are texts, by their names: a server that checks an `email` refuses
 * `text`. Nothing is asserted by them.
 */
import { isRecord, type Json } from '../core/json.ts';
import { accepts, type Judging } from './accepts.ts';
import { formatCandidates } from './sample-formats.ts';
import { plainText } from './sample-leaf.ts';

/** Names in lower case, without signs, by the format of their values. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['email', 'email emailaddress mail'],
      ['uri', 'url uri href website homepage'],
      ['phone-number', 'phone phonenumber mobile mobilenumber mobilephone telephone'],
      ['currency', 'currency currencycode'],
      ['iso-country-code', 'countrycode'],
      ['ipv4', 'ipaddress ipaddr'],
      ['hostname', 'hostname'],
      ['date', 'date startdate enddate birthdate dateofbirth birthday duedate expirydate'],
      [
        'date-time',
        'createdat updatedat modifiedat deletedat expiresat startedat finishedat completedat starttime endtime',
      ],
      ['uuid', 'uuid guid'],
    ] as const
  ).flatMap(([format, names]) => names.split(' ').map((name) => [name, format])),
);

/** Ends of names in several words: `billing_email`, `callbackUrl`. */
const ENDS: Readonly<Record<string, string>> = { email: 'email', url: 'uri', uri: 'uri', phone: 'phone-number' };

/** The format that a name suggests. */
export function formatOfName(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z\d]/g, '');
  if (Object.hasOwn(NAMES, plain)) return NAMES[plain];
  const [, end = ''] = /(?:[a-z\d](?=[A-Z])|[_.-])([A-Za-z]+)$/.exec(name) ?? [];
  const word = end.toLowerCase();
  return Object.hasOwn(ENDS, word) ? ENDS[word] : undefined;
}

interface Sampled {
  readonly number: number;
  readonly judging: Judging;
}

/** The text that the name suggests, in place of one that says nothing, where the schema takes it. */
export function textByName(name: string, value: Json, schema: unknown, { number, judging }: Sampled): Json {
  if (value !== plainText(number)) return value;
  const format = formatOfName(name);
  if (format === undefined || (isRecord(schema) && SAID.some((keyword) => schema[keyword] !== undefined))) return value;
  const [text] = formatCandidates(format, number, 0);
  return text !== undefined && accepts(text, schema, judging) ? text : value;
}

const SAID = ['example', 'examples', 'default', 'format'];
