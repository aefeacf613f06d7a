import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Cause, Response } from '../model/types.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { replaced } from './mutations.ts';
import { isSuccessAnswer, jsonOf } from './request.ts';
import { js } from './script.ts';

type Code = number | string;

interface Codes {
  /** JSON pointer to the code in a refusal. */
  readonly at: string;
  readonly codes: readonly Code[];
}

/** A refusal tells its cause by a code: the one that the description gives the cause. */
export const refusalCode = defineAnswerRule<Codes>({
  id: 'refusal-code',
  summary: 'The code in a refusal is the one that the examples of the description give its cause.',
  expects: ({ response, causes = [], ...answer }) => {
    const found = isSuccessAnswer({ response, ...answer }) ? undefined : documentedCodes(response, causes);
    return found ? [found] : [];
  },
  title: (all) => `The error code is ${[...new Set(all.flatMap(({ codes }) => codes))].join(' or ')}`,
  script: ({ at, codes }) => js`
    pm.expect(at(body(), ${at}), ${at}).to.be.oneOf(${codes});
  `,
  mutations: ({ at, codes }) => [
    {
      name: 'an undocumented code',
      change: (answer) => ({
        ...answer,
        body: replaced(answer.body, fromPointer(at), typeof codes[0] === 'number' ? 99999 : 'no-such-code'),
      }),
    },
  ],
});

/** Where refusals commonly hold their code, the likeliest first. */
const PLACES: readonly string[] = [
  '/code',
  '/errorCode',
  '/error_code',
  '/error/code',
  '/errors/0/code',
  '/fault/code',
  '/error/type',
  '/errors/0/type',
  '/error',
  '/type',
];

/**
 * The code of each example that is about a cause, at the first place where all of them have one; none where the description does
 * not tell. The only example of a response that names the cause is about it, unless the response names causes of other kinds.
 */
function documentedCodes(response: Response, causes: readonly Cause[]): Codes | undefined {
  const examples = jsonOf(response)?.examples ?? [];
  const isMeant = (named: readonly Cause[]) => named.some((cause) => causes.includes(cause));
  const own = examples.filter((example) => isMeant(example.causes));
  const [only, ...others] = examples;
  const named = response.causes ?? [];
  const isOnly = only?.causes.length === 0 && others.length === 0 && isMeant(named) && kindsOf(named).size === 1;
  const meant = own.length > 0 ? own : isOnly && only ? [only] : [];
  for (const at of meant.length > 0 ? PLACES : []) {
    const codes = meant.map(({ value }) => valueAt(value, fromPointer(at))).filter(isCode);
    if (codes.length === meant.length) return { at, codes: [...new Set(codes)] };
  }
  return undefined;
}

/** What is wrong, however it is: credentials, an API key, a parameter, a body. */
function kindsOf(causes: readonly Cause[]): ReadonlySet<string> {
  return new Set(causes.map((cause) => cause.replace(/^(missing|invalid|expired)-((query|path)-)?/, '')));
}

/** A number or one word: what has blanks in it is for people. */
function isCode(value: unknown): value is Code {
  return typeof value === 'number' || (typeof value === 'string' && /^\S+$/.test(value) && value !== 'about:blank');
}
