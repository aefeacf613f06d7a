import { describe, expect, it } from 'vitest';
import { collectionScheme, toAuth, toRequestAuth } from '../../src/postman/auth.ts';
import { connectionVariables, toEnvironment } from '../../src/postman/variables.ts';
import type { Credentials } from '../../src/rules/request.ts';
import { document, operation, toModel } from '../helpers/builders.ts';
import { request } from '../helpers/orders.ts';

const SCHEMES = {
  OAuth: {
    type: 'oauth2',
    description: 'Ask us.',
    'x-client-authentication': 'body',
    flows: { clientCredentials: { tokenUrl: 'https://t.example/token' } },
  },
  Door: { type: 'http', scheme: 'bearer' },
  User: { type: 'http', scheme: 'basic' },
  Key: { type: 'apiKey', in: 'header', name: 'X-Key', description: 'From us.' },
  OpenId: { type: 'openIdConnect', openIdConnectUrl: 'https://t.example/.well-known/openid-configuration' },
  Digest: { type: 'http', scheme: 'digest' },
  Custom: { type: 'http', scheme: 'Token' },
  Certificate: { type: 'mutualTLS' },
};

/** An API whose only operation needs these schemes together. */
function needing(...names: (keyof typeof SCHEMES)[]) {
  const security = [Object.fromEntries(names.map((name) => [name, []]))];
  const securitySchemes = Object.fromEntries(names.map((name) => [name, SCHEMES[name]]));
  return toModel(document({ paths: { '/a': { get: operation({ security }) } }, components: { securitySchemes } }));
}

const authOf = (...names: (keyof typeof SCHEMES)[]) => {
  const scheme = collectionScheme(needing(...names));
  return scheme && toAuth(scheme);
};

describe('the authorization of the collection', () => {
  it('is what a bearer token needs', () => {
    expect(authOf('Key', 'Door')).toEqual({
      type: 'bearer',
      bearer: [{ key: 'token', value: '{{Door}}', type: 'string' }],
    });
  });

  it('is what user and password need', () => {
    const basic = [
      { key: 'username', value: '{{username}}', type: 'string' },
      { key: 'password', value: '{{password}}', type: 'string' },
    ];
    expect(authOf('User')).toEqual({ type: 'basic', basic });
  });

  it('is the whole configuration of client credentials, secrets as variables', () => {
    const auth = authOf('Key', 'OAuth');
    expect(auth?.type).toBe('oauth2');
    expect(Object.fromEntries(auth?.oauth2?.map(({ key, value }) => [key, value]) ?? [])).toEqual({
      tokenName: 'Token Orders',
      grant_type: 'client_credentials',
      accessTokenUrl: '{{token_url}}',
      clientId: '{{client_id}}',
      clientSecret: '{{client_secret}}',
      scope: '',
      client_authentication: 'body',
      addTokenTo: 'header',
      headerPrefix: 'Bearer',
      accessToken: '{{access_token}}',
    });
  });

  it.each([{ names: ['Key'] as const }, { names: ['Certificate'] as const }, { names: [] }])(
    'is none for $names',
    ({ names }) => {
      expect(authOf(...names)).toBeUndefined();
    },
  );
});

