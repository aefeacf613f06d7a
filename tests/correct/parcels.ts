/** Parcels of a courier: an array with X-Total-Count, pages by limit and offset, an API key in a header, refusals as problems. */
import {
  type Answer,
  type Asked,
  changing,
  type Family,
  type Handler,
  json,
  nothing,
  parsed,
  problem,
  rewriting,
  wholeNumber,
} from './kit.ts';
import * as wire from './wire.ts';

const KEY = 'courier-key-7f3a';
const STATES = ['handed-in', 'on-the-way', 'delivered'];

interface Parcel {
  readonly id: string;
  readonly recipient: string;
  readonly weight: number;
  readonly state: string;
  readonly handedIn: string;
  readonly note?: string | null;
}

function parcel(number: number, more: Partial<Parcel> = {}): Parcel {
  return {
    id: `PX-${1000 + number}`,
    recipient: `Recipient ${number}`,
    weight: number / 4,
    state: STATES[number % 3] ?? 'delivered',
    handedIn: new Date(Date.UTC(2024, 1, 1 + number, 8, 30)).toISOString(),
    ...(number % 2 === 0 && { note: `Note ${number}` }),
    ...more,
  };
}

const SEVERAL = Array.from({ length: 17 }, (_, index) => parcel(index));

/** How this server may differ from what one might guess. */
interface Habits {
  readonly data: readonly Parcel[];
  /** The status for values that break their schema. */
  readonly invalid: (what: 'query' | 'body') => number;
  readonly created: (parcel: Parcel) => Answer;
  readonly changed: (parcel: Parcel) => Answer;
  readonly goneTwice: number;
}

const HABITS: Habits = {
  data: SEVERAL,
  invalid: () => 400,
  created: (made) => json(201, made, { Location: `/api/parcels/${encodeURIComponent(made.id)}` }),
  changed: (made) => json(200, made),
  goneTwice: 404,
};

function parcels(habits: Partial<Habits> = {}): Handler {
  const { data, invalid, created, changed, goneTwice } = { ...HABITS, ...habits };
  let items = [...data];
  const deleted = new Set<string>();

  function list({ query }: Asked): Answer {
    const limit = wholeNumber(query.get('limit') ?? '10', 1, 50);
    const offset = wholeNumber(query.get('offset') ?? '0', 0, 1e9);
    const state = query.get('state');
    if (limit === undefined || offset === undefined || (state !== null && !STATES.includes(state))) {
      return problem(invalid('query'), 'A parameter is wrong');
    }
    const found = items.filter((item) => state === null || item.state === state);
    return json(200, found.slice(offset, offset + limit), { 'X-Total-Count': String(found.length) });
  }

  function send({ body }: Asked): Answer {
    const given = parsed(body) as Partial<Parcel> | undefined;
    const isRight =
      typeof given?.recipient === 'string' &&
      given.recipient !== '' &&
      typeof given.weight === 'number' &&
      given.weight >= 0 &&
      isNote(given.note);
    if (!isRight) return problem(given === undefined ? 400 : invalid('body'), 'The parcel is wrong');
    const { recipient = '', weight = 0, note } = given;
    const made = parcel(items.length + 500, {
      recipient,
      weight,
      state: 'handed-in',
      ...(note !== undefined && { note }),
    });
    items.push(made);
    return created(made);
  }

  function one({ method, path, body }: Asked): Answer {
    const id = decodeURIComponent(path.slice('/api/parcels/'.length));
    const item = items.find((candidate) => candidate.id === id);
    if (!item) return deleted.has(id) && method === 'DELETE' ? nothing(goneTwice) : problem(404, 'No such parcel');
    if (method === 'GET') return json(200, item);
    if (method === 'DELETE') {
      items = items.filter((candidate) => candidate !== item);
      deleted.add(id);
      return nothing(204);
    }
    const given = parsed(body) as Partial<Parcel> | undefined;
    if (given === null || typeof given !== 'object' || !isNote(given.note ?? undefined))
      return problem(400, 'The change is wrong');
    const after = { ...item, ...('note' in given && { note: given.note }) };
    items = items.map((candidate) => (candidate === item ? after : candidate));
    return changed(after);
  }

  return (asked) => {
    const { method, path, headers } = asked;
    const isList = path === '/api/parcels';
    if (!isList && !/^\/api\/parcels\/[^/]+$/.test(path)) return problem(404, 'No such path');
    const allowed = isList ? ['GET', 'POST'] : ['GET', 'PATCH', 'DELETE'];
    if (!allowed.includes(method)) return problem(405, 'Not allowed', { Allow: allowed.join(', ') });
    if (headers['x-courier-key'] !== KEY)
      return problem(401, 'The key is missing or unknown', { 'WWW-Authenticate': 'ApiKey' });
    return !isList ? one(asked) : method === 'GET' ? list(asked) : send(asked);
  };
}

