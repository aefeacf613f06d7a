/** Reads parameters whose schema allows several types in each of them. */
import type { ApiModel } from '../model/types.ts';
import { type Parsed, parseArray, parseObject, type Styled, toPlain, withoutOpening } from './parse-parameter.ts';
import { allowedTypes, mayBeNull } from './schema-members.ts';
import { toValue } from './text-value.ts';

/**
 * The readings of a text where its schema allows several types, such as an array, an object or `null`: as each of them. What a matrix begins with depends on it,
 * since members of an exploded object have names of their own. https://spec.openapis.org/oas/v3.1.1.html#style-examples
 */
export function otherReadings(parameter: Styled, raw: string, model: ApiModel): readonly Parsed[] {
  const { schema } = parameter.node;
  // In OpenAPI 3.0, `null` is no type.
  const types = new Set([...allowedTypes(schema, model), ...(mayBeNull(schema, model) ? ['null'] : [])]);
  if (types.size < 2) return [];
  const plain = new Set([...types].filter((type) => type !== 'array' && type !== 'object'));
  const own = withoutOpening({ ...parameter, spelling: 'single' }, raw);
  const members = withoutOpening({ ...parameter, spelling: 'other' }, raw);
  const text = own === undefined || plain.size === 0 ? undefined : toPlain(parameter, own);
  return [
    ...(text === undefined ? [] : [{ kind: 'value', value: toValue(text, plain) } as const]),
    ...(types.has('array') && own !== undefined ? [parseArray({ ...parameter, spelling: 'single' }, own, model)] : []),
    ...(types.has('object') && members !== undefined
      ? [parseObject({ ...parameter, spelling: 'other' }, members, model)]
      : []),
  ];
}
