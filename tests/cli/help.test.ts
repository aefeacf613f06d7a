/** The help of the program and of each command, and what is said to a word that is nearly right. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { helpOf, overview } from '../../src/cli/help.ts';
import { SERVE } from '../../src/cli/usage/serve.ts';
import { LOCAL_PORT } from '../../src/compose/generate-collection.ts';
import { call } from './support/cli.ts';

const NAMES = Object.keys(COMMANDS);

describe.each(NAMES)('the help of %s', (name) => {
  it('has its options and examples, in 80 columns, whichever way it is called', async () => {
    const usage = await COMMANDS[name]?.usage();
    if (!usage) throw new Error('no usage');
    const text = helpOf(usage);
    expect(usage.name).toBe(name);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const option of Object.keys(usage.options))
      expect(text).toMatch(new RegExp(`^  (-\\w, )?--${option}\\b`, 'm'));
    expect(usage.examples.length).toBeGreaterThan(0);
    for (const [argv] of usage.examples) expect(text).toContain(`  postman-contract ${argv}\n`);
    for (const argv of [
      ['help', name],
      [name, '--help'],
      [name, 'shop.yaml', '--quiet', '-h'],
    ])
      expect(await call(argv)).toEqual({ code: 0, stdout: text, stderr: '' });
  });
});

it('the overview lists every command, in 80 columns', async () => {
  const text = overview();
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  for (const name of NAMES) expect(text).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  for (const argv of [[], ['help'], ['--help'], ['-h']])
    expect(await call(argv)).toEqual({ code: 0, stdout: text, stderr: '' });
});

it('options that begin examples exist', async () => {
  for (const [name, { usage }] of Object.entries(COMMANDS)) {
    const { examples, options } = await usage();
    const used = examples.flatMap(([argv]) =>
      argv.startsWith(`${name} `) ? [...argv.matchAll(/ --?([a-z][\w-]*)/g)].map(([, option = '']) => option) : [],
    );
    const known = Object.entries(options).flatMap(([option, of]) => ['short' in of ? of.short : option, option]);
    expect({ name, unknown: used.filter((option) => !known.includes(option)) }).toEqual({ name, unknown: [] });
  }
});

it('serve listens where the local environment points to', () => {
  expect(SERVE.options.port.default).toBe(String(LOCAL_PORT));
});

describe('what is nearly right', () => {
  it.each([
    { argv: ['generat', 'x.yaml'], want: /hint Did you mean `generate`\? Commands are init, generate, / },
    { argv: ['--helo'], want: /there is no command "--helo" .*\n {2}hint Did you mean `--help`\?/ },
    { argv: ['-v'], want: /there is no command "-v" .*\n {2}hint Did you mean `-V`\?/ },
    { argv: ['help', 'rnu'], want: /there is no command "rnu" .*\n {2}hint Did you mean `run`\?/ },
    { argv: ['publish', '--help'], want: /there is no command "publish" .*\n {2}hint Commands are / },
    {
      argv: ['run', 'x.yaml', '--tagg', 'a'],
      want: /Unknown option '--tagg' .*\n {2}hint Did you mean `--tag`\? Try `postman-contract run --help`/,
    },
    { argv: ['serve', 'x.yaml', '--prot', '1'], want: /hint Did you mean `--port`\?/ },
    { argv: ['check', 'x.yaml', '--zzz'], want: /hint Try `postman-contract check --help`/ },
  ])('$argv', async ({ argv, want }) => {
    expect(await call(argv)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(want) });
  });
});

it('says its version', async () => {
  for (const argv of [['--version'], ['-V'], ['version']])
    expect(await call(argv)).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});

it('says of exit codes what the README and docs/ci say', async () => {
  const pages = await Promise.all(
    ['README.md', 'docs/ci/README.md'].map(async (file) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')),
  );
  const { stdout } = await call(['--help']);
  const help = stdout.replace(/\s+/g, ' ');
  for (const [codes, meaning] of EXIT_CODES) {
    for (const page of pages) expect(page).toContain(`| ${codes} | ${meaning} |`);
    expect(help).toContain(` ${codes} ${meaning}`);
  }
  expect((await call(['help', 'help'])).stdout).toBe(stdout);
});
