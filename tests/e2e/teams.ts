/** People of teams, found by sentences that seem to speak of equality, and a server that keeps to what they really say. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const text = { type: 'string' };
const query = (name: string, description: string) => ({ name, in: 'query', description, schema: text });
const json = (schema: object) => ({ description: 'As asked', content: { 'application/json': { schema } } });
const person = {
  type: 'object',
  required: ['id', 'team'],
  properties: { id: text, team: text, site: text, badge: text },
};

export const teams = {
  openapi: '3.1.0',
  info: { title: 'Teams', version: '1' },
  servers: [{ url: 'https://teams.example' }],
  paths: {
    '/people': {
      get: {
        summary: 'List people',
        parameters: [
          query('team', 'People in this team, or in a team that reports to it.'),
          query('site', 'Only people at this site; people without a site are kept.'),
          query('badge', 'Only people with this badge. An unknown value is treated as no filter.'),
        ],
        responses: { 200: json({ type: 'array', items: person }) },
      },
    },
    '/people/{id}': {
      get: {
        summary: 'Get a person',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        responses: { 200: json(person), 404: { description: 'No such person' } },
      },
    },
  },
};

const REPORTS_TO: Readonly<Record<string, string>> = { tools: 'platform', data: 'platform', platform: 'product' };

const people = [
  { id: 'p1', team: 'product', site: 'Oslo', badge: 'red' },
  { id: 'p2', team: 'platform', badge: 'blue' },
  { id: 'p3', team: 'tools', site: 'Lyon', badge: 'red' },
  { id: 'p4', team: 'data' },
  { id: 'p5', team: 'sales', site: 'Oslo', badge: 'green' },
];

function isIn(team: string, received: string): boolean {
  const above = REPORTS_TO[team];
  return team === received || (above !== undefined && isIn(above, received));
}

function found({ searchParams }: URL) {
  const [team, site, badge] = ['team', 'site', 'badge'].map((name) => searchParams.get(name));
  return people.filter(
    (one) =>
      (!team || isIn(one.team, team)) &&
      (!site || one.site === undefined || one.site === site) &&
      (!badge || !people.some((other) => other.badge === badge) || one.badge === badge),
  );
}

/** Listens on a port of its own. */
export async function startTeams() {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://teams');
    const id = /^\/people\/(.+)$/.exec(url.pathname)?.[1];
    const body = id === undefined ? found(url) : people.find((one) => one.id === id);
    response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}
