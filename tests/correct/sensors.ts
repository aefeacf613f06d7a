/** Sensors: pages by cursor, a password, times, numbers and formats. */
import { changing, type Family, rewriting } from './kit.ts';
import { at, HABITS, PASSWORD, reading, sensor, sensors, USER, valued } from './sensors-server.ts';
import * as wire from './wire.ts';

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
      name: 'details that show the times of the list in another zone',
      allows: 'RFC 3339 section 4.1: 10:00Z and 12:00+02:00 are one instant',
      server: () => ({
        handle: rewriting(sensors(), (text, { path }) =>
          path === '/sensors' ? text : text.replaceAll('T10:00:00Z', 'T12:00:00+02:00'),
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
