/** Each folder is a case: a description, and what is generated from it, byte for byte. `UPDATE_GOLDEN=1` writes it anew. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { composeInParts, toOutputFiles } from '../../src/cli/compose.ts';
import { readIfThere, writeFiles } from '../../src/core/files.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(cases.map(({ name }) => ({ name, folder: join(here, name) })))('$name', async ({ folder }) => {
  const composed = await composeInParts(join(folder, 'openapi.yaml'), {});
  const { streamed, others } = toOutputFiles(composed, { output: folder, spec: undefined, formats: ['v2.1'] });
  const files = [...streamed.map(({ path, pieces }) => ({ path, text: [...pieces].join('') })), ...others()]
    .map(({ path, text }) => ({
      path: join(folder, path.slice(folder.length + 1).replace(composed.description.name, 'want')),
      text,
    }))
    .filter(({ path }) => !path.includes('.local.'));
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFiles(files);

  it.each(files)('is generated as it was: $path', async ({ path, text }) => {
    expect(text).toBe(await readIfThere(path));
  });
});
