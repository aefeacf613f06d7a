import { toScriptLiteral } from '../../src/core/folded.ts';
import { LIBRARY_NAMES, libraryFactory } from '../../src/sandbox/library.ts';
import type { About, CredentialPlaces, ListData } from '../../src/sandbox/request-data.ts';
import { namesIn } from '../../src/sandbox/split-script.ts';
import { type Ran, runInNewman } from './in-newman.ts';

/** A request whose test script calls the library. */
export interface Case {
  readonly url: string;
  /** The test script, but for what it takes of the library. */
  readonly script: string;
  /** The pre-request script. */
  readonly before?: string;
  readonly about?: About;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a server may answer with what it says. */
  readonly reply?: object;
}

const NO_PLACES: CredentialPlaces = { headers: [], query: [], cookies: [] };

/** Run requests one after the other in one Newman run, the library defined before each as a collection defines it. */
export function runCases(
  cases: readonly Case[],
  lists: Readonly<Record<string, ListData>> = {},
  credentials = NO_PLACES,
): Promise<Ran> {
  const names = cases.flatMap(({ script }) => usedBy(script));
  const setup = `${libraryFactory(names)}\nObject.assign(contract, ${toScriptLiteral({ lists, credentials })});`;
  return runInNewman({
    info: { name: 'cases', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    event: [event('prerequest', setup)],
    item: cases.map(({ url, script, before = '', about, headers = {}, reply }) => ({
      name: url,
      request: {
        method: reply ? 'POST' : 'GET',
        url,
        header: Object.entries(headers).map(([key, value]) => ({ key, value })),
        ...(reply && { body: { mode: 'raw', raw: JSON.stringify(reply) } }),
      },
      event: [
        event('prerequest', before),
        event('test', `const { ${usedBy(script).join(', ')} } = contract(pm, ${toScriptLiteral(about)});\n${script}`),
      ],
    })),
  });
}

function usedBy(script: string): readonly string[] {
  return [...namesIn(script)].filter((name) => LIBRARY_NAMES.has(name));
}

function event(listen: 'prerequest' | 'test', script: string) {
  return { listen, script: { exec: script.split('\n') } };
}

/** A call of a function of the library with these values: `at({ a: 1 }, '/a')`. */
export function callOf(name: string, ...values: readonly unknown[]): string {
  return `${name}(${values.map((value) => toScriptLiteral(value)).join(', ')})`;
}

/** A statement that asserts what an expression gives; `undefined` too. */
export function gives(title: string, expression: string, want: unknown): string {
  return `pm.test(${toScriptLiteral(title)}, () => pm.expect(JSON.stringify({ it: ${expression} })).to.equal(${toScriptLiteral(JSON.stringify({ it: want }))}));`;
}

/** A statement that asserts that a call does not throw. */
export function passes(title: string, call: string): string {
  return `pm.test(${toScriptLiteral(title)}, () => { ${call}; });`;
}
