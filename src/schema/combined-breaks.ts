/** Values that break a keyword which combines schemas. Which of them is invalid can only be found by validation. */
import { isRecord, type Json } from '../core/json.ts';
import { count } from '../core/words.ts';
import type { Break } from './breaks.ts';
import { isOfType, listIn, recordIn, SAMPLES } from './values.ts';

/** The name of the break that adds a member which the schema does not describe. */
export const UNKNOWN_MEMBER = 'with a member that is not described';

type Schema = Readonly<Record<string, Json>>;

type ToBreaks = (part: Json, schema: Schema) => readonly Break[];

/**
 * A keyword about members or elements is broken by an object or an array, and one beside a `type` by a value of that type: another value
 * breaks `type`, or nothing.
 */
function combined(what: string, isOfKind: (value: Json) => boolean = () => true): ToBreaks {
  return (_, { type }) => {
    const fits = (value: Json) => isOfKind(value) && (type === undefined || isOfType(value, type));
    return [{ what, certain: false, values: (value) => [...extended(value), ...SAMPLES].filter(fits) }];
  };
}

/** Variants of a value with one part more or fewer. */
function extended(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return [[...value, ...value.slice(-1)], [...value, 'unheard-of'], value.slice(0, -1), []];
  return isRecord(value) ? [{ ...(value as Schema), 'unheard-of': 1 }] : [];
}

/** `with no members`, `with fewer than 2 members`. */
export function fewerThan(limit: number, what: string): string {
  return limit === 1 ? `with no ${what}s` : `with fewer than ${limit} ${what}s`;
}

/** By keyword. */
export const COMBINED_BREAKS: Readonly<Record<string, ToBreaks>> = {
  additionalProperties: (part, schema) => (part === false ? combined(UNKNOWN_MEMBER, isRecord)(part, schema) : []),
  unevaluatedProperties: combined(UNKNOWN_MEMBER, isRecord),
  unevaluatedItems: combined('with an element that is not described', Array.isArray),
  propertyNames: () => [{ what: 'with an invalid member name', certain: false, values: withOddName }],
  patternProperties: combined('with an invalid member', isRecord),
  items: (part, schema) =>
    part === false ? combined('with an element that is not described', Array.isArray)(part, schema) : [],
  contains: (part, { minContains = 1, maxContains }) => [
    ...(Number(minContains) > 0 ? [tooFew(Number(minContains), part)] : []),
    ...(Number(maxContains) < MOST_ELEMENTS ? [tooMany(Number(maxContains), part)] : []),
  ],
  dependentSchemas: (schemas, schema) =>
    combined('invalid for a dependent schema', isRecord)(schemas, schema).map((broken) => ({
      ...broken,
      values: (value) => [
        ...Object.keys(recordIn(schemas)).map((name) => ({ [name]: 1, ...recordIn(value) })),
        ...broken.values(value),
      ],
    })),
  anyOf: combined('matching no alternative'),
  oneOf: combined('not matching exactly one alternative'),
  not: combined('matching a forbidden schema'),
  if: (condition, schema) => {
    // Without both, a condition asserts nothing.
    const isIdle = schema['then'] === undefined && schema['else'] === undefined;
    return (isIdle ? [] : combined('invalid for its condition')(condition, schema)).map((broken) => ({
      ...broken,
      values: (value) => [...meeting(value, condition), ...broken.values(value)],
    }));
  },
};

/** Longer arrays are not generated. */
const MOST_ELEMENTS = 1000;

/** The elements that are tried: those of the value, those that `contains` names, and others. */
function elementsFor(value: Json | undefined, part: Json): readonly Json[] {
  const named = isRecord(part) ? [part['const'], listIn(part['enum'] as Json | undefined)[0]] : [];
  return [...listIn(value), ...named.filter((one) => one !== undefined), ...SAMPLES] as readonly Json[];
}

function tooFew(least: number, part: Json): Break {
  return {
    what: least === 1 ? 'without a matching element' : fewerThan(least, 'matching element'),
    certain: false,
    // Of as many elements, or of the fewest.
    values: (value) => {
      const elements = elementsFor(value, part);
      const alike = elements.map((one) => listIn(value).map(() => one));
      return [...alike, listIn(value).slice(0, least - 1), ...elements.map((one) => [one]), []];
    },
  };
}

function tooMany(most: number, part: Json): Break {
  return {
    what: `with more than ${count(most, 'matching element')}`,
    certain: false,
    values: (value) =>
      elementsFor(value, part).flatMap((one) => {
        const all = Array.from({ length: most + 1 }, () => one);
        return [[...all, ...listIn(value).slice(all.length)], all];
      }),
  };
}

/** Names of members, of which most patterns and lengths refuse one. */
const ODD_NAMES = ['unheard-of', 'UNHEARD OF', '', '~', 'u'.repeat(300)];

function withOddName(value: Json | undefined): readonly Json[] {
  const members = recordIn(value);
  const known = Object.values(members).slice(0, 1);
  return ODD_NAMES.flatMap((name) => [...known, ...SAMPLES].map((one) => ({ ...members, [name]: one })));
}

/** A value whose members are changed to satisfy a condition: a member with a `const` or an `enum` gets a value from it. */
function meeting(value: Json | undefined, condition: Json): readonly Json[] {
  const properties = isRecord(condition) && isRecord(condition['properties']) ? condition['properties'] : {};
  const wanted = Object.entries(properties).flatMap(([name, part]): [string, Json][] => {
    const values = isRecord(part) ? (part['const'] === undefined ? part['enum'] : [part['const']]) : undefined;
    return Array.isArray(values) && values.length > 0 ? [[name, values[0] as Json]] : [];
  });
  return wanted.length === 0 ? [] : [{ ...recordIn(value), ...Object.fromEntries(wanted) }];
}
