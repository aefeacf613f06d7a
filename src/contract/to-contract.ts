import { groupBy } from '../core/group-by.ts';
import type { Notice } from '../core/notices.ts';
import { once } from '../core/once.ts';
import type { ApiModel, Operation, UseCase } from '../model/types.ts';
import { assertionsOf, CARRYING_RULES, RULES } from '../rules/registry.ts';
import type { ContractRequest } from '../rules/request.ts';
import { braceNotices } from './braces.ts';
import { contractRequests, type SubjectRequests } from './cases/all-cases.ts';
import { tokenRequests } from './cases/token-cases.ts';
import { chosenSources } from './chosen-sources.ts';
import { createdItems } from './created.ts';
import { withDeletedItems } from './deleted-items.ts';
import type { Folder, FoldersBy } from './folders.ts';
import { leftOut } from './left-out.ts';
import { needsNotices } from './needs-more.ts';
import { leftUnasserted, notAsserted } from './not-asserted.ts';
import { withOwnVariables } from './output-variables.ts';
import { itemFor } from './reading-methods.ts';
import { operationRequests, sourceCaptures, useCaseRequests } from './requests.ts';
import { savedResponses } from './saved-responses.ts';
import { stageOf, toSendingOrder } from './sending-order.ts';
import { nestedFolders, tagFoldersOf } from './tag-folders.ts';
import type { Answering, Contract, Entry, Group } from './types.ts';
import { withValues } from './with-values.ts';
import { withoutSample } from './without-sample.ts';

/** How requests are grouped, what a contract does without, and what is known before it is made. */
export interface Options {
  /** Default: the first tags of operations. */
  readonly folders?: FoldersBy;
  /** The requests that only test, and all assertions but those that store a value for later requests. */
  readonly withoutTests?: boolean;
  readonly withoutExamples?: boolean;
  /** Remarks on the use cases. */
  readonly notices?: readonly Notice[];
}

/**
 * All requests of an API with their assertions, in the order in which they are sent: the use cases, the operations that no use case
 * contains (grouped by tag), and the contract tests.
 */
export async function toContract(
  described: ApiModel,
  useCases: readonly UseCase[],
  answering: Answering,
  { folders = 'tags', withoutTests = false, withoutExamples = false, notices: before = [] }: Options = {},
): Promise<Contract> {
  const { model, notices } = withValues(described);
  const earlier = useCaseRequests(withOwnVariables(useCases, model), model);
  const rest = operationsToSend(earlier, model);
  const named = model.tags.map(({ name, description }) => ({ name, description }));
  const tags = tagFoldersOf({ tags: folders === 'tags' ? model.tags : named });
  const order = toSendingOrder(rest, (operation) => neededBy(operation, model), folders, tags);
  const toBareEntry = (request: ContractRequest): Entry => ({
    request,
    assertions: assertionsOf({ request, model }, withoutTests ? CARRYING_RULES : RULES),
    savedResponses: [],
  });
  const toEntries = async (requests: readonly ContractRequest[]): Promise<readonly Entry[]> =>
    Promise.all(
      requests.map(async (request) => ({
        ...toBareEntry(request),
        savedResponses: withoutExamples ? [] : await savedResponses(request, model, answering),
      })),
    );
  const toFolder = async ({ tag, operations }: Folder) => ({
    tag,
    entries: await toEntries(operationRequests(operations, model)),
  });
  const tests = withoutTests ? { subjects: [], notices: [] } : contractRequests(model, earlier);
  const all: Group[] = [
    {
      name: 'Access token',
      description:
        'A collection run fetches its access token here. When you send a single request, a script fetches a token if needed.',
      entries: tokenRequests(model).map(toBareEntry),
      groups: [],
    },
    {
      name: 'Use cases',
      description: 'Start here: one request for each step of the documented use cases, in order.',
      entries: await toEntries(earlier),
      groups: [],
    },
    ...nestedFolders(await Promise.all(order.folders.map(toFolder)), tags),
    contractGroup(tests.subjects, toBareEntry),
    {
      name: 'Clean up',
      description: 'What ends or deletes something. It is sent last, so that no request goes to what is gone.',
      entries: await toEntries(withDeletedItems(operationRequests(order.last, model), withoutTests, model)),
      groups: [],
    },
  ];
  const groups = withUniqueIds(withoutEmpty(all));
  const braces = braceNotices(groups, model);
  const remarks = [...model.notices, ...before, ...notices, ...leftOut(model), ...braces];
  if (withoutTests) return { model, groups, notAsserted: [], notices: onceEach(remarks) };
  const ofTests = [...leftUnasserted(model), ...tests.notices, ...needsNotices(model), ...withoutSample(groups, model)];
  return { model, groups, notAsserted: notAsserted(groups, model), notices: onceEach([...remarks, ...ofTests]) };
}

function contractGroup(subjects: readonly SubjectRequests[], toEntry: (request: ContractRequest) => Entry): Group {
  return {
    name: 'Contract',
    description:
      'Contract tests for CI: access, errors, pages, sorting and filters. You do not need them to try the API.',
    entries: [],
    groups: subjects.map(({ name, description, requests }) => ({
      name,
      description,
      entries: requests.map(toEntry),
      groups: [],
    })),
  };
}

/** Several operations may reach the same place. */
function onceEach(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()];
}

function withoutEmpty(groups: readonly Group[]): readonly Group[] {
  return groups
    .map((group) => ({ ...group, groups: withoutEmpty(group.groups) }))
    .filter((group) => group.entries.length > 0 || group.groups.length > 0);
}

/** Requests with equal names, or names without Latin letters, would share an id, so later ones get a number. */
function withUniqueIds(groups: readonly Group[], taken = new Set<string>()): readonly Group[] {
  return groups.map((group) => ({
    ...group,
    groups: withUniqueIds(group.groups, taken),
    entries: group.entries.map((entry) => {
      let { id } = entry.request;
      for (let number = 2; taken.has(id); number += 1) id = `${entry.request.id}-${number}`;
      taken.add(id);
      return id === entry.request.id ? entry : { ...entry, request: { ...entry.request, id } };
    }),
  }));
}

/**
 * The operations that no use case contains. If a use case ends or deletes something, those that others get values from are sent again
 * afterwards, so that no request goes to what is gone. So are those with values that no use case stores.
 */
function operationsToSend(earlier: readonly ContractRequest[], model: ApiModel): readonly Operation[] {
  const sent = new Set(earlier.map(({ operation }) => operation));
  const isGone = [...sent].some((operation) => ['end', 'delete'].includes(stageOf(operation, model.operations)));
  const sources = new Set(isGone ? model.operations.flatMap((operation) => neededBy(operation, model)) : []);
  const stored = new Set(
    earlier.flatMap(({ captures }) => captures.flatMap((one) => ('variable' in one ? one.variable : []))),
  );
  const isStored = (operation: Operation) =>
    sourceCaptures(operation, model).every(({ variable }) => stored.has(variable));
  return model.operations.filter((operation) => !sent.has(operation) || sources.has(operation) || !isStored(operation));
}

/** The operations whose responses have values for the path of an operation, and the one that fills a list. */
function neededBy(operation: Operation, model: ApiModel): readonly Operation[] {
  const sources = [...chosenSources(operation, model, itemFor(operation)).values()].map((source) => source.operation);
  const creators = operation.method === 'get' ? (creatorsByPath(model).get(operation.path) ?? []) : [];
  return [...sources, ...creators.map((created) => created.operation)];
}

/** The operations that create an item, by its path. */
const creatorsByPath = once((model: ApiModel) => groupBy(createdItems(model), ({ path }) => path));
