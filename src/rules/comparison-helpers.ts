/** Helpers that hold an answer against more than itself: the whole list, what matches, the same question again. */
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
      const described = ${question}.map((entry) => entry.name + '=' + (entry.variable ? plain(pm.variables.get(entry.variable)) : entry.text));
      const sent = pm.request.url.query.filter((entry) => !entry.disabled && !${ignored}.includes(plain(entry.key)));
      const found = sent.map((entry) => plain(entry.key) + '=' + plain(entry.value));
      return JSON.stringify(found.sort()) !== JSON.stringify(described.sort());
    }
  `,
};

export const compare: Helper = {
  needs: ['readLists', 'read', 'unjudged', 'asked'],
  code: ({ comparedWith, isOrdered }) => js`
    /** Keeps a promise that is judged against more than the answer, once that is read. */
    function compare(name, judge) {
      compare.promises = (compare.promises || []).concat({ name: name, judge: judge });
    }

    /**
     * Reads what the answer is held against, and judges what was kept. A live list changes while one looks: before it accuses,
     * it looks twice more, and says so where it finds the list in another state each time, or the answer right after all.
     */
    function judgeComparisons() {
      const promises = compare.promises, looks = [];
      const reading = {
        fail: (why) => promises.forEach((promise) => pm.test(promise.name, () => pm.expect.fail('cannot compare: ' + why))),
        giveUp: (why) => promises.forEach((promise) => unjudged(promise.name, why)),
      };
      if (isChanged()) return reading.giveUp('the question was changed');
      if (!(pm.response.code < 300)) return reading.fail('the answer is HTTP ' + pm.response.code);
      look(pm.response);

      function look(answer) {
        readLists(${comparedWith ?? js`[]`}, reading, (lists) => {
          looks.push({ answer: answer, lists: lists, state: JSON.stringify(lists) });
          const isRight = promises.every((promise) => problemIn(promise, looks[0]) === '');
          if (!isRight && looks.length < 3) return read(pm.request.url.toString(), reading, look);
          promises.forEach(settle);
        });
      }

      function settle(promise) {
        const problems = looks.map((seen) => problemIn(promise, seen)), states = looks.map((seen) => seen.state);
        const stood = states[2] === states[0] || states[2] === states[1];
        if (problems[0] === '' || (stood && !problems.includes(''))) return pm.test(promise.name, () => problems[0] && pm.expect.fail(problems[0]));
        ${
          isOrdered
            ? js`unjudged(promise.name, 'the data moved: ' + problems[0]);`
            : js`
              // Nobody says in which order the list comes. Where it is another one each time, nothing can be told of a page.
              unjudged(promise.name, 'the list has no order of its own');`
        }
      }
    }

    /** Why a promise is not kept by what was seen; empty where it is. */
    function problemIn(promise, seen) {
      try {
        promise.judge(seen.answer, seen.lists);
        return '';
      } catch (error) {
        return error.message;
      }
    }
  `,
};

export const readDetails: Helper = {
  needs: ['readLists', 'read', 'idOf'],
  code: () => js`
    /** Reads the details of items, one after the other. */
    function readDetails(chosen, reading, done, known) {
      const found = known || [], item = chosen[found.length];
      if (item === undefined) return done(found);
      const url = urlWithout(pm.request.url.query.map((entry) => decodeURIComponent(entry.key))).split('?');
      const keep = (body) => readDetails(chosen, reading, done, found.concat({ listed: item, body: body }));
      url[0] += '/' + encodeURIComponent(idOf(item));
      read(url.join('?'), reading, (response) => keep(response.json()), () => keep(null));
    }

    /** Six items from all over a list, and six that are as different as can be: of each kind there is, one is looked at. */
    function itemsToLookAt(listed) {
      const chosen = [0, 1, 2, 3, 4, 5].map((step) => listed[Math.round((step * (listed.length - 1)) / 5)]);
      const marks = listed.map((item) => Object.keys(item).filter((name) => ['string', 'boolean'].includes(typeof item[name])).map((name) => name + '=' + item[name]));
      const counts = {};
      marks.forEach((own) => own.forEach((mark) => (counts[mark] = (counts[mark] || 0) + 1)));
      const seen = {};
      for (let turn = 0; turn < 6; turn++) {
        const news = marks.map((own) => own.filter((mark) => counts[mark] > 1 && !seen[mark]).length);
        const best = news.lastIndexOf(Math.max.apply(null, news.concat(0)));
        if (!(news[best] > 0)) break;
        marks[best].forEach((mark) => (seen[mark] = true));
        chosen.push(listed[best]);
      }
      return chosen.filter((item, index) => item !== undefined && chosen.indexOf(item) === index);
    }
  `,
};

export const readLists: Helper = {
  needs: ({ comparesDetails }) => [
    'readWhole',
    'read',
    'items',
    ...(comparesDetails ? (['readDetails'] as const) : []),
  ],
  code: ({ comparesDetails }) => js`
    /** Reads lists, one after the other: each by its name, whole or one part only. Some may be cut where they are long. */
    function readLists(wanted, reading, done, known) {
      const lists = known || {};
      const next = wanted.find((list) => !(list.name in lists));
      if (!next) return done(lists);
      const keep = (found, isCut) => {
        if (isCut && !next.mayBeCut) return reading.giveUp('the list is too long to read');
        lists[next.name] = found;
        if (isCut) found.isCut = true;
        readLists(wanted, reading, done, lists);
      };
      ${comparesDetails ? js`if (next.detailsOf) return readDetails(itemsToLookAt(lists[next.detailsOf]), reading, keep);` : js``}
      if (next.url === '') keep(null);
      else if (next.isWhole) readWhole(next.url, reading, keep);
      else read(next.url, reading, (response) => keep(next.isIgnored ? [] : items(response.json())), next.isIgnored && (() => keep([])));
    }

    /** The URL of this request without some of its parameters. */
    function urlWithout(names) {
      const parts = pm.request.url.toString().split('?');
      const kept = parts.slice(1).join('?').split('&').filter((pair) => pair !== '' && !names.includes(decodeURIComponent(pair.split('=')[0])));
      return kept.length > 0 ? parts[0] + '?' + kept.join('&') : parts[0];
    }

    function withParameter(url, name, value) {
      return url + (url.includes('?') ? '&' : '?') + encodeURIComponent(name) + '=' + encodeURIComponent(value);
    }
  `,
};

export const read: Helper = {
  needs: [],
  code: () => js`
    /** Reads a URL as this request read its own, with the same headers. A throw in here would go unseen: it fails the tests. */
    function read(url, reading, done, refused) {
      const header = pm.request.headers
        .filter((sent) => !sent.disabled && (!sent.system || sent.key.toLowerCase() === 'authorization'))
        .map((sent) => ({ key: sent.key, value: sent.value }));
      pm.sendRequest({ url: url, method: 'GET', header: header }, (error, response) => {
        try {
          if (error) return reading.fail('reading the list ended with ' + (error.code || error.message));
          if (response.code === 429 || response.code === 403) return reading.giveUp('the server did not let the list be read again: HTTP ' + response.code);
          if (response.code < 300) return done(response);
          if (refused && [400, 404, 416, 422].includes(response.code)) return refused();
          reading.fail('reading the list was answered HTTP ' + response.code);
        } catch (thrown) {
          reading.fail(thrown.message);
        }
      });
    }
  `,
};
