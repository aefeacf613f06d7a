/** Concerts: an envelope with facts about the page, pages from 0 and a Link header, a bearer token, PUT that creates. */
import {
  type Answer,
  type Asked,
  changing,
  type Family,
  type Handler,
  json,
  nothing,
  parsed,
  rewriting,
  wholeNumber,
} from './kit.ts';
import * as wire from './wire.ts';

const UUID = '3f2a9c1e-7b64-4d0e-9a51-0c8f2e6d4b7a';
const TOKEN = 'opaque.~+/8c1f==';
const HALLS = ['Opera', 'Town Hall', null];

interface Concert {
  readonly slug: string;
  readonly title: string;
  readonly day: string;
  readonly hall?: string | null;
  readonly seats?: number;
}

const CONCERTS_PLANNED = Array.from({ length: 13 }, (_, index): Concert => {
  const hall = HALLS[index % 4];
  return {
    slug: `evening-${index}`,
    title: `Evening ${index}`,
    day: `2028-02-${17 + index}`,
    ...(hall !== undefined && { hall }),
    ...(index % 3 > 0 && { seats: index * 10 }),
  };
});

interface Habits {
  readonly data: readonly Concert[];
  readonly meta: (page: number, size: number, total: number) => object;
  /** The Link header of a page that another follows. */
  readonly link: (next: string) => Answer['headers'];
  readonly noToken: number;
  readonly wrongToken: number;
  readonly gone: number;
  readonly put: (concert: Concert, isNew: boolean) => Answer;
  readonly cancelled: (concert: Concert) => Answer;
  /** Whether a query parameter that is not described is refused. */
  readonly strict: boolean;
}

const HABITS: Habits = {
  data: CONCERTS_PLANNED,
  meta: (page, size, total) => ({ page, per_page: size, total }),
  link: (next) => ({ Link: `<${next}>; rel="next"` }),
  noToken: 401,
  wrongToken: 401,
  gone: 404,
  put: (concert, isNew) => json(isNew ? 201 : 200, concert),
  cancelled: () => nothing(204),
  strict: false,
};

function refused(status: number, headers: Answer['headers'] = {}): Answer {
  return json(status, { message: `Refused with ${status}` }, headers);
}

function isPlan(value: unknown): value is Omit<Concert, 'slug'> {
  const { title, day, hall, seats } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const isDay = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  const isTitle = typeof title === 'string' && title.length > 0 && title.length <= 60;
  const isHall = hall === undefined || hall === null || typeof hall === 'string';
  const isSeats = seats === undefined || (typeof seats === 'number' && Number.isInteger(seats) && seats >= 0);
  return isDay && isTitle && isHall && isSeats;
}

