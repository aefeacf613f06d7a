import { EXIT, type ExitCode, type Finding, UserError } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { toShownFile } from '../core/shown-file.ts';
import { count } from '../core/words.ts';
import { toVisible } from '../report/escape.ts';
import { hanging, wrapped } from '../report/lines.ts';
import { paint } from '../report/style.ts';
import type { Output } from './io.ts';

/** Print an error for a person, and return its exit code. */
export function showError(error: unknown, out: Output): ExitCode {
  if (error instanceof UserError) {
    const same = groupBy(error.findings, ({ code, message, hint }) => JSON.stringify([code, message, hint]));
    out.write([...same.values()].map((findings) => describeFindings(findings, out)).join(''));
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  out.write(`${paint(out, ['bold', 'red'], 'bug:')} this is a bug of postman-contract, please report it\n${stack}\n`);
  return EXIT.bug;
}

/**
 * ```
 * error: "/orders/{id" has an unbalanced brace                 path/unbalanced-brace
 *   at   spec/orders.yaml:12:3  #/paths/~1orders~1{id
 *   hint Write each parameter as `{name}`, as in `/orders/{orderId}`.
 * ```
 *
 * What is wrong in the same way at several places, such as each reference to a file that may not be read, stands once.
 */
function describeFindings(findings: readonly Finding[], out: Output): string {
  const [{ code, message, place, hint }, ...others] = findings as readonly [Finding, ...Finding[]];
  const head = `error: ${toVisible(message)}`;
  const gap = ' '.repeat(Math.max(2, 80 - head.length - code.length));
  const isLong = out.isTerminal && `${head}${gap}${code}`.length > out.columns;
  const text = isLong ? hanging(`${head} ${code}`, out) : `${head}${gap}${code}`;
  const painted = [
    paint(out, ['bold', 'red'], 'error:'),
    text.slice('error:'.length, -code.length),
    paint(out, 'dim', code),
  ];
  const lines = [painted.join('')];
  const { file, pointer, line, column } = place ?? {};
  const where = [
    file && `${toShownFile(file)}${line === undefined ? '' : `:${line}:${column ?? 1}`}`,
    pointer && toVisible(pointer.startsWith('#') ? pointer : `#${pointer}`),
  ].filter(Boolean);
  const beside = `  at   ${where.join('  ')}`;
  if (where.length > 0)
    lines.push(out.isTerminal && beside.length > out.columns ? `  at   ${where.join('\n       ')}` : beside);
  if (others.length > 0) lines.push(`       and ${count(others.length, 'more place')}`);
  if (hint) lines.push(`  hint ${out.isTerminal ? wrapped(toVisible(hint), 7, out).trimStart() : toVisible(hint)}`);
  return `${lines.join('\n')}\n`;
}
