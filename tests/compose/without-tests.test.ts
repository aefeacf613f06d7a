import { expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { Collection } from '../../src/postman/types.ts';

const folders = ({ item }: Collection) => item.map(({ name }) => name);

it('without tests, a collection has the requests for people, which hand on their ids, and asserts nothing', async () => {
  const description = await loadDescription('tests/fixtures/descriptions/library.openapi.yaml');
  const whole = await generateCollection(description);
  const bare = await generateCollection(description, { withoutTests: true });
  expect(folders(bare.collection)).toEqual(folders(whole.collection).filter((name) => name !== 'Contract'));
  const forms = entriesOf(bare.contract).flatMap(({ assertions }) => assertions.map(({ form }) => form));
  expect([...new Set(forms)]).toEqual(['capture']);
  expect(bare.contract.notAsserted).toEqual([]);
});
