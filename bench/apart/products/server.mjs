// Product API: a correct server, which can be started with one deliberate mistake (--violation)
// or as another correct server (--variant).  See openapi.yaml for the contract.
import { createServer } from 'node:http';

const BASE = '/catalog/v2';
const CLIENT_ID = 'partner-17';
const CLIENT_SECRET = 'local-secret-not-a-secret';
const SCOPES = ['products:read', 'products:write'];
const JSON_API = 'application/vnd.api+json';

// ------------------------------------------------------------------ what can be wrong, what can be otherwise

const VIOLATIONS = [
  ['delete-200', 'status', 'DELETE answers 200 (without content) instead of 204'],
  ['missing-200-null', 'status', 'an unknown product is answered with 200 and {"data": null} instead of 404'],
  ['list-plain-json', 'media-type', 'GET /products is served as application/json'],
  ['no-challenge', 'headers', '401 under /products comes without WWW-Authenticate'],
  ['id-number', 'body-schema', 'the id is a number in one product'],
  ['depth-string', 'body-schema', 'dimensions.depth_mm is a string in one product'],
  ['supplier-country-missing', 'body-schema', 'supplier.country (required) is missing in one product'],
  ['next-link-missing', 'body-schema', 'links.next is missing on the last page instead of null'],
  ['total-ignores-filters', 'count', 'meta.total counts all products whatever the filters'],
  ['total-active-only', 'count', 'meta.total counts only active products, while data has the others too'],
  ['active-false-ignored', 'filter', 'filter[active]=false has no effect'],
  ['filter-after-paging', 'filter', 'filters are applied to the page only, so that pages are short'],
  [
    'page-zero-based',
    'paging',
    'page[number] is counted from 0: page 1 begins with the second page (without it, the first page comes)',
  ],
  ['size-ignored-when-sorted', 'paging', 'with sort, page[size] is ignored and 10 is used'],
  ['last-link-one-more', 'paging', 'links.last is an empty page if the total is a multiple of the page size'],
  ['next-link-loses-filter', 'paging', 'links.next does not carry the filters'],
  ['beyond-end-repeats-last', 'paging', 'a page after the last one has the products of the last one'],
  ['descending-ignored', 'sort', 'the "-" in sort has no effect'],
  ['price-as-text', 'sort', 'prices are sorted as text: 100 before 12 before 9'],
  ['second-key-ignored', 'sort', 'only the first attribute of sort has an effect'],
  ['sort-page-only', 'sort', 'sort only sorts within the page'],
  ['details-price-rounded', 'details', 'GET /products/{id} rounds the price to a whole number'],
  ['details-supplier-country', 'details', 'GET /products/{id} always has the supplier country DE'],
  ['details-open', 'security', 'GET /products/{id} needs no token'],
  ['any-token', 'security', 'any bearer token is accepted'],
  ['expired-token', 'security', 'tokens are issued for 5 seconds, but accepted for ever'],
  ['delete-any-scope', 'security', 'DELETE is also done with a token for products:read only'],
  ['scope-401', 'security', 'a token with too small a scope gets 401 (invalid_token) instead of 403'],
  ['any-scheme', 'security', 'the scheme is ignored: "Authorization: Basic <token>" is accepted like Bearer'],
  ['sort-unknown-ignored', 'negative', 'an unknown attribute in sort is ignored'],
  ['unknown-parameter-ignored', 'negative', 'query parameters that are not described are ignored'],
  ['accept-ignored', 'negative', 'Accept is ignored: no 406'],
  ['status-number', 'error-body', 'errors[].status is a number'],
  ['source-other', 'error-body', 'errors[].source.parameter has "page" instead of "page[size]" or "page[number]"'],
  ['token-echoed', 'error-body', 'the detail of 401 repeats the token that was sent'],
  ['default-size-20', 'defaults', 'without page[size], a page has 20 products'],
  ['max-size-25', 'defaults', 'a page[size] from 26 to 50 gives only 25 products'],
  ['token-cacheable', 'token', 'the token answer lacks Cache-Control: no-store (and has none at all)'],
  ['expires-in-string', 'token', 'expires_in is a string'],
  ['wrong-secret', 'token', 'any client_secret is accepted for the known client_id'],
  ['any-grant', 'token', 'any grant_type is accepted'],
  ['scope-widened', 'token', 'the token always carries both scopes, whichever was asked for'],
  ['warning-before-json', 'wire', 'with filter[category], a warning in plain text precedes the JSON document'],
  ['unstable-order', 'determinism', 'without sort, every second answer has the products in another order'],
  ['delete-does-nothing', 'write', 'DELETE answers 204, but the product remains'],
  ['delete-two', 'write', 'DELETE removes the next product as well'],
];

