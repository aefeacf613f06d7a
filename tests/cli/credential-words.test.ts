import { expect, it } from 'vitest';
import { credentialsInWords } from '../../src/cli/credential-words.ts';
import { document, toModel } from '../helpers/builders.ts';

const flow = { clientCredentials: { tokenUrl: 'https://id.example/t', scopes: {} } };
const configuration = 'https://id.example/.well-known/openid-configuration';

it.each([
  {
    what: 'of schemes that share a client, the first',
    schemes: { first: { type: 'oauth2', flows: flow }, second: { type: 'oauth2', flows: flow } },
    want: { CLIENT_ID: 'the id of your OAuth client, for "first"' },
  },
  {
    what: 'a login',
    schemes: { login: { type: 'http', scheme: 'digest' } },
    want: { PASSWORD: 'the password for "login"' },
  },
  {
    what: 'a key in a cookie',
    schemes: { key: { type: 'apiKey', in: 'cookie', name: 'sid' } },
    want: { KEY: 'the API key of "key", sent in the cookie sid' },
  },
  {
    what: 'a token beside OpenID Connect',
    schemes: { oidc: { type: 'openIdConnect', openIdConnectUrl: configuration } },
    want: { OIDC: 'an access token for "oidc"' },
  },
  { what: 'nothing of a certificate', schemes: { mine: { type: 'mutualTLS' } }, want: {} },
])('each credential has a phrase: $what', ({ schemes, want }) => {
  const get = (name: string) => ({ get: { security: [{ [name]: [] }], responses: { 200: { description: 'ok' } } } });
  const paths = Object.fromEntries(Object.keys(schemes).map((name) => [`/${name}`, get(name)]));
  const model = toModel(document({ paths, components: { securitySchemes: schemes } }));
  const words = Object.fromEntries(credentialsInWords(model));
  expect(words).toMatchObject(want);
  expect(Object.keys(want).length === 0).toBe(Object.keys(words).length === 0);
});
