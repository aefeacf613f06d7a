import { EXIT, type ExitCode, type Finding, UserError } from '../core/errors.ts';
import { toShownFile } from '../core/shown-file.ts';
import { toVisible } from '../report/escape.ts';
import { paint, type Style } from '../report/style.ts';
import type { Output } from './io.ts';

/** Print an error for a person, and return its exit code. */
export function showError(error: unknown, out: Output): ExitCode {
  if (error instanceof UserError) {
    out.write(error.findings.map((finding) => describeFinding(finding, out)).join(''));
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
 */
function describeFinding({ code, message, place, hint }: Finding, style: Style): string {
  const head = `error: ${toVisible(message)}`;
  const gap = ' '.repeat(Math.max(2, 80 - head.length - code.length));
  const lines = [`${paint(style, ['bold', 'red'], 'error:')} ${toVisible(message)}${gap}${paint(style, 'dim', code)}`];
  const { file, pointer, line, column } = place ?? {};
  const where = [
    file && `${toShownFile(file)}${line === undefined ? '' : `:${line}:${column ?? 1}`}`,
    pointer && toVisible(pointer.startsWith('#') ? pointer : `#${pointer}`),
  ].filter(Boolean);
  if (where.length > 0) lines.push(`  at   ${where.join('  ')}`);
  if (hint) lines.push(`  hint ${toVisible(hint)}`);
  return `${lines.join('\n')}\n`;
}
