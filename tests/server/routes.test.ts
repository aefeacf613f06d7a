import { describe, expect, it } from 'vitest';
import type { Method } from '../../src/model/methods.ts';
import type { Operation } from '../../src/model/types.ts';
import { findOperation, toRoutes } from '../../src/server/routes.ts';
import { incidentModel } from './helpers.ts';

const paths = [
  '/users/{id}',
  '/users/me',
  '/users/{id}/posts',
  '/days/{year}-{month}.csv',
  '/days/{day}',
  '/a.b/{x}',
  '/café',
  '/',
];
const base = incidentModel.operations[0] as Operation;
const operation = (path: string, method: Method): Operation => ({ ...base, path, method, id: `${method} ${path}` });
const routes = toRoutes([...paths.map((path) => operation(path, 'get')), operation('/users/{id}', 'delete')]);

describe('a path', () => {
  it.each([
    { path: '/users/1', want: ['get /users/{id}', { id: '1' }] },
    { path: '/users/me', want: ['get /users/me', {}] },
    { path: '/users/%6De', want: ['get /users/me', {}] },
    { path: '/users/a%2Fb', want: ['get /users/{id}', { id: 'a/b' }] },
    { path: '/users/%zz', want: ['get /users/{id}', { id: undefined }] },
    { path: '/users/1/posts', want: ['get /users/{id}/posts', { id: '1' }] },
    { path: '/days/2024-02.csv', want: ['get /days/{year}-{month}.csv', { year: '2024', month: '02' }] },
    { path: '/days/2024-02xcsv', want: ['get /days/{day}', { day: '2024-02xcsv' }] },
    { path: '/a.b/1', want: ['get /a.b/{x}', { x: '1' }] },
    { path: '/caf%C3%A9', want: ['get /café', {}] },
    { path: '/', want: ['get /', {}] },
  ])('$path means $want', ({ path, want }) => {
    const found = findOperation(routes, 'GET', path);
    expect(found.kind === 'operation' && [found.operation.id, Object.fromEntries(found.values)]).toEqual(want);
  });

  it.each(['/users', '/users/', '/users/1/', '/aXb/1', '//', '/caf%C3', '', '/users/1/posts/2'])(
    '%j means nothing',
    (path) => {
      expect(findOperation(routes, 'GET', path).kind).toBe('unknown');
    },
  );

  it('answers with the first operation that has the method, though a more concrete path has not', () => {
    expect(findOperation(routes, 'DELETE', '/users/me')).toMatchObject({ operation: { id: 'delete /users/{id}' } });
    expect(findOperation(routes, 'HEAD', '/users/me')).toMatchObject({ operation: { id: 'get /users/me' } });
    expect(findOperation(routes, 'PUT', '/users/me')).toMatchObject({
      kind: 'wrong-method',
      allow: ['GET', 'HEAD', 'DELETE'],
    });
  });
});

it.each([
  { path: '/records/1.json', want: 'get /records/{id}.json' },
  { path: '/records/1.schema.json', want: 'get /records/{id}.schema.json' },
  { path: '/records/1.xml', want: 'get /records/{id}.{format}' },
])('takes that path for $path which has most of its text: $want', ({ path, want }) => {
  const templates = ['/records/{id}.{format}', '/records/{id}.json', '/records/{id}.schema.json'];
  const found = findOperation(toRoutes(templates.map((one) => operation(one, 'get'))), 'GET', path);
  expect(found).toMatchObject({ operation: { id: want } });
});

it.each([
  { sent: {}, want: 'post /#Action=Start' },
  { sent: { action: 'Stop' }, want: 'post /#Action=Stop' },
  { sent: { action: 'Start' }, want: 'post /#Action=Start' },
  { sent: { action: 'Pause' }, want: 'post /#Action=Start' },
])('chooses among operations at one path by what they need: $sent goes to $want', ({ sent, want }) => {
  const fragments = ['Start', 'Stop'].map((action) => operation(`/#Action=${action}`, 'post'));
  const fitOf = ({ path }: Operation) => (path.endsWith(`=${sent.action}`) ? 1 : -1);
  expect(findOperation(toRoutes(fragments), 'POST', '/', fitOf)).toMatchObject({ operation: { id: want } });
});

it.each([
  { path: '/map/1.5.xml', want: { top: '1.5', format: 'xml' } },
  { path: '/map/1.tar.gz', want: { top: '1', format: 'tar.gz' } },
])('divides $path among its parameters as they need it', ({ path, want }) => {
  const fitOf = (_: Operation, raw: ReadonlyMap<string, string>) => (raw.get('format') === want.format ? 1 : 0);
  const found = findOperation(toRoutes([operation('/map/{top}.{format}', 'get')]), 'GET', path, fitOf);
  expect(found.kind === 'operation' && Object.fromEntries(found.values)).toEqual(want);
});

it.each(['x\ny', 'x\r\ny', 'a.b$', 'é #?'])('a parameter of a path may have the name %j', (name) => {
  const found = findOperation(toRoutes([operation(`/odd/{${name}}/{id}.txt`, 'get')]), 'GET', '/odd/v/1.txt');
  expect(found.kind === 'operation' && Object.fromEntries(found.values)).toEqual({ [name]: 'v', id: '1' });
});