const VARIANTS = [
  ['empty', 'no products'],
  ['single', 'one product'],
  ['thousand', '1000 products'],
  [
    'slow-other-order',
    'every answer takes 300 ms; stored the other way round, hence another order without sort and among ties',
  ],
  ['sparse', 'only required members; nobody has rated anything; no tags'],
  ['extra-members', 'additional members in every object'],
  ['short-tokens', 'tokens live for 15 seconds; token_type is "bearer"; scope is left out where it is as asked'],
  ['other-clothes', 'pretty JSON, header names in lower case, absolute links with bare brackets, other error texts'],
];

const args = process.argv.slice(2);
const arg = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (args.includes('--list')) {
  console.log(
    JSON.stringify(
      {
        violations: VIOLATIONS.map(([id, kind, what]) => ({ id, kind, what })),
        variants: VARIANTS.map(([id, what]) => ({ id, what })),
      },
      null,
      2,
    ),
  );
  process.exit(0);
}
const violation = arg('--violation');
const variant = arg('--variant');
for (const [chosen, known] of [
  [violation, VIOLATIONS],
  [variant, VARIANTS],
]) {
  if (chosen !== undefined && !known.some(([id]) => id === chosen)) {
    console.error(`unknown: ${chosen}`);
    process.exit(2);
  }
}
const wrong = (id) => violation === id;
const other = (id) => variant === id;

// ------------------------------------------------------------------ data

const CATEGORIES = ['books', 'garden', 'kitchen', 'outdoor', 'toys'];
const NAMES = {
  books: ["Children's atlas", 'Über alle Berge', 'Ocean tales', 'A cook’s notes', 'Ästhetik heute'],
  garden: ["Gardener's shears", 'Watering can', 'Gießkanne', 'Rake', 'Seed box'],
  kitchen: ['Crêpe pan', 'Bread knife', 'Jar', "Baker's scale", 'Smørrebrød board'],
  outdoor: ['Tent', 'Hikers’ lamp', 'Rope', 'Ångström compass', 'Stove'],
  toys: ['Wooden train', 'Dollhouse', 'Kite', 'Łódź puzzle', 'Marbles'],
};
const SIZES = ['', ', small', ', large', ', set of 3'];
const SUPPLIERS = [
  { name: 'Müller & Söhne', country: 'DE', email: 'vertrieb@mueller.example' },
  { name: "O'Hara Ltd", country: 'IE' },
  { name: 'Åkesson AB', country: 'SE', email: 'order@akesson.example' },
  { name: 'Atelier Forêt', country: 'FR' },
];
const PRICES = [9.99, 12, 100, 4.5, 24.5, 1250, 12, 89.9, 0.95, 19.99, 100, 7.25, 310.4];
const TAGS = ['steel', 'wood', 'gift', 'new', 'fair trade'];
const RATINGS = [4.5, null, 3, 4.5, 5, 1.8, null, 3.2, 4.9];

function makeProducts(count) {
  const products = [];
  for (let i = 0; i < count; i++) {
    const category = CATEGORIES[(i * 3 + Math.floor(i / 7)) % 5];
    const names = NAMES[category];
    const day = new Date(Date.UTC(2018, 0, 31) + ((i * 53) % 40) * 41 * 86_400_000).toISOString().slice(0, 10);
    const attributes = {
      name: names[Math.floor(i / 5) % names.length] + SIZES[Math.floor(i / 11) % SIZES.length],
      description: `Product no. ${i + 1} — “as good as it gets”.`,
      price: PRICES[(i * 5) % PRICES.length],
      currency: i % 6 === 5 ? 'SEK' : 'EUR',
      category,
      active: i % 4 !== 1,
      rating: RATINGS[i % RATINGS.length],
      released_on: day,
      dimensions: { width_mm: 20 + ((i * 37) % 400), height_mm: 10 + ((i * 91) % 900), depth_mm: 5 + ((i * 13) % 300) },
      supplier: { ...SUPPLIERS[i % SUPPLIERS.length] },
      tags: TAGS.filter((_, t) => (i >> t) % 3 === 1),
    };
    if (i % 3 === 0 || other('sparse')) delete attributes.description;
    if (other('sparse')) {
      attributes.rating = null;
      attributes.tags = [];
      delete attributes.supplier.email;
    }
    products.push({ type: 'products', id: String(1001 + i * 7), attributes });
  }
  return other('slow-other-order') ? products.reverse() : products;
}

