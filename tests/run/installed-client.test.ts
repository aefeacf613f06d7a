import { expect, it } from 'vitest';
import { firstInstalled } from '../../src/run/installed-client.ts';

it('Newman comes before the Postman CLI where both are installed, as they are here', () => {
  expect(firstInstalled()).toBe('newman');
});
