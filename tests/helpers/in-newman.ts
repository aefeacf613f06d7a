import newman from 'newman';
import type { CollectionDefinition } from 'postman-collection';

/** What a run in Newman came to: every assertion, in order, and what was thrown outside of them. */
export interface Ran {
  readonly assertions: readonly {
    readonly name: string;
    readonly error?: { readonly name: string; readonly message: string };
  }[];
  readonly faults: readonly string[];
}

/** Run a collection in the real Newman, with these variables as its environment. */
export function runInNewman(collection: object, variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const assertions: { name: string; error?: { name: string; message: string } }[] = [];
  const faults: string[] = [];
  const values = Object.entries(variables).map(([key, value]) => ({ key, value, enabled: true }));
  return new Promise((resolve, reject) => {
    newman
      .run({ collection: collection as CollectionDefinition, environment: { values }, timeout: 600_000 }, (error) => {
        if (error) reject(error);
        else resolve({ assertions, faults });
      })
      .on('assertion', (error, { assertion }) => {
        assertions.push({ name: assertion, ...(error && { error: { name: error.name, message: error.message } }) });
      })
      .on('exception', (_, { error }) => {
        faults.push(error.message);
      });
  });
}

/** A collection of one request, with this test script. */
export function collectionOf(url: string, script: string): object {
  return {
    info: { name: 'one', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'one',
        request: { method: 'GET', url },
        event: [{ listen: 'test', script: { exec: script.split('\n') } }],
      },
    ],
  };
}
