import { describe, expect, it } from 'vitest';
import { type SendingOrder, stageOf, toSendingOrder } from '../../src/contract/sending-order.ts';
import type { Operation } from '../../src/model/types.ts';
import { document, operation, toModel } from '../helpers/builders.ts';

/** Operations written as `METHOD path tag`, in the order of a description. */
function operationsOf(...lines: readonly string[]): readonly Operation[] {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const line of lines) {
    const [method = '', path = '', tag] = line.split(' ');
    const parameters = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => ({ name, in: 'path' }));
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation({ parameters, ...(tag && { tags: [tag] }) }) };
  }
  const { operations } = toModel(document({ paths }));
  const inLines = (one: Operation) => lines.findIndex((line) => line.startsWith(nameOf(one)));
  return operations.toSorted((a, b) => inLines(a) - inLines(b));
}

const nameOf = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;

const written = ({ folders, last }: SendingOrder) => [
  ...folders.map(({ tag, operations }) => [tag, ...operations.map(nameOf)]),
  ['last', ...last.map(nameOf)],
];

it.each([
  { line: 'POST /orders', want: 'create' },
  { line: 'POST /orders/{id}/lines', beside: 'GET /orders/{id}/lines', want: 'create' },
  { line: 'POST /orders/{id}/lines', beside: 'GET /orders/{id}/lines/{line}', want: 'create' },
  { line: 'POST /orders/{id}/lines/add', beside: 'GET /orders/{id}/lines', want: 'create' },
  { line: 'POST /orders/{id}/ship', want: 'act' },
  { line: 'POST /containers/{id}/kill', want: 'end' },
  { line: 'POST /containers/prune', want: 'end' },
  { line: 'POST /orders/{id}', want: 'update' },
  { line: 'POST /orders/{id}/cancel', want: 'end' },
  { line: 'POST /orders/{id}:close', want: 'end' },
  { line: 'POST /orders/{id}/close/', want: 'end' },
  { line: 'PUT /orders/{id}/', beside: 'POST /orders/', want: 'update' },
  { line: 'PUT /orders/{id}.json', beside: 'POST /orders.json', want: 'update' },
  { line: 'POST /orders/{id}/bulkDelete', want: 'end' },
  { line: 'POST /auth/logout', want: 'end' },
  { line: 'POST /admin/shutdown', want: 'end' },
  { line: 'PUT /-/power-off', want: 'end' },
  { line: 'POST /containers/{id}/restart', want: 'act' },
  { line: 'POST /admin/maintenance', want: 'end' },
  { line: 'PUT /settings/read-only', want: 'end' },
  { line: 'PUT /server/config', want: 'end' },
  { line: 'PUT /settings', want: 'end' },
  { line: 'PUT /settings/sso/saml', want: 'end' },
  { line: 'PATCH /api/cluster_conf', want: 'end' },
  { line: 'PUT /settings/{name}', want: 'create' },
  { line: 'PATCH /users/{id}/settings', want: 'update' },
  { line: 'POST /settings/destinations', beside: 'GET /settings/destinations/{id}', want: 'create' },
  { line: 'POST /settings/test', want: 'create' },
  { line: 'POST /v3/auth/enable', want: 'end' },
  { line: 'POST /v3/auth/role/add', want: 'create' },
  { line: 'POST /configs', beside: 'GET /configs/{id}', want: 'create' },
  { line: 'PUT /1.0', beside: 'GET /1.0/images', want: 'end' },
  { line: 'PATCH /1.0/', beside: 'GET /', want: 'end' },
  { line: 'PATCH /profile', beside: 'GET /profiles', want: 'update' },
  { line: 'PATCH /profile', want: 'update' },
  { line: 'POST /maintenance', beside: 'GET /maintenance/{id}', want: 'create' },
  { line: 'POST /tools/reset', want: 'end' },
  { line: 'POST /environments/{id}/off', want: 'end' },
  { line: 'POST /environments/{id}/on', want: 'act' },
  { line: 'POST /orders/{id}/drop-off', want: 'act' },
  { line: 'POST /user/change-password', want: 'end' },
  { line: 'POST /passwords', beside: 'GET /passwords/{id}', want: 'create' },
  { line: 'POST /users/me/tfa/enable', want: 'end' },
  { line: 'POST /session', want: 'end' },
  { line: 'POST /sessions', beside: 'GET /sessions/{id}', want: 'create' },
  { line: 'POST /sessions/', beside: 'GET /sessions/{id}/', want: 'create' },
  { line: 'POST /lock', beside: 'DELETE /lock/{id}', want: 'end' },
  { line: 'PUT /orders/{id}', beside: 'POST /orders', want: 'update' },
  { line: 'PUT /orders/{id}', want: 'create' },
  { line: 'POST /locks', beside: 'GET /locks', want: 'end' },
  { line: 'POST /locks', beside: 'GET /locks/{id}', want: 'create' },
  { line: 'PATCH /orders/{id}', want: 'update' },
  { line: 'HEAD /orders', want: 'read' },
  { line: 'GET /orders/{id}/cancellation', want: 'read' },
  { line: 'GET /orders/{id}/cancel', want: 'end' },
  { line: 'DELETE /orders/{id}', want: 'delete' },
])('$line, beside $beside, is: $want', ({ line, beside, want }) => {
  const all = operationsOf(line, ...(beside ? [beside] : []));
  const [one] = all.filter((candidate) => nameOf(candidate) === line);
  expect(one && stageOf(one, all)).toBe(want);
});

