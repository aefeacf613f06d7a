/** What the command line says to what it is given, and with which exit code. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, described, INCIDENT } from './support/cli.ts';
import { everyFile } from './support/files.ts';

const WEATHER = described('weather.openapi.yaml');

describe('help and version are products', () => {
  it.each([
    { argv: [], want: /^postman-contract: .*\n.*\n\nusage\n/ },
    { argv: ['--help'], want: /\nexit codes\n {2}0 +the contract holds.*4 +could not run/s },
    { argv: ['-h'], want: /^postman-contract: / },
    { argv: ['run', '--help'], want: /^postman-contract run <description> / },
    { argv: ['--version'], want: /^\d+\.\d+\.\d+\n$/ },
  ])('$argv', async ({ argv, want }) => {
    expect(await call(argv)).toEqual({ code: 0, stdout: expect.stringMatching(want), stderr: '' });
  });
});

describe('a wrong command line is 2, and says what would be right', () => {
  it.each([
    {
      argv: ['publish'],
      want: /there is no command "publish" .*usage\/unknown-command\n {2}hint Commands are init, generate, /,
    },
    { argv: ['constructor'], want: /there is no command "constructor"/ },
    { argv: ['generate'], want: /generate needs a description/ },
    { argv: ['run', WEATHER, INCIDENT], want: /run takes one description, got 2/ },
    { argv: ['run', WEATHER, '--fast'], want: /Unknown option '--fast'/ },
    {
      argv: ['generate', WEATHER, '--spec', 'spec'],
      want: /--spec writes a module as YAML, and .*weather.openapi.yaml is not a module/,
    },
    { argv: ['serve', WEATHER, '--port'], want: /--port needs a value: --port <n>/ },
    {
      argv: ['serve', WEATHER, '--port', '-1'],
      want: /--port needs a value, and an option follows; .* --port=<n> +usage\/bad-option\n/,
    },
    {
      argv: ['run', WEATHER, '--max-body', '20'],
      want: /--max-body takes a size from 1kB to 1GB, such as 20MB, got "20"/,
    },
    { argv: ['serve', WEATHER, '--port', '65536'], want: /--port takes a whole number from 0 to 65535, got "65536"/ },
    { argv: ['serve', WEATHER, '--port', '80 '], want: /got "80 "/ },
    { argv: ['serve', WEATHER, '--expires-in', '0'], want: /--expires-in takes a whole number from 1 / },
    { argv: ['run', WEATHER, '--timeout', '1.5'], want: /--timeout takes a whole number from 1 to 86400, got "1.5"/ },
    { argv: ['run', WEATHER, '--client', 'curl'], want: /--client takes newman or postman or postman-v3, got "curl"/ },
    {
      argv: ['run', WEATHER, '--target', 'staging'],
      want: /--target takes reference, production or an https URL .*"staging"/,
    },
    {
      argv: ['run', WEATHER, '--target', 'http://api.example'],
      want: /got "http:\/\/api.example".*\n {2}hint Plain http is accepted for/,
    },
    {
      argv: ['run', WEATHER, '--target', 'https://me:hush-hush@api.example'],
      want: /without credentials, got "api.example"/,
    },
  ])('$argv', async ({ argv, want }) => {
    expect(await call(argv)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(want) });
  });

  it('where a URL of the environment would show credentials on the way', async () => {
    const env = { CLIENT_ID: 'client-1', CLIENT_SECRET: 'hush-hush', API_KEY: 'key-1234' };
    for (const name of ['BASE_URL', 'TOKEN_URL']) {
      const plain = { ...env, [name]: 'http://api.example' };
      const { code, stderr } = await call(['run', INCIDENT, '--target', 'production'], { env: plain });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${name} takes an https URL`) });
    }
  });
});

describe('what cannot be done is 4', () => {
  it('a folder that cannot be written', async () => {
    const folder = await folderWith({ taken: 'a file' });
    const { code, stderr } = await call(['generate', WEATHER, '-o', join(folder, 'taken/out')]);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringMatching(/^error: cannot write .* output\/unwritable\n/),
    });
    expect(await everyFile(folder)).toEqual({ taken: 'a file' });
  });

  it('a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const port = String((taken.address() as AddressInfo).port);
    const { code, stdout, stderr } = await call(['serve', WEATHER, '--port', port]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^error: port ${port} of 127.0.0.1 is in use +serve/port-in-use\n {2}hint Choose another`),
    );
  });
});
