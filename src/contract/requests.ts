/** The requests for people: the use cases, and the operations that no use case contains. */
import { bareType, preferredJson } from '../core/media-types.ts';
import { toSlug } from '../core/words.ts';
import type { ApiModel, Media, Operation, Response, StepBody, UseCase, UseCaseStep } from '../model/types.ts';
import { answersOf, isSuccessAnswer } from '../rules/answers.ts';
import type { Argument, ContractRequest, Credentials, Expected } from '../rules/request.ts';
import { optionalArguments, requiredArguments } from './arguments.ts';
import { createdByOperation, mayFind, segmentBefore } from './created.ts';
import { noteDeprecated } from './deprecated.ts';
import { tagCaptures, withEntityTag } from './entity-tags.ts';
import { excusesOf } from './excuses.ts';
import { isRefusedWrite } from './harmless.ts';
import { isOwnCondition } from './header-fields.ts';
import { toListQuery } from './list-query.ts';
import { itemFor } from './reading-methods.ts';
import { expectedSuccess, toExpected } from './refusals.ts';
import { handedOn, itemOf } from './relations.ts';
import { bodyOf, toBody } from './request-body.ts';
import { shownId } from './shown-id.ts';
import { sourceVariable } from './source-names.ts';
import { stepArguments, variableFor } from './step-arguments.ts';
import { afterOf, sentCapture, writtenOutputs } from './step-effects.ts';
import { toVariableName } from './variable-names.ts';

/**
 * One request for each step, in order. Each request also lists the query parameters of earlier use cases, unchecked, so that a
 * reader can work through all use cases with one request.
 */
