/** People of a directory, with a declared list: sorting, filters that compare, and people who are hidden by default. */
import { type Answer, type Asked, type Family, type Handler, json, nothing, wholeNumber } from './kit.ts';
import * as wire from './wire.ts';

const TOKEN = '2YotnFZFEjr1zCsicMWpAA';

interface Person {
  readonly id: string;
  readonly family_name: string;
  readonly joined?: string | null;
  readonly rank?: number;
  readonly team?: string;
  readonly status?: 'active' | 'left';
}

type Compare = (a: Person, b: Person) => number;
type Key = 'family_name' | 'joined' | 'rank';

const NAMES = [
  'Ångström',
  'adams',
  'Zola',
  'Émile',
  'Eco',
  'de Gaulle',
  'O’Brien',
  'Obi',
  'Müller',
  'Mueller',
  'Muller',
  'zhu',
  'ñandú',
  'Nandu',
  'Ørsted',
  'Orsted',
  'ßmith',
  'Smith',
];

const PEOPLE_OF_ALL = NAMES.map(
  (family_name, index): Person => ({
    id: `p-${(index * 7) % 18}`,
    family_name,
    ...(index % 5 > 0 && { joined: `20${10 + (index % 4)}-0${1 + (index % 9)}-11` }),
    rank: index % 3,
    team: index % 2 === 0 ? 'Tools' : 'Data & more',
    status: index % 6 === 5 ? 'left' : 'active',
  }),
);

interface Habits {
  readonly people: readonly Person[];
  /** The order of two texts. */
  readonly texts: (a: string, b: string) => number;
  /** Where those without the key are, in ascending order and in descending order. */
  readonly absent: { readonly ascending: 'first' | 'last'; readonly descending: 'first' | 'last' };
  /** The order of those who are equal by the requested keys. */
  readonly ties: Compare;
  /** The order if none is requested. */
  readonly usual: (people: readonly Person[]) => readonly Person[];
  readonly isNamed: (person: Person, name: string) => boolean;
  /** The person among others, and alone. */
  readonly inList: (person: Person) => object;
  readonly alone: (person: Person) => object;
  readonly badLimit: 'cut' | 'refused';
}

const codePoints = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const HABITS: Habits = {
  people: PEOPLE_OF_ALL,
  texts: codePoints,
  absent: { ascending: 'last', descending: 'last' },
  ties: (a, b) => codePoints(a.id, b.id),
  usual: (people) => people,
  isNamed: (person, name) => person.family_name === name,
  inList: (person) => person,
  alone: (person) => ({ ...person, email: `${person.id}@people.example` }),
  badLimit: 'cut',
};

function toCompare({ texts, absent, ties }: Habits, sort: string): Compare | undefined {
  const keys = sort
    .split(',')
    .map((text) => ({ key: text.replace(/^-/, '') as Key, descending: text.startsWith('-') }));
  if (keys.some(({ key }) => !['family_name', 'joined', 'rank'].includes(key))) return undefined;
  return (a, b) => {
    for (const { key, descending } of keys) {
      const [left, right] = [a[key] ?? undefined, b[key] ?? undefined];
      if (left === right) continue;
      if (left === undefined || right === undefined) {
        const isFirst = absent[descending ? 'descending' : 'ascending'] === 'first';
        return (left === undefined) === isFirst ? -1 : 1;
      }
      const order = typeof left === 'string' ? texts(left, String(right)) : left - Number(right);
      if (order !== 0) return descending ? -order : order;
    }
    return ties(a, b);
  };
}

function people(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };

  function list({ query }: Asked): Answer {
    const limit = wholeNumber(query.get('limit') ?? '25', 1, 1e9);
    const offset = wholeNumber(query.get('offset') ?? '0', 0, 1e9);
    const sort = query.get('sort');
    const since = query.get('joined_since');
    const status = query.get('status') ?? 'active';
    const compare = sort === null ? undefined : toCompare(habits, sort);
    const isWrong =
      limit === undefined ||
      offset === undefined ||
      (sort !== null && !compare) ||
      !['active', 'left'].includes(status);
    if (
      isWrong ||
      (limit > 25 && habits.badLimit === 'refused') ||
      (since !== null && !/^\d{4}-\d\d-\d\d$/.test(since))
    )
      return nothing(400);
    const [team, name] = [query.get('team'), query.get('name')];
    const found = habits.people.filter(
      (person) =>
        (person.status ?? 'active') === status &&
        (team === null || person.team === team) &&
        (name === null || habits.isNamed(person, name)) &&
        (since === null || (typeof person.joined === 'string' && person.joined >= since)),
    );
    const sorted = compare ? found.toSorted(compare) : habits.usual(found);
    const shown = sorted.slice(offset, offset + Math.min(limit, 25));
    return json(200, { people: shown.map(habits.inList), total: found.length });
  }

  return (asked) => {
    const { method, path, headers } = asked;
    const [, id] = /^\/directory\/people(?:\/([^/]+))?$/.exec(path) ?? ['', undefined];
    if (!path.startsWith('/directory/people')) return nothing(404);
    if (method !== 'GET') return nothing(405, { Allow: 'GET' });
    if (headers.authorization?.replace(/^bearer /i, '') !== TOKEN || !/^bearer /i.test(headers.authorization))
      return nothing(401, { 'WWW-Authenticate': 'Bearer' });
    if (id === undefined) return list(asked);
    const person = habits.people.find((one) => one.id === decodeURIComponent(id));
    if (!/^[A-Za-z0-9_-]{1,12}$/.test(id)) return nothing(400);
    return person ? json(200, habits.alone(person)) : nothing(404);
  };
}

