/** Requests with one parameter that is invalid or missing. */
import {
  BACKWARD,
  CURSOR_NAMES,
  LIMITS,
  LIMITS_BY_PROSE,
  OFFSETS,
  OFFSETS_BY_PROSE,
  PAGE_NAMES,
} from '../../infer/conventions.ts';
import { wirePath } from '../../model/path-template.ts';
import type { ApiModel, Cause, Operation, Parameter } from '../../model/types.ts';
import type { Expected } from '../../rules/request.ts';
import { type BrokenText, brokenTexts } from '../../schema/broken.ts';
import { enumOf } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';
import { requiredArguments, withArgument } from '../arguments.ts';
import { mayBeOther } from '../other-paths.ts';
import { either, expectedRefusal, namesCause, toExpected, undocumented, withCauses } from '../refusals.ts';
import type { Case } from './case.ts';

const CAUSES = {
  query: { invalid: 'invalid-query-parameter', missing: 'missing-query-parameter' },
  path: { invalid: 'invalid-path-parameter', missing: undefined },
  header: { invalid: 'invalid-header', missing: 'missing-header' },
  cookie: { invalid: undefined, missing: undefined },
} as const satisfies Record<Parameter['in'], Record<'invalid' | 'missing', Cause | undefined>>;

/**
 * Headers whose invalid values a server may ignore by HTTP: content negotiation, conditions, ranges, preferences, tracing.
 * https://www.rfc-editor.org/rfc/rfc9110#section-12.1, https://www.rfc-editor.org/rfc/rfc9110#section-13.1,
 * https://www.rfc-editor.org/rfc/rfc7240#section-2, https://www.w3.org/TR/trace-context/
 */
const MAY_BE_IGNORED =
  /^(accept-.*|if-.*|range|prefer|cache-control|pragma|traceparent|tracestate|baggage|user-agent|date|from|referer|te|expect|dnt|forwarded|x-forwarded-.*)$/i;

/** An invalid value of a parameter, for each constraint that it can violate. */
export function brokenValues(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const cause = CAUSES[parameter.in].invalid;
  if (parameter.spelling !== 'single' || !cause || tellsApart(operation, parameter)) return [];
  const isNamed = namesCause(operation, cause);
  const refused = orUnknown(expectedRefusal(operation, cause), operation, parameter, isNamed);
  if (!refused || (!isNamed && mayBeIgnored(parameter))) return [];
  const expected = parameter.in === 'path' ? either(refused, nothingThere(operation)) : refused;
  return brokenTexts(parameter.node, model)
    .filter((broken) => isCertain(broken, operation, parameter, { isNamed, model }))
    .filter(({ text }) => parameter.in !== 'path' || isOwnPath(text, operation, parameter, model))
    .map(({ text, why }) => ({
      subject: 'parameters',
      name: `${operation.summary}: ${parameter.name} ${why}`,
      description: `The value in \`${parameter.name}=${text}\` is ${why}, so the request is refused.`,
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, text),
      expected,
    }));
}

/**
 * Many descriptions have a session, a key or a signature as a parameter, and no security scheme. Who sends none, or a wrong one, is
 * unknown to the server: the documented 401 is right as well.
 */
function orUnknown(
  expected: Expected | undefined,
  { responses }: Operation,
  { in: place, name }: Parameter,
  isNamed: boolean,
): Expected | undefined {
  const response = responses.find(({ status }) => status === '401');
  const mayIdentify = place === 'header' || (place === 'query' && isIdentifying(name));
  if (!expected || !response || !mayIdentify || isNamed) return expected;
  return either(expected, toExpected([{ status: 401, response }]));
}

/** Whole words, so that a keyword or an author is none of them. Words run together end in what they are: `subscriptionkey`. */
const IDENTIFYING =
  /(^|[^a-z])([a-z]*auth|authenticat\w*|authoriz\w*|[a-z]*(token|secret|session)(s|id|key)?|[a-z]*key(s|id|v?\d+)?|sign(ature|ed\w*)?|sig|jwt|bearer|credentials?|pwd|passw(or)?d|passphrase|client[a-z]*|app_?id|user[a-z]*)([^a-z]|$)/;

function isIdentifying(name: string): boolean {
  return IDENTIFYING.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase());
}

/** A server may treat an invalid id as an unknown one, and a router need not know a path with it, even if no 404 is documented. */
function nothingThere(operation: Operation): Expected | undefined {
  return expectedRefusal(operation, 'unknown-resource') ?? toExpected([undocumented(404)]);
}

