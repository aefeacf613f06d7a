/** Where the path parameters of a request get their values: an item that a list shows, or one that an earlier request created. */
import { once } from '../core/once.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { type Created, createdItems } from './created.ts';
import { handedOn } from './relations.ts';
import { isSourceOf, type Source } from './sources.ts';

/** The source of a path parameter. */
export interface ChosenSource {
  /** The operation whose response has the value. */
  readonly operation: Operation;
  readonly variable: string;
  readonly isCreated: boolean;
  /** Whether what it names need not be there yet. */
  readonly isPending: boolean;
}

interface Known {
  readonly parameter: Parameter;
  readonly listed: ChosenSource | undefined;
  readonly created: ChosenSource | undefined;
}

/**
 * The sources of the path parameters of an operation, all of the same kind, because a created order does not have the lines of a
 * listed one. The other kind only if not every parameter has the wanted one.
 */
export function chosenSources(
  operation: Operation,
  model: ApiModel,
  wanted: 'listed' | 'created',
): ReadonlyMap<Parameter, ChosenSource> {
  const other = wanted === 'listed' ? 'created' : 'listed';
  const known = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .map((parameter) => toKnown(parameter, operation, model));
  const kind = known.every((one) => one[wanted] || !one[other]) ? wanted : other;
  return new Map(
    known.flatMap(({ parameter, ...sources }) => {
      const source = sources[kind] ?? sources[kind === 'listed' ? 'created' : 'listed'];
      return source ? [[parameter, source] as const] : [];
    }),
  );
}

function toKnown(parameter: Parameter, operation: Operation, model: ApiModel): Known {
  const listed = listedSources(model)
    .get(parameter.name)
    ?.find((source) => source.operation !== operation && isSourceOf(source, parameter, operation));
  const created = createdByParameter(model)
    .get(parameter.name)
    ?.find((one) => isCreatedFor(one, parameter, operation));
  const toChosen = ({ operation: source, variable }: Source | Created, isCreated: boolean): ChosenSource => {
    const isPending =
      (isCreated && !promisesLocation(source)) || mayAccept(source) || acceptedVariables(model).has(variable);
    return { operation: source, variable, isCreated, isPending };
  };
  return {
    parameter,
    listed: listed && toChosen(listed, false),
    created: created && toChosen(created, true),
  };
}

/** What was accepted may be done later, or never. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3 */
function mayAccept({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === '202');
}

/**
 * Whether a created resource has a documented URL. Without one, a member of the body seems to name it, but nothing says that this is its
 * path. https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2
 */
function promisesLocation({ responses }: Operation): boolean {
  const made = responses.filter(({ status }) => status === '201');
  return made.some(({ headers }) => headers.some(({ name }) => name.toLowerCase() === 'location'));
}

/** Whether a parameter names a created item: in its path, or in one that continues it. */
function isCreatedFor({ operation, path, parameter }: Created, { name }: Parameter, user: Operation): boolean {
  const isBelow = user.path === path || (user.path.startsWith(path) && /^[/:]/.test(user.path.slice(path.length)));
  return operation !== user && parameter === name && isBelow;
}

/** The values that responses hand on, by the parameter that gets them. */
const listedSources = once((model: ApiModel) =>
  byParameter<Source>(model.operations.flatMap((operation) => handedOn(operation, model))),
);

const createdByParameter = once((model: ApiModel) => byParameter<Created>(createdItems(model)));

/** Variables that get a value from a response that accepts something. One may get its value from several operations. */
const acceptedVariables = once((model: ApiModel): ReadonlySet<string> => {
  const sources = [...listedSources(model).values()].flat().filter(({ operation }) => mayAccept(operation));
  return new Set(sources.map(({ variable }) => variable));
});

function byParameter<One extends { readonly parameter: string }>(
  all: readonly One[],
): ReadonlyMap<string, readonly One[]> {
  const found = new Map<string, One[]>();
  for (const one of all) {
    const same = found.get(one.parameter);
    if (same) same.push(one);
    else found.set(one.parameter, [one]);
  }
  return found;
}
