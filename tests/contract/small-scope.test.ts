import { expect, it } from 'vitest';
import { smallerScope } from '../../src/contract/cases/small-scope.ts';

it.each([
  { needed: ['orders:read'], described: ['orders:read', 'orders:write', 'customers:read'], want: 'customers:read' },
  { needed: ['orders:read'], described: ['orders:read', 'orders:write'], want: 'orders:write' },
  { needed: ['orders:write'], described: ['orders:read', 'orders:write'], want: 'orders:read' },
  // What may hold the needed one: the whole of which it is a part, and whatever means everything.
  { needed: ['b2b:orders:readonly'], described: ['b2b:orders', 'b2b:orders:readonly'], want: undefined },
  { needed: ['orders:read'], described: ['admin', 'orders:*', 'full_access', 'api.all'], want: undefined },
  { needed: ['read', 'write'], described: ['read', 'write'], want: undefined },
  { needed: [], described: ['read'], want: undefined },
  // What is no scope of RFC 6749 is not granted.
  { needed: ['read'], described: ['read', '', 'a b'], want: undefined },
  { needed: [''], described: ['', 'read'], want: undefined },
])('of $described, $want is not enough for $needed', ({ needed, described, want }) => {
  expect(smallerScope(described, needed)).toBe(want);
});
