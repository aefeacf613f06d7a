import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN } from '../setup/compiled.ts';
import { ROOT, runNode, temporaryFolder } from './helpers.ts';

const DESCRIPTION = join(ROOT, 'spec/incident/index.ts');

/** The files that `generate` writes and we commit. */
const COMMITTED = [
  'collections/incident.postman_collection.json',
  'collections/incident.local.postman_environment.json',
  'collections/incident.production.postman_environment.json',
  'spec/incident.openapi.yaml',
  'spec/incident.arazzo.yaml',
];

const toArguments = (command: 'generate' | 'check', folder: string) => [
  BIN,
  command,
  DESCRIPTION,
  '--output',
  folder,
  '--spec',
  folder,
];

/** The bytes of all files in a folder, by name. */
async function bytesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const bytes = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return Object.fromEntries(names.map((name, index) => [name, bytes[index] ?? '']));
}

async function committedBytes(): Promise<Record<string, string>> {
  const entries = COMMITTED.map(async (path) => [basename(path), await readFile(join(ROOT, path), 'latin1')]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Names of the files that differ: an assertion on whole files would print them whole. */
function differing(one: Record<string, string>, other: Record<string, string>): string[] {
  return Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name]);
}

async function copyOfCommitted(): Promise<string> {
  const folder = await temporaryFolder();
  await Promise.all(COMMITTED.map((path) => cp(join(ROOT, path), join(folder, basename(path)))));
  return folder;
}

describe('generate', () => {
  it.each([
    { place: 'here', env: {}, elsewhere: false },
    {
      place: 'in another country',
      env: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', FORCE_COLOR: '1' },
      elsewhere: true,
    },
  ])('writes the committed bytes $place', async ({ env, elsewhere }) => {
    const folder = await temporaryFolder();
    const cwd = elsewhere ? await temporaryFolder() : ROOT;
    const { code, stdout } = await runNode(toArguments('generate', folder), { env, cwd });
    expect(code).toBe(0);
    expect(stdout.match(/^new {2}/gm)).toHaveLength(COMMITTED.length);
    expect(differing(await bytesIn(folder), await committedBytes())).toEqual([]);
  });

  it('leaves a whole file, old or new, when it is killed at any moment', async () => {
    const want = await committedBytes();
    const states = new Set<string>();
    const tryOnce = async (moment: Moment) => {
      for (const [name, bytes] of Object.entries(await generateAndKill(moment))) {
        if (!name.endsWith('.tmp')) states.add(bytes === OLD ? 'old' : bytes === want[name] ? 'new' : `torn ${name}`);
      }
    };
    // Two at once: as many as the machine has cores.
    for (const [one, other] of MOMENTS) await Promise.all([tryOnce(one), tryOnce(other)]);
    expect([...states].filter((state) => state.startsWith('torn'))).toEqual([]);
    expect(states).toContain('old');
  });
});

describe('check', () => {
  it('is content with the committed files', async () => {
    const { code, stderr } = await runNode(toArguments('check', await copyOfCommitted()));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('shows what was changed in each file, and writes nothing', async () => {
    const folder = await copyOfCommitted();
    for (const { file, from, to } of CHANGES) {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8');
      expect(text).toContain(from);
      await writeFile(path, text.replace(from, to));
    }
    const before = await bytesIn(folder);
    const { code, stdout, stderr } = await runNode(toArguments('check', folder));
    expect(code).toBe(1);
    for (const { file } of CHANGES) expect(stdout).toMatch(new RegExp(`^changed .*${file}$`, 'm'));
    expect(changedLines(stderr)).toEqual(CHANGES.flatMap(({ from, to }) => [removed(to), added(from)]));
    expect(stderr).toContain('3 files out of date');
    expect(differing(await bytesIn(folder), before)).toEqual([]);
  });
});

/** In the order of the files that `check` reads. */
const CHANGES = [
  {
    file: 'incident.postman_collection.json',
    from: '"name": "Use case 1: Get all my Incidents"',
    to: '"name": "Use case 1: Get none of my Incidents"',
  },
  { file: 'incident.local.postman_environment.json', from: 'local-client', to: 'another-client' },
  { file: 'incident.openapi.yaml', from: '  version: 1.7.0', to: '  version: 1.7.1' },
];

const removed = (text: string) => expect.stringMatching(new RegExp(`^- .*${text.trim()}`));
const added = (text: string) => expect.stringMatching(new RegExp(`^\\+ .*${text.trim()}`));

/** The lines of a patch that were taken away or added, without its head. */
function changedLines(patch: string): string[] {
  return patch.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
}

const OLD = 'what stood here before\n';

/** When to kill: after a part of a second, or at the n-th change that the system tells of in the folder. */
type Moment = { readonly afterMs: number } | { readonly afterChanges: number };

const MOMENTS: readonly (readonly [Moment, Moment])[] = [
  [{ afterMs: 150 + Math.random() * 300 }, { afterMs: 450 + Math.random() * 500 }],
  [{ afterChanges: 1 }, { afterChanges: 5 }],
  [{ afterChanges: 9 }, { afterChanges: 11 }],
];

/** Generate over old files, kill the process without warning, and give what is in the folder. */
async function generateAndKill(moment: Moment): Promise<Record<string, string>> {
  const folder = join(await temporaryFolder(), 'out');
  await mkdir(folder);
  await Promise.all(COMMITTED.map((path) => writeFile(join(folder, basename(path)), OLD)));
  const changes = watch(folder);
  const child = spawn(process.execPath, toArguments('generate', folder), { stdio: 'ignore' });
  const gone = once(child, 'exit');
  if ('afterMs' in moment) setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
  else {
    let left = moment.afterChanges;
    changes.on('change', () => {
      left -= 1;
      if (left === 0) child.kill('SIGKILL');
    });
  }
  await gone;
  changes.close();
  return bytesIn(folder);
}
