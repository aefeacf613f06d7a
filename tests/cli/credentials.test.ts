/** Credentials that are missing, or that no request can send: exit 4, and what to do. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { document, operation } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';
import { call } from './support/cli.ts';

const openIdConnectUrl = 'https://id.example/.well-known/openid-configuration';
const need = (schemes: Readonly<Record<string, object>>, ...security: readonly object[]) =>
  document({
    paths: { '/a': { get: operation({ security: security.length > 0 ? security : [{ S: [] }] }) } },
    components: { securitySchemes: schemes },
  });

it('servers of single operations need their own URLs beside a target, so that no credentials go astray', async () => {
  const get = operation({ servers: [{ url: 'https://upload.example/x', description: 'Uploads' }] });
  const paths = { '/a': { get: operation() }, '/b': { get } };
  const folder = await folderWith({ 'api.json': JSON.stringify(document({ paths })) });
  const argv = ['run', join(folder, 'api.json'), '--target', 'http://127.0.0.1:9'];
  const { code, stderr } = await call(argv, { env: {} });
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('BASE_URL_UPLOADS is not set') });
});

it('each credential that is missing is explained: its variable has only the name of its scheme', async () => {
  const authorizationCode = { authorizationUrl: 'https://id.example/', tokenUrl: 'https://id.example/t', scopes: {} };
  const clientCredentials = { tokenUrl: 'https://id.example/t', scopes: {} };
  const schemes = {
    key: { type: 'apiKey', in: 'query', name: 'k' },
    'oAuth_2.0': { type: 'oauth2', flows: { authorizationCode } },
    machine: { type: 'oauth2', flows: { clientCredentials } },
    login: { type: 'http', scheme: 'basic' },
    own: { type: 'http', scheme: 'Token' },
  };
  const explained = async (...names: (keyof typeof schemes)[]) => {
    const security = Object.fromEntries(names.map((name) => [name, []]));
    const folder = await folderWith({ 'api.json': JSON.stringify(need(schemes, security)) });
    const { stderr } = await call(['run', join(folder, 'api.json'), '--target', 'https://api.example'], { env: {} });
    return /hint (.*) Set (?:it|them) in the environment/.exec(stderr)?.[1];
  };
  expect(await explained('oAuth_2.0', 'key')).toBe(
    'O_AUTH_2_0 is an access token for "oAuth_2.0", which you get yourself. KEY is the API key of "key", sent as the query parameter k.',
  );
  expect(await explained('machine')).toBe(
    'CLIENT_ID is the id of your OAuth client, for "machine". CLIENT_SECRET is the secret of your OAuth client, for "machine".',
  );
  expect(await explained('login')).toBe('USERNAME is the user name for "login". PASSWORD is the password for "login".');
  expect(await explained('own')).toBe('OWN is the text of "own": what follows "Token" in Authorization.');
});

it.each([
  { what: 'an API key', schemes: { S: { type: 'apiKey', in: 'query', name: 'k' } }, want: 'S is not set ' },
  { what: 'an HTTP scheme of its own', schemes: { S: { type: 'http', scheme: 'Token' } }, want: 'S is not set ' },
  { what: 'a login', schemes: { S: { type: 'http', scheme: 'digest' } }, want: 'USERNAME and PASSWORD are not set ' },
  {
    what: 'OpenID Connect',
    schemes: { S: { type: 'openIdConnect', openIdConnectUrl } },
    want: 'CLIENT_ID and CLIENT_SECRET are not set (or, instead, a token as S) ',
  },
  {
    what: 'an unknown type',
    schemes: { S: { type: 'carrierPigeon' } },
    want: 'no request can authenticate: "S" has the type "carrierPigeon", which is not supported ',
  },
  {
    what: 'two schemes in one header',
    schemes: { S: { type: 'http', scheme: 'bearer' }, T: { type: 'http', scheme: 'basic' } },
    security: [{ S: [], T: [] }],
    want: 'no request can authenticate: "S" and "T" need the same header, Authorization ',
  },
])('$what is exit 4, and is named', async ({ schemes, security = [], want }) => {
  const folder = await folderWith({ 'api.json': JSON.stringify(need(schemes as never, ...security)) });
  const { code, stderr } = await call(['run', join(folder, 'api.json'), '--target', 'https://api.example'], {
    env: {},
  });
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining(`error: ${want}`) });
});

it.each([
  { env: { USERNAME: 'me', PASSWORD: 'long-enough' }, want: 'ECONNREFUSED|refused' },
  { env: { USERNAME: 'key-of-an-api', PASSWORD: '' }, want: 'ECONNREFUSED|refused' },
  { env: { USERNAME: 'somebody', PASSWORD: 'pw' }, want: 'the secret password has only 2 characters' },
])(
  'a short name is no secret, an empty password is one, and a short one cannot be hidden: $env',
  async ({ env, want }) => {
    const folder = await folderWith({ 'api.json': JSON.stringify(need({ S: { type: 'http', scheme: 'basic' } })) });
    const argv = ['run', join(folder, 'api.json'), '--target', 'http://127.0.0.1:9'];
    const { code, stdout, stderr } = await call(argv, { env });
    expect({ code, said: stdout + stderr }).toEqual({ code: 4, said: expect.stringMatching(want) });
  },
);

it.each([
  { given: {}, want: 'http://127.0.0.1:9/here/oauth/token' },
  { given: { TOKEN_URL: 'http://127.0.0.1:9/own' }, want: 'http://127.0.0.1:9/own' },
])(
  'a token request to a URL that is relative to the server goes to $want, and its secret nowhere else',
  async ({ given, want }) => {
    const flows = { clientCredentials: { tokenUrl: 'oauth/token', scopes: {} } };
    const described = { ...need({ S: { type: 'oauth2', flows } }), servers: [{ url: 'http://127.0.0.1:9/elsewhere' }] };
    const folder = await folderWith({ 'api.json': JSON.stringify(described) });
    const argv = ['run', join(folder, 'api.json'), '--target', 'http://127.0.0.1:9/here'];
    const { code, stdout } = await call(argv, { env: { CLIENT_ID: 'reader', CLIENT_SECRET: 'secret', ...given } });
    expect({ code, stdout }).toEqual({ code: 4, stdout: expect.stringContaining(`${want}: The connection`) });
    expect(stdout).not.toContain('elsewhere');
  },
);

it.each([
  { scheme: { type: 'apiKey', in: 'header', name: 'k' }, env: { S: 'schl€ssel' }, said: 'S has a character' },
  { scheme: { type: 'http', scheme: 'bearer' }, env: { S: 'tok\nen-1' }, said: 'S has a character' },
  { scheme: { type: 'apiKey', in: 'query', name: 'k' }, env: { S: 'schl€ssel' }, said: 'ECONNREFUSED|refused' },
  { scheme: { type: 'http', scheme: 'basic' }, env: { USERNAME: 'me', PASSWORD: 'schl€ssel' }, said: 'refused' },
])('a credential that no header can carry is exit 4 before the run: $scheme', async ({ scheme, env, said }) => {
  const folder = await folderWith({ 'api.json': JSON.stringify(need({ S: scheme })) });
  const argv = [join(folder, 'api.json'), '--target', 'http://127.0.0.1:9'];
  const { code, stdout, stderr } = await call(['run', ...argv], { env });
  expect({ code, said: stdout + stderr }).toEqual({ code: 4, said: expect.stringMatching(said) });
  const { stdout: found } = await call(['doctor', ...argv], { env });
  expect(/no header can carry \(position \d\)/.test(found.replace(/\s+/g, ' '))).toBe(said.startsWith('S has'));
});
