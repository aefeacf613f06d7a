import { LIMITS } from '../../infer/conventions.ts';
import { chosenRequirement } from '../../model/chosen-security.ts';
import type { ApiModel, Cause, Method, Operation, Parameter } from '../../model/types.ts';
import type { Expected } from '../../rules/request.ts';
import { type BrokenText, brokenTexts, unknownId } from '../../schema/broken.ts';
import { statedTypes } from '../../schema/types-of.ts';
import { requiredArguments, toText, withArgument } from '../arguments.ts';
import { either, expectedRefusal, namesCause, toExpected, withCauses } from '../refusals.ts';
import { itemOf } from '../relations.ts';
import { bodyOf } from '../requests.ts';
import { brokenBodies } from './body-cases.ts';
import type { Case } from './case.ts';
import { methodCases } from './method-cases.ts';

/** What a server must refuse: ids that nothing has, values that break their constraints, what is missing, methods, bodies. */
export function negativeCases(model: ApiModel): readonly Case[] {
  const cases = [
    ...model.operations.flatMap((operation) => [
      ...unknownItem(operation, model),
      ...operation.parameters.flatMap((parameter) => [
        ...brokenValues(operation, parameter, model),
        ...missingParameter(operation, parameter, model),
        ...unknownCursor(operation, parameter, model),
      ]),
      ...brokenBodies(operation, model),
    ]),
    ...methodCases(model),
  ];
  return cases.map((made) => ({ ...made, expected: made.expected && withScope(made.expected, made.operation, model) }));
}

/**
 * A token is requested without a scope, so it may lack one that nothing needs that merely reads: then it is that which is refused
 * first.
 */
function withScope(expected: Expected, operation: Operation, model: ApiModel): Expected {
  const scopesOf = (one: Operation) => chosenRequirement(one)?.needs.flatMap(({ scopes }) => scopes) ?? [];
  const reading = new Set(model.operations.filter(({ method }) => method === 'get').flatMap(scopesOf));
  if (scopesOf(operation).every((scope) => reading.has(scope))) return expected;
  return either(expected, expectedRefusal(operation, 'insufficient-scope')) ?? expected;
}

/** Methods by which something that is not there cannot be met: PUT may make it. */
const MEETING: readonly Method[] = ['get', 'patch', 'delete'];

function unknownItem(operation: Operation, model: ApiModel): readonly Case[] {
  const [, name, below] = /\/\{([^{}]+)\}(\/[^{}]+)?$/.exec(operation.path) ?? [];
  const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  const expected = expectedRefusal(operation, 'unknown-resource');
  if (!parameter || !expected || !MEETING.includes(operation.method)) return [];
  const itemPath = operation.path.slice(0, operation.path.length - (below?.length ?? 0));
  if (below === undefined ? showsMany(operation, model) : !isOfItem(operation, itemPath, model)) return [];
  // Where a link leads to it from elsewhere, nobody can tell which ids there are.
  const isListed = model.operations.some(({ list, path }) => list && itemPath === `${path}/{${name}}`);
  if (!isListed && isLinked(operation, model)) return [];
  const sample = parameter.example === undefined ? undefined : toText(parameter.example);
  const id = unknownId(parameter.node, sample, model);
  if (!id) return [];
  const body = bodyOf(operation, model);
  // Nothing declares what the ids of an undeclared list are made of: one that is made up may be refused for its form.
  const isCertain = id.hasValidForm || itemOf(operation, model) !== undefined;
  return [
    {
      subject: 'details',
      name: `${operation.summary}: an unknown ${parameter.name}`,
      description: 'An id that nothing has is refused.',
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, id.text),
      ...(body && { body }),
      expected: isCertain ? expected : either(expected, malformed(operation)),
    },
  ];
}

/**
 * Whether what is read is of the item that is shown at a path, and a refusal names what is not there: that item, for nothing else
 * can be missing.
 */
