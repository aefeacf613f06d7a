import { inject } from 'vitest';
import type { ClientName } from '../../src/run/events.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clients: readonly ClientName[];
  }
}

/** The clients that a `*.clients.test.ts` runs with: Newman among the fast tests, the Postman CLI among the slow ones. */
export const CLIENTS = inject('clients');

/** For what no client changes: it runs among the fast tests only, and not once more among the slow ones. */
export const IS_FAST = CLIENTS.includes('newman');
