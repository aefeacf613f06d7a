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
    { argv: ['run', '--help'], want: /^postman-contract run \[description\] / },
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
    { argv: ['run', WEATHER, '--client', 'curl'], want: /--client takes newman, postman or postman-v3, got "curl"/ },
    {
      argv: ['run', WEATHER, '--target', 'staging'],
      want: /--target takes reference, production or an https URL .*"staging".*\n {2}hint A name is one of the `targets`/,
    },
    {
      argv: ['run', WEATHER, '--target', 'http://api.example'],
      want: /got "http:\/\/api.example".*\n {2}hint Plain http is accepted for/,
    },
    {
      argv: ['run', WEATHER, '--target', 'https://me:hush-hush@api.example'],
      want: /without credentials, got "api.example".*\n {2}hint Remove the user and the password from the URL\.\n$/,
    },
    ...['http://me:hush-hush@localhost:4010', 'http://hush-hush@localhost:4010'].map((target) => ({
      argv: ['run', WEATHER, '--target', target],
      want: /without credentials, got "localhost:4010".*\n {2}hint Remove the user and the password from the URL\.\n$/,
    })),
  ])('$argv', async ({ argv, want }) => {
    expect(await call(argv)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(want) });
  });

  it('where a URL of the environment would show credentials on the way', async () => {
    const env = { CLIENT_ID: 'client-1', CLIENT_SECRET: 'hush-hush', API_KEY: 'key-1234' };
    for (const name of ['BASE_URL', 'TOKEN_URL']) {
      const plain = { ...env, [name]: 'http://api.example' };
      const { code, stderr } = await call(['run', INCIDENT, '--target', 'production'], { env: plain });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${name} takes an https URL`) });
      const known = await call(['run', INCIDENT, '--target', 'production'], {
        env: { ...env, [name]: 'https://me:hush-hush@api.example' },
      });
      expect(known.stderr).toContain(`got "api.example"`);
      expect(known.stderr).toContain('hint Remove the user and the password from the URL.');
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

const PETS = `openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: ok}}
`;

const FILES = {
  'pets.yaml': PETS,
  'qeury.yaml': PETS.replace('in: query', 'in: qeury'),
  'twice.yaml': PETS.replace('name: limit,', 'name: limit, name: size,'),
  'cut.json': '{"openapi":\n',
  'module.ts': 'export const openapi = {;\n',
  'collection.json': '{"info":{"name":"Pets"},"item":[]}',
  'text.txt': 'hello\n',
  'old.json': '{"version": 1, "requests": []}',
  'empty.json': '{}',
  'pets.overlay.yaml': 'overlay: 1.0.0\n',
  'config.yaml': 'targets: {staging: {url: "https://pets.example"}}\n',
  'folder/pets.yaml': PETS,
};

type Row = readonly [line: string, want: RegExp];

/** Each with a description, unless it begins with a command of its own. Words that name a file of `FILES` become its path. */
const ROWS: readonly Row[] = [
  ['--verison', /hint Did you mean `--version`\?/],
  ['--quiet', /hint The command is the first word/],
  ['hlep', /hint Did you mean `help`\?/],
  ['run pets.yaml --client newmn', /got "newmn".*\n {2}hint Did you mean `newman`\?/],
  ['report', /report needs an action: merge/],
  ['report merge', /needs JSON reports of `run`/],
  [
    'report merge empty.json',
    /this is not a JSON report of `run`.*\n.*\n {2}hint Written by `run <description> --report/,
  ],
  ['report merge old.json', /has version 1, and version 2 is read/],
  ['report merge old.json --report html=folder', /cannot write .*folder: this is a folder/],
  ['run pets.yaml --failed nope.json', /file not found.*\n {2}at {3}nope\.json/],
  ['run pets.yaml --failed folder', /this is a folder/],
  ['run pets.yaml --target', /--target needs a value: --target </],
  ['run pets.yaml --json=yes', /--json takes no value/],
  ['run pets.yaml --target nix', /--target takes reference, production or an https URL .*got "nix"/],
  ['run pets.yaml --target api.example/v1', /hint Did you mean https:\/\/api\.example\/v1\?/],
  ['run pet.yaml', /file not found.*\n {2}at {3}\S*pet\.yaml\n {2}hint Did you mean \S*pets\.yaml\?/],
  ['run nowhere/pets.yaml', /hint There is no folder nowhere here/],
  ['run pets.yaml --config config.yaml --target stagin', /got "stagin".*\n {2}hint Did you mean `staging`\?/],
  ['run pets.yaml --env-var a=b', /Unknown option '--env-var'/],
  ['run pets.yaml --verbos', /hint Did you mean `--verbose`\?/],
  ['run pets.yaml --report html', /--report takes <format>=<file>.*got "html"\s.*\n {2}hint Formats are html, /],
  ['run pets.yaml --report html=folder', /cannot write .*folder: this is a folder/],
  ['run pets.yaml --reports text.txt', /cannot write .*: text\.txt is a file, not a folder/],
  ['run pets.yaml --fail-on-not-judged no-ordr', /hint Did you mean `no-order`\?/],
  ['run pets.yaml --env-file nope.env', /file not found/],
  ['run pets.yaml --env nope.env', /file not found/],
  ['run pets.yaml --env=nope.env', /file not found/],
  ['run pets.yaml --target http://127.0.0.1:1/v1?key=1', /--target takes a URL without `\?` and `#`/],
  ['run pets.yaml --env-file empty.json', /no line of it sets a variable.*\n.*\n {2}hint An env file has lines/],
  ['run pets.yaml --target production --client-cert text.txt --client-key text.txt', /no certificate in PEM format/],
  [
    'run pets.yaml --collection empty.json',
    /not a Postman collection: .*which is not there.*\n {2}at {3}\S*empty\.json/,
  ],
  ['prove pets.yaml --page folder', /cannot write .*folder: this is a folder/],
  ['serve pets.yaml --host 192.0.2.1', /this is no address of this machine.*\n {2}hint By `--host`/],
  ['generate pets.yaml --output=', /--output needs a value, and the one given is empty/],
  ['generate pets.yaml --spec --output out', /--spec needs a value, and an option follows/],
  ['generate pets.yaml --root nope', /file not found.*\n {2}at {3}nope/],
  ['generate pets.yaml --root text.txt', /the root is a file, and a folder is expected/],
  ['generate pets.yaml --allow-host https://a.example/b', /hint Did you mean `--allow-host a\.example`\?/],
  ['generate pets.yaml --overlay text.txt', /is not an overlay.*\n.*\n {2}hint An overlay begins with/],
  ['generate pets.overlay.yaml', /one with the member "overlay".*\n.*\n {2}hint .*`--overlay`/],
  ['generate collection.json', /this is a Postman collection, and no OpenAPI document/],
  ['generate qeury.yaml', /the parameter "limit" is in "qeury", which is no place: did you mean "query"\?/],
  ['generate twice.yaml', /the key "name" occurs twice in its mapping.*\n {2}at {3}\S*twice\.yaml:8:34/],
  ['generate cut.json', /Unexpected end of JSON input.*\n {2}at {3}\S*cut\.json:1:12/],
  ['generate module.ts', /cannot be imported: Expected identifier.*\n {2}at {3}\S*module\.ts:1:25/],
  ['generate ftp://a.example/b.yaml', /from an http or https URL, and not by ftp/],
  ['generate pets.yaml pets.yaml', /generate takes one description, got 2: \S*pets\.yaml, /],
  ['generate pets.yaml --tag cats', /hint No operation has a tag\./],
  ['init pets.yaml --folder text.txt', /a file is where its folder would be/],
];

