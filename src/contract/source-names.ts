/** The variables of sources: each source has its own, or a request would get the value of another one. */
import { once } from '../core/once.ts';
import { toSlug } from '../core/words.ts';
import { stemOf } from '../model/paths-below.ts';
import type { ApiModel } from '../model/types.ts';
import { usedSources } from './chosen-sources.ts';
import { createdItems } from './created.ts';
import type { Source } from './sources.ts';
import { isReserved, toVariableName } from './variable-names.ts';

/** The variable of a source; `undefined` if no request uses its value. */
export function sourceVariable(source: Source, model: ApiModel): string | undefined {
  return namesOf(model).get(keyOf(source));
}

/** Whether a source has this variable. */
export function isOfSource(variable: string, model: ApiModel): boolean {
  return variablesOf(model).has(variable);
}

/**
 * Whether the output of a use case can have a variable. Other requests may use its value only if it is the member that they need: what an
 * output is called does not say what it means.
 */
export function isFreeFor(
  variable: string,
  { operation, body }: { readonly operation: string; readonly body: string },
  model: ApiModel,
): boolean {
  if (variablesOf(model).has(variable)) {
    return usedSources(model).some(
      (source) =>
        sourceVariable(source, model) === variable && source.operation.id === operation && source.body === body,
    );
  }
  return !parameterVariables(model).has(variable);
}

/** The variables of path parameters without a source, and others that a person may fill. */
const parameterVariables = once(
  (model: ApiModel): ReadonlySet<string> =>
    new Set([...pathsByParameter(model).keys()].map((name) => toVariableName(name, model))),
);

/** The variables of sources and of created items. A parameter without a source has none of them. */
const variablesOf = once(
  (model: ApiModel): ReadonlySet<string> =>
    new Set([...namesOf(model).values(), ...createdItems(model).map(({ variable }) => variable)]),
);

/** One member of one response has one variable for each name of a parameter. */
function keyOf({ operation, body, parameter }: Source): string {
  return JSON.stringify([operation.method, operation.path, body, parameter]);
}

/** The shortest name of each source that no other has. All that would share a name get a longer one, so that their order does not matter. */
const namesOf = once((model: ApiModel): ReadonlyMap<string, string> => {
  const taken = new Set(createdItems(model).map(({ variable }) => variable));
  const sources = [...new Map(usedSources(model).map((source) => [keyOf(source), source])).values()];
  const names = new Map(sources.map((source) => [keyOf(source), namesFor(source, model)]));
  for (;;) {
    const users = new Map<string, string[]>();
    for (const [key, [name = '']] of names) users.set(name, [...(users.get(name) ?? []), key]);
    const clashing = [...users].flatMap(([name, keys]) => (keys.length > 1 || taken.has(name) ? keys : []));
    if (clashing.length === 0) break;
    for (const key of clashing) names.set(key, names.get(key)?.slice(1) ?? []);
  }
  return new Map([...names].map(([key, [name = '']]) => [key, name]));
});

/** The names that a source can have, the shortest first. The last is of no other source. */
function namesFor(source: Source, model: ApiModel): readonly string[] {
  const { operation, body, parameter } = source;
  const toName = (...parts: readonly string[]) => parts.map(toSlug).join('-').replaceAll('-', '_');
  const longer = [
    toName(operation.path, parameter),
    toName(operation.path, body, parameter),
    toName(operation.method, operation.path, body, parameter),
    toVariableName(keyOf(source), model),
  ].filter((name) => !isReserved(name, model));
  return isTaken(source, model) ? longer : [parameter, ...longer];
}

/** Whether the name of a parameter is that of one of another path, or of a credential. */
function isTaken({ parameter: name, path: itemPath }: Source, model: ApiModel): boolean {
  const isElsewhere = pathsByParameter(model)
    .get(name)
    ?.some((path) => path !== itemPath && !path.startsWith(`${stemOf(itemPath)}/`));
  return isElsewhere === true || isReserved(name, model);
}

/** The paths that have a path parameter of a name. */
const pathsByParameter = once(({ operations }: ApiModel) => {
  const found = new Map<string, string[]>();
  for (const { path, parameters } of operations) {
    for (const { in: place, name } of parameters) {
      if (place !== 'path') continue;
      const paths = found.get(name);
      if (paths) paths.push(path);
      else found.set(name, [path]);
    }
  }
  return found;
});
