import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { OverlayDocument } from '../../src/load/overlay-document.ts';
import { BIN } from '../setup/compiled.ts';
import { startTeams, teams } from './teams.ts';
import { type Fault, startTracker, tracker } from './tracker.ts';

let folder = '';
let description = '';
let overlay = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inferred-'));
  description = join(folder, 'tracker.openapi.json');
  await writeFile(description, JSON.stringify(tracker));
  overlay = join(folder, 'tracker.overlay.yaml');
  const { code, stdout } = await cli('infer', description);
  expect(code).toBe(0);
  // Somebody who knows the server strikes out what is not so: the total is of all issues, whatever is requested.
  const proposed = parse(stdout) as OverlayDocument;
  const actions = proposed.actions.filter(({ update }) => !JSON.stringify(update).includes('X-Total-Count'));
  expect(proposed.actions.length - actions.length).toBe(1);
  await writeFile(overlay, stringify({ ...proposed, actions }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line, in a process of its own, in a folder of its own. */
function cli(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise((done) => {
    execFile(process.execPath, [BIN, ...args], { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

const LIMIT = '"limit" is the maximum number of items in a response';
const LINE = `by convention: listIssues: ${LIMIT} ("limit" and "offset" are both present and of type integer)`;

/** What an order, a filter, or the id of an item would be asserted by. */
const ACCEPTED = [
  'The items are sorted by createdAt (ascending)',
  'Every item has status "open"',
  'The item has the requested id',
];

describe('a description without x-list', () => {
  it('is generated, and each convention is printed with the line that declares or denies it, and how many proposals there are', async () => {
    const { code, stderr } = await cli('generate', description, '--output', 'out');
    expect(code).toBe(0);
    expect(stderr).toContain(`${LINE}; declare: x-list: { limit: limit }; deny: x-list: false\n`);
    expect(stderr).toMatch(/\n\d+ proposals for more assertions, to review: postman-contract infer .*\n$/);
    const again = await cli('check', description, '--output', 'out', '--json');
    expect(again.code).toBe(0);
    const { conventions, proposals } = JSON.parse(again.stdout) as Record<string, readonly { operation: string }[]>;
    expect(conventions).toContainEqual(
      expect.objectContaining({ operation: 'listIssues', declare: { 'x-list': { limit: 'limit' } } }),
    );
    expect(proposals?.length).toBeGreaterThan(5);
  });

  it('asserts no filter, no order and no identity, and the reports hold the conventions', async () => {
    const { code, stdout, stderr } = await cli('run', description, '--verbose', '--reports', 'reports');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The contract holds') });
    expect(stdout.slice(stdout.indexOf('Notices')).replace(/\s+/g, ' ')).toContain(` ${LINE}`);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^\d+ proposals .*: postman-contract infer /);
    expect(stdout).toContain('✓ The page contains at most 10 items');
    expect(stdout).toContain('✓ X-Total-Count is at least the number of items up to this page');
    for (const title of ACCEPTED) expect(stdout).not.toContain(title);
    expect(stdout).not.toMatch(/sorted by|Every item has/);
    const { notes } = JSON.parse(await readFile(join(folder, 'reports/tracker.json'), 'utf8')) as { notes: string[] };
    expect(notes.some((note) => note.includes(LIMIT))).toBe(true);
    expect(await readFile(join(folder, 'reports/tracker.junit.xml'), 'utf8')).toMatch(
      /<system-out>by convention: listIssues: [\s\S]*&quot;limit&quot;[\s\S]*<\/system-out>/,
    );
  });

  it('asserts what was proposed once an overlay accepts it', async () => {
    const { code, stdout, stderr } = await cli('run', description, '--verbose', '--overlay', overlay);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The contract holds') });
    for (const title of ['The page contains at most 10 items', ...ACCEPTED]) expect(stdout).toContain(`✓ ${title}`);
    expect(stderr).not.toMatch(/by convention|proposal/);
  });

  it('has nothing by convention where x-list denies it', async () => {
    const denied = structuredClone(tracker) as { paths: Record<string, Record<string, object>> };
    for (const path of Object.values(denied.paths)) if (path['get']) path['get'] = { ...path['get'], 'x-list': false };
    const file = join(folder, 'denied.openapi.json');
    await writeFile(file, JSON.stringify(denied));
    const { code, stderr, stdout } = await cli('run', file);
    expect({ code, printed: /by convention|proposal/.test(stderr + stdout) }).toEqual({ code: 0, printed: false });
  });
});

describe('a server that nobody described in full', () => {
  async function runAgainst(faults: readonly Fault[], ...more: readonly string[]) {
    const server = await startTracker(faults);
    try {
      const { code, stdout } = await cli('run', description, '--verbose', '--target', server.url, ...more);
      const broken = stdout.split('\n').filter((line) => /^ {6}✗/.test(line));
      return { code, broken: broken.map((line) => line.replace(/^ *✗ /, '')), received: server.received, stdout };
    } finally {
      await server.close();
    }
  }

  it.each([
    { how: 'by convention alone', more: () => [] },
    { how: 'by what was accepted', more: () => ['--overlay', overlay] },
  ])('passes $how where it differs from what one might guess', async ({ more }) => {
    const { code, broken, received } = await runAgainst([], ...more());
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    // What is no value of a parameter may be cut to one, or be taken for none.
    expect(received.filter((url) => /[?&](offset|limit)=[-a-z]|limit=0|limit=1001/.test(url))).toEqual([]);
  });

  it('is found out by convention alone when it ignores the limit', async () => {
    const { code, broken } = await runAgainst(['ignores limit']);
    expect({ code, broken }).toEqual({
      code: 1,
      broken: expect.arrayContaining(['The page contains at most 10 items']),
    });
  });

  it.each([
    {
      faults: ['ignores status', 'sorts backwards'],
      want: ['Every item has status "open"', 'The items are sorted by createdAt (ascending)'],
    },
    {
      faults: ['gives another issue', 'ignores from when'],
      want: ['The item has the requested id', 'Every item has the requested createdFrom'],
    },
  ] as const)('is found out by what was accepted when it $faults', async ({ faults, want }) => {
    const { code, broken } = await runAgainst(faults, '--overlay', overlay);
    expect({ code, broken }).toEqual({ code: 1, broken: expect.arrayContaining([...want]) });
  });
});

it('a server that finds more than the very value passes, whatever its sentences seem to say', async () => {
  const file = join(folder, 'teams.openapi.json');
  await writeFile(file, JSON.stringify(teams));
  const server = await startTeams();
  try {
    const { code, stdout, stderr } = await cli('run', file, '--verbose', '--target', server.url);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The contract holds') });
    expect(stdout).not.toContain('Every item has');
    expect(stderr).toMatch(/\d+ proposals for more assertions, to review/);
  } finally {
    await server.close();
  }
  const { stdout } = await cli('infer', file);
  expect(stdout.replace(/\s+/g, ' ')).toContain('Only people at this site; people without a site are kept.');
  expect(stdout).not.toContain('in a team that reports to it');
});
