/**
 * How many mutants of the tuning set the suite kills, with all proposals of `infer` accepted, and whether it fails a correct server:
 * `npm run bench:tuning -- [API …] [--sample n]`. See `bench/tuning/README.md`.
 */
import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs, parseEnv, promisify } from 'node:util';

interface Form {
  readonly id: string;
  readonly what: string;
  readonly kind?: string;
}

interface Judged extends Form {
  readonly code: number;
}

const HERE = import.meta.dirname;
const BIN = join(HERE, '../dist/cli/bin.js');
const OVERLAY = 'overlay.yaml';
const run = promisify(execFile);

const { values, positionals: requested } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' } },
});
const most = values.sample === undefined ? Number.POSITIVE_INFINITY : Number(values.sample);
const all = readdirSync(join(HERE, 'tuning'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
let falsePositives = 0;
for (const { name } of all.filter((entry) => requested.length === 0 || requested.includes(entry.name)))
  falsePositives += await measure(name);
process.exitCode = falsePositives > 0 ? 1 : 0;

/** Returns how many correct servers the suite failed. */
async function measure(api: string): Promise<number> {
  const folder = join(HERE, 'tuning', api);
  await run(process.execPath, [BIN, 'infer', join(folder, 'openapi.yaml'), '--output', join(folder, OVERLAY)]);
  const { stdout } = await run(process.execPath, [join(folder, 'server.mjs'), '--list']);
  const listed = JSON.parse(stdout) as Record<'mutations' | 'variants', readonly Form[]>;
  const [mutations, variants] = [sampled(listed.mutations), sampled(listed.variants)];
  const right = await judgeAll(folder, [[], ...variants.map(({ id }) => ['--variant', id])]);
  const broken = await judgeAll(
    folder,
    mutations.map(({ id }) => ['--mutation', id]),
  );
  const forms = [{ id: 'as described', what: '' }, ...variants].map(
    (form, index): Judged => ({ ...form, code: right[index] ?? -1 }),
  );
  const judged = mutations.map((form, index): Judged => ({ ...form, code: broken[index] ?? -1 }));
  const alarms = forms.filter(({ code }) => code !== 0);
  const missed = judged.filter(({ code }) => code !== 1);
  say(
    `${api}: ${judged.length - missed.length} of ${judged.length} mutations killed; ${alarms.length} of ${forms.length} false positives`,
  );
  for (const { id, code } of alarms) say(`  false positive ${id} (exit ${code})`);
  for (const { id, kind, what, code } of missed)
    say(`  survived  ${id} (${kind}${code === 0 ? '' : `, exit ${code}`}): ${what}`);
  return alarms.length;
}

/** At most `--sample` forms, spread over the list. */
function sampled(forms: readonly Form[]): readonly Form[] {
  const step = Math.max(1, Math.ceil(forms.length / most));
  return forms.filter((_, index) => index % step === 0);
}

/** The exit code of the suite for each form of a server, as many at once as there are processors. */
async function judgeAll(folder: string, forms: readonly (readonly string[])[]): Promise<readonly number[]> {
  const codes: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < forms.length; index = next++)
      codes[index] = await judge(folder, forms[index] ?? []);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return codes;
}

async function judge(folder: string, form: readonly string[]): Promise<number> {
  const server = spawn(process.execPath, [join(folder, 'server.mjs'), '--port', '0', ...form], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise<string>((done, fail) => {
      server.once('exit', () => fail(new Error(`the server did not start: ${form.join(' ')}`)));
      server.stdout.on('data', (data: Buffer) => {
        const found = /listening on (\S+)/.exec(data.toString())?.[1];
        if (found !== undefined) done(found);
      });
    });
    const credentials = parseEnv(readFileSync(join(folder, 'credentials.env'), 'utf8'));
    const tokenUrl = credentials['TOKEN_PATH'] && new URL(credentials['TOKEN_PATH'], url).href;
    const env = { ...process.env, ...credentials, ...(tokenUrl && { TOKEN_URL: tokenUrl }) };
    const description = ['run', join(folder, 'openapi.yaml'), '--overlay', join(folder, OVERLAY)];
    const args = [BIN, ...description, '--target', url, '--json'];
    return await new Promise<number>((done) => {
      execFile(process.execPath, args, { env, maxBuffer: 1e9 }, (error) => done(error ? Number(error.code ?? -1) : 0));
    });
  } finally {
    server.kill('SIGKILL');
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
