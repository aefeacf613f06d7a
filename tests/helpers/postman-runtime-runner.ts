import sdk, { type CollectionDefinition } from 'postman-collection';
import { Runner } from 'postman-runtime';

/** One assertion of a run, with the request that made it. */
export interface RuntimeAssertion {
  readonly request: string;
  readonly assertion: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What a failed assertion says. */
  readonly message?: string;
}

/** What a run in the newest runtime came to, and what was thrown outside of its assertions. */
export interface RuntimeRun {
  readonly assertions: readonly RuntimeAssertion[];
  readonly faults: readonly string[];
}

/** No run of ours takes this long: a limit against hangs, in milliseconds. */
const LIMIT = { request: 10_000, script: 15_000, global: 50_000 };

/**
 * Run a collection in the newest `postman-runtime`, with these variables as its environment.
 *
 * It is the nearest thing to the Postman app that runs without one; Newman holds a runtime that is years older.
 */
export function runInRuntime(collection: object, variables: Readonly<Record<string, string>>): Promise<RuntimeRun> {
  const values = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const environment = new sdk.VariableScope({ values });
  const assertions: RuntimeAssertion[] = [];
  const faults: string[] = [];
  // The cursor of an assertion does not hold the item; requests run one after the other.
  let request = '';
  return new Promise((resolve, reject) => {
    const runnable = new sdk.Collection(collection as CollectionDefinition);
    new Runner().run(runnable, { environment, timeout: LIMIT }, (refused, run) => {
      if (refused) return reject(refused);
      return run.start({
        beforeItem: (_, __, { name }) => {
          request = name;
        },
        assertion: (_, list) => {
          for (const one of list) assertions.push(toAssertion(request, one));
        },
        exception: (_, { message }) => faults.push(message),
        error: ({ message }) => faults.push(message),
        request: (error) => {
          if (error) faults.push(error.message);
        },
        done: (error) => (error ? reject(error) : resolve({ assertions, faults })),
      });
    });
  });
}

function toAssertion(
  request: string,
  { name, skipped, error }: { readonly name: string; readonly skipped: boolean; readonly error: Error | null },
): RuntimeAssertion {
  if (skipped) return { request, assertion: name, outcome: 'skipped' };
  return error
    ? { request, assertion: name, outcome: 'failed', message: error.message }
    : { request, assertion: name, outcome: 'passed' };
}