describe('the order', () => {
  it('is to change what a POST of the same path creates after it', () => {
    const all = operationsOf('PUT /pet', 'POST /pet', 'PUT /shops/main', 'GET /shops/main');
    expect(written(toSendingOrder(all, () => []))).toEqual([
      ['Operations', 'POST /pet', 'PUT /shops/main', 'GET /shops/main', 'PUT /pet'],
      ['last'],
    ]);
  });

  it('is to create, to read, to change, and at the very end to end and to delete', () => {
    const all = operationsOf(
      'DELETE /orders/{id}',
      'PATCH /orders/{id}',
      'GET /orders/{id}',
      'POST /orders/{id}/cancel',
      'GET /orders',
      'POST /orders',
    );
    expect(written(toSendingOrder(all, () => []))).toEqual([
      ['Operations', 'POST /orders', 'GET /orders/{id}', 'GET /orders', 'PATCH /orders/{id}'],
      ['last', 'POST /orders/{id}/cancel', 'DELETE /orders/{id}'],
    ]);
  });

  it('is to read what ending makes directly after it', () => {
    const all = operationsOf('GET /refunds/{id}', 'POST /orders', 'POST /orders/{id}/cancel', 'DELETE /orders/{id}');
    const needs = (user: Operation) =>
      all.filter(({ path }) => user.path.startsWith('/refunds') && /cancel/.test(path));
    expect(written(toSendingOrder(all, needs))).toEqual([
      ['Operations', 'POST /orders'],
      ['last', 'POST /orders/{id}/cancel', 'GET /refunds/{id}', 'DELETE /orders/{id}'],
    ]);
  });

  it('deletes parts before the whole, what was described later first, and the own access last of all', () => {
    const all = operationsOf(
      'DELETE /session',
      'DELETE /users/{id}',
      'DELETE /orders',
      'DELETE /orders/{id}',
      'DELETE /orders/{id}/lines/{line}',
    );
    expect(toSendingOrder(all, () => []).last.map(nameOf)).toEqual([
      'DELETE /orders/{id}/lines/{line}',
      'DELETE /orders/{id}',
      'DELETE /orders',
      'DELETE /users/{id}',
      'DELETE /session',
    ]);
  });

  it('deletes all items by a verb after one item, and before what they are in', () => {
    const all = operationsOf(
      'POST /stubs/prune',
      'DELETE /stubs/unused',
      'DELETE /stubs/{id}',
      'DELETE /stubs',
      'POST /stubs/remove-by-tag',
      'POST /boxes/{id}/stubs/clear',
      'DELETE /boxes/{id}',
      'DELETE /boxes/{id}/stubs/{stub}',
    );
    expect(toSendingOrder(all, () => []).last.map(nameOf)).toEqual([
      'DELETE /boxes/{id}/stubs/{stub}',
      'POST /boxes/{id}/stubs/clear',
      'DELETE /boxes/{id}',
      'DELETE /stubs/{id}',
      'POST /stubs/prune',
      'DELETE /stubs/unused',
      'POST /stubs/remove-by-tag',
      'DELETE /stubs',
    ]);
  });

  it('stops the service after all that resets it', () => {
    const all = operationsOf('POST /admin/reset', 'POST /stubs/reset', 'POST /admin/shutdown', 'DELETE /stubs/{id}');
    expect(
      toSendingOrder(all, () => [])
        .last.map(nameOf)
        .at(-1),
    ).toBe('POST /admin/shutdown');
  });

  it('puts the folder with a value before the folder that needs it', () => {
    const all = operationsOf('GET /orders/{user} Orders', 'GET /users Users', 'POST /users Users');
    const [orders, users] = all;
    const needs = (one: Operation) => (one === orders && users ? [users] : []);
    expect(written(toSendingOrder(all, needs))).toEqual([
      ['Users', 'POST /users', 'GET /users'],
      ['Orders', 'GET /orders/{user}'],
      ['last'],
    ]);
  });

  it('gives a tag a second folder where its requests need a value from a folder in between', () => {
    const all = operationsOf('GET /a A', 'GET /b/{a} B', 'GET /a/{b} A');
    const [a, b, last] = all;
    const needs = (one: Operation) => (one === b && a ? [a] : one === last && b ? [b] : []);
    expect(written(toSendingOrder(all, needs))).toEqual([
      ['A', 'GET /a'],
      ['B', 'GET /b/{a}'],
      ['A', 'GET /a/{b}'],
      ['last'],
    ]);
  });

  it('ends where operations need each other', () => {
    const all = operationsOf('GET /a/{b} A', 'GET /b/{a} B');
    const needs = (one: Operation) => all.filter((other) => other !== one);
    expect(written(toSendingOrder(all, needs))).toEqual([['A', 'GET /a/{b}'], ['B', 'GET /b/{a}'], ['last']]);
  });
});

it('what may end the service comes last of all', () => {
  const lines = [
    'POST /admin/shutdown',
    'PUT /settings/ldap',
    'POST /auth/enable',
    'POST /auth/disable',
    'POST /auth/logout',
    'POST /admin/maintenance',
    'POST /user/reset-password',
    'GET /pets',
    'DELETE /pets/{id}',
    'POST /pets/{id}/close',
  ];
  const { last } = toSendingOrder(operationsOf(...lines), () => []);
  expect(last.map(nameOf)).toEqual([
    'POST /pets/{id}/close',
    'DELETE /pets/{id}',
    'POST /auth/enable',
    'POST /auth/disable',
    'POST /user/reset-password',
    'POST /auth/logout',
    'POST /admin/maintenance',
    'PUT /settings/ldap',
    'POST /admin/shutdown',
  ]);
});
