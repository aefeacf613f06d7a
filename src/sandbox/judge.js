// @ts-check
// The judge of JSON Schema 2020-12 that a collection carries, for the runtimes hold none: theirs, Ajv 6, ends at draft-07.
// It judges the form that `schema/to-judgeable` writes, whose references are all `#` or `#/$defs/name`. It interprets, so that
// no answer waits for a compiler. https://json-schema.org/draft/2020-12/json-schema-core

/**
 * Throws, with every place and value, where a value does not satisfy a JSON Schema (2020-12).
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
 * What is wrong with a value, one text each. What nothing can be said about, such as nesting without end, is wrong too.
 *
 * @param {unknown} value
 * @param {Schema | boolean} schema
 */
function problemsIn(value, schema) {
  const asksForRest = 'unevaluatedItems' in CHECKS || 'unevaluatedProperties' in CHECKS;
  /** @type {Here} */
  const here = { value: value, problems: [], root: schema, anchors: [], evaluated: asksForRest ? new Set() : undefined };
  try {
    judge(here, schema);
    return here.problems;
  } catch (error) {
    return ['/ cannot be judged: ' + error.message];
  }
}

/**
 * Judges the value here by a schema: what is wrong joins the problems.
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
 * The JSON pointer of the value that is judged.
 *
 * @param {Here} here
 * @returns {string}
 */
function placeOf(here) {
  if (here.up === undefined) return '';
  return placeOf(here.up) + '/' + String(here.name).replace(/~/g, '~0').replace(/\//g, '~1');
}

/**
 * Another value to judge, or the same by another schema.
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
 * Another schema for the same value; all fails with it.
 *
 * @param {Here} here
 * @param {Schema | boolean} schema
 */
function must(here, schema) {
  const other = beside(here, here.value, here.problems);
  judge(other, schema);
  takeSeen(here, other);
}

/**
 * What is wrong with the same value by a schema that it need not satisfy.
 *
 * @param {Here} here
 * @param {Schema | boolean} schema
 */
function problemsBeside(here, schema) {
  const other = beside(here, here.value, []);
  judge(other, schema);
  if (other.problems.length === 0) takeSeen(here, other);
  return other.problems;
}

/**
 * What another schema has judged counts for the "unevaluated" keywords here.
 *
 * @param {Here} here
 * @param {Here} other
 */
function takeSeen(here, other) {
  for (const name of other.evaluated || []) see(here, name);
}

/**
 * A part counts as judged.
 *
 * @param {Here} here
 * @param {string | number} name
 */
function see(here, name) {
  if (here.evaluated) here.evaluated.add(name);
}

/**
 * A member or an element, by name or index.
 *
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
 * Judges a member or an element.
 *
 * @param {Here} here
 * @param {string | number} name
 * @param {Schema | boolean} schema
 */
function mustInside(here, name, schema) {
  see(here, name);
  judge(inside(here, name, here.problems), schema);
}

/**
 * Where a reference leads: to a definition of the schema, or else to one that several schemas share.
 *
 * @param {Here} here
 * @param {string} pointer
 */
function definition(here, pointer) {
  if (pointer === '#') return here.root;
  const name = pointer.slice('#/$defs/'.length);
  const own = (typeof here.root === 'object' && here.root.$defs) || {};
  const definitions = [own, contract.schemas].find((some) => has(some, name));
  if (!definitions) throw new Error('there is no schema ' + pointer);
  return definitions[name];
}

/**
 * Those parts that no schema has judged.
 *
 * @template {string | number} Name
 * @param {Here} here
 * @param {readonly Name[]} names
 */
function unseenOf(here, names) {
  const evaluated = here.evaluated || new Set();
  return names.filter((name) => !evaluated.has(name));
}
