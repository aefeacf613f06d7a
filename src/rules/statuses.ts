/** The statuses of documented responses, as scripts and mutations read them. */
import { answersOf, hasStatus, jsonOf } from './answers.ts';
import type { ContractRequest, DocumentedAnswer } from './request.ts';

/** A status, or a class of statuses without those that are documented by themselves: `4XX`, `4XX but 404, 409`. */
type StatusText = number | string;

/** One status, several, or `any`. */
export type Statuses = StatusText | readonly StatusText[];

/** The statuses of documented responses. `all`: every documented response of the request, of which these are some. */
export function statusesOf(meant: readonly DocumentedAnswer[], all: readonly DocumentedAnswer[] = meant): Statuses {
  const own = numbersOf(meant);
  const classes = meant.map(({ status }) => status).filter((status) => typeof status === 'string');
  const withoutOthers = classes.map((range) => {
    const others = numbersOf(all).filter((code) => String(code)[0] === range[0] && !own.includes(code));
    return others.length === 0 ? range : `${range} but ${others.join(', ')}`;
  });
  const [first = 'any', ...others] = [...own, ...withoutOthers];
  return others.length === 0 ? first : [first, ...others];
}

/**
 * The statuses of the correct responses that have what the first one has: the list, or the item. `undefined` if all of them have it.
 * With 202 or 204, there may be nothing to judge.
 */
export function statusesLikeFirst(request: ContractRequest): Statuses | undefined {
  const answers = answersOf(request);
  const [first] = answers;
  const schemaOf = ({ response }: DocumentedAnswer) => JSON.stringify(jsonOf(response)?.node?.schema);
  const alike = answers.filter((answer) => first && schemaOf(answer) === schemaOf(first));
  return alike.length === answers.length ? undefined : statusesOf(alike, answers);
}

/** Whether a response with this status is one of `meant`, and not another one of `all`. */
export function isMeant(code: number, meant: readonly DocumentedAnswer[], all: readonly DocumentedAnswer[]): boolean {
  const own = numbersOf(meant);
  return own.includes(code) || (meant.some((answer) => hasStatus(answer, code)) && !numbersOf(all).includes(code));
}

function numbersOf(answers: readonly DocumentedAnswer[]): readonly number[] {
  return answers.map(({ status }) => status).filter((status) => typeof status === 'number');
}
