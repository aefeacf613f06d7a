/** `infer` writes what is proposed as an overlay, and tells whether a committed one still fits. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { OverlayDocument } from '../../src/load/overlay-document.ts';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';

const FAULTS = described('inferred/faults.openapi.yaml');

it('writes an overlay to stdout: one action for each proposal, with the words that it was read from', async () => {
  const { code, stdout, stderr } = await call(['infer', FAULTS]);
  expect(code).toBe(0);
  const overlay = parse(stdout) as OverlayDocument;
  expect(overlay).toMatchObject({ overlay: '1.1.0', info: { version: '1' } });
  const added = overlay.actions.filter(({ description }) => !/\(certain by convention/.test(description ?? ''));
  expect(stderr).toContain(`${added.length} proposals. Delete what is wrong`);
  for (const { target, description, update } of overlay.actions) {
    expect(target).toMatch(/^\$\./);
    expect(description).toMatch(/\(.+\)$/s);
    expect(Object.keys(update as object)).toHaveLength(1);
  }
  expect((await call(['infer', FAULTS])).stdout, 'the same each time').toBe(stdout);
});

it('writes a file, and proposes nothing of what an overlay declares', async () => {
  const file = join(await folderWith(), 'deep/faults.overlay.yaml');
  expect((await call(['infer', FAULTS, '--output', file])).stdout).toMatch(/^new +\S/);
  const text = await readFile(file, 'utf8');
  expect(text).toBe((await call(['infer', FAULTS])).stdout);
  expect((await call(['infer', FAULTS, '-o', file])).stdout).toMatch(/^unchanged /);
  expect(await call(['infer', FAULTS, '--overlay', file])).toMatchObject({ code: 0, stdout: '' });
  expect((await call(['infer', FAULTS, '--overlay', file])).stderr).toContain('0 proposals\n');
});

it('writes a file that changes nothing where nothing is proposed, so that --overlay finds it', async () => {
  const plain =
    "openapi: 3.0.3\ninfo: { title: Plain, version: '1' }\npaths: { /a: { get: { responses: { '204': { description: '' } } } } }\n";
  const folder = await folderWith({ 'plain.yaml': plain });
  const [plainly, overlay] = [join(folder, 'plain.yaml'), join(folder, 'plain.overlay.yaml')];
  expect(await call(['infer', plainly])).toMatchObject({ code: 0, stdout: '' });
  expect((await call(['infer', plainly, '-o', overlay])).stdout).toMatch(/^new /);
  expect(await call(['infer', '--check', plainly, '--overlay', overlay])).toMatchObject({ code: 0, stdout: '' });
});

it('says what is too doubtful to be proposed, and with --json all of it', async () => {
  const uncertain = described('uncertain/scales.openapi.yaml');
  expect((await call(['infer', uncertain])).stderr).toMatch(/^not proposed: \S.*: .* \(.*\)$/m);
  const { stdout } = await call(['infer', uncertain, '--json']);
  const { proposals, doubts } = JSON.parse(stdout) as Record<'proposals' | 'doubts', readonly { why: string }[]>;
  expect(proposals?.length).toBeGreaterThan(0);
  expect(doubts?.map(({ why }) => why)).toContain('a value on a scale may also select everything beyond it');
});

describe('infer --check', () => {
  it('is fine with an overlay that fits, and exits 1 with one that does not', async () => {
    const folder = await folderWith();
    const file = join(folder, 'faults.overlay.yaml');
    await call(['infer', FAULTS, '-o', file]);
    expect(await call(['infer', '--check', FAULTS, '--overlay', file])).toMatchObject({ code: 0, stdout: '' });
    const text = await readFile(file, 'utf8');
    const { actions } = parse(text) as OverlayDocument;
    const [{ target } = { target: '' }] = actions;
    await writeFile(file, text.replaceAll(target, "$.paths['/gone'].get"));
    const { code, stderr } = await call(['infer', '--check', FAULTS, '--overlay', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('/gone');
    const unfit = (text: string) => text.split('\n').filter((line) => line.startsWith('overlay: '));
    expect(unfit((await call(['infer', FAULTS, '--overlay', file])).stderr)).toEqual(unfit(stderr));
    expect(stderr).toMatch(/\d+ actions? of the overlays match nothing\n$/);
  });

  it.each([
    { argv: ['--check', FAULTS], want: '--check needs an overlay' },
    { argv: ['--check', FAULTS, '--overlay', 'a.yaml', '--output', 'b.yaml'], want: '--check writes nothing' },
    { argv: [], want: 'infer needs a description' },
  ])('is refused for $argv', async ({ argv, want }) => {
    const { code, stderr } = await call(['infer', ...argv]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(want) });
  });
});
