import { isRecord } from '../core/json.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import type { Argument, Expected } from '../rules/request.ts';
import { sampleValue } from '../schema/sample.ts';
import { requiredArguments, toText, withArgument } from './arguments.ts';
import { expectedSuccess } from './refusals.ts';

interface InferredCase {
  readonly name: string;
  readonly description: string;
  readonly operation: Operation;
  readonly arguments: readonly Argument[];
  readonly expected: Expected | undefined;
}

/**
 * What inferred lists are asked besides: a page of limited size, one order, one value of a filter.
 *
 * Nothing here is to be refused, and nothing lies beyond the end of a list: how a server answers that is no convention.
 */
export function inferredCases(model: ApiModel): readonly InferredCase[] {
  return model.operations.flatMap((operation) => {
    const { list } = operation;
    if (list?.origin !== 'inferred') return [];
    const ask = (name: string | undefined, text: (parameter: Parameter) => string | undefined): InferredCase[] => {
      const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
      const value = parameter && text(parameter);
      if (!parameter || value === undefined) return [];
      return [
        {
          name: `${operation.summary}: ${parameter.name}=${value}`,
          description: `What \`${parameter.name}\` means is inferred: the description does not declare it.`,
          operation,
          arguments: withArgument(requiredArguments(operation, model), parameter, value),
          expected: expectedSuccess(operation),
        },
      ];
    };
    return [
      ...ask(list.limit, (limit) => pageSize(limit, model)),
      ...ask(list.sort?.parameter, () => list.sort?.keys[0]?.name),
      ...list.filters.flatMap((filter) => ask(filter.parameter, (parameter) => certainValue(parameter, model))),
    ];
  });
}

/** A number of items that the description allows, the least it shows; 10 where it shows none. */
function pageSize(limit: Parameter, model: ApiModel): string {
  const schema = followed(limit, model);
  const { minimum, maximum, enum: values } = schema;
  if (typeof minimum === 'number' && minimum >= 1 && !values && !schema['multipleOf']) return String(minimum);
  const shown = Number(limit.example ?? sampleValue(limit.node, model));
  if (shown >= 1) return String(shown);
  return String(typeof maximum === 'number' ? Math.min(10, maximum) : 10);
}

/** A value that a filter certainly takes; of an id or a code nobody knows which there are. */
function certainValue(filter: Parameter, model: ApiModel): string | undefined {
  const { type, enum: values } = followed(filter, model);
  if (Array.isArray(values) && values.length > 0) return toText(values[0]);
  return type === 'boolean' ? 'true' : undefined;
}

function followed({ node }: Parameter, model: ApiModel): Readonly<Record<string, unknown>> {
  let schema = node.schema;
  for (let hops = 0; hops < 20 && isRecord(schema) && typeof schema['$ref'] === 'string'; hops += 1) {
    schema = model.definitions.get(schema['$ref']);
  }
  return isRecord(schema) ? schema : {};
}
