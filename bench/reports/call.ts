/** The command line in this process, as on a terminal of 80 columns, without colours. */
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

export async function call(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTerminal: false,
    color: false,
    columns: 80,
  });
  const { signal } = new AbortController();
  const io: Io = { stdout: output('stdout'), stderr: output('stderr'), env, signal, isolated: false };
  const code = await main(argv, io);
  return { code, ...written };
}

/** Without what differs between two runs of the same: times, ports, dates. */
export function steady(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8080')
    .replace(/localhost:\d+/g, 'localhost:8443')
    .replace(/\b\d+ ms\b/g, '10 ms')
    .replace(/\b\d+\.\d s\b/g, '5.0 s')
    .replace(/\b\d+\.\d\s+s\b/g, '5.0 s')
    .replace(/\bport \d+/g, 'port 8080')
    .replace(/\bis \d+ its port/g, 'is 8080 its port')
    .replace(/[ \t]+$/gm, '');
}