function isNote(note: unknown): boolean {
  return note === undefined || note === null || (typeof note === 'string' && note.length <= 80);
}

export const PARCELS: Family = {
  name: 'parcels',
  credentials: { courierKey: KEY },
  basePath: '/api',
  variants: [
    {
      name: 'the plain server of the family, with all that writes',
      allows: 'its description',
      server: () => ({ handle: parcels() }),
      writes: 'all',
    },
    {
      name: 'members in reverse order',
      allows: 'RFC 8259 section 1: an object is an unordered collection',
      server: () => ({ handle: rewriting(parcels(), wire.reversed) }),
    },
    {
      name: 'members and headers that no schema mentions',
      allows:
        'OpenAPI 3.0, Schema Object: additionalProperties defaults to true; RFC 9110 section 5.1: unknown fields are extensions',
      server: () => ({
        handle: changing(parcels(), (made) => ({
          ...wire.withMore(made),
          headers: { ...made.headers, 'X-Trace': 'a1', Via: '1.1 edge', Server: 'odd' },
        })),
      }),
    },
    {
      name: 'an empty list',
      allows: 'the schema: an array without minItems',
      server: () => ({ handle: parcels({ data: [] }) }),
    },
    {
      name: 'a list of one',
      allows: 'the schema: an array without minItems',
      server: () => ({ handle: parcels({ data: [parcel(3)] }) }),
    },
    ...[
      { what: 'slashes, percent signs and question marks', ids: ['a/b', '50%', 'q?x=1', '100%25', '/', 'a%2Fb'] },
      { what: 'braces', ids: ['{{base_url}}', '{id}', '{{$guid}}', '}}{{'] },
      {
        what: 'spaces, colons, plus signs and letters of many scripts',
        ids: [':id', 'two words', 'a+b&c=d', '#7', 'é/ü', '..;x', '\'"\\', '雪'],
      },
    ].map(({ what, ids }) => ({
      name: `ids with ${what}`,
      allows: 'the schema: the id is any string; RFC 3986 section 2.1 encodes it in a path',
      server: () => ({ handle: parcels({ data: ids.map((id, index) => parcel(index, { id })) }) }),
      writes: 'all' as const,
    })),
    {
      name: 'names in many scripts',
      allows: 'RFC 8259 section 8.1: a text is any Unicode in UTF-8',
      server: () => ({
        handle: parcels({
          data: [
            'مرحبا بالعالم',
            'שלום',
            '👩‍👩‍👧‍👦 🇫🇷',
            'e\u0301le\u0300ve',
            'Ａ\u202eabc',
            '\u2028\u2029',
            'ﷺ',
            '{{api_key}} $randomInt',
            '\\"\u0007\u0000',
          ].map((recipient, index) => parcel(index, { recipient, note: recipient })),
        }),
      }),
    },
    {
      name: '422 for a bad value, 400 for bad JSON',
      allows: 'the description: 400 and 422 are both documented; RFC 9110 section 15.5.21',
      server: () => ({ handle: parcels({ invalid: () => 422 }) }),
    },
    {
      name: '202 without a body for a new parcel',
      allows: 'the description: 201 and 202 are both documented',
      server: () => ({ handle: parcels({ created: () => nothing(202) }) }),
      writes: 'all',
    },
    {
      name: '201 without a Location, 204 for a change, 204 for a second cancellation',
      allows:
        'the description: Location is not required, 200 and 204 are documented; RFC 9110 section 9.2.2: DELETE is idempotent',
      server: () => ({
        handle: parcels({ created: (made) => json(201, made), changed: () => nothing(204), goneTwice: 204 }),
      }),
      writes: 'all',
    },
    {
      name: 'all answers in gzip, whatever is accepted',
      allows: 'RFC 9110 section 12.5.3: without Accept-Encoding any coding is acceptable, and the clients name gzip',
      server: () => ({ handle: parcels(), wire: wire.encoded('gzip') }),
    },
  ],
  broken: {
    name: 'a total of the page only',
    server: () => ({
      handle: changing(parcels(), (made, { query }) =>
        'X-Total-Count' in made.headers && query.has('limit')
          ? { ...made, headers: { ...made.headers, 'X-Total-Count': '0' } }
          : made,
      ),
    }),
    assertion: 'X-Total-Count',
  },
};
