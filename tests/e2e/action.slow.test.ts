/** The GitHub Action: its script, run by bash as GitHub would. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../helpers/folder.ts';
import { ROOT } from './helpers.ts';

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { description: string; default: string }>;
  runs: { steps: { run: string; shell: string; env: Record<string, string> }[] };
};

/** The last step, with these inputs. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const folder = await folderWith({ output: '' });
  await cp(join(ROOT, 'tests/fixtures/descriptions/weather.openapi.yaml'), join(folder, 'my api.yaml'));
  const step = action.runs.steps.at(-1);
  const { ACTION: _, ...named } = step?.env ?? {};
  const values = Object.entries(named).map(([name, text]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
    return [name, inputs[input] ?? action.inputs[input]?.default];
  });
  const env = { ...process.env, ...Object.fromEntries(values), ACTION: ROOT, GITHUB_OUTPUT: join(folder, 'output') };
  const ended = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', step?.run ?? 'false'], {
    cwd: folder,
    env,
  }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );
  return { ...ended, output: await readFile(join(folder, 'output'), 'utf8') };
}

it('runs a description, with options of a line each, of which none is a command', async () => {
  expect(
    await runAction({ description: 'my api.yaml', args: '--without-examples\n\n-o=$(echo x)', command: 'generate' }),
  ).toEqual({
    code: 0,
    stdout: expect.stringContaining('$(echo x)'),
    output: 'exit-code=0\n',
  });
  expect(await runAction({ description: 'my api.yaml' })).toEqual({
    code: 0,
    stdout: expect.stringContaining('The contract holds'),
    output: 'exit-code=0\n',
  });
});

it('fails with the exit code', async () => {
  expect(await runAction({ description: 'none.yaml' })).toEqual({ code: 3, stdout: '', output: 'exit-code=3\n' });
});
