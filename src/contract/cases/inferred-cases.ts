import type { ApiModel, Parameter } from '../../model/types.ts';
import { followed } from '../../schema/bounds.ts';
import { sampleValue } from '../../schema/sample.ts';
import { requiredArguments, toText, withArgument } from '../arguments.ts';
import { expectedSuccess } from '../refusals.ts';
import type { Case } from './case.ts';

/**
 * What inferred lists are asked besides: a page of limited size, one order, one value of a filter.
 *
 * Nothing here is to be refused, and nothing lies beyond the end of a list: how a server answers that is no convention.
 */
export function inferredCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) => {
    const { list } = operation;
    if (list?.origin !== 'inferred') return [];
    const ask = (name: string | undefined, text: (parameter: Parameter) => string | undefined): Case[] => {
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
      // Where nothing is found, some servers answer 404 instead of an empty list.
      ...(operation.responses.some(({ status }) => status === '404') ? [] : list.filters).flatMap((filter) =>
        ask(filter.parameter, (parameter) => certainValue(parameter, model)),
      ),
    ];
  });
}

/** A number of items that the description allows: the least, where it tells one, else the one that it shows, else 10. */
function pageSize(limit: Parameter, model: ApiModel): string | undefined {
  const schema = followed(limit.node.schema, model) ?? {};
  const numberAt = (keyword: string) => (typeof schema[keyword] === 'number' ? schema[keyword] : undefined);
  const isPlain = Object.keys(schema).every((keyword) => !NOT_PLAIN.has(keyword));
  const step = numberAt('multipleOf') ?? 1;
  const least = numberAt('minimum') ?? 0;
  if (isPlain && least >= 1) return String(Math.ceil(least / step) * step);
  const shown = Number(limit.example ?? sampleValue(limit.node, model));
  if (shown >= 1) return String(shown);
  const most = Math.floor((numberAt('maximum') ?? Number.POSITIVE_INFINITY) / step) * step;
  const size = Math.min(Math.ceil(10 / step) * step, most);
  return isPlain && size >= 1 ? String(size) : undefined;
}

/** Keywords that bound a number in other ways. */
const NOT_PLAIN = new Set(['enum', 'const', 'exclusiveMinimum', 'exclusiveMaximum', 'allOf', 'anyOf', 'oneOf', 'not']);

/** A value that a filter certainly takes; of an id or a code nobody knows which there are. */
function certainValue(filter: Parameter, model: ApiModel): string | undefined {
  const { type, enum: values } = followed(filter.node.schema, model) ?? {};
  if (Array.isArray(values) && values.length > 0) return toText(values[0]);
  return type === 'boolean' ? 'true' : undefined;
}