describe('the authorization of a request', () => {
  const token = ['Door'] as const;

  it.each([
    { credentials: { kind: 'inherited' }, needs: token, want: undefined },
    { credentials: { kind: 'without-api-key', scheme: 'Key' }, needs: ['Door', 'Key'], want: undefined },
    { credentials: { kind: 'none' }, needs: token, want: 'noauth' },
    { credentials: { kind: 'other-scheme' }, needs: token, want: 'noauth' },
    { credentials: { kind: 'wrong' }, needs: token, want: 'bearer' },
    { credentials: { kind: 'expired' }, needs: token, want: 'bearer' },
    { credentials: { kind: 'wrong' }, needs: ['User'], want: 'basic' },
    // The collection's own is for another operation: a token must not go where a password is requested.
    { credentials: { kind: 'inherited' }, needs: ['User'], from: token, want: 'basic' },
    { credentials: { kind: 'inherited' }, needs: token, from: ['OAuth'], want: 'bearer' },
    { credentials: { kind: 'inherited' }, needs: ['Key'], from: token, want: 'noauth' },
    { credentials: { kind: 'inherited' }, needs: ['Certificate'], from: token, want: 'noauth' },
    { credentials: { kind: 'inherited' }, needs: ['Digest'], from: token, want: 'digest' },
    // A client keeps the nonce of an authorization, and takes no other when it is stale.
    { credentials: { kind: 'inherited' }, needs: ['Digest'], from: ['Digest'], want: 'digest' },
    { credentials: { kind: 'wrong' }, needs: ['Digest'], want: 'digest' },
    { credentials: { kind: 'wrong' }, needs: ['Custom'], want: 'apikey' },
    { credentials: { kind: 'inherited' }, needs: ['OAuth'], from: ['OAuth'], want: undefined },
  ] as const satisfies readonly {
    credentials: Credentials;
    needs: readonly (keyof typeof SCHEMES)[];
    from?: readonly (keyof typeof SCHEMES)[];
    want: string | undefined;
  }[])('is $want with credentials "$credentials.kind" for $needs, where the collection gives $from', (given) => {
    const model = needing(...given.needs);
    const [requested] = model.operations;
    if (!requested) throw new Error('no operation');
    const inherited = 'from' in given ? collectionScheme(needing(...given.from)) : collectionScheme(model);
    const auth = toRequestAuth(request({ operation: requested, credentials: given.credentials }), inherited);
    expect(auth?.type).toBe(given.want);
  });
});

describe('the variables of a connection', () => {
  it.each([
    { names: [] as const, want: ['base_url'] },
    {
      names: ['OAuth', 'Key'] as const,
      want: ['base_url', 'token_url', 'client_id*', 'client_secret*', 'Key*', 'expired_token*'],
    },
    { names: ['Door'] as const, want: ['base_url', 'Door*', 'expired_token*'] },
    { names: ['User'] as const, want: ['base_url', 'username*', 'password*'] },
    { names: ['Certificate'] as const, want: ['base_url'] },
    { names: ['Digest'] as const, want: ['base_url', 'username*', 'password*'] },
    { names: ['Custom'] as const, want: ['base_url', 'Custom*'] },
    {
      names: ['OpenId'] as const,
      want: ['base_url', 'openid_configuration_url', 'client_id*', 'client_secret*', 'OpenId*', 'expired_token*'],
    },
  ])('of $names are $want, secrets with a star', ({ names, want }) => {
    const variables = connectionVariables(needing(...names));
    expect(variables.map(({ name, secret }) => `${name}${secret ? '*' : ''}`)).toEqual(want);
    expect(variables.filter(({ secret }) => secret).every(({ value }) => value === '')).toBe(true);
  });

  it('make an environment, with the values of a place and secrets that Postman hides', () => {
    const environment = toEnvironment('local', needing('OAuth', 'Key'), { base_url: 'http://127.0.0.1:1', Key: 'k' });
    expect(environment).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Orders (local)',
      values: [
        { key: 'base_url', value: 'http://127.0.0.1:1', type: 'default', enabled: true },
        { key: 'token_url', value: 'https://t.example/token', type: 'default', enabled: true },
        { key: 'client_id', value: '', type: 'secret', enabled: true },
        { key: 'client_secret', value: '', type: 'secret', enabled: true },
        { key: 'Key', value: 'k', type: 'secret', enabled: true },
        { key: 'expired_token', value: '', type: 'secret', enabled: true },
      ],
      _postman_variable_scope: 'environment',
    });
  });

  it('make another environment for each place', () => {
    const model = needing('Door');
    expect(toEnvironment('a', model, {}).id).not.toBe(toEnvironment('b', model, {}).id);
  });
});
