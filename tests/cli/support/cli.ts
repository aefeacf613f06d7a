/** The command line, as a process of its own or, where that would only cost time, as the function behind it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { main } from '../../../src/cli/main.ts';
import { captured } from '../../helpers/captured.ts';
import { CLIENTS } from '../../helpers/clients.ts';
import { BIN } from '../../setup/compiled.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The description that this repository is about. */
export const INCIDENT = fileURLToPath(new URL('../../../spec/incident/index.ts', import.meta.url));

/** The path of a description in tests/fixtures/descriptions. */
export function described(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/descriptions/${name}`, import.meta.url));
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

interface Called {
  readonly env?: Env;
  /** Pretend to be a terminal of 80 columns. */
  readonly terminal?: boolean;
  /** Whether Newman runs in a process of its own, as it does for people. */
  readonly isolated?: boolean;
}

/** Call the command line in this process, and Newman too: with real files and real HTTP, for all that a process adds nothing to. */
export async function call(
  argv: readonly string[],
  { env = {}, terminal = false, isolated = false }: Called = {},
): Promise<Ended> {
  const { written, stdout, stderr } = captured(terminal);
  const { signal } = new AbortController();
  const code = await main(argv, { stdout, stderr, env, signal, isolated });
  return { code, ...written };
}

/** Call `run` once for each client of these tests. */
export function callInEachClient(argv: readonly string[], called?: Called): Promise<Ended[]> {
  return Promise.all(CLIENTS.map((client) => call([...argv, '--client', client], called)));
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Env;
  /** Another command line than that of these tests. */
  readonly bin?: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until stdout holds this text. */
  readonly says: (text: string) => Promise<string>;
}

/** Start the command line as a process, with nothing of our environment but the PATH. */
export function start(argv: readonly string[], { cwd = ROOT, env = {}, bin = BIN }: Surroundings = {}): Started {
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  const says = async (text: string) => {
    while (!stdout.includes(text)) {
      const more = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)]);
      if (!more) throw new Error(`it ended without saying "${text}": ${stdout}${stderr}`);
    }
    return stdout;
  };
  return { child, ended, says };
}

/** Run the command line as a process, to its end. */
export function execute(argv: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return start(argv, surroundings).ended;
}
