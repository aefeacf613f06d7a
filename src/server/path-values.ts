/** The values of path parameters without the spelling of their styles: `5` of `;id=5`, and `["a","b"]` of `a,b`. */
import { exactJson } from '../core/digits.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { parseText } from './parse-parameter.ts';
import type { PathValues, RawValues } from './routes.ts';
import { allowedTypes } from './schema-members.ts';

/** As texts. A value whose spelling is wrong stays as it is. */
export function plainValues(operation: Operation, values: PathValues, raw: RawValues, model: ApiModel): PathValues {
  const spelled = operation.parameters.filter((parameter) => parameter.in === 'path' && isSpelled(parameter, model));
  if (spelled.length === 0) return values;
  const plain = spelled.flatMap((parameter): [string, string][] => {
    const parsed = parseText(parameter, raw.get(parameter.name) ?? '', model);
    if (parsed.kind !== 'value') return [];
    return [[parameter.name, typeof parsed.value === 'string' ? parsed.value : exactJson(parsed.value)]];
  });
  return new Map([...values, ...plain]);
}

function isSpelled({ style, node }: Parameter, model: ApiModel): boolean {
  const types = allowedTypes(node.schema, model);
  return style !== 'simple' || types.has('array') || types.has('object');
}
