import type { Entry } from '../contract/types.ts';
import { assertNever } from '../core/errors.ts';
import type { ApiModel } from '../model/types.ts';
import type { HelperContext } from '../rules/helper.ts';
import { helperCode } from '../rules/helpers.ts';
import type { Assertion } from '../rules/rule.ts';
import { joined, js, type Script } from '../rules/script.ts';
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
  const context: HelperContext = {
    ...(list && { list }),
    answerIsList: request.listQuery !== undefined,
    ...questionOf(request, model),
    wholeUrl: wholeUrl(request),
    schemas: assertions.flatMap(({ schema }) => (schema === undefined ? [] : [schema])),
  };
  const asking = assertions.some(({ form }) => form === 'question') ? ['asked' as const] : [];
  const names = [...assertions.flatMap((assertion) => assertion.helpers), ...asking];
  const helpers = helperCode(comparisons.length > 0 ? [...names, 'compare'] : names, context);
  return joined([
    ...assertions.map(toStatement),
    ...(comparisons.length > 0 ? [js`judgeComparisons();`] : []),
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
        compare(${title}, (answer, whole) => {
          ${script}
        });
      `;
    case 'keep':
      return js`keep(${title}, ${script});`;
    default:
      return assertNever(form);
  }
}

/** What the request asks, for the script to tell whether a reader has changed it; API keys are no part of the question. */
function questionOf(
  { arguments: given }: Entry['request'],
  model: ApiModel,
): Pick<HelperContext, 'question' | 'ignored'> {
  const sent = given.filter(({ in: place, enabled }) => place === 'query' && enabled);
  return {
    question: sent.map(({ name, value }) => [name, value.kind === 'text' ? value.text : ''] as const),
    ignored: apiKeys(model)
      .filter((key) => key.in === 'query')
      .map((key) => key.parameter),
  };
}

/** A script that gives the URL of the whole list: in the same order as the page, since order decides what a page holds. */
function wholeUrl({ listQuery, item }: Entry['request']): Script {
  if (item) return js`pm.request.url.toString().split('?')[0].replace(/\/[^/]*$/, '')`;
  const sort = listQuery?.list.sort?.parameter;
  if (!sort || listQuery.sortText === undefined) return js`pm.request.url.toString().split('?')[0]`;
  return js`pm.request.url.toString().split('?')[0] + ${`?${encodeURIComponent(sort)}=${encodeURIComponent(listQuery.sortText)}`}`;
}
