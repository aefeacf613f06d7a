/**
 * The functions that sandbox scripts call. A script holds those it needs, below its tests, so that a request can be copied
 * into another collection and still works.
 *
 * Both runtimes take them: no top-level `await`, no optional chaining, no template literals.
 */
import { asked, compare, read, readDetails, readLists, same, unjudged } from './comparison-helpers.ts';
import type { Helper, HelperContext, HelperName } from './helper.ts';
import { expectAgreement, expectSameItems, inOrder, isWithin, matches } from './item-helpers.ts';
import { schemaJudge } from './judge/judge.ts';
import { keep, keepLastId, keepMiddle, keepValue } from './keep-helpers.ts';
import { numberAt, numberIn, totalInRange } from './number-helpers.ts';
import { expectNoData, sentSecrets } from './refusal-helpers.ts';
import { js, type Script } from './script.ts';
import { nextUrl, readWhole } from './whole-list-helper.ts';

const body: Helper = {
  needs: [],
  code: () => js`
    /** The body of the answer. Throws where it is no JSON. */
    function body() {
      try {
        return JSON.parse(pm.response.text());
      } catch (error) {
        return pm.expect.fail('the body is no JSON: ' + error.message);
      }
    }
  `,
};

const mediaType: Helper = {
  needs: [],
  code: () => js`
    /** The media type of the answer, without parameters such as the charset. */
    function mediaType() {
      return String(pm.response.headers.get('Content-Type') || 'none').split(';')[0].trim().toLowerCase();
    }
  `,
};

const at: Helper = {
  needs: [],
  code: () => js`
    /** The value at a JSON pointer such as "/customer/id", or undefined. */
    function at(value, pointer) {
      return pointer.split('/').slice(1).reduce((found, part) => {
        const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
        const there = found !== null && typeof found === 'object' && Object.prototype.hasOwnProperty.call(found, name);
        return there ? found[name] : undefined;
      }, value);
    }
  `,
};

const brief: Helper = {
  needs: [],
  code: () => js`
    /** A value as JSON, cut to what fits a line of a report. */
    function brief(value) {
      const text = value === undefined ? 'nothing' : JSON.stringify(value);
      return text.length > 80 ? text.slice(0, 77) + '...' : text;
    }
  `,
};

const items: Helper = {
  needs: ['body', 'at'],
  code: ({ list }) => js`
    /** The items of the list in a body; of the answer, when called without one. */
    function items(from) {
      const found = at(from === undefined ? body() : from, ${list?.items ?? ''});
      pm.expect(found, 'the list').to.be.an('array');
      return found;
    }
  `,
};

const idOf: Helper = {
  needs: ['at'],
  code: ({ list }) => js`
    /** What tells an item from the others. */
    function idOf(item) {
      return at(item, ${list?.id ?? '/id'});
    }
  `,
};

const expectValid: Helper = { needs: ['brief'], code: ({ schemas }) => schemaJudge(schemas) };

const expectHeader: Helper = {
  needs: ['expectValid'],
  code: () => js`
    /** Throws where a header is missing or does not satisfy its schema. */
    function expectHeader(name, schema) {
      const text = pm.response.headers.get(name);
      if (text === undefined) pm.expect.fail('the header ' + name + ' is missing');
      expectValid(readText(text, schema), schema);
    }

    /** The value that a text spells, by the types of its schema: a number in decimal digits, true or false, a list with commas. */
    function readText(text, schema) {
      const types = [].concat(schema.type || []);
      if (types.includes('array')) return text.split(',').map((part) => readText(part.trim(), schema.items || {}));
      if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
      return types.includes('boolean') && /^(true|false)$/.test(text) ? text === 'true' : text;
    }
  `,
};

const HELPERS: Readonly<Record<HelperName, Helper>> = {
  asked,
  compare,
  keep,
  keepValue,
  keepLastId,
  keepMiddle,
  readLists,
  readDetails,
  readWhole,
  nextUrl,
  read,
  unjudged,
  expectSameItems,
  expectAgreement,
  expectHeader,
  expectNoData,
  sentSecrets,
  expectValid,
  inOrder,
  matches,
  isWithin,
  items,
  idOf,
  numberIn,
  numberAt,
  totalInRange,
  mediaType,
  same,
  body,
  at,
  brief,
};

/** The helpers that a script needs, and those that they need, each once and in a fixed order. */
export function helperCode(names: readonly HelperName[], context: HelperContext): readonly Script[] {
  const needed = new Set<HelperName>();
  const add = (name: HelperName) => {
    if (needed.has(name)) return;
    needed.add(name);
    const { needs } = HELPERS[name];
    for (const more of typeof needs === 'function' ? needs(context) : needs) add(more);
  };
  for (const name of names) add(name);
  return (Object.keys(HELPERS) as HelperName[])
    .filter((name) => needed.has(name))
    .map((name) => HELPERS[name].code(context));
}
