/** The streams of a command, kept as texts: those of a terminal, or of files, with 80 columns. */
import type { Output } from '../../src/cli/io.ts';

export function captured(isTerminal = false) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Output => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal,
    color: isTerminal,
    columns: 80,
  });
  return { written, stdout: output('stdout'), stderr: output('stderr') };
}
