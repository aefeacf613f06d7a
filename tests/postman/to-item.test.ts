import { expect, it } from 'vitest';
import { requestsIn } from '../../src/postman/types.ts';
import { withPath } from '../helpers/builders.ts';
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
