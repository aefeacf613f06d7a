// @ts-check
// A validator of JSON Schema 2020-12. Collections carry their own, because the Postman runtimes have only Ajv 6 (draft-07).
// It validates the form that `schema/to-judgeable` writes, in which every reference is `#` or `#/$defs/name`. It interprets the
// schema, since compiling would cost more time. https://json-schema.org/draft/2020-12/json-schema-core

/**
 * Throws with up to five problems if a value does not satisfy a JSON Schema.
 *
 * @param {unknown} value
 * @param {Schema | boolean} schema
 */
function expectValid(value, schema) {
  const problems = problemsIn(value, schema);
  if (problems.length === 0) return;
  pm.expect.fail(problems.slice(0, 5).join('; ') + (problems.length > 5 ? '; and ' + (problems.length - 5) + ' more' : ''));
}

/**
 * @param {unknown} value
 * @param {Schema | boolean} schema
 */
function problemsIn(value, schema) {
  const tracksEvaluated = 'unevaluatedItems' in CHECKS || 'unevaluatedProperties' in CHECKS;
  /** @type {Here} */
  const here = { value, problems: [], root: schema, anchors: [], evaluated: tracksEvaluated ? new Set() : undefined };
  try {
    judge(here, schema);
    return here.problems;
  } catch (error) {
    return ['/ cannot be validated: ' + error.message];
  }
}

/**
 * Validates a value, and adds to `here.problems`.
 *
 * @param {Here} here
 * @param {Schema | boolean} schema
 */
function judge(here, schema) {
  if (schema === false) fail(here, 'should not be there');
  if (typeof schema === 'boolean') return;
  const anchors = schema['x-dynamic-anchors'];
  if (anchors) here.anchors = here.anchors.concat(anchors);
  for (const [keyword, check] of STEPS) {
    const wanted = schema[keyword];
    if (wanted !== undefined) check(here, wanted, schema);
  }
}

/**
 * @param {Here} here
 * @param {string} what
 */
function fail(here, what) {
  here.problems.push((placeOf(here) || '/') + ' ' + what + ', got ' + brief(here.value));
}

/**
 * @param {Here} here
 * @returns {string}
 */
function placeOf(here) {
  if (here.up === undefined) return '';
  return placeOf(here.up) + '/' + String(here.name).replace(/~/g, '~0').replace(/\//g, '~1');
}

/**
 * A place for another value, or another schema.
 *
 * @param {Here} here
 * @param {unknown} value
 * @param {string[]} problems
 * @returns {Here}
 */
function beside(here, value, problems) {
  const evaluated = here.evaluated && new Set();
  return { value, problems, evaluated, up: here.up, name: here.name, root: here.root, anchors: here.anchors };
}

/**
 * @param {Here} here
 * @param {Schema | boolean} schema
 */
function must(here, schema) {
  const other = beside(here, here.value, here.problems);
  judge(other, schema);
  takeEvaluated(here, other);
}

/**
 * The problems of the same value by a schema that it need not satisfy.
 *
 * @param {Here} here
 * @param {Schema | boolean} schema
 */
function problemsBeside(here, schema) {
  const other = beside(here, here.value, []);
  judge(other, schema);
  if (other.problems.length === 0) takeEvaluated(here, other);
  return other.problems;
}

/**
 * @param {Here} here
 * @param {Here} other
 */
function takeEvaluated(here, other) {
  for (const name of other.evaluated || []) see(here, name);
}

/**
 * @param {Here} here
 * @param {string | number} name
 */
function see(here, name) {
  if (here.evaluated) here.evaluated.add(name);
}

/**
 * @param {Here} here
 * @param {string | number} name
 * @param {string[]} problems
 */
function inside(here, name, problems) {
  const whole = /** @type {Readonly<Record<string | number, unknown>>} */ (here.value);
  const part = beside(here, whole[name], problems);
  part.up = here;
  part.name = name;
  return part;
}

/**
 * @param {Here} here
 * @param {string | number} name
 * @param {Schema | boolean} schema
 */
function mustInside(here, name, schema) {
  see(here, name);
  judge(inside(here, name, here.problems), schema);
}

/**
 * @param {Here} here
 * @param {string} pointer
 */
function definition(here, pointer) {
  if (pointer === '#') return here.root;
  const name = pointer.slice('#/$defs/'.length);
  const own = Object(here.root).$defs || {};
  const definitions = [own, contract.schemas].find((some) => has(some, name));
  if (!definitions) throw new Error('unknown schema ' + pointer);
  return definitions[name];
}

/**
 * The parts that no schema has evaluated.
 *
 * @template {string | number} Name
 * @param {Here} here
 * @param {readonly Name[]} names
 */
function unevaluatedOf(here, names) {
  const evaluated = here.evaluated || new Set();
  return names.filter((name) => !evaluated.has(name));
}
