/** What a description says for its readers besides the descriptions of operations: it stands in the collection. */
import { expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const docs = { url: 'https://docs.example', description: 'The manual' };

async function collectionOf(more: Members) {
  return toCollection(await toContract(toModel(document(more)), [], async () => undefined));
}

it('a request has what is said of its path, of its body, and in documents', async () => {
  const requestBody = { description: 'The order to place.', ...json({ type: 'object' }) };
  const responses = { 200: { description: '' } };
  const post = operation({ description: 'Places an order.', requestBody, externalDocs: docs, responses });
  const paths = {
    '/a': { summary: 'Orders', description: 'All about orders.', post, get: operation({ responses }) },
    '/b': { get: operation({ description: 'As it is.', responses }) },
  };
  const requests = requestsIn(await collectionOf({ paths }));
  const of = (method: string, path: string) =>
    requests.find(({ request }) => request.method === method && request.url.raw.endsWith(path))?.request.description;
  expect(of('POST', '/a')).toBe(
    'Places an order.\n\nOrders\n\nAll about orders.\n\nBody: The order to place.\n\nThe manual: https://docs.example',
  );
  expect(of('GET', '/a')).toBe('Orders\n\nAll about orders.');
  expect(of('GET', '/b')).toBe('As it is.');
});

it('a collection has the terms, whom to ask, the license and documents', async () => {
  const info = {
    title: 'Orders',
    version: '1',
    summary: 'All orders',
    termsOfService: 'https://terms.example',
    contact: { name: 'Ann', email: 'ann@orders.example' },
    license: { name: 'MIT', identifier: 'MIT' },
  };
  const paths = { '/a': { get: operation({ responses: { 200: { description: '' } } }) } };
  const { description } = (await collectionOf({ info, externalDocs: { url: 'https://docs.example' }, paths })).info;
  expect(description).toContain(
    'All orders\n\nTerms of service: https://terms.example\n\nContact: Ann, ann@orders.example\n\nLicense: MIT, MIT\n\nMore: https://docs.example',
  );
  const odd = { title: 'Orders', version: '1', contact: 7, license: [], termsOfService: '' };
  expect((await collectionOf({ info: odd, paths })).info.description).not.toMatch(/Contact|License|Terms/);
});

it('a requirement may name its scheme by its place', () => {
  const components = { securitySchemes: { 'a/b': { type: 'http', scheme: 'basic' } } };
  const get = operation({
    security: [{ '#/components/securitySchemes/a~1b': [] }],
    responses: { 200: { description: '' } },
  });
  const [found] = toModel(document({ paths: { '/a': { get } }, components })).operations;
  expect(found?.security.map(({ needs }) => needs.map(({ scheme }) => scheme.name))).toEqual([['a/b']]);
});
