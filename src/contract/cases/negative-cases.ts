import type { ApiModel, Cause, Method, Operation, Parameter } from '../../model/types.ts';
import { brokenTexts, unknownText } from '../../schema/broken.ts';
import { requiredArguments, withArgument, withoutVariables } from '../arguments.ts';
import { expectedRefusal, namesCause } from '../refusals.ts';
import { itemOf } from '../relations.ts';
import type { Case } from './case.ts';

/** What a server must refuse: ids that nothing has, values that break their constraints, parameters that are missing, methods. */
export function negativeCases(model: ApiModel): readonly Case[] {
  return [
    ...model.operations.flatMap((operation) => [
      ...unknownId(operation, model),
      ...operation.parameters.flatMap((parameter) => [
        ...brokenValues(operation, parameter, model),
        ...missingParameter(operation, parameter, model),
      ]),
    ]),
    ...undeclaredMethods(model),
  ];
}

function unknownId(operation: Operation, model: ApiModel): readonly Case[] {
  const item = itemOf(operation, model);
  const parameter = operation.parameters.find(
    (candidate) => candidate.in === 'path' && candidate.name === item?.parameter,
  );
  const text = parameter && unknownText(parameter.node, model);
  if (!parameter || text === undefined) return [];
  return [
    {
      name: `${operation.summary}: an unknown ${parameter.name}`,
      description: 'An id that nothing has is refused.',
      operation,
      arguments: withArgument(requiredArguments(operation, model), parameter, text),
      expected: expectedRefusal(operation, 'unknown-resource'),
    },
  ];
}

const CAUSES = {
  query: 'invalid-query-parameter',
  path: 'invalid-path-parameter',
} as const satisfies Partial<Record<Parameter['in'], Cause>>;

function brokenValues(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  if (parameter.spelling !== 'single' || (parameter.in !== 'query' && parameter.in !== 'path')) return [];
  const cause = CAUSES[parameter.in];
  const expected = expectedRefusal(operation, cause);
  const broken = brokenTexts(parameter.node, model);
  // Where no example names the cause, 400 may be for other things: many servers cap what is out of bounds.
  const certain = namesCause(operation, cause) ? broken : broken.filter(({ kind }) => kind === 'number');
  return certain.map(({ text, why }) => ({
    name: `${operation.summary}: ${parameter.name} ${why}`,
    description: `\`${parameter.name}=${text}\` is ${why}: refused.`,
    operation,
    arguments: withArgument(requiredArguments(operation, model), parameter, text),
    expected,
  }));
}

function missingParameter(operation: Operation, parameter: Parameter, model: ApiModel): readonly Case[] {
  if (parameter.in !== 'query' || !parameter.required) return [];
  return [
    {
      name: `${operation.summary}: ${parameter.name} missing`,
      description: `Without \`${parameter.name}\`, which is required, the request is refused.`,
      operation,
      arguments: requiredArguments(operation, model).filter(
        ({ name, in: place }) => place !== 'query' || name !== parameter.name,
      ),
      expected: expectedRefusal(operation, 'missing-query-parameter'),
    },
  ];
}

/** Tried on each path: the first of these that no operation of the path has. They write, so a live target never gets them. */
const METHODS: readonly Method[] = ['delete', 'put', 'patch', 'post'];

function undeclaredMethods(model: ApiModel): readonly Case[] {
  const paths = [...new Set(model.operations.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const operations = model.operations.filter((operation) => operation.path === path);
    const method = METHODS.find((candidate) => !operations.some((operation) => operation.method === candidate));
    const sibling = operations.find((operation) => operation.method === 'get') ?? operations[0];
    if (!method || !sibling) return [];
    const { list: _, body: __, ...operation } = { ...sibling, method };
    return [
      {
        name: `${method.toUpperCase()} ${path}`,
        // Without a token: whoever runs the collection by hand, against production, must not delete anything.
        description:
          'A method that the resource does not know is refused. It is sent without a token, so it cannot do harm.',
        credentials: { kind: 'none' as const },
        operation,
        arguments: withoutVariables(requiredArguments(sibling, model)),
        expected: expectedRefusal(operation, 'method-not-allowed'),
      },
    ];
  });
}