function concerts(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  let planned = [...habits.data];
  const cancelled = new Set<string>();

  function list({ query, headers }: Asked): Answer {
    const page = wholeNumber(query.get('page') ?? '0', 0, 1e8);
    const size = wholeNumber(query.get('per_page') ?? '5', 1, 100);
    const isKnown = [...query.keys()].every((name) => ['page', 'per_page', 'hall'].includes(name));
    if (page === undefined || size === undefined || (habits.strict && !isKnown)) return refused(400);
    const hall = query.get('hall')?.toLowerCase();
    const found = planned.filter((one) => hall === undefined || one.hall?.toLowerCase().includes(hall));
    const shown = found.slice(page * size, (page + 1) * size);
    const next = new URLSearchParams([...query, ['page', String(page + 1)]]);
    next.set('page', String(page + 1));
    const more = (page + 1) * size < found.length ? habits.link(`http://${headers.host}/v2/concerts?${next}`) : {};
    return json(200, { data: shown, meta: habits.meta(page, size, found.length) }, more);
  }

  function one({ method, path, body }: Asked): Answer {
    const slug = decodeURIComponent(path.slice('/v2/concerts/'.length));
    const concert = planned.find((candidate) => candidate.slug === slug);
    if (method === 'PUT') {
      const plan = parsed(body);
      if (!isPlan(plan)) return refused(400);
      const made = { ...plan, slug };
      planned = [...planned.filter((other) => other !== concert), made];
      return habits.put(made, concert === undefined);
    }
    if (!concert) return refused(cancelled.has(slug) ? habits.gone : 404);
    if (method === 'GET') return json(200, concert);
    planned = planned.filter((other) => other !== concert);
    cancelled.add(slug);
    return habits.cancelled(concert);
  }

  return (asked) => {
    const { method, path, headers } = asked;
    const isList = path === '/v2/concerts';
    if (!isList && !/^\/v2\/concerts\/[^/]+$/.test(path)) return refused(404);
    const allowed = isList ? ['GET', 'HEAD'] : ['GET', 'PUT', 'DELETE'];
    if (!allowed.includes(method)) return refused(405, { Allow: allowed.join(', ') });
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer') return refused(habits.noToken, { 'WWW-Authenticate': 'Bearer' });
    if (token !== TOKEN) return refused(habits.wrongToken, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    if (method === 'HEAD') return planned.length > 0 ? nothing(200) : nothing(204);
    return isList ? list(asked) : one(asked);
  };
}

const CHALLENGES = 'Newauth realm="apps", type=1, title="Login to \\"apps\\", please", Basic realm="simple", Bearer';

export const CONCERTS: Family = {
  name: 'concerts',
  credentials: { member: TOKEN },
  basePath: '/v2',
  variants: [
    {
      name: 'a PUT creates with 201, and 204 replaces',
      allows: 'the description: 200, 201 and 204 are documented; RFC 9110 section 9.3.4',
      server: () => ({ handle: concerts({ put: (made, isNew) => (isNew ? json(201, made) : nothing(204)) }) }),
      writes: 'all',
    },
    {
      name: 'a cancelled concert is 410, and its cancellation shows it',
      allows: 'the description: 200 and 410 are documented; RFC 9110 section 15.5.11',
      server: () => ({ handle: concerts({ gone: 410, cancelled: (concert) => json(200, concert) }) }),
      writes: 'all',
    },
    {
      name: 'no total, no page number and no page size',
      allows: 'the schema: no member of meta is required',
      server: () => ({ handle: concerts({ meta: () => ({}) }) }),
    },
    {
      name: 'an array of texts in another order each time, and a UUID in another case',
      allows: 'the schema: nothing says in which order texts are; RFC 9562 section 4',
      server: () => {
        let turn = 0;
        return {
          handle: rewriting(concerts(), (text) => {
            turn += 1;
            const [by, key] = turn % 2 ? ['["Ada","Bo"]', UUID] : ['["Bo","Ada"]', UUID.toUpperCase()];
            return text.replace(/"slug":"[^"]*"/g, (slug) => `${slug},"by":${by},"key":"${key}"`);
          }),
        };
      },
    },
    {
      name: '403 for a missing token and for a wrong one',
      allows: 'the description: 401 and 403 are both documented; RFC 9110 section 15.5.4',
      server: () => ({ handle: concerts({ noToken: 403, wrongToken: 403 }) }),
    },
    {
      name: 'a 401 with several challenges, one of them for a scheme that nobody knows',
      allows: 'RFC 9110 section 11.6.1: a list of challenges, with its own example',
      server: () => ({
        handle: changing(concerts(), (made) =>
          made.status === 401 ? { ...made, headers: { ...made.headers, 'WWW-Authenticate': CHALLENGES } } : made,
        ),
      }),
    },
    {
      name: 'relative links among others, with other relations and parameters',
      allows: 'RFC 8288 section 3: a URI reference, several relation types, parameters in any order',
      server: () => ({
        handle: concerts({
          link: (next) => ({
            Link: `<?page=0>; title="a, b; rel=next" ; rel=first , <${next.replace(/^.*?\/v2/, '/v2')}>;rel = "describedby next" ; title*=UTF-8''n%c3%a4chste`,
          }),
        }),
      }),
    },
    {
      name: 'two Link fields, and relations in other cases',
      allows: 'RFC 9110 section 5.2: a list may be several fields; RFC 8288 section 2.1.1: relation types know no case',
      server: () => ({ handle: concerts({ link: (next) => ({ Link: ['</>; rel="start"', `<${next}>; REL=NEXT`] }) }) }),
    },
    {
      name: 'unknown query parameters are refused',
      allows: 'the description: 400 is documented, and nothing says that they are ignored',
      server: () => ({ handle: concerts({ strict: true }) }),
    },
    {
      name: 'cookies, CORS and caching fields',
      allows: 'RFC 6265 section 3, the Fetch standard, RFC 9111 section 5.2',
      server: () => ({
        handle: changing(concerts(), (made) => ({
          ...made,
          headers: {
            ...made.headers,
            'Set-Cookie': [
              'session=%7B%22a%22%3A1%7D; Path=/; HttpOnly',
              'lang=fr; Expires=Wed, 09 Jun 2100 10:18:14 GMT',
            ],
            'Access-Control-Allow-Origin': '*',
            'Access-Control-Expose-Headers': 'Link',
            'Cache-Control': 'private, max-age=0',
            Vary: 'Authorization, Accept',
            'Strict-Transport-Security': 'max-age=31536000',
          },
        })),
      }),
    },
    {
      name: 'nothing is planned: HEAD is 204, and the list is empty',
      allows: 'the description: 204 is documented for HEAD; the schema has no minItems',
      server: () => ({ handle: concerts({ data: [] }) }),
    },
    {
      name: 'a body that ends with its connection, as in HTTP/1.0',
      allows: 'RFC 9112 section 6.3, rule 8',
      server: () => ({ handle: concerts(), wire: wire.untilClosed }),
    },
    {
      name: 'a connection that is closed after each third answer, without a word before',
      allows: 'RFC 9112 section 9.5: a server may close an idle connection at any time',
      server: () => ({ handle: concerts(), wire: wire.closingAtTimes }),
    },
    {
      name: 'a kept connection that is closed just when its next request begins',
      allows: 'RFC 9112 sections 9.3.1 and 9.5: a client must handle it, and may send again what is safe',
      server: () => ({ handle: concerts(), wire: wire.closingUnderARequest }),
    },
  ],
  broken: {
    name: 'pages that overlap by one concert',
    server: () => ({
      handle: (asked) => {
        const handle = concerts();
        const made = handle(asked);
        const { data, meta } = (parsed(String(made.body)) ?? {}) as { data?: readonly unknown[]; meta?: object };
        if (asked.method !== 'GET' || !data || !(Number(asked.query.get('page')) > 0)) return made;
        return json(200, { data: [CONCERTS_PLANNED[0], ...data.slice(1)], meta }, { ...made.headers });
      },
    }),
    assertion: 'Read page by page, no item is missing or repeated',
  },
};
