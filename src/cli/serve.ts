import { once } from 'node:events';
import { toDataSet } from '../compose/data-set.ts';
import { toModel } from '../compose/to-model.ts';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { toVisibleLine } from '../report/escape.ts';
import { listen } from '../server/listen.ts';
import { localCredentials } from '../server/options.ts';
import { createReferenceServer } from '../server/server.ts';
import { load } from './compose.ts';
import type { Io } from './io.ts';
import { onlyPositional, parseOptions, toInteger } from './options.ts';
import { logged, named } from './request-log.ts';
import { showNotices } from './show-notices.ts';
import { SERVE } from './usage/serve.ts';

/** Serve a description until a signal stops it. The local environment of the collection points to this server. */
export async function serve(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseOptions(SERVE, argv);
  const file = onlyPositional(positionals, 'serve');
  const port = toInteger(values.port, 'port', 0, 65_535);
  const expiresIn = toInteger(values['expires-in'], 'expires-in', 1, 100_000_000);
  const description = await load(file, values);
  const model = toModel(description);
  showNotices(model, description, io, values.verbose);
  const onError = (error: unknown) => io.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  const server = createReferenceServer(model, toDataSet(description, model), { expiresIn, onError });
  const answer = named(server.fetch);
  const fetch = values.quiet ? answer : logged(answer, model, io.stderr);
  const listening = await listen({ ...server, fetch }, { host: values.host, port });
  const { signal } = io;
  io.stdout.write(`${toVisibleLine(model.title)} at ${listening.url}\n`);
  const { token_url: tokenUrl, openid_configuration_url: discoveryUrl } = listening.variables;
  if (tokenUrl) io.stdout.write(`tokens at ${tokenUrl}\n`);
  if (discoveryUrl) io.stdout.write(`OpenID configuration at ${discoveryUrl}\n`);
  for (const [name, value] of Object.entries(localCredentials(model)))
    if (value !== '') io.stdout.write(`  ${name.padEnd(14)} ${value}\n`);
  io.stderr.write('Press Ctrl-C to stop.\n');
  if (!signal.aborted) await once(signal, 'abort');
  await listening.close();
  return EXIT.ok;
}