describe('a wrong command line or file says what is wrong and what to do', () => {
  it.each(ROWS)('%s', async (line, want) => {
    const folder = await folderWith(FILES);
    const toWord = (word: string) => {
      const [, before = '', name = ''] = /^(.*=)?(.*)$/.exec(word) ?? [];
      return ['folder', 'pet.yaml'].includes(name) || Object.hasOwn(FILES, name)
        ? `${before}${join(folder, name)}`
        : word;
    };
    const { code, stderr } = await call(line.split(' ').map(toWord));
    expect(stderr).toMatch(want);
    expect(stderr).not.toMatch(/\n {4}at |bug:/);
    expect([2, 3, 4]).toContain(code);
  });

  it('says that a command comes before a file', async () => {
    const file = join(await folderWith({ 'pets.yaml': PETS }), 'pets.yaml');
    expect((await call([file])).stderr).toContain(`hint The command is the first word, as in \`run ${file}\`. `);
  });

  it('says which options have no effect on the reference server', async () => {
    const folder = await folderWith({ 'pets.yaml': PETS, '.env.ci': 'API_KEY=key-1234\n' });
    const target = ['--target', 'reference', '--env-file', join(folder, '.env.ci')];
    const { stderr } = await call(['doctor', join(folder, 'pets.yaml'), ...target]);
    expect(stderr).toContain('--env-file has no effect on the reference server.');
  });
});
