import { availableParallelism } from 'node:os';
import type { Contract } from '../contract/types.ts';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { refuseUnwritable, writeFiles } from '../core/files.ts';
import { count } from '../core/words.ts';
import { isProved, tally } from '../prove/matrix.ts';
import { type Selection, sampleOf } from '../prove/mutants.ts';
import type { ReportedProof } from '../prove/proof.ts';
import { toJsonOfRed, toJsonProof } from '../prove/proof-json.ts';
import { toTerminalProof } from '../prove/proof-terminal.ts';
import { type Proof, prove as proveContract } from '../prove/prove.ts';
import { digest, remarksOn } from '../report/remarks.ts';
import { toTerminalReport } from '../report/terminal.ts';
import { isTimeBudget } from '../rules/time-budget.ts';
import { CLIENT_NAMES } from '../run/events.ts';
import { firstInstalled } from '../run/installed-client.ts';
import type { Verdict } from '../run/verdict.ts';
import { compose } from './compose.ts';
import { exitCodeOfStop, type Io } from './io.ts';
import { onlyPositional, parseOptions, toChoice, toInteger } from './options.ts';
import { refuseOverwriting } from './overwriting.ts';
import { createProgress } from './progress.ts';
import { say } from './say.ts';
import { selectMutants } from './select-mutants.ts';
import { isHere, openTarget, type RunTarget } from './target.ts';
import { PROVE } from './usage/prove.ts';

/** Change the responses of a correct server, one mutation at a time, and show which mutants the suite kills. */
export async function proveCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(PROVE, argv);
  const file = onlyPositional(positionals, 'prove');
  const client = values.client === undefined ? firstInstalled() : toChoice(values.client, 'client', CLIENT_NAMES);
  const size =
    values.sample === undefined ? Number.POSITIVE_INFINITY : toInteger(values.sample, 'sample', 1, 1_000_000);
  const seconds = values.timeout === undefined ? undefined : toInteger(values.timeout, 'timeout', 1, 86_400);
  if (values.page !== undefined) await refuseUnwritable([values.page]);
  const composed = await compose(file, values);
  const { description, model, contract } = composed;
  const pages = values.page === undefined ? [] : [values.page];
  await refuseOverwriting(pages, { files: [file], values, openapi: description.openapi });
  // The proof has a part of its own for what is not asserted.
  const notes = remarksOn(composed).filter((line) => !line.startsWith('not asserted:'));
  if (!values.json) say(digest(notes, values.verbose), io.stderr);
  const where = { target: values.target, envFile: values['env-file'], probes: values['probe-credentials'] };
  const target = await openTarget(description, model, where, io);
  const { chosen, known } = await selectFor(target, contract, { rules: values.rule, requests: values.request });
  const mutants = sampleOf(chosen, size);
  if (target.live && !values.json) say([announcement(mutants.length, target)], io.stderr);
  const progress = createProgress(io.stderr, 'mutants');
  const proof = await proveContract(composed, mutants, target, {
    client,
    workers: workersFor(target),
    signal: within(io.signal, seconds),
    onProgress: progress.show,
    ...(io.isolated !== undefined && { isolated: io.isolated }),
  }).finally(async () => {
    progress.clear();
    await target.close();
  });
  const stopped = exitCodeOfStop(io.signal);
  if (stopped !== undefined) return sayStopped(stopped, io);
  const { requestsPlanned: requests, assertionsPlanned: assertions } = proof.baseline.totals;
  const { notAsserted } = contract;
  const reported = { ...proof, title: model.title, client, known, suite: { requests, assertions }, notAsserted, notes };
  if (seconds !== undefined && proof.ms >= seconds * 1000) {
    io.stderr.write(`The proof took longer than its limit of ${seconds} s (--timeout).\n`);
  }
  if (!proof.baseline.ok) return reportRed(reported, values.json, io);
  await report(reported, values, io);
  return exitCodeOf(proof);
}

function sayStopped(stopped: ExitCode, io: Io): ExitCode {
  io.stderr.write('Stopped early, so nothing is proved.\n');
  return stopped;
}

async function selectFor(target: RunTarget, contract: Contract, selection: Selection) {
  try {
    return selectMutants(contract, { ...selection, isLive: target.live, probes: target.probes });
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** The signal, also aborted after a time in seconds. */
function within(signal: AbortSignal, seconds: number | undefined): AbortSignal {
  return seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
}

function reportRed(proof: ReportedProof & Pick<Proof, 'baseline'>, json: boolean, io: Io): ExitCode {
  const { baseline } = proof;
  io.stdout.write(json ? toJsonOfRed(proof, baseline) : toTerminalReport(baseline, io.stdout));
  io.stderr.write('The suite is not green on the correct server, so nothing is proved.\n');
  return exitCodeOfRed(baseline);
}

/** A server that is only too slow is not a wrong one: the machine may be, since mutants are tried at the same time. */
function exitCodeOfRed({ exitCode, problems, requests }: Verdict): ExitCode {
  const failed = requests.flatMap(({ assertions }) => assertions.filter(({ outcome }) => outcome.kind === 'failed'));
  const isOnlySlow = failed.length > 0 && failed.every(({ name }) => isTimeBudget(name));
  return isOnlySlow && problems.length === 0 ? EXIT.unable : exitCode;
}

/** The number of runs at once: one for each processor, but only one for a server on another machine. */
function workersFor({ live, variables }: RunTarget): number {
  return live && !isHere(variables['base_url'] ?? '') ? 1 : availableParallelism();
}

function announcement(mutants: number, { variables }: RunTarget): string {
  const target = variables['base_url'] ?? 'the target';
  return `${count(mutants, 'request')} to ${target}, and those that scripts send to compare. Nothing is written. Responses are changed on this machine.`;
}

async function report(
  proof: ReportedProof,
  { json, page }: { readonly json: boolean; readonly page?: string | undefined },
  io: Io,
): Promise<void> {
  io.stdout.write(json ? toJsonProof(proof) : toTerminalProof(proof, io.stdout));
  if (page === undefined) return;
  const { toProofPage } = await import('../prove/proof-page.ts');
  await writeFiles([{ path: page, text: toProofPage(proof) }]);
  io.stderr.write(`Page: ${page}\n`);
}

/** 1 where a mutant survived, whatever else went wrong; 4 where some could not be tried. */
function exitCodeOf({ outcomes }: Proof): ExitCode {
  if (isProved(outcomes)) return EXIT.ok;
  const { survived, 'not-tried': untried } = tally(outcomes);
  return survived === 0 && untried > 0 ? EXIT.unable : EXIT.broken;
}
