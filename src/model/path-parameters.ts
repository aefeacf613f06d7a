/** Whether the path parameters of an operation are those of its path template, and what is read where they are not. */
import { toPointer } from '../core/pointer.ts';
import { toList } from '../core/words.ts';
import type { OperationNode } from './read-path-items.ts';
import { type Node, notice, type Reading, report } from './reading.ts';
import type { Parameter } from './types.ts';

/** The names of the template without a parameter, and the path parameters without a place in it. */
interface Misfits {
  readonly undescribed: readonly string[];
  readonly unplaced: readonly Parameter[];
}

/**
 * The parameters, with those of the path as its template has them. "Each template expression in the path MUST correspond to a path
 * parameter": one that has none is read as a text, and a path parameter without a place is not sent, with a notice each.
 *
 * https://spec.openapis.org/oas/v3.1.1.html#path-templating
 */
export function toPathParameters(
  reading: Reading,
  parameters: readonly Parameter[],
  at: Pick<OperationNode, 'path' | 'braces'>,
  operation: Node,
): readonly Parameter[] {
  const segments = at.path.split('/').filter((segment) => /[^.]/.test(segment.replace(/\{[^{}]*\}/g, '')));
  return asInTemplate(reading, parameters, at, operation).map((parameter) => {
    const isBeside = parameter.in === 'path' && segments.some((segment) => segment.includes(`{${parameter.name}}`));
    return isBeside ? { ...parameter, besideText: true } : parameter;
  });
}

function asInTemplate(
  reading: Reading,
  parameters: readonly Parameter[],
  { path, braces }: Pick<OperationNode, 'path' | 'braces'>,
  operation: Node,
): readonly Parameter[] {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const unplaced = inPath.filter(({ name }) => !braces.includes(name));
  const undescribed = [...new Set(braces)].filter((brace) => inPath.every(({ name }) => name !== brace));
  if (undescribed.length === 0 && unplaced.length === 0) return parameters;
  if (reading.strict) {
    refuse(reading, path, { undescribed, unplaced }, operation);
    return parameters;
  }
  // A parameter that cannot be read may be the one that is missing. The operation is left out.
  if (reading.findings.length > 0) return parameters;
  const meant = alike({ undescribed, unplaced });
  const placed = parameters.flatMap((parameter): readonly Parameter[] => {
    if (!unplaced.includes(parameter)) return [parameter];
    const name = meant.get(parameter);
    const is = `"${path}" does not contain its path parameter "${parameter.name}"`;
    const becomes = name === undefined ? 'it is not sent' : `it is read as {${name}}`;
    notice(reading, 'note', operation.path, `${is}: ${becomes}`);
    return name === undefined ? [] : [{ ...parameter, name, ...styleIn(name, parameter) }];
  });
  const spelled = new Set(meant.values());
  const missing = undescribed.filter((name) => !spelled.has(name));
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'it is' : 'they are';
    const message = `"${path}" contains ${toList(missing.map((name) => `{${name}}`))}, which no parameter describes: ${are} read as text`;
    notice(reading, 'note', operation.path, message);
  }
  return [...placed, ...missing.map((name) => asText(name, operation))];
}

function refuse(reading: Reading, path: string, { undescribed, unplaced }: Misfits, { path: at }: Node): void {
  for (const name of undescribed) {
    const hint = 'Describe it under `parameters`, with `in: path`.';
    const message = `"${path}" has a parameter "${name}" that is not described`;
    report(reading, 'path/undeclared-parameter', at, message, hint);
  }
  for (const { name } of unplaced) {
    const message = `"${path}" does not contain its path parameter "${name}"`;
    report(reading, 'path/unknown-parameter', at, message, `Write it into the path as \`{${name}}\`.`);
  }
}

/**
 * By a parameter without a place: the name of the template that differs only in the case of letters and in signs, or that has a pattern after
 * it, as frameworks write it (`{id:[0-9]+}`), if there is one.
 */
function alike({ undescribed, unplaced }: Misfits): ReadonlyMap<Parameter, string> {
  const same = (name: string) => (other: string) =>
    plain(other) === plain(name) || plain(other.replace(/:.*$/s, '')) === plain(name);
  const found = new Map<Parameter, string>();
  for (const parameter of unplaced) {
    const [name, ...more] = undescribed.filter(same(parameter.name));
    const others = unplaced.map((one) => one.name).filter(same(parameter.name));
    if (name !== undefined && more.length === 0 && others.length === 1) found.set(parameter, name);
  }
  return found;
}

/** The style by which RFC 6570 spells `{;name}`, `{.name}` and `{name*}`, where no other is stated: https://www.rfc-editor.org/rfc/rfc6570#section-2.2 */
function styleIn(name: string, { style, explode }: Parameter): Pick<Parameter, 'style' | 'explode'> {
  const operators: Partial<Record<string, Parameter['style']>> = { ';': 'matrix', '.': 'label' };
  return {
    style: style === 'simple' ? (operators[name.charAt(0)] ?? style) : style,
    explode: explode || name.endsWith('*'),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || name;
}

function asText(name: string, { path }: Node): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    description: '',
    node: { schema: { type: 'string' }, pointer: toPointer(path) },
    spelling: 'single',
    style: 'simple',
    explode: false,
  };
}
