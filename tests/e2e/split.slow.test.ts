/** A description that Redocly splits into many files gives the same collection as before, byte by byte. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { toFoldedJsonText } from '../../src/core/folded.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { commandOf, ROOT, runNode, temporaryFolder } from './helpers.ts';

const redocly = commandOf('redocly', createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_NOTIFICATIONS: 'true', NO_COLOR: '1' };

it.each([
  'spec/incident.openapi.yaml',
  'tests/fixtures/descriptions/visits.openapi.yaml',
  'tests/correct/shelter.openapi.yaml',
])('%s', async (file) => {
  const folder = await temporaryFolder();
  const { code, stderr } = await runNode([redocly, 'split', file, '--outDir', folder], { env: quiet });
  expect(code, stderr).toBe(0);
  const [whole, split] = await Promise.all(
    [join(ROOT, file), folder].map(async (path) => {
      const { collection, contract } = await generateCollection(await loadDescription(path));
      return { text: toFoldedJsonText(collection), notices: contract.notices.map(({ message }) => message).sort() };
    }),
  );
  expect(split?.text).toBe(whole?.text);
  expect(split?.notices).toEqual(whole?.notices);
});
