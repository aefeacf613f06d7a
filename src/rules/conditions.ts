/** Whether a response meets a success criterion: what `sandbox/criteria.js` judges, for mutations and for the reference server. */

import { assertNever } from '../core/errors.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Condition, Operand, Operator } from '../model/condition-types.ts';
import type { PlainAnswer } from './rule.ts';

/** Whether it does for certain, whatever reading an engine has. */
export function isMetBy(condition: Condition, answer: PlainAnswer): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => isMetBy(one, answer));
    case 'any':
      return condition.of.some((one) => isMetBy(one, answer));
    case 'truth': {
      const value = operandValue(condition.of, answer);
      if (!condition.wanted) return !value || value === 'false' || value === '0';
      return value !== undefined && value !== null && value !== false;
    }
    case 'compared':
      return isRelated(operandValue(condition.left, answer), condition.operator, operandValue(condition.right, answer));
    default:
      return assertNever(condition);
  }
}

function operandValue(operand: Operand, { status, headers, body }: PlainAnswer): unknown {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'status':
      return status;
    case 'header':
      return headers[operand.name.toLowerCase()];
    case 'body':
      return valueAt(body, fromPointer(operand.pointer));
    default:
      return assertNever(operand);
  }
}

function isRelated(left: unknown, operator: Operator, right: unknown): boolean {
  const gone = [left, right].filter((value) => value === undefined || value === null).length;
  const isOther = typeof left !== typeof right;
  const [a, b] = [numeric(left), numeric(right)];
  const isEqual = gone === 2 || (gone === 0 && (plain(left) === plain(right) || (isOther && a === b)));
  if (operator === '==') return isEqual;
  if (operator === '!=') return !isEqual || (isOther && gone === 0);
  const orders = { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b };
  return gone === 0 && orders[operator];
}

function plain(value: unknown): string {
  return (typeof value === 'string' ? value : String(JSON.stringify(value))).toLowerCase();
}

function numeric(value: unknown): number {
  return /\d/.test(plain(value)) ? Number(value) : Number.NaN;
}
