/**
 * What must hold besides the use cases: one request for each. A case is made only where the description gives what it needs,
 * and a refusal is asked for only where it is documented.
 */
import { assertNever } from '../core/errors.ts';
import { toSlug } from '../core/words.ts';
import type { ApiModel, Cause, Operation, Parameter, SecurityScheme } from '../model/types.ts';
import type { Argument, ContractRequest, Credentials, Expected } from '../rules/request.ts';
import { brokenTexts } from '../schema/broken.ts';
import { exampleText, requiredArguments, text, toArgument, withArgument } from './arguments.ts';
import { inferredCases } from './inferred-cases.ts';
import { toListQuery } from './list-query.ts';
import { expectedRefusal, expectedSuccess } from './refusals.ts';
import { itemOf, type ListOperation, listOperations } from './relations.ts';

interface Case {
  readonly name: string;
  readonly description: string;
  readonly operation: Operation;
  readonly arguments?: readonly Argument[];
  readonly credentials?: Credentials;
  readonly expected: Expected | undefined;
  readonly empty?: boolean;
}

export function contractRequests(model: ApiModel): readonly ContractRequest[] {
  const cases: readonly Case[] = [
    ...securityCases(model),
    ...itemCases(model),
    ...listOperations(model).flatMap((list) => listCases(list, model)),
    ...inferredCases(model),
  ];
  const ids = new Set<string>();
  return cases.flatMap((made): ContractRequest[] => {
    if (!made.expected) return [];
    const slug = `contract/${toSlug(made.name)}`;
    const id = ids.has(slug) ? `contract/${toSlug(`${made.operation.id} ${made.name}`)}` : slug;
    ids.add(id);
    const given = made.arguments ?? requiredArguments(made.operation, model);
    const success = made.expected.cause === undefined;
    const listQuery = success ? toListQuery(made.operation, given, made.empty) : undefined;
    return [
      {
        id,
        name: made.name,
        description: made.description,
        operation: made.operation,
        arguments: given,
        credentials: made.credentials ?? { kind: 'inherited' },
        expected: made.expected,
        ...(listQuery && { listQuery }),
        keeps: [],
      },
    ];
  });
}

/** Without credentials, with wrong ones, and without each API key, on the first operation that needs them. */
function securityCases(model: ApiModel): readonly Case[] {
  const operation = model.operations.find((candidate) => candidate.method === 'get' && needs(candidate).length > 0);
  if (!operation) return [];
  const refused = (name: string, description: string, credentials: Credentials, cause: Cause): Case => ({
    name,
    description,
    operation,
    credentials,
    expected: expectedRefusal(operation, cause),
  });
  return needs(operation).flatMap((scheme) => casesOf(scheme, refused));
}

type Refused = (name: string, description: string, credentials: Credentials, cause: Cause) => Case;

function casesOf(scheme: SecurityScheme, refused: Refused): readonly Case[] {
  switch (scheme.kind) {
    case 'client-credentials':
    case 'bearer':
      return [
        refused(
          'No token',
          'Without a token, the answer is a refusal and holds no data.',
          { kind: 'none' },
          'missing-credentials',
        ),
        refused('A wrong token', 'A token that nobody issued is refused.', { kind: 'wrong' }, 'invalid-credentials'),
      ];
    case 'basic':
      return [
        refused(
          'No password',
          'Without user and password, the answer is a refusal.',
          { kind: 'none' },
          'missing-credentials',
        ),
        refused('A wrong password', 'A wrong password is refused.', { kind: 'wrong' }, 'invalid-credentials'),
      ];
    case 'api-key': {
      const credentials = { kind: 'without-api-key', scheme: scheme.name } as const;
      const description = `Without ${scheme.parameter}, the answer is a refusal and holds no data.`;
      return [refused(`No API key (${scheme.parameter})`, description, credentials, 'missing-api-key')];
    }
    case 'unsupported':
      return [];
    default:
      return assertNever(scheme);
  }
}

function needs(operation: Operation) {
  const [first, ...others] = operation.security;
  const optional = [first, ...others].some((requirement) => requirement?.needs.length === 0);
  return first && !optional ? first.needs.map(({ scheme }) => scheme) : [];
}

/** An id that no item has. */
function itemCases(model: ApiModel): readonly Case[] {
  return model.operations.flatMap((operation) => {
    const item = itemOf(operation, model);
    const parameter = item && find(operation, 'path', item.parameter);
    if (!parameter) return [];
    return [
      {
        name: `An unknown ${parameter.name}`,
        description: 'An id that nothing has is refused.',
        operation,
        arguments: withArgument(requiredArguments(operation, model), parameter, 'no-such-id'),
        expected: expectedRefusal(operation, 'unknown-resource'),
      },
    ];
  });
}

function find(operation: Operation, place: Parameter['in'], name: string | undefined): Parameter | undefined {
  return operation.parameters.find((parameter) => parameter.in === place && parameter.name === name);
}

/** What the declared meaning of a list promises: pages, orders, filters, the total. */
function listCases({ operation, list }: ListOperation, model: ApiModel): readonly Case[] {
  const base = requiredArguments(operation, model);
  const limit = find(operation, 'query', list.limit);
  const offset = find(operation, 'query', list.offset);
  const sort = find(operation, 'query', list.sort?.parameter);
  const keys = list.sort?.keys.map((key) => key.name) ?? [];
  const success = expectedSuccess(operation);
  const cases: Case[] = [];
  const add = (
    name: string,
    description: string,
    extra: readonly (readonly [Parameter, string])[],
    more?: Partial<Case>,
  ) => {
    const given = [...base, ...extra.map(([parameter, value]) => toArgument(parameter, text(value)))];
    cases.push({ name, description, operation, arguments: given, expected: success, ...more });
  };
  const broken = limit && brokenTexts(limit.node, model).at(-1);
  if (limit && broken) {
    const expected = expectedRefusal(operation, 'invalid-query-parameter');
    add(`A bad ${limit.name}`, `\`${limit.name}=${broken.text}\` is ${broken.why}: refused.`, [[limit, broken.text]], {
      expected,
    });
  }
  const firstSort = sort && keys[0] ? ([sort, `-${keys[0]}`] as const) : undefined;
  if (limit && offset) {
    const size = Number(exampleText(limit, model)) || 10;
    const page = [[offset, String(size)], [limit, String(size)], ...(firstSort ? [firstSort] : [])] as const;
    add('A second page', `The ${size} items that follow the first ${size}.`, page);
  }
  if (sort && keys[0]) add(`Sorted by ${keys[0]}, ascending`, 'Without `-`, the order ascends.', [[sort, keys[0]]]);
  if (sort && keys[0] && keys[1]) {
    add('Sorted by two keys', 'Among equals by the first key, the second one decides.', [
      [sort, `${keys[1]},-${keys[0]}`],
    ]);
  }
  const filter = list.filters
    .map(({ parameter }) => find(operation, 'query', parameter))
    .find((parameter) => parameter && brokenTexts(parameter.node, model).length === 0);
  if (filter) {
    add('A filter that matches nothing', 'No item matches: an empty list, not an error.', [[filter, 'no-such-value']], {
      empty: true,
    });
  }
  if (limit && list.total)
    add('The unfiltered total', 'One item is enough to learn how many there are.', [[limit, '1']]);
  return cases;
}
