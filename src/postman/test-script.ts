import { toText } from '../contract/arguments.ts';
import type { Entry } from '../contract/types.ts';
import { assertNever } from '../core/errors.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import type { Compared } from '../rules/compared.ts';
import type { HelperContext, HelperName } from '../rules/helper.ts';
import { helperCode } from '../rules/helpers.ts';
import type { Kept, ListQuery } from '../rules/request.ts';
import type { Assertion } from '../rules/rule.ts';
import { joined, js, type Script } from '../rules/script.ts';
import { oneValueOf } from '../schema/members.ts';
import { enumOf } from '../schema/types-of.ts';
import { apiKeys } from './auth.ts';

/**
 * The test script of a request: one test for each promise, then the functions that they call.
 *
 * It is whole in itself, so the request can be copied into another collection. Each promise is one statement whose first line
 * begins with `pm.test(` or `compare(` and its title: by that a runner knows what was planned.
 */
export function toTestScript({ request, assertions }: Entry, model: ApiModel): Script {
  const list = request.listQuery?.list ?? request.item?.list;
  const comparisons = assertions.filter((assertion) => assertion.form === 'comparison');
  const values = request.keeps.flatMap((kept) => toKeeping(kept) ?? []);
  const filtered = request.keeps.filter((kept) => kept.kind === 'filter-value');
  const context: HelperContext = {
    ...(list && { list }),
    answerIsList: request.listQuery !== undefined,
    isOrdered: isOrdered(request),
    comparesDetails: comparisons.some(({ compares }) => compares.includes('details')),
    ...questionOf(request, model),
    exemplary: [...new Set(filtered.map(({ member }) => member))],
    exact: [...new Set(filtered.flatMap(({ exact, member }) => (exact ? [member] : [])))],
    comparedWith: comparedWith(request, [...new Set(comparisons.flatMap(({ compares }) => compares))], model),
    schemas: assertions.flatMap(({ schemas }) => schemas),
  };
  const asking = assertions.some(({ form }) => form === 'question') ? ['asked' as const] : [];
  const comparing = comparisons.length > 0 ? ['compare' as const] : [];
  const names = [...assertions, ...values].flatMap(({ helpers }) => helpers);
  const helpers = helperCode([...names, ...asking, ...comparing], context);
  return joined([
    ...assertions.map(toStatement),
    ...(comparisons.length > 0 ? [js`judgeComparisons();`] : []),
    ...(values.length > 0 ? [js`// What the requests that follow ask for.`] : []),
    ...values.map(({ script }) => script),
    ...(helpers.length > 0 ? [js`// How it is judged: the functions that the tests above call.`] : []),
    ...helpers,
  ]);
}

/** An assertion as a statement of its request's script. */
function toStatement({ title, form, script }: Assertion): Script {
  switch (form) {
    case 'answer':
      return js`
        pm.test(${title}, () => {
          ${script}
        });
      `;
    case 'question':
      return js`
        asked(${title}, () => {
          ${script}
        });
      `;
    case 'comparison':
      return js`
        compare(${title}, (answer, lists) => {
          ${script}
        });
      `;
    case 'keep':
      return js`keep(${title}, ${script});`;
    default:
      return assertNever(form);
  }
}

/** Of a list that comes whole, the order says nothing about what it holds. */
function isOrdered({ listQuery, item }: Entry['request']): boolean {
  if (!listQuery) return !item || item.list.ordered || item.list.paging === undefined;
  const { list, sort, isPart } = listQuery;
  return list.ordered || sort.length > 0 || (!isPart && list.paging === undefined);
}

/** What is kept without a word: whether there is such a value is no promise. */
function toKeeping(kept: Kept): { readonly script: Script; readonly helpers: readonly HelperName[] } | undefined {
  switch (kept.kind) {
    case 'member':
      return undefined;
    case 'last-id':
      return { script: js`keepLastId(${kept.variable});`, helpers: ['keepLastId'] };
    case 'middle-value': {
      const spell = kept.as === 'other-zone' ? js`, inOtherZone` : js``;
      return {
        script: js`keepMiddle(${kept.variable}, ${kept.member}, ${kept.order}${spell});`,
        helpers: ['keepMiddle'],
      };
    }
    case 'filter-value':
      return { script: js`keepValue(${kept.variable}, ${kept.member}${SPELLINGS[kept.as]});`, helpers: ['keepValue'] };
    default:
      return assertNever(kept);
  }
}

