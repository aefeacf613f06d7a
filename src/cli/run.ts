import { listOperations } from '../contract/relations.ts';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { readIfThere, refuseUnwritable } from '../core/files.ts';
import { parseText } from '../load/parse.ts';
import type { Collection } from '../postman/types.ts';
import { toJsonReport } from '../report/json.ts';
import { scopesById } from '../report/promises.ts';
import { remarksOn } from '../report/remarks.ts';
import { toTerminalReport } from '../report/terminal.ts';
import { CLIENT_NAMES, type ClientName, type RunEvent } from '../run/events.ts';
import { firstInstalled } from '../run/installed-client.ts';
import type { RunLimits } from '../run/options.ts';
import { type CollectionJson, toSdkCollection, WRITES } from '../run/prepare.ts';
import { run as runCollection } from '../run/run.ts';
import { toVerdict } from '../run/verdict.ts';
import { announcement } from './announcement.ts';
import { compose } from './compose.ts';
import { toGates } from './gates.ts';
import { exitCodeOfStop, type Io } from './io.ts';
import { onlyPositional, parseOptions, toBytes, toChoice, toInteger } from './options.ts';
import { refuseOverwriting } from './overwriting.ts';
import { createProgress } from './progress.ts';
import { proposalsLine } from './proposals-line.ts';
import { loadReport } from './report.ts';
import { reportsInFolder, showOnGitHub, toReported, toWantedReports, writeReports } from './reports.ts';
import { say } from './say.ts';
import { type SuitePart, toFailed, toShard, toShardNumber, type WholeSuite } from './suite-part.ts';
import { openTarget, type RunTarget } from './target.ts';
import { RUN } from './usage/run.ts';

/** Run the contract against a target, and report whether it holds. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(RUN, argv);
  const file = onlyPositional(positionals, 'run');
  const client = toClient(values.client);
  const moves = values.moves === undefined ? undefined : toChoice(values.moves, 'moves', ['yes', 'no'] as const);
  const writes = values.writes === undefined ? undefined : toChoice(values.writes, 'writes', WRITES);
  const { failOn, minCoverage } = toGates(values);
  const asked = toWantedReports(values.report ?? []);
  const limits = {
    runMs: toInteger(values.timeout, 'timeout', 1, 86_400) * 1000,
    bodyBytes: toBytes(values['max-body'], 'max-body'),
  };
  const composed = await compose(file, values);
  const { description, model, inferred, collection, contract } = composed;
  const folder = values.reports === undefined ? [] : reportsInFolder(values.reports, description.name);
  const wanted = [...folder, ...asked];
  const outputs = wanted.map(({ path }) => path);
  await refuseOverwriting(outputs, { files: [file], values, openapi: description.openapi });
  await refuseUnwritable(outputs);
  const whole = values.collection === undefined ? collection : await readCollection(values.collection);
  const part = await partOf({ contract, collection: whole as unknown as Collection }, values);
  if (part === 'nothing') return sayNothingRed(io);
  const given = part?.collection ?? whole;
  const lists = listOperations(model).filter(({ list }) => list.readable).length;
  const notes = remarksOn(composed);
  const { target: at, 'env-file': envFile, 'client-cert': clientCert, 'client-key': clientKey } = values;
  const where = { target: at, envFile, moves, writes, probes: values['probe-credentials'], clientCert, clientKey };
  const target = await openTarget(description, model, where, io);
  try {
    const events = await eventsOf(given, { client, target, limits, quiet: values.json, lists }, io);
    const scopesOf = scopesById(composed);
    const judged = toVerdict(events, { ...target, failOn, scopesOf, isPart: part !== undefined });
    const verdict = await toReported(judged, composed, { notes, minCoverage, part });
    const { verbose } = values;
    io.stdout.write(values.json ? toJsonReport(verdict) : toTerminalReport(verdict, { ...io.stdout, verbose }));
    await writeReports(wanted, verdict, io);
    await showOnGitHub(verdict, io);
    if (!values.json) say(proposalsLine(inferred, file, values), io.stderr);
    return exitCodeOfStop(io.signal) ?? verdict.exitCode;
  } finally {
    await target.close();
  }
}

function toClient(text: string | undefined): ClientName {
  return text === undefined ? firstInstalled() : toChoice(text, 'client', CLIENT_NAMES);
}

interface PartOptions {
  readonly 'min-coverage'?: string | undefined;
  readonly shard?: string | undefined;
  readonly balance?: string | undefined;
  readonly failed?: string | undefined;
}

/** The part of the suite that the options select, `nothing` where nothing was red before; `undefined` for all of it. */
async function partOf(
  suite: WholeSuite,
  { shard, balance, failed, 'min-coverage': minCoverage }: PartOptions,
): Promise<SuitePart | 'nothing' | undefined> {
  if (shard !== undefined && failed !== undefined) {
    throw new UserError({ code: 'usage/bad-option', message: '--shard and --failed exclude each other' });
  }
  if (minCoverage !== undefined && (shard ?? failed) !== undefined) {
    const message = '--min-coverage is for a whole suite, and --shard and --failed run a part of it';
    throw new UserError({ code: 'usage/bad-option', message, hint: '`report merge` takes it for all shards.' });
  }
  if (balance !== undefined && shard === undefined) {
    throw new UserError({ code: 'usage/bad-option', message: '--balance needs --shard' });
  }
  if (failed !== undefined) {
    return toFailed(suite, await loadReport(failed)) ?? 'nothing';
  }
  if (shard === undefined) return undefined;
  return toShard(suite, toShardNumber(shard), balance === undefined ? undefined : await loadReport(balance));
}

function sayNothingRed(io: Io): ExitCode {
  io.stderr.write('Nothing was red in that report, so nothing is sent.\n');
  return EXIT.ok;
}

interface Running {
  readonly client: ClientName;
  readonly target: RunTarget;
  readonly limits: Pick<RunLimits, 'runMs' | 'bodyBytes'>;
  readonly quiet: boolean;
  /** How many lists scripts may read to compare. */
  readonly lists: number;
}

async function eventsOf(
  collection: unknown,
  { client, target, limits, quiet, lists }: Running,
  io: Io,
): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const { variables, secrets, writes, moves, probes, clientCertificate } = target;
  const stream = runCollection({
    collection,
    client,
    variables,
    secrets,
    limits,
    writes,
    moves,
    probes,
    clientCertificate,
    signal: io.signal,
    ...(io.isolated !== undefined && { isolated: io.isolated }),
  });
  const progress = createProgress(io.stderr, 'requests');
  const done = new Set<string>();
  let all = 0;
  for await (const event of stream) {
    events.push(event);
    if (quiet) continue;
    if (event.kind === 'started') {
      say([announcement(event.plan, target, { lists, collection })], io.stderr);
      all = event.plan.requests.length;
    }
    // One that is sent again counts once.
    if (event.kind === 'request') progress.show(done.add(event.itemId).size, all);
    if (event.kind === 'finished') progress.clear();
  }
  return events;
}

async function readCollection(file: string): Promise<CollectionJson> {
  const text = await readIfThere(file);
  if (text === undefined) {
    throw new UserError({
      code: 'usage/no-file',
      message: 'file not found',
      place: { file },
      hint: 'Run `generate` first.',
    });
  }
  return toSdkCollection(parseText(text, file).value, file);
}
