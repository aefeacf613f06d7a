import type { FoldersBy } from '../contract/folders.ts';
import { toContract } from '../contract/to-contract.ts';
import type { Contract } from '../contract/types.ts';
import { basePathOf } from '../core/url-text.ts';
import type { Inferred } from '../infer/inference.ts';
import type { Description } from '../load/load-description.ts';
import { readUseCases } from '../model/read-use-cases.ts';
import type { ApiModel } from '../model/types.ts';
import { toCollectionInParts } from '../postman/to-collection.ts';
import { type Collection, type CollectionInParts, type Environment, wholeCollection } from '../postman/types.ts';
import { hasOtherData, otherEnvironments, ownServers, toEnvironment } from '../postman/variables.ts';
import { withoutEvents, withoutScriptedEntries } from '../postman/without-scripts.ts';
import { REAL_SERVER } from '../rules/run-variables.ts';
import { localCredentials } from '../server/options.ts';
import { type TokenEndpoint, toTokenEndpoints } from '../server/token-endpoints.ts';
import { toAnswering } from './answering.ts';
import { toDataSet } from './data-set.ts';
import { metCriteria } from './met-criteria.ts';
import { inferFrom } from './to-model.ts';

/** Everything that follows from a description. */
export interface Generated {
  readonly description: Description;
  readonly model: ApiModel;
  /** What conventions add to what is declared, and proposals for more. */
  readonly inferred: Inferred;
  /** The requests in the order in which they are sent, with their assertions. */
  readonly contract: Contract;
  /** A Postman collection v2.1. */
  readonly collection: Collection;
  readonly environments: {
    /** For the server of the description: its URLs, and empty variables for credentials. */
    readonly production: Environment;
    /** For the reference server on this machine, with the credentials that it accepts. */
    readonly local: Environment;
    /** For the other servers of the description, by a name of each. */
    readonly others: ReadonlyMap<string, Environment>;
  };
}

/** As {@link Generated}, with requests that are made when they are read. */
export interface GeneratedInParts extends Omit<Generated, 'collection'> {
  readonly collection: CollectionInParts;
}

/** What of a collection is left out, and how its requests are sorted. */
export interface GenerateOptions {
  /** The port where the local environment expects the reference server. Default: 4010, where `serve` listens. */
  readonly localPort?: number;
  /** Only the requests, with what they take from one another: no other assertions, and no requests that only test. */
  readonly withoutTests?: boolean;
  /** No scripts, and so no tests: for programs that do not run those of Postman. */
  readonly withoutScripts?: boolean;
  /** No saved responses. */
  readonly withoutExamples?: boolean;
  /** Folders for the first tags of operations (default), for the first segments of paths, or one for all. */
  readonly folders?: FoldersBy;
}

/** Where `serve` listens by default, and where the local environment expects it. */
export const LOCAL_PORT = 4010;

/**
 * Generate the Postman collection of a description, and its environments. The same description gives the same bytes, independent
 * of time and chance. No file is written.
 *
 * If the description has data, the saved responses of the collection are those of a reference server with these data.
 *
 * @throws UserError with all errors of the description, each with its place.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { generateCollection, loadDescription } from 'postman-contract';
 *
 * const { collection, environments } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * await writeFile('shop.postman_collection.json', JSON.stringify(collection));
 * await writeFile('shop.postman_environment.json', JSON.stringify(environments.production));
 * ```
 */
export async function generateCollection(description: Description, options: GenerateOptions = {}): Promise<Generated> {
  const generated = await generateInParts(description, options);
  return { ...generated, collection: wholeCollection(generated.collection) };
}

/** As {@link generateCollection}, for what reads the requests one at a time. */
export async function generateInParts(
  description: Description,
  {
    localPort = LOCAL_PORT,
    folders = 'tags',
    withoutScripts = false,
    withoutTests = false,
    withoutExamples = false,
  }: GenerateOptions = {},
): Promise<GeneratedInParts> {
  const isBare = withoutTests || withoutScripts;
  // Proposals are for more assertions.
  const inferred = inferFrom(description, { proposing: !isBare });
  const { model } = inferred;
  const { arazzo, data } = description;
  const { useCases, notices } = arazzo ? await useCasesIn(description, arazzo, model) : { useCases: [], notices: [] };
  const answering =
    data === undefined ? async () => undefined : await toAnswering(model, toDataSet(description, model));
  const asked = { folders, withoutTests: isBare, withoutExamples, notices };
  const whole = await toContract(model, useCases, answering, asked);
  const contract = withoutScripts ? withoutScriptedEntries(whole) : whole;
  const scripted = toCollectionInParts(contract);
  const collection = withoutScripts ? withoutEvents(scripted) : scripted;
  const environments = {
    production: toEnvironment('production', model, {}),
    local: withOtherData(toEnvironment('local', model, toLocalValues(model, localPort)), contract),
    others: otherEnvironments(model),
  };
  return { description, model, inferred, contract, collection, environments };
}

/** The use cases, with the success criteria that the reference server meets, and the remarks on them. */
async function useCasesIn(
  description: Description,
  { value: document, locate }: NonNullable<Description['arazzo']>,
  model: ApiModel,
) {
  const read = readUseCases({ document, locate }, model, { isPart: description.part !== undefined });
  const met = await metCriteria(read.useCases, model, () => toDataSet(description, model), locate);
  return { useCases: met.useCases, notices: [...read.notices, ...met.notices] };
}

/** The environment of the reference server, which says so where success criteria expect other data. */
function withOtherData(environment: Environment, contract: Contract): Environment {
  if (!hasOtherData(contract)) return environment;
  const value = { key: REAL_SERVER, value: '', type: 'default', enabled: true } as const;
  return { ...environment, values: [...environment.values, value] };
}

function toTokenVariable({ path, discoveryPath }: TokenEndpoint, origin: string): Readonly<Record<string, string>> {
  return discoveryPath === undefined
    ? { token_url: `${origin}${path}` }
    : { openid_configuration_url: `${origin}${discoveryPath}` };
}

/** The URLs of the reference server on this machine, and its credentials. */
function toLocalValues(model: ApiModel, port: number): Readonly<Record<string, string>> {
  const origin = `http://127.0.0.1:${port}`;
  const [endpoint] = toTokenEndpoints(model);
  return {
    ...localCredentials(model),
    base_url: `${origin}${basePathOf(model.baseUrl)}`,
    ...Object.fromEntries(ownServers(model).map(({ variable, url }) => [variable, `${origin}${basePathOf(url)}`])),
    ...(endpoint && toTokenVariable(endpoint, origin)),
  };
}
