/** Jobs that start later, change while they are read, and are requested too often: a token and a key, and errors as an array. */
import { type Answer, type Asked, type Family, type Handler, json, nothing, parsed, wholeNumber } from './kit.ts';

const TOKEN = 'worker.7b9e';
const PROJECT = 'project-4711';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly progress?: number;
  readonly changed?: string;
}

const DONE = Array.from(
  { length: 11 },
  (_, index): Job => ({
    id: `job-${11 - index}`,
    state: 'done',
    progress: 1,
    changed: `2024-06-01T10:${10 + index}:00Z`,
  }),
);

interface Habits {
  readonly jobs: readonly Job[];
  /** The jobs as they are at a request, of which this is the number. */
  readonly now: (jobs: readonly Job[], request: number) => readonly Job[];
  /** After how many lists a new job is listed, and after how many requests for it it is found. */
  readonly listedAfter: number;
  readonly foundAfter: number;
  readonly stopped: 'gone' | 'kept' | 'refused';
  /** The value of Retry-After of the requests that come too often, of which each has its number; `undefined` for others. */
  readonly tooOften: (request: number) => string | undefined;
}

const HABITS: Habits = {
  jobs: DONE,
  now: (jobs) => jobs,
  listedAfter: 0,
  foundAfter: 0,
  stopped: 'gone',
  tooOften: () => undefined,
};

function errors(status: number, code: string, headers: Answer['headers'] = {}): Answer {
  return json(status, [{ code }, { code: 'see-above' }], headers);
}

function jobs(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };
  let all = [...habits.jobs];
  let count = 0;
  /** New jobs: how often the list, and how often they were requested since. */
  const fresh = new Map<string, { lists: number; looks: number }>();

  function list({ query }: Asked): Answer {
    const limit = wholeNumber(query.get('limit') ?? '8', 1, 50);
    const offset = wholeNumber(query.get('offset') ?? '0', 0, 1e9);
    if (limit === undefined || offset === undefined) return errors(400, 'parameter');
    for (const one of fresh.values()) one.lists += 1;
    const listed = habits.now(all, count).filter(({ id }) => (fresh.get(id)?.lists ?? Infinity) > habits.listedAfter);
    return json(200, listed.slice(offset, offset + limit), { 'X-Total-Count': String(listed.length) });
  }

  function start({ body }: Asked): Answer {
    const { command, priority = 0 } = Object(parsed(body)) as Record<string, unknown>;
    const isRight =
      typeof command === 'string' &&
      command !== '' &&
      typeof priority === 'number' &&
      priority >= 0 &&
      priority <= 9 &&
      Number.isInteger(priority);
    if (!isRight) return errors(400, 'body');
    const job: Job = { id: `job-${all.length + 1}`, state: 'waiting' };
    all = [job, ...all];
    fresh.set(job.id, { lists: 0, looks: 0 });
    return json(202, job, { Location: `/api/v1/jobs/${job.id}`, 'Retry-After': '1' });
  }

  function stop(job: Job): Answer {
    if (habits.stopped === 'refused') return errors(409, 'done-already');
    all =
      habits.stopped === 'gone'
        ? all.filter((one) => one.id !== job.id)
        : all.map((one) => (one.id === job.id ? { ...one, state: 'stopped' } : one));
    return nothing(habits.stopped === 'gone' ? 204 : 202);
  }

  function one(method: string, id: string): Answer {
    const job = habits.now(all, count).find((candidate) => candidate.id === id);
    const own = fresh.get(id);
    if (own) own.looks += 1;
    if (!job || (own?.looks ?? Infinity) <= habits.foundAfter) return errors(404, 'nothing');
    return method === 'GET' ? json(200, job) : stop(job);
  }

  return (asked) => {
    count += 1;
    const { method, path, headers } = asked;
    const [, id] = /^\/api\/v1\/jobs(?:\/([^/]+))?$/.exec(path) ?? ['', undefined];
    if (!path.startsWith('/api/v1/jobs')) return errors(404, 'path');
    const retry = habits.tooOften(count);
    if (retry !== undefined) return errors(429, 'too-often', { 'Retry-After': retry });
    if (headers.authorization !== `Bearer ${TOKEN}` || headers['x-project'] !== PROJECT)
      return errors(401, 'who', { 'WWW-Authenticate': 'Bearer' });
    const allowed = id === undefined ? ['GET', 'POST'] : ['GET', 'DELETE'];
    if (!allowed.includes(method)) return errors(405, 'method', { Allow: allowed.join(', ') });
    if (id === undefined) return method === 'GET' ? list(asked) : start(asked);
    return one(method, decodeURIComponent(id));
  };
}

