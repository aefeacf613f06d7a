/** Animals of a shelter: alternatives by a discriminator, null, maps, members of one direction, and a key in the query or in a cookie. */
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

const KEY = 'k3y.of-the_shelter';
const SESSION = 's3ssion-of-the-shelter';
const KINDS = ['cat', 'dog', 'other'];

type Animal = Readonly<Record<string, unknown>> & { readonly id: number };

const ANIMALS: readonly Animal[] = [
  { id: 1, kind: 'cat', name: 'Minou', indoor: true, weight: 4.2 },
  { id: 2, kind: 'dog', name: 'Rex', breed: 'mixed', born: '2019-02-28', weight: '12 kg' },
  { id: 3, kind: 'other', name: 'Léon', tags: { food: 'insects' }, vaccinated: true },
  { id: 4, kind: 'cat', name: 'Tom', mood: 'wild' },
  { id: 5, kind: 'cat', name: 'Lili', mood: 'calm', born: null },
];

interface Habits {
  readonly animals: readonly Animal[];
  readonly total: (total: number) => object;
  readonly refused: (status: number, code: string) => Answer;
  readonly invalid: number;
  readonly brought: (animal: Animal) => Answer;
  readonly adopted: (animal: Animal) => Answer;
  readonly isAllowed: (asked: Asked) => boolean;
}

const cookiesOf = ({ headers }: Asked) => (headers.cookie ?? '').split('; ');

const HABITS: Habits = {
  animals: ANIMALS,
  total: (total) => ({ total_count: total }),
  refused: (status, code) => json(status, { errors: [{ code }] }),
  invalid: 400,
  brought: (animal) => json(201, animal),
  adopted: () => nothing(204),
  isAllowed: (asked) => asked.query.get('key') === KEY || cookiesOf(asked).includes(`shelter_session=${SESSION}`),
};

