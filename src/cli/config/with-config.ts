import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../core/errors.ts';
import { didYouMean } from '../../core/nearest.ts';
import { toShellWord, toShownPath } from '../shown-path.ts';
import type { Usage } from '../usage/usage.ts';
import type { Config } from './read-config.ts';
import type { Given } from './reader.ts';

export interface Configured {
  readonly argv: readonly string[];
  /** What the config added, or why it is not used: one line. */
  readonly note: string;
}

/**
 * A command line with what a config adds: options that the command has and that are not given, and the description. A config with a
 * description belongs to it, so it adds nothing where another one is given.
 */
export function withConfig(argv: readonly string[], { name, options }: Usage, config: Config): Configured {
  const { given, values, positionals } = read(argv, options);
  const described = config.description;
  const [description] = positionals;
  if (description !== undefined && described !== undefined && !isSame(description, described))
    return { argv, note: `${config.file} is not used: it is for another description` };
  // A target by its name is replaced by its URL.
  const isByName = config.targets.has(values['target'] ?? '');
  if (isByName) given.delete('target');
  else if (Object.hasOwn(options, 'target')) refuseUnknown(values['target'] ?? config.target, config);
  const own = isByName ? withoutTarget(argv) : argv;
  const add = [...config.options, ...targetOptions(config, values['target'])].filter(
    ({ option, commands }) =>
      Object.hasOwn(options, option) && !given.has(option) && (!commands || commands.includes(name)),
  );
  const isDescribed = description === undefined && described !== undefined;
  const added = [...add.flatMap(toArguments), ...(isDescribed ? [described] : [])];
  const note =
    added.length === 0
      ? `${config.file} adds nothing to this command line`
      : `from ${config.file}: ${added.map(toShown).join(' ')}`;
  return { argv: [...added, ...own], note };
}

/** A name of no target. A URL is none of its names. */
function refuseUnknown(target: string | undefined, { targets, file }: Config): void {
  const isName = target !== undefined && /^[\w-]+$/.test(target) && !['reference', 'production'].includes(target);
  if (!isName || targets.has(target)) return;
  const names = [...targets.keys()];
  const message = `--target takes reference, production, an https URL or a target of ${file}, got "${target}"`;
  throw new UserError({
    code: 'usage/bad-option',
    message,
    hint:
      names.length === 0
        ? `${file} has no \`targets\`.`
        : `${didYouMean(target, names)}Targets are ${names.join(', ')}.`,
  });
}

function read(argv: readonly string[], options: Usage['options']) {
  const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const target = parsed.values['target'];
  const names = parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const isNamed = names.includes('target');
  return {
    given: new Set(names),
    values: { target: isNamed && typeof target === 'string' ? target : undefined },
    positionals: parsed.positionals,
  };
}

function isSame(given: string, described: string): boolean {
  return given === described || resolve(given) === described;
}

/** The options of the target that is meant. `production` needs no entry, and may have one, for its env file. */
function targetOptions({ target, targets }: Config, given: string | undefined): readonly Given[] {
  const name = given ?? target;
  if (name === undefined) return [];
  const known = targets.get(name);
  if (!known) return given === undefined ? [{ option: 'target', values: [name] }] : [];
  const hasUrl = known.some(({ option }) => option === 'target');
  return hasUrl ? known : [{ option: 'target', values: [name] }, ...known];
}

function toArguments({ option, values }: Given): readonly string[] {
  return values.length === 0 ? [`--${option}`] : values.map((value) => `--${option}=${value}`);
}

/** `--output=collections` for `--output=/here/collections`. */
function toShown(word: string): string {
  const [, option = '', value = word] = /^(--[\w-]+=)(.*)$/s.exec(word) ?? [];
  return `${option}${toShellWord(toShownPath(value))}`;
}

function withoutTarget(argv: readonly string[]): readonly string[] {
  return argv.filter((word, index) => !/^--target(=|$)/.test(word) && argv[index - 1] !== '--target');
}
