/** The message of a failed assertion as data: what was expected, what came, and where. */
import { fromPointer, toPointer } from '../core/pointer.ts';

/** One thing that is wrong with a response. */
export interface Failure {
  /** The message, or that part of it which tells this failure. */
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  /** JSON pointer in the body, where the message names one. Empty for the whole body. */
  readonly at?: string;
}

/** What came is at the end, and may have the same words in it: `got {"message":"Expected string, got null"}`. */
const SCHEMA_PROBLEM = /^(\/\S*) (should .+?|cannot .+?), got (.*)$/s;

/** Of alternatives, what came stands after what is wrong with the nearest one, which says what came there. */
const NEAREST_PROBLEM = /^(\/\S*) (should match one of \d+ schemas \(nearest: .+?\)), got (.*)$/s;

const ITEM = /^item (\d+) \([^)]*\): (?=\/)/;

/** What `pm.expect` of Chai says: `the total: expected 3 to be at least 5`. https://www.chaijs.com/api/bdd/ */
const EXPECTATION =
  /^(?:.*: )?expected (.+?) (?:to|not to) (?:deeply )?((?:equal|be at least|be at most|be above|be below|be one of|be within|include|match) .+)$/;

/** What our comparisons say: `/1/priority: expected "P1", got "P4"`. */
const COMPARISON = /^(?:at )?\/\S*: expected (.+), got (.+)$/;

const STATUS = /^expected response to have status code (\d+) but got (\d+)$/;

const MORE = /; and \d+ more$/;

/** What a message says. Several problems of one body are one failure each; a message in other words is one without details. */
export function failuresIn(message: string): readonly Failure[] {
  const [, expected, got] = STATUS.exec(message) ?? [];
  if (expected !== undefined && got !== undefined) return [{ message, expected, got }];
  const [, item] = ITEM.exec(message) ?? [];
  const problems = toProblems(message.replace(ITEM, '').replace(MORE, ''));
  const judged = problems.map((problem) => toSchemaFailure(problem, item));
  if (judged.every((failure) => failure !== undefined)) return judged;
  const denied = toDenied(message);
  if (denied !== undefined) return [{ message: denied }];
  return [{ message, ...toExpectation(message) }];
}

/** What our scripts compute themselves, so that no server has sent the value: `the body is valid UTF-8: expected false to equal true`. */
const STATEMENT = /^(?:whether )?(the .+ (?:is|has|begins) .+): expected (true|false) to equal (?:true|false)$/s;

/** What is the case, of a message that says the opposite: `the body is not valid UTF-8`. */
function toDenied(message: string): string | undefined {
  const [, statement, got] = STATEMENT.exec(message) ?? [];
  if (got !== 'false') return statement;
  return statement
    ?.replace(/ (is|has|begins) /, (_, verb: string) => ` ${NOT[verb]} `)
    .replace(/ without (a byte order mark)$/, ', or begins with $1');
}

const NOT: Readonly<Record<string, string>> = { is: 'is not', has: 'does not have', begins: 'does not begin' };

/** The problems of a message. What is nearest among alternatives may be two problems itself, in parentheses. */
function toProblems(message: string): readonly string[] {
  const problems: string[] = [];
  for (const part of message.split(/; (?=\/)/)) {
    const before = problems.at(-1);
    if (before !== undefined && OPEN.test(before)) problems[problems.length - 1] = `${before}; ${part}`;
    else problems.push(part);
  }
  return problems;
}

const OPEN = / schemas \(nearest: (?!.*\), got )/s;

function toSchemaFailure(problem: string, item: string | undefined): Failure | undefined {
  const [, place = '', expected, got] = NEAREST_PROBLEM.exec(problem) ?? SCHEMA_PROBLEM.exec(problem) ?? [];
  if (expected === undefined || got === undefined) return undefined;
  const own = place === '/' ? '' : place;
  return { message: problem, expected, got, at: item === undefined ? own : `/${item}${own}` };
}

function toExpectation(message: string): Pick<Failure, 'expected' | 'got'> {
  const [, wanted, came] = COMPARISON.exec(message) ?? [];
  if (wanted !== undefined && came !== undefined) return { expected: wanted, got: came };
  const [, got, expected] = EXPECTATION.exec(message) ?? [];
  if (got === undefined || expected === undefined) return {};
  return { got: plainNumber(got), expected: plainNumber(expected.replace(/^equal /, '')) };
}

/** Chai writes zero as `+0`. */
function plainNumber(text: string): string {
  return text.replace(/(^|\s)\+0$/, '$10');
}

/** The place with `*` for each index of an array: `/0/status` and `/7/status` are one place of the schema. */
export function toPlacePattern(at: string): string {
  return toPointer(fromPointer(at).map((part) => (/^\d+$/.test(part) ? '*' : part)));
}

/** What is expected of the nearest of alternatives, without what came there. */
export function withoutNearest(expected: string): string {
  return / schemas \(nearest: /.test(expected) ? expected.replace(/, got (?:(?!; \/).)*(?=; \/|\)$)/gs, '') : expected;
}

/** The message without what differs between responses: numbers, quoted texts, lists. */
export function toMessagePattern(message: string): string {
  return message
    .replace(/\[[^\]]*\]?/g, '[…]')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/'(?:[^'\\]|\\.)*'/g, "'…'")
    .replace(/[+-]?\d[\d.]*/g, '0');
}
