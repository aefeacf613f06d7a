import { js, type Script } from '../script.ts';
import { keywordsOf, lines, type Piece, type Used } from './piece.ts';

const ANY: readonly Piece[] = [
  {
    for: ['type'],
    code: js`
      const types = [].concat(schema.type || type);
      const fits = types.includes(type) || (types.includes('integer') && Number.isInteger(value));
      if (!fits) fail(here, 'should be ' + types.join(' or '));
    `,
  },
  {
    for: ['const'],
    code: js`
      if (schema.const !== undefined && keyOf(value) !== keyOf(schema.const)) fail(here, 'should be ' + brief(schema.const));
    `,
  },
  {
    for: ['enum'],
    code: js`
      if (schema.enum && !schema.enum.some((allowed) => keyOf(allowed) === keyOf(value))) fail(here, 'should be one of ' + brief(schema.enum));
    `,
  },
];

/** A limit that is not there is `undefined`: nothing is less than it, nor greater. */
const NUMBER: readonly Piece[] = [
  { for: ['minimum'], code: js`if (value < schema.minimum) fail(here, 'should be >= ' + schema.minimum);` },
  { for: ['maximum'], code: js`if (value > schema.maximum) fail(here, 'should be <= ' + schema.maximum);` },
  {
    for: ['exclusiveMinimum'],
    code: js`if (value <= schema.exclusiveMinimum) fail(here, 'should be > ' + schema.exclusiveMinimum);`,
  },
  {
    for: ['exclusiveMaximum'],
    code: js`if (value >= schema.exclusiveMaximum) fail(here, 'should be < ' + schema.exclusiveMaximum);`,
  },
  {
    for: ['multipleOf'],
    code: js`
      if (schema.multipleOf && !isMultiple(value, schema.multipleOf)) fail(here, 'should be a multiple of ' + schema.multipleOf);
    `,
  },
];

const TEXT: readonly Piece[] = [
  {
    for: ['minLength', 'maxLength'],
    code: js`checkSize(here, () => Array.from(value).length, schema.minLength, schema.maxLength, 'characters');`,
  },
  {
    for: ['pattern'],
    code: js`
      if (schema.pattern !== undefined && !toRegExp(schema.pattern).test(value)) fail(here, 'should match the pattern ' + schema.pattern);
    `,
  },
  {
    for: ['format'],
    code: js`
      if (schema.format !== undefined && !hasFormat(value, schema.format)) fail(here, 'should be a valid ' + schema.format);
    `,
  },
];

const ARRAY: readonly Piece[] = [
  {
    for: ['minItems', 'maxItems'],
    code: js`checkSize(here, () => value.length, schema.minItems, schema.maxItems, 'elements');`,
  },
  {
    for: ['uniqueItems'],
    code: js`
      if (schema.uniqueItems && new Set(value.map(keyOf)).size < value.length) fail(here, 'should not have an element twice');
    `,
  },
];

const OBJECT: readonly Piece[] = [
  {
    for: ['minProperties', 'maxProperties'],
    code: js`checkSize(here, () => Object.keys(value).length, schema.minProperties, schema.maxProperties, 'members');`,
  },
  {
    for: ['required', 'dependentRequired'],
    code: js`const need = (name) => has(value, name) || fail(here, 'should have the member ' + brief(name));`,
  },
  { for: ['required'], code: js`(schema.required || []).forEach(need);` },
  {
    for: ['dependentRequired'],
    code: js`
      Object.keys(schema.dependentRequired || {}).forEach((name) => has(value, name) && schema.dependentRequired[name].forEach(need));
    `,
  },
];

const BY_TYPE = [
  { is: js`type === 'number'`, pieces: NUMBER },
  { is: js`type === 'string'`, pieces: TEXT },
  { is: js`type === 'array'`, pieces: ARRAY },
  { is: js`type === 'object'`, pieces: OBJECT },
];

export const ALONE = keywordsOf([...ANY, ...BY_TYPE.flatMap(({ pieces }) => pieces)]);

export function checkAlone(used: Used): Script {
  const byType = BY_TYPE.map(
    ({ is, pieces }): Piece => ({
      for: keywordsOf(pieces),
      code: js`
        if (${is}) {
          ${lines(pieces, used)}
        }
      `,
    }),
  );
  return js`
    /** Keywords about the value as such. */
    function checkAlone(here, value, schema) {
      const type = typeOf(value);
      ${lines([...ANY, ...byType], used)}
    }
  `;
}

const SIZES = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'contains'];

/** The functions that these and other keywords call. */
export const ALONE_FUNCTIONS: readonly Piece[] = [
  {
    for: SIZES,
    code: js`
      function checkSize(here, size, least, most, what) {
        if (least !== undefined && size() < least) fail(here, 'should have at least ' + least + ' ' + what);
        if (most !== undefined && size() > most) fail(here, 'should have at most ' + most + ' ' + what);
      }
    `,
  },
  {
    for: [...ALONE, 'dependentSchemas'],
    code: js`
      function typeOf(value) {
        return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      }
    `,
  },
  {
    for: ['required', 'dependentRequired', 'dependentSchemas', 'properties', '$dynamicRef'],
    code: js`
      function has(object, name) {
        return Object.prototype.hasOwnProperty.call(object, name);
      }
    `,
  },
  {
    for: ['const', 'enum', 'uniqueItems'],
    code: js`
      /** The same text for equal JSON values: the order of members says nothing. */
      function keyOf(value) {
        const sorted = (object) => ({ members: Object.keys(object).sort().map((name) => [name, object[name]]) });
        return JSON.stringify(value, (_, inner) => (typeOf(inner) === 'object' ? sorted(inner) : inner));
      }
    `,
  },
  {
    for: ['multipleOf'],
    code: js`
      /** Exact in decimals: 0.3 is a multiple of 0.1. */
      function isMultiple(value, step) {
        const toDecimal = (number) => {
          const parts = number.toExponential().split('e');
          return { digits: BigInt(parts[0].replace('.', '')), exponent: parts[1] - parts[0].replace(/^.*?(\.|$)/, '').length };
        };
        const a = toDecimal(value), b = toDecimal(step), least = Math.min(a.exponent, b.exponent);
        const whole = (decimal) => decimal.digits * BigInt(10) ** BigInt(decimal.exponent - least);
        return whole(a) % whole(b) === BigInt(0);
      }
    `,
  },
  {
    for: ['pattern', 'patternProperties'],
    code: js`
      /** With Unicode, as the standard asks; a pattern that is none then, such as "[\w-.]", without. */
      function toRegExp(pattern) {
        try {
          return new RegExp(pattern, 'u');
        } catch (error) {
          return new RegExp(pattern);
        }
      }
    `,
  },
];
