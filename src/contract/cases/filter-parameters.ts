/** The parameters that filter a list, and the values that they are sent with. */

import type { Json } from '../../core/json.ts';
import type { Notice } from '../../core/notices.ts';
import { toShortList, toSlug } from '../../core/words.ts';
import { sidesOf, takesEveryValue } from '../../model/filter-values.ts';
import { operationName } from '../../model/methods.ts';
import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import type { ArgumentValue, Capture } from '../../rules/request.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { oneValueOf } from '../../schema/members.ts';
import { enumOf, isOnly, statedTypes } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';
import { exampleText } from '../arguments.ts';
import { parameterOf } from '../list-query.ts';
import type { ListOperation } from '../relations.ts';
import { toText } from '../serialize.ts';
import { toVariableName } from '../variable-names.ts';
import { allAttributes, attributeParameters, type FilterParameter, MOST_ATTRIBUTES } from './attribute-parameters.ts';

/** What of an item's value is asked for. */
export type ValueForm = Extract<Capture, { kind: 'filter-value' | 'middle-value' }>['as'];

export function filtersOf({ operation, list }: ListOperation, model: ApiModel): readonly FilterParameter[] {
  return [
    ...list.filters.flatMap((filter) => {
      const parameter = parameterOf(operation, filter.parameter);
      return parameter ? [{ filter, parameter }] : [];
    }),
    ...attributeParameters(operation, list, model),
  ];
}

/** An enum of more values is not requested with all of them: each is a request, and reads the list again. */
const MOST_VALUES = 5;

/**
 * The documented values: all of a short enum, the first and the last of a long one, or else the example. A required parameter always has
 * one. A server may have forgotten any single value.
 */
export function describedValues(found: FilterParameter, model: ApiModel): readonly string[] {
  const { filter, parameter } = found;
  if (filter.values) return filter.values;
  const values = valuesIn(found, model);
  if (values.length > 0) return requestedOf(values);
  if (isOnly(model, oneValueOf(model, parameter.node), 'boolean')) return ['true', 'false'];
  const hasExample = parameter.example !== undefined || parameter.required;
  return hasExample && filter.exact ? [exampleText(parameter, model)] : [];
}

/** Not those in the middle of a long enum. */
function requestedOf(values: readonly string[]): readonly string[] {
  return [...new Set(values.length > MOST_VALUES ? [...values.slice(0, 1), ...values.slice(-1)] : values)];
}

/** The values of an enum that an item can have. */
function valuesIn({ filter, parameter }: FilterParameter, model: ApiModel): readonly string[] {
  const values = enumOf(model, oneValueOf(model, parameter.node)) ?? [];
  return values.map(toText).filter((value) => !filter.impossible?.includes(value));
}

/** Whether a value of any item can be sent: the parameter accepts all that the member can have. */
export function takesItemValues(
  { list }: ListOperation,
  { filter, parameter }: FilterParameter,
  model: ApiModel,
): boolean {
  return takesEveryValue(model, sidesOf(model, parameter.node, list.itemNode, filter.member));
}

/** The filters whose only values would be those of items, which their parameters may refuse. */
export function refusedFilters(found: ListOperation, model: ApiModel): readonly string[] {
  return filtersOf(found, model)
    .filter(
      (one) =>
        (one.filter.bound !== undefined || describedValues(one, model).length === 0) &&
        !takesItemValues(found, one, model),
    )
    .map(({ parameter }) => parameter.name);
}

/** Which attributes and which values of an enum are not requested. */
export function shortenedFilters(found: ListOperation, model: ApiModel): readonly Notice[] {
  const { operation, list } = found;
  const toNotice = (what: string, names: readonly Json[]): Notice => ({
    kind: 'shortened',
    message: `${operationName(operation)}: ${what}; not ${toShortList(names.map(toText))}`,
    pointer: operation.pointer,
  });
  const cut = allAttributes(operation, list, model).slice(MOST_ATTRIBUTES);
  return [
    ...(cut.length > 0
      ? [
          toNotice(
            `${MOST_ATTRIBUTES} attributes are filters`,
            cut.map(({ parameter }) => parameter.name),
          ),
        ]
      : []),
    ...filtersOf(found, model).flatMap((one) => {
      const { filter, parameter } = one;
      if (!filter.values && !filter.bound && mayBeSeveral(one, model)) {
        const why = `a value may have in it what separates values`;
        const message = `${operationName(operation)}: "${parameter.name}" is not requested with a value of an item: ${why}`;
        return [{ kind: 'left-out', message, pointer: operation.pointer } satisfies Notice];
      }
      const values = filter.values || filter.bound ? [] : valuesIn(one, model);
      return values.length > MOST_VALUES
        ? [toNotice(`2 of ${values.length} values of "${parameter.name}" are requested`, values.slice(1, -1))]
        : [];
    }),
  ];
}

/**
 * Whether a value of an item may have in it what separates the values of a filter, so that a server would read several. No script encodes a comma in
 * a variable; pipes and spaces are percent-encoded in both places. https://spec.openapis.org/oas/v3.1.1.html#style-values
 */
export function mayBeSeveral({ parameter }: FilterParameter, model: ApiModel): boolean {
  const { explode, in: place, node, spelling } = parameter;
  const isRepeated = explode && (place === 'query' || place === 'cookie');
  if (isRepeated || spelling === 'json' || !statedTypes(model, node).has('array')) return false;
  const one = oneValueOf(model, node);
  const isText = [...statedTypes(model, one)].every((type) => type === 'string' || type === 'null');
  return (
    isText && !['format', 'enum', 'const', 'pattern'].some((keyword) => keywordOf(model, one, keyword) !== undefined)
  );
}

/** A value from an item of an earlier response. */
export function valueOfItem(
  { operation }: ListOperation,
  { parameter }: FilterParameter,
  as: ValueForm,
  model: ApiModel,
): ArgumentValue {
  return { kind: 'variable', name: variableOf(operation, parameter, as, model), initial: '' };
}

/** The variable that stores such a value. */
export function variableOf({ id }: Operation, { name }: Parameter, as: ValueForm, model: ApiModel): string {
  const words = [toSlug(id), toSlug(name), ...(as === 'whole' ? [] : [as])];
  return toVariableName(words.join('_').replaceAll('-', '_'), model);
}

/** Whether the parameter may be any text. If not, a part of a value may be invalid, and refused. */
export function takesAnyText({ parameter }: FilterParameter, model: ApiModel): boolean {
  const { minLength = 0, maxLength = 100 } = boundsOf(model, parameter.node);
  const isText = [...statedTypes(model, parameter.node)].every((type) => type === 'string' || type === 'null');
  const isLongEnough = minLength < 2 && maxLength >= NO_VALUE.length;
  return isText && isLongEnough && !NARROW.some((keyword) => keywordOf(model, parameter.node, keyword) !== undefined);
}

const NARROW = ['pattern', 'format', 'enum', 'const', 'anyOf', 'oneOf', 'not', 'if'];

/** A value that no item has, with an apostrophe, to detect SQL injection. */
export const NO_VALUE = "no-one's-value";