/** Whether each member has a value that its schema allows; an absent one has. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: (kind) => KINDS.includes(String(kind)),
  name: (name) => typeof name === 'string',
  tags: (tags = {}) => isObject(tags) && Object.values(Object(tags)).every((tag) => typeof tag === 'string'),
  born: (born = null) => born === null || (typeof born === 'string' && /^\d{4}-\d\d-\d\d$/.test(born)),
  mood: (mood = null) => [null, 'calm', 'wild'].includes(mood as null),
  weight: (weight = 1) => typeof weight === 'number' || (typeof weight === 'string' && /^[0-9.]+ kg$/.test(weight)),
  mother: (mother = null) => mother === null || isObject(mother),
  chip: (chip = '') => typeof chip === 'string',
  breed: (breed = '') => typeof breed === 'string',
  indoor: (indoor = true) => typeof indoor === 'boolean',
  vaccinated: (vaccinated = true) => typeof vaccinated === 'boolean',
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAnimal(value: unknown): boolean {
  const animal = Object(value) as Record<string, unknown>;
  return Object.entries(MEMBERS).every(([name, isRight]) => isRight(animal[name]));
}

function shelter(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  const { refused } = habits;
  let animals = [...habits.animals];

  function list({ query }: Asked): Answer {
    const limit = wholeNumber(query.get('limit') ?? '200', 1, 200);
    const offset = wholeNumber(query.get('offset') ?? '0', 0, 1e9);
    const kinds = query.getAll('kind');
    if (limit === undefined || offset === undefined || kinds.some((kind) => !KINDS.includes(kind)))
      return refused(400, 'query');
    const found = animals.filter(({ kind }) => kinds.length === 0 || kinds.includes(String(kind)));
    return json(200, { animals: found.slice(offset, offset + limit), ...habits.total(found.length) });
  }

  function bring({ body }: Asked): Answer {
    const animal = parsed(body);
    if (!isAnimal(animal)) return refused(habits.invalid, 'body');
    const { chip: _, ...shown } = animal as Record<string, unknown>;
    const made: Animal = { ...shown, id: 100 + animals.length };
    animals.push(made);
    return habits.brought(made);
  }

  return (asked) => {
    const { method, path } = asked;
    const [, id] = /^\/v1\/animals(?:\/([^/]+))?$/.exec(path) ?? ['', undefined];
    if (!path.startsWith('/v1/animals')) return refused(404, 'path');
    const allowed = id === undefined ? ['GET', 'POST'] : ['GET', 'DELETE'];
    if (!allowed.includes(method)) return { ...refused(405, 'method'), headers: { Allow: allowed.join(', ') } };
    if (!habits.isAllowed(asked)) return changing(() => refused(401, 'key'), withChallenge)(asked);
    if (id === undefined) return method === 'GET' ? list(asked) : bring(asked);
    if (wholeNumber(id, 1, 2 ** 31 - 1) === undefined) return refused(400, 'id');
    const animal = animals.find((one) => one.id === Number(id));
    if (!animal) return refused(404, 'id');
    if (method === 'GET') return json(200, animal);
    animals = animals.filter((one) => one !== animal);
    return habits.adopted(animal);
  };
}

function withChallenge(made: Answer): Answer {
  return { ...made, headers: { ...made.headers, 'WWW-Authenticate': 'ShelterKey' } };
}

export const SHELTER: Family = {
  name: 'shelter',
  credentials: { queryKey: KEY, cookieKey: SESSION },
  basePath: '/v1',
  variants: [
    {
      name: 'the plain server of the family, with animals that come and go',
      allows: 'its description',
      server: () => ({ handle: shelter() }),
      writes: 'all',
    },
    {
      name: 'null wherever null is allowed',
      allows: 'OpenAPI 3.0.2, Schema Object: nullable allows null for the defined schema, beside allOf, too',
      server: () => ({
        handle: shelter({
          animals: [
            { id: 1, kind: 'cat', name: '', born: null, mood: null, mother: null },
            {
              id: 2,
              kind: 'dog',
              name: 'Rex',
              mother: { kind: 'dog', name: 'Bella', mother: { kind: 'dog', name: 'Mia', mother: null } },
            },
          ],
        }),
      }),
    },
    {
      name: 'maps with names that are odd in JavaScript',
      allows: 'RFC 8259 section 4: a name is any string; the schema: additionalProperties',
      server: () => ({
        handle: rewriting(shelter(), (text) =>
          text.replaceAll(
            '"tags":{"food":"insects"}',
            '"tags":{"__proto__":"a","constructor":"b","toString":"c","":"d","a.b/c~d":"e","hasOwnProperty":"f","0":"g","𝄞":"h"}',
          ),
        ),
      }),
    },
    {
      name: 'members of the other alternatives beside those of its own',
      allows: 'the schema: each alternative allows more members',
      server: () => ({
        handle: shelter({
          animals: [
            { id: 1, kind: 'cat', name: 'Minou', breed: 'Persian', indoor: false },
            { id: 2, kind: 'dog', name: 'Rex', indoor: 'at night' },
          ],
        }),
      }),
    },
    {
      name: 'no total, and members in reverse order',
      allows: 'the schema: total_count is not required; RFC 8259 section 1',
      server: () => ({ handle: rewriting(shelter({ total: () => ({}) }), wire.reversed) }),
    },
    {
      name: 'an animal that was here already is 200, and one that is adopted is 202',
      allows: 'the description: both are documented',
      server: () => ({ handle: shelter({ brought: (animal) => json(200, animal), adopted: () => nothing(202) }) }),
      writes: 'all',
    },
    {
      name: 'one that is adopted is shown',
      allows: 'the description: 200 is documented with content beside 204',
      server: () => ({ handle: shelter({ adopted: (animal) => json(200, animal) }) }),
      writes: 'all',
    },
    {
      name: 'refusals with an id of their own',
      allows: 'the schema of refusals allows more members, such as one that finds the refusal in a log',
      server: () => ({
        handle: shelter({ refused: (status, code) => json(status, { id: 'e-7f3a', errors: [{ code, field: null }] }) }),
      }),
    },
    {
      name: 'refusals with as many members as an animal',
      allows: 'the schema of refusals allows more members',
      server: () => ({
        handle: shelter({ refused: (status, code) => json(status, { kind: 'error', name: code, errors: [] }) }),
      }),
    },
    {
      name: '422 for a body that breaks its schema',
      allows: 'the description: 400 and 422 are both documented',
      server: () => ({ handle: shelter({ invalid: 422 }) }),
    },
    {
      name: 'a conflict: the chip is known already',
      allows: 'the description: 409 is documented, and its example was sent before',
      server: () => ({ handle: shelter({ brought: () => json(409, { errors: [{ code: 'chip' }] }) }) }),
      writes: 'all',
    },
    {
      name: 'ids of 2^31 - 1',
      allows: 'the schema: int32',
      server: () => ({
        handle: shelter({
          animals: [
            { id: 2147483647, kind: 'cat', name: 'Max' },
            { id: 2147483646, kind: 'dog', name: 'Min' },
          ],
        }),
      }),
    },
    {
      name: 'all names of header fields in upper case',
      allows: 'RFC 9110 section 5.1: names of fields know no case',
      server: () => ({ handle: shelter(), wire: wire.namesIn('toUpperCase') }),
    },
  ],
  broken: {
    name: 'a cat that is indoor at night',
    server: () => ({ handle: shelter({ animals: [{ id: 1, kind: 'cat', name: 'Minou', indoor: 'at night' }] }) }),
    assertion: 'List animals: The body satisfies its schema',
  },
};
