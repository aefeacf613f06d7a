// @ts-check

/**
 * The checks, in the order of the problems in a report. `type` is one name or several, and none of the names is in another one. Of `1e400`, only
 * Infinity is known, which may be an integer.
 *
 * @type {Checks}
 */
const CHECKS = {
  type: (here, wanted) => {
    const type = typeOf(here.value);
    const isWhole = type === 'number' && wanted.includes('integer') && !(Number(here.value) % 1);
    if (!isWhole && !wanted.includes(type)) fail(here, 'should be ' + String(wanted).replace(/,/g, ' or '));
  },
  const: (here, wanted) => {
    if (!same(here.value, wanted)) fail(here, 'should be ' + brief(wanted));
  },
  enum: (here, allowed) => {
    if (!allowed.some((one) => same(here.value, one))) fail(here, 'should be one of ' + brief(allowed));
  },
  minimum: (here, limit) => {
    if (typeof here.value === 'number' && here.value < limit) fail(here, 'should be >= ' + limit);
  },
  maximum: (here, limit) => {
    if (typeof here.value === 'number' && here.value > limit) fail(here, 'should be <= ' + limit);
  },
  exclusiveMinimum: (here, limit) => {
    if (typeof here.value === 'number' && here.value <= limit) fail(here, 'should be > ' + limit);
  },
  exclusiveMaximum: (here, limit) => {
    if (typeof here.value === 'number' && here.value >= limit) fail(here, 'should be < ' + limit);
  },
  multipleOf: (here, step) => {
    // From 2^53 on, digits are rounded. What is as large as 1e21 is not written in digits, and of 1e400, only Infinity is known.
    const size = Math.abs(Number(here.value));
    const isRounded = (size >= 2 ** 53 && size < 1e21) || size === Infinity;
    if (typeof here.value === 'number' && !isRounded && !isMultiple(here.value, step)) fail(here, 'should be a multiple of ' + step);
  },
  minLength: (here, least) => {
    if (typeof here.value === 'string') atLeast(here, Array.from(here.value).length, least, 'characters');
  },
  maxLength: (here, most) => {
    if (typeof here.value === 'string') atMost(here, Array.from(here.value).length, most, 'characters');
  },
  pattern: (here, pattern) => {
    if (typeof here.value === 'string' && !toRegExp(pattern).test(here.value)) fail(here, 'should match the pattern ' + pattern);
  },
  format: (here, format) => {
    const fits = typeof here.value !== 'string' || !has(FORMATS, format) || FORMATS[format](here.value);
    if (!fits) fail(here, 'should be a valid ' + format);
  },
  minItems: (here, least) => {
    if (Array.isArray(here.value)) atLeast(here, here.value.length, least, 'elements');
  },
  maxItems: (here, most) => {
    if (Array.isArray(here.value)) atMost(here, here.value.length, most, 'elements');
  },
  uniqueItems: (here, isWanted) => {
    const isTwice = isWanted && Array.isArray(here.value) && new Set(Array.from(exactOf(here.value), keyOf)).size < here.value.length;
    if (isTwice && !hasRounded()) fail(here, 'should not have an element twice');
  },
  minProperties: (here, least) => {
    if (isObject(here.value)) atLeast(here, Object.keys(here.value).length, least, 'members');
  },
  maxProperties: (here, most) => {
    if (isObject(here.value)) atMost(here, Object.keys(here.value).length, most, 'members');
  },
  required: (here, names) => {
    for (const name of names) need(here, name);
  },
  dependentRequired: (here, needs) => {
    for (const name of namesHere(here, needs)) for (const needed of needs[name]) need(here, needed);
  },
  $ref: (here, pointer) => must(here, definition(here, pointer)),
  $dynamicRef: (here, anchor) => {
    const name = anchor.slice(1);
    const anchors = here.anchors.find((opened) => has(opened, name));
    if (!anchors) throw new Error('unknown anchor ' + anchor);
    must(here, definition(here, anchors[name]));
  },
  allOf: (here, parts) => {
    for (const part of parts) must(here, part);
  },
  anyOf: (here, parts) => oneIn(here, parts, parts.length),
  oneOf: (here, parts) => oneIn(here, parts, 1),
  not: (here, schema) => {
    if (problemsBeside(here, schema).length === 0) fail(here, 'should not be what "not" describes');
  },
  if: (here, condition, schema) => {
    const branch = problemsBeside(here, condition).length === 0 ? schema.then : schema.else;
    if (branch !== undefined) must(here, branch);
  },
  dependentSchemas: (here, schemas) => {
    for (const name of namesHere(here, schemas)) must(here, schemas[name]);
  },
  prefixItems: (here, schemas) => {
    for (const index of indexesOf(here).slice(0, schemas.length)) mustInside(here, index, schemas[index]);
  },
  items: (here, schema, { prefixItems }) => {
    for (const index of indexesOf(here).slice(prefixItems ? prefixItems.length : 0)) mustInside(here, index, schema);
  },
  contains: (here, schema, { minContains, maxContains }) => {
    if (!Array.isArray(here.value)) return;
    const fitting = indexesOf(here).filter((index) => {
      const element = inside(here, index, []);
      judge(element, schema);
      return element.problems.length === 0;
    });
    for (const index of fitting) see(here, index);
    atLeast(here, fitting.length, minContains === undefined ? 1 : minContains, 'elements that match "contains"');
    if (maxContains !== undefined) atMost(here, fitting.length, maxContains, 'elements that match "contains"');
  },
  properties: (here, schemas) => {
    for (const name of namesHere(here, schemas)) mustInside(here, name, schemas[name]);
  },
  patternProperties: (here, schemas) => {
    for (const pattern of Object.keys(schemas)) {
      const names = membersOf(here).filter((name) => toRegExp(pattern).test(name));
      for (const name of names) mustInside(here, name, schemas[pattern]);
    }
  },
  additionalProperties: (here, schema, { properties, patternProperties }) => {
    const patterns = Object.keys(patternProperties || {}).map(toRegExp);
    for (const name of membersOf(here)) {
      const isJudged = (properties && has(properties, name)) || patterns.some((pattern) => pattern.test(name));
      if (!isJudged) mustInside(here, name, schema);
    }
  },
  propertyNames: (here, schema) => {
    for (const name of membersOf(here)) {
      const asName = beside(here, name, []);
      judge(asName, schema);
      for (const problem of asName.problems) here.problems.push(problem + ' as a name');
    }
  },
  unevaluatedItems: (here, schema) => {
    for (const index of unevaluatedOf(here, indexesOf(here))) mustInside(here, index, schema);
  },
  unevaluatedProperties: (here, schema) => {
    for (const name of unevaluatedOf(here, membersOf(here))) mustInside(here, name, schema);
  },
};

/** @type {readonly [string, Check][]} */
const STEPS = Object.entries(CHECKS);
