/** Path parameters that are not those of the path template. */
import { describe, expect, it } from 'vitest';
import { document, mistakes, operation, toModel, withPath } from '../helpers/builders.ts';

const at = '/paths/~1a~1{itemId}/get';
const typed = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'integer' } });

/** The path parameters that are read, as `name type`, and the notices. */
function read(path: string, parameters: readonly object[]) {
  const { operations, notices } = toModel(withPath(path, { get: operation({ parameters }) }));
  const inPath = (operations[0]?.parameters ?? []).filter((parameter) => parameter.in === 'path');
  return {
    read: inPath.map(({ name, node }) => `${name} ${(node.schema as { type: string }).type}`),
    notices: notices.filter(({ pointer }) => pointer.endsWith('/get')).map(({ message }) => message),
  };
}

const TEXT = '"/a/{itemId}" contains {itemId}, which no parameter describes: it is read as text';

describe('path parameters and a template that do not fit', () => {
  it.each([
    { what: 'all fit', path: '/a/{itemId}', given: ['itemId'], want: ['itemId integer'], notices: [] },
    { what: 'one is not described', path: '/a/{itemId}', given: [], want: ['itemId string'], notices: [TEXT] },
    {
      what: 'two are not described, and one of them is there twice',
      path: '/{a}/{b}/{a}',
      given: [],
      want: ['a string', 'b string'],
      notices: ['"/{a}/{b}/{a}" contains {a} and {b}, which no parameter describes: they are read as text'],
    },
    {
      what: 'one has no place',
      path: '/a',
      given: ['id'],
      want: [],
      notices: ['"/a" does not contain its path parameter "id": it is not sent'],
    },
    {
      what: 'one has a pattern in the template',
      path: '/a/{id:[0-9]+}',
      given: ['id'],
      want: ['id:[0-9]+ integer'],
      notices: ['"/a/{id:[0-9]+}" does not contain its path parameter "id": it is read as {id:[0-9]+}'],
    },
    {
      what: 'one is spelled in another way',
      path: '/a/{itemId}',
      given: ['item_id'],
      want: ['itemId integer'],
      notices: ['"/a/{itemId}" does not contain its path parameter "item_id": it is read as {itemId}'],
    },
    {
      what: 'two are spelled like one',
      path: '/a/{itemId}',
      given: ['item_id', 'ITEMID'],
      want: ['itemId string'],
      notices: [
        '"/a/{itemId}" does not contain its path parameter "item_id": it is not sent',
        '"/a/{itemId}" does not contain its path parameter "ITEMID": it is not sent',
        TEXT,
      ],
    },
    {
      what: 'one has another name',
      path: '/a/{itemId}',
      given: ['key'],
      want: ['itemId string'],
      notices: ['"/a/{itemId}" does not contain its path parameter "key": it is not sent', TEXT],
    },
  ])('$what', ({ path, given, want, notices }) => {
    expect(read(path, given.map(typed))).toEqual({ read: want, notices });
  });

  it.each([
    { parameters: [], want: [`path/undeclared-parameter ${at}`] },
    { parameters: [typed('itemId'), typed('id')], want: [`path/unknown-parameter ${at}`] },
  ])('are refused with --strict: $want', async ({ parameters, want }) => {
    const from = withPath('/a/{itemId}', { get: operation({ parameters }) });
    expect(await mistakes(from, { strict: true })).toEqual(want);
  });

  it('a broken parameter is not said to be missing', () => {
    const { notices } = toModel({
      ...withPath('/a/{itemId}', {
        get: operation({ parameters: [null] }),
        post: operation({ parameters: [typed('itemId')] }),
      }),
    });
    expect(notices.filter(({ message }) => message.includes('no parameter describes'))).toEqual([]);
  });
});

describe('a segment as frameworks write it', () => {
  const pathsOf = (paths: Readonly<Record<string, object>>) => {
    const { operations, notices } = toModel(document({ paths, components: { parameters: { Id: typed('id') } } }));
    const read = notices.filter(({ message }) => message.includes('is read as'));
    return [operations.map(({ path }) => path), read.map(({ message }) => message)];
  };
  const get = (...names: readonly string[]) => ({ get: operation({ parameters: names.map(typed) }) });
  const told = (path: string, read: string) =>
    `"${path}" is read as "${read}", since its path parameters are described`;

  it.each([
    { what: 'is a parameter that is described', paths: { '/a/:id/b': get('id') }, want: ['/a/{id}/b'] },
    {
      what: 'is one that is described at the path',
      paths: { '/a/:id': { parameters: [{ $ref: '#/components/parameters/Id' }], get: operation() } },
      want: ['/a/{id}'],
    },
    { what: 'is a text where none is described', paths: { '/a/:id': get() }, told: false, want: ['/a/:id'] },
    { what: 'is a text after a parameter', paths: { '/a/{id}:id': get('id') }, told: false, want: ['/a/{id}:id'] },
    {
      what: 'is a text where the path with braces is there, too',
      paths: { '/a/{id}': get('id'), '/a/:id': get('id') },
      told: false,
      want: ['/a/{id}', '/a/:id'],
    },
  ])('$what', ({ paths, told: isTold = true, want }) => {
    const [written = ''] = Object.keys(paths);
    expect(pathsOf(paths)).toEqual([want, isTold ? [told(written, want[0] ?? '')] : []]);
  });
});