const OPEN = 'the description does not say how texts compare';
const collator = (locale: string, options: Intl.CollatorOptions = {}) => new Intl.Collator(locale, options).compare;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export const PEOPLE: Family = {
  name: 'people',
  credentials: { directory: TOKEN },
  basePath: '/directory',
  variants: [
    { name: 'texts sorted by code points', allows: OPEN, server: () => ({ handle: people() }) },
    {
      name: 'texts sorted as Swedish does',
      allows: OPEN,
      server: () => ({ handle: people({ texts: collator('sv') }) }),
    },
    {
      name: 'texts sorted without regard to case and accents',
      allows: OPEN,
      server: () => ({ handle: people({ texts: (a, b) => codePoints(plain(a), plain(b)) }) }),
    },
    {
      name: 'those without the key come first in both directions',
      allows: 'x-list: absent is not declared',
      server: () => ({ handle: people({ absent: { ascending: 'first', descending: 'first' } }) }),
    },
    {
      name: 'ties in another order with each request',
      allows: 'x-list: stable: false',
      server: () => {
        let count = 0;
        const orders: readonly Compare[] = [
          (a, b) => codePoints(a.id, b.id),
          (a, b) => codePoints(b.id, a.id),
          () => 0,
        ];
        const servers = orders.map((ties) => people({ ties }));
        return { handle: (asked) => (servers[count++ % 3] ?? people())(asked) };
      },
    },
    {
      name: 'a name is found in any case, without accents, and by a part of it',
      allows: 'x-list: exact: false',
      server: () => ({
        handle: people({ isNamed: ({ family_name }, name) => plain(family_name).includes(plain(name)) }),
      }),
    },
    {
      name: 'people of whom only the name is known',
      allows: 'the schema: only id and family_name are required',
      server: () => ({
        handle: people({ people: NAMES.map((family_name, index) => ({ id: `p${index}`, family_name })) }),
      }),
    },
    {
      name: 'nobody is active: all have left, and are hidden',
      allows: 'the description: those who left are shown only if they are requested',
      server: () => ({ handle: people({ people: PEOPLE_OF_ALL.map((person) => ({ ...person, status: 'left' })) }) }),
    },
    {
      name: 'the details lack what the list has, and have more',
      allows: 'x-list: agreement is shared by default; the schema requires id and family_name only',
      server: () => ({
        handle: people({
          alone: ({ id, family_name }) => ({ id, family_name, team: 'Tools', phones: [], email: '' }),
          inList: ({ id, family_name, rank }) => ({ id, family_name, rank }),
        }),
      }),
    },
    {
      name: 'ranks as decimals, below zero and beyond 2^53',
      allows: 'the schema: a rank is any number',
      server: () => ({
        handle: people({
          people: PEOPLE_OF_ALL.map((person, index) => ({
            ...person,
            rank: [0.1 + 0.2, 0.3, -1e-7, -0, 2 ** 60, 1e21][index % 6] ?? 0,
          })),
        }),
      }),
    },
    {
      name: 'answers after 300 ms',
      allows: 'the description: nothing is said of times; RFC 9110 has no limit',
      server: () => ({ handle: people({ people: PEOPLE_OF_ALL.slice(0, 2) }), wire: wire.slowly }),
    },
  ],
  broken: {
    name: 'descending order as ascending',
    server: () => {
      const handle = people();
      return {
        handle: (asked) => {
          const query = new URLSearchParams(asked.query);
          const sort = query.get('sort');
          if (sort !== null) query.set('sort', sort.replaceAll('-', ''));
          return handle({ ...asked, query });
        },
      };
    },
    assertion: 'The items are sorted by joined (descending)',
  },
};
