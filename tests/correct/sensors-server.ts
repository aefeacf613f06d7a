/** A server of sensors. Bodies are made as texts, since JSON.stringify would spell numbers its way. */
import { type Answer, type Asked, answer, type Handler, json, parsed, wholeNumber } from './kit.ts';

export const USER = 'station 7';
export const PASSWORD = 'p:ß wörd';
const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
const MOST = 20;

/** A sensor as JSON, since the spelling of its numbers counts, and its id as its digits. */
interface Sensor {
  readonly id: string;
  readonly text: string;
}

export function reading(at: string, value: string, more = ''): string {
  return `{"at":"${at}","value":${value}${more}}`;
}

export function sensor(
  id: string,
  members: readonly string[] = [],
  last = reading('2024-05-01T10:00:00Z', '21.5'),
): Sensor {
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

export const HABITS: Habits = {
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

export function sensors(given: Partial<Habits> = {}): Handler {
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
export function at(...times: readonly string[]) {
  return {
    data: times.map((time, index) => sensor(String(index + 1), [], reading(time, '1'))),
    readings: times.map((time) => reading(time, '1')),
  };
}

/** The same server with these numbers, and with counts. */
export function valued(...numbers: readonly string[]) {
  const counts = ['3.0', '3e0', '-0', '300e-2'];
  return {
    data: numbers.map((number, index) => sensor(String(index + 1), [], reading('2024-05-01T10:00:00Z', number))),
    readings: numbers.map((number, index) => reading('2024-05-01T10:00:00Z', number, `,"count":${counts[index % 4]}`)),
  };
}
