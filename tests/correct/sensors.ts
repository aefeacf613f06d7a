/** Sensors: pages by cursor, a password, times, numbers and formats. Bodies are made as texts, since JSON.stringify would spell numbers its way. */
import {
  type Answer,
  type Asked,
  answer,
  changing,
  type Family,
  type Handler,
  json,
  parsed,
  rewriting,
  wholeNumber,
} from './kit.ts';
import * as wire from './wire.ts';

const USER = 'station 7';
const PASSWORD = 'p:ß wörd';
const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
const MOST = 20;

/** A sensor as JSON, since the spelling of its numbers counts, and its id as its digits. */
interface Sensor {
  readonly id: string;
  readonly text: string;
}

function reading(at: string, value: string, more = ''): string {
  return `{"at":"${at}","value":${value}${more}}`;
}

function sensor(id: string, members: readonly string[] = [], last = reading('2024-05-01T10:00:00Z', '21.5')): Sensor {
  return { id, text: `{${[`"id":${id}`, '"installed":"2024-02-29"', `"last":${last}`, ...members].join()}}` };
}

const SENSORS_IN_ORDER = Array.from({ length: 23 }, (_, index) =>
  sensor(String(index + 1), [`"room":"Room ${index % 3}"`]),
);

interface Habits {
  readonly data: readonly Sensor[];
  readonly readings: readonly string[];
  /** How many sensors a page has, of a limit and a cursor. */
  readonly size: (limit: number, cursor: string | null) => number;
  /** The cursor of a page that starts there, after a page of a cursor. */
  readonly toCursor: (start: number, cursor: string | null) => string;
  readonly fromCursor: (cursor: string) => number | undefined;
  /** The end of the envelope of a last page. */
  readonly atEnd: string;
  /** Whether a full last page has a cursor, which leads to an empty one. */
  readonly emptyEnd: boolean;
  readonly added: (text: string) => Answer;
  readonly refusal: Answer;
}

