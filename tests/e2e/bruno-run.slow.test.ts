/** Bruno's own command line sends the requests of an imported collection, with a token that Bruno fetches. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { generateCollection, loadDescription, openReferenceTarget, toApiModel } from '../../src/index.ts';
import { serveFetch } from '../cli/support/http.ts';

const run = promisify(execFile);

/** Hundreds of MB, so it is installed for this test only, and CI leaves it out: `npm run bench:bruno`. */
const BRUNO = '@usebruno/cli@4.1.0';

interface Imported {
  readonly name: string;
  readonly root: object;
  readonly items: readonly (Imported & { readonly type: string })[];
}

it.skipIf(process.env['BRUNO'] === undefined)('gets a token, and the use cases with it', async ({ skip }) => {
  const folder = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const argv = ['install', '--ignore-scripts', '--no-audit', '--no-fund', BRUNO];
  const isInstalled = await run('npm', argv, { cwd: folder }).then(
    () => true,
    () => false,
  );
  if (!isInstalled) return skip('there is no registry');
  const description = await loadDescription('spec/incident/index.ts');
  const { collection } = await generateCollection(description, { withoutScripts: true });
  const target = await openReferenceTarget(description, toApiModel(description));
  onTestFinished(target.close);
  const upstream = new URL(target.variables['base_url'] ?? '').origin;
  const sent: string[] = [];
  const { origin } = await serveFetch(async (request) => {
    const { pathname, search } = new URL(request.url);
    const scheme = request.headers.get('authorization')?.split(' ')[0] ?? 'none';
    const body = request.method === 'GET' ? {} : { body: await request.text() };
    const headers = [...request.headers].filter(([name]) =>
      /^(authorization|content-type|x-api-key|accept)$/.test(name),
    );
    const response = await fetch(`${upstream}${pathname}${search}`, { method: request.method, headers, ...body });
    sent.push(`${request.method} ${pathname}${search} ${scheme} ${response.status}`);
    return response;
  });
  const variables = Object.entries(target.variables).map(
    ([name, value]) => `  ${name}: ${value.replace(upstream, origin)}`,
  );
  await importInto(join(folder, 'imported'), folder, collection, variables);
  const bru = join(folder, 'node_modules/@usebruno/cli/bin/bru.js');
  await run(process.execPath, [bru, 'run', '-r', '--env', 'local'], { cwd: join(folder, 'imported') });
  expect(sent).toEqual([
    expect.stringMatching(/^POST \S+\/token Basic 200$/),
    'GET /incident/b2b/v1/incidents Bearer 200',
    'GET /incident/b2b/v1/incidents?location.address.country=FR&priority=P1 Bearer 200',
    'GET /incident/b2b/v1/incidents?offset=10&limit=20&sort=-createdAt Bearer 200',
    expect.stringMatching(/^GET \/incident\/b2b\/v1\/incidents\/\w+ Bearer 200$/),
  ]);
});

/** What Bruno's app does with an import: its converter, and its files. */
async function importInto(to: string, home: string, given: unknown, variables: readonly string[]): Promise<void> {
  const load = createRequire(join(home, 'node_modules/@usebruno/cli/package.json'));
  const { postmanToBruno } = load('@usebruno/converters') as {
    postmanToBruno: (collection: unknown) => Promise<{ readonly collection: Imported }>;
  };
  const files = load('@usebruno/filestore') as Record<
    'stringifyCollection' | 'stringifyFolder' | 'stringifyRequest',
    (...values: readonly unknown[]) => string
  >;
  const format = { format: 'bru' };
  const { collection } = await postmanToBruno(given);
  const settings = { version: '1', name: collection.name, type: 'collection' };
  await mkdir(join(to, 'environments'), { recursive: true });
  await writeFile(join(to, 'bruno.json'), JSON.stringify(settings));
  await writeFile(join(to, 'collection.bru'), files.stringifyCollection(collection.root, settings, format));
  await writeFile(join(to, 'environments/local.bru'), `vars {\n${variables.join('\n')}\n}\n`);
  const write = async (items: Imported['items'], below: string): Promise<void> => {
    for (const [index, item] of items.entries()) {
      const at = join(below, `${index + 1}`);
      if (item.type === 'folder') {
        await mkdir(at);
        await writeFile(
          join(at, 'folder.bru'),
          files.stringifyFolder({ ...item.root, meta: { name: item.name } }, format),
        );
        await write(item.items, at);
      } else await writeFile(`${at}.bru`, files.stringifyRequest({ ...item, seq: index + 1 }, format));
    }
  };
  await write(collection.items, to);
}
