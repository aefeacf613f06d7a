import { expect, it } from 'vitest';
import { requestsIn } from '../../src/postman/types.ts';
import { document, operation, withPath } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

const requestBody = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } } },
};
const responses = { 200: { description: '' }, 400: { description: '' } };

it('clients are told to send the body of a GET, and none that is invalid is tried, since servers may ignore it', async () => {
  const { collection } = await suiteOf(
    withPath('/a', { get: { requestBody, responses }, post: { requestBody, responses } }),
  );
  const told = requestsIn(collection).map(({ request, protocolProfileBehavior }) => [
    request.method,
    protocolProfileBehavior,
  ]);
  expect(told.filter(([method]) => method === 'GET')).toEqual([
    ['GET', { followRedirects: false, disableBodyPruning: true }],
  ]);
  expect(told.filter(([method]) => method === 'POST').length).toBeGreaterThan(1);
  expect(told).toContainEqual(['POST', { followRedirects: false }]);
});

it('no cookie of an earlier response is sent where a credential is missing or wrong', async () => {
  const session = { type: 'apiKey', in: 'cookie', name: 'sid' };
  const paths = {
    '/login': { post: { security: [], responses } },
    '/me': { get: { responses: { 200: { description: '' }, 401: { description: '' } } } },
  };
  const components = { securitySchemes: { session } };
  const { collection } = await suiteOf(document({ paths, components, security: [{ session: [] }] }));
  const without = requestsIn(collection).filter(({ protocolProfileBehavior: { disableCookies } }) => disableCookies);
  expect(without.map(({ name }) => name)).toEqual(['GET /me: no API key (sid)', 'GET /me: a wrong API key (sid)']);
});

it('a cookie that is not encoded names no variable of Postman', async () => {
  const parameters = [
    { name: 'c', in: 'cookie', style: 'cookie', required: true, schema: { type: 'string' }, example: '{{base_url}}' },
  ];
  const { collection } = await suiteOf(
    document({ openapi: '3.2.0', paths: { '/a': { get: operation({ parameters }) } } }),
  );
  const cookies = requestsIn(collection).flatMap(({ request }) => request.header.filter(({ key }) => key === 'Cookie'));
  expect(cookies).toHaveLength(1);
  expect(cookies[0]?.value).not.toContain('{{base_url}}');
});

it('cookies that may be left out stand beside those that are sent, unchecked, each with its description', async () => {
  const cookie = (name: string, required: boolean) => ({
    name,
    in: 'cookie',
    required,
    description: `The ${name}`,
    schema: { type: 'string', example: `${name}1` },
  });
  const get = operation({ parameters: [cookie('lang', false), cookie('sid', true)] });
  const { collection } = await suiteOf(withPath('/a', { get }));
  const [request] = requestsIn(collection);
  expect(request?.request.header.filter(({ key }) => key === 'Cookie')).toEqual([
    { key: 'Cookie', value: 'sid=sid1', description: 'sid: The sid' },
    { key: 'Cookie', value: 'sid=sid1; lang=lang1', description: 'sid: The sid\n\nlang: The lang', disabled: true },
  ]);
});
