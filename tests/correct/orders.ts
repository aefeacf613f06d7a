/** Orders of shops: the description shows neither the name of a shop nor the number of an article, so a made-up one is unknown. */
import { type Answer, type Family, type Handler, json, parsed } from './kit.ts';

/** As it stands in a URL, since clients insert it unchanged. */
const KEY = 'shop%2Fkey%2B8f%3D';
const SHOPS: Readonly<Record<string, readonly object[]>> = { 'la-une': [{ article: 'A-1', amount: 2 }], empty: [] };
const ARTICLES = ['A-1', 'A-2'];

interface Habits {
  readonly unknownShop: Answer;
  readonly unknownArticle: Answer;
  /** The answer to an order of an article that is unknown. */
  readonly unknownOrder: Answer;
  readonly noKey: Answer;
}

const refused = (status: number, reason: string, headers: Answer['headers'] = {}) => json(status, { reason }, headers);

const HABITS: Habits = {
  unknownShop: refused(404, 'No such shop'),
  unknownArticle: refused(404, 'No such article'),
  unknownOrder: refused(422, 'No such article'),
  noKey: refused(401, 'A key is needed', { 'WWW-Authenticate': 'Key' }),
};

function orders(given: Partial<Habits> = {}): Handler {
  const habits = { ...HABITS, ...given };

  function order(body: string): Answer {
    const { article, amount } = Object(parsed(body)) as Record<string, unknown>;
    const isOrder = typeof article === 'string' && Number.isInteger(amount) && Number(amount) >= 1;
    if (!isOrder) return refused(400, 'This is no order');
    return ARTICLES.includes(article) ? json(201, { article, amount }) : habits.unknownOrder;
  }

  return ({ method, path, query, body }) => {
    const [, shop] = /^\/shops\/([^/]+)\/orders$/.exec(path) ?? [];
    const [, article] = /^\/articles\/([^/]+)$/.exec(path) ?? [];
    if (shop === undefined && article === undefined && path !== '/me') return refused(404, 'No such path');
    const allowed = shop === undefined ? ['GET'] : ['GET', 'POST'];
    if (!allowed.includes(method)) return refused(405, 'No such method', { Allow: allowed.join(', ') });
    if (query.get('api_key') !== decodeURIComponent(KEY)) return habits.noKey;
    if (path === '/me') return json(200, { name: 'La Une' });
    if (article !== undefined)
      return ARTICLES.includes(article) ? json(200, { number: article }) : habits.unknownArticle;
    const known = SHOPS[shop ?? ''];
    if (!known) return habits.unknownShop;
    return method === 'GET' ? json(200, known) : order(body);
  };
}

export const ORDERS: Family = {
  name: 'orders',
  credentials: { shop: KEY },
  variants: [
    {
      name: 'a made-up shop and a made-up article are unknown: 404',
      allows: 'the description: 404 is documented, and it shows no shop and no article that is there',
      server: () => ({ handle: orders() }),
    },
    {
      name: 'a made-up shop is that of somebody else: 403, and a made-up article has no valid form: 400',
      allows: 'the description: 400 and 403 are documented; RFC 9110 sections 15.5.1 and 15.5.4',
      server: () => ({
        handle: orders({
          unknownShop: refused(403, 'Not yours'),
          unknownArticle: refused(400, 'A number looks like A-1'),
        }),
      }),
    },
    {
      name: 'an order of a made-up article is 422 or 409, in any shop',
      allows: 'the description: 409 and 422 are documented, and it shows no article that is there',
      server: () => {
        const handle = orders({ unknownOrder: refused(409, 'Sold out') });
        return {
          handle: (asked) => handle({ ...asked, path: asked.path.replace(/^\/shops\/[^/]+/, '/shops/la-une') }),
        };
      },
      writes: 'all',
    },
  ],
  broken: {
    name: 'whoever asks is La Une',
    server: () => {
      const handle = orders();
      return {
        handle: (asked) => handle({ ...asked, query: new URLSearchParams({ api_key: decodeURIComponent(KEY) }) }),
      };
    },
    assertion: 'Get who I am: no API key (api_key): Status is 401',
  },
};