/**
 * Whether the server is certain to refuse a value. A documented 400 or 422 says that invalid values are refused. By JSON Schema, a
 * format need not be checked. Of a page or its size, many servers take another one, or say that there is none; of what is neither true nor
 * false, many frameworks make one of them. So there a response must name the cause. A page size that is too large is refused only in a
 * declared list.
 */
function isCertain(
  { kind }: BrokenText,
  { list }: Operation,
  parameter: Parameter,
  { isNamed, model }: { readonly isNamed: boolean; readonly model: ApiModel },
): boolean {
  const counts = mayCount(parameter, model);
  const isPageSize = list?.limit === parameter.name || (counts && LIMITS.has(parameter.name));
  if (!isNamed) return !READ_ANYHOW.has(kind) && !isPageSize && !(counts && isOfPage(parameter, list));
  return !isPageSize || kind !== 'too-high' || (list?.degree === 'declared' && list.beyondMaximum !== 'cut');
}

/** Whether a router can take a path with this value for nothing else. */
function isOwnPath(text: string, operation: Operation, { name }: Parameter, model: ApiModel): boolean {
  return !mayBeSplit(text, operation, name) && !mayBeOther(text, operation, name, model);
}

/** Whether a router may split a value that shares its segment: `1.5.json` of `{id}.{format}` is also `1` and `5.json`. */
function mayBeSplit(text: string, { path }: Operation, name: string): boolean {
  const segment = path.split('/').find((one) => one.includes(`{${name}}`));
  if (segment === undefined) return false;
  const between = segment.split(/\{[^{}]*\}/).slice(1, -1);
  return between.some((separator) => text.includes(separator));
}

/** Whether a value may be a number of items: the `size` of a photo is `small` or `large`. */
function mayCount({ node }: Parameter, model: ApiModel): boolean {
  return enumOf(model, node)?.every((value) => Number.isFinite(Number(value))) ?? true;
}

const READ_ANYHOW: ReadonlySet<BrokenText['kind']> = new Set(['format', 'boolean']);

const PAGES = [LIMITS_BY_PROSE, OFFSETS, OFFSETS_BY_PROSE, PAGE_NAMES, CURSOR_NAMES, BACKWARD];

/** Whether a parameter selects a page, as its list or its name says. */
function isOfPage({ in: place, name }: Parameter, list: Operation['list']): boolean {
  return place === 'query' && (list?.paging?.parameter === name || PAGES.some((names) => names.has(name)));
}

/** The request without a required parameter. One with a default is never missing, nor an object in several: it can be empty. */
export function missingParameter(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const { missing, invalid } = CAUSES[parameter.in];
  if (!parameter.required || !missing || whyNeverMissing(operation, parameter, model) !== undefined) return [];
  // If the description names only invalid values, a missing one has the same status, but maybe another error code.
  const asInvalid = namesCause(operation, invalid) ? expectedRefusal(operation, invalid) : undefined;
  const expected = namesCause(operation, missing)
    ? expectedRefusal(operation, missing)
    : asInvalid
      ? withCauses(asInvalid, [missing])
      : orUnknown(expectedRefusal(operation, missing), operation, parameter, false);
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: ${parameter.name} missing`,
      description: `The required parameter \`${parameter.name}\` is missing, so the request is refused.`,
      operation,
      // An object in rows has none of its own name.
      arguments: requiredArguments(operation, model, 'listed', new Set([`${parameter.in} ${parameter.name}`])),
      expected,
    },
  ];
}

/** Why no request is without a required parameter, although a refusal for that is documented. `undefined`: there is one, or no refusal. */
export function whyNeverMissing(operation: Operation, parameter: Parameter, model: ApiModel): string | undefined {
  const { missing, invalid } = CAUSES[parameter.in];
  const causes = [missing, invalid].filter((cause) => cause !== undefined);
  if (!parameter.required || !missing || !expectedRefusal(operation, ...causes)) return undefined;
  if (tellsApart(operation, parameter)) return 'the path without it may be that of another operation';
  if (parameter.spelling === 'free-form' || parameter.spelling === 'deep-object')
    return 'an object in several parameters may be empty';
  if (keywordOf(model, parameter.node, 'default') !== undefined) return 'it has a default';
  if (causes.some((cause) => namesCause(operation, cause))) return undefined;
  return mayBeIgnored(parameter) ? 'HTTP lets a server do without it' : undefined;
}

/** Whether a request without the parameter may be one of another operation, at the same path. */
function tellsApart({ path }: Operation, { in: place, required }: Parameter): boolean {
  return required && place !== 'path' && path !== wirePath(path);
}

function mayBeIgnored({ in: place, name }: Parameter): boolean {
  return place === 'header' && MAY_BE_IGNORED.test(name);
}