function isOfItem(operation: Operation, itemPath: string, model: ApiModel): boolean {
  const isAlone = operation.parameters.filter((parameter) => parameter.in === 'path').length === 1;
  return (
    operation.method === 'get' &&
    isAlone &&
    namesCause(operation, 'unknown-resource') &&
    model.operations.some((one) => one.path === itemPath && itemOf(one, model) !== undefined)
  );
}

function isLinked({ id }: Operation, { operations }: ApiModel): boolean {
  return operations.some(({ links }) => links.some((link) => link.operation === id));
}

/** Whether the answer is an array: of what is not there, it would hold nothing. */
function showsMany({ responses }: Operation, model: ApiModel): boolean {
  const nodes = responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ media }) => media.map(({ node }) => node));
  return nodes.some((node) => node && statedTypes(model, node).has('array'));
}

/** How a value that cannot be read may be refused, by what is documented. */
function malformed({ responses }: Operation): Expected | undefined {
  const found = responses.filter(({ status }) => status === '400' || status === '422');
  return toExpected(found.map((response) => ({ status: Number(response.status), response })));
}

const CAUSES = {
  query: { invalid: 'invalid-query-parameter', missing: 'missing-query-parameter' },
  path: { invalid: 'invalid-path-parameter', missing: undefined },
  header: { invalid: 'invalid-header', missing: 'missing-header' },
  cookie: { invalid: undefined, missing: undefined },
} as const satisfies Record<Parameter['in'], Record<'invalid' | 'missing', Cause | undefined>>;

function brokenValues(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const cause = CAUSES[parameter.in].invalid;
  if (parameter.spelling !== 'single' || !cause) return [];
  const refused = expectedRefusal(operation, cause);
  if (!refused) return [];
  // What can be no id is an id that nothing has as well.
  const unknown = parameter.in === 'path' ? expectedRefusal(operation, 'unknown-resource') : undefined;
  const expected = either(refused, unknown);
  const isNamed = namesCause(operation, cause);
  return brokenTexts(parameter.node, model)
    .filter((broken) => isCertain(broken, operation, parameter, isNamed))
    .map(({ text, why }) => ({
      subject: 'parameters',
      name: `${operation.summary}: ${parameter.name} ${why}`,
      description: `\`${parameter.name}=${text}\` is ${why}: refused.`,
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, text),
      expected,
    }));
}

/**
 * Where nothing names the cause, 400 may be for other things: only what is no number at all is certain to be refused. A page that
 * is too long is cut by many servers, so that it is refused must be declared, with the list.
 */
function isCertain({ kind }: BrokenText, { list }: Operation, parameter: Parameter, isNamed: boolean): boolean {
  if (!isNamed) return kind === 'number';
  const isPageSize = list?.limit === parameter.name || LIMITS.has(parameter.name);
  return !isPageSize || kind !== 'too-high' || (list?.degree === 'declared' && list.beyondMaximum !== 'cut');
}

function missingParameter(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const { missing, invalid } = CAUSES[parameter.in];
  if (!parameter.required || !missing) return [];
  // Where only wrong values are named, the status is that for them; the code need not be.
  const asInvalid = namesCause(operation, invalid) ? expectedRefusal(operation, invalid) : undefined;
  const expected = expectedRefusal(operation, missing) ?? (asInvalid && withCauses(asInvalid, [missing]));
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: ${parameter.name} missing`,
      description: `Without \`${parameter.name}\`, which is required, the request is refused.`,
      operation,
      arguments: requiredArguments(operation, model).filter(
        ({ name, in: place }) => place !== parameter.in || name !== parameter.name,
      ),
      expected,
    },
  ];
}

/** Where to go on from is a cursor that the server gave: one that it never gave is refused, where a refusal names that cause. */
function unknownCursor(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  const { list } = operation;
  const isCursor = list?.paging?.kind === 'cursor' && list.paging.parameter === parameter.name;
  if (!isCursor || !namesCause(operation, 'invalid-cursor')) return [];
  return [
    {
      subject: 'parameters',
      name: `${operation.summary}: an unknown ${parameter.name}`,
      description: 'A cursor that no answer has given is refused.',
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, 'no-such-cursor'),
      expected: expectedRefusal(operation, 'invalid-cursor'),
    },
  ];
}
