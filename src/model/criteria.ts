/**
 * Success criteria of Arazzo that a script can judge: simple conditions on the status, the headers and the JSON body of the response.
 *
 * What engines read differently is not understood here, so it is not asserted: `.` and `[0]` after a pointer, orders of texts, JSONPath.
 * https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object
 */
import { assertNever } from '../core/errors.ts';
import type { Condition, Operand, Operator } from './condition-types.ts';

/** A condition in words of Arazzo; `undefined` if it is not understood. */
export function toCondition(text: string): Condition | undefined {
  const tokens = toTokens(text);
  if (!tokens) return undefined;
  const reading = { tokens, at: 0 };
  const found = anyOf(reading);
  return reading.at === tokens.length ? found : undefined;
}

/** The statuses that a regular expression matches, as a condition; `undefined` if there is none. Each is tried, so no script needs the expression. */
export function statusMatching(pattern: string): { readonly text: string; readonly condition: Condition } | undefined {
  let matching: readonly number[];
  try {
    const expression = new RegExp(pattern, 'u');
    matching = Array.from({ length: 500 }, (_, index) => index + 100).filter((status) => expression.test(`${status}`));
  } catch {
    return undefined;
  }
  const [first] = matching;
  if (first === undefined) return undefined;
  if (matching.length === 1) {
    const condition: Condition = { kind: 'compared', left: STATUS, operator: '==', right: literal(first) };
    return { text: `$statusCode == ${first}`, condition };
  }
  const starts = matching.filter((status) => !matching.includes(status - 1));
  const ends = matching.filter((status) => !matching.includes(status + 1));
  const ranges = starts.map((start, index): Condition => {
    const from: Condition = { kind: 'compared', left: STATUS, operator: '>=', right: literal(start) };
    const to: Condition = { kind: 'compared', left: STATUS, operator: '<=', right: literal(ends[index] ?? start) };
    return { kind: 'all', of: [from, to] };
  });
  return { text: `$statusCode matches ${pattern}`, condition: { kind: 'any', of: ranges } };
}

const STATUS: Operand = { kind: 'status' };

function literal(value: number): Operand {
  return { kind: 'literal', value };
}

/** The status that a condition needs, whatever else: `404` of `$statusCode == 404 && …`. */
export function statusOf(condition: Condition): number | undefined {
  if (condition.kind === 'all') return condition.of.map(statusOf).find((status) => status !== undefined);
  if (condition.kind !== 'compared' || condition.operator !== '==') return undefined;
  const [one, other] =
    condition.left.kind === 'status' ? [condition.left, condition.right] : [condition.right, condition.left];
  return one.kind === 'status' && other.kind === 'literal' && typeof other.value === 'number' ? other.value : undefined;
}

/** Whether a response with a status may meet a condition, whatever else it has. */
export function mayBeMetBy(condition: Condition, status: number): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => mayBeMetBy(one, status));
    case 'any':
      return condition.of.some((one) => mayBeMetBy(one, status));
    case 'truth':
      return true;
    case 'compared': {
      const { left, operator, right } = condition;
      const [one, other] = [left, right].map((operand) => (operand.kind === 'status' ? status : numberOf(operand)));
      return one === undefined || other === undefined || ORDERS[operator](one, other);
    }
    default:
      return assertNever(condition);
  }
}

function numberOf(operand: Operand): number | undefined {
  return operand.kind === 'literal' && typeof operand.value === 'number' ? operand.value : undefined;
}