const PRODUCTS = makeProducts({ empty: 0, single: 1, thousand: 1000 }[variant] ?? 60);
const BROKEN_ID = String(1001 + 43 * 7); // the one product that the violations "in one product" concern
const deleted = new Set();
const present = () => PRODUCTS.filter((p) => !deleted.has(p.id));

function represent(product, inDetails) {
  const json = structuredClone(product);
  const { attributes } = json;
  if (json.id === BROKEN_ID) {
    if (wrong('id-number')) json.id = Number(json.id);
    if (wrong('depth-string')) attributes.dimensions.depth_mm = String(attributes.dimensions.depth_mm);
    if (wrong('supplier-country-missing')) delete attributes.supplier.country;
  }
  if (inDetails) {
    if (wrong('details-price-rounded')) attributes.price = Math.max(1, Math.round(attributes.price));
    if (wrong('details-supplier-country')) attributes.supplier.country = 'DE';
  }
  if (other('extra-members')) {
    Object.assign(json, { meta: { revision: 3 } });
    Object.assign(attributes, { ean: null, warranty_years: 2 });
    attributes.dimensions.weight_g = 100;
    attributes.supplier.city = 'Malmö';
  }
  return json;
}

// ------------------------------------------------------------------ refusals

class Refusal extends Error {
  constructor(status, code, title, detail, { parameter, headers } = {}) {
    super(detail);
    Object.assign(this, { status, code, title, parameter, headers });
  }
}
const invalid = (parameter, detail) =>
  new Refusal(400, 'invalid_parameter', 'Invalid parameter', detail, { parameter });

function errorDocument({ status, code, title, message, parameter }) {
  const error = { status: wrong('status-number') ? status : String(status), code, title, detail: message };
  if (other('other-clothes')) {
    error.title = `Error ${status}`;
    error.detail = `The request could not be served (${code}).`;
  }
  if (parameter !== undefined)
    error.source = { parameter: wrong('source-other') ? parameter.replace(/^page\[.*/, 'page') : parameter };
  if (other('extra-members')) error.id = 'e-1';
  return { errors: [error] };
}

// ------------------------------------------------------------------ tokens

const tokens = new Map(); // token → { scopes, expires }
const LIFETIME = wrong('expired-token') ? 5 : other('short-tokens') ? 15 : 1800;

function newToken() {
  let h = 0x811c9dc5,
    text = '';
  for (let round = 0; round < 4; round++) {
    for (const ch of `token ${tokens.size} ${round}`) h = Math.imul(h ^ ch.codePointAt(0), 0x01000193) >>> 0;
    text += h.toString(36).padStart(7, '0');
  }
  return `hm_${text}`;
}

const tokenAnswer = (status, body, headers = {}) => ({
  status,
  body,
  type: 'application/json',
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers },
});
const tokenRefusal = (error, error_description) =>
  tokenAnswer(
    error === 'invalid_client' ? 401 : 400,
    other('other-clothes') ? { error } : { error, error_description },
    error === 'invalid_client' ? { 'WWW-Authenticate': 'Basic realm="oauth"' } : {},
  );

