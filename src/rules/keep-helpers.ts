/** Helpers that keep values of an answer for later requests. */
import type { Helper } from './helper.ts';
import { js } from './script.ts';

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

export const keepValue: Helper = {
  needs: ['items', 'at'],
  code: ({ exemplary = [], exact = [] }) => js`
    /**
     * Keeps a value that a filter can ask for, percent-encoded; nothing, where no item has one. All values are of one item, so one
     * at least matches all that is asked for at once: an item that has most of them, is not like all others, and has what a
     * filter that looks less closely than it should would find in others too.
     */
    function keepValue(variable, pointer, spell) {
      const members = ${exemplary};
      // Of a member with several values, a filter asks for one.
      const valueOf = (item, member) => [].concat(at(item, member))[0];
      const has = (item, member) => ['string', 'number', 'boolean'].includes(typeof valueOf(item, member)) && valueOf(item, member) !== '';
      const wealth = (item) => members.filter((member) => has(item, member)).length;
      let text = '';
      try {
        const found = items().slice(0, 100), most = Math.max.apply(null, found.map(wealth).concat(0));
        const rich = found.filter((item) => wealth(item) === most);
        const differs = (item) => found.some((other) => valueOf(other, members[0]) !== valueOf(item, members[0]));
        const plain = (item, member) => String(valueOf(item, member)).toLowerCase();
        const isInside = (item, member) => found.some((other) => valueOf(other, member) !== valueOf(item, member) && plain(other, member).includes(plain(item, member)));
        const risk = (item) => ${exact}.filter((member) => has(item, member) && isInside(item, member)).length;
        const candidates = rich.filter(differs).map((item) => ({ item: item, risk: risk(item) })).sort((a, b) => b.risk - a.risk);
        const item = candidates.map((one) => one.item).concat(rich, found).find((one) => has(one, pointer));
        if (item !== undefined) text = String(valueOf(item, pointer));
      } catch (noList) {
        // The tests above tell.
      }
      const asked = spell ? spell(text) : text;
      pm.collectionVariables.set(variable, spell && asked === text ? '' : encodeURIComponent(asked));
    }
  `,
};

export const keepMiddle: Helper = {
  needs: ['items', 'at'],
  code: () => js`
    /** Keeps a value to ask for what lies on one side of it: of all values of the items the middle one; nothing, where all are alike. */
    function keepMiddle(variable, pointer, order, spell) {
      const read = (value) => (order === 'number' ? Number(value) : Date.parse(value));
      let middle = '';
      try {
        const values = items().map((item) => at(item, pointer)).filter((value) => value !== null && value !== undefined && !Number.isNaN(read(value)));
        const distinct = values.sort((a, b) => read(a) - read(b)).filter((value, index) => index === 0 || read(value) !== read(values[index - 1]));
        if (distinct.length > 1) middle = String(distinct[Math.floor(distinct.length / 2)]);
      } catch (noList) {
        // The tests above tell.
      }
      pm.collectionVariables.set(variable, encodeURIComponent(spell && middle !== '' ? spell(middle) : middle));
    }

    /** The same moment, as clocks 5 hours and 30 minutes ahead of UTC show it. */
    function inOtherZone(text) {
      const fraction = (/\.\d+/.exec(text) || [''])[0];
      const shown = new Date(Math.floor(Date.parse(text) / 1000) * 1000 + 19800000).toISOString().slice(0, 19);
      return shown + fraction + '+05:30';
    }
  `,
};

export const keepLastId: Helper = {
  needs: ['items', 'idOf'],
  code: () => js`
    /** Keeps the id of the last item, which is seldom looked at; nothing, where there is none. */
    function keepLastId(variable) {
      let id;
      try {
        id = idOf(items().slice(-1)[0]);
      } catch (noList) {
        // The tests above tell.
      }
      pm.collectionVariables.set(variable, id === undefined || id === null || /\{\{/.test(String(id)) ? '' : id);
    }
  `,
};
