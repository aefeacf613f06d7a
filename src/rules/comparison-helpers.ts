/** Helpers that read the whole list to compare with it, and those that keep values for later requests. */
import type { Helper } from './helper.ts';
import { js } from './script.ts';

export const same: Helper = {
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

export const unjudged: Helper = {
  needs: [],
  code: () => js`
    /** Shows that a promise could be neither kept nor broken, and why. */
    function unjudged(name, reason) {
      pm.test.skip(name + ' (not judged: ' + reason + ')');
    }
  `,
};

export const asked: Helper = {
  needs: ['unjudged'],
  code: ({ question = [], ignored = [] }) => js`
    /** Judges a promise about the very question of this request. Where a reader has changed it, it is another one. */
    function asked(name, judge) {
      if (isChanged()) return unjudged(name, 'the question was changed');
      pm.test(name, judge);
    }

    /** Whether other parameters were sent than the description of this request says. */
    function isChanged() {
      const plain = (text) => decodeURIComponent(String(text).replace(/\+/g, '%20'));
      const sent = pm.request.url.query.filter((entry) => !entry.disabled && !${ignored}.includes(plain(entry.key)));
      const found = sent.map((entry) => plain(entry.key) + '=' + plain(entry.value)).sort();
      return JSON.stringify(found) !== JSON.stringify(${question.map(([name, text]) => `${name}=${text}`).toSorted()});
    }
  `,
};

export const compare: Helper = {
  needs: ['readWhole', 'unjudged', 'asked'],
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
      if (isChanged()) return promises.forEach((promise) => unjudged(promise.name, 'the question was changed'));
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

export const readWhole: Helper = {
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

export const read: Helper = {
  needs: [],
  code: () => js`
    /** Reads a URL as this request read its own, with the same headers. A throw in here would go unseen: it fails the tests. */
    function read(url, reading, done) {
      const header = pm.request.headers
        .filter((sent) => !sent.disabled && (!sent.system || sent.key.toLowerCase() === 'authorization'))
        .map((sent) => ({ key: sent.key, value: sent.value }));
      pm.sendRequest({ url: url, method: 'GET', header: header }, (error, response) => {
        if (error) return reading.fail('reading the list ended with ' + (error.code || error.message));
        if (response.code === 429 || response.code === 403) return reading.giveUp('the server did not let the list be read again: HTTP ' + response.code);
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

export const keep: Helper = {
  needs: ['items', 'unjudged'],
  code: ({ answerIsList }) => js`
    /** Keeps a value of the answer in a variable, for the requests that follow. An empty list has none, which is no mistake. */
    function keep(name, variable, find) {
      ${
        answerIsList
          ? js`
        let isEmpty = false;
        try {
          isEmpty = items().length === 0;
        } catch (noList) {
          // The test below tells.
        }
        if (isEmpty) {
          pm.collectionVariables.set(variable, '');
          return unjudged(name, 'the list is empty');
        }`
          : js``
      }
      pm.test(name, () => {
        const value = find();
        if (value === undefined || value === null || value === '') pm.expect.fail('the answer has no such value');
        if (/\{\{/.test(String(value))) pm.expect.fail('the value holds two braces, which Postman would take for a variable');
        pm.collectionVariables.set(variable, value);
      });
    }
  `,
};
