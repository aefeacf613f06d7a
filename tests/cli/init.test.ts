/** What `init` writes, and that it overwrites nothing. That a new project is green is shown by `init.slow.test.ts`. */
import { expect, it } from 'vitest';
import { toConfig } from '../../src/cli/config/read-config.ts';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';
import { everyFile } from './support/files.ts';

const WEATHER = described('weather.openapi.yaml');

it.each([
  { argv: [], want: ['.github/workflows/contract.yml', '.gitignore', 'postman-contract.yaml', 'spec/orders/index.ts'] },
  { argv: ['--ci', 'gitlab'], want: ['.gitignore', '.gitlab-ci.yml', 'postman-contract.yaml', 'spec/orders/index.ts'] },
  { argv: [WEATHER, '--ci', 'none'], want: ['.gitignore', 'postman-contract.yaml'] },
  {
    argv: [WEATHER],
    there: { '.gitlab-ci.yml': 'mine', '.gitignore': 'mine' },
    want: ['.gitignore', '.gitlab-ci.yml', 'contract.gitlab-ci.yml', 'postman-contract.yaml'],
  },
])('$argv', async ({ argv, there = {}, want }) => {
  const folder = await folderWith(there);
  const { code } = await call(['init', ...argv, '--folder', folder]);
  const files = await everyFile(folder);
  expect({ code, files: Object.keys(files).sort() }).toEqual({ code: 0, files: want });
  expect(files).toMatchObject(there);
  const { description } = toConfig(files['postman-contract.yaml'] ?? '', `${folder}/postman-contract.yaml`);
  expect(description).toBe(argv.includes(WEATHER) ? WEATHER : `${folder}/spec/orders/index.ts`);

  const again = await call(['init', ...argv, '--folder', folder, '--json']);
  const states = (JSON.parse(again.stdout) as { files: { state: string }[] }).files.map(({ state }) => state);
  expect({ states: [...new Set(states)], files: await everyFile(folder) }).toEqual({ states: ['kept'], files });
});

it.each([
  { there: undefined, want: [] },
  { there: 'node_modules/\nreports/\n.env\n', want: [] },
  { there: '/node_modules\r\n**/reports/**\r\n.env*\r\n', want: [] },
  { there: 'node_modules\nreports.txt\n# .env\n', want: ['List reports/ and .env in .gitignore.'] },
  { there: 'node_modules\n.env\n', want: ['List reports/ in .gitignore.'] },
])('says what .gitignore does not list, where it is $there', async ({ there, want }) => {
  const folder = await folderWith(there === undefined ? {} : { '.gitignore': there });
  const { stderr } = await call(['init', '--folder', folder]);
  expect(stderr.match(/^List .*$/gm) ?? []).toEqual(want);
  const again = await call(['init', '--folder', folder]);
  expect(again.stderr.match(/^List .*$/gm) ?? []).toEqual(want);
});

it('says what each credential is that is to be set', async () => {
  const folder = await folderWith();
  const { stderr } = await call(['init', '--folder', folder]);
  expect(stderr).toMatch(
    /^Set these first, in the environment or in a file \.env:\n {2}API_KEY {2}the API key, .*X-Api-Key$/m,
  );
  expect(stderr.split('\n')[0]).toBe(`Next, in ${folder}:`);
  const weather = await call(['init', WEATHER, '--folder', await folderWith()]);
  expect(weather.stderr).not.toContain('Set these first');
  expect(
    stderr
      .split('\n')
      .slice(1)
      .filter((line) => line.length > 80),
  ).toEqual([]);
});

it('writes where $refs may lead into the config', async () => {
  const folder = await folderWith({
    'common/types.yaml': 'Ok: { description: ok }\n',
    'api/api.yaml': `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a: { get: { responses: { '200': { $ref: '../common/types.yaml#/Ok' } } } }
  /b: { get: { responses: { '200': { $ref: '../common/types.yaml#/Ok' } } } }
`,
  });
  const argv = ['init', `${folder}/api/api.yaml`, '--folder', folder, '--ci', 'none'];
  const refused = await call(argv);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toMatch(
    /^error: "\.\.\/common\/types\.yaml" is outside .*\n.*\n {7}and 1 more place\n {2}hint .*\n$/,
  );
  expect(await call([...argv, '--root', folder])).toMatchObject({ code: 0 });
  expect((await everyFile(folder))['postman-contract.yaml']).toContain('\nroot: "."\n');
});

it('writes nothing for a description that is refused', async () => {
  const folder = await folderWith({ 'api.yaml': 'openapi: 3.1.0\n' });
  expect(await call(['init', `${folder}/api.yaml`, '--folder', folder])).toMatchObject({ code: 3, stdout: '' });
  expect(Object.keys(await everyFile(folder))).toEqual(['api.yaml']);
});
