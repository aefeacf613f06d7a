import { js, type Script } from '../script.ts';
import { ASKS_FOR_REST, isUsed, keywordsOf, lines, type Piece, type Used } from './piece.ts';

const ELEMENTS: readonly Piece[] = [
  { for: ['prefixItems', 'items'], code: js`const prefix = schema.prefixItems || [];` },
  {
    for: ['prefixItems'],
    code: js`names.slice(0, prefix.length).forEach((name, index) => must(name, prefix[index]));`,
  },
  {
    for: ['items'],
    code: js`if (schema.items !== undefined) names.slice(prefix.length).forEach((name) => must(name, schema.items));`,
  },
  {
    for: ['contains'],
    code: js`
      if (schema.contains !== undefined) {
        const least = schema.minContains === undefined ? 1 : schema.minContains;
        const fitting = names.filter((name) => inside(here, name, schema.contains).length === 0);
        checkSize(here, () => fitting.length, least, schema.maxContains, 'elements that match "contains"');
        fitting.forEach((name) => judged.add(name));
      }
    `,
  },
];

const MEMBERS: readonly Piece[] = [
  {
    for: ['properties'],
    code: js`Object.keys(schema.properties || {}).forEach((name) => has(value, name) && must(name, schema.properties[name]));`,
  },
  {
    for: ['patternProperties'],
    code: js`
      Object.keys(schema.patternProperties || {}).forEach((pattern) => {
        names.filter((name) => toRegExp(pattern).test(name)).forEach((name) => must(name, schema.patternProperties[pattern]));
      });
    `,
  },
  {
    for: ['additionalProperties'],
    code: js`
      const others = schema.additionalProperties === undefined ? [] : names.filter((name) => !judged.has(name));
      others.forEach((name) => must(name, schema.additionalProperties));
    `,
  },
  {
    for: ['propertyNames'],
    code: js`
      if (schema.propertyNames !== undefined) {
        const asName = (name) => Object.assign({}, here, { value: name });
        names.forEach((name) => add(here, beside(asName(name), schema.propertyNames).map((problem) => problem + ' as a name')));
      }
    `,
  },
];

/** Keywords that ask which members and elements others have judged. */
const ASKS = ['additionalProperties', 'contains', ...ASKS_FOR_REST];

/** Keywords whose verdicts on parts are not those on the whole. */
const OWN_WAY = new Set(['contains', 'propertyNames']);

export const PARTS = [...keywordsOf([...ELEMENTS, ...MEMBERS]), ...ASKS_FOR_REST];

export function checkParts(used: Used): Script {
  const pieces: readonly Piece[] = [
    { for: [], code: js`const names = Object.keys(value);` },
    { for: ASKS, code: js`const judged = new Set();` },
    {
      for: [...keywordsOf([...ELEMENTS, ...MEMBERS]).filter((name) => !OWN_WAY.has(name)), ...ASKS_FOR_REST],
      code: isUsed(used, ASKS)
        ? js`
            const must = (name, part) => {
              judged.add(name);
              add(here, inside(here, name, part));
            };
          `
        : js`const must = (name, part) => add(here, inside(here, name, part));`,
    },
    {
      for: keywordsOf(ELEMENTS),
      code: js`
        if (Array.isArray(value)) {
          ${lines(ELEMENTS, used)}
        }
      `,
    },
    {
      for: keywordsOf(MEMBERS),
      code: js`
        if (!Array.isArray(value)) {
          ${lines(MEMBERS, used)}
        }
      `,
    },
    {
      for: ASKS_FOR_REST,
      code: js`
        // The "unevaluated" keywords are for those that nothing else has judged.
        judged.forEach((name) => here.seen.add(name));
        const rest = Array.isArray(value) ? schema.unevaluatedItems : schema.unevaluatedProperties;
        if (rest === undefined) return;
        names.filter((name) => !here.seen.has(name)).forEach((name) => must(name, rest));
        names.forEach((name) => here.seen.add(name));
      `,
    },
  ];
  return js`
    /** Members and elements. */
    function checkParts(here, value, schema) {
      ${lines(pieces, used)}
    }
  `;
}