const ORDERS: Readonly<Record<Operator, (one: number, other: number) => boolean>> = {
  '==': (one, other) => one === other,
  '!=': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

/** The operands of a condition. */
export function operandsOf(condition: Condition): readonly Operand[] {
  if (condition.kind === 'compared') return [condition.left, condition.right];
  return condition.kind === 'truth' ? [condition.of] : condition.of.flatMap(operandsOf);
}

interface Tokens {
  readonly tokens: readonly string[];
  at: number;
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(&&|\|\||[=!<>]=|[<>!()])|([^\s'&|=!<>()]+))/gy;

function toTokens(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  let end = 0;
  for (const found of text.trim().matchAll(TOKEN)) {
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
    end = found.index + found[0].length;
  }
  return end === text.trim().length && tokens.length <= MOST_TOKENS ? tokens : undefined;
}

/** A condition is read by recursion. */
const MOST_TOKENS = 200;

function taken(reading: Tokens, token: string): boolean {
  if (reading.tokens[reading.at] !== token) return false;
  reading.at += 1;
  return true;
}

function anyOf(reading: Tokens): Condition | undefined {
  return joinedBy('||', 'any', allOf, reading);
}

function allOf(reading: Tokens): Condition | undefined {
  return joinedBy('&&', 'all', single, reading);
}

function joinedBy(
  token: string,
  kind: 'all' | 'any',
  read: (reading: Tokens) => Condition | undefined,
  reading: Tokens,
): Condition | undefined {
  const found = [read(reading)];
  while (taken(reading, token)) found.push(read(reading));
  const known = found.filter((one) => one !== undefined);
  const [first] = known;
  if (known.length < found.length || !first) return undefined;
  return known.length === 1 ? first : { kind, of: known };
}

function single(reading: Tokens): Condition | undefined {
  if (taken(reading, '!')) {
    const inner = taken(reading, '(') ? closed(reading) : truth(reading);
    return inner && negated(inner);
  }
  if (taken(reading, '(')) return closed(reading);
  return compared(reading);
}

function closed(reading: Tokens): Condition | undefined {
  const inner = anyOf(reading);
  return taken(reading, ')') ? inner : undefined;
}

function truth(reading: Tokens): Condition | undefined {
  const of = operand(reading);
  return of && of.kind !== 'literal' && of.kind !== 'status' ? { kind: 'truth', of, wanted: true } : undefined;
}

function compared(reading: Tokens): Condition | undefined {
  const start = reading.at;
  const left = operand(reading);
  const operator = reading.tokens[reading.at];
  if (!left || !isOperator(operator)) {
    reading.at = start;
    return truth(reading);
  }
  reading.at += 1;
  const right = operand(reading);
  if (!right) return undefined;
  const isLiteral = [left.kind === 'literal', right.kind === 'literal'];
  if (isLiteral[0] && isLiteral[1]) return undefined;
  const isOrder = operator !== '==' && operator !== '!=';
  const isNumber = [left, right].some((one) => one.kind === 'literal' && typeof one.value === 'number');
  return isOrder && !isNumber ? undefined : { kind: 'compared', left, operator, right };
}

function operand(reading: Tokens): Operand | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined) return undefined;
  reading.at += 1;
  if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
  if (token === '$statusCode') return { kind: 'status' };
  const [, name] = /^\$response\.header\.([\w-]+)$/.exec(token) ?? [];
  if (name !== undefined) return { kind: 'header', name };
  const [isBody, pointer = ''] = /^\$response\.body(?:#((?:\/[^.[\]{}#]*)?))?$/.exec(token) ?? [];
  if (isBody !== undefined) return { kind: 'body', pointer };
  const literal = LITERALS.get(token);
  if (literal !== undefined) return { kind: 'literal', value: literal };
  const number = /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : Number.NaN;
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? { kind: 'literal', value: number } : undefined;
}

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const OPERATORS: ReadonlySet<string> = new Set<Operator>(['==', '!=', '<', '<=', '>', '>=']);

function isOperator(token: string | undefined): token is Operator {
  return token !== undefined && OPERATORS.has(token);
}

/** The opposite. `undefined` for an order: without a value, neither it nor its opposite is true. */
function negated(condition: Condition): Condition | undefined {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of = condition.of.map(negated).filter((one) => one !== undefined);
      const kind = condition.kind === 'all' ? 'any' : 'all';
      return of.length < condition.of.length ? undefined : { kind, of };
    }
    case 'compared':
      if (condition.operator !== '==' && condition.operator !== '!=') return undefined;
      return { ...condition, operator: condition.operator === '==' ? '!=' : '==' };
    case 'truth':
      return { ...condition, wanted: !condition.wanted };
    default:
      return assertNever(condition);
  }
}
