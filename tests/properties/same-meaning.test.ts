/** Two descriptions that mean the same, written in two ways, give the same requests with the same assertions. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { type Members, toModel } from '../helpers/builders.ts';
import { descriptions } from './description/document.ts';
import { KINDS } from './kinds.ts';
import { REWRITING } from './rewriting.ts';

const SEED = 20_261_130;
const DESCRIPTIONS = 12;

async function meaningOf(document: Members): Promise<readonly string[]> {
  const { model } = inferMeaning(toModel(document));
  const contract = await toContract(model, [], async () => undefined);
  const items = requestsIn(toCollection(contract));
  return entriesOf(contract).flatMap(({ assertions }, index) => {
    const {
      name,
      request: { method, url, header },
    } = items[index] as (typeof items)[number];
    const titles = assertions.map(({ degree, title }) => `  ${degree}: ${title}`);
    return [`${name}: ${method} ${url.raw}`, ...header.map(({ key, value }) => `  ${key}: ${value}`), ...titles];
  });
}

/** References into paths would lead to nowhere. */
const hasNoDeepReferences = ({ document }: { readonly document: Members }) =>
  !JSON.stringify(document).includes('"#/paths');

const golden = (name: string): Members =>
  parse(readFileSync(new URL(`../golden/${name}/openapi.yaml`, import.meta.url), 'utf8'));

describe.each(Object.entries(REWRITING))('where %s, the meaning is the same', (_, rewritten) => {
  it.each(['list-in-envelope', 'without-a-list'])('of %s', async (name) => {
    const document = golden(name);
    const other = rewritten(structuredClone(document));
    if (other) expect(await meaningOf(other)).toEqual(await meaningOf(document));
  });

  it('of descriptions that nobody wrote', async () => {
    const written = descriptions(KINDS).filter(hasNoDeepReferences);
    const law = fc.asyncProperty(written, async ({ document }) => {
      const other = rewritten(structuredClone(document));
      if (other) expect(await meaningOf(other)).toEqual(await meaningOf(document));
    });
    await fc.assert(law, { seed: SEED, numRuns: DESCRIPTIONS });
  });
});
