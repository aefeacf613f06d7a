import { knownNumber } from '../core/digits.ts';
import { assertNever } from '../core/errors.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { type Refused, refuse } from './reply.ts';
import type { PathValues } from './routes.ts';
import { allowedTypes, elementSchema } from './schema-members.ts';
import type { Incoming } from './security.ts';
import type { Accepts } from './validators.ts';

export interface ParameterCheck {
  readonly operation: Operation;
  readonly values: PathValues;
  readonly incoming: Incoming;
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

/** Check the parameters of a request: headers first, then the path, then the query. */
export function checkParameters(check: ParameterCheck): Refused | undefined {
  for (const place of ['header', 'path', 'query'] as const) {
    for (const parameter of check.operation.parameters) {
      if (parameter.in !== place) continue;
      const refused = checkParameter(parameter, check);
      if (refused) return refused;
    }
  }
  return checkUnknown(check);
}

/** Refuse undeclared query parameters, where the description says so. An API key is not one. */
function checkUnknown({ operation, incoming, model }: ParameterCheck): Refused | undefined {
  if (operation.oddParameters?.unknown !== 'refused') return undefined;
  const keys = model.securitySchemes.flatMap((scheme) => (scheme.kind === 'api-key' ? [scheme.parameter] : []));
  const known = new Set([...operation.parameters.map(({ name }) => name), ...keys]);
  const unknown = [...incoming.query.keys()].find((name) => !known.has(name));
  return unknown === undefined
    ? undefined
    : refuse('invalid-query-parameter', `there is no query parameter "${unknown}"`);
}

function checkParameter(parameter: Parameter, check: ParameterCheck): Refused | undefined {
  // Objects in several parameters are not checked: an empty one is none.
  if (parameter.spelling === 'free-form' || parameter.spelling === 'deep-object') return undefined;
  const texts = textsOf(parameter, check);
  if (texts === undefined) return invalid(parameter, 'its percent-encoding is broken');
  if (texts.length === 0) return parameter.required ? missing(parameter) : undefined;
  if (parameter.spelling === 'other') return undefined;
  if (parameter.spelling === 'json') return checkJson(parameter, texts, check.accepts);
  if (texts.length > 1 && !mayRepeat(parameter, check)) return invalid(parameter, 'it is given more than once');
  const types = allowedTypes(parameter.node.schema, check.model);
  const readings = types.has('array')
    ? [toArray(texts, parameter, check.model)]
    : texts.map((text) => toValue(text, types));
  const wrong = readings.some((value) => !check.accepts(parameter.node, value));
  return wrong ? invalid(parameter, `${JSON.stringify(texts.join(', '))} does not match its schema`) : undefined;
}

function checkJson(parameter: Parameter, texts: readonly string[], accepts: Accepts): Refused | undefined {
  const value = jsonIn(texts.join(','));
  if (value === undefined) return invalid(parameter, 'it is not JSON');
  return accepts(parameter.node, value) ? undefined : invalid(parameter, 'it does not match its schema');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The texts given for a parameter; `undefined` where one cannot be read. */
function textsOf(parameter: Parameter, { values, incoming }: ParameterCheck): readonly string[] | undefined {
  switch (parameter.in) {
    case 'query':
      return incoming.query.getAll(parameter.name);
    case 'header': {
      const text = incoming.headers.get(parameter.name);
      return text === null ? [] : [text];
    }
    case 'path': {
      const text = values.get(parameter.name);
      return text === undefined ? undefined : [text];
    }
    case 'cookie':
      return [];
    default:
      return assertNever(parameter.in);
  }
}

/** A filter may repeat, since all filters must hold. Another parameter may repeat only if it is an array. */
function mayRepeat(parameter: Parameter, { operation, model }: ParameterCheck): boolean {
  const isFilter = operation.list?.filters.some((filter) => filter.parameter === parameter.name) === true;
  return isFilter || allowedTypes(parameter.node.schema, model).has('array');
}

/** `a,b` and `x=a&x=b` are the same array. https://spec.openapis.org/oas/v3.1.1.html#style-examples */
function toArray(texts: readonly string[], parameter: Parameter, model: ApiModel): unknown[] {
  const types = allowedTypes(elementSchema(parameter.node.schema, model), model);
  return texts.flatMap((text) => text.split(parameter.separator ?? ',')).map((text) => toValue(text, types));
}

/**
 * The value of a text, as one of the types. An integer has decimal digits only. `1e3`, ` 5` and `0x1` stay texts, which the
 * schema then rejects; `Number` would accept them.
 */
export function toValue(text: string, types: ReadonlySet<string>): unknown {
  if (types.has('integer') && /^-?\d+$/.test(text)) return knownNumber(text);
  if (types.has('number') && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return knownNumber(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === 'null') return null;
  return text;
}

function missing({ in: place, name }: Parameter): Refused {
  if (place === 'query') return refuse('missing-query-parameter', `the query parameter "${name}" is missing`);
  return refuse('missing-header', `the header "${name}" is missing`);
}

function invalid({ in: place, name }: Parameter, why: string): Refused {
  const message = `the ${place} parameter "${name}" is not valid: ${why}`;
  if (place === 'query') return refuse('invalid-query-parameter', message);
  if (place === 'path') return refuse('invalid-path-parameter', message);
  return refuse('invalid-header', message);
}
