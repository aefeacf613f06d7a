/**
 * The judge of JSON Schema 2020-12 that a script carries, for the runtimes hold none: theirs, Ajv 6, ends at draft-07.
 *
 * It judges the form that `schema/to-judgeable` writes: one schema, whole in itself, whose references are `#` and
 * `#/$defs/name`. It interprets, so no answer waits for a compiler: https://json-schema.org/draft/2020-12/json-schema-core
 *
 * A script carries the pieces that its schemas can reach, and no more: a person reads it.
 */
import type { Json } from '../../core/json.ts';
import { usedIn } from '../../schema/used.ts';
import { joined, js, type Script } from '../script.ts';
import { ALONE, ALONE_FUNCTIONS, checkAlone } from './alone.ts';
import { COMBINED, checkCombined } from './combined.ts';
import { FORMATS, formatFunctions } from './formats.ts';
import { checkParts, PARTS } from './parts.ts';
import { ASKS_FOR_REST, isUsed, lines, needed, type Piece, type Used } from './piece.ts';

const EVERYTHING: Used = new Set([...ALONE, ...COMBINED, ...PARTS, ...FORMATS, 'boolean schema']);

/** `expectValid` for these schemas, or for any, and all that it calls. Function declarations only: the tests stand above them. */
export function schemaJudge(schemas?: readonly Json[]): Script {
  const used = schemas ? usedIn(schemas) : EVERYTHING;
  const asksForRest = isUsed(used, ASKS_FOR_REST);
  return joined([
    entry(used),
    checkedBy(used),
    ...(isUsed(used, ALONE) ? [checkAlone(used)] : []),
    ...(isUsed(used, COMBINED) ? [checkCombined(used)] : []),
    ...(isUsed(used, PARTS) ? [checkParts(used)] : []),
    ...needed(helpers(asksForRest), used),
    ...needed(ALONE_FUNCTIONS, used),
    ...formatFunctions(used),
  ]);
}

const REFERENCES = ['$ref', '$dynamicRef'];

function entry(used: Used): Script {
  const also = (names: readonly string[], member: Script) => (isUsed(used, names) ? member : js``);
  const root = also(REFERENCES, js`, root: schema`);
  const anchors = also(['$dynamicRef'], js`, anchors: []`);
  const seen = also(ASKS_FOR_REST, js`, seen: new Set()`);
  return js`
    /** Throws, with every place and value, where a value does not satisfy a JSON Schema (2020-12). */
    function expectValid(value, schema) {
      const problems = problemsIn(value, schema);
      if (problems.length === 0) return;
      pm.expect.fail(problems.slice(0, 5).join('; ') + (problems.length > 5 ? '; and ' + (problems.length - 5) + ' more' : ''));
    }

    /** What is wrong with a value, one text each. What nothing can be said about, such as nesting without end, is wrong too. */
    function problemsIn(value, schema) {
      try {
        return problemsOf(value, schema, { place: ''${root}${anchors}${seen} });
      } catch (error) {
        return ['/ cannot be judged: ' + error.message];
      }
    }
  `;
}

/** `problemsOf`: one schema at one place. */
function checkedBy(used: Used): Script {
  const steps: readonly Piece[] = [
    { for: [], code: js`const here = Object.assign({}, at, { value: value, problems: [] });` },
    { for: ['$dynamicRef'], code: js`here.anchors = at.anchors.concat(schema['x-dynamic-anchors'] || []);` },
    {
      for: ['boolean schema'],
      code: js`
        if (schema === false) fail(here, 'should not be there');
        if (typeof schema === 'boolean') return here.problems;
      `,
    },
    { for: ALONE, code: js`checkAlone(here, value, schema);` },
    { for: COMBINED, code: js`checkCombined(here, value, schema);` },
    { for: PARTS, code: js`if (value !== null && typeof value === 'object') checkParts(here, value, schema);` },
    { for: [], code: js`return here.problems;` },
  ];
  return js`
    /** The same for one schema at one place. */
    function problemsOf(value, schema, at) {
      ${lines(steps, used)}
    }

    function fail(here, what) {
      here.problems.push((here.place || '/') + ' ' + what + ', got ' + brief(here.value));
    }
  `;
}

function helpers(asksForRest: boolean): readonly Piece[] {
  return [
    {
      for: [...COMBINED, ...PARTS],
      code: js`
        function add(here, problems) {
          problems.forEach((problem) => here.problems.push(problem));
        }
      `,
    },
    {
      for: [...COMBINED, 'propertyNames'],
      code: asksForRest
        ? js`
            /** What is wrong with the same value by another schema. What that has judged counts where nothing is, or all fails with it. */
            function beside(here, schema, isNeeded) {
              const seen = new Set();
              const problems = problemsOf(here.value, schema, Object.assign({}, here, { seen: seen }));
              if (isNeeded || problems.length === 0) seen.forEach((name) => here.seen.add(name));
              return problems;
            }
          `
        : js`
            /** What is wrong with the same value by another schema. */
            function beside(here, schema) {
              return problemsOf(here.value, schema, here);
            }
          `,
    },
    {
      for: PARTS,
      code: js`
        /** What is wrong with a member or an element. */
        function inside(here, name, schema) {
          const place = here.place + '/' + (/[~/]/.test(name) ? name.replace(/~/g, '~0').replace(/\//g, '~1') : name);
          return problemsOf(here.value[name], schema, Object.assign({}, here, { place: place${asksForRest ? js`, seen: new Set()` : js``} }));
        }
      `,
    },
  ];
}
