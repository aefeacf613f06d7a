/** The texts of `--help`: of the program, and of each command, made of its `Usage`. They fit 80 columns. */
import { COMMANDS } from './commands.ts';
import { EXIT_CODES } from './exit-codes.ts';
import type { Option, Usage } from './usage/usage.ts';

const WIDTH = 80;

/** Where the text of an option begins. */
const TEXT_AT = 30;

const PROGRAM = 'postman-contract';

const HEAD = `${PROGRAM}: describe an API once, and get a Postman collection
that people import and a contract suite that CI trusts
`;

const DESCRIPTION =
  'The description is an OpenAPI document of version 3.0, 3.1 or 3.2, or Swagger 2.0, as YAML or JSON: a file, a folder with an openapi.yaml (.yml, .json), an http or https URL, or - for standard input. Or a module in TypeScript or JavaScript that exports `openapi` and may export `arazzo`, `data` and `overlays`. A module is code, and is executed. Without a description, the one of postman-contract.yaml is used.';

/** Where the meaning of an exit code begins. */
const MEANING_AT = 12;

function exitCodes(): string {
  const lines = EXIT_CODES.map(([codes, meaning]) => {
    return `  ${codes}`.padEnd(MEANING_AT) + wrapped(meaning, MEANING_AT).trimStart();
  });
  return `exit codes\n${lines.join('')}`;
}

/** The overview. */
export function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2;
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}\n`);
  return [
    HEAD,
    `\nusage\n  ${PROGRAM} <command> [description] [options]\n`,
    `  ${PROGRAM} help <command>      options and examples of a command\n`,
    `  ${PROGRAM} --help, --version   (-h, -V)\n`,
    `\ncommands\n${commands.join('')}`,
    `\n${wrapped(DESCRIPTION, 2)}`,
    `\nfirst steps\n${examplesOf([
      ['generate openapi.yaml', 'the collection, to import into Postman'],
      ['run openapi.yaml', 'the suite, against a reference server'],
    ])}`,
    `\n${exitCodes()}`,
  ].join('');
}

/** The help of one command. */
export function helpOf({ name, takes, about, options, examples, notes = [] }: Usage): string {
  const lines = Object.entries(options).map(([option, of]) => toLine(option, of));
  return [
    `${PROGRAM} ${name} ${takes}\n\n${wrapped(about, 2)}`,
    `\nexamples\n${examplesOf(examples)}`,
    `\noptions\n${lines.join('')}${line('-h, --help', 'this text')}`,
    ...notes.map(([heading, text]) => `\n${heading}\n${wrapped(text, 2)}`),
    `\n\`${PROGRAM} --help\` explains descriptions and exit codes.\n`,
  ].join('');
}

function examplesOf(examples: Usage['examples']): string {
  return examples.map(([argv, what]) => `  ${PROGRAM} ${argv}\n      ${what}\n`).join('');
}

function toLine(name: string, { short, value = '', help, multiple, default: preset }: Option): string {
  const spelled = `${short === undefined ? '' : `-${short}, `}--${name} ${value}`.trim();
  const more = [multiple && 'may be repeated', typeof preset === 'string' && `default: ${preset}`].filter(Boolean);
  return line(spelled, [help, ...more].join('; '));
}

function line(spelled: string, help: string): string {
  const text = wrapped(help, TEXT_AT);
  const head = `  ${spelled}`;
  return head.length < TEXT_AT - 1 ? `${head.padEnd(TEXT_AT)}${text.trimStart()}` : `${head}\n${text}`;
}

/** A text in lines, each behind so many spaces. */
function wrapped(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (longer.length <= WIDTH - indent) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((each) => `${' '.repeat(indent)}${each}\n`).join('');
}
