/** The helper that reads a list from its first item to its last, by whatever way its API gives it in parts. */
import type { ListMeaning, NextPlace } from '../model/list-meaning.ts';
import type { Helper } from './helper.ts';
import { joined, js, type Script } from './script.ts';

export const readWhole: Helper = {
  needs: ({ list }) => [
    'items',
    'read',
    ...(list?.unique && wayThrough(list) ? (['idOf'] as const) : []),
    ...(list?.paging?.kind === 'cursor' ? (['at'] as const) : []),
    ...(list?.next && !list.paging ? (['nextUrl'] as const) : []),
  ],
  code: ({ list }) => {
    const way = list && wayThrough(list);
    if (!list || !way) {
      return js`
        /** Reads a list that comes in one part. */
        function readWhole(url, reading, done) {
          read(url, reading, (response) => done(items(response.json())));
        }
      `;
    }
    const repeats = list.unique
      ? js`part.length > 0 && before.items.some((item) => idOf(item) === idOf(part[0]))`
      : js`false`;
    return js`
      /** Reads a list from its first item to its last, part after part. */
      function readWhole(url, reading, done, soFar) {
        const before = soFar || { items: [], parts: 0, next: url };
        // A server may refuse what lies beyond the end.
        const end = before.parts > 0 ? () => done(before.items) : undefined;
        read(before.next, reading, (response) => {
          const part = items(response.json());
          const now = { items: before.items.concat(part), parts: before.parts + 1, size: before.size || part.length };
          now.items.largestPart = Math.max(before.items.largestPart || 0, part.length);
          ${way}
          if (now.isLast || ${repeats}) return done(now.items);
          if (now.parts === 25) return done(now.items, 'cut');
          readWhole(url, reading, done, now);
        }, end);
      }
    `;
  },
};

/**
 * Statements that tell, from the part that was read, whether it is the last one, and how the next is asked for.
 *
 * No total is trusted to say where the end is: whether it is right is what shall be told. A part that is shorter than the first is the last one.
 */
function wayThrough({ paging, next, fullPages }: ListMeaning): Script | undefined {
  // Where pages may be shorter than others, only an empty one, or the same one again, is the last.
  const end = fullPages
    ? js`now.isLast = part.length === 0 || part.length < now.size;`
    : js`
      now.text = JSON.stringify(part);
      now.isLast = part.length === 0 || now.text === before.text;
    `;
  switch (paging?.kind) {
    case 'offset':
      return js`
        ${end}
        now.next = withParameter(url, ${paging.parameter}, now.items.length);
      `;
    case 'page':
      return js`
        ${end}
        now.next = withParameter(url, ${paging.parameter}, ${paging.first} + now.parts);
      `;
    case 'cursor':
      return js`
        const mark = at(response.json(), ${paging.next});
        now.isLast = mark === undefined || mark === null || mark === '';
        now.next = withParameter(url, ${paging.parameter}, mark);
      `;
    default:
      return (
        next &&
        js`
        now.next = nextUrl(response);
        now.isLast = now.next === '';
      `
      );
  }
}

/** Where an answer says how the next page is asked for. Only its query is taken: credentials go along, to no other host. */
export const nextUrl: Helper = {
  needs: ({ list }) => (list?.next?.kind === 'member' ? ['at'] : []),
  code: ({ list }) =>
    joined([
      js`
        /** The URL of the next page, by the query that an answer gives for it; empty where there is none. */
        function nextUrl(response) {
          const text = ${linkIn(list?.next)};
          const query = String(text || '').split('#')[0].split('?').slice(1).join('?');
          return query === '' ? '' : pm.request.url.toString().split('?')[0] + '?' + query;
        }
      `,
      ...(list?.next?.kind === 'link-header'
        ? [
            js`
              /** The target of rel="next" in a Link header: https://www.rfc-editor.org/rfc/rfc8288 */
              function linkTarget(header) {
                const next = String(header || '').split(/,(?=\s*<)/).find((link) => /;\s*rel="?([^"]*\s)?next[\s";]/i.test(link + ';'));
                return next && next.slice(next.indexOf('<') + 1, next.indexOf('>'));
              }
            `,
          ]
        : []),
    ]),
};

function linkIn(next: NextPlace | undefined): Script {
  return next?.kind === 'member'
    ? js`at(response.json(), ${next.pointer})`
    : // Each link may have a header of its own: https://www.rfc-editor.org/rfc/rfc9110#section-5.3
      js`linkTarget(response.headers.all().filter((header) => header.key.toLowerCase() === 'link').map((header) => header.value).join(', '))`;
}