function issueToken(req, bodyText) {
  if ((req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    return tokenRefusal('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  const form = new URLSearchParams(bodyText);
  for (const name of new Set(form.keys())) {
    if (form.getAll(name).length > 1) return tokenRefusal('invalid_request', `${name} may be given only once.`);
  }
  let [id, secret] = [form.get('client_id'), form.get('client_secret')];
  const basic = /^basic +(.*)$/i.exec(req.headers.authorization ?? '');
  if (basic) {
    if (secret !== null) return tokenRefusal('invalid_request', 'Authenticate in one way only.');
    const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic[1], 'base64').toString()) ?? [];
    if (id !== null && id !== user) return tokenRefusal('invalid_request', 'Two different clients.');
    [id, secret] = [user, password];
  }
  if (id !== CLIENT_ID || (secret !== CLIENT_SECRET && !(wrong('wrong-secret') && secret))) {
    return tokenRefusal('invalid_client', 'Unknown client or wrong secret.');
  }
  const grant = form.get('grant_type');
  if (!grant) return tokenRefusal('invalid_request', 'grant_type is missing.');
  if (grant !== 'client_credentials' && !wrong('any-grant')) {
    return tokenRefusal('unsupported_grant_type', 'Only client_credentials is supported.');
  }
  const asked = form.get('scope') || undefined;
  let scopes = asked === undefined ? ['products:read'] : [...new Set(asked.split(' '))];
  if (!scopes.every((s) => SCOPES.includes(s))) {
    return tokenRefusal('invalid_scope', 'There is no such scope.');
  }
  if (wrong('scope-widened')) scopes = SCOPES;

  const token = newToken();
  tokens.set(token, { scopes, expires: Date.now() + LIFETIME * 1000 });
  const body = { access_token: token, token_type: 'Bearer', expires_in: LIFETIME, scope: scopes.join(' ') };
  if (wrong('expires-in-string')) body.expires_in = String(LIFETIME);
  if (other('short-tokens')) {
    body.token_type = 'bearer';
    if (asked !== undefined) delete body.scope;
  }
  if (other('extra-members')) body.issued_for = CLIENT_ID;
  const answer = tokenAnswer(200, body);
  if (wrong('token-cacheable')) delete answer.headers['Cache-Control'];
  return answer;
}

const CHALLENGE = 'Bearer realm="catalog"';

function unauthorized(code, detail) {
  const headers = {};
  if (!wrong('no-challenge'))
    headers['WWW-Authenticate'] = code === 'invalid_token' ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE;
  return new Refusal(401, code, 'Unauthorized', detail, { headers });
}

// Throws unless the request has a token, with the scope where one is needed.
function authorise(req, scope) {
  const given = /^(\S+) +(\S+)$/.exec(req.headers.authorization ?? '');
  const isBearer = given && (given[1].toLowerCase() === 'bearer' || wrong('any-scheme'));
  if (!isBearer) throw unauthorized('missing_token', 'Send a bearer token.');
  let grant = tokens.get(given[2]);
  if (grant && Date.now() >= grant.expires && !wrong('expired-token')) grant = undefined;
  if (!grant && wrong('any-token')) grant = { scopes: SCOPES };
  if (!grant) {
    throw unauthorized(
      'invalid_token',
      wrong('token-echoed') ? `The token ${given[2]} is unknown.` : 'The token is unknown or has expired.',
    );
  }
  if (scope === undefined || grant.scopes.includes(scope)) return;
  if (wrong('delete-any-scope') && scope === 'products:write') return;
  if (wrong('scope-401')) throw unauthorized('invalid_token', `The token lacks the scope ${scope}.`);
  throw new Refusal(403, 'insufficient_scope', 'Forbidden', `This needs the scope ${scope}.`, {
    headers: { 'WWW-Authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${scope}"` },
  });
}

// ------------------------------------------------------------------ the list

const SORTABLE = ['name', 'price', 'rating', 'released_on', 'category'];

function checkAccept(req) {
  const { accept } = req.headers;
  if (accept === undefined || wrong('accept-ignored')) return;
  const admitted = accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return [JSON_API, 'application/*', '*/*'].includes(type) && !parameters.some((p) => /^q=0(\.0*)?$/.test(p));
  });
  if (!admitted) throw new Refusal(406, 'not_acceptable', 'Not acceptable', `Accept ${JSON_API}.`);
}

function checkParameters(params, described) {
  for (const name of params.keys()) {
    if (!described.includes(name)) {
      if (wrong('unknown-parameter-ignored')) continue;
      throw new Refusal(400, 'unknown_parameter', 'Unknown parameter', `There is no parameter ${name}.`, {
        parameter: name,
      });
    }
    if (params.getAll(name).length > 1) throw invalid(name, `${name} may be given only once.`);
  }
}

function readInteger(params, name, max, fallback) {
  const text = params.get(name);
  if (text === null) return fallback;
  const n = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (!(n >= 1 && n <= max)) throw invalid(name, `${name} must be an integer from 1 to ${max}.`);
  return n;
}

