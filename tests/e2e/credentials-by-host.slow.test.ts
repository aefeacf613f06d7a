/** No credential goes to a host that is not its own, in any client: two servers on two hosts of this machine record what they receive. */
import { describe, expect, it } from 'vitest';
import { CLIENT_NAMES } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { suiteOf } from '../helpers/suite.ts';
import { loopbackHosts } from './two-hosts.ts';

const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const SECRETS = { client_id: 'the-client', client_secret: 'secret-of-client-1', apiKey: 'secret-of-key-0001' };
const TOKEN = 'secret-token-000001';

const description = {
  openapi: '3.1.1',
  info: { title: 'Orders', version: '1' },
  servers: [{ url: 'https://api.example' }],
  security: [{ Token: [], Key: [] }],
  paths: {
    '/orders': {
      get: {
        operationId: 'orders',
        'x-list': { items: '', total: 'X-Total', offset: 'skip', limit: 'take' },
        parameters: [
          { name: 'skip', in: 'query', schema: { type: 'integer' } },
          { name: 'take', in: 'query', schema: { type: 'integer' }, example: 2 },
        ],
        responses: {
          200: {
            description: 'Orders',
            headers: { 'X-Total': { required: true, schema: { type: 'integer' } } },
            content: { 'application/json': { schema: { type: 'array', items: ITEM } } },
          },
        },
      },
    },
    '/moved': { get: { operationId: 'moved', responses: { 200: { description: 'Moved' } } } },
  },
  components: {
    securitySchemes: {
      Token: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://login.example/token', scopes: {} } },
      },
      Key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    },
  },
};

describe.each(CLIENT_NAMES)('in %s', (client) => {
  it.each([
    { what: 'as described', redirectsLists: false },
    { what: 'with every list redirected to the other host', redirectsLists: true },
  ])('each host gets its own credentials only, $what', async ({ redirectsLists }) => {
    const hosts = await loopbackHosts({ token: TOKEN, redirectsLists });
    const { collection } = await suiteOf(description);
    const variables = {
      ...SECRETS,
      base_url: hosts.api,
      token_url: `${hosts.login}/token`,
      'x-api-key': SECRETS.apiKey,
    };
    const names = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
    const keys = Object.keys(names).filter((name) => /key/i.test(name));
    const given = { ...variables, ...Object.fromEntries(keys.map((name) => [name, SECRETS.apiKey])) };
    const events = [];
    for await (const event of run({ collection, client, variables: given, secrets: ['client_secret', ...keys] })) {
      events.push(event);
    }
    const verdict = toVerdict(events, { live: true });
    const secretsAt = (host: string) => {
      const seen = hosts.received.filter((one) => one.host === host).map(({ text }) => text);
      const basic = Buffer.from(`${SECRETS.client_id}:${SECRETS.client_secret}`).toString('base64');
      const forms = { token: [TOKEN], key: [SECRETS.apiKey], client: [SECRETS.client_secret, basic] };
      return Object.entries(forms).flatMap(([name, texts]) =>
        texts.some((text) => seen.some((one) => one.includes(text))) ? [name] : [],
      );
    };
    expect({ api: secretsAt('api'), login: secretsAt('login') }).toEqual({ api: ['token', 'key'], login: ['client'] });
    expect(verdict.totals.requestsSent).toBeGreaterThan(5);
    // Comparisons send the token, too: they are let in.
    if (!redirectsLists) expect(verdict.totals.requestsOfScripts).toBeGreaterThan(0);
  });
});
