/** Whatever a valid description says, its suite is green on its own reference server, and no mutant of a sample survives. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { descriptions } from './description/document.ts';
import { KINDS } from './kinds.ts';
import { breachIn, breachOf } from './law.ts';

const CASES = new URL('law-cases/', import.meta.url);

/** The seed of all descriptions. `npm run bench:law` takes others. */
const SEED = 20_261_129;
const DESCRIPTIONS = 6;
const MUTANTS = 2;
const IN_POSTMAN = 2;

describe('the law holds', () => {
  it.each(readdirSync(CASES))('for %s, which broke it once', async (name) => {
    const text = readFileSync(new URL(name, CASES), 'utf8');
    expect(await breachIn(text, 'yaml', { folder: await folderWith(), mutants: MUTANTS })).toBeUndefined();
  });

  it(`for ${DESCRIPTIONS} descriptions that nobody wrote`, async () => {
    const folder = await folderWith();
    const law = fc.asyncProperty(descriptions(KINDS), async (written) => {
      expect(await breachOf(written, { folder, mutants: MUTANTS })).toBeUndefined();
    });
    // What breaks it is made smaller by the bench, which also names it by its seed.
    await fc.assert(law, { seed: SEED, numRuns: DESCRIPTIONS, endOnFailure: true });
  });

  it(`for ${IN_POSTMAN} of them in the Postman CLI`, async () => {
    const folder = await folderWith();
    for (const written of fc.sample(descriptions(KINDS), { seed: SEED, numRuns: IN_POSTMAN })) {
      expect(await breachOf(written, { folder, mutants: 0, client: 'postman' })).toBeUndefined();
    }
  });
});