export function useCaseRequests(useCases: readonly UseCase[], model: ApiModel): readonly ContractRequest[] {
  const earlier: Argument[] = [];
  const written = writtenOutputs(useCases, model);
  return useCases.flatMap((useCase) =>
    useCase.steps.flatMap((step, index): ContractRequest[] | ContractRequest => {
      const operation = model.operations.find((candidate) => candidate.id === step.operation);
      if (!operation) return [];
      const own = stepArguments(step.parameters, operation, model, written);
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
        step,
        ...afterOf(useCase, index, model),
        captures: [...captures, ...createdCaptures(operation, model), ...sentCapture(useCase, index, model)],
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
  const steps = useCases.flatMap((useCase) => useCase.steps);
  const users = steps.flatMap(({ parameters }) =>
    parameters.filter(({ value }) => value.kind === 'output' && value.variable === output),
  );
  const isInBody = steps.some(({ body: sent }) => sent?.outputs.some(({ variable }) => variable === output));
  const text = variableFor(output, 'header');
  const isInHeader = users.some(({ in: place }) => variableFor(output, place) === text);
  const isElsewhere =
    (users.length === 0 && !isInBody) || users.some(({ in: place }) => variableFor(output, place) === output);
  return [
    ...(isElsewhere ? [{ kind: 'member' as const, variable: toVariableName(output, model), body }] : []),
    ...(isInHeader
      ? [{ kind: 'member' as const, variable: toVariableName(text, model), body, as: 'text' as const }]
      : []),
    ...(isInBody
      ? [
          {
            kind: 'member' as const,
            variable: toVariableName(variableFor(output, 'body'), model),
            body,
            as: 'json' as const,
          },
        ]
      : []),
  ];
}

/** What the description says of an operation, for the reader of its request. */
function descriptionOf({ deprecated, description, remarks = [] }: Operation): string {
  const own = noteDeprecated(deprecated, description);
  return remarks.length === 0 ? own : [own.trimEnd(), ...remarks].filter(Boolean).join('\n\n');
}

/** One request for each operation, with its optional parameters unchecked. It captures the values that later requests need. */
export function operationRequests(operations: readonly Operation[], model: ApiModel): readonly ContractRequest[] {
  return operations.map((operation) => {
    const item = itemFor(operation);
    const required = withEntityTag(requiredArguments(operation, model, item), operation, model, item);
    return toRequest({
      id: `operations/${toSlug(operation.id)}`,
      name: operation.deprecated ? `${operation.summary} (deprecated)` : operation.summary,
      description: descriptionOf(operation),
      operation,
      model,
      given: [...required, ...optionalArguments(operation, model)],
      captures: [
        ...sourceCaptures(operation, model),
        ...createdCaptures(operation, model),
        ...tagCaptures(operation, model),
      ],
    });
  });
}

/** The values of a response that the paths of other requests need. */
export function sourceCaptures(operation: Operation, model: ApiModel) {
  const named = handedOn(operation, model).flatMap((source) => {
    const variable = sourceVariable(source, model);
    return variable === undefined ? [] : [{ kind: 'member', variable, body: source.body, forOthers: true } as const];
  });
  return [...new Map(named.map((capture) => [capture.variable, capture])).values()];
}

function createdCaptures(operation: Operation, model: ApiModel): ContractRequest['captures'] {
  const created = createdByOperation(model).get(operation);
  if (!created) return [];
  const { variable, body } = created;
  const parent = segmentBefore(operation);
  const isFound = mayFind(operation) && { only201: true as const };
  return [
    {
      kind: 'created',
      variable,
      ...(body !== undefined && { body }),
      ...(parent !== undefined && { parent }),
      ...isFound,
    },
  ];
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operation: Operation;
  readonly model: ApiModel;
  readonly given: readonly Argument[];
  readonly captures: ContractRequest['captures'];
  /** The step of a use case. */
  readonly step?: UseCaseStep;
  readonly after?: string;
}

/** The documented success, which a condition may make a 304, or the refusal that a use case shows. */
function expectedOf(operation: Operation, given: readonly Argument[], step: UseCaseStep | undefined): Expected {
  const success = expectedSuccess(operation);
  if (!step?.refusal) {
    const unchanged = given.some(isOwnCondition) && operation.responses.find(({ status }) => status === '304');
    if (!unchanged) return success;
    return { ...success, or: [...(success.or ?? []), { status: 304, response: unchanged }] };
  }
  const { statuses, orSuccess } = step.refusal;
  const refusals = statuses.map((status) => ({ status, response: responseFor(operation, status) }));
  return toExpected([...(orSuccess ? answersOf({ expected: success }) : []), ...refusals]) ?? success;
}

/** The described response with a status. A use case may expect one that is not described. */
function responseFor({ responses, pointer }: Operation, status: number | '4XX'): Response {
  const spellings = [String(status), `${String(status)[0]}XX`, 'default'];
  const found = spellings.flatMap(
    (one) => responses.find((response) => response.status.toUpperCase() === one.toUpperCase()) ?? [],
  );
  return found[0] ?? { status: String(status), description: '', headers: [], media: [], pointer };
}

/** The body of a step. `undefined` if it has none, or one that cannot be sent. */
function stepBody(given: StepBody | undefined, operation: Operation, model: ApiModel): ContractRequest['body'] {
  if (!given) return undefined;
  const { type, value, outputs } = given;
  const all = operation.body?.media ?? [];
  const isNamed = (media: Media) => type === undefined || bareType(media.type) === bareType(type);
  const media = preferredJson(all.filter(isNamed)) ?? all.find(isNamed);
  const body = media && toBody(media, value, model);
  if (!body || outputs.length === 0) return body;
  const variables = outputs.map(({ pointer, variable }) => ({
    pointer,
    variable: toVariableName(variableFor(variable, 'body'), model),
  }));
  return { ...body, variables };
}

/** The collection's authorization, or no credentials if the operation needs none. */
export function usualCredentials({ security }: Operation): Credentials {
  return security.length === 0 ? { kind: 'none' } : { kind: 'inherited' };
}

/** A redirect holds no values. */
function toRequest({ operation, model, given, captures, step, ...rest }: Parts): ContractRequest {
  const expected = expectedOf(operation, given, step);
  const hasData = isSuccessAnswer(expected);
  const about = hasData ? dataOf(operation, given, model) : {};
  const body = stepBody(step?.body, operation, model) ?? bodyOf(operation, model);
  const credentials = usualCredentials(operation);
  const parts = { ...(body && { body }), ...about };
  const excuses = excusesOf({ operation, arguments: given, credentials, expected, ...parts }, model);
  return {
    ...rest,
    captures: hasData ? captures : [],
    operation,
    arguments: given,
    ...parts,
    credentials,
    expected,
    ...(excuses.length > 0 && { excuses }),
    // The values of a step are the author's, who may mean an item that is there.
    ...(isRefusedWrite({ operation, expected }) && namesSomething(operation) && { mayHarm: true as const }),
    ...(step && { step, criteria: step.criteria ?? [] }),
  };
}

/** Whether a request may change more than what it creates. */
function namesSomething({ method, parameters }: Operation): boolean {
  return method !== 'post' || parameters.some(({ in: place }) => place === 'path');
}

/** What the data of a successful response are about. */
function dataOf(
  operation: Operation,
  given: readonly Argument[],
  model: ApiModel,
): Pick<ContractRequest, 'listQuery' | 'item' | 'shows'> {
  const listQuery = toListQuery(operation, given, model);
  const item = itemOf(operation, model);
  const shows = item ? undefined : shownId(operation, given, model);
  return { ...(listQuery && { listQuery }), ...(item && { item }), ...(shows && { shows }) };
}
