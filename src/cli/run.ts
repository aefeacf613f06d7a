import type { ParseArgsConfig } from 'node:util';
import { listOperations } from '../contract/relations.ts';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { readIfThere } from '../core/files.ts';
import { BUDGET, NOT_JUDGED, type NotJudgedReason } from '../core/protocol.ts';
import { count } from '../core/words.ts';
import { parseText } from '../load/parse.ts';
import type { Collection } from '../postman/types.ts';
import { toVisibleLine } from '../report/escape.ts';
import { toJsonReport } from '../report/json.ts';
import type { Reported } from '../report/notes.ts';
import { folded, remarksOn } from '../report/remarks.ts';
import { toLiveLine, toTerminalReport } from '../report/terminal.ts';
import { CLIENT_NAMES, type ClientName, type RunEvent } from '../run/events.ts';
import { firstInstalled } from '../run/installed-client.ts';
import type { RunLimits } from '../run/options.ts';
import type { RunPlan } from '../run/plan.ts';
import type { NotSent, Writes } from '../run/prepare.ts';
import { run as runCollection } from '../run/run.ts';
import { toVerdict } from '../run/verdict.ts';
import { compose } from './compose.ts';
import { exitCodeOfStop, type Io, type Output } from './io.ts';
import { OVERLAY, onlyPositional, PART, parseOptions, toBytes, toChoice, toIds, toInteger } from './options.ts';
import { proposalsLine } from './proposals-line.ts';
import { loadReport } from './report.ts';
import { toFailed, toShard, toShardNumber, type WholeSuite } from './suite-part.ts';
import { openTarget, type RunTarget } from './target.ts';
import { writeReports } from './write-reports.ts';

const REASONS = Object.keys(NOT_JUDGED) as NotJudgedReason[];

