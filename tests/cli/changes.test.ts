import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Change, showDifferences } from '../../src/cli/changes.ts';
import { stage } from '../../src/core/staged-file.ts';
import { captured } from '../helpers/captured.ts';
import { folderWith } from '../helpers/folder.ts';

describe('a file that is out of date', () => {
  const pieces = ['{\n "a": 1,\n', ' "b": 2\n}\n'];
  const shown = async (before: string | undefined, most?: number) => {
    const path = join(await folderWith(before === undefined ? {} : { 'a.json': before }), 'a.json');
    const file = { path, pieces };
    const change: Change = { ...file, ...(await stage(file, { dry: true })), kind: 'staged' };
    const { written, stdout } = captured();
    await showDifferences([change], stdout, most);
    return written.stdout;
  };

  it('is a line where there is none, with its size', async () => {
    expect(await shown(undefined)).toMatch(
      /^\S*a\.json is not there; it would have 21 bytes\n1 file out of date: .*\n$/,
    );
  });

  it('of many, those that are not there are few lines', async () => {
    const { written, stdout } = captured();
    const change = (name: string, state: 'new' | 'removed'): Change => ({
      kind: 'whole',
      path: name,
      text: '1234\n',
      before: undefined,
      state,
    });
    const many = Array.from({ length: 6 }, (_, index) => change(`${index}.yaml`, 'new'));
    await showDifferences([change('a.yaml', 'removed'), ...many], stdout);
    expect(written.stdout.split('\n')).toEqual([
      'a.yaml is not written any more; it would be removed',
      ...[0, 1, 2, 3].map((index) => `${index}.yaml is not there; it would have 5 bytes`),
      'and 2 more files of these kinds',
      '7 files out of date: run `generate` again',
      '',
    ]);
  });

  it('is shown as a patch', async () => {
    expect(await shown('{\n "a": 1,\n "b": 3\n}\n')).toContain('- "b": 3\n+ "b": 2\n');
  });

  it.each([
    { what: 'another line', before: '{\n "a": 1,\n "b": 3\n}\n', want: 'differs from line 3 on; it is too large' },
    { what: 'nothing', before: undefined, want: 'is not there; it would have 21 bytes' },
  ])('of many bytes is shown by its first difference, where there is $what', async ({ before, want }) => {
    const text = await shown(before, 20);
    expect(text).toContain(`a.json ${want}`);
    expect(text).toContain('1 file out of date: run `generate` again\n');
  });
});
