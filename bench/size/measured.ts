/** Runs a Node process, and measures its processor time and its memory from inside, when it ends. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Usage {
  /** User and system time of all threads, in seconds. */
  readonly cpu: number;
  /** The largest resident memory, in MB. */
  readonly peak: number;
}

/** Loaded first: it writes the usage at the end, whatever the program does. */
const REPORT = `
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(process.env.USAGE_FILE, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }));
  });
`;

/** `undefined` if the process failed, or did not end in time. */
export function measured(argv: readonly string[], { seconds = 300, megabytes = 6000 } = {}): Usage | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'usage-'));
  const file = join(folder, 'usage.json');
  const report = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  try {
    const { status, error } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${megabytes}`, '--import', report, ...argv],
      {
        env: { ...process.env, USAGE_FILE: file },
        stdio: 'ignore',
        timeout: seconds * 1000,
        killSignal: 'SIGKILL',
      },
    );
    const isLate = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
    if (status !== 0 && !isLate) process.stderr.write(`exit code ${status}: ${argv.join(' ')}\n`);
    return status === 0 ? (JSON.parse(readFileSync(file, 'utf8')) as Usage) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The usage with the median of the processor time. */
export function median(usages: readonly (Usage | undefined)[]): Usage | undefined {
  const known = usages.filter((usage) => usage !== undefined).toSorted((a, b) => a.cpu - b.cpu);
  return known.length < usages.length ? undefined : known[Math.floor(known.length / 2)];
}
