/** A tracker of issues, described without `x-list`, and a server for it that is right, and other than one would guess. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const query = (name: string, schema: object, description = '') => ({ name, in: 'query', schema, description });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: object, headers: object = {}) => ({
  200: { description: 'As asked', headers, content: { 'application/json': { schema } } },
});
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const status = { type: 'string', enum: ['open', 'closed'] };
const level = { type: 'string', enum: ['low', 'high', 'urgent'] };
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  sort: ['createdAt', '-createdAt', 'title', '-title'],
  status: status.enum,
  severity: level.enum,
};
const header = { required: true, schema: { type: 'integer' } };
const id = (type: string) => ({ name: 'id', in: 'path', required: true, schema: { type } });

const list = {
  operationId: 'listIssues',
  summary: 'List issues',
  parameters: [
    query('offset', { type: 'integer', minimum: 0 }),
    query('limit', { type: 'integer', maximum: 1000 }),
    query('sort', { type: 'string', enum: ['createdAt', '-createdAt', 'title', '-title'] }),
    query('status', status, 'The status of an issue.'),
    query('severity', level),
    query('title', text),
    query('archived', { type: 'boolean' }),
    query('createdFrom', moment, 'Issues that were created at this instant or later.'),
    query('createdBefore', moment, 'Issues that were created before this instant, not at it.'),
  ],
  responses: {
    ...answer({ type: 'array', items: ref('Issue') }, { 'X-Total-Count': header }),
    400: { description: 'A bad query' },
  },
};

const envelope = { type: 'object', required: ['data'], properties: { data: { type: 'array', items: ref('Line') } } };
const page = [query('page', { type: 'integer' }), query('per_page', { type: 'integer', default: 2 })];
const count = { 'X-Result-Count': header };

/** Issues by offset, cart lines by page, people of whom one is `me`, drafts of which there are none. */
export const tracker = {
  openapi: '3.1.1',
  info: { title: 'Tracker', version: '1' },
  servers: [{ url: 'https://tracker.example/v1' }],
  paths: {
    '/issues': { get: list },
    '/issues/{id}': {
      get: {
        summary: 'Get an issue',
        parameters: [{ ...id('integer'), example: 404 }],
        responses: { ...answer(ref('WholeIssue')), 404: { description: 'No such issue' } },
      },
    },
    '/cart': { get: { summary: 'See the cart', parameters: page, responses: answer(envelope, count) } },
    '/people/{id}': {
      get: {
        summary: 'Get a person',
        parameters: [{ ...id('string'), example: 'me' }],
        responses: answer(ref('Line')),
      },
    },
    '/people': { get: { summary: 'List people', responses: answer({ type: 'array', items: ref('Line') }) } },
    '/drafts': { get: { summary: 'List drafts', responses: answer({ type: 'array', items: ref('Line') }) } },
    '/drafts/{id}': {
      delete: { summary: 'Drop a draft', parameters: [id('string')], responses: { 204: { description: 'Gone' } } },
    },
  },
  components: {
    schemas: {
      Issue: {
        type: 'object',
        required: ['id', 'title', 'status', 'severity', 'archived', 'createdAt'],
        properties: {
          id: { type: 'integer' },
          title: text,
          status,
          severity: level,
          archived: { type: 'boolean' },
          createdAt: moment,
        },
      },
      WholeIssue: {
        allOf: [ref('Issue'), { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }],
      },
      Line: { type: 'object', required: ['id'], properties: { id: text, amount: { type: 'integer' } } },
    },
  },
};

const LEVELS = level.enum;

const issues = Array.from({ length: 60 }, (_, index) => ({
  id: 100 + index,
  title: `${index % 2 ? 'printer' : 'Printer'} ${'ABc'[index % 3]} out of paper on the ${index}th floor`,
  status: index % 3 ? 'open' : 'closed',
  severity: LEVELS[index % 3] ?? 'low',
  archived: index % 5 === 0,
  createdAt: `2024-03-${String(((index * 5) % 28) + 1).padStart(2, '0')}T12:00:00Z`,
}));

/** How the server is to break what conventions say; empty: it is right. */
export type Fault =
  | 'ignores status'
  | 'ignores limit'
  | 'gives another issue'
  | 'sorts backwards'
  | 'ignores from when';

