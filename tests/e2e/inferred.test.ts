import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, startTracker, tracker } from './tracker.ts';

const BIN = resolve('src/cli/bin.ts');

let folder = '';
let description = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inferred-'));
  description = join(folder, 'tracker.openapi.json');
  await writeFile(description, JSON.stringify(tracker));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line, in a process of its own, in a folder of its own. */
function cli(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const given = ['--import', import.meta.resolve('tsx'), BIN, ...args];
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise((done) => {
    execFile(process.execPath, given, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

const LIMIT = '"limit" is the greatest number of items in an answer (its name and its type, integer)';
const TOTAL_LINE =
  'X-Result-Count" is the number of items in the answer (without a header for the total it may be that)';

describe('a description without x-list', () => {
  it('is generated, and each inference is printed with the line that declares or denies it', async () => {
    const { code, stderr } = await cli('generate', description, '--output', 'out');
    expect(code).toBe(0);
    expect(stderr).toContain(
      `inferred: listIssues: ${LIMIT}; declare: x-list: { limit: limit }; deny: x-list: false\n`,
    );
    expect(stderr).toContain(`not inferred: get /cart: "${TOTAL_LINE}; declare: x-list: { count: X-Result-Count }\n`);
    const again = await cli('check', description, '--output', 'out', '--json');
    expect(again.code).toBe(0);
    const { inferences } = JSON.parse(again.stdout) as { inferences: { operation: string; what: string }[] };
    expect(inferences).toContainEqual(
      expect.objectContaining({ operation: 'listIssues', declare: 'x-list: { limit: limit }' }),
    );
  });

  it('holds on the reference server, and the reports hold what was inferred', async () => {
    const { code, stdout, stderr } = await cli('run', description, '--reports', 'reports');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The contract holds') });
    expect(stdout.slice(stdout.indexOf('Notices'))).toContain(`  inferred: listIssues: ${LIMIT}`);
    expect(stderr).toContain(`inferred: listIssues: ${LIMIT}`);
    for (const promise of [
      'The page holds at most 10 items',
      'The items are sorted by createdAt (ascending)',
      'Every item has status "open"',
      'The item is the one that was asked for',
    ]) {
      expect(stdout).toContain(`✓ ${promise}`);
    }
    const { notes } = JSON.parse(await readFile(join(folder, 'reports/tracker.json'), 'utf8')) as { notes: string[] };
    expect(notes.some((note) => note.includes(LIMIT))).toBe(true);
    expect(await readFile(join(folder, 'reports/tracker.junit.xml'), 'utf8')).toMatch(
      /<system-out>inferred: listIssues: [\s\S]*&quot;limit&quot;[\s\S]*<\/system-out>/,
    );
  });

  it('has nothing inferred where x-list denies it', async () => {
    const denied = structuredClone(tracker) as { paths: Record<string, Record<string, object>> };
    for (const path of Object.values(denied.paths)) if (path['get']) path['get'] = { ...path['get'], 'x-list': false };
    const file = join(folder, 'denied.openapi.json');
    await writeFile(file, JSON.stringify(denied));
    const { code, stderr, stdout } = await cli('run', file);
    expect({ code, inferred: stderr.includes('inferred') || stdout.includes('inferred') }).toEqual({
      code: 0,
      inferred: false,
    });
  });
});

describe('a server that nobody described in full', () => {
  async function runAgainst(faults: readonly Fault[]) {
    const server = await startTracker(faults);
    try {
      const { code, stdout } = await cli('run', description, '--target', server.url);
      const broken = stdout.split('\n').filter((line) => /^ {6}✗/.test(line));
      return { code, broken: broken.map((line) => line.replace(/^ *✗ /, '')), asked: server.asked, stdout };
    } finally {
      await server.close();
    }
  }

  it('is not accused where it differs from what one might guess', async () => {
    const { code, broken, asked } = await runAgainst([]);
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    // What is no value of a parameter may be cut to one, unless it is no number at all.
    expect(asked.filter((url) => /[?&](offset|limit)=-|limit=0|limit=1001/.test(url))).toEqual([]);
    expect(asked).toContain('/v1/issues?offset=many');
  });

  it.each([
    { fault: 'ignores status', want: 'Every item has status "open"' },
    { fault: 'ignores limit', want: 'The page holds at most 10 items' },
    { fault: 'gives another issue', want: 'The item is the one that was asked for' },
    { fault: 'ignores from when', want: 'Every item has the createdFrom that was asked for' },
    { fault: 'sorts backwards', want: 'The items are sorted by createdAt (ascending)' },
  ] as const)('is found out when it $fault', async ({ fault, want }) => {
    const { code, broken } = await runAgainst([fault]);
    expect({ code, broken }).toEqual({ code: 1, broken: expect.arrayContaining([want]) });
  });
});
