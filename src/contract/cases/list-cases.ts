import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import type { ContractRequest } from '../../rules/request.ts';
import { boundOf } from '../../schema/bounds.ts';
import { brokenTexts } from '../../schema/broken.ts';
import { exampleText, requiredArguments, text, toArgument } from '../arguments.ts';
import { expectedSuccess } from '../refusals.ts';
import type { ListOperation } from '../relations.ts';
import type { Case } from './case.ts';

type Asked = readonly (readonly [Parameter, string])[];

/** What the declared meaning of a list promises: pages, orders, filters, the total. */
export function listCases(list: ListOperation, model: ApiModel, shown: readonly ContractRequest[]): readonly Case[] {
  const { operation } = list;
  const base = requiredArguments(operation, model);
  const made = [...pageCases(list, model), ...sortCases(list), ...filterCases(list, model)].map(
    ({ name, description, asked, ...more }): Case => ({
      name: `${operation.summary}: ${name}`,
      description,
      operation,
      arguments: [...base, ...asked.map(([parameter, value]) => toArgument(parameter, text(value)))],
      expected: expectedSuccess(operation),
      ...more,
    }),
  );
  const questions = new Set(shown.filter((request) => request.operation === operation).map(questionOf));
  return made.filter((candidate) => candidate.askedTwice || !questions.has(questionOf(candidate)));
}

/** What a request asks, whatever the order of its parameters. */
function questionOf({ arguments: given }: Pick<ContractRequest, 'arguments'>): string {
  const sent = given.filter(({ enabled, in: place }) => enabled && place === 'query');
  return sent
    .map(({ name, value }) => JSON.stringify([name, value.kind === 'text' ? value.text : '']))
    .sort()
    .join();
}

interface Question {
  readonly name: string;
  readonly description: string;
  readonly asked: Asked;
  readonly empty?: boolean;
  readonly askedTwice?: boolean;
}

function query(operation: Operation, name: string | undefined): Parameter | undefined {
  return operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
}

function pageCases({ operation, list }: ListOperation, model: ApiModel): readonly Question[] {
  const limit = query(operation, list.limit);
  const offset = query(operation, list.offset);
  const sort = query(operation, list.sort?.parameter);
  const key = list.sort?.keys[0]?.name;
  const order: Asked = sort && key ? [[sort, `-${key}`]] : [];
  const cases: Question[] = [
    {
      name: 'the same question twice',
      description: 'Nothing has changed, so the answer is the same, in the same order.',
      asked: order,
      askedTwice: true,
    },
  ];
  if (!limit) return cases;
  const size = String(Number(exampleText(limit, model)) || 10);
  if (offset) {
    const first: Asked = [[offset, '0'], [limit, size], ...order];
    const second: Asked = [[offset, size], [limit, size], ...order];
    cases.push({ name: 'the first page', description: `The first ${size} items.`, asked: first });
    cases.push({
      name: 'the second page',
      description: `The ${size} items that follow the first ${size}.`,
      asked: second,
    });
    cases.push({
      name: 'from the second item',
      description: 'All items but the first.',
      asked: [[offset, '1'], ...order],
    });
  }
  if (list.total) {
    cases.push({
      name: 'the unfiltered total',
      description: 'One item is enough to learn how many there are.',
      asked: [[limit, '1']],
    });
  }
  const most = boundOf(limit.node, 'maximum', model);
  if (most !== undefined) {
    cases.push({
      name: `the greatest ${limit.name}`,
      description: `As many items as may be asked for: ${most}.`,
      asked: [[limit, String(most)]],
    });
  }
  return cases;
}

function sortCases({ operation, list }: ListOperation): readonly Question[] {
  const sort = query(operation, list.sort?.parameter);
  if (!sort) return [];
  const keys = list.sort?.keys.map((key) => key.name) ?? [];
  const [first, second] = keys;
  const single = keys.flatMap((name): Question[] => [
    { name: `sorted by ${name}, ascending`, description: 'Without `-`, the order ascends.', asked: [[sort, name]] },
    {
      name: `sorted by ${name}, descending`,
      description: 'With `-`, the order descends.',
      asked: [[sort, `-${name}`]],
    },
  ]);
  if (first === undefined || second === undefined) return single;
  const description = 'Among equals by the first key, the second one decides.';
  return [
    ...single,
    { name: 'sorted by two keys', description, asked: [[sort, `${second},-${first}`]] },
    { name: 'sorted by two keys, the other way round', description, asked: [[sort, `-${second},${first}`]] },
  ];
}

function filterCases({ operation, list }: ListOperation, model: ApiModel): readonly Question[] {
  const filters = list.filters.flatMap(({ parameter }) => query(operation, parameter) ?? []);
  const exemplary = filters.filter((parameter) => parameter.example !== undefined || parameter.required);
  const asked = exemplary.map((parameter) => [parameter, exampleText(parameter, model)] as const);
  const cases = asked.map(
    ([parameter, value]): Question => ({
      name: `only with ${parameter.name} ${value}`,
      description: 'Only the items that match, and all of them.',
      asked: [[parameter, value]],
    }),
  );
  if (asked.length > 1) {
    cases.push({ name: 'all filters at once', description: 'An item must match every filter.', asked });
  }
  const open = filters.find((parameter) => brokenTexts(parameter.node, model).length === 0);
  if (open) {
    const name = 'a filter that matches nothing';
    cases.push({
      name,
      description: 'No item matches: an empty list, not an error.',
      asked: [[open, 'no-such-value']],
      empty: true,
    });
  }
  return cases;
}
