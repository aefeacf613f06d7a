import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { toModel } from '../compose/to-model.ts';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { type OutputFile, writeFiles } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { toEnvName } from '../core/variable-names.ts';
import { toList } from '../core/words.ts';
import { loadDescription } from '../load/load-description.ts';
import type { Reach } from '../load/sources.ts';
import { connectionVariables } from '../postman/variables.ts';
import { toVisibleLine } from '../report/escape.ts';
import { CONFIG_FILE } from './config/config-file.ts';
import { credentialsInWords } from './credential-words.ts';
import { githubWorkflow, gitlabPipeline } from './init/ci.ts';
import { FIRST_SPEC } from './init/first-spec.ts';
import type { Io } from './io.ts';
import { onlyPositional, parseOptions, toChoice } from './options.ts';
import { toShownPath } from './shown-path.ts';
import { INIT } from './usage/init.ts';

/** Where the first description goes, from the folder. */
const FIRST = 'spec/orders/index.ts';

/** What no repository should have. */
const UNTRACKED = ['node_modules/', 'reports/', '.env'];

/** The file for a pipeline of GitLab that is there. */
const TO_INCLUDE = 'contract.gitlab-ci.yml';

/** Write what a project begins with: a config, a file for CI and, where there is none, a first description. Overwrites nothing. */
export async function init(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(INIT, argv);
  const given = positionals.length === 0 ? undefined : onlyPositional(positionals, 'init');
  if (given === '-') {
    const message = 'init takes a description that stays where it is, and not standard input';
    throw new UserError({ code: 'usage/bad-option', message });
  }
  const folder = values.folder;
  const at = (path: string) => join(folder, path);
  const preset = existsSync(at('.gitlab-ci.yml')) ? 'gitlab' : 'github';
  const ci = toChoice(values.ci ?? preset, 'ci', ['github', 'gitlab', 'none'] as const);
  const reach = { root: values.root, allowHost: values['allow-host'] };
  // A description with errors is refused before anything is written.
  const credentials = given === undefined ? FIRST_CREDENTIALS : await credentialsOf(given, reach);
  const secrets = [...credentials.keys()];
  const files: readonly OutputFile[] = [
    ...(given === undefined ? [{ path: at(FIRST), text: FIRST_SPEC }] : []),
    { path: at(CONFIG_FILE), text: configFor(toPlace(given, folder), reach, folder) },
    ...ciFiles(ci, at, secrets),
    { path: at('.gitignore'), text: UNTRACKED.map((name) => `${name}\n`).join('') },
  ];
  const kept = files.filter(({ path }) => existsSync(path));
  const written = files.filter((file) => !kept.includes(file));
  await writeFiles(written);
  const states = files.map((file) => ({
    path: relative('', file.path),
    state: kept.includes(file) ? 'kept' : 'new',
  }));
  if (values.json) io.stdout.write(toJsonText({ files: states, secrets }));
  else for (const { path, state } of states) io.stdout.write(`${state.padEnd(9)} ${path}\n`);
  const pathsOf = (state: string) => states.flatMap((one) => (one.state === state ? [one.path] : []));
  io.stderr.write(nextSteps(folder, pathsOf('kept'), pathsOf('new'), credentials));
  return EXIT.ok;
}

/** The names of the credentials in the environment, with what each is. */
type Credentials = ReadonlyMap<string, string>;

/** Those of the first description. */
const FIRST_CREDENTIALS: Credentials = new Map([['API_KEY', 'the API key, sent in the header X-Api-Key']]);

async function credentialsOf(description: string, reach: Reach): Promise<Credentials> {
  const model = toModel(await loadDescription(description, reach));
  const words = credentialsInWords(model);
  const needed = connectionVariables(model).filter(({ secret, optional }) => secret && !optional);
  return new Map(needed.map(({ name }) => [toEnvName(name), words.get(toEnvName(name)) ?? name]));
}

/** What a file `.gitignore` that was there does not list, of what no repository should have. */
function unlistedIn(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const listed = lines.map((line) => line.trim().replace(/^(?:\*\*)?\/|\/\*{0,2}$/g, ''));
  const patterns = listed.map((pattern) => new RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replace(/\*+/g, '.*')}$`));
  return UNTRACKED.filter((name) => !patterns.some((pattern) => pattern.test(name.replace(/\/$/, ''))));
}

/** The description as the config has it: relative to the folder. */
function toPlace(given: string | undefined, folder: string): string {
  if (given === undefined) return FIRST;
  return /^https?:\/\//i.test(given) ? given : relative(resolve(folder), resolve(given)).replaceAll('\\', '/') || '.';
}

/** A pipeline of GitLab that exists includes another file by one line. */
function ciFiles(
  ci: 'github' | 'gitlab' | 'none',
  at: (path: string) => string,
  secrets: readonly string[],
): readonly OutputFile[] {
  if (ci === 'github') return [{ path: at('.github/workflows/contract.yml'), text: githubWorkflow(secrets) }];
  if (ci === 'none') return [];
  const own = at('.gitlab-ci.yml');
  const isOthers = existsSync(own) && !readFileSync(own, 'utf8').includes('postman-contract');
  return [{ path: isOthers ? at(TO_INCLUDE) : own, text: gitlabPipeline(secrets) }];
}

function configFor(description: string, { root, allowHost }: Reach, folder: string): string {
  const reach = [
    ...(root === undefined ? [] : [`root: ${JSON.stringify(toPlace(root, folder))}`]),
    ...(allowHost ? [`allowHosts: ${JSON.stringify(allowHost)}`] : []),
  ];
  return `# yaml-language-server: $schema=node_modules/postman-contract/dist/config.schema.json
# Options of postman-contract for this folder. Those of the command line win. Credentials are in the environment or in .env, never here.
${[`description: ${JSON.stringify(description)}`, ...reach].join('\n')}
output: collections
reports: reports

# target: staging
# targets:
#   staging:
#     url: https://staging.example/v1
#     envFile: staging.env
`;
}

function nextSteps(
  folder: string,
  kept: readonly string[],
  written: readonly string[],
  credentials: Credentials,
): string {
  const unlisted = unlistedIn(kept.find((path) => path.endsWith('.gitignore')));
  const isHere = relative('', folder) === '';
  const width = Math.max(...[...credentials.keys()].map(({ length }) => length)) + 2;
  const lines = [
    ...kept.map((path) => `${path} was there, and is as it was.`),
    ...(unlisted.length > 0 ? [`List ${toList(unlisted)} in .gitignore.`] : []),
    ...(written.some((path) => path.endsWith(TO_INCLUDE))
      ? [`Add to .gitlab-ci.yml: \`include: ${TO_INCLUDE}\`.`]
      : []),
    `Next, in ${isHere ? 'this folder' : toVisibleLine(toShownPath(folder))}:`,
    '  npm install --save-dev <file>.tgz     the tarball of `npm pack`, for CI',
    '  npx postman-contract generate         the collection, to commit and to import',
    '  npx postman-contract run              the suite, against the reference server',
    `  npx postman-contract doctor           your API${credentials.size > 0 ? ', with its credentials' : ''}`,
    ...(credentials.size > 0 ? ['Set these first, in the environment or in a file .env:'] : []),
    ...[...credentials].map(([name, what]) => `  ${name.padEnd(width)}${toVisibleLine(what)}`),
  ];
  return `${lines.join('\n')}\n`;
}
