import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import type { Io } from './io.ts';
import { showError } from './show-error.ts';

const HELP = `postman-contract: describe an API once; get a Postman collection that people import and a contract suite that CI trusts

usage
  postman-contract generate <description> [--output <folder|file.json>] [--spec <folder>]
                            write the collection, its environments and the description as YAML
  postman-contract check    <description> [the same options]
                            write nothing; exit 1 and show the difference if anything is out of date
  postman-contract infer    <description> [--output <overlay.yaml>] [--overlay <file>]…
                            propose what names and prose suggest, as an OpenAPI Overlay to review
  postman-contract infer --check <description> --overlay <file>
                            write nothing; exit 1 if an action of the overlay matches nothing
  postman-contract serve    <description> [--port 4010] [--host 127.0.0.1] [--expires-in 3600]
                            serve the description, with data, on this machine
  postman-contract run      <description> [--target reference|production|<url>] [--client newman|postman]
                            [--collection <file>] [--reports <folder>] [--env-file <file>] [--timeout 300] [--moves yes|no]
                            [--writes all|refused|none]
                            run the contract and tell whether it holds
  postman-contract prove    <description> [--target …] [--client …] [--rule <id>]… [--request <part of its name>]…
                            [--sample <n>] [--page <file.html>]
                            break a correct server, one mutation at a time, and tell which of them the suite kills

  <description> is an OpenAPI 3.0 or 3.1 document in YAML or JSON, or a TypeScript or JavaScript module that exports
  \`openapi\` and may export \`arazzo\`, \`data\` and \`overlays\`. A module is code: it is run.

options of several commands
  --arazzo <file>           use cases, as an Arazzo document (all but serve)
  --data <file>             items for the reference server, and for saved responses
  --overlay <file>          an OpenAPI Overlay 1.0 or 1.1 that is applied to the description first; may be given several times
  --json                    output for machines (all but serve)

  postman-contract --help, postman-contract --version

credentials
  \`run --target production\` takes them from the environment or the env file (default: .env), never from arguments. They are
  named like the collection's variables in upper case: CLIENT_ID, CLIENT_SECRET, API_KEY; BASE_URL and TOKEN_URL if needed.

what writes
  Of a service elsewhere, nothing is asked that would write. A server on this machine is sent what it must refuse, such as a
  DELETE that is not described; \`--writes all|refused|none\` tells otherwise.

data that moves
  Before it reports a failure a live service, the suite reads again, and where the data have changed it says "not judged". A server on this
  machine is taken to stand still: what it answers differently the second time is wrong. \`--moves yes|no\` tells otherwise.

exit codes
  0 fine                    1 contract broken, or files out of date    2 wrong command line
  3 description refused     4 could not run (network, port, credentials)    70 a mistake of ours
  130, 143 stopped by Ctrl-C, by SIGTERM: nothing was judged
`;

type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>;

/** Each command is imported when it is asked for, so that a light one starts lightly. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  generate: async () => (await import('./generate.ts')).generate,
  check: async () => {
    const { generate } = await import('./generate.ts');
    return (argv, io) => generate(argv, io, { check: true });
  },
  infer: async () => (await import('./infer.ts')).infer,
  serve: async () => (await import('./serve.ts')).serve,
  run: async () => (await import('./run.ts')).run,
  prove: async () => (await import('./prove.ts')).proveCommand,
};

/** The command line: arguments in, exit code out. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name = '--help', ...rest] = argv;
  try {
    if (name === '--help' || name === '-h' || rest.includes('--help') || rest.includes('-h')) {
      io.stdout.write(HELP);
      return EXIT.ok;
    }
    if (name === '--version') {
      io.stdout.write(`${(await import('./version.ts')).version()}\n`);
      return EXIT.ok;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) {
      const hint = `Commands are ${Object.keys(COMMANDS).join(', ')}.`;
      throw new UserError({ code: 'usage/unknown-command', message: `there is no command "${name}"`, hint });
    }
    return await (await command())(rest, io);
  } catch (error) {
    return showError(error, io.stderr);
  }
}
