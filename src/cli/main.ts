import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import type { Io } from './io.ts';
import { showError } from './show-error.ts';

const HELP = `postman-contract: describe an API once, and get a Postman collection
that people import and a contract suite that CI trusts

usage
  postman-contract generate <description> [options]
      write the collection, its environments and the description as YAML
        --output <folder|file.json>   default: collections
        --format v2.1|v3              one file, or a folder of YAML files; may be
                                      given twice; default: v2.1
        --without-tests               only the requests: no assertions, and no
                                      folder "Contract"
        --without-examples            no saved responses
        --folders <tags|paths|flat>   default: tags
        --spec <folder>               also write a description that is a module
                                      as YAML
  postman-contract check <description> [options of generate]
      write nothing; exit 1 and show the differences if a file is out of date
  postman-contract infer <description> [options]
      propose what names and prose suggest, as an OpenAPI Overlay to review
        --output <overlay.yaml>       default: standard output
  postman-contract infer --check <description> --overlay <file>
      write nothing; exit 1 if an action of the overlay matches nothing
  postman-contract serve <description> [options]
      start a reference server of the description on this machine
        --port <n>                    default: 4010
        --host <address>              default: 127.0.0.1
        --expires-in <seconds>        lifetime of tokens; default: 3600
  postman-contract run <description> [options]
      run the collection and judge whether the API keeps the contract
        --target reference|production|<url>   default: reference
        --client newman|postman|postman-v3   default: the first of newman and
                                      postman that is installed
        --collection <file>           run this file instead of a new collection
        --reports <folder>            write JUnit and JSON reports
        --env-file <file>             where credentials are; default: .env
        --shard <number>/<of>         only a part of the suite; \`report merge\`
                                      joins the reports of all parts
        --balance <report.json>       share out by the times of this run
        --failed <report.json>        only what was red in it, and what it needs
        --timeout <seconds>           for the whole run; default: 300
        --max-body <size>             the largest response, unpacked; default: 10MB
        --moves yes|no                whether data may change during the run
        --writes all|refused|none     which requests that may write are sent
        --fail-on-not-judged all|<reason>,…   what must not stay without a
                                      judgement; default: nothing
        --probe-credentials           send wrong secrets to another machine, too
        --client-cert, --client-key <file.pem>  for a server with mutual TLS
  postman-contract report merge <report.json>… [options]
      join the JSON reports of all shards of a run; exits as the run would
        --reports <folder>            write JUnit and JSON reports
  postman-contract prove <description> [options]
      change the responses of a correct server, one mutation at a time, and
      show which of these mutants the suite kills
        --target, --client, --env-file, --probe-credentials   as for run
        --rule <id>                   only this rule; may be repeated
        --request <part of its name>  only these requests; may be repeated
        --sample <n>                  only n mutants, spread over all
        --page <file.html>            also write the result as a page
        --timeout <seconds>           for the whole proof; default: none

  <description> is an OpenAPI document of version 3.0, 3.1 or 3.2, or Swagger
  2.0, as YAML or JSON: a file, a folder with an openapi.yaml (.yml, .json), an
  http or https URL, or - for standard input. Or a module in TypeScript or
  JavaScript that exports \`openapi\` and may export \`arazzo\`, \`data\` and
  \`overlays\`. A module is code, and is executed.

options of several commands
  --tag <name>, --path <path>, --operation <id>   (generate, check, run, prove)
                            only these operations, and what they need; a path
                            may end with *; may be repeated
  --root <folder>           $refs may lead to all of this folder; by default to
                            the folder of the description, and to YAML and JSON
                            files of its Git repository
  --allow-host <host>       $refs may lead to this host; may be repeated
  --arazzo <file>           use cases, as an Arazzo document (not for serve)
  --data <file>             items for the reference server and saved responses
  --overlay <file>          an OpenAPI Overlay 1.0 or 1.1 that is applied to the
                            description first; may be repeated
  --strict                  refuse a description for a fault in one operation;
                            by default, that operation is left out
  --json                    output for programs (not for serve)
  --help, --version

credentials
  \`--target production\` and \`--target <url>\` take them from the environment or
  from the env file, never from arguments. They have the names of the variables
  of the collection, in upper case: CLIENT_ID, CLIENT_SECRET, API_KEY. So have
  BASE_URL, TOKEN_URL, TOKEN_SCOPE and OPENID_CONFIGURATION_URL.

requests that may write
  By default, a server elsewhere gets none. A server on this machine gets those
  that it must refuse, such as a DELETE that is not described.

wrong secrets
  Wrong client secrets and passwords, and token requests that are wrong in
  another way, show whether they are refused. Too many can lock a client out, so
  a server elsewhere gets none without \`--probe-credentials\`. They are listed.

data that may change
  Before a comparison fails, the list is read again. If a server elsewhere has
  other data by then, the assertion is "not judged". The data of a server on
  this machine are expected to stay the same; \`--moves\` overrides this.

assertions that are not judged
  An assertion passes only if something of the response was compared. If
  nothing could be, as with an empty list, it is "not judged", with a reason.
  Reports count these by reason, each with the id that --fail-on-not-judged
  takes, such as empty-list. Where no answer came, nothing is judged: a request
  that only reads is sent once more, and a run that is red only for that
  exits with 4.

exit codes
  0         the contract holds; files are up to date
  1         the contract is broken, a mutant survived, files are out of date, or
            something was not judged that --fail-on-not-judged names
  2         wrong command line
  3         the description has errors
  4         could not run (network, port, credentials), or no answer came
  70        a bug of postman-contract
  130, 143  stopped by Ctrl-C, by SIGTERM: nothing was judged
`;

type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>;

/** Each command is imported only when it is used, so that a small one starts fast. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  generate: async () => (await import('./generate.ts')).generate,
  check: async () => {
    const { generate } = await import('./generate.ts');
    return (argv, io) => generate(argv, io, { check: true });
  },
  infer: async () => (await import('./infer.ts')).infer,
  serve: async () => (await import('./serve.ts')).serve,
  run: async () => (await import('./run.ts')).run,
  report: async () => (await import('./report.ts')).report,
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
