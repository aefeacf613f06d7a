import { exactText, numberText } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import { count } from '../core/words.ts';
import { COMBINED_BREAKS, fewerThan } from './combined-breaks.ts';
import { isOfType, listIn, recordIn, SAMPLES } from './values.ts';

/** The name of the break of `type`. */
export const OTHER_TYPE = 'of another type';

/** A constraint of a schema, and values that break it, simplest first. */
export interface Break {
  /** Part of a mutation's name: `of another type`. */
  readonly what: string;
  /** The affected member, if the constraint is about one. */
  readonly member?: string;
  /** Whether the values are invalid by construction. If not, they must be validated. */
  readonly certain: boolean;
  /** Given the current value at the location, or `undefined` if there is none. */
  readonly values: (value: Json | undefined) => readonly Json[];
}

type Schema = Readonly<Record<string, Json>>;

/** The breaks for the keywords of one schema, without subschemas. */
export function breaksAt(schema: Schema): readonly BreakOf[] {
  return Object.keys(schema).flatMap((keyword) =>
    (BREAKS[keyword]?.(schema[keyword] as Json, schema) ?? []).map((broken) => ({ ...broken, keyword, schema })),
  );
}

/** A break, and the keyword that it breaks. */
export interface BreakOf extends Break {
  readonly keyword: string;
  readonly schema: Schema;
}

type ToBreaks = (limit: Json, schema: Schema) => readonly Break[];

function certain(what: string, values: Break['values']): readonly Break[] {
  return [{ what, certain: true, values }];
}

const BREAKS: Readonly<Record<string, ToBreaks>> = {
  type: (types) => certain(OTHER_TYPE, () => SAMPLES.filter((value) => !isOfType(value, types))),
  const: (constant) => certain('other than its constant', () => SAMPLES.filter((value) => !isEqual(value, constant))),
  enum: (values) =>
    certain('not an allowed value', (value) => {
      const others: Json[] = [typeof value === 'number' ? value + 1000.5 : 'none-of-these', ...SAMPLES];
      return others.filter((other) => !(values as readonly Json[]).some((allowed) => isEqual(other, allowed)));
    }),
  minimum: (limit) =>
    certain(`below ${numberText(Number(limit))}`, () =>
      [Number(limit) - 1, -2 * Math.abs(Number(limit))].filter((n) => n < Number(limit)),
    ),
  maximum: (limit) =>
    certain(`above ${numberText(Number(limit))}`, () =>
      [Number(limit) + 1, 2 * Math.abs(Number(limit))].filter((n) => n > Number(limit)),
    ),
  exclusiveMinimum: (limit) => certain(`not above ${numberText(Number(limit))}`, () => [limit]),
  exclusiveMaximum: (limit) => certain(`not below ${numberText(Number(limit))}`, () => [limit]),
  multipleOf: (step) =>
    certain(Number(step) === 1 ? 'not an integer' : `not a multiple of ${numberText(Number(step))}`, (value) => [
      (typeof value === 'number' ? value : 0) + Number(step) / 2,
    ]),
  minLength: (limit) =>
    Number(limit) < 1
      ? []
      : certain(`shorter than ${numberText(Number(limit))}`, (value) => [
          letters(value, Number(limit))
            .slice(0, Number(limit) - 1)
            .join(''),
        ]),
  maxLength: (limit) =>
    certain(`longer than ${numberText(Number(limit))}`, (value) =>
      Number(limit) > LONGEST ? [] : [letters(value, Number(limit) + 1).join('')],
    ),
  pattern: (pattern) =>
    certain(`not matching the pattern ${exactText(pattern)}`, (value) =>
      ['', ' ', '~', 'text', '0', `${exactText(value ?? '')}\u0001`].filter(
        (text) => !matches(exactText(pattern), text),
      ),
    ),
  format: (format) =>
    certain(`not a valid ${exactText(format)}`, () => (format === 'regex' ? ['('] : [`no ${exactText(format)}`])),
  required: (names) =>
    (names as readonly string[]).map((member) => ({
      what: 'missing',
      member,
      certain: true,
      values: (value) => [without(value, [member])],
    })),
  dependentRequired: (needs) =>
    Object.entries(needs as Record<string, readonly string[]>).flatMap(([name, members]) =>
      members.map((member) => ({
        what: `missing next to ${name}`,
        member,
        certain: name !== member,
        values: (value) => {
          const known = recordIn(value)[name];
          return (known === undefined ? SAMPLES : [known]).map((one) => ({ ...without(value, [member]), [name]: one }));
        },
      })),
    ),
  minItems: (limit) =>
    Number(limit) < 1
      ? []
      : certain(fewerThan(Number(limit), 'element'), (value) => [listIn(value).slice(0, Number(limit) - 1)]),
  maxItems: (limit) =>
    certain(`with more than ${count(Number(limit), 'element')}`, (value) => {
      const list = listIn(value);
      const more = Array.from({ length: Math.max(0, Number(limit) + 1 - list.length) }, () => list.at(-1) ?? null);
      return Number(limit) > LONGEST ? [] : [[...list, ...more]];
    }),
  uniqueItems: (unique) =>
    unique === true
      ? certain('with a duplicate element', (value) => {
          const list = listIn(value);
          const [first] = list;
          const more = [...list, ...(list.length > 0 ? list.slice(0, 1) : [1, 1])];
          // Of as many elements, or of the fewest.
          return first === undefined ? [more] : [more, [first, first, ...list.slice(2)], [first, first]];
        })
      : [],
  minProperties: (limit) =>
    Number(limit) < 1
      ? []
      : certain(fewerThan(Number(limit), 'member'), (value) => [
          Object.fromEntries(Object.entries(recordIn(value)).slice(0, Number(limit) - 1)),
        ]),
  maxProperties: (limit) =>
    certain(`with more than ${count(Number(limit), 'member')}`, (value) => {
      const more = Array.from({ length: Math.min(Number(limit) + 1, LONGEST) }, (_, index) => [
        `unheard-of-${index}`,
        1,
      ]);
      return Number(limit) > LONGEST ? [] : [{ ...recordIn(value), ...Object.fromEntries(more) }];
    }),
  ...COMBINED_BREAKS,
};

/** Strings longer than this are not generated. */
const LONGEST = 100_000;

function isEqual(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The code points of a string, extended to at least `count`. */
function letters(value: Json | undefined, count: number): readonly string[] {
  const text = Array.from(typeof value === 'string' ? value : '');
  return [...text, ...Array.from({ length: Math.max(0, Math.min(count, LONGEST + 1) - text.length) }, () => 'x')];
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return new RegExp(pattern).test(text);
  }
}

function without(value: Json | undefined, members: readonly string[]): Schema {
  return Object.fromEntries(Object.entries(recordIn(value)).filter(([name]) => !members.includes(name)));
}
