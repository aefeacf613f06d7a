/** What people see: colour and progress where they look on, plain text where a program reads. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, described, execute, start } from './support/cli.ts';
import { serveAnswers } from './support/http.ts';

const WEATHER = described('weather.openapi.yaml');
const LIBRARY = described('library.openapi.yaml');
const ESC = '\u001b';

it.each([
  { env: {}, color: false },
  { env: { NO_COLOR: '1' }, color: false },
  { env: { FORCE_COLOR: '1' }, color: true },
  { env: { FORCE_COLOR: '0' }, color: false },
  { env: { FORCE_COLOR: '' }, color: false },
  { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, color: false },
])('a process that is no terminal paints with $env: $color', async ({ env, color }) => {
  const { code, stdout, stderr } = await execute(['publish'], { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.includes(ESC)).toBe(color);
});

it('a report without a terminal is plain text, and what is said besides goes to stderr', async () => {
  const { code, stdout, stderr } = await execute(['run', WEATHER]);
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(ESC);
  expect(stdout).toMatch(
    /^Weather \(Newman\)\n\nOperations\n {2}✓ GET The weather now .*The contract holds: [^\n]*\n$/s,
  );
  expect(stderr).toMatch(/^1 request to http:\/\/127\.0\.0\.1:\d+\/v1\.\n$/);
});

it('a terminal shows colours, and progress that leaves nothing behind', async () => {
  const { stdout, stderr } = await call(['run', LIBRARY], { terminal: true });
  expect(stdout).toContain(`${ESC}[32m✓${ESC}[39m`);
  const frames = stderr.split(`\r${ESC}[K`);
  expect(frames.length).toBeGreaterThan(2);
  expect(frames.slice(1).every((frame) => visible(frame).length < 80 && !frame.includes('\n'))).toBe(true);
  expect(frames.slice(1).map(visible)).toContainEqual(expect.stringMatching(/^█+░* +31 of 31 requests, \d+ s left$/));
  expect(frames.at(-1)).toBe('');
  expect(frames[0]?.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(frames[0]?.replace(/\n {2}/g, ' ')).toMatch(
    /^31 requests to \S+; scripts that compare \d+ lists? send at most \d+ more and read at most \d+ MB\.\n$/,
  );
});

/** A description with a remark of each length, and one with a fault. */
const REMARKED = `openapi: 3.1.0
info: { title: Remarks, version: '1' }
servers: [{ url: 'https://api.example' }]
security: [{ key: [] }, { token: [] }]
paths:
  /a:
    get: { responses: { 200: { description: Fine, content: { application/json: { schema: { type: string, format: house-number-and-street } } } } } }
  /b: { get: { responses: { 400: { description: Bad } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
`;

it('what is said on a terminal fits it, and is one line each elsewhere', async () => {
  const folder = await folderWith({
    'api.yaml': REMARKED,
    'bad.yaml': REMARKED.replace('X-Key', 'X Key is not a name'),
  });
  const argvs = [
    ['generate', join(folder, 'api.yaml'), '-o', join(folder, 'out'), '--verbose'],
    ['run', join(folder, 'api.yaml'), '--env-file', 'x'.repeat(90)],
    ['run', join(folder, 'bad.yaml'), '--strict'],
    ['run', join(folder, 'api.yaml'), '--fail-on-not-judged', 'empty-lists'],
  ];
  for (const argv of argvs) {
    const { stderr } = await call(argv, { terminal: true });
    // A word, such as a path, is never broken.
    const tooLong = visible(stderr)
      .split('\n')
      .filter((line) => line.length > 80 && line.replace(/^ +(at +)?/, '').includes(' '));
    expect(tooLong).toEqual([]);
    const plain = (await call(argv)).stderr;
    expect(visible(stderr).replace(/\s+/g, ' '), argv.join(' ')).toBe(plain.replace(/\s+/g, ' '));
  }
  const { stderr } = await call(argvs[0] ?? []);
  expect(stderr).toContain('/schema/format: the format "house-number-and-street" is not judged\n');
  expect(stderr).toMatch(/^note: \S+ \S+: GET \/a.*: requests use "key", and the alternative "token" is not tried$/m);
});

it('a run that is asked to stop says so, and ends with 128 and the number of the signal', async () => {
  let received = () => {};
  const isRequested = new Promise<void>((resolve) => {
    received = resolve;
  });
  const live = await serveAnswers(() => {
    received();
    return 'silence';
  });
  const { child, ended } = start(['run', WEATHER, '--target', live.origin]);
  await isRequested;
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect({ code, signal: child.signalCode }).toEqual({ code: 130, signal: null });
  expect(stdout).toContain('1. The run was stopped by Ctrl-C\n');
});

function visible(text: string): string {
  return text.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '');
}