const SPELLINGS = {
  whole: js``,
  part: js`, (text) => text.slice(0, -1)`,
} as const;

/** What the request asks, for the script to tell whether a reader has changed it; API keys are no part of the question. */
function questionOf(
  { arguments: given }: Entry['request'],
  model: ApiModel,
): Pick<HelperContext, 'question' | 'ignored'> {
  const sent = given.filter(({ in: place, enabled }) => place === 'query' && enabled);
  return {
    question: sent.map(({ name, value }) =>
      value.kind === 'text' ? { name, text: value.text } : { name, variable: value.name },
    ),
    ignored: apiKeys(model)
      .filter((key) => key.in === 'query')
      .map((key) => key.parameter),
  };
}

/** The lists that the answer is held against, as a script that says where each is and how it is read. */
function comparedWith(request: Entry['request'], names: readonly Compared[], model: ApiModel): Script {
  const { listQuery, operation } = request;
  const entries = names.map(
    (name) => js`{ name: ${name}, ${listQuery ? ofList(name, listQuery, operation, model) : listOfItem(request)} }`,
  );
  return js`[
    ${joined(
      entries.map((entry) => js`${entry},`),
      0,
    )}
  ]`;
}

/** Any other question to the list: with a filter, or for another page. */
function otherQuestion({ list, filters, parameters }: ListQuery, operation: Operation, model: ApiModel): Script {
  const own = js`urlWithout(${parameters.part})`;
  for (const { parameter } of list.filters.filter(
    (one) => !filters.some((asked) => asked.parameter === one.parameter),
  )) {
    const described = operation.parameters.find(({ name, in: place }) => place === 'query' && name === parameter);
    const last = described && enumOf(model, oneValueOf(model, described.node))?.at(-1);
    if (last !== undefined) return js`withParameter(${own}, ${parameter}, ${toText(last)})`;
    if (described?.example !== undefined) return js`withParameter(${own}, ${parameter}, ${toText(described.example)})`;
  }
  if (list.paging && list.paging.kind !== 'cursor') {
    const page = list.paging.kind === 'page' ? list.paging.first + 1 : 1;
    return js`withParameter(${own}, ${list.paging.parameter}, ${page})`;
  }
  return list.limit === undefined ? js`''` : js`withParameter(${own}, ${list.limit}, 1)`;
}

/** An item stands in the list whose path is its own without the last part. */
function listOfItem({ arguments: given }: Entry['request']): Script {
  const own = given.flatMap(({ name, in: place, enabled }) => (place === 'query' && enabled ? [name] : []));
  return js`url: urlWithout(${own}).replace(/\/[^/?]*(\?|$)/, '$1'), isWhole: true`;
}

function ofList(name: Compared, query: ListQuery, operation: Operation, model: ApiModel): Script {
  const { part, filters } = query.parameters;
  const most = (url: Script) =>
    query.most ? js`withParameter(${url}, ${query.most.parameter}, ${query.most.size})` : url;
  switch (name) {
    case 'whole':
      return js`url: ${most(js`urlWithout(${[...part, ...filters]})`)}, isWhole: true`;
    case 'matching':
      return js`url: ${most(js`urlWithout(${part})`)}, isWhole: true`;
    case 'pages':
      return js`url: urlWithout(${part.filter((parameter) => parameter !== query.list.limit)}), isWhole: true, mayBeCut: true`;
    case 'other':
      return js`url: ${otherQuestion(query, operation, model)}, isIgnored: true`;
    case 'again':
      return js`url: pm.request.url.toString()`;
    case 'details':
      return js`detailsOf: 'pages'`;
    case 'next':
      return js`url: nextUrl(pm.response)`;
    default:
      return assertNever(name);
  }
}
