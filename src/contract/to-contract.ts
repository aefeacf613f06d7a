import type { Notice } from '../core/notices.ts';
import type { ApiModel, UseCase } from '../model/types.ts';
import { assertionsOf } from '../rules/registry.ts';
import { answersOf, type ContractRequest, jsonOf } from '../rules/request.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import type { NotAsserted } from '../schema/translation.ts';
import { contractRequests } from './cases/all-cases.ts';
import { tokenRequests } from './cases/token-cases.ts';
import { operationRequests, useCaseRequests } from './requests.ts';
import { savedResponses } from './saved-responses.ts';
import { type Answering, type Contract, type Entry, entriesOf, type Group } from './types.ts';
import { withValues } from './with-values.ts';

/**
 * All requests of an API with their assertions, in the order in which they are sent: the use cases, the operations that no use case
 * contains (grouped by tag), and the contract tests.
 */
export async function toContract(
  described: ApiModel,
  useCases: readonly UseCase[],
  answering: Answering,
): Promise<Contract> {
  const { model, notices } = withValues(described);
  const earlier = useCaseRequests(useCases, model);
  const rest = model.operations.filter((operation) => !earlier.some((request) => request.operation === operation));
  const toEntry = async (request: ContractRequest): Promise<Entry> => ({
    request,
    assertions: assertionsOf({ request, model }),
    savedResponses: await savedResponses(request, model, answering),
  });
  const toBareEntry = (request: ContractRequest): Entry => ({
    request,
    assertions: assertionsOf({ request, model }),
    savedResponses: [],
  });
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
      entries: await Promise.all(earlier.map(toEntry)),
      groups: [],
    },
    ...(await Promise.all(
      byTag(operationRequests(rest, model), model).map(async ({ name, description, requests }) => ({
        name,
        description,
        entries: await Promise.all(requests.map(toEntry)),
        groups: [],
      })),
    )),
    {
      name: 'Contract',
      description:
        'Contract tests for CI: access, errors, pages, sorting and filters. You do not need them to try the API.',
      entries: [],
      groups: contractRequests(model, earlier).map(({ name, description, requests }) => ({
        name,
        description,
        entries: requests.map(toBareEntry),
        groups: [],
      })),
    },
  ];
  const groups = withoutEmpty(all);
  const remarks = onceEach([...model.notices, ...notices]);
  return { model, groups: withUniqueIds(groups), notAsserted: notAsserted(groups, model), notices: remarks };
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

function byTag(requests: readonly ContractRequest[], model: ApiModel) {
  const names = [...new Set(requests.map((request) => request.operation.tags[0] ?? 'Operations'))];
  return names.map((name) => ({
    name,
    description: model.tags.find((tag) => tag.name === name)?.description ?? '',
    requests: requests.filter((request) => (request.operation.tags[0] ?? 'Operations') === name),
  }));
}

/** The schema keywords of the expected responses that no Postman runtime can validate, without duplicates. */
function notAsserted(groups: readonly Group[], model: ApiModel): readonly NotAsserted[] {
  const found = new Map<string, NotAsserted>();
  for (const { request } of entriesOf({ groups })) {
    const responses = answersOf(request).map(({ response }) => response);
    const nodes = responses.flatMap((response) => [
      jsonOf(response)?.node,
      ...response.headers.map((header) => header.node),
    ]);
    for (const node of nodes) {
      for (const left of node ? toJudgeable(node, model).notAsserted : []) found.set(left.pointer, left);
    }
  }
  return [...found.values()];
}
