/** What `doctor` says of a right server, and of wrong ones. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certify } from '../../tests/helpers/certificate.ts';
import { call } from './call.ts';
import { DESCRIPTION, type Fault, serveIncidents } from './server.ts';

/** Every response with one more header. */
function withHeader(name: string, value: () => string): Fault {
  return (correct) => async (request) => {
    const response = await correct(request);
    const headers = new Headers(response.headers);
    headers.set(name, value());
    return new Response(response.body, { status: response.status, headers });
  };
}

type Env = Readonly<Record<string, string>>;

interface Case {
  readonly title: string;
  readonly fault?: Fault;
  /** Another target than the server. */
  readonly target?: () => Promise<string>;
  readonly env?: Env;
}

const CASES: readonly Case[] = [
  { title: 'A right server' },
  { title: 'The host is not found', target: async () => 'https://nowhere.invalid/incident/b2b/v1' },
  { title: 'The connection is refused', target: closedPort },
  { title: 'A certificate that no authority signed', target: selfSigned },
  { title: 'The client secret is refused', env: { CLIENT_SECRET: 'not-the-secret' } },
  { title: 'The API key is refused', env: { API_KEY: 'not-the-key' } },
  { title: 'Another version of the API', fault: withHeader('API-Version', () => '9.0.0') },
  {
    title: 'A clock that is an hour off',
    fault: withHeader('Date', () => new Date(Date.now() - 3_600_000).toUTCString()),
  },
];

export async function doctorBlocks(block: (text: string) => string): Promise<string> {
  const parts: string[] = [];
  for (const { title, fault, target: other, env: changed } of CASES) {
    const server = await serveIncidents(fault);
    const target = (await other?.()) ?? server.target;
    const tokenUrl = other ? { TOKEN_URL: `${new URL(target).origin}/oauth/v3/token` } : {};
    const { code, stdout } = await call(['doctor', DESCRIPTION, '--target', target], {
      ...server.env,
      ...tokenUrl,
      ...changed,
    });
    await server.close();
    parts.push(`### ${title}: exit ${code}\n\n${block(stdout)}`);
  }
  return parts.join('\n');
}

async function closedPort(): Promise<string> {
  const { target, close } = await serveIncidents();
  await close();
  return target;
}

async function selfSigned(): Promise<string> {
  const server = createServer(certify(), (_, response) => void response.end()).listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}/incident/b2b/v1`;
}
