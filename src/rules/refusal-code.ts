import { isJsonType } from '../core/media-types.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Cause, Response } from '../model/types.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isRefusalAnswer } from './answers.ts';
import { replaced } from './mutations.ts';
import { js } from './script.ts';

type Code = number | string;

interface Codes {
  /** JSON pointer to the code in an error response. */
  readonly at: string;
  readonly codes: readonly Code[];
}

/** An error response has the error code that is documented for its cause. */
export const refusalCode = defineAnswerRule<Codes>({
  id: 'refusal-code',
  summary: 'An error response has the error code of the documented example for its cause.',
  expects: ({ response, causes = [], ...answer }) => {
    const found = isRefusalAnswer({ response, ...answer }) ? documentedCodes(response, causes) : undefined;
    return found ? [found] : [];
  },
  title: (all) =>
    all.length === 1
      ? `The error code is ${all[0].data.codes.join(' or ')}`
      : `The error code is ${all.map(({ data, statuses }) => `${data.codes.join(' or ')} (${statuses})`).join(', ')}`,
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

/** Common places of the code in an error response, the most likely first. */
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
 * The codes of the examples for these causes, at the first place where all of those examples have one. An example without a cause
 * counts if it is the only example of the response, and the response names the cause and no cause of another kind.
 */
function documentedCodes(response: Response, causes: readonly Cause[]): Codes | undefined {
  // Another JSON type of the same response may have its code elsewhere.
  const [media, ...others] = response.media.filter(({ type }) => isJsonType(type));
  const examples = others.length === 0 ? (media?.examples ?? []) : [];
  const isMeant = (named: readonly Cause[]) => named.some((cause) => causes.includes(cause));
  const own = examples.filter((example) => isMeant(example.causes));
  const [only, ...more] = examples;
  const named = response.causes ?? [];
  const isOnly = only?.causes.length === 0 && more.length === 0 && isMeant(named) && kindsOf(named).size === 1;
  const meant = own.length > 0 ? own : isOnly && only ? [only] : [];
  for (const at of meant.length > 0 ? PLACES : []) {
    const codes = meant.map(({ value }) => valueAt(value, fromPointer(at))).filter(isCode);
    if (codes.length === meant.length) return { at, codes: [...new Set(codes)] };
  }
  return undefined;
}

/** The subjects of the causes, without the way they fail: credentials, an API key, a parameter, a body. */
function kindsOf(causes: readonly Cause[]): ReadonlySet<string> {
  return new Set(causes.map((cause) => cause.replace(/^(missing|invalid|expired)-((query|path)-)?/, '')));
}

/** A number or one word. A text with spaces is a message for people. */
function isCode(value: unknown): value is Code {
  return typeof value === 'number' || (typeof value === 'string' && /^\S+$/.test(value) && value !== 'about:blank');
}
