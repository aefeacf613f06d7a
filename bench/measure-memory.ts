/**
 * The memory of `run` where one response of a suite is much too large: `npm run bench:memory -- newman postman`.
 *
 * Prints the largest resident memory of the whole tree of processes, and how far above the same suite with small responses it is. Linux
 * only, since it reads /proc. Exit code 1 if a case is more than 150 MB above.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { certify } from '../tests/helpers/certificate.ts';
import { listenOn } from '../tests/run/support/bad-server.ts';

/** The most that a case may be above the baseline, in MB. */
const MOST = 150;
const UNPACKED = 500_000_000;
const WITHIN = ', within';

const plain = Buffer.alloc(UNPACKED, ' ');
const PACKED = {
  gzip: gzipSync(plain),
  br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const row = (id: number) => ({ id: String(id), name: `Name of item ${id}`, amount: id * 1.5 });
const largest = JSON.stringify({ items: Array.from({ length: 164_000 }, (_, id) => row(id)) }).slice(0, -2);

type Respond = (response: Parameters<RequestListener>[1]) => void;
const send =
  (text: string | Buffer, headers = {}): Respond =>
  (response) =>
    void response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(text);
const endless: Respond = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const fill = () => {
    while (!response.destroyed && response.write(plain.subarray(0, 65_536)));
  };
  response.on('drain', fill);
  fill();
};
const small = send('{"items":[]}');
const UNCACHED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
const token = send('{"access_token":"token-of-the-bench","token_type":"Bearer","expires_in":3600}', UNCACHED);
const refused = (status: number, error: string): Respond => {
  const headers = { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic', ...UNCACHED };
  return (response) => void response.writeHead(status, headers).end(JSON.stringify({ error }));
};
const CLIENT = `Basic ${Buffer.from('bench-client:secret-of-the-bench').toString('base64')}`;

/** What the sixth operation, and the token endpoint, respond. */
const CASES: Readonly<Record<string, { readonly sixth?: Respond; readonly token?: Respond }>> = {
  'small responses': {},
  'an endless body': { sixth: endless },
  'an endless token': { token: endless },
  'gzip of 500 MB': { sixth: send(PACKED.gzip, { 'Content-Encoding': 'gzip' }) },
  'brotli of 500 MB': { sixth: send(PACKED.br, { 'Content-Encoding': 'br' }) },
  '50 MB': { sixth: send(plain.subarray(0, 50_000_000)) },
  [`${(largest.length / 1e6).toFixed(1)} MB${WITHIN}`]: { sixth: send(`${largest}]}`) },
};

const item = {
  type: 'object',
  required: ['id', 'name', 'amount'],
  properties: { id: { type: 'string' }, name: { type: 'string' }, amount: { type: 'number' } },
};
const body = { type: 'object', required: ['items'], properties: { items: { type: 'array', items: item } } };
const answer = { description: 'OK', content: { 'application/json': { schema: body } } };
const paths = Array.from({ length: 12 }, (_, index) => [
  `/${index + 1}`,
  { get: { operationId: `get${index + 1}`, responses: { 200: answer } } },
]);
const document = {
  openapi: '3.1.0',
  info: { title: 'Memory', version: '1' },
  servers: [{ url: 'https://api.example' }],
  security: [{ oauth: [] }],
  paths: Object.fromEntries(paths) as unknown,
  components: {
    securitySchemes: {
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://api.example/token', scopes: {} } } },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
const file = join(folder, 'memory.openapi.json');
writeFileSync(file, JSON.stringify(document));
const certified = certify();
writeFileSync(join(folder, 'cert.pem'), certified.cert);
let isOver = false;
for (const client of process.argv.length > 2 ? process.argv.slice(2) : ['newman', 'postman']) {
  for (const scheme of ['http', 'https'] as const) await measure(client, scheme);
}
rmSync(folder, { recursive: true });
process.exitCode = isOver ? 1 : 0;

async function measure(client: string, scheme: 'http' | 'https'): Promise<void> {
  let base = 0;
  for (const [name, { sixth = small, token: granted = token }] of Object.entries(CASES)) {
    const atTokenEndpoint = (form: string, authorization: string | undefined): Respond => {
      if (authorization !== CLIENT) return refused(401, 'invalid_client');
      const [, grant] = /\bgrant_type=(\w+)/.exec(form) ?? [];
      if (grant === 'client_credentials') return granted;
      return refused(400, grant === undefined ? 'invalid_request' : 'unsupported_grant_type');
    };
    const listening = await listenOn(
      (request, response) => {
        const { authorization } = request.headers;
        const act = (form: string) => {
          if (request.url === '/token') atTokenEndpoint(form, authorization)(response);
          else if (authorization !== 'Bearer token-of-the-bench') void response.writeHead(401).end('{}');
          else if (request.url === '/6') sixth(response);
          else small(response);
        };
        let form = '';
        request.setEncoding('utf8').on('data', (chunk: string) => {
          form += chunk;
        });
        request.on('end', () => act(form));
      },
      scheme === 'https' ? certified : undefined,
    );
    const { peak, code, seconds, problems } = await runOnce(client, `${scheme}://localhost:${listening.port}`);
    await listening.close();
    base ||= peak;
    const above = peak - base;
    // A response within the limits takes the memory that the client needs for it.
    isOver ||= above > MOST && !name.endsWith(WITHIN);
    const figures = `${String(peak).padStart(5)} MB ${String(above).padStart(5)} above  exit ${code}  ${seconds.toFixed(1).padStart(5)} s`;
    process.stdout.write(`${client.padEnd(8)}${scheme.padEnd(6)}${name.padEnd(22)}${figures}  ${problems}\n`);
  }
}

interface Measured {
  /** In MB. */
  readonly peak: number;
  readonly code: number;
  readonly seconds: number;
  readonly problems: string;
}

async function runOnce(client: string, url: string): Promise<Measured> {
  const begin = performance.now();
  const argv = ['--import', 'tsx', 'src/cli/bin.ts', 'run', file, '--client', client, '--target', url, '--json'];
  const child = spawn(process.execPath, argv, {
    env: {
      ...process.env,
      CLIENT_ID: 'bench-client',
      CLIENT_SECRET: 'secret-of-the-bench',
      TOKEN_URL: `${url}/token`,
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMemory(child.pid ?? 0));
  }, 25);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(timer);
  return { peak: Math.round(peak), code, seconds: (performance.now() - begin) / 1000, problems: problemsIn(text) };
}

/** The resident memory of a process and all its descendants, in MB. */
function residentMemory(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ pid: Number(pid), parent: field('PPid'), kB: field('VmRSS') }];
      } catch {
        return [];
      }
    });
  const tree = new Set([root]);
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid);
  }
  return processes.filter(({ pid }) => tree.has(pid)).reduce((sum, { kB }) => sum + kB, 0) / 1000;
}

function problemsIn(text: string): string {
  try {
    const { problems, requests } = JSON.parse(text) as { problems: string[]; requests: { problems: string[] }[] };
    const all = [...problems, ...requests.flatMap((request) => request.problems)];
    return [...new Set(all)].filter((problem) => problem !== 'It was not sent.').join(' | ');
  } catch {
    return text.slice(0, 200);
  }
}
