import { descriptionOf } from './filter-conventions.ts';
import { type Inference, inferred } from './inference.ts';
import { sentencesOf } from './prose.ts';
import type { Operation } from './types.ts';

interface Inferred {
  readonly operations: readonly Operation[];
  readonly inferences: readonly Inference[];
}

/** "Every answer is complete within two seconds." */
const WITHIN =
  /\b(?:every|each|all)\b[^.]*\b(?:request|answer|response|call|repl)\w*\b[^.]*\b(?:answered|complete|completed|returned|delivered|responded to|comes?|arrives?|sent) (?:within|in less than|in under) (\d+(?:\.\d+)?|one|two|three|five|ten) ?(ms|milliseconds?|s|sec|seconds?)\b/i;

const NUMBERS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, five: 5, ten: 10 };

/** What is a rule with exceptions, or a wish. */
const NO_PROMISE =
  /\b(usually|typically|mostly|normally|generally|average|median|percent\w*|p\d\d|aims?|target|goal|should|may|can|not|except|retr\w+|token|wait|cached?|beyond|more than|limit\w*|429|signed)\b|%/i;

/** Milliseconds that an answer may take on its way. */
const ON_THE_WAY = 500;

/** How long answers may take, where the document says it of all of them, and the operation does not say it itself. */
export function inferBudgets(root: unknown, operations: readonly Operation[]): Inferred {
  const sentence = sentencesOf(descriptionOf(root)).find((text) => WITHIN.test(text) && !NO_PROMISE.test(text));
  const [, amount = '', unit = ''] = WITHIN.exec(sentence ?? '') ?? [];
  const first = operations.find(({ timeBudget }) => timeBudget === undefined);
  if (sentence === undefined || !first) return { operations, inferences: [] };
  const told = (NUMBERS[amount.toLowerCase()] ?? Number(amount)) * (/^m/i.test(unit) ? 1 : 1000);
  const note = inferred(
    `every answer comes within ${told} ms, and ${ON_THE_WAY} ms for its way`,
    `the document says "${sentence.replace(/^[-*] +/, '')}"`,
    `x-time-budget: ${told}`,
  );
  return {
    operations: operations.map((operation) => ({ timeBudget: told + ON_THE_WAY, ...operation })),
    inferences: [{ operation: first.id, ...note, deny: 'x-time-budget: false' }],
  };
}
