import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, relative } from 'node:path';
import { expect, it, vi } from 'vitest';
import { clientEnvironment, makePrivateFolder } from '../../src/run/private-folder.ts';
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

it('a relative path for certificates or temporary files leads where its caller means, although a client runs elsewhere', () => {
  const dirs = ['certs', '/etc/ssl/certs'].join(delimiter);
  const given = {
    NODE_EXTRA_CA_CERTS: 'ca.pem',
    SSL_CERT_FILE: './ca.pem',
    SSL_CERT_DIR: dirs,
    TMPDIR: 'tmp',
    TEMP: '',
  };
  expect(clientEnvironment('/home', given)).toMatchObject({
    NODE_EXTRA_CA_CERTS: join(process.cwd(), 'ca.pem'),
    SSL_CERT_FILE: join(process.cwd(), 'ca.pem'),
    SSL_CERT_DIR: [join(process.cwd(), 'certs'), '/etc/ssl/certs'].join(delimiter),
    TMPDIR: join(process.cwd(), 'tmp'),
    TEMP: '',
  });
});

it('the folder of a client has an absolute path, also in a relative folder for temporary files', async () => {
  vi.stubEnv('TMPDIR', relative(process.cwd(), tmpdir()));
  const { path, remove } = await makePrivateFolder().finally(() => vi.unstubAllEnvs());
  await remove();
  expect(isAbsolute(path)).toBe(true);
});
