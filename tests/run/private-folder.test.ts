import { expect, it, vi } from 'vitest';
import { makePrivateFolder } from '../../src/run/private-folder.ts';
import { findingsOf } from '../helpers/findings.ts';

it('a folder for temporary files that is not there is an error of the user, with what to set', async () => {
  vi.stubEnv('TMPDIR', '/nonexistent');
  const [finding] = await findingsOf(makePrivateFolder).finally(() => vi.unstubAllEnvs());
  expect(finding).toMatchObject({
    code: 'output/unwritable',
    message: 'cannot make a folder in /nonexistent: there is no such file or folder',
    hint: 'Set TMPDIR to a folder for temporary files.',
  });
});
