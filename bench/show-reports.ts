/**
 * Write `docs/reports.md` from real runs: `npm run docs:reports`. Ten wrong servers, one red run in each format, and `doctor` against a right
 * server and wrong ones.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, steady } from './reports/call.ts';
import { doctorBlocks } from './reports/doctor.ts';
import { FAULTS, TROUBLES } from './reports/faults.ts';
import { DESCRIPTION, type Fault, serveIncidents } from './reports/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));

async function runAgainst(fault: Fault, ...options: readonly string[]) {
  const { env, target, close } = await serveIncidents(fault);
  const argv = ['run', DESCRIPTION, '--target', target, '--moves', 'no', ...options];
  try {
    return await call(argv, { ...env, GITHUB_ACTIONS: 'true' });
  } finally {
    await close();
  }
}

function block(text: string, language = ''): string {
  return `\`\`\`${language}\n${steady(text).replace(/\n+$/, '')}\n\`\`\`\n`;
}

/** Of the steady text: a time of more digits may take one more line. */
function firstLines(text: string, most: number): string {
  return steady(text).split('\n').slice(0, most).join('\n');
}

/** From the line that holds a text. */
function from(text: string, start: string, most: number): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(start));
  return lines.slice(at, at + most).join('\n');
}

async function faultBlocks(): Promise<string> {
  const parts: string[] = [];
  for (const { title, fault } of FAULTS) {
    const { code, stdout } = await runAgainst(fault);
    if (code !== 1) throw new Error(`${title}: exit ${code}\n${stdout}`);
    parts.push(`### ${title}\n\n${block(firstLines(stdout, 15))}`);
  }
  return parts.join('\n');
}

async function troubleBlocks(): Promise<string> {
  const parts: string[] = [];
  for (const { title, fault, env, target } of TROUBLES) {
    const server = await serveIncidents(fault);
    const argv = ['run', DESCRIPTION, '--target', target ?? server.target, '--moves', 'no'];
    const { code, stdout } = await call(argv, { ...server.env, ...env });
    await server.close();
    parts.push(`### ${title}: exit ${code}\n\n${block(firstLines(stdout, 15))}`);
  }
  return parts.join('\n');
}

async function formatBlocks(): Promise<string> {
  const files = ['run.xml', 'run.json', 'run.md', 'run.sarif', 'gl-code-quality-report.json'];
  const reports = files.flatMap((file) => ['--report', join(folder, file)]);
  const [wrongCount] = FAULTS;
  if (!wrongCount) throw new Error('there is no fault');
  const { stdout, stderr } = await runAgainst(wrongCount.fault, ...reports);
  const [junit = '', json = '', markdown = '', sarif = '', quality = ''] = files.map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  const annotation = stderr.split('\n').find((line) => line.startsWith('::error')) ?? '';
  return [
    `### Terminal\n\nThe cause in full, below the requests.\n\n${block(causeOf(stdout))}`,
    `### JUnit (\`--report run.xml\`)\n\n${block(from(junit, '<failure message="X-Total-Count says', 8), 'xml')}`,
    `### JSON (\`--report run.json\`)\n\n${block(from(json, '"causes"', 36), 'json')}`,
    `### Markdown (\`--report run.md\`, and the summary of a job on GitHub)\n\n${block(firstLines(markdown, 16), 'markdown')}`,
    `### SARIF (\`--report run.sarif\`)\n\n${block(from(sarif, '"results"', 26), 'json')}`,
    `### GitLab code quality (\`--report gl-code-quality-report.json\`)\n\n${block(firstLines(quality, 14), 'json')}`,
    `### Annotation on GitHub (by itself)\n\n${block(annotation)}`,
  ].join('\n');
}

/** The first cause in the list of causes in full. */
function causeOf(stdout: string): string {
  return stdout.split('\n\n').find((part) => part.startsWith('1. ')) ?? '';
}

try {
  const text = `# What reports say

Written by \`npm run docs:reports\` from real runs of the Incident API on a wrong server. Times and ports are made the same.

## Ten faults

The first 15 lines of the report on a terminal, for ten servers with one fault each. A line for each request follows, and then each cause
in full: what came and what was expected, the line of the description, the requests, a \`curl\` command.

${await faultBlocks()}
## Where little can be judged

The first 15 lines where the server cannot be reached, lets nobody in, or is another one.

${await troubleBlocks()}
## One red run in each format

The first of these servers.

${await formatBlocks()}
### The page (\`--report run.html\`)

Of the last of these servers, and of a correct one: written by \`npm run docs:pages\`.

![The page of a red run](page-red.png)
![The same in dark](page-dark.png)
![The same in print](page-print.png)
![The page of a green run](page-green.png)

## \`doctor\`

${await doctorBlocks(block)}`;
  writeFileSync('docs/reports.md', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
