import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';
import { didYouMean } from '../core/nearest.ts';
import { toChoices } from '../core/words.ts';
import type { Usage } from './usage/usage.ts';

/** The type of `parseArgs` for the options of a command. */
type Parsed<Options extends Usage['options']> = ReturnType<
  typeof parseArgs<{ readonly args: string[]; readonly allowPositionals: true; readonly options: Options }>
>;

/** `parseArgs` for a command, with a `UserError` for a wrong command line. */
export function parseOptions<const Options extends Usage['options']>(
  { name, options }: Pick<Usage, 'name'> & { readonly options: Options },
  argv: readonly string[],
): Parsed<Options> {
  const parsed = attempt({ name, options }, argv);
  for (const [option, value] of Object.entries<unknown>(parsed.values)) {
    if ([value].flat().includes('')) {
      const message = `--${option} needs a value, and the one given is empty`;
      throw new UserError({
        code: 'usage/bad-option',
        message,
        hint: 'Is it a variable of the shell that is not set?',
      });
    }
  }
  return parsed;
}

function attempt<const Options extends Usage['options']>(
  { name, options }: Pick<Usage, 'name'> & { readonly options: Options },
  argv: readonly string[],
): Parsed<Options> {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    const words = messageOf(error).split(/\.\s/)[0] ?? '';
    const [, unknown] = /^Unknown option '--?([^']+)'/.exec(words) ?? [];
    const meant = unknown === undefined ? '' : didYouMean(unknown, Object.keys(options), '--');
    const hint = `${meant}Try \`postman-contract ${name} --help\`.`;
    throw new UserError({ code: 'usage/bad-option', message: inOurWords(words, options), hint });
  }
}

/** What `parseArgs` says of a value, with the form that the value has. */
function inOurWords(words: string, options: Usage['options']): string {
  const [, name = '', fault] =
    /^Option '(?:-\w, )?--([\w-]+)[^']*' (argument missing|argument is ambiguous|does not take an argument)/.exec(
      words,
    ) ?? [];
  const value = options[name]?.value ?? 'value';
  switch (fault) {
    case undefined:
      return words;
    case 'argument missing':
      return `--${name} needs a value: --${name} ${value}`;
    case 'argument is ambiguous':
      return `--${name} needs a value, and an option follows; one that begins with "-" is written --${name}=${value}`;
    default:
      return `--${name} takes no value`;
  }
}

/** The only positional argument of a command: its description. */
export function onlyPositional(positionals: readonly string[], command: string): string {
  const [first = '', ...more] = positionals;
  if (first === '' || more.length > 0) {
    throw new UserError({
      code: 'usage/bad-option',
      message:
        more.length === 0
          ? `${command} needs a description`
          : `${command} takes one description, got ${positionals.length}: ${positionals.join(', ')}`,
      hint: `postman-contract ${command} <file|folder|url|->`,
    });
  }
  return first;
}

/** A whole number within bounds. */
export function toInteger(text: string, option: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    const message = `--${option} takes a whole number from ${least} to ${most}, got "${text}"`;
    throw new UserError({ code: 'usage/bad-option', message });
  }
  return value;
}

/** `all`, or ids from a list, separated by commas. */
export function toIds<const Id extends string>(
  text: string,
  option: string,
  ids: readonly Id[],
): readonly Id[] | 'all' {
  if (text === 'all') return text;
  return text.split(',').map((part) => {
    const id = ids.find((candidate) => candidate === part.trim());
    if (id !== undefined) return id;
    const message = `--${option} takes all or reasons separated by commas, got "${text}"`;
    const hint = `${didYouMean(part.trim(), ids)}Reasons are ${ids.join(', ')}.`;
    throw new UserError({ code: 'usage/bad-option', message, hint });
  });
}

const UNITS = { kB: 1e3, MB: 1e6, GB: 1e9 } as const;

/** A size such as `500kB` or `20MB`, in bytes. https://www.bipm.org/en/publications/si-brochure */
export function toBytes(text: string, option: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})(kB|MB|GB)$/.exec(text) ?? [];
  const bytes = Number(amount) * UNITS[unit as keyof typeof UNITS];
  if (!(bytes >= UNITS.kB && bytes <= UNITS.GB)) {
    const message = `--${option} takes a size from 1kB to 1GB, such as 20MB, got "${text}"`;
    throw new UserError({ code: 'usage/bad-option', message });
  }
  return bytes;
}

/** One of several words. */
export function toChoice<const Choice extends string>(
  text: string,
  option: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    const message = `--${option} takes ${toChoices(choices)}, got "${text}"`;
    const hint = didYouMean(text, choices).trim();
    throw new UserError({ code: 'usage/bad-option', message, ...(hint !== '' && { hint }) });
  }
  return choice;
}
