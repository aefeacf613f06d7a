/** The commands. Each is imported only when it is used, so that a small one, and help, start fast. */
import type { ExitCode } from '../core/errors.ts';
import type { Io } from './io.ts';
import type { Usage } from './usage/usage.ts';

export type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>;

export interface CommandEntry {
  /** One line of the overview. */
  readonly summary: string;
  readonly usage: () => Promise<Usage>;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: 'begin: a config, or a first description, and a CI file',
    usage: async () => (await import('./usage/init.ts')).INIT,
    load: async () => (await import('./init.ts')).init,
  },
  generate: {
    summary: 'write the collection and its environments',
    usage: async () => (await import('./usage/generate.ts')).GENERATE,
    load: async () => (await import('./generate.ts')).generate,
  },
  check: {
    summary: 'are the generated files up to date?',
    usage: async () => (await import('./usage/generate.ts')).CHECK,
    load: async () => {
      const { generate } = await import('./generate.ts');
      return (argv, io) => generate(argv, io, { check: true });
    },
  },
  infer: {
    summary: 'propose what names and prose suggest, as an overlay',
    usage: async () => (await import('./usage/infer.ts')).INFER,
    load: async () => (await import('./infer.ts')).infer,
  },
  serve: {
    summary: 'start a reference server of the description',
    usage: async () => (await import('./usage/serve.ts')).SERVE,
    load: async () => (await import('./serve.ts')).serve,
  },
  run: {
    summary: 'does an API keep the contract?',
    usage: async () => (await import('./usage/run.ts')).RUN,
    load: async () => (await import('./run.ts')).run,
  },
  report: {
    summary: 'join the reports of the shards of a run',
    usage: async () => (await import('./usage/report.ts')).REPORT,
    load: async () => (await import('./report.ts')).report,
  },
  doctor: {
    summary: 'can a run against a target work? If not, what to do',
    usage: async () => (await import('./usage/doctor.ts')).DOCTOR,
    load: async () => (await import('./doctor.ts')).doctor,
  },
  prove: {
    summary: 'which wrong responses does the suite notice?',
    usage: async () => (await import('./usage/prove.ts')).PROVE,
    load: async () => (await import('./prove.ts')).proveCommand,
  },
};
