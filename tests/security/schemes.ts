/** Descriptions with every kind of security scheme and requirement of OpenAPI 3.1, each with who must be let in. */
import {
  all,
  any,
  byBasic,
  byCookie,
  byDigest,
  byHeader,
  byQuery,
  CHALLENGE,
  type Check,
  CLIENT_VARIABLES,
  TOKEN,
} from './checking.ts';

const key = (place: string, name: string) => ({ type: 'apiKey', in: place, name });
const http = (scheme: string) => ({ type: 'http', scheme });
const oauth2 = (flows: object, more: object = {}) => ({ type: 'oauth2', flows, ...more });
const tokenUrl = '/token';
const authorizationUrl = 'https://id.example/authorize';
const scopes = {};
const openId = { type: 'openIdConnect', openIdConnectUrl: 'https://id.example/.well-known/openid-configuration' };

const KEY = 'key-0123456789';
const OTHER = 'other-0123456789';
const bearer = (token: string) => byHeader('authorization', `Bearer ${token}`);

export interface Case {
  readonly what: string;
  readonly schemes: Readonly<Record<string, object>>;
  /** Of the operation `/thing`. Default: the first scheme. */
  readonly security?: readonly object[];
  readonly more?: object;
  readonly variables: Readonly<Record<string, string>>;
  readonly check: Check;
  readonly challenge?: string | (() => string);
  /** Whether a server that ignores credentials is right, or cannot be found out by requests. */
  readonly mayBeOpen?: true;
}

