import { type BrunoRequest, postmanToBruno } from '@usebruno/converters';
import { describe, expect, it } from 'vitest';
import { readCollection } from './helpers.ts';

describe('Bruno, importing the collection', async () => {
  const { collection, issues } = await postmanToBruno(readCollection());
  const useCases = new Map(collection.items[1]?.items.map(({ name, request }) => [name, request]));

  it('has nothing to complain about', () => {
    expect(issues).toEqual([]);
    expect(collection.name).toBe('Incident API');
  });

  it('gets the client credentials as the authorization of the whole collection', () => {
    expect(collection.root.request.auth).toMatchObject({
      mode: 'oauth2',
      oauth2: {
        grantType: 'client_credentials',
        accessTokenUrl: '{{token_url}}',
        clientId: '{{client_id}}',
        clientSecret: '{{client_secret}}',
        credentialsPlacement: 'basic_auth_header',
        tokenPlacement: 'header',
        tokenHeaderPrefix: 'Bearer',
      },
    });
  });

  it('shows the four use cases under the titles of the guide', () => {
    expect(collection.items.slice(0, 2).map(({ name }) => name)).toEqual(['Access token', 'Use cases']);
    expect([...useCases.keys()]).toEqual([
      'Use case 1: Get all my Incidents',
      'Use case 2: Filter the Incidents list',
      'Use case 3: Pagination of the Incidents list',
      'Use case 4: Get details of an Incident',
    ]);
  });

  it.each([
    { name: 'Use case 1: Get all my Incidents', url: '{{base_url}}/incidents', sent: [], unchecked: [], path: [] },
    {
      name: 'Use case 2: Filter the Incidents list',
      url: '{{base_url}}/incidents?location.address.country=FR&priority=P1',
      sent: ['location.address.country=FR', 'priority=P1'],
      unchecked: [],
      path: [],
    },
    {
      name: 'Use case 3: Pagination of the Incidents list',
      url: '{{base_url}}/incidents?offset=10&limit=20&sort=-createdAt',
      sent: ['offset=10', 'limit=20', 'sort=-createdAt'],
      unchecked: ['location.address.country=FR', 'priority=P1'],
      path: [],
    },
    {
      name: 'Use case 4: Get details of an Incident',
      url: '{{base_url}}/incidents/:incident_id',
      sent: [],
      unchecked: ['location.address.country=FR', 'priority=P1', 'offset=10', 'limit=20', 'sort=-createdAt'],
      path: ['incident_id={{incident_id}}'],
    },
  ])('gets $name whole', ({ name, url, sent, unchecked, path }) => {
    const request = useCases.get(name);
    expect(request).toMatchObject({ method: 'GET', url, auth: { mode: 'inherit' } });
    expect(request?.headers).toContainEqual(
      expect.objectContaining({ name: 'x-api-key', value: '{{API-KEY}}', enabled: true }),
    );
    expect(parameters(request, 'query', true)).toEqual(sent);
    expect(parameters(request, 'query', false)).toEqual(unchecked);
    expect(parameters(request, 'path', true)).toEqual(path);
  });
});

function parameters(request: BrunoRequest | undefined, type: 'query' | 'path', enabled: boolean) {
  return request?.params
    .filter((parameter) => parameter.type === type && parameter.enabled === enabled)
    .map(({ name, value }) => `${name}=${value}`);
}