/** Each job with a progress that grows from request to request. */
function running(all: readonly Job[], request: number): readonly Job[] {
  return all.map((job, index) =>
    index > 3
      ? job
      : {
          ...job,
          state: 'running',
          progress: Math.min(1, request / 100),
          changed: new Date(Date.UTC(2024, 6, 1) + request * 1000).toISOString(),
        },
  );
}

/** With each request a new job leads the list. */
function growing(all: readonly Job[], request: number): readonly Job[] {
  return [
    ...Array.from({ length: request }, (_, index): Job => ({ id: `new-${request - index}`, state: 'waiting' })),
    ...all,
  ];
}

const MOVING = 'the description: jobs change on their own';

export const JOBS: Family = {
  name: 'jobs',
  credentials: { worker: TOKEN, project: PROJECT },
  basePath: '/api/v1',
  variants: [
    {
      name: 'the plain server of the family, with jobs that start and stop',
      allows: 'its description',
      server: () => ({ handle: jobs() }),
      writes: 'all',
    },
    {
      name: 'a job that is stopped is kept, and stops later',
      allows: 'the description: 202 is documented beside 204; RFC 9110 section 9.3.5',
      server: () => ({ handle: jobs({ stopped: 'kept' }) }),
      writes: 'all',
    },
    {
      name: 'a job that is done cannot be stopped: 409',
      allows: 'the description: 409 is documented; RFC 9110 section 15.5.10',
      server: () => ({ handle: jobs({ stopped: 'refused' }) }),
      writes: 'all',
    },
    {
      name: 'a new job is listed after three more lists',
      allows: 'the description: within a minute',
      server: () => ({ handle: jobs({ listedAfter: 3 }) }),
      writes: 'all',
      moves: true,
    },
    {
      name: 'a new job is found at the third look',
      allows: 'RFC 9110 section 15.3.3: what was accepted may not be done yet; 404 is documented',
      server: () => ({ handle: jobs({ foundAfter: 2 }) }),
      writes: 'all',
      moves: true,
    },
    {
      name: 'jobs whose progress grows while they are read',
      allows: MOVING,
      server: () => ({ handle: jobs({ now: running }) }),
      moves: true,
    },
    {
      name: 'a list that grows at its head with each request',
      allows: MOVING,
      server: () => ({ handle: jobs({ now: growing }) }),
      moves: true,
    },
    {
      name: 'a list that shrinks with each second request',
      allows: MOVING,
      server: () => ({
        handle: jobs({
          jobs: Array.from({ length: 60 }, (_, index) => ({ id: `job-${index}`, state: 'done' })),
          now: (all, request) => all.slice(Math.min(Math.floor(request / 2), 55)),
        }),
      }),
      moves: true,
    },
    {
      name: 'each twelfth request comes too often: 429, with Retry-After in seconds',
      allows: 'RFC 6585 section 4; RFC 9110 section 10.2.3; 429 is documented',
      server: () => ({ handle: jobs({ tooOften: (request) => (request % 12 === 5 ? '1' : undefined) }) }),
    },
    {
      name: 'the fifth request comes too often: 429 for five seconds, with their end as a date',
      allows: 'RFC 9110 section 10.2.3: a date or a number of seconds',
      server: () => {
        let end = 0;
        const tooOften = (request: number) => {
          if (request === 5) end = Math.ceil(Date.now() / 1000) * 1000 + 5000;
          return Date.now() < end ? new Date(end).toUTCString() : undefined;
        };
        return { handle: jobs({ tooOften }) };
      },
    },
  ],
  broken: {
    name: 'a key of any project will do',
    server: () => {
      const handle = jobs();
      return { handle: (asked) => handle({ ...asked, headers: { ...asked.headers, 'x-project': PROJECT } }) };
    },
    assertion: 'List jobs: a wrong API key (X-Project): Status is 401',
  },
};