const HABITS: Habits = {
  data: SENSORS_IN_ORDER,
  readings: [reading('2024-05-01T10:00:00Z', '21.5', ',"count":3'), reading('2024-05-01T10:05:00Z', '21.75')],
  size: (limit) => Math.min(limit, MOST),
  toCursor: (start) => Buffer.from(`after:${start}`).toString('base64'),
  fromCursor: (cursor) => {
    const start = Buffer.from(cursor, 'base64').toString();
    return /^after:\d+$/.test(start) ? Number(start.slice(6)) : undefined;
  },
  atEnd: ',"next_cursor":null',
  emptyEnd: false,
  added: (text) => answer(201, 'application/json', text),
  refusal: { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="sensors", charset="UTF-8"' }, body: '' },
};

const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function isTime(text: unknown): text is string {
  return (
    typeof text === 'string' && TIME.test(text) && !Number.isNaN(Date.parse(text.toUpperCase().replace(/:60/, ':59')))
  );
}

function error(status: number, text: string): Answer {
  return json(status, { error: text });
}

function sensors(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  const { data } = habits;
  let readings = [...habits.readings];

  function list({ query }: Asked): Answer {
    const cursor = query.get('cursor');
    const start = cursor === null ? 0 : habits.fromCursor(cursor);
    const limit = wholeNumber(query.get('limit') ?? '20', 1, 1e9);
    if (start === undefined || limit === undefined) return error(400, 'A parameter is wrong');
    const end = start + habits.size(limit, cursor);
    const hasNext = end < data.length || (habits.emptyEnd && start < data.length);
    const items = data.slice(start, end).map(({ text }) => text);
    const next = hasNext ? `,"next_cursor":${JSON.stringify(habits.toCursor(end, cursor))}` : habits.atEnd;
    return answer(200, 'application/json', `{"items":[${items.join()}]${next}}`);
  }

  function add(body: string): Answer {
    const { at, value, count = 0, text = '' } = Object(parsed(body)) as Record<string, unknown>;
    const isRight = isTime(at) && typeof value === 'number' && Number.isInteger(count) && typeof text === 'string';
    if (!isRight) return error(400, 'The reading is wrong');
    readings = [...readings, body];
    return habits.added(body);
  }

  return (asked) => {
    const { method, path, headers, query } = asked;
    const [, id, below] = /^\/sensors(?:\/([^/]+)(\/readings)?)?$/.exec(path) ?? ['', path];
    const allowed = below ? ['GET', 'POST'] : ['GET'];
    if (!path.startsWith('/sensors')) return error(404, 'No such path');
    if (headers.authorization !== BASIC) return habits.refusal;
    if (!allowed.includes(method)) return { ...error(405, 'Not allowed'), headers: { Allow: allowed.join(', ') } };
    if (id === undefined) return list(asked);
    if (!/^\d{1,19}$/.test(id)) return error(400, 'An id is a number');
    const found = data.find((candidate) => candidate.id === id);
    if (!found) return error(404, 'No such sensor');
    if (!below) return answer(200, 'application/json', found.text);
    if (method === 'POST')
      return headers['content-type']?.startsWith('application/json') ? add(asked.body) : error(415, 'JSON only');
    if (['from', 'to'].some((name) => query.has(name) && !isTime(query.get(name))))
      return error(400, 'A time is wrong');
    return answer(200, 'application/json', `[${readings.join()}]`);
  };
}

/** The same server with other sensors, whose last reading is at these times. */
function at(...times: readonly string[]) {
  return {
    data: times.map((time, index) => sensor(String(index + 1), [], reading(time, '1'))),
    readings: times.map((time) => reading(time, '1')),
  };
}

/** The same server with these numbers, and with counts. */
function valued(...numbers: readonly string[]) {
  const counts = ['3.0', '3e0', '-0', '300e-2'];
  return {
    data: numbers.map((number, index) => sensor(String(index + 1), [], reading('2024-05-01T10:00:00Z', number))),
    readings: numbers.map((number, index) => reading('2024-05-01T10:00:00Z', number, `,"count":${counts[index % 4]}`)),
  };
}

export const SENSORS: Family = {
  name: 'sensors',
  credentials: { username: USER, password: PASSWORD },
  variants: [
    {
      name: 'the plain server of the family, with readings that are added',
      allows: 'its description',
      server: () => ({ handle: sensors() }),
      writes: 'all',
    },
    {
      name: 'times in other zones, with +05:30, -00:00 and +14:00, and in lower case',
      allows: 'RFC 3339 sections 4.3 and 5.6, whose first note allows t and z',
      server: () => ({
        handle: sensors(
          at(
            '2024-05-01T15:30:00+05:30',
            '2024-05-01T10:00:00-00:00',
            '2024-05-02T00:00:00+14:00',
            '2024-05-01t10:00:00z',
            '2024-05-01t10:00:00.5+01:00',
          ),
        ),
      }),
    },
    {
      name: 'times at the edges: years 0 and 9999, the 29th of February, leap seconds, nine digits of a second',
      allows: 'RFC 3339 sections 1, 5.6 and 5.7',
      server: () => ({
        handle: sensors(
          at(
            '0001-01-01T00:00:00Z',
            '0000-01-01T00:00:00Z',
            '9999-12-31T23:59:59.999Z',
            '2000-02-29T00:00:00Z',
            '2016-12-31T23:59:60Z',
            '2016-12-31T15:59:60-08:00',
            '1990-12-31T23:59:60.25Z',
            '2024-05-01T10:00:00.123456789Z',
            '2024-05-01T10:00:00.0Z',
          ),
        ),
      }),
    },
    {
      name: 'numbers as 1.0, 1e2, -0, 1E-7 and with thirty digits, and whole numbers as 3.0 and 300e-2',
      allows: 'RFC 8259 section 6; JSON Schema 2020-12 (core) section 4.2.3: a number without a fraction is an integer',
      server: () => ({
        handle: sensors(
          valued(
            '1.0',
            '1e2',
            '-0',
            '-0.0',
            '1E-7',
            '0.1000000000000000055511151231257',
            '123456789012345678901234567890',
            '1.7976931348623157e308',
            '5e-324',
            '10.50',
          ),
        ),
      }),
    },
    {
      name: 'ids beyond 2^53',
      allows: 'the schema: int64; RFC 8259 section 6 sets no limit to numbers',
      server: () => ({
        handle: sensors({
          data: ['9007199254740993', '9007199254740995', '9223372036854775807', '1152921504606846977'].map((id) =>
            sensor(id),
          ),
        }),
      }),
      writes: 'all',
    },
    {
      name: 'members that are null, and others that are absent',
      allows: 'the schema: owner, room and last may be null, and only three members are required',
      server: () => ({
        handle: sensors({
          data: [
            sensor('1', ['"owner":null', '"room":null'], 'null'),
            sensor('2', [], 'null'),
            sensor('3', ['"owner":"a@b.example"', '"room":""']),
          ],
        }),
      }),
    },
    {
      name: 'formats in their rarer spellings',
      allows:
        'RFC 4291 section 2.2, RFC 1123 section 2.1, RFC 9562 section 4, RFC 3986, RFC 3339 appendix A, RFC 5321 section 4.1.2',
      server: () => ({
        handle: sensors({
          data: [
            [
              '"address":"::"',
              '"host":"xn--bcher-kva.example"',
              '"serial":"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"',
              '"manual":"urn:isbn:0451450523"',
              '"interval":"P4W"',
              '"wakes":"23:59:60Z"',
            ],
            [
              '"address":"::ffff:192.0.2.128"',
              '"host":"3com.example"',
              '"serial":"00000000-0000-0000-0000-000000000000"',
              '"manual":"mailto:a@b.example"',
              '"interval":"P1Y2M3DT4H5M6S"',
              '"wakes":"07:00:00.5+05:30"',
            ],
            [
              '"address":"2001:DB8::1"',
              '"host":"a"',
              '"manual":"http://[::1]:8080/a%20b?c#d"',
              '"interval":"PT0S"',
              '"owner":"o\'brien+tag@sub.example"',
            ],
            ['"address":"1:2:3:4:5:6:7::"', '"manual":"tel:+33-1"', '"owner":"\\"john doe\\"@example.org"'],
          ].map((members, index) => sensor(String(index + 1), members)),
        }),
      }),
    },
    {
      name: 'short pages, and one in the middle that is empty',
      allows: 'the description: a page may be shorter than its limit although more follow',
      server: () => ({
        handle: sensors({
          size: (limit, cursor) => (cursor === 'full 3' ? 0 : Math.min(limit, 3)),
          toCursor: (start, cursor) => (cursor === 'full 3' ? 'after nothing 3' : `full ${start}`),
          fromCursor: (cursor) =>
            /^(full|after nothing) \d+$/.test(cursor) ? Number(/\d+/.exec(cursor)?.[0]) : undefined,
        }),
      }),
    },
    {
      name: 'a last page that is empty, without a cursor',
      allows: 'the description: next_cursor is absent on the last page; the schema has no minItems',
      server: () => ({ handle: sensors({ emptyEnd: true, atEnd: '' }) }),
    },
    {
      name: 'cursors of characters that a query must encode, 500 of them',
      allows: 'the schema: a cursor is any string; RFC 3986 section 3.4',
      server: () => ({
        handle: sensors({
          toCursor: (start) => `&=+%/?# {{cursor}} é"\\${'x'.repeat(470)}${start}`,
          fromCursor: (cursor) =>
            cursor.startsWith('&=+%/?# {{cursor}} é"\\') ? Number(/\d+$/.exec(cursor)?.[0]) : undefined,
        }),
      }),
    },
    {
      name: 'cursors that are never the same, and work once only in their page',
      allows: 'the description: a cursor is that of the page before, and nothing more is said of it',
      server: () => {
        const given = new Map<string, number>();
        const toCursor = (start: number) => {
          const cursor = `n${given.size}`;
          given.set(cursor, start);
          return cursor;
        };
        return { handle: sensors({ toCursor, fromCursor: (cursor) => given.get(cursor) }) };
      },
    },
    {
      name: 'two megabytes',
      allows: 'the description: a text has no maxLength',
      server: () => ({
        handle: sensors({
          readings: Array.from({ length: 2000 }, () =>
            reading('2024-05-01T10:00:00Z', '1', `,"text":"${'é'.repeat(500)}"`),
          ),
        }),
      }),
    },
    {
      name: 'white space wherever JSON has room for it, slashes and letters as escapes',
      allows: 'RFC 8259 sections 2 and 7',
      server: () => ({
        handle: rewriting(
          sensors({ data: [sensor('1', ['"room":"Büro/𝄞 😀"']), sensor('2', ['"room":"a/b"'])] }),
          (text) => wire.escaped(wire.padded(text)),
        ),
      }),
    },
    {
      name: 'media types in odd case, with parameters',
      allows: 'RFC 9110 section 8.3.1: types and names of parameters know no case; RFC 8259 section 11 ignores charset',
      server: () => {
        const types = [
          'Application/JSON;Charset="utf-8"',
          'application/json; charset=UTF-8',
          'application/json ; profile="https://a.example/b;c"; v=1',
        ];
        let count = 0;
        return {
          handle: changing(sensors(), (made) =>
            made.headers['Content-Type']
              ? { ...made, headers: { ...made.headers, 'Content-Type': types[count++ % 3] ?? '' } }
              : made,
          ),
        };
      },
    },
    {
      name: 'a refusal with a page for people, where nothing is said of its body',
      allows:
        'the description: 401 has no content, and RFC 9110 section 15.5 wants a representation that explains the error',
      server: () => ({
        handle: sensors({
          refusal: {
            ...HABITS.refusal,
            headers: { ...HABITS.refusal.headers, 'Content-Type': 'text/html' },
            body: '<!doctype html><title>401</title>',
          },
        }),
      }),
    },
  ],
  broken: {
    name: 'a time of the 30th of February',
    server: () => ({ handle: sensors(at('2024-02-30T10:00:00Z')) }),
    assertion: 'The body satisfies its schema',
  },
};
