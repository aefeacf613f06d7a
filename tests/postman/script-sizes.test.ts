/** How much of a collection is script: people read it, and each request runs what its folders and the collection hold. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { toFoldedJsonText } from '../../src/core/folded.ts';
import { type Collection, requestsIn } from '../../src/postman/types.ts';
import { scriptsIn } from './scripts-in.ts';

const INCIDENT = fileURLToPath(new URL('../../spec/incident/index.ts', import.meta.url));

describe('the collection of the Incident API', () => {
  let collection: Collection;
  let lines: readonly number[];

  beforeAll(async () => {
    ({ collection } = await compose(INCIDENT, {}));
    lines = requestsIn(collection).map(({ event }) =>
      event.filter(({ listen }) => listen === 'test').reduce((sum, { script }) => sum + script.exec.length, 0),
    );
  });

  it('has at most 350 kB', () => {
    expect(Buffer.byteLength(toFoldedJsonText(collection))).toBeLessThanOrEqual(350_000);
  });

  it('has test scripts of 60 lines, where it is usual, and of none above 130', () => {
    expect(lines).toHaveLength(54);
    expect(lines.toSorted((a, b) => a - b)[lines.length / 2]).toBeLessThanOrEqual(60);
    expect(Math.max(...lines)).toBeLessThanOrEqual(130);
  });

  it('has a library of less than 60 kB, and shares little besides: it runs before each request', () => {
    const [library, ...others] = scriptsIn(collection).filter(({ owner }) => owner !== 'request');
    const end = '\ncontract.lists = {};';
    const [code = '', shared = ''] = library?.text.split(end) ?? [];
    expect(code.length).toBeGreaterThan(10_000);
    expect(code.length).toBeLessThan(60_000);
    for (const text of [shared, ...others.map((other) => other.text)]) expect(text.length).toBeLessThan(20_000);
  });
});
