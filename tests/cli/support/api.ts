/** A described API as somebody else's server: with credentials of its own, and data that may move. */
import { randomBytes } from 'node:crypto';
import { toDataSet } from '../../../src/compose/data-set.ts';
import { toModel } from '../../../src/compose/to-model.ts';
import { toEnvName } from '../../../src/core/words.ts';
import { loadDescription } from '../../../src/load/load-description.ts';
import { connectionVariables } from '../../../src/postman/variables.ts';
import type { DataSet, ServerOptions } from '../../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../../src/server/server.ts';
import { serveFetch } from './http.ts';

export type Env = Readonly<Record<string, string>>;

/** Credentials for a description that nobody else has, as `run` takes them: what is found of them in an output has leaked. */
export async function newCredentials(file: string): Promise<Env> {
  const secrets = connectionVariables(toModel(await loadDescription(file))).filter(({ secret }) => secret);
  return Object.fromEntries(
    secrets.map(({ name }) => {
      const random = randomBytes(18);
      // What an OAuth client encodes may hold anything; a key stands in a header or a URL as it is.
      const text = name.startsWith('client_') ? `${random.toString('base64')}/+ ü&` : random.toString('base64url');
      return [toEnvName(name), text];
    }),
  );
}

interface Served {
  readonly credentials?: Env;
  readonly options?: Partial<ServerOptions>;
  /** The items of each list; lists that a test may change while they are served. */
  readonly data?: DataSet;
  /** Stands in front of the server. */
  readonly proxy?: (request: Request, server: ReferenceServer) => Promise<Response>;
}

/** Serve a description until the test ends: with what `run` needs to get there and in. */
export async function serveApi(file: string, { credentials, options, data, proxy }: Served = {}) {
  const description = await loadDescription(file);
  const model = toModel(description);
  const env = credentials ?? (await newCredentials(file));
  const taken = connectionVariables(model).flatMap(({ name }) => {
    const value = env[toEnvName(name)];
    return value === undefined ? [] : [[name, value] as const];
  });
  const server = createReferenceServer(model, data ?? toDataSet(description, model), {
    ...options,
    credentials: Object.fromEntries(taken),
  });
  const { origin, mostAtOnce } = await serveFetch((request) => proxy?.(request, server) ?? server.fetch(request));
  const [tokenPath] = server.tokenPaths;
  return {
    server,
    mostAtOnce,
    target: ['--target', `${origin}${server.basePath}`],
    env: { ...env, ...(tokenPath !== undefined && { TOKEN_URL: `${origin}${tokenPath}` }) } as Env,
  };
}

/** The ways in which secrets may turn up: as they are, encoded, and in the header that a client shows them in. */
export function formsOf(secrets: readonly string[], { CLIENT_ID: id = '', CLIENT_SECRET: secret = '' }: Env): string[] {
  const basic = (text: (part: string) => string) => Buffer.from(`${text(id)}:${text(secret)}`).toString('base64');
  return [
    ...secrets.flatMap((text) => [
      text,
      encodeURIComponent(text),
      new URLSearchParams({ '': text }).toString().slice(1),
      JSON.stringify(text).slice(1, -1),
      Buffer.from(text).toString('base64'),
    ]),
    basic((part) => part),
    basic(encodeURIComponent),
  ];
}
