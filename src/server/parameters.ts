import { assertNever } from '../core/errors.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { mergedReadings } from './merged-readings.ts';
import { otherReadings } from './other-readings.ts';
import { valueOfPairs } from './parse-form.ts';
import { pairsOf, parsePairs, type RawPairs } from './parse-pairs.ts';
import { type Parsed, parseText, toPlain } from './parse-parameter.ts';
import { readJson } from './read-json.ts';
import { type Refused, refuse } from './reply.ts';
import type { RawValues } from './routes.ts';
import { allowedTypes, memberNames } from './schema-members.ts';
import type { Incoming } from './security.ts';
import type { Accepts } from './validators.ts';

export interface ParameterCheck {
  readonly operation: Operation;
  readonly raw: RawValues;
  readonly incoming: Incoming;
  readonly model: ApiModel;
  readonly accepts: Accepts;
}

/** Check the parameters of a request: headers first, then cookies, the path, and the query. */
export function checkParameters(check: ParameterCheck): Refused | undefined {
  for (const place of ['header', 'cookie', 'path', 'query'] as const) {
    for (const parameter of check.operation.parameters) {
      if (parameter.in !== place) continue;
      const refused = checkParameter(parameter, check);
      if (refused) return refused;
    }
  }
  return checkUnknown(check);
}

/** How well a request fits an operation: by its required parameters, which tell operations at one path apart. */
export function fitOf(check: ParameterCheck): number {
  const own = check.operation.parameters.filter(({ required }) => required);
  return own.reduce((sum, parameter) => sum + (checkParameter(parameter, check) ? -1 : 1), 0);
}

/** Refuse undeclared query parameters, where the description says so. An API key is not one. */
function checkUnknown({ operation, incoming, model }: ParameterCheck): Refused | undefined {
  if (operation.oddParameters?.unknown !== 'refused') return undefined;
  const keys = model.securitySchemes.flatMap((scheme) => (scheme.kind === 'api-key' ? [scheme.parameter] : []));
  const known = new Set([...operation.parameters.map(({ name }) => name), ...keys]);
  const members = operation.parameters.flatMap(({ spelling, node }) =>
    spelling === 'free-form' ? memberNames(node.schema, model) : [],
  );
  const unknown = [...incoming.query.keys()].find((name) => {
    const [stem = ''] = name.split('[');
    const isDeep = operation.parameters.some((one) => one.spelling === 'deep-object' && one.name === stem);
    return !known.has(name) && !isDeep && !members.includes(name);
  });
  return unknown === undefined
    ? undefined
    : refuse('invalid-query-parameter', `there is no query parameter "${unknown}"`);
}

function checkParameter(parameter: Parameter, check: ParameterCheck): Refused | undefined {
  const { accepts, model } = check;
  const raws = rawsOf(parameter, check);
  const readings = parameter.spelling === 'json' ? [parseJson(raws)] : readingsOf(parameter, raws, check);
  if (readings.every(({ kind }) => kind === 'missing'))
    return parameter.required && !isNothing(parameter, accepts) ? missing(parameter) : undefined;
  if (readings.some((one) => one.kind === 'value' && accepts(parameter.node, one.value))) return undefined;
  const [raw, ...more] = raws;
  if (raw !== undefined && more.length === 0) {
    const isRight = (value: unknown) => accepts(parameter.node, value);
    const others = otherReadings(parameter, raw, model);
    if (others.some((one) => one.kind === 'value' && isRight(one.value))) return undefined;
    if (mergedReadings(parameter, raw, model).some(isRight)) return undefined;
  }
  const [first] = readings;
  return invalid(
    parameter,
    first?.kind === 'wrong' ? first.why : `${JSON.stringify(raws.join(', '))} does not match its schema`,
  );
}

/** Whether an object in rows may be empty, which is no row. */
function isNothing({ spelling, node }: Parameter, accepts: Accepts): boolean {
  return (spelling === 'free-form' || spelling === 'deep-object') && accepts(node, {});
}

