import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import type { Expected } from '../../rules/request.ts';
import { statedTypes } from '../../schema/types-of.ts';
import { exampleText, requiredArguments, toArgument } from '../arguments.ts';
import { expectedRefusal, expectedSuccess, withCauses } from '../refusals.ts';
import { text } from '../serialize.ts';
import type { Case } from './case.ts';

/** Repeated and undocumented query parameters, if the description says how the server treats them. */
export function oddParameterCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) => [...repeated(operation, model), ...unknown(operation, model)]);
}

/** A parameter with a single value, sent twice. Filters are left out, because several filters may be combined. */
function repeated(operation: Operation, model: ApiModel): readonly Case[] {
  const filters = new Set(operation.list?.filters.map(({ parameter }) => parameter));
  const takesOne = (parameter: Parameter) =>
    parameter.in === 'query' &&
    parameter.spelling === 'single' &&
    !filters.has(parameter.name) &&
    !statedTypes(model, parameter.node).has('array');
  const parameter = operation.oddParameters?.repeated && operation.parameters.find(takesOne);
  if (!parameter) return [];
  const argument = toArgument(parameter, text(exampleText(parameter, model)));
  const others = requiredArguments(operation, model).filter(({ name }) => name !== parameter.name);
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: ${parameter.name} sent twice`,
      description: 'A parameter that may be sent only once is sent twice, so the request is refused.',
      operation,
      arguments: [...others, argument, argument],
      expected: refusal(operation),
    },
  ];
}

function unknown(operation: Operation, model: ApiModel): readonly Case[] {
  const what = operation.oddParameters?.unknown;
  if (!what || operation.list?.anyFilter !== undefined) return [];
  const parameter: Parameter = {
    name: 'no_such_parameter',
    in: 'query',
    required: false,
    description: '',
    node: { schema: true, pointer: '' },
    spelling: 'single',
    style: 'form',
    explode: true,
  };
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: an undocumented parameter`,
      description: `A query parameter that is not documented is ${what}.`,
      operation,
      arguments: [...requiredArguments(operation, model), toArgument(parameter, text('1'))],
      expected: what === 'refused' ? refusal(operation) : expectedSuccess(operation),
    },
  ];
}

/** The error response. Its error code is not asserted, since it may differ from that of other invalid parameters. */
function refusal(operation: Operation): Expected | undefined {
  const expected = expectedRefusal(operation, 'invalid-query-parameter');
  return expected && withCauses(expected, []);
}
