/**
 * Whether published descriptions that Redocly splits into files give the same collection as before, byte by byte:
 * `npm run bench:real:split -- 30`. Of the list, as many descriptions of OpenAPI 3, at even distances. Exit code 1 if one differs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { UserError } from '../../src/core/errors.ts';
import { toFoldedJsonText } from '../../src/core/folded.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { type Listed, readList } from './documents.ts';
import { fetchPackages } from './packages.ts';

const REDOCLY = 'node_modules/@redocly/cli/bin/cli.js';
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_NOTIFICATIONS: 'true', NO_COLOR: '1' };

const wanted = Number(process.argv[2] ?? '30');
fetchPackages();
const current = readList().filter(({ file }) => /["']?openapi["']?\s*:\s*["']?3/.test(readFileSync(file, 'utf8')));
let different = 0;
for (let index = 0; index < wanted; index += 1) {
  const listed = current[Math.floor((index * current.length) / wanted)];
  if (!listed) continue;
  const outcome = await compare(listed).catch((error: unknown) => `threw: ${String(error)}`);
  if (outcome !== 'the same bytes') different += 1;
  process.stdout.write(`${listed.name}: ${outcome}\n`);
}
process.stdout.write(`${wanted - different} of ${wanted} have the same bytes\n`);
process.exitCode = different === 0 ? 0 : 1;

async function compare({ file }: Listed): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'split-'));
  try {
    const args = [REDOCLY, 'split', file, '--outDir', folder];
    const { status, stderr } = spawnSync(process.execPath, args, {
      env: { ...process.env, ...QUIET },
      encoding: 'utf8',
    });
    if (status !== 0) return `Redocly does not split it: ${stderr.slice(0, 200).replaceAll('\n', ' ')}`;
    const [whole, split] = [await textOf(file), await textOf(folder)];
    return whole === split ? 'the same bytes' : firstDifference(whole, split);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The collection of a description, or why it is refused. */
async function textOf(path: string): Promise<string> {
  try {
    return toFoldedJsonText((await generateCollection(await loadDescription(path))).collection);
  } catch (error) {
    if (error instanceof UserError) return error.findings.map(({ code, message }) => `${code}: ${message}`).join('\n');
    throw error;
  }
}

function firstDifference(one: string, other: string): string {
  const lines = one.split('\n');
  const others = other.split('\n');
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `line ${at + 1} differs: ${lines[at]?.trim().slice(0, 200)} | ${others[at]?.trim().slice(0, 200)}`;
}
