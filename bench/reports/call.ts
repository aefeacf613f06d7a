/** The command line in this process, with 80 columns and without colours. */
import { main } from '../../src/cli/main.ts';
import { captured } from '../../tests/helpers/captured.ts';

export async function call(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const { written, stdout, stderr } = captured();
  const { signal } = new AbortController();
  const code = await main(argv, { stdout, stderr, env, signal, isolated: false });
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
