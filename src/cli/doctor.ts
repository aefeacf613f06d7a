import { readFile } from 'node:fs/promises';
import { toModel } from '../compose/to-model.ts';
import { EXIT, type ExitCode, UserError } from '../core/errors.ts';
import { toJsonText } from '../core/json.ts';
import type { ApiModel } from '../model/types.ts';
import { toVisibleLine } from '../report/escape.ts';
import { hanging, wrapped } from '../report/lines.ts';
import { paint } from '../report/style.ts';
import { requireSendable } from '../run/in-header.ts';
import { createRedactor, type Redactor } from '../run/redact.ts';
import { load } from './compose.ts';
import { type Check, type CheckState, failed } from './doctor/check.ts';
import { type Examined, examine, variablesInHeaders } from './doctor/doctor.ts';
import type { Wire } from './doctor/send.ts';
import { exitCodeOfStop, type Io, type Output } from './io.ts';
import { onlyPositional, parseOptions, toInteger } from './options.ts';
import { showNotices } from './show-notices.ts';
import { openTarget, type RunTarget, type TargetOptions } from './target.ts';
import { DOCTOR } from './usage/doctor.ts';

/** Find out whether a run against a target can work, and say what to do where it cannot. Shows no secret. */
export async function doctor(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(DOCTOR, argv);
  const file = onlyPositional(positionals, 'doctor');
  const timeoutMs = toInteger(values['step-timeout'], 'step-timeout', 1, 600) * 1000;
  const description = await load(file, values);
  const model = toModel(description);
  if (values.verbose) showNotices(model, description, io, true);
  const found: { lacking?: Check } = {};
  const where: TargetOptions = {
    target: values.target,
    envFile: values['env-file'],
    clientCert: values['client-cert'],
    clientKey: values['client-key'],
    onMissing: (error) => {
      found.lacking = toCheck(error);
    },
  };
  const target = await openTarget(description, model, where, io);
  try {
    const redactor = redactorOf(target, model);
    const lacking = 'state' in redactor ? redactor : found.lacking;
    const wire = await toWire(target, timeoutMs, io);
    const examined = { model, variables: target.variables, lacking };
    const checks = await checksOf(examined, wire, 'state' in redactor ? createRedactor([]) : redactor);
    const stopped = exitCodeOfStop(io.signal);
    const code = report({ checks, title: model.title, url: target.variables['base_url'] ?? '' }, values, io);
    return stopped ?? code;
  } finally {
    await target.close();
  }
}

function toCheck({ findings: [{ message, hint = '' }] }: UserError): Check {
  return failed('credentials', message, hint);
}

/** The redactor for the secrets; the check that failed where one is too short or cannot be sent, and nothing is sent. */
function redactorOf({ secrets, variables }: RunTarget, model: ApiModel): Redactor | Check {
  try {
    requireSendable(variablesInHeaders(model), variables);
    return createRedactor(secrets.map((name) => ({ name, value: variables[name] ?? '' })));
  } catch (error) {
    if (error instanceof UserError) return toCheck(error);
    throw error;
  }
}

async function toWire({ clientCertificate }: RunTarget, timeoutMs: number, { env, signal }: Io): Promise<Wire> {
  if (!clientCertificate) return { env, timeoutMs, signal };
  const { certificate, key } = clientCertificate;
  return { env, timeoutMs, signal, certificate: { cert: await readFile(certificate), key: await readFile(key) } };
}

/** What a server says is redacted, too: it may repeat a secret. */
async function checksOf(examined: Examined, wire: Wire, { learn, redact }: Redactor): Promise<readonly Check[]> {
  const checks = await examine(examined, wire, (token) => learn('access_token', token));
  return checks.map((check) => ({
    ...check,
    found: redact(check.found),
    ...(check.next !== undefined && { next: redact(check.next) }),
  }));
}

interface Diagnosis {
  readonly checks: readonly Check[];
  readonly title: string;
  readonly url: string;
}

function report({ checks, title, url }: Diagnosis, { json }: { readonly json: boolean }, { stdout }: Io): ExitCode {
  const isWell = checks.every(({ state }) => state !== 'failed');
  if (json) stdout.write(toJsonText({ ok: isWell, title, target: url, checks }));
  else stdout.write(toText({ checks, title, url }, isWell, stdout));
  return isWell ? EXIT.ok : EXIT.unable;
}

const SYMBOLS = {
  ok: { symbol: '✓', color: 'green' },
  warning: { symbol: '!', color: 'yellow' },
  failed: { symbol: '✗', color: 'red' },
  skipped: { symbol: '-', color: 'dim' },
  none: { symbol: '·', color: 'dim' },
} as const satisfies Record<CheckState, { readonly symbol: string; readonly color: string }>;

/** The columns at which their texts begin. */
const FOUND_AT = 17;
const NEXT_AT = 12;

function toText({ checks, title, url }: Diagnosis, isWell: boolean, out: Output): string {
  const lines = checks.flatMap(({ name, state, found, next }) => {
    const { symbol, color } = SYMBOLS[state];
    const inLines = (text: string, at: number) => wrapped(toVisibleLine(text), at, out).trimStart();
    const line = `  ${paint(out, color, symbol)} ${name.padEnd(12)} ${inLines(found, FOUND_AT)}`;
    return next === undefined ? [line] : [line, `      next: ${inLines(next, NEXT_AT)}`];
  });
  const end = isWell ? 'A run can take place.' : 'A run cannot take place yet.';
  return `${[hanging(toVisibleLine(`${title} at ${url}`), out), ...lines, paint(out, ['bold', isWell ? 'green' : 'red'], end)].join('\n')}\n`;
}
