/** An atlas without security: classes of statuses, operations with only `default`, content without a schema. */
import { type Answer, answer, changing, type Family, type Handler, json, nothing } from './kit.ts';
import * as wire from './wire.ts';

interface Country {
  readonly code: string;
  readonly name?: object;
  readonly area?: number;
  readonly capital?: unknown;
}

const COUNTRIES: readonly Country[] = [
  { code: 'FR', name: { en: 'France', ar: 'فرنسا' }, area: 643801, capital: 'Paris' },
  { code: 'NO', name: { nb: 'Norge', se: 'Norga' }, capital: { name: 'Oslo' } },
  { code: 'XKX', capital: null },
  { code: 'AQ', area: 14.2e6 },
];

interface Habits {
  readonly countries: (countries: readonly Country[]) => Answer;
  readonly unknown: Answer;
  readonly status: Answer;
  readonly options: Answer;
  readonly now: Answer;
  readonly noMethod: (allowed: string) => Answer;
}

const HABITS: Habits = {
  countries: (countries) => json(200, countries),
  unknown: json(404, { message: 'No such country' }),
  status: json(200, { up: true }),
  options: nothing(204, { Allow: 'GET, OPTIONS' }),
  now: json(200, '2024-06-01T10:00:00Z'),
  noMethod: (allowed) => nothing(405, { Allow: allowed }),
};

function atlas(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  return ({ method, path }) => {
    const own = path.replace(/^\/atlas\/v7/, '');
    const [, code, other] = /^\/countries\/([^/]+)(?:\/borders\/([^/]+))?$/.exec(own) ?? [];
    const isKnown = code !== undefined || ['/countries', '/status', '/now'].includes(own);
    if (!isKnown) return habits.unknown;
    const allowed = own === '/status' ? ['GET', 'OPTIONS'] : ['GET'];
    if (!allowed.includes(method)) return habits.noMethod(allowed.join(', '));
    if (own === '/status') return method === 'OPTIONS' ? habits.options : habits.status;
    if (own === '/now') return habits.now;
    if (code === undefined) return habits.countries(COUNTRIES);
    if (other !== undefined) return code === 'FR' && other === 'ES' ? json(200, 646.5) : nothing(404);
    const country = COUNTRIES.find((one) => one.code === code);
    return country ? json(200, country) : habits.unknown;
  };
}

export const ATLAS: Family = {
  name: 'atlas',
  credentials: {},
  basePath: '/atlas/v7',
  variants: [
    {
      name: 'the plain server of the family',
      allows: 'its description',
      server: () => ({ handle: atlas() }),
    },
    {
      name: 'the list is 203, from a proxy that changed it',
      allows: 'the description: 2XX; RFC 9110 section 15.3.4',
      server: () => ({ handle: atlas({ countries: (all) => json(203, all, { Via: '1.1 proxy' }) }) }),
    },
    {
      name: 'the status is a 418',
      allows: 'the description: only default is documented',
      server: () => ({ handle: atlas({ status: json(418, { up: 'a teapot' }) }) }),
    },
    {
      name: 'OPTIONS is 200 without a body and without a type',
      allows: 'the description: 200 and 204 are documented; RFC 9110 section 9.3.7',
      server: () => ({ handle: atlas({ options: nothing(200, { Allow: 'GET, OPTIONS' }) }) }),
    },
    {
      name: 'the time is a number, a list or null',
      allows: 'the description: application/json without a schema',
      server: () => {
        const values = ['1717236000', '[]', 'null', '""', '-0'];
        let count = 0;
        return {
          handle: (asked) => atlas({ now: answer(200, 'application/json', values[count++ % 5] ?? '0') })(asked),
        };
      },
    },
    {
      name: 'the time is a text',
      allows: 'the description: text/plain is documented beside application/json',
      server: () => ({ handle: atlas({ now: answer(200, 'text/plain', '10:00') }) }),
    },
    {
      name: 'methods that are not described are 501',
      allows: 'RFC 9110 section 15.6.2: a method that the server does not know at all',
      server: () => ({ handle: atlas({ noMethod: () => nothing(501) }) }),
    },
    {
      name: 'early hints before each answer',
      allows: 'RFC 9110 section 15.2: any number of 1xx answers before the final one; RFC 8297',
      server: () => ({ handle: atlas(), wire: wire.afterHints }),
    },
    {
      name: 'no Date from a server without a clock, no reason, and trailers after the body',
      allows: 'RFC 9112 section 4: the reason is optional; RFC 9110 sections 6.5 and 6.6.1',
      server: () => ({ handle: atlas(), wire: wire.withTrailers }),
    },
    {
      name: 'fields that come twice, or are empty, or long',
      allows: 'RFC 9110 sections 5.2, 5.4 and 5.5',
      server: () => ({
        handle: changing(atlas(), (made) => ({
          ...made,
          headers: {
            ...made.headers,
            'Cache-Control': ['no-cache', 'private'],
            'X-Empty': '',
            'X-Long': 'x'.repeat(6000),
            Vary: ['Accept', 'X-Language'],
          },
        })),
      }),
    },
  ],
  broken: {
    name: 'two countries that are the same',
    server: () => ({ handle: atlas({ countries: () => json(200, [COUNTRIES[0], COUNTRIES[0]]) }) }),
    assertion: 'List countries: The body satisfies its schema',
  },
};
