/** The requests for people: the use cases, and the operations that no use case contains. */
import { decoded } from '../core/url-text.ts';
import { toSlug } from '../core/words.ts';
import { toAbove } from '../model/paths-below.ts';
import type { ApiModel, Operation, UseCase } from '../model/types.ts';
import { isSuccessAnswer } from '../rules/answers.ts';
import type { Argument, ContractRequest, Credentials } from '../rules/request.ts';
import { optionalArguments, requiredArguments, stepArguments, variableFor } from './arguments.ts';
import { createdByOperation } from './created.ts';
import { excusesOf } from './excuses.ts';
import { toListQuery } from './list-query.ts';
import { isReading } from './reading-methods.ts';
import { expectedSuccess } from './refusals.ts';
import { handedOn, itemOf } from './relations.ts';
import { bodyOf } from './request-body.ts';
import { toVariableName } from './variable-names.ts';

/**
 * One request for each step, in order. Each request also lists the query parameters of earlier use cases, unchecked, so that a
 * reader can work through all use cases with one request.
 */
export function useCaseRequests(useCases: readonly UseCase[], model: ApiModel): readonly ContractRequest[] {
  const earlier: Argument[] = [];
  return useCases.flatMap((useCase) =>
    useCase.steps.flatMap((step): ContractRequest[] => {
      const operation = model.operations.find((candidate) => candidate.id === step.operation);
      if (!operation) return [];
      const own = stepArguments(step.parameters, operation, model);
      const unchecked = earlier.filter((before) => !own.some((argument) => argument.name === before.name));
      for (const argument of own) {
        if (argument.in !== 'query' || earlier.some((before) => before.name === argument.name)) continue;
        earlier.push({ ...argument, enabled: false });
      }
      const single = useCase.steps.length === 1;
      const name = single ? useCase.title : `${useCase.title}: ${step.id}`;
      const description = single ? useCase.description : step.description;
      const captures = useCase.outputs
        .filter((output) => output.step === step.id)
        .flatMap(({ variable, body }) => memberCaptures(variable, body, useCases, model));
      return toRequest({
        id: `use-cases/${toSlug(name)}`,
        name,
        description,
        operation,
        model,
        given: [...own, ...unchecked],
        captures: [...captures, ...createdCaptures(operation, model)],
      });
    }),
  );
}

/** An output in a variable: one for paths and queries, one for headers, as the steps of all use cases need them. */
function memberCaptures(
  output: string,
  body: string,
  useCases: readonly UseCase[],
  model: ApiModel,
): ContractRequest['captures'] {
  const users = useCases.flatMap(({ steps }) =>
    steps.flatMap(({ parameters }) =>
      parameters.filter(({ value }) => value.kind === 'output' && value.variable === output),
    ),
  );
  const text = variableFor(output, 'header');
  const isInHeader = users.some(({ in: place }) => variableFor(output, place) === text);
  const isElsewhere = users.length === 0 || users.some(({ in: place }) => variableFor(output, place) === output);
  return [
    ...(isElsewhere ? [{ kind: 'member' as const, variable: toVariableName(output, model), body }] : []),
    ...(isInHeader
      ? [{ kind: 'member' as const, variable: toVariableName(text, model), body, as: 'text' as const }]
      : []),
  ];
}

/** One request for each operation, with its optional parameters unchecked. It captures the values that later requests need. */
export function operationRequests(operations: readonly Operation[], model: ApiModel): readonly ContractRequest[] {
  return operations.flatMap((operation) =>
    toRequest({
      id: `operations/${toSlug(operation.id)}`,
      name: operation.deprecated ? `${operation.summary} (deprecated)` : operation.summary,
      description: operation.deprecated
        ? ['**Deprecated.**', operation.description].filter(Boolean).join(' ')
        : operation.description,
      operation,
      model,
      given: [...requiredArguments(operation, model, itemFor(operation)), ...optionalArguments(operation, model)],
      captures: [
        ...handedOn(operation, model).map(
          ({ variable, body }) => ({ kind: 'member', variable, body, forOthers: true }) as const,
        ),
        ...createdCaptures(operation, model),
      ],
    }),
  );
}

/** What changes an item changes one that the collection created, if there is one. */
export function itemFor({ method }: Operation): 'listed' | 'created' {
  return isReading(method) ? 'listed' : 'created';
}

function createdCaptures(operation: Operation, model: ApiModel): ContractRequest['captures'] {
  const created = createdByOperation(model).get(operation);
  if (!created) return [];
  const { variable, body } = created;
  const parent = decoded(toAbove(operation.path).split('/').at(-1) ?? '');
  const isText = parent !== '' && !parent.includes('{');
  return [{ kind: 'created', variable, ...(body !== undefined && { body }), ...(isText && { parent }) }];
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operation: Operation;
  readonly model: ApiModel;
  readonly given: readonly Argument[];
  readonly captures: ContractRequest['captures'];
}

/** The collection's authorization, or no credentials if the operation needs none. */
export function usualCredentials({ security }: Operation): Credentials {
  return security.length === 0 ? { kind: 'none' } : { kind: 'inherited' };
}

/** No request for an operation without a documented success: there would be nothing to assert. A redirect holds no values. */
function toRequest({ operation, model, given, captures, ...rest }: Parts): ContractRequest[] {
  const expected = expectedSuccess(operation);
  if (!expected) return [];
  const hasData = isSuccessAnswer(expected);
  const listQuery = hasData ? toListQuery(operation, given, model) : undefined;
  const item = hasData ? itemOf(operation, model) : undefined;
  const body = bodyOf(operation, model);
  const credentials = usualCredentials(operation);
  const parts = { ...(body && { body }), ...(listQuery && { listQuery }) };
  const excuses = excusesOf({ operation, arguments: given, credentials, expected, ...parts }, model);
  return [
    {
      ...rest,
      captures: hasData ? captures : [],
      operation,
      arguments: given,
      ...parts,
      credentials,
      expected,
      ...(excuses.length > 0 && { excuses }),
      ...(item && { item }),
    },
  ];
}
