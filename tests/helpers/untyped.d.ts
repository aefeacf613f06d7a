/** The little that the tests use of packages without types. */

declare module 'postman-runtime' {
  import type { Collection, VariableScope } from 'postman-collection';

  interface Options {
    readonly environment: VariableScope;
    /** In milliseconds; a run without these waits for ever. */
    readonly timeout: { readonly request: number; readonly script: number; readonly global: number };
  }

  /** https://github.com/postmanlabs/postman-runtime#callbacks */
  interface Callbacks {
    beforeItem(error: Error | null, cursor: unknown, item: { readonly name: string }): void;
    assertion(
      cursor: unknown,
      list: readonly { readonly name: string; readonly skipped: boolean; readonly error: Error | null }[],
    ): void;
    exception(cursor: unknown, error: Error): void;
    error(error: Error): void;
    request(error: Error | null): void;
    done(error: Error | null): void;
  }

  interface Run {
    start(callbacks: Callbacks): void;
  }

  export class Runner {
    run(collection: Collection, options: Options, started: (error: Error | null, run: Run) => void): void;
  }
}
