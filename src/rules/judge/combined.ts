import { js, type Script } from '../script.ts';
import { keywordsOf, lines, type Piece, type Used } from './piece.ts';

const REFERENCES = ['$ref', '$dynamicRef'];
const MUST = [...REFERENCES, 'allOf', 'if', 'dependentSchemas'];

const PIECES: readonly Piece[] = [
  { for: MUST, code: js`const must = (part) => add(here, beside(here, part, true));` },
  { for: ['not', 'if'], code: js`const accepts = (part) => beside(here, part).length === 0;` },
  {
    for: REFERENCES,
    code: js`const definition = (pointer) => (pointer === '#' ? here.root : here.root.$defs[pointer.slice('#/$defs/'.length)]);`,
  },
  { for: ['$ref'], code: js`if (schema.$ref !== undefined) must(definition(schema.$ref));` },
  {
    for: ['$dynamicRef'],
    code: js`
      if (schema.$dynamicRef !== undefined) {
        const name = schema.$dynamicRef.slice(1);
        must(definition(here.anchors.find((anchors) => has(anchors, name))[name]));
      }
    `,
  },
  { for: ['allOf'], code: js`(schema.allOf || []).forEach(must);` },
  {
    for: ['anyOf', 'oneOf'],
    code: js`
      [schema.anyOf, schema.oneOf].filter(Boolean).forEach((parts) => {
        const tries = parts.map((part) => beside(here, part)).sort((a, b) => a.length - b.length);
        const matched = tries.filter((problems) => problems.length === 0).length;
        if (matched === 0) fail(here, 'should match one of ' + parts.length + ' schemas (nearest: ' + tries[0].slice(0, 2).join('; ') + ')');
        if (matched > 1 && parts === schema.oneOf) fail(here, 'should match only one of ' + parts.length + ' schemas, matches ' + matched);
      });
    `,
  },
  {
    for: ['not'],
    code: js`if (schema.not !== undefined && accepts(schema.not)) fail(here, 'should not be what "not" describes');`,
  },
  {
    for: ['if'],
    code: js`
      if (schema.if !== undefined) {
        const branch = accepts(schema.if) ? schema.then : schema.else;
        if (branch !== undefined) must(branch);
      }
    `,
  },
  {
    for: ['dependentSchemas'],
    code: js`
      Object.keys(schema.dependentSchemas || {}).forEach((name) => {
        if (typeOf(value) === 'object' && has(value, name)) must(schema.dependentSchemas[name]);
      });
    `,
  },
];

export const COMBINED = keywordsOf(PIECES);

export function checkCombined(used: Used): Script {
  return js`
    /** References, and schemas put together. */
    function checkCombined(here, value, schema) {
      ${lines(PIECES, used)}
    }
  `;
}
