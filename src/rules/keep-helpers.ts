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
  code: ({ exemplary = [] }) => js`
    /**
     * Keeps a value that a filter can ask for, percent-encoded; nothing, where no item has one. All values are of one item, the
     * first that has most of them and is not like all others: so one item at least matches all that is asked for at once.
     */
    function keepValue(variable, pointer, spell) {
      const members = ${exemplary};
      // Of a member with several values, a filter asks for one.
      const valueOf = (item, member) => [].concat(at(item, member))[0];
      const has = (item, member) => ['string', 'number', 'boolean'].includes(typeof valueOf(item, member)) && valueOf(item, member) !== '';
      const wealth = (item) => members.filter((member) => has(item, member)).length;
      let text = '';
      try {
        const found = items(), most = Math.max.apply(null, found.map(wealth).concat(0));
        const rich = found.filter((item) => wealth(item) === most);
        const differs = (item) => found.some((other) => valueOf(other, members[0]) !== valueOf(item, members[0]));
        const item = [rich.find(differs)].concat(rich, found).find((one) => one !== undefined && has(one, pointer));
        if (item !== undefined) text = String(valueOf(item, pointer));
      } catch (noList) {
        // The tests above tell.
      }
      const asked = spell ? spell(text) : text;
      pm.collectionVariables.set(variable, spell && asked === text ? '' : encodeURIComponent(asked));
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
