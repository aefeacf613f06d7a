// @ts-check
// Success criteria of use cases: https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object

/** @typedef {import('../model/condition-types.ts').Condition} Condition */
/** @typedef {import('../model/condition-types.ts').Operand} Operand */

/**
 * Asserts a condition. Its text is for the message.
 *
 * @param {string} text
 * @param {Condition} condition
 */
function expectCondition(text, condition) {
  /** @type {string[]} */
  const seen = [];
  if (!meets(condition, seen)) pm.expect.fail('"' + text + '" is not met: ' + seen.join(', '));
}

/**
 * Whether the response meets a condition. Where engines compare values of two types differently, either reading is met.
 *
 * @param {Condition} condition
 * @param {string[]} seen the values that were read
 * @returns {boolean}
 */
function meets(condition, seen) {
  if (condition.kind === 'truth') {
    const value = operandValue(condition.of, seen);
    if (!condition.wanted) return !value || value === 'false' || value === '0';
    return value !== undefined && value !== null && value !== false;
  }
  if (condition.kind === 'compared') {
    return isRelated(operandValue(condition.left, seen), condition.operator, operandValue(condition.right, seen));
  }
  const isMet = (/** @type {Condition} */ one) => meets(one, seen);
  return condition.kind === 'all' ? condition.of.every(isMet) : condition.of.some(isMet);
}

/**
 * @param {Operand} operand
 * @param {string[]} seen
 * @returns {unknown}
 */
function operandValue(operand, seen) {
  if (operand.kind === 'literal') return operand.value;
  const { pointer = '', name = 'HTTP status' } = /** @type {{ pointer?: string, name?: string }} */ (operand);
  /** @type {unknown} */
  let value = pm.response.code;
  if (operand.kind === 'header') value = pm.response.headers.get(name);
  if (operand.kind === 'body') value = at(body(), pointer);
  seen.push((operand.kind === 'body' ? pointer || 'the body' : name) + ' is ' + brief(value));
  return value;
}

/**
 * Whether two values are so related. Texts are equal in any case. A text of a number is that number, as a header has it.
 *
 * @param {unknown} left
 * @param {string} operator
 * @param {unknown} right
 */
function isRelated(left, operator, right) {
  const gone = [left, right].filter((value) => value === undefined || value === null).length;
  /** @type {(value: unknown) => string} */
  const plain = (value) => (isNested(value) ? JSON.stringify(value) : String(value)).toLowerCase();
  /** @type {(value: unknown) => number} */
  const numeric = (value) => (/\d/.test(plain(value)) ? Number(value) : NaN);
  const isOther = typeof left !== typeof right;
  const [a, b] = [numeric(left), numeric(right)];
  const isAlike = plain(left) === plain(right) || same(left, right) || (isOther && a === b);
  const isEqual = gone === 2 || (gone === 0 && isAlike);
  if (operator === '==') return isEqual;
  if (operator === '!=') return !isEqual || (isOther && gone === 0);
  /** @type {Readonly<Record<string, boolean>>} */
  const orders = { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b };
  return gone === 0 && orders[operator];
}
