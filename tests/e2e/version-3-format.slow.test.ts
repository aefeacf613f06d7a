/** The folder that we write in version 3 is the one that the Postman CLI makes of our collection, and its lint finds nothing. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { findPostmanCli } from '../../src/run/postman-binary.ts';
import { BIN } from '../setup/compiled.ts';
import { postmanHome, run, runNode, temporaryFolder } from './helpers.ts';

/** Only the Postman CLI's id of an authorization is random. */
const withoutAuthId = (text: string) => text.replace(/^ {2}- id: [\da-f-]{36}$/gm, '  - id: …');

function textsIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => path.endsWith('.yaml') && statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, withoutAuthId(readFileSync(join(folder, path), 'utf8'))]));
}

describe.each([
  'spec/incident/index.ts',
  'tests/fixtures/descriptions/notes.openapi.json',
  'tests/correct/parcels.openapi.yaml',
])('the folder of %s', (file) => {
  it('has the bytes of `postman collection migrate`, and is clean for `postman collection lint`', async () => {
    const output = await temporaryFolder();
    const env = { HOME: await postmanHome() };
    const generated = await runNode([BIN, 'generate', file, '--output', output, '--format', 'v3']);
    expect(generated).toMatchObject({ code: 0 });
    const folder = readdirSync(output).find((name) => name.endsWith('.postman_collection')) ?? '';

    const { collection } = await compose(file, {});
    await writeFile(join(output, 'collection.json'), JSON.stringify(collection));
    const migrated = join(output, 'migrated');
    const migrating = ['collection', 'migrate', join(output, 'collection.json'), '--output', migrated];
    expect(await run(findPostmanCli(), migrating, { env })).toMatchObject({ code: 0 });
    const ours = textsIn(join(output, folder));
    expect(Object.keys(ours).length).toBeGreaterThan(5);
    expect(ours).toEqual(textsIn(migrated));

    const linting = ['collection', 'lint', join(output, folder), '--reporter', 'json', '--fail-severity', 'warning'];
    const linted = await run(findPostmanCli(), linting, { env });
    expect(JSON.parse(linted.stdout)).toMatchObject({ diagnostics: [], errorCount: 0, warningCount: 0 });
    expect(linted.code).toBe(0);
  });
});
