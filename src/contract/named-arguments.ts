/** The parameters of a request that belongs to a named example of a response. https://spec.openapis.org/oas/v3.1.1.html#example-object */
import type { ApiModel } from '../model/types.ts';
import type { Argument, ContractRequest } from '../rules/request.ts';
import { exampleArguments } from './arguments.ts';

/** The arguments of a request with the examples of a name; `undefined` if no parameter has another one of that name. */
export function argumentsNamed(
  { operation, arguments: given }: Pick<ContractRequest, 'operation' | 'arguments'>,
  name: string,
  model: ApiModel,
): readonly Argument[] | undefined {
  let all = given;
  for (const parameter of operation.parameters) {
    const example = parameter.namedExamples?.get(name);
    if (example === undefined) continue;
    const places = new Set([parameter.name, ...exampleArguments(parameter, model).map((argument) => argument.name)]);
    const isOwn = (argument: Argument) => argument.in === parameter.in && places.has(argument.name);
    const at = all.findIndex(isOwn);
    const others = all.filter((argument) => !isOwn(argument));
    const own = exampleArguments({ ...parameter, example }, model);
    all = others.toSpliced(at < 0 ? others.length : at, 0, ...own);
  }
  return JSON.stringify(all) === JSON.stringify(given) ? undefined : all;
}
