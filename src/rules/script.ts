import { toScriptLiteral } from '../core/json.ts';

/** A piece of a sandbox script: text that we wrote, in which whatever came from outside stands as data. */
export interface Script {
  readonly kind: 'script';
  readonly text: string;
}

/**
 * Write a piece of script: the template is code of ours, every value put into it is data and becomes a literal.
 *
 * This is the only way from a description into a script, so nothing in a description is ever executed. A `Script` is put in
 * as it is. The text is freed of its common indentation; a value of several lines is indented like its first.
 */
export function js(strings: TemplateStringsArray, ...values: readonly unknown[]): Script {
  let text = strings.raw[0] ?? '';
  for (const [index, value] of values.entries()) {
    const lineStart = text.slice(text.lastIndexOf('\n') + 1);
    const indent = /^ */.exec(lineStart)?.[0] ?? '';
    const piece = isScript(value) ? value.text : toReadableLiteral(value, WIDTH - lineStart.length);
    text += piece.replaceAll('\n', `\n${indent}`) + (strings.raw[index + 1] ?? '');
  }
  return { kind: 'script', text: dedent(text) };
}

function isScript(value: unknown): value is Script {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'script';
}

/** A literal as a person would write it: what fits the line stays on it, the rest has a line for each member. */
function toReadableLiteral(value: unknown, width: number): string {
  const line = toScriptLiteral(value);
  if (typeof value !== 'object' || value === null) return line;
  const inner = (member: unknown) => toReadableLiteral(member, WIDTH - 2).replaceAll('\n', '\n  ');
  if (Array.isArray(value)) {
    const elements = value.map((element) => toReadableLiteral(element, width));
    const spread = `[\n${value.map((element) => `  ${inner(element)},\n`).join('')}]`;
    return fits(`[${elements.join(', ')}]`, width) ? `[${elements.join(', ')}]` : spread;
  }
  const key = (name: string) => toScriptLiteral({ [name]: 0 }).slice(1, -3);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  const flat = `{ ${members.map(([name, member]) => `${key(name)}: ${toReadableLiteral(member, width)}`).join(', ')} }`;
  return fits(flat, width)
    ? flat
    : `{\n${members.map(([name, member]) => `  ${key(name)}: ${inner(member)},\n`).join('')}}`;
}

const WIDTH = 100;

function fits(line: string, width: number): boolean {
  return line.length <= width && !line.includes('\n');
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents, 200);
  return lines.map((line) => line.slice(common).trimEnd()).join('\n');
}

/** Pieces of script, one below the other, `gap` empty lines between them. */
export function joined(scripts: readonly Script[], gap = 1): Script {
  return { kind: 'script', text: scripts.map((script) => script.text).join('\n'.repeat(gap + 1)) };
}
