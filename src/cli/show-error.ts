import { relative } from 'node:path';
import { styleText } from 'node:util';
import { EXIT, type ExitCode, type Finding, Refusal } from '../core/errors.ts';
import type { Output } from './io.ts';

/** Tell a person what is wrong, and give the exit code of that kind of trouble. */
export function showError(error: unknown, out: Output): ExitCode {
  if (error instanceof Refusal) {
    out.write(error.findings.map((finding) => describeFinding(finding, out.color)).join(''));
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  out.write(`${bold('bug:', 'red', out.color)} this is a mistake of postman-contract, please report it\n${stack}\n`);
  return EXIT.bug;
}

/**
 * ```
 * error: "/orders/{id" has an unbalanced brace                 path/unbalanced-brace
 *   at   spec/orders.yaml:12:3  #/paths/~1orders~1{id
 *   hint Write each parameter as `{name}`, as in `/orders/{orderId}`.
 * ```
 */
export function describeFinding({ code, message, place, hint }: Finding, color: boolean): string {
  const head = `error: ${printable(message)}`;
  const gap = ' '.repeat(Math.max(2, 80 - head.length - code.length));
  const lines = [
    `${bold('error:', 'red', color)} ${printable(message)}${gap}${color ? styleText('dim', code, { validateStream: false }) : code}`,
  ];
  const { file, pointer, line, column } = place ?? {};
  const where = [
    file && `${relative('', file) || file}${line === undefined ? '' : `:${line}:${column ?? 1}`}`,
    pointer && printable(pointer.startsWith('#') ? pointer : `#${pointer}`),
  ].filter(Boolean);
  if (where.length > 0) lines.push(`  at   ${where.join('  ')}`);
  if (hint) lines.push(`  hint ${printable(hint)}`);
  return `${lines.join('\n')}\n`;
}

function bold(text: string, hue: 'red', color: boolean): string {
  return color ? styleText(['bold', hue], text, { validateStream: false }) : text;
}

/** Text from outside must not steer the terminal: control characters are shown, not sent. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
