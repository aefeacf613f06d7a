import { existsSync } from 'node:fs';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';
import { CONFIG_FILE } from './config/config-file.ts';
import type { Io } from './io.ts';

/** The command line: arguments in, exit code out. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return (await import('./show-error.ts')).showError(error, io.stderr);
  }
}

async function dispatch([name = '--help', ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (['--version', '-V', 'version'].includes(name)) {
    io.stdout.write(`${(await import('./version.ts')).version()}\n`);
    return EXIT.ok;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    const topic = rest.find((word) => !word.startsWith('-'));
    return showHelp(topic === 'help' ? undefined : topic, io);
  }
  const entry = await toCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(name, io);
  const own = rest.includes('--quiet') || rest.includes('-q') ? quietly(io) : io;
  // Node itself reads a file named by `--env-file`, and ends if it is not there.
  const words = rest.map((word) => (/^--env(=|$)/.test(word) ? word.replace('--env', '--env-file') : word));
  const argv = await configured(words, entry, own);
  if (argv.includes('--watch') && Object.hasOwn((await entry.usage()).options, 'watch'))
    return (await import('./watch.ts')).watch(name, { given: words, whole: argv }, own);
  return await (await entry.load())(argv, own);
}

/** With what `postman-contract.yaml` adds. */
async function configured(argv: readonly string[], { usage }: CommandEntry, io: Io): Promise<readonly string[]> {
  const of = await usage();
  if (!Object.hasOwn(of.options, 'config')) return argv;
  const named = argv.findLast((word, index) => argv[index - 1] === '--config' || word.startsWith('--config='));
  if (named === undefined && !existsSync(CONFIG_FILE)) return argv;
  const { readConfig } = await import('./config/read-config.ts');
  const { withConfig } = await import('./config/with-config.ts');
  const config = await readConfig(named?.replace('--config=', '') ?? CONFIG_FILE);
  const { argv: whole, note } = withConfig(argv, of, config);
  (await import('./say.ts')).say([note], io.stderr);
  return whole;
}

async function showHelp(name: string | undefined, io: Io): Promise<ExitCode> {
  const { helpOf, overview } = await import('./help.ts');
  io.stdout.write(name === undefined ? overview() : helpOf(await (await toCommand(name)).usage()));
  return EXIT.ok;
}

async function toCommand(name: string): Promise<CommandEntry> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry) return entry;
  const names = Object.keys(COMMANDS);
  const { didYouMean } = await import('../core/nearest.ts');
  const { toShellWord } = await import('./shown-path.ts');
  const isOption = name.startsWith('-');
  const isFile = !isOption && existsSync(name);
  const options = ['--help', '--version'];
  const near = name === '-v' ? 'Did you mean `-V`? ' : didYouMean(name, options);
  const meant = isOption
    ? near || 'The command is the first word. '
    : isFile
      ? `The command is the first word, as in \`run ${toShellWord(name)}\`. `
      : didYouMean(name, [...names, 'help', 'version']);
  const hint = `${meant}Commands are ${names.join(', ')}.`;
  throw new UserError({ code: 'usage/unknown-command', message: `there is no command "${name}"`, hint });
}

/** Without what a command says beside its product. Errors are not shown by it. */
function quietly(io: Io): Io {
  return {
    stdout: io.stdout,
    stderr: { ...io.stderr, write: () => {}, isTerminal: false },
    env: io.env,
    // Read only where a command waits for something.
    get signal() {
      return io.signal;
    },
    ...(io.isolated !== undefined && { isolated: io.isolated }),
  };
}
