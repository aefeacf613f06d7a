import { availableParallelism } from 'node:os';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { writeFiles } from '../core/files.ts';
import { isProved } from '../prove/matrix.ts';
import { toJsonProof } from '../prove/proof-json.ts';
import { toProofPage } from '../prove/proof-page.ts';
import { toTerminalProof } from '../prove/proof-terminal.ts';
import { prove as proveContract } from '../prove/prove.ts';
import { toUpstream } from '../prove/upstream.ts';
import { sampleOf, toTrials } from '../prove/violations.ts';
import { toTerminalReport } from '../report/terminal.ts';
import { isWriting } from '../run/prepare.ts';
import { compose } from './compose.ts';
import type { Io } from './io.ts';
import { onlyPositional, parseOptions, toChoice, toInteger } from './options.ts';
import { openTarget } from './target.ts';

/** Break a correct server, one violation at a time, and tell which of them the suite catches. */
export async function prove(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: {
      target: { type: 'string', default: 'reference' },
      'env-file': { type: 'string' },
      client: { type: 'string', default: 'newman' },
      rule: { type: 'string' },
      request: { type: 'string' },
      sample: { type: 'string' },
      arazzo: { type: 'string' },
      data: { type: 'string' },
      page: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const file = onlyPositional(positionals, 'prove');
  const client = toChoice(values.client, 'client', ['newman', 'postman'] as const);
  const size =
    values.sample === undefined ? Number.POSITIVE_INFINITY : toInteger(values.sample, 'sample', 1, 1_000_000);
  const composed = await compose(file, values);
  const { description, model, contract } = composed;
  const target = await openTarget(description, model, { target: values.target, envFile: values['env-file'] }, io);
  const { base_url: baseUrl = '', token_url: tokenUrl } = target.variables;
  const trials = toTrials(contract, values).filter(
    ({ entry: { request } }) => !target.live || request.endpoint === 'token' || !isWriting(request.operation.method),
  );
  const { baseline, outcomes, ms } = await proveContract(
    composed,
    sampleOf(trials, size),
    { ...target, fetch: toUpstream({ baseUrl, tokenUrl }) },
    { client, shards: availableParallelism(), signal: io.signal, onProgress: progress(io) },
  ).finally(target.close);
  if (!baseline.ok) {
    io.stdout.write(toTerminalReport(baseline, io.stdout));
    io.stderr.write('The suite is not green on the correct server, so nothing is proved.\n');
    return baseline.exitCode;
  }
  io.stdout.write(values.json ? toJsonProof(outcomes, ms) : toTerminalProof(outcomes, ms, io.stdout));
  if (values.page !== undefined) {
    await writeFiles([{ path: values.page, text: toProofPage(model.title, outcomes, ms) }]);
    io.stderr.write(`Page: ${values.page}\n`);
  }
  return isProved(outcomes) ? EXIT.ok : EXIT.broken;
}

/** A bar with the time that is left, on a terminal. */
function progress({ stderr }: Io): (done: number, all: number) => void {
  const started = performance.now();
  return (done, all) => {
    if (!stderr.isTerminal) return;
    const filled = Math.round((done / all) * 30);
    const left = Math.ceil((((performance.now() - started) / done) * (all - done)) / 1000);
    const end = done === all ? '\r\u001b[K' : '';
    stderr.write(`\r\u001b[K${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${done}/${all}, ${left} s left${end}`);
  };
}
