/** A parameter of style `deepObject` is sent as one parameter for each member: `page[size]=10&page[number]=2`. `x-list` can name these. */
import { isRecord, type Json } from '../core/json.ts';
import { type Member, membersOf } from '../schema/members.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { textOf } from '../schema/walk.ts';
import { child, type Node, type Reading } from './reading.ts';
import type { Parameter } from './types.ts';

/**
 * The parameters, with each `deepObject` of which `x-list` names a member taken apart. What is sent is the same. Not with an array or an
 * object in it, for which the style defines nothing: https://spec.openapis.org/oas/v3.1.1.html#style-values
 */
export function withDeepMembers(
  { schemas }: Reading,
  operation: Node,
  parameters: readonly Parameter[],
): readonly Parameter[] {
  const named = namesIn(child(operation, 'x-list')?.value);
  return parameters.flatMap((parameter) => {
    const isNamed = named.some((name) => name.startsWith(`${parameter.name}[`));
    if (parameter.spelling !== 'deep-object' || !isNamed) return [parameter];
    const members = membersOf(schemas, parameter.node);
    const isPlain = members.every(({ schema }) => scalarOrNull(schemas, schema) !== undefined);
    return isPlain && members.length > 0
      ? members.map((member) => toParameter(parameter, member, textOf(schemas, member.schema, 'description')))
      : [parameter];
  });
}

function toParameter(
  { name, required, description, example, ...whole }: Parameter,
  member: Member,
  own: string,
): Parameter {
  const found = isRecord(example) ? (example[member.name] as Json | undefined) : undefined;
  return {
    ...whole,
    name: `${name}[${member.name}]`,
    // A member that is required is sent where the object is.
    required: required && member.required,
    description: own || description,
    node: member.schema,
    ...(found !== undefined && { example: found }),
    spelling: 'single',
    style: 'form',
    explode: true,
  };
}

/** All texts in a value. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return isRecord(value) ? Object.values(value).flatMap(namesIn) : [];
}
