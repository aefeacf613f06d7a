/**
 * The functions that sandbox scripts call. A script holds those it needs, below its tests, so that a request can be copied
 * into another collection and still works.
 *
 * Both runtimes take them: no top-level `await`, no optional chaining, no template literals.
 */
import type { ListMeaning } from '../model/types.ts';
import { schemaJudge } from './schema-helper.ts';
import { js, type Script } from './script.ts';

/** What helpers need to know of a request: the list in its answer, or the one that its item belongs to. */
export interface HelperContext {
  readonly list?: ListMeaning;
  /** How the whole list is asked for: a script that gives its URL. */
  readonly wholeUrl?: Script;
}

interface Helper {
  readonly needs: readonly HelperName[];
  readonly code: (context: HelperContext) => Script;
}

export type HelperName =
  | 'body'
  | 'mediaType'
  | 'numberIn'
  | 'items'
  | 'at'
  | 'brief'
  | 'expectValid'
  | 'expectHeader'
  | 'expectSameItems'
  | 'idOf'
  | 'inOrder'
  | 'matches'
  | 'compare'
  | 'readWhole'
  | 'read'
  | 'unjudged'
  | 'same';

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

const numberIn: Helper = {
  needs: [],
  code: () => js`
    /** The number in a header of an answer. Throws where it is missing or no plain decimal number. */
    function numberIn(response, header) {
      const text = response.headers.get(header);
      if (!/^\d+$/.test(String(text))) pm.expect.fail(header + ' should be a number, got ' + JSON.stringify(text));
      return Number(text);
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

const expectValid: Helper = { needs: ['brief'], code: schemaJudge };

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

const matches: Helper = {
  needs: ['at'],
  code: () => js`
    /** Whether an item has a value, as a filter spells it, at a JSON pointer. */
    function matches(item, pointer, text) {
      const value = at(item, pointer);
      return Array.isArray(value) ? value.some((element) => String(element) === text) : value !== undefined && String(value) === text;
    }
  `,
};

const inOrder: Helper = {
  needs: ['at'],
  code: () => js`
    /**
     * Whether two neighbours stand in the order that was asked for, by several keys. An item without the key may stand
     * anywhere; text is compared by code point and, since servers differ, without regard to case as well.
     */
    function inOrder(first, second, keys) {
      for (const key of keys) {
        const a = at(first, key.member), b = at(second, key.member);
        if (a === undefined || a === null || b === undefined || b === null) return true;
        const step = key.descending ? -1 : 1;
        const exact = step * difference(a, b, key.order);
        if (exact === 0) continue;
        if (exact < 0) return true;
        return key.order === 'text' && step * difference(String(a).toLowerCase(), String(b).toLowerCase(), 'text') < 0;
      }
      return true;
    }

    function difference(a, b, order) {
      if (order === 'number') return a - b;
      if (order === 'date-time') return Date.parse(a) - Date.parse(b);
      return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
    }
  `,
};

const expectSameItems: Helper = {
  needs: ['idOf', 'brief'],
  code: () => js`
    /** Throws where two lists do not hold the same items in the same order. Says which place differs, and how. */
    function expectSameItems(found, expected) {
      const got = found.map(idOf), wanted = expected.map(idOf);
      const place = wanted.findIndex((id, index) => id !== got[index]);
      if (place >= 0) pm.expect.fail('at /' + place + ': expected the item ' + brief(wanted[place]) + ', got ' + brief(got[place]));
      if (got.length > wanted.length) {
        pm.expect.fail('at /' + wanted.length + ': expected no more items, got ' + brief(got[wanted.length]));
      }
    }
  `,
};

const same: Helper = {
  needs: [],
  code: () => js`
    /** Whether two JSON values are equal; the order of members says nothing. */
    function same(a, b) {
      if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
      const names = Object.keys(a);
      return Array.isArray(a) === Array.isArray(b) && names.length === Object.keys(b).length &&
        names.every((name) => Object.prototype.hasOwnProperty.call(b, name) && same(a[name], b[name]));
    }
  `,
};

const unjudged: Helper = {
  needs: [],
  code: () => js`
    /** Shows that a promise could be neither kept nor broken, and why. */
    function unjudged(name, reason) {
      pm.test.skip(name + ' (not judged: ' + reason + ')');
    }
  `,
};

const compare: Helper = {
  needs: ['readWhole', 'unjudged'],
  code: ({ wholeUrl }) => js`
    /** Keeps a promise that is judged against the whole list, once that is read. */
    function compare(name, judge) {
      compare.promises = (compare.promises || []).concat({ name: name, judge: judge });
    }

    /**
     * Reads the whole list and judges what was kept. A live list changes while one looks: before it accuses, it reads the
     * answer and the list again, and where they have changed it says so instead.
     */
    function judgeComparisons() {
      const promises = compare.promises;
      const fail = (why) => promises.forEach((promise) => pm.test(promise.name, () => pm.expect.fail('cannot compare: ' + why)));
      if (!(pm.response.code < 300)) return fail('the answer is HTTP ' + pm.response.code);
      const wholeUrl = ${wholeUrl ?? js`''`};
      const reading = { fail: fail, giveUp: (why) => promises.forEach((promise) => unjudged(promise.name, why)) };
      readWhole(wholeUrl, reading, (whole) => {
        if (promises.every((promise) => holds(promise, pm.response, whole))) return judge(promises, pm.response, whole);
        read(pm.request.url.toString(), reading, (again) => readWhole(wholeUrl, reading, (wholeAgain) => {
          const moved = JSON.stringify(whole) !== JSON.stringify(wholeAgain);
          promises.forEach((promise) => {
            const kept = holds(promise, pm.response, whole);
            if (!kept && (moved || holds(promise, again, wholeAgain))) return unjudged(promise.name, 'the data moved');
            judge([promise], kept ? pm.response : again, kept ? whole : wholeAgain);
          });
        }));
      });
    }

    function judge(promises, answer, whole) {
      promises.forEach((promise) => pm.test(promise.name, () => promise.judge(answer, whole)));
    }

    function holds(promise, answer, whole) {
      try {
        promise.judge(answer, whole);
        return true;
      } catch (error) {
        return false;
      }
    }
  `,
};

const readWhole: Helper = {
  needs: ['items', 'read'],
  code: ({ list }) => js`
    /** Reads a list from its first item to its last, page after page where the server gives it in pages. */
    function readWhole(url, reading, done, known) {
      const soFar = known || [];
      const next = soFar.length === 0 ? url : url + (url.includes('?') ? '&' : '?') + ${`${list?.offset ?? 'offset'}=`} + soFar.length;
      read(next, reading, (response) => {
        const page = items(response.json());
        const whole = soFar.concat(page);
        const total = ${list?.offset && list.total ? js`Number(response.headers.get(${list.total}))` : js`0`};
        if (page.length === 0 || !(whole.length < total)) return done(whole);
        if (whole.length > 20 * page.length) return reading.giveUp('the list is too long to read');
        readWhole(url, reading, done, whole);
      });
    }
  `,
};

const read: Helper = {
  needs: [],
  code: () => js`
    /** Reads a URL as this request read its own, with the same headers. A throw in here would go unseen: it fails the tests. */
    function read(url, reading, done) {
      const header = pm.request.headers
        .filter((sent) => !sent.disabled && (!sent.system || sent.key.toLowerCase() === 'authorization'))
        .map((sent) => ({ key: sent.key, value: sent.value }));
      pm.sendRequest({ url: url, method: 'GET', header: header }, (error, response) => {
        if (error) return reading.fail('reading the list ended with ' + (error.code || error.message));
        if (response.code === 429) return reading.giveUp('the server asks to slow down');
        if (!(response.code < 300)) return reading.fail('reading the list was answered HTTP ' + response.code);
        try {
          done(response);
        } catch (thrown) {
          reading.fail(thrown.message);
        }
      });
    }
  `,
};

const HELPERS: Readonly<Record<HelperName, Helper>> = {
  compare,
  readWhole,
  read,
  unjudged,
  expectSameItems,
  expectHeader,
  expectValid,
  inOrder,
  matches,
  items,
  idOf,
  numberIn,
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
    for (const more of HELPERS[name].needs) add(more);
  };
  for (const name of names) add(name);
  return (Object.keys(HELPERS) as HelperName[])
    .filter((name) => needed.has(name))
    .map((name) => HELPERS[name].code(context));
}
