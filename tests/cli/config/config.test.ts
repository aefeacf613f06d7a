/** `postman-contract.yaml`: what it adds to a command line, what wins, and where its errors are. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { GATES, KEYS, TARGET_KEYS } from '../../../src/cli/config/keys.ts';
import { toConfig } from '../../../src/cli/config/read-config.ts';
import { toConfigSchema } from '../../../src/cli/config/schema.ts';
import { withConfig } from '../../../src/cli/config/with-config.ts';
import type { Usage } from '../../../src/cli/usage/usage.ts';
import { parseText } from '../../../src/load/parse.ts';
import { findingsOf } from '../../helpers/findings.ts';
import { folderWith } from '../../helpers/folder.ts';
import { call, described } from '../support/cli.ts';

const CONFIG = `
description: openapi.yaml
output: build/collections
overlays: [one.yaml, two.yaml]
strict: true
client: postman
reports: reports
target: staging
targets:
  staging: { url: https://staging.example/v1, envFile: staging.env, moves: yes, writes: none }
  production: { envFile: prod.env, probeCredentials: true }
gates: { failOnNotJudged: [empty-list, no-items] }
`;

async function usageOf(name: string): Promise<Usage> {
  const usage = await COMMANDS[name]?.usage();
  if (!usage) throw new Error(`no command ${name}`);
  return usage;
}

const READING = ['--overlay=/at/one.yaml', '--overlay=/at/two.yaml', '--strict'];
const STAGING = ['--target=https://staging.example/v1', '--env-file=/at/staging.env', '--moves=yes', '--writes=none'];
const RUN = ['--client=postman', '--reports=/at/reports', '--fail-on-not-judged=empty-list,no-items'];

describe('it adds what the command has and the command line has not', () => {
  it.each([
    { name: 'infer', argv: [], want: [...READING, '/at/openapi.yaml'] },
    { name: 'generate', argv: [], want: ['--output=/at/build/collections', ...READING, '/at/openapi.yaml'] },
    { name: 'check', argv: ['-o', 'x.json'], want: [...READING, '/at/openapi.yaml', '-o', 'x.json'] },
    { name: 'run', argv: [], want: [...READING, ...RUN, ...STAGING, '/at/openapi.yaml'] },
    {
      name: 'run',
      argv: ['/at/openapi.yaml', '--client', 'newman', '--overlay', 'mine.yaml', '--env-file=mine.env'],
      want: [
        '--strict',
        '--reports=/at/reports',
        '--fail-on-not-judged=empty-list,no-items',
        ...STAGING.filter((word) => !word.startsWith('--env-file')),
        '/at/openapi.yaml',
        '--client',
        'newman',
        '--overlay',
        'mine.yaml',
        '--env-file=mine.env',
      ],
    },
    {
      name: 'run',
      argv: ['--target', 'production'],
      want: [
        ...READING,
        ...RUN,
        '--target=production',
        '--env-file=/at/prod.env',
        '--probe-credentials',
        '/at/openapi.yaml',
      ],
    },
    { name: 'run', argv: ['--target=reference'], want: [...READING, ...RUN, '/at/openapi.yaml', '--target=reference'] },
    { name: 'doctor', argv: [], want: [...READING, ...STAGING.slice(0, 2), '/at/openapi.yaml'] },
    { name: 'run', argv: ['other.yaml'], want: ['other.yaml'] },
  ])('$name $argv', async ({ name, argv, want }) => {
    expect(withConfig(argv, await usageOf(name), toConfig(CONFIG, '/at/postman-contract.yaml')).argv).toEqual(want);
  });
});

it('its own target is refused where it has targets, and none of that name', async () => {
  const config = toConfig('target: stagin\ntargets: { staging: { url: https://s.example } }\n', '/at/c.yaml');
  const [finding] = await findingsOf(async () => withConfig([], await usageOf('run'), config));
  expect(finding).toMatchObject({ code: 'usage/bad-option', hint: expect.stringContaining('Did you mean `staging`?') });
  expect(withConfig(['--target', 'reference'], await usageOf('run'), config).argv).toEqual(['--target', 'reference']);
});

it('a name of a target is refused where it has none at all', async () => {
  const config = toConfig('reports: reports\n', '/at/c.yaml');
  const [finding] = await findingsOf(async () => withConfig(['--target', 'staging'], await usageOf('run'), config));
  expect(finding).toMatchObject({
    code: 'usage/bad-option',
    hint: expect.stringMatching(/c\.yaml has no `targets`\.$/),
  });
  for (const target of ['production', 'https://a.example'])
    expect(withConfig(['--target', target], await usageOf('run'), config).argv).toContain(target);
});

describe('its errors have line and column', () => {
  it.each([
    {
      text: 'descripton: a.yaml\n',
      want: ['1:1 there is no key "descripton"'],
      hint: /^Did you mean `description`\?/,
    },
    { text: 'strict: maybe\n', want: ['1:1 strict must be true or false, got "maybe"'] },
    { text: 'a: 1\nb: 2\n', want: ['1:1 there is no key "a"', '2:1 there is no key "b"'] },
    { text: 'targets:\n  one: { urll: https://x.example }\n', want: ['2:10 there is no key "urll"'], hint: /`url`/ },
    { text: 'targets: [1]\n', want: ['1:1 targets must be a mapping, got [1]'] },
    { text: 'folders: rows\n', want: ['1:1 folders must be tags, paths or flat, got "rows"'] },
    { text: 'overlays: one.yaml\n', want: ['1:1 overlays must be a list, got "one.yaml"'] },
    { text: 'gates: { minCoverage: 101 }\n', want: ['1:10 minCoverage must be a whole number from 0 to 100, got 101'] },
    { text: 'gates: { coverage: 1 }\n', want: ['1:10 there is no key "coverage"'] },
    { text: '- 1\n', want: ['1:1 the file must be a mapping, got [1]'] },
    { text: 'a: [1\n', want: [expect.stringMatching(/^2:1 Flow sequence/)] },
  ])('$text', async ({ text, want, hint = /./ }) => {
    const findings = await findingsOf(() => toConfig(text, 'postman-contract.yaml'));
    expect(findings.map(({ place, message }) => `${place?.line}:${place?.column} ${message}`)).toEqual(want);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['config/invalid']));
    if (hint.source !== '.') expect(findings[0]?.hint).toMatch(hint);
  });
});

it('its schema takes what is read, and refuses what is not', () => {
  const accepts = new Ajv({ strict: false }).compile(toConfigSchema() as object);
  expect(accepts(parseText(CONFIG, 'x.yaml').value)).toBe(true);
  for (const text of ['strict: maybe', 'a: 1', 'targets: { one: { urll: x } }', 'overlays: x', 'gates: { a: 1 }'])
    expect({ text, is: accepts(parseText(text, 'x.yaml').value) }).toEqual({ text, is: false });
});

it('each key gives an option of some command', async () => {
  const usages = await Promise.all(Object.keys(COMMANDS).map(usageOf));
  const options = new Set(usages.flatMap((usage) => Object.keys(usage.options)));
  const keys = [KEYS, GATES, TARGET_KEYS].flatMap((table) => Object.values(table).map(({ option }) => option));
  expect(keys.filter((option) => !options.has(option))).toEqual([]);
});

it('a command takes it by --config, says what it took, and refuses one that is wrong', async () => {
  const file = described('weather.openapi.yaml');
  const folder = await folderWith({
    'c.yaml': `description: ${file}\noutput: out.json\n`,
    'wrong.yaml': 'outputs: x\n',
  });
  expect(await call(['generate', '--config', `${folder}/c.yaml`])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^new .*out\.json\n$/),
    stderr: expect.stringContaining(`from ${folder}/c.yaml: --output=${folder}/out.json ${relative('', file)}\n`),
  });
  expect(await call(['generate', '--config', `${folder}/wrong.yaml`])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^error: there is no key "outputs" .*\n {2}at .*wrong\.yaml:1:1 .*\n {2}hint Did you mean `output`/,
    ),
  });
  expect(await call(['generate', '--config', `${folder}/none.yaml`])).toMatchObject({ code: 2 });
});

it('has each key in docs/runs.md, with its option and what it is', async () => {
  const page = await readFile(new URL('../../../docs/runs.md', import.meta.url), 'utf8');
  const all = { '': KEYS, 'gates.': GATES, 'targets.<name>.': TARGET_KEYS };
  for (const [prefix, keys] of Object.entries(all))
    for (const [name, { option, about }] of Object.entries(keys))
      expect(page).toContain(`| \`${prefix}${name}\` | \`--${option}\` | ${about} |`);
});