const OPTIONS = {
  target: { type: 'string', default: 'reference' },
  moves: { type: 'string' },
  writes: { type: 'string' },
  'probe-credentials': { type: 'boolean', default: false },
  'client-cert': { type: 'string' },
  'client-key': { type: 'string' },
  client: { type: 'string' },
  collection: { type: 'string' },
  reports: { type: 'string' },
  'env-file': { type: 'string' },
  timeout: { type: 'string', default: '300' },
  'fail-on-not-judged': { type: 'string' },
  shard: { type: 'string' },
  balance: { type: 'string' },
  failed: { type: 'string' },
  'max-body': { type: 'string', default: '10MB' },
  arazzo: { type: 'string' },
  ...OVERLAY,
  ...PART,
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

/** Run the contract against a target, and report whether it holds. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: OPTIONS,
  });
  const file = onlyPositional(positionals, 'run');
  const client = toClient(values.client);
  const moves = values.moves === undefined ? undefined : toChoice(values.moves, 'moves', ['yes', 'no'] as const);
  const writes =
    values.writes === undefined ? undefined : toChoice(values.writes, 'writes', ['all', 'refused', 'none'] as const);
  const strict = values['fail-on-not-judged'];
  const failOn = strict === undefined ? [] : toIds(strict, 'fail-on-not-judged', REASONS);
  const limits = {
    runMs: toInteger(values.timeout, 'timeout', 1, 86_400) * 1000,
    bodyBytes: toBytes(values['max-body'], 'max-body'),
  };
  const composed = await compose(file, values);
  const { description, model, inferred, collection, contract } = composed;
  const whole = values.collection === undefined ? collection : await readCollection(values.collection);
  const part = await partOf({ contract, collection: whole as Collection }, values);
  if (part === 'nothing') return sayNothingRed(io);
  const given = part?.collection ?? whole;
  const lists = listOperations(model).filter(({ list }) => list.readable).length;
  const notes = remarksOn(composed);
  if (!values.json) for (const note of folded(notes)) io.stderr.write(`${toVisibleLine(note)}\n`);
  const { target: at, 'env-file': envFile, 'client-cert': clientCert, 'client-key': clientKey } = values;
  const where = { target: at, envFile, moves, writes, probes: values['probe-credentials'], clientCert, clientKey };
  const target = await openTarget(description, model, where, io);
  try {
    const events = await eventsOf(given, { client, target, limits, quiet: values.json, lists }, io);
    const verdict: Reported = {
      ...toVerdict(events, { ...target, failOn, isPart: part !== undefined }),
      notes,
      ...part?.report,
    };
    io.stdout.write(values.json ? toJsonReport(verdict) : toTerminalReport(verdict, io.stdout));
    if (values.reports !== undefined) await writeReports(values.reports, description.name, verdict, io);
    if (!values.json) io.stderr.write(proposalsLine(inferred, file));
    return exitCodeOfStop(io.signal) ?? verdict.exitCode;
  } finally {
    await target.close();
  }
}

function toClient(text: string | undefined): ClientName {
  return text === undefined ? firstInstalled() : toChoice(text, 'client', CLIENT_NAMES);
}

interface PartOptions {
  readonly shard?: string | undefined;
  readonly balance?: string | undefined;
  readonly failed?: string | undefined;
}

interface SuitePart {
  readonly collection: Collection;
  readonly report: Pick<Reported, 'shard'>;
}

/** The part of the suite that the options select, `nothing` where nothing was red before; `undefined` for all of it. */
async function partOf(
  suite: WholeSuite,
  { shard, balance, failed }: PartOptions,
): Promise<SuitePart | 'nothing' | undefined> {
  if (shard !== undefined && failed !== undefined) {
    throw new UserError({ code: 'usage/bad-option', message: '--shard and --failed exclude each other' });
  }
  if (failed !== undefined) {
    const collection = toFailed(suite, await loadReport(failed));
    return collection ? { collection, report: {} } : 'nothing';
  }
  if (shard === undefined) return undefined;
  const chosen = toShard(suite, toShardNumber(shard), balance === undefined ? undefined : await loadReport(balance));
  return { collection: chosen.collection, report: { shard: chosen.shard } };
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
  let done = 0;
  for await (const event of stream) {
    events.push(event);
    if (quiet) continue;
    if (event.kind === 'started') io.stderr.write(announcement(event.plan, target, lists));
    if (event.kind === 'request') done += 1;
    showProgress(event, done, io.stderr);
  }
  return events;
}

/** On a terminal, one line with the latest request, which replaces the line before. Elsewhere nothing. */
function showProgress(event: RunEvent, done: number, out: Output): void {
  if (!out.isTerminal) return;
  if (event.kind === 'request') out.write(`\r\u001b[K${toLiveLine(event, done, out)}`);
  if (event.kind === 'finished') out.write('\r\u001b[K');
}

const WRITTEN = {
  all: 'requests that write are sent, too',
  refused: 'of those that may write, only requests that must be refused are sent',
  none: 'nothing is written',
} as const satisfies Record<Writes, string>;

/** What will be sent at most, announced before the run. */
function announcement({ requests, notSent }: RunPlan, { variables, live, writes }: RunTarget, lists: number): string {
  const more =
    lists > 0
      ? `; scripts that compare ${count(lists, 'list')} send at most ${BUDGET.requests * lists} more and read at most ${(BUDGET.bytes * lists) / 1e6} MB`
      : '';
  const among = (reason: NotSent['reason'], what: string) => {
    const { length } = notSent.filter((request) => request.reason === reason);
    return length > 0 ? ` ${count(length, 'request')} ${what} left out.` : '';
  };
  const left = among('writes', 'that may write') + among('probes', 'with wrong secrets');
  const polite = live ? ` One at a time; ${WRITTEN[writes]}.` : '';
  return `${count(requests.length, 'request')} to ${variables['base_url'] ?? 'the target'}${more}.${polite}${left}\n`;
}

async function readCollection(file: string): Promise<unknown> {
  const text = await readIfThere(file);
  if (text === undefined) {
    throw new UserError({
      code: 'file/not-found',
      message: 'file not found',
      place: { file },
      hint: 'Run `generate` first.',
    });
  }
  return parseText(text, file).value;
}
