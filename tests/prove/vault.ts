const error = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } };
const refused = (description: string) => ({ description, content: { 'application/json': { schema: error } } });
const thing = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

const get = (summary: string, security: readonly object[], more: object = {}) => ({
  get: {
    summary,
    security,
    responses: {
      200: { description: 'It', content: { 'application/json': { schema: thing } } },
      401: refused('Unauthorized'),
      403: refused('Forbidden'),
      ...more,
    },
  },
});

/** An API with every way in that OpenAPI knows, described without a key of ours. */
export const vault = {
  openapi: '3.1.0',
  info: { title: 'Vault', version: '1' },
  servers: [{ url: 'https://vault.example/v1' }],
  paths: {
    '/read': get('Read', [{ OAuth: ['things:read'] }]),
    '/both': get('Both', [{ OAuth: [], Key: [] }]),
    '/door': get('Door', [{ Door: [] }]),
    '/user': get('User', [{ User: [] }]),
    '/query': get('Query', [{ InQuery: [] }]),
    '/cookie': get('Cookie', [{ InCookie: [] }]),
    '/either': get('Either', [{ Key: [] }, { Door: [] }]),
    '/open': get('Open', []),
    '/maybe': get('Maybe', [{}, { Key: [] }]),
    '/silent': {
      get: { summary: 'Silent', security: [{ Key: [] }], responses: { 204: { description: 'Nothing' } } },
    },
  },
  components: {
    securitySchemes: {
      OAuth: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: '/token',
            scopes: { 'things:read': 'Read', 'things:write': 'Write', admin: 'Everything' },
          },
        },
      },
      Door: { type: 'http', scheme: 'bearer' },
      User: { type: 'http', scheme: 'basic' },
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      InQuery: { type: 'apiKey', in: 'query', name: 'key' },
      InCookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
    },
  },
};