export const CASES: readonly Case[] = [
  {
    what: 'apiKey in a header',
    schemes: { Key: key('header', 'X-Key') },
    variables: { Key: KEY },
    check: byHeader('x-key', KEY),
  },
  {
    what: 'apiKey in the query',
    schemes: { Key: key('query', 'key') },
    variables: { Key: KEY },
    check: byQuery('key', KEY),
  },
  {
    what: 'apiKey in a cookie',
    schemes: { Key: key('cookie', 'sid') },
    variables: { Key: KEY },
    check: byCookie('sid', KEY),
  },
  {
    what: 'apiKey in the Authorization header',
    schemes: { Key: key('header', 'Authorization') },
    variables: { Key: `Custom ${KEY}` },
    check: byHeader('authorization', `Custom ${KEY}`),
  },
  {
    what: 'http basic',
    schemes: { Login: http('basic') },
    variables: { username: 'anna', password: 'pass-0123:456' },
    check: byBasic('anna', 'pass-0123:456'),
  },
  { what: 'http bearer', schemes: { Door: http('bearer') }, variables: { Door: KEY }, check: bearer(KEY) },
  {
    what: 'http digest',
    schemes: { Login: http('Digest') },
    variables: { username: 'anna', password: 'pass-0123456' },
    check: byDigest('anna', 'pass-0123456'),
    challenge: CHALLENGE,
  },
  {
    what: 'an http scheme of its own',
    schemes: { Door: http('Token') },
    variables: { Door: KEY },
    check: byHeader('authorization', `Token ${KEY}`),
  },
  {
    what: 'an http scheme with parameters',
    schemes: { Sign: http('Signature') },
    variables: { Sign: `keyId="a",signature="${KEY}="` },
    check: byHeader('authorization', `Signature keyId="a",signature="${KEY}="`),
  },
  {
    what: 'oauth2 clientCredentials, the secret in the header',
    schemes: { OAuth: oauth2({ clientCredentials: { tokenUrl, scopes } }) },
    variables: CLIENT_VARIABLES,
    check: bearer(TOKEN),
  },
  {
    what: 'oauth2 clientCredentials, the secret in the body',
    schemes: { OAuth: oauth2({ clientCredentials: { tokenUrl, scopes } }, { 'x-client-authentication': 'body' }) },
    variables: CLIENT_VARIABLES,
    check: bearer(TOKEN),
  },
  ...[
    { authorizationCode: { authorizationUrl, tokenUrl, scopes } },
    { implicit: { authorizationUrl, scopes } },
    { password: { tokenUrl, scopes } },
    { deviceAuthorization: { deviceAuthorizationUrl: authorizationUrl, tokenUrl, scopes } },
  ].map((flows) => ({
    what: `oauth2 ${Object.keys(flows).join()}`,
    schemes: { OAuth: oauth2(flows) },
    variables: { OAuth: KEY },
    check: bearer(KEY),
  })),
  {
    what: 'oauth2 clientCredentials beside another flow',
    schemes: { OAuth: oauth2({ implicit: { authorizationUrl, scopes }, clientCredentials: { tokenUrl, scopes } }) },
    variables: CLIENT_VARIABLES,
    check: bearer(TOKEN),
  },
  { what: 'openIdConnect', schemes: { Id: openId }, variables: CLIENT_VARIABLES, check: bearer(TOKEN) },
  {
    what: 'openIdConnect, with a token of a person',
    schemes: { Id: openId },
    variables: { Id: KEY, client_id: '', client_secret: '' },
    check: bearer(KEY),
  },
  { what: 'mutualTLS', schemes: { Tls: { type: 'mutualTLS' } }, variables: {}, check: () => true, mayBeOpen: true },
  {
    what: 'mutualTLS and apiKey',
    schemes: { Tls: { type: 'mutualTLS' }, Key: key('header', 'X-Key') },
    security: [{ Tls: [], Key: [] }],
    variables: { Key: KEY },
    check: byHeader('x-key', KEY),
  },
  {
    what: 'bearer and apiKey',
    schemes: { Door: http('bearer'), Key: key('header', 'X-Key') },
    security: [{ Door: [], Key: [] }],
    variables: { Door: OTHER, Key: KEY },
    check: all(bearer(OTHER), byHeader('x-key', KEY)),
  },
  {
    what: 'two API keys',
    schemes: { One: key('header', 'X-One'), Two: key('query', 'two') },
    security: [{ One: [], Two: [] }],
    variables: { One: KEY, Two: OTHER },
    check: all(byHeader('x-one', KEY), byQuery('two', OTHER)),
  },
  {
    what: 'apiKey or bearer',
    schemes: { Key: key('header', 'X-Key'), Door: http('bearer') },
    security: [{ Key: [] }, { Door: [] }],
    variables: { Key: KEY },
    check: any(byHeader('x-key', KEY), bearer(OTHER)),
  },
  {
    what: 'a type that nobody knows, or apiKey',
    schemes: { Odd: { type: 'carrierPigeon' }, Key: key('header', 'X-Key') },
    security: [{ Odd: [] }, { Key: [] }],
    variables: { Key: KEY },
    check: byHeader('x-key', KEY),
  },
  {
    what: 'mutualTLS or apiKey',
    schemes: { Tls: { type: 'mutualTLS' }, Key: key('header', 'X-Key') },
    security: [{ Tls: [] }, { Key: [] }],
    variables: { Key: KEY },
    check: byHeader('x-key', KEY),
    mayBeOpen: true,
  },
  {
    what: 'two schemes in one header, or apiKey',
    schemes: { Door: http('bearer'), Login: http('basic'), Key: key('header', 'X-Key') },
    security: [{ Door: [], Login: [] }, { Key: [] }],
    variables: { Key: KEY },
    check: byHeader('x-key', KEY),
  },
  {
    what: 'apiKey or nothing',
    schemes: { Key: key('header', 'X-Key') },
    security: [{ Key: [] }, {}],
    variables: { Key: KEY },
    check: (request) => [KEY, null].includes(request.headers.get('x-key')),
    mayBeOpen: true,
  },
  {
    what: 'security of the document, and none at an operation',
    schemes: { Door: http('bearer') },
    more: { security: [{ Door: [] }] },
    variables: { Door: KEY },
    check: bearer(KEY),
  },
  {
    what: 'a scheme with the name of a variable of ours',
    schemes: { base_url: key('header', 'X-Key') },
    variables: { base_url_value: KEY },
    check: byHeader('x-key', KEY),
  },
  {
    what: 'a scheme with the name of our secret, in braces',
    schemes: { '{{client_secret}}': key('header', 'X-Key') },
    variables: { client_secret_dc642437: KEY },
    check: byHeader('x-key', KEY),
  },
];

const name = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const error = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } };
const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });

export function describe({ schemes, security, more = {} }: Case): object {
  const own = 'security' in more ? {} : { security: security ?? [{ [Object.keys(schemes)[0] ?? '']: [] }] };
  const responses = { 200: answer(name), 401: answer(error) };
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://things.example' }],
    paths: {
      '/thing': { get: { summary: 'Thing', ...own, responses } },
      '/open': { get: { summary: 'Open', security: [], responses: { 200: answer(name) } } },
    },
    components: { securitySchemes: schemes },
    ...more,
  };
}
