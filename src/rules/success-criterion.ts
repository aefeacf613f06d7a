import type { Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { Condition, Operand } from '../model/condition-types.ts';
import { operandsOf } from '../model/criteria.ts';
import { isMetBy } from './conditions.ts';
import { replaced } from './mutations.ts';
import { defineRule, type PlainAnswer } from './rule.ts';
import { REAL_SERVER } from './run-variables.ts';
import { joined, js } from './script.ts';

/** The response meets a success criterion of its step in a use case. */
export const successCriterion = defineRule({
  id: 'success-criterion',
  summary: 'The response meets a success criterion of its step in a use case (Arazzo): a simple condition.',
  form: 'testFor',
  applies: ({ request }) => request.criteria ?? [],
  title: ({ text }) => `The success criterion is met: ${text}`,
  script: ({ text, condition, elsewhere }) =>
    joined(
      [
        ...(elsewhere ? [js`if (!pm.variables.get(${REAL_SERVER})) skipHere('other-data');`] : []),
        js`expectCondition(${text}, ${condition});`,
      ],
      0,
    ),
  mutations: ({ condition }) => [
    {
      name: 'the success criterion not met',
      change: (answer) => broken(condition, answer, [...literals(condition), ...OTHERS]),
    },
    { name: 'a value of the success criterion missing', change: (answer) => broken(condition, answer, [null]) },
  ],
});

/** Values of other types, and beside every bound. */
const OTHERS: readonly (string | number | boolean)[] = ['other', -1e15, 1e15, false, true];

/** The answer with one of these values in the place of another, so that it no longer meets a condition. */
function broken(condition: Condition, answer: PlainAnswer, values: readonly Json[]): PlainAnswer | undefined {
  if (!isMetBy(condition, answer)) return undefined;
  const operands = operandsOf(condition);
  const changed = values.flatMap((value) => operands.map((operand) => withValue(operand, value, answer)));
  // With another status, the criterion is not judged.
  return changed.find((one) => !isMetBy(condition, one) && one.status === answer.status);
}

function literals(condition: Condition): readonly Json[] {
  return operandsOf(condition).flatMap((operand) => (operand.kind === 'literal' ? [operand.value] : []));
}

function withValue(operand: Operand, value: Json, answer: PlainAnswer): PlainAnswer {
  if (operand.kind === 'body') return { ...answer, body: replaced(answer.body, fromPointer(operand.pointer), value) };
  if (operand.kind !== 'header') return answer;
  const { [operand.name.toLowerCase()]: _, ...others } = answer.headers;
  return {
    ...answer,
    headers:
      value === null ? others : { ...others, [operand.name.toLowerCase()]: JSON.stringify(value).replaceAll('"', '') },
  };
}