/** Listens on a port of its own; `received` is every path and query that it was asked for. */
export async function startTracker(faults: readonly Fault[] = []) {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://tracker');
    received.push(`${url.pathname}${url.search}`);
    const { code, body, headers } = reply(url, faults, received.length);
    response.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, received, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

interface Reply {
  readonly code: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function reply(url: URL, faults: readonly Fault[], turn: number): Reply {
  const [, , resource, id] = url.pathname.split('/');
  if (resource === 'issues') return id === undefined ? issueList(url, faults, turn) : issue(id, faults, turn);
  // The same article twice is two lines; the header counts what is in the cart, not what is in the answer.
  if (resource === 'cart') {
    const data = [{ id: 'a' }, { id: 'a' }].slice(0, Number(url.searchParams.get('per_page') ?? 2));
    return { code: 200, body: { data }, headers: { 'X-Result-Count': '9' } };
  }
  if (resource === 'drafts' && id === undefined) return { code: 200, body: [] };
  if (resource === 'people') return { code: 200, body: id === undefined ? [{ id: 'ann' }] : { id: 'ann' } };
  return { code: 404, body: { code: 'unknown' } };
}

/** What has another type, or is none of the documented values, is refused; a number out of bounds is taken for the nearest one within. */
function issueList({ searchParams: query }: URL, faults: readonly Fault[], turn: number): Reply {
  const received = (name: string) => query.get(name) ?? undefined;
  const isNumber = ['offset', 'limit'].every((name) => /^-?\d+$/.test(received(name) ?? '0'));
  const isKnown = Object.entries(KNOWN).every(([name, values]) => values.includes(received(name) ?? values[0] ?? ''));
  if (!isNumber || !isKnown || !/^(true|false)$/.test(received('archived') ?? 'false'))
    return { code: 400, body: { code: 'bad query' } };
  const least = LEVELS.indexOf(received('severity') ?? 'low');
  const found = issues.filter(
    ({ status, severity, title, archived, createdAt }) =>
      // Closed ones are shown when asked for only; a severity asks for all that is worse; titles are found in part.
      (faults.includes('ignores status') || status === (received('status') ?? 'open')) &&
      LEVELS.indexOf(severity) >= least &&
      title.toLowerCase().includes(received('title')?.toLowerCase() ?? '') &&
      (received('archived') === 'true' || !archived) &&
      (faults.includes('ignores from when') ||
        Date.parse(createdAt) >= Date.parse(received('createdFrom') ?? createdAt)) &&
      (received('createdBefore') === undefined || Date.parse(createdAt) < Date.parse(received('createdBefore') ?? '')),
  );
  const offset = Number(received('offset') ?? 0);
  // Beyond the end there is no page, and no page is longer than 5.
  if (offset >= found.length) return { code: 404, body: { code: 'no such page' } };
  const size = faults.includes('ignores limit') ? 20 : Math.min(Number(received('limit')) || 5, 5);
  const body = inOrder(found, received('sort'), faults, turn).slice(offset, offset + size);
  // The total is of all issues, whatever is requested.
  return { code: 200, body, headers: { 'X-Total-Count': String(issues.length) } };
}

/** Titles without regard to case; unsorted, another order every time. */
function inOrder(found: typeof issues, sort: string | undefined, faults: readonly Fault[], turn: number) {
  if (sort === undefined) return [...found.slice(turn % found.length), ...found.slice(0, turn % found.length)];
  const key = sort.replace('-', '') === 'title' ? 'title' : 'createdAt';
  const step = sort.startsWith('-') !== faults.includes('sorts backwards') ? -1 : 1;
  return found.toSorted((a, b) => step * a[key].localeCompare(b[key], 'en', { sensitivity: 'base' }));
}

/** Details tell the title in full, which the list cuts; what is requested oddly is refused as bad, not as unknown. */
function issue(id: string, faults: readonly Fault[], turn: number): Reply {
  if (!/^\d+$/.test(id)) return { code: 400, body: { code: 'no number' } };
  const found = issues.find((candidate) => String(candidate.id) === id);
  if (!found) return { code: 404, body: { code: 'unknown' } };
  const givenId = faults.includes('gives another issue') ? found.id + 1 : found.id;
  return { code: 200, body: { ...found, id: givenId, title: `${found.title}, seen ${turn} times`, text: 'Again.' } };
}
