/** Helpers that look at refusals: whether they hold data, and what secrets they could repeat. */
import type { Helper } from './helper.ts';
import { js } from './script.ts';

export const expectNoData: Helper = {
  needs: ['at'],
  code: () => js`
    /** Throws where a refusal holds a list, or what only an item has. What is no JSON holds neither. */
    function expectNoData(data) {
      let refusal;
      try {
        refusal = JSON.parse(pm.response.text());
      } catch (notJson) {
        return;
      }
      const list = data.list === undefined ? undefined : at(refusal, data.list);
      if (Array.isArray(list) && list.length > 0) pm.expect.fail('the refusal holds a list');
      if (data.id !== undefined && at(refusal, data.id) !== undefined) pm.expect.fail('the refusal holds ' + data.id);
      const has = (value, name) => value !== null && typeof value === 'object' && Object.prototype.hasOwnProperty.call(value, name);
      const isItem = (value) => data.members.length > 0 && data.members.every((name) => has(value, name));
      if ([].concat(refusal).some(isItem)) pm.expect.fail('the refusal has all that an item has: ' + data.members.join(', '));
    }
  `,
};

export const sentSecrets: Helper = {
  needs: [],
  code: () => js`
    /** The credentials that this request sent, and where: in headers, cookies and the query, by their names. */
    function sentSecrets(names) {
      const sent = [];
      pm.request.headers.all().forEach((header) => {
        const name = header.key.toLowerCase();
        const add = (secret) => sent.push({ secret: String(secret), where: header.key });
        if (name === 'cookie') {
          const pairs = header.value.split('; ').map((pair) => pair.split('='));
          pairs.filter((pair) => names.cookies.includes(pair[0])).forEach((pair) => add(pair.slice(1).join('=')));
        }
        if (!names.headers.includes(name)) return;
        const secret = header.value.split(' ').pop();
        add(secret);
        if (/^basic /i.test(header.value)) add(passwordIn(secret));
      });
      const query = pm.request.url.query.all().filter((entry) => !entry.disabled && names.query.includes(entry.key));
      return sent.concat(query.map((entry) => ({ secret: String(entry.value), where: 'the query: ' + entry.key })));
    }

    /** The password in what HTTP Basic sends. */
    function passwordIn(encoded) {
      return require('buffer').Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':');
    }
  `,
};