function readSort(params) {
  const text = params.get('sort');
  if (text === null) return [];
  const keys = text.split(',');
  if (keys.length > 3) throw invalid('sort', 'sort takes at most three attributes.');
  if (new Set(keys).size < keys.length) throw invalid('sort', 'sort names an attribute twice.');
  const read = [];
  for (const key of keys) {
    const name = key.replace(/^-/, '');
    if (SORTABLE.includes(name)) read.push({ name, descending: key.startsWith('-') && !wrong('descending-ignored') });
    else if (!wrong('sort-unknown-ignored')) throw invalid('sort', `Products cannot be sorted by ${name}.`);
  }
  return wrong('second-key-ignored') ? read.slice(0, 1) : read;
}

function comparison(keys) {
  return (a, b) => {
    for (const { name, descending } of keys) {
      let [x, y] = [a.attributes[name], b.attributes[name]];
      if (x === y) continue;
      if (x === null || y === null) return x === null ? 1 : -1;
      if (name === 'price' && wrong('price-as-text')) [x, y] = [String(x), String(y)];
      const order = x < y ? -1 : 1;
      return descending ? -order : order;
    }
    return 0;
  };
}

let listAnswers = 0;

function listProducts(req, params) {
  checkParameters(params, ['page[number]', 'page[size]', 'sort', 'filter[category]', 'filter[active]']);
  const number = readInteger(params, 'page[number]', 1_000_000, 1);
  let size = readInteger(params, 'page[size]', 50, wrong('default-size-20') ? 20 : 10);
  const keys = readSort(params);
  const category = params.get('filter[category]');
  if (category !== null && !CATEGORIES.includes(category)) {
    throw invalid('filter[category]', `filter[category] must be one of ${CATEGORIES.join(', ')}.`);
  }
  const activeText = params.get('filter[active]');
  if (![null, 'true', 'false'].includes(activeText))
    throw invalid('filter[active]', 'filter[active] must be true or false.');
  let active = activeText === null ? undefined : activeText === 'true';
  if (active === false && wrong('active-false-ignored')) active = undefined;

  if (wrong('max-size-25')) size = Math.min(size, 25);
  if (wrong('size-ignored-when-sorted') && keys.length) size = 10;

  const matches = ({ attributes: a }) =>
    (active === undefined || a.active === active) && (category === null || a.category === category);
  const all = present();
  const matching = all.filter(matches);
  const rows = [...(wrong('filter-after-paging') ? all : matching)];
  listAnswers += 1;
  if (wrong('unstable-order') && keys.length === 0 && listAnswers % 2 === 0) rows.reverse();
  if (!wrong('sort-page-only')) rows.sort(comparison(keys));

  const lastPage = Math.max(1, Math.ceil(matching.length / size));
  let from = (number - 1) * size;
  if (wrong('page-zero-based') && params.has('page[number]')) from += size;
  if (wrong('beyond-end-repeats-last') && number > lastPage) from = (lastPage - 1) * size;
  let page = rows.slice(from, from + size);
  if (wrong('filter-after-paging')) page = page.filter(matches);
  if (wrong('sort-page-only')) page.sort(comparison(keys));

  const link = (n, withFilters = true) => {
    const query = [];
    for (const [name, value] of params) {
      if (name.startsWith('filter') ? withFilters : name === 'sort') query.push([name, value]);
    }
    query.push(['page[number]', n], ['page[size]', size]);
    if (other('other-clothes')) {
      return `http://${req.headers.host}${BASE}/products?${query
        .reverse()
        .map(([k, v]) => `${k}=${encodeURIComponent(v)}`)
        .join('&')}`;
    }
    return `${BASE}/products?${new URLSearchParams(query)}`;
  };
  const links = {
    self: link(number),
    first: link(1),
    prev: number > 1 ? link(number - 1) : null,
    next: number < lastPage ? link(number + 1, !wrong('next-link-loses-filter')) : null,
    last: link(wrong('last-link-one-more') ? Math.floor(matching.length / size) + 1 : lastPage),
  };
  if (wrong('next-link-missing') && links.next === null) delete links.next;

  const meta = { total: matching.length };
  if (wrong('total-ignores-filters')) meta.total = all.length;
  if (wrong('total-active-only')) meta.total = matching.filter((p) => p.attributes.active).length;

  const body = { data: page.map((p) => represent(p, false)), meta, links };
  if (other('extra-members')) {
    body.jsonapi = { version: '1.0' };
    body.meta.pages = lastPage;
    body.links.describedby = null;
  }
  const answer = { status: 200, body, type: wrong('list-plain-json') ? 'application/json' : JSON_API };
  if (wrong('warning-before-json') && category !== null)
    answer.prefix = 'Warning: Undefined array key "category" in list.php on line 83\n';
  return answer;
}

