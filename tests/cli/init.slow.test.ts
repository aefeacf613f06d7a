/** A project that `init` began: its collection is generated, its suite is green, and a linter takes its workflow. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { described, execute } from './support/cli.ts';

describe.each([
  { name: 'a first description', argv: [] },
  { name: 'a description that there is', argv: ['shop.openapi.yaml'] },
])('$name', ({ argv }) => {
  it('generates, is up to date, and holds on its own server', async () => {
    const cwd = await folderWith({});
    await cp(described('shop.openapi.yaml'), join(cwd, 'shop.openapi.yaml'));
    for (const words of [['init', ...argv], ['generate'], ['check'], ['run']]) {
      const { code, stdout, stderr } = await execute(words, { cwd });
      expect({ words, code, stdout, stderr }).toMatchObject({ words, code: 0 });
      if (words[0] === 'run') expect(stdout).toContain('The contract holds');
    }
  });
});
