/** What a text of a server or a description must not do where a report is shown. */
import { expect, it } from 'vitest';
import { toVisible, toVisibleLine } from '../../src/report/escape.ts';
import { toTerminalReport } from '../../src/report/terminal.ts';
import { red } from './support.ts';

it.each([
  { text: 'a\x1b[2J\r\u202eb', want: 'a\\x1b[2J\\x0d\\u202eb' },
  { text: '::error::x', want: '\\x3a:error::x' },
  { text: 'a\n  ::stop-commands::x', want: 'a\n  \\x3a:stop-commands::x' },
  { text: 'a ::ERROR file=x::y', want: 'a \\x3a:ERROR file=x::y' },
  { text: 'a ##[add-mask]b', want: 'a \\x23#[add-mask]b' },
  { text: 'a##vso[task.setvariable variable=PATH]b', want: 'a\\x23#vso[task.setvariable variable=PATH]b' },
  { text: '## 1. Heading, std::vector, [::1]:80 and ::1 and ::ffff:10.0.0.1', want: undefined },
])('$text is shown, and obeyed by no terminal and no log', ({ text, want = text }) => {
  expect(toVisible(text)).toBe(want);
  expect(toVisibleLine(text)).toBe(want.replaceAll('\n', '\\n'));
});

it('no line of a report is a command of a log, wherever it is cut', () => {
  const commands = '::error::x ##[error]x ##vso[task.complete]x\n::error::y ';
  const causes = Array.from({ length: 3 }, (_, index) => ({
    id: String(index),
    kind: 'problem' as const,
    title: commands,
    message: commands.repeat(index + 1),
    hints: [commands],
    places: [],
    requests: [{ id: '1', name: commands, method: 'GET', message: commands, also: [commands], curl: commands }],
  }));
  const requests = Array.from({ length: 9 }, () => ({ ...red.requests[0], name: commands, folder: [commands] }));
  for (const columns of [40, 80, 100]) {
    const verdict = { ...red, name: commands, causes, requests: requests as typeof red.requests, notes: [commands] };
    const lines = toTerminalReport(verdict, { color: false, columns, verbose: true }).split('\n');
    expect(lines.filter((line) => /^\s*::|##\[|##vso\[/.test(line))).toEqual([]);
  }
});