// ------------------------------------------------------------------ one product

function noSuchProduct() {
  return new Refusal(404, 'not_found', 'Not found', 'There is no such product.');
}

function getProduct(id, params) {
  checkParameters(params, []);
  const product = present().find((p) => p.id === id);
  if (!product) {
    if (wrong('missing-200-null'))
      return { status: 200, body: { data: null, links: { self: `${BASE}/products/${id}` } } };
    throw noSuchProduct();
  }
  const body = { data: represent(product, true), links: { self: `${BASE}/products/${id}` } };
  if (other('extra-members')) body.jsonapi = { version: '1.0' };
  return { status: 200, body };
}

function deleteProduct(id, params) {
  checkParameters(params, []);
  const products = present();
  const index = products.findIndex((p) => p.id === id);
  if (index < 0) throw noSuchProduct();
  if (!wrong('delete-does-nothing')) deleted.add(id);
  if (wrong('delete-two')) deleted.add(products[(index + 1) % products.length].id);
  return { status: wrong('delete-200') ? 200 : 204 };
}

// ------------------------------------------------------------------ HTTP

function answerTo(req, bodyText) {
  const [path, ...rest] = req.url.split('?');
  const params = new URLSearchParams(rest.join('?'));
  const method = req.method === 'HEAD' ? 'GET' : req.method;

  if (path === `${BASE}/oauth/token`) {
    if (method === 'POST') return issueToken(req, bodyText);
    return { status: 405, headers: { Allow: 'POST' } };
  }

  const isList = path === `${BASE}/products`;
  const id = !isList && /^\/catalog\/v2\/products\/([^/]+)$/.exec(path)?.[1];
  const described = isList ? ['GET'] : id ? ['GET', 'DELETE'] : [];
  const open = wrong('details-open') && id && method === 'GET' && req.headers.authorization === undefined;
  if (!open) {
    const scope = described.includes(method) ? { GET: 'products:read', DELETE: 'products:write' }[method] : undefined;
    authorise(req, scope);
  }
  if (described.length === 0) throw new Refusal(404, 'not_found', 'Not found', 'There is nothing at this path.');
  if (!described.includes(method)) {
    const Allow = described.flatMap((m) => (m === 'GET' ? ['GET', 'HEAD'] : [m])).join(', ');
    throw new Refusal(405, 'method_not_allowed', 'Method not allowed', `${method} is not possible here.`, {
      headers: { Allow },
    });
  }
  if (method === 'DELETE') return deleteProduct(id, params);
  checkAccept(req);
  return isList ? listProducts(req, params) : getProduct(id, params);
}

function send(res, answer) {
  let payload = '';
  const headers = { ...answer.headers };
  if (answer.body !== undefined) {
    payload = (answer.prefix ?? '') + JSON.stringify(answer.body, null, other('other-clothes') ? 4 : 0);
    headers['Content-Type'] = answer.type ?? JSON_API;
  }
  if (answer.status !== 204) headers['Content-Length'] = Buffer.byteLength(payload);
  for (const [name, value] of Object.entries(headers)) {
    res.setHeader(other('other-clothes') ? name.toLowerCase() : name, value);
  }
  res.statusCode = answer.status;
  res.end(payload);
}

const server = createServer(async (req, res) => {
  let answer;
  try {
    let bodyText = '';
    for await (const chunk of req.setEncoding('utf8')) if (bodyText.length < 10_000) bodyText += chunk;
    answer = answerTo(req, bodyText);
  } catch (error) {
    if (error instanceof Refusal) answer = { status: error.status, body: errorDocument(error), headers: error.headers };
    else answer = { status: 500 };
  }
  setTimeout(() => send(res, answer), other('slow-other-order') ? 300 : 0);
});

server.listen(Number(arg('--port') ?? 0), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}${BASE}`);
});
