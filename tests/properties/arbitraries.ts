import fc from 'fast-check';
import type { Json } from '../../src/core/json.ts';

/** Pieces that end, open or change something in a script, a page, a YAML file or a Postman request. */
const TRAPS = [
  '{{',
  '}}',
  '</',
  '<!--',
  '\u2028',
  '\u2029',
  '"',
  '\\',
  '`',
  '${',
  '\n',
  '\r',
  '\t',
  ' ',
  '#',
  ': ',
  '- ',
  "'",
  '__proto__',
];

/** Texts, most of them with a trap in it. */
export const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof(fc.constantFrom(...TRAPS), fc.string({ maxLength: 3 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r', '\ufeff', 'a', 'word '.repeat(15)), maxLength: 7 }),
);

const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'toString', '$ref', ''));

/** Any JSON value; an object may have a member of its own named `__proto__`. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((entries): Json => Object.fromEntries(entries)),
  ),
})).value;
