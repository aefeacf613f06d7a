import { data } from '../../spec/incident/data.ts';
import { compose } from '../../src/cli/compose.ts';
import { toDataSet } from '../../src/compose/data-set.ts';
import { metCriteria } from '../../src/compose/met-criteria.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import type { Contract } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import type { loadDescription } from '../../src/load/load-description.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { type Collection, type Item, onlyItems } from '../../src/postman/types.ts';
import { connectionVariables } from '../../src/postman/variables.ts';
import { scopesById } from '../../src/report/promises.ts';
import { REAL_SERVER } from '../../src/rules/run-variables.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { isAcceptable } from '../../src/run/judge-assertions.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { batched, type Member, verdictsOf } from './batch.ts';
import { toModel } from './builders.ts';

export type Fetch = (request: Request) => Promise<Response>;

/** A description with its suite, and a correct server for it. */
export interface Suite {
  readonly model: ApiModel;
  readonly contract: Contract;
  readonly collection: Collection;
  readonly fetch: Fetch;
  readonly tokenPath: string | undefined;
  readonly discoveryPath: string | undefined;
  readonly basePath: string;
  readonly serverPaths?: Readonly<Record<string, string>>;
}

/** The suite of a description, with use cases of Arazzo if they are given. */
export async function suiteOf(document: unknown, arazzo?: unknown): Promise<Suite> {
  const { model } = inferMeaning(toModel(document));
  const data = toDataSet({ data: undefined } as Awaited<ReturnType<typeof loadDescription>>, model);
  const locate = (pointer: string) => ({ pointer });
  const read = arazzo ? readUseCases({ document: arazzo, locate }, model) : { useCases: [], notices: [] };
  const { useCases, notices } = await metCriteria(read.useCases, model, () => data, locate);
  const contract = await toContract(model, useCases, async () => undefined, {
    notices: [...read.notices, ...notices],
  });
  const { fetch, basePath, serverPaths, tokenPaths, discoveryPaths } = createReferenceServer(model, data);
  const [[tokenPath], [discoveryPath]] = [tokenPaths, discoveryPaths];
  return {
    model,
    contract,
    collection: toCollection(contract),
    fetch,
    basePath,
    serverPaths,
    tokenPath,
    discoveryPath,
  };
}

/** The API of this repository, with its use cases and its data. */
export async function incidentSuite(): Promise<Suite> {
  const { model, contract, collection } = await compose('spec/incident/index.ts', {});
  const { fetch, basePath, serverPaths, tokenPaths, discoveryPaths } = createReferenceServer(model, data);
  const [[tokenPath], [discoveryPath]] = [tokenPaths, discoveryPaths];
  return { model, contract, collection, fetch, basePath, serverPaths, tokenPath, discoveryPath };
}

interface Tried {
  /** The server under test; without it, the correct one. */
  readonly fetch?: Fetch;
  readonly live?: boolean;
  readonly probes?: boolean;
  /** Which requests that may write are sent; all but to a live target. */
  readonly writes?: 'all' | 'refused' | 'none';
  readonly client?: ClientName;
  readonly variables?: Readonly<Record<string, string>>;
  /** A part of the names of the requests to send, or what tells them. */
  readonly only?: string | ((item: Item) => boolean);
}

/** Against hangs only: on a machine with other work, all is slow. */
const LIMITS = { requestMs: 300_000, scriptMs: 300_000, runMs: 600_000 };

/** The requests that fetch tokens for others. */
const GETS_TOKEN =
  /^Get (an access token|the OpenID configuration)$|^Token endpoint: a (scope that is not described|token for .+ only)$/;

/** What a suite says of a server. Newman runs in this process: these are collections of ours. */
export async function tried(suite: Suite, given: Tried = {}): Promise<Verdict> {
  const { live = false, probes = true, client = 'newman', only = '' } = given;
  const { writes = live ? 'none' : 'all' } = given;
  const isWanted = typeof only === 'string' ? ({ name }: Item) => name.includes(only) : only;
  const isMeant = (item: Item) => isWanted(item) || GETS_TOKEN.test(item.name);
  const { item } = onlyItems(suite.collection, isMeant);
  const { variables, close } = await served(suite, given);
  const secrets = connectionVariables(suite.model).filter(({ secret }) => secret);
  try {
    const events: RunEvent[] = [];
    const collection = { ...suite.collection, item };
    const options = { collection, client, variables, secrets: secrets.map(({ name }) => name) };
    const running = run({ ...options, writes, probes, limits: LIMITS, isolated: false });
    for await (const event of running) events.push(event);
    return toVerdict(events, { live, scopesOf: scopesById(suite) });
  } finally {
    await close();
  }
}

/** What each suite says of its server, in one run of a client. Who is red among others may be green alone. */
export async function triedTogether(
  all: readonly (Pick<Tried, 'fetch' | 'variables' | 'live'> & { readonly suite: Suite })[],
  client: ClientName,
): Promise<readonly Verdict[]> {
  const serving = await Promise.all(all.map(({ suite, ...given }) => served(suite, given)));
  const members = all.map(({ suite, live = false }, index): Member => {
    const { variables = {} } = serving[index] ?? {};
    const writes = live ? 'none' : 'all';
    return { collection: suite.collection, variables, live, writes, scopesOf: scopesById(suite) };
  });
  const variables = Object.assign({}, ...members.map((member) => member.variables)) as Record<string, string>;
  try {
    const events: RunEvent[] = [];
    const options = { collection: batched(members), client, variables, secrets: [], limits: LIMITS, isolated: false };
    for await (const event of run(options)) events.push(event);
    return verdictsOf(events, members);
  } finally {
    await Promise.all(serving.map(({ close }) => close()));
  }
}

/** A server on a port, and the variables with which it is reached. */
async function served(suite: Suite, { fetch = suite.fetch, variables = {} }: Tried) {
  const listening = await listen({
    ...suite,
    fetch,
    tokenPaths: [suite.tokenPath].filter((path) => path !== undefined),
    discoveryPaths: [suite.discoveryPath].filter((path) => path !== undefined),
  });
  const connection = {
    ...localCredentials(suite.model),
    ...listening.variables,
    ...(fetch === suite.fetch && { [REAL_SERVER]: '' }),
    ...variables,
  };
  return { variables: connection, close: listening.close };
}

/** `request: assertion` for each assertion that does not pass, and whatever else is wrong. */
export function brokenIn({ requests, problems }: Verdict): readonly string[] {
  const broken = requests.flatMap(({ name, assertions, problems: own }) => [
    ...assertions.flatMap((assertion) => (assertion.outcome.kind === 'failed' ? [`${name}: ${assertion.name}`] : [])),
    ...own.map((problem) => `${name}: ${problem}`),
  ]);
  return [...broken, ...problems];
}

/** `request: assertion` for each assertion that does not pass: broken, missing, or not judged without a good reason. */
export function notKeptIn({ requests }: Verdict): readonly string[] {
  return requests.flatMap(({ name, assertions }) =>
    assertions.filter(({ outcome }) => !isAcceptable(outcome)).map((assertion) => `${name}: ${assertion.name}`),
  );
}

/** `request: reason` for each request of which something was not judged. */
export function notJudgedIn({ requests }: Verdict): readonly string[] {
  const found = requests.flatMap(({ name, assertions }) =>
    assertions.flatMap(({ outcome }) => (outcome.kind === 'not-judged' ? [`${name}: ${outcome.reason}`] : [])),
  );
  return [...new Set(found)];
}
