import { toSlug } from '../../core/words.ts';
import type { ApiModel } from '../../model/types.ts';
import type { ContractRequest } from '../../rules/request.ts';
import { requiredArguments, toArgument } from '../arguments.ts';
import { parameterOf } from '../list-query.ts';
import { expectedSuccess } from '../refusals.ts';
import { type ListOperation, operationOfItem } from '../relations.ts';
import { toVariableName } from '../variable-names.ts';
import type { Case } from './case.ts';
import { filterCases, filterValues } from './filter-cases.ts';
import { asking, type ListProbe } from './list-probe.ts';
import { pageCases } from './page-cases.ts';
import { mostAtOnce, orderBy, sortCases } from './sort-cases.ts';

/** The requests that follow from the meaning of a list: the details of its last item, pages, orders, filters. */
export function listCases(list: ListOperation, model: ApiModel, earlier: readonly ContractRequest[]): readonly Case[] {
  const { operation } = list;
  const base = requiredArguments(operation, model);
  const probes = [
    { ...sameRequest(list, model), subject: 'details' as const },
    ...pageCases(list, model).map((key) => ({ ...key, subject: 'pages' as const })),
    ...sortCases(list, model).map((key) => ({ ...key, subject: 'order' as const })),
    ...filterCases(list, model).map((key) => ({ ...key, subject: 'filters' as const })),
  ];
  const made = probes.map(({ name, description, requested, ...more }): Case => {
    const own = new Set(requested.map(([parameter]) => parameter.name));
    return {
      name: `${operation.summary}: ${name}`,
      description: list.list.degree === 'declared' ? description : `${description} ${BY_CONVENTION}`,
      operation,
      arguments: [
        ...base.filter((argument) => argument.in !== 'query' || !own.has(argument.name)),
        ...requested.map(([parameter, value]) => toArgument(parameter, value)),
      ],
      expected: expectedSuccess(operation),
      ...more,
    };
  });
  const known = new Set(earlier.filter((request) => request.operation === operation).map(queryKeyOf));
  const isNew = (candidate: Case) => {
    const key = queryKeyOf(candidate);
    const isKnown = candidate.looksAt === undefined && known.has(key);
    known.add(key);
    return !isKnown;
  };
  const [first, ...others] = made.filter(isNew);
  // Directly after the request that stores the id, because in a live list, the last item is the first to disappear.
  return [...(first ? [first] : []), ...lastItem(list, model), ...others];
}

const BY_CONVENTION =
  'The description does not declare what these parameters mean; it is taken from a published convention.';

/** The first request to a list, because it stores values for the others. */
function sameRequest(list: ListOperation, model: ApiModel): ListProbe {
  const { operation, list: meaning } = list;
  const last = operationOfItem(list, model);
  return {
    name: 'the same request twice',
    description: 'The same request, sent twice, must give the same response.',
    // The largest page, because more items give better filter values.
    requested: [
      ...orderBy(list, 0, true, model),
      ...asking(parameterOf(operation, meaning.limit), mostAtOnce(operation, meaning, model)),
    ],
    looksAt: ['same-response'],
    captures: [
      ...filterValues(list, model),
      ...(last ? [{ kind: 'last-id' as const, variable: lastIdName(list, model) }] : []),
    ],
  };
}

function lastIdName({ operation }: ListOperation, model: ApiModel): string {
  return toVariableName(`${toSlug(operation.id).replaceAll('-', '_')}_last_id`, model);
}

/** The details of the last item. Other requests for details use the first one. */
function lastItem(list: ListOperation, model: ApiModel): readonly Case[] {
  const found = operationOfItem(list, model);
  const parameter = found?.operation.parameters.find(
    ({ in: place, name }) => place === 'path' && name === found.parameter,
  );
  if (!found || !parameter) return [];
  const others = requiredArguments(found.operation, model).filter(({ name }) => name !== parameter.name);
  return [
    {
      subject: 'details',
      name: `${found.operation.summary}: the last item of the list`,
      description: 'The details of the last item in the list.',
      operation: found.operation,
      arguments: [...others, toArgument(parameter, { kind: 'variable', name: lastIdName(list, model), initial: '' })],
      expected: expectedSuccess(found.operation),
    },
  ];
}

/** The query of a request as a key, independent of the order of its parameters. */
function queryKeyOf({ arguments: given }: Pick<ContractRequest, 'arguments'>): string {
  const sent = given.filter(({ enabled, in: place }) => enabled && place === 'query');
  return sent
    .map(({ name, value }) => JSON.stringify([name, value.kind, value.kind === 'text' ? value.text : value.name]))
    .sort()
    .join();
}