/** The value of a parameter. A filter may repeat, since all filters must hold, and each is a value. */
function readingsOf(parameter: Parameter, raws: readonly string[], check: ParameterCheck): readonly Parsed[] {
  const { operation, model } = check;
  const [first = ''] = raws;
  switch (parameter.in) {
    case 'header':
    case 'path':
      return raws.length === 0 ? [{ kind: 'missing' }] : [parseText(parameter, first, model)];
    case 'query':
    case 'cookie': {
      const isFilter = operation.list?.filters.some((filter) => filter.parameter === parameter.name) === true;
      const isArray = allowedTypes(parameter.node.schema, model).has('array');
      if (isFilter && !isArray && raws.length > 1) return eachOf(parameter, raws, check);
      if (parameter.form) return [parseForm(parameter, pairsOfPlace(parameter, check), check)];
      return [parsePairs(parameter, pairsOfPlace(parameter, check), otherNames(parameter, check), model)];
    }
    default:
      return assertNever(parameter.in);
  }
}

/** A query string as a whole. https://spec.openapis.org/oas/v3.2.0.html#parameter-locations */
function parseForm(parameter: Parameter, all: RawPairs, check: ParameterCheck): Parsed {
  const others = otherNames(parameter, check);
  const pairs = all.filter(([name]) => !others.has(name));
  if (pairs.length === 0) return { kind: 'missing' };
  const { form: encoding, node } = parameter;
  return {
    kind: 'value',
    value: valueOfPairs(pairs, { node, ...(encoding && { encoding }) }, check.model, check.accepts),
  };
}

/** All readings if one is refused, which refuses the request; else the first. */
function eachOf(parameter: Parameter, raws: readonly string[], { accepts, model }: ParameterCheck): readonly Parsed[] {
  const each = raws.map((raw) => parseText(parameter, raw, model));
  const refused = each.find((one) => one.kind !== 'value' || !accepts(parameter.node, one.value));
  return [refused ?? each[0] ?? { kind: 'missing' }];
}

/** A text of JSON. https://spec.openapis.org/oas/v3.1.1.html#fixed-fields-and-considerations-for-use-with-content */
function parseJson(raws: readonly string[]): Parsed {
  const [raw, ...more] = raws;
  if (raw === undefined) return { kind: 'missing' };
  if (more.length > 0) return { kind: 'wrong', why: 'it is given more than once' };
  for (const text of [toPlain({ in: 'query' }, raw), raw]) {
    const value = readJson(text ?? '');
    if (value !== undefined) return { kind: 'value', value };
  }
  return { kind: 'wrong', why: 'it is not JSON' };
}

/** The raw texts under the name of a parameter. */
function rawsOf(parameter: Parameter, check: ParameterCheck): readonly string[] {
  switch (parameter.in) {
    case 'query':
    case 'cookie':
      return pairsOfPlace(parameter, check).flatMap(([name, raw]) => (name === parameter.name ? [raw] : []));
    case 'header':
      return check.incoming.headers.get(parameter.name) === null
        ? []
        : [check.incoming.headers.get(parameter.name) ?? ''];
    case 'path': {
      const raw = check.raw.get(parameter.name);
      return raw === undefined ? [] : [raw];
    }
    default:
      return assertNever(parameter.in);
  }
}

function pairsOfPlace({ in: place }: Parameter, { incoming }: ParameterCheck): RawPairs {
  if (place === 'cookie') return pairsOf(incoming.headers.get('cookie') ?? '', /;\s*/);
  return pairsOf(/\?(.*)$/s.exec(incoming.target)?.[1] ?? '');
}

/** The names of other parameters of its place, and of API keys. */
function otherNames(parameter: Parameter, { operation, model }: ParameterCheck): ReadonlySet<string> {
  const others = operation.parameters.filter((one) => one !== parameter && one.in === parameter.in);
  const keys = model.securitySchemes.flatMap((scheme) => (scheme.kind === 'api-key' ? [scheme.parameter] : []));
  return new Set([...others.map(({ name }) => name), ...keys]);
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
