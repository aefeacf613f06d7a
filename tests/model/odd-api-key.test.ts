/** API keys in a header whose name cannot be one. */
import { describe, expect, it } from 'vitest';
import { document, mistakes, operation, toModel, withPath } from '../helpers/builders.ts';

const modelOf = (name: string, more: object = {}) => {
  const securitySchemes = { odd: { type: 'apiKey', in: 'header', name }, ...more };
  const get = operation({ security: [{ odd: [] }, ...Object.keys(more).map((other) => ({ [other]: [] }))] });
  const paths = { '/a': { get }, '/b': { get: operation({ operationId: 'open' }) } };
  return toModel(document({ components: { securitySchemes }, paths }));
};

describe('the name of a header that has the scheme of Authorization in it', () => {
  it.each([
    { name: 'Authorization: Bearer', want: { kind: 'bearer', variable: 'odd' }, as: 'Bearer' },
    { name: 'authorization:Bearer {token}', want: { kind: 'bearer', variable: 'odd' }, as: 'Bearer' },
    { name: 'Authorization: Token', want: { kind: 'http', scheme: 'Token', variable: 'odd' }, as: 'Token' },
    { name: 'Authorization: Basic', want: { kind: 'basic', username: 'username' }, as: 'Basic' },
  ])('$name is read as that, with a note', ({ name, want, as }) => {
    const { securitySchemes, notices, operations } = modelOf(name);
    expect(securitySchemes).toEqual([expect.objectContaining(want)]);
    expect(operations.length).toBe(2);
    expect(notices.map(({ kind, message, pointer }) => ({ kind, message, pointer }))).toContainEqual({
      kind: 'note',
      message: `"${name}" is no header name, and is read as the header Authorization with the scheme ${as}`,
      pointer: '/components/securitySchemes/odd/name',
    });
  });
});

describe('another name that no header has', () => {
  it('leaves out the operations that need it, and no others', () => {
    const { operations, notices } = modelOf('X Key');
    expect(operations.map(({ path }) => path)).toEqual(['/b']);
    expect(notices.filter(({ kind }) => kind === 'left-out').map(({ message }) => message)).toEqual([
      '"X Key" is not a valid header name: no request can have this key',
      expect.stringContaining('"odd" has the type "apiKey in a header "X Key"", which is not supported'),
    ]);
  });

  it('leaves an alternative', () => {
    const { operations, notices } = modelOf('X Key', { key: { type: 'apiKey', in: 'query', name: 'k' } });
    expect(operations.map(({ path }) => path)).toEqual(['/a', '/b']);
    expect(notices.filter(({ kind }) => kind === 'left-out').map(({ pointer }) => pointer)).toEqual([
      '/components/securitySchemes/odd/name',
    ]);
  });

  it('is an error where the description is to be without faults', async () => {
    const securitySchemes = { odd: { type: 'apiKey', in: 'header', name: 'X Key' } };
    const found = await mistakes(document({ components: { securitySchemes } }), { strict: true });
    expect(found).toEqual(['document/wrong-type /components/securitySchemes/odd/name']);
  });

  it('is a header name once the space around it is gone', () => {
    expect(modelOf(' X-Key ').securitySchemes).toEqual([
      expect.objectContaining({ kind: 'api-key', parameter: 'X-Key' }),
    ]);
  });
});

it.each(['c 7', 'a;b', 'a=b', 'é', 'a\u007fb'])(
  'a cookie cannot have the name %j: what needs it is left out',
  (name) => {
    const securitySchemes = { odd: { type: 'apiKey', in: 'cookie', name } };
    const cookie = { name, in: 'cookie', schema: { type: 'string' } };
    const paths = {
      '/key': { get: operation({ operationId: 'key', security: [{ odd: [] }] }) },
      '/sent': { get: operation({ operationId: 'sent', parameters: [cookie] }) },
      '/open': { get: operation({ operationId: 'open' }) },
    };
    const { operations, notices } = toModel(document({ components: { securitySchemes }, paths }));
    expect(operations.map(({ path }) => path)).toEqual(['/open']);
    expect(notices.filter(({ kind }) => kind === 'left-out').map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        `"${name}" is not a valid cookie name: no request can have this key`,
        `GET /sent: "${name}" is not a valid cookie name`,
      ]),
    );
  },
);

it('a cookie may have brackets in its name', () => {
  const cookie = { name: 'filter[a]', in: 'cookie', schema: { type: 'string' } };
  const { operations } = toModel(withPath('/a', { get: operation({ parameters: [cookie] }) }));
  expect(operations[0]?.parameters.map(({ name }) => name)).toEqual(['filter[a]']);
});
