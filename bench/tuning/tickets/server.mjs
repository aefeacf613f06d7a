// Meridia Trouble Ticket API (sandbox): a correct server for openapi.yaml, which can be started with one mutation of
// it (--mutation ID) or as another correct server (--variant ID). --list tells which there are.
//
//   1  data          4  variants
//   2  the server    5  command line
//   3  mutations
//
// The server is one object of small functions, made by makeServer(). A mutation replaces one of them, or changes
// answers in `after`, the list of functions that see each answer before it is written.
import http from 'node:http';
import zlib from 'node:zlib';

const BASE = '/trouble-ticket/v3';
const TOKEN_PATH = '/oauth/v3/token';
const CLIENT = { id: 'harbour-desk-7f3a', secret: 'local-secret-not-a-secret' };
const API_KEY = 'local-key-not-a-secret';
const EXPIRED_TOKEN = 'local-expired-token-not-a-secret';
const SCOPE = 'tickets:read';

const STATUSES = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved', 'closed', 'cancelled'];
const PRIORITIES = ['low', 'medium', 'high', 'critical'];
const TYPES = ['technical', 'provisioning', 'billing', 'information'];
const LABELS = {
  en: ['Acknowledged', 'In progress', 'Pending', 'On hold', 'Resolved', 'Closed', 'Cancelled'],
  fr: ['Pris en compte', 'En cours', 'En attente', 'Suspendu', 'Résolu', 'Clos', 'Annulé'],
};
const FILTERS = [
  'status',
  'priority',
  'type',
  'location.address.country',
  'location.address.city',
  'customer.id',
  'customer.name',
  'creationDate.gte',
  'creationDate.lt',
];
const SUMMARY = [
  'id',
  'href',
  'externalId',
  'name',
  'type',
  'status',
  'statusLabel',
  'priority',
  'affectedLines',
  'creationDate',
  'lastUpdate',
  'expectedResolutionDate',
  'resolutionDate',
  'customer',
  'location',
];
const MESSAGES = {
  1: 'Internal error',
  28: 'Invalid query-string parameter value',
  40: 'Missing credentials',
  41: 'Invalid credentials',
  42: 'Expired credentials',
  50: 'Access denied',
  60: 'Resource not found',
  61: 'Method not allowed',
};

// ---------------------------------------------------------------------------------------------------------- 1  data

/** A number from two numbers, always the same, well spread. */
function mix(i, salt) {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}
const pick = (list, i, salt) => list[mix(i, salt) % list.length];

const MINUTE = 60_000,
  DAY = 86_400_000;
const ZONES = [
  [0, 'Z'],
  [60, '+01:00'],
  [-300, '-05:00'],
  [330, '+05:30'],
];
const stamp = (ms, [minutes, text]) => new Date(ms + minutes * MINUTE).toISOString().slice(0, 19) + text;

const NAMES = [
  'No dial tone',
  "Customer's router restarts every hour",
  'Débit très inférieur à l’offre',
  'Invoice shows a number we do not own',
  'Brak sygnału na łączu',
  "Ligne coupée depuis l'orage",
  'Porting of 12 numbers is late',
  'How do we order a second SIM?',
  'Echo on international calls',
  'Fibre cut, “Rue Haute”',
  'VPN drops at 03:00',
  'Überspannung am Verteiler',
  'Static IP not reachable',
  'Duplicate charge for roaming',
];
const DESCRIPTIONS = [
  'Reported by phone. Nothing was changed on site.',
  "The customer's own tests are attached; they show the same at each hour.",
  'Seit gestern früh, nach dem Gewitter.\nZweite Zeile: Gerät läuft.',
  'Vu avec le client : l’équipement est à jour.',
  'See the "photo" and the log \\ trace.',
];
const CUSTOMERS = [
  {
    id: 'CUST-1',
    name: 'Acme Networks',
    segment: 'business',
    contact: { email: 'noc@acme.example', phone: '+442079460001', preferredHours: { from: '08:00', to: '18:30' } },
  },
  { id: 'CUST-12', name: 'acme networks', segment: 'consumer' },
  {
    id: 'CUST-120',
    name: 'Acme Networks Europe',
    segment: 'wholesale',
    contact: { email: 'desk@acme-europe.example' },
  },
  {
    id: 'CUST-7',
    name: "O'Brien & Sons",
    segment: 'business',
    contact: { phone: '+35315550142', preferredHours: { from: '09:00', to: '12:00' } },
  },
  {
    id: 'CUST-77',
    name: "Zoë's Bakery",
    segment: 'consumer',
    contact: { email: 'zoe@bakery.example', phone: '+3225550199' },
  },
  {
    id: 'CUST-3001',
    name: 'Électricité d’Armor',
    segment: 'business',
    contact: { email: 'reseau@armor.example', preferredHours: { from: '07:45', to: '16:00' } },
  },
  { id: 'CUST-3002', name: 'Łódź Port Services', segment: 'wholesale', contact: { phone: '+48425550123' } },
  { id: 'CUST-999999', name: 'Ørsted Fjernvarme', segment: 'business', contact: {} },
  {
    id: 'CUST-45',
    name: 'Zenith Hotels',
    segment: 'business',
    contact: { email: 'it@zenith.example', phone: '+33555501234', preferredHours: { from: '00:00', to: '23:59' } },
  },
  { id: 'CUST-450', name: 'École Sainte-Anne', segment: 'consumer' },
  { id: 'CUST-31', name: 'zebra couriers', segment: 'consumer', contact: { email: 'hello@zebra.example' } },
];
const LOCATIONS = [
  {
    name: 'Head office',
    address: {
      street: "12 rue de l'Église",
      city: 'Orléans',
      postcode: '45000',
      country: 'FR',
      point: { latitude: 47.9025, longitude: 1.909 },
    },
  },
  { address: { street: '4 quai Sud', city: 'Saint-Étienne', postcode: '42000', country: 'FR' } },
  {
    name: 'Entrepôt n° 2',
    address: {
      street: 'Rue Haute 88',
      city: 'Bruxelles',
      postcode: '1000',
      country: 'BE',
      point: { latitude: 50.8387, longitude: 4.3475 },
    },
  },
  {
    name: "Miller's Yard",
    address: {
      street: "1 King's Road",
      city: 'London',
      postcode: 'SW3 4RP',
      country: 'GB',
      point: { latitude: 51.4875, longitude: -0.1687 },
    },
  },
  {
    address: {
      street: '7 Quay Street',
      city: 'Dún Laoghaire',
      postcode: 'A96 X2Y4',
      country: 'IE',
      point: { latitude: 53.2946, longitude: -6.1337 },
    },
  },
  { name: 'Magazyn', address: { street: 'ul. Piotrkowska 5', city: 'Łódź', postcode: '90-001', country: 'PL' } },
  {
    name: 'Agence du Plateau',
    address: {
      street: 'Avenue Chardy',
      city: 'Abidjan',
      postcode: '01',
      country: 'CI',
      point: { latitude: 5.32, longitude: -4.02 },
    },
  },
  {
    name: 'Kontor',
    address: {
      street: 'Nørregade 3',
      city: 'København',
      postcode: '1165',
      country: 'DK',
      point: { latitude: 55.68, longitude: 12.57 },
    },
  },
  {
    address: {
      street: '3 Bridge End',
      city: "King's Lynn",
      postcode: 'PE30',
      country: 'GB',
      point: { latitude: 0, longitude: 0 },
    },
  },
];
const LINES = [0, 1, 1, 2, 3, 9, 10, 11, 25, 100, 101, 1200, 48, 7];
const HISTORIES = {
  acknowledged: ['acknowledged'],
  inProgress: ['acknowledged', 'inProgress'],
  pending: ['acknowledged', 'inProgress', 'pending'],
  held: ['acknowledged', 'held'],
  resolved: ['acknowledged', 'inProgress', 'resolved'],
  closed: ['acknowledged', 'inProgress', 'resolved', 'closed'],
  cancelled: ['acknowledged', 'cancelled'],
};
const REASONS = ['Waiting for the customer', "Part isn't in stock", 'Remplacement de la carte', undefined];

function makeTicket(i, of) {
  const id = 'INC' + (24000101 + ((i * 37) % of) * 13);
  const zone = ZONES[i % 4];
  const status = i < 7 ? STATUSES[i] : pick(STATUSES, i, 1);
  const twin = i % 8 === 7 ? i - 1 : i; // every eighth ticket was created at the same moment as the one before it
  const created = Date.UTC(2024, 0, 8, 6) + (mix(twin, 2) % 1800) * 97 * MINUTE;
  const steps = HISTORIES[status];
  const step = steps.length > 1 ? (1 + (mix(i, 3) % 90)) * 211 * MINUTE : 0;
  const dates = steps.map((_, n) => stamp(created + n * step, zone));
  const ticket = {
    id,
    href: `${BASE}/tickets/${id}`,
    externalId: i % 3 === 1 ? undefined : `HD-${2000 + (mix(i, 4) % 900)}/${i % 2 ? 'é' : 'a'}`,
    name: pick(NAMES, i, 5),
    type: pick(TYPES, i, 6),
    status,
    priority: pick(PRIORITIES, i, 7),
    affectedLines: pick(LINES, i, 8),
    creationDate: dates[0],
    lastUpdate: dates.at(-1),
    expectedResolutionDate:
      i % 5 === 0
        ? undefined
        : i % 5 === 3
          ? null
          : stamp(
              Date.UTC(2024, 0, 10, 18) + Math.floor((created - Date.UTC(2024, 0, 1)) / DAY / 5) * 5 * DAY,
              ZONES[(i + 1) % 4],
            ),
    resolutionDate: dates[steps.indexOf('resolved')],
    customer: pick(CUSTOMERS, i, 9),
    location: i % 11 === 4 ? undefined : pick(LOCATIONS, i, 10),
    description: pick(DESCRIPTIONS, i, 11),
    slaBreached: mix(i, 12) % 3 === 0,
    credit:
      i % 4 === 0
        ? { amount: (mix(i, 13) % 400) / 4, currency: i % 8 ? 'EUR' : 'GBP' }
        : i % 4 === 1
          ? null
          : undefined,
    statusHistory: steps.map((name, n) => ({
      status: name,
      date: dates[n],
      reason: n ? pick(REASONS, i + n, 14) : undefined,
    })),
    notes: Array.from({ length: mix(i, 15) % 4 }, (_, n) => ({
      id: n + 1,
      author: pick(['A. Dupré', "N. O'Neill", 'System'], i + n, 16),
      date: stamp(created + (n + 1) * 47 * MINUTE, zone),
      text: pick(['Technician on site.', 'Rappel prévu à 14 h.', "Customer can't be reached."], i + n, 17),
    })),
    attachments: Array.from({ length: mix(i, 18) % 3 }, (_, n) => ({
      id: n + 1,
      name: pick(['rack.jpg', 'facture août.pdf', 'trace.log'], i + n, 19),
      mimeType: pick(['image/jpeg', 'application/pdf', 'text/plain'], i + n, 19),
      size: { amount: mix(i + n, 20) % 500000, unit: n ? 'kilobytes' : 'bytes' },
      uploadedOn: n ? undefined : stamp(created, zone).slice(0, 10),
    })),
    relatedServices: Array.from({ length: mix(i, 21) % 3 }, (_, n) => ({
      id: `SVC-${70001 + (mix(i + n, 22) % 20000)}`,
      name: pick(['Business voice', 'Fibre Pro', 'Mobile M2M'], i + n, 23),
      characteristics: Array.from({ length: mix(i + n, 24) % 3 }, (_, m) => ({
        name: ['lines', 'accès'][m],
        value: String((mix(i, 25) % 30) + m),
      })),
    })),
    relatedParties:
      i % 3 === 2
        ? undefined
        : [
            {
              name: pick(['Jürgen Weiß', "Siobhán D'Arcy", 'Field Services East'], i, 26),
              role: pick(['reporter', 'fieldTechnician', 'accountManager'], i, 27),
              email: i % 2 ? null : 'party@partners.example',
            },
            ...(i % 6 === 0 ? [{ name: 'Meridia NOC', role: 'accountManager' }] : []),
          ],
  };
  return JSON.parse(JSON.stringify(ticket)); // drops what is undefined
}
const makeRows = (n) => Array.from({ length: n }, (_, i) => makeTicket(i, n));
const ROWS = makeRows(60);
const FAR = ROWS[47].id; // some ticket that is not on the first pages of the default order

// ---------------------------------------------------------------------------------------------------- 2  the server

class Bad extends Error {}

const countCharacters = (s) => [...s].length;

function readInteger(name, text, min, max) {
  const value = /^(0|[1-9][0-9]*)$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw new Bad(`${name}: a whole number from ${min} to ${max} is expected`);
  return value;
}
function readList(name, text, allowed) {
  const values = text.split(',');
  if (!values.every((value) => allowed.includes(value)))
    throw new Bad(`${name}: one or more of ${allowed.join(', ')} expected`);
  return values;
}
function readText(name, text, { min = 1, max = Infinity, pattern = /^/ }) {
  if (countCharacters(text) < min || countCharacters(text) > max || !pattern.test(text))
    throw new Bad(`${name}: not a valid value`);
  return text;
}
/** The moment of an RFC 3339 date-time, in milliseconds. */
function readMoment(name, text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))$/.exec(text);
  const [year, month, day, hour, minute, second] = (m ?? []).slice(1, 7).map(Number);
  const offset = m && (Number(m[9] ?? 0) * 60 + Number(m[10] ?? 0)) * (m[8][0] === '-' ? -1 : 1);
  const days =
    m &&
    [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
      month - 1
    ];
  if (
    !m ||
    !days ||
    day < 1 ||
    day > days ||
    hour > 23 ||
    minute > 59 ||
    second > 60 ||
    (m[9] ?? 0) > 23 ||
    (m[10] ?? 0) > 59
  ) {
    throw new Bad(`${name}: a date and time with a time zone is expected (RFC 3339)`);
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime() + Math.floor(Number(m[7] ?? 0) * 1000) - offset * MINUTE;
}
const SORTABLE = [
  'id',
  'creationDate',
  'lastUpdate',
  'expectedResolutionDate',
  'priority',
  'affectedLines',
  'customer.name',
];
function readSort(text, { max = 3, strict = true } = {}) {
  const keys = text.split(',').map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  const known = keys.filter((key) => SORTABLE.includes(key.field));
  if (
    strict &&
    (known.length < keys.length || new Set(keys.map((key) => key.field)).size < keys.length || keys.length > max)
  ) {
    throw new Bad('sort: not a member that can be sorted by, or named twice, or too many members');
  }
  return known;
}

/** 'en' or 'fr', from an Accept-Language header. */
function chooseLanguage(header) {
  if (!header) return 'en';
  const ranges = [];
  for (const part of header.split(',')) {
    if (part.trim() === '') continue;
    const m = /^\s*(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*$/.exec(
      part,
    );
    if (!m) return 'en';
    ranges.push({ tag: m[1].toLowerCase().split('-')[0], q: m[2] === undefined ? 1 : Number(m[2]) });
  }
  const weigh = (language) => {
    const named = ranges.filter((r) => r.tag === language);
    const usable = named.length ? named : ranges.filter((r) => r.tag === '*');
    const q = Math.max(0, ...usable.map((r) => r.q));
    return { language, q, at: ranges.findIndex((r) => usable.includes(r) && r.q === q) };
  };
  const [best] = ['en', 'fr']
    .map(weigh)
    .filter((w) => w.q > 0)
    .sort((a, b) => b.q - a.q || a.at - b.at);
  return best?.language ?? 'en';
}

const code62 = (n) =>
  Array.from(
    { length: 40 },
    (_, k) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[mix(n, 100 + k) % 62],
  ).join('');
const hex = (n, salt) => mix(n, salt).toString(16).padStart(8, '0');
const uuid = (n) => {
  const h = hex(n, 201) + hex(n, 202) + hex(n, 203) + n.toString(16).padStart(8, '0');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
};

function makeServer() {
  const tokens = new Map([[EXPIRED_TOKEN, 0]]); // token -> when it expires
  let answers = 0,
    issued = 0;

  const s = {
    rows: ROWS,
    after: [],
    defaults: { limit: 10, offset: 0 },
    delay: () => 0,
    requestId: () => uuid(++answers),

    // --- security
    tokens,
    tokenState: (token) => (!tokens.has(token) ? 'unknown' : tokens.get(token) > Date.now() ? 'valid' : 'expired'),
    bearer: (ctx) => /^bearer +(.*\S) *$/i.exec(ctx.req.headers.authorization ?? '')?.[1],
    checkToken(ctx) {
      const token = s.bearer(ctx);
      const state = token === undefined ? 'missing' : s.tokenState(token, ctx);
      if (state === 'valid') return false;
      const challenge = (more) => ({ 'WWW-Authenticate': `Bearer realm="tickets"${more}` });
      if (state === 'missing') return s.refuse(ctx, 401, 40, 'An access token is needed.', challenge(''));
      if (state === 'expired')
        return s.refuse(ctx, 401, 42, 'The access token has expired.', challenge(', error="invalid_token"'));
      return s.refuse(ctx, 401, 41, 'The access token is not known.', challenge(', error="invalid_token"'));
    },
    keyIsRight: (key) => key === API_KEY,
    checkKey(ctx) {
      if (s.keyIsRight(ctx.req.headers['x-api-key'], ctx)) return false;
      return s.refuse(ctx, 403, 50, 'The API key is missing or wrong.');
    },
    /** True if the request was refused. */
    guard: (ctx) => s.checkToken(ctx) || s.checkKey(ctx),

    // --- refusals
    infoURL: (code) => `https://developer.meridia.example/errors#${code}`,
    refuse(ctx, status, code, description, headers = {}) {
      ctx.status = status;
      ctx.body = { code, message: MESSAGES[code], description, infoURL: s.infoURL(code) };
      Object.assign(ctx.headers, headers);
      return true;
    },

    // --- query
    readers: {
      limit: (text) => readInteger('limit', text, 1, 50),
      offset: (text) => readInteger('offset', text, 0, 10000),
      sort: (text) => readSort(text),
      status: (text) => readList('status', text, STATUSES),
      priority: (text) => readList('priority', text, PRIORITIES),
      type: (text) => readList('type', text, TYPES),
      'location.address.country': (text) => readText('location.address.country', text, { pattern: /^[A-Z]{2}$/ }),
      'location.address.city': (text) => readText('location.address.city', text, { max: 60 }),
      'customer.id': (text) => readText('customer.id', text, { pattern: /^CUST-[1-9][0-9]{0,5}$/ }),
      'customer.name': (text) => readText('customer.name', text, { max: 80 }),
      'creationDate.gte': (text) => readMoment('creationDate.gte', text),
      'creationDate.lt': (text) => readMoment('creationDate.lt', text),
    },
    readQuery(query) {
      const q = {};
      for (const name of Object.keys(s.readers)) {
        const values = query.getAll(name);
        if (values.length > 1) throw new Bad(`${name}: given more than once`);
        if (values.length === 1) q[name] = s.readers[name](values[0]);
      }
      return { ...s.defaults, ...q };
    },

    // --- list
    tests: {
      status: (t, values) => values.includes(t.status),
      priority: (t, values) => values.includes(t.priority),
      type: (t, values) => values.includes(t.type),
      'location.address.country': (t, value) => t.location?.address.country === value,
      'location.address.city': (t, value) => t.location?.address.city === value,
      'customer.id': (t, value) => t.customer.id === value,
      'customer.name': (t, value) => t.customer.name === value,
      'creationDate.gte': (t, value) => Date.parse(t.creationDate) >= value,
      'creationDate.lt': (t, value) => Date.parse(t.creationDate) < value,
    },
    named: (q) => FILTERS.filter((name) => name in q),
    passes: (t, q) => s.named(q).every((name) => s.tests[name](t, q[name])),
    matching: (rows, q) => rows.filter((t) => s.passes(t, q)),
    keys: {
      id: (t) => t.id,
      creationDate: (t) => Date.parse(t.creationDate),
      lastUpdate: (t) => Date.parse(t.lastUpdate),
      expectedResolutionDate: (t) => (t.expectedResolutionDate ? Date.parse(t.expectedResolutionDate) : undefined),
      priority: (t) => PRIORITIES.indexOf(t.priority),
      affectedLines: (t) => t.affectedLines,
      'customer.name': (t) => t.customer.name,
    },
    compare(a, b, { field, descending }) {
      const [x, y] = [s.keys[field](a), s.keys[field](b)];
      if (x === y) return 0;
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
      return (x < y ? -1 : 1) * (descending ? -1 : 1);
    },
    order: (rows, sort = []) =>
      [...rows].sort((a, b) => {
        for (const key of sort) {
          const c = s.compare(a, b, key);
          if (c) return c;
        }
        return 0;
      }),
    page: (rows, q) => rows.slice(q.offset, q.offset + q.limit),
    total: ({ matching }) => matching.length,
    result: ({ page }) => page.length,
    select(q) {
      const matching = s.order(s.matching(s.rows, q), q.sort);
      return { q, matching, page: s.page(matching, q) };
    },
    list(ctx) {
      ctx.q = s.readQuery(ctx.query);
      const found = s.select(ctx.q, ctx);
      ctx.headers['X-Result-Count'] = String(s.result(found));
      ctx.headers['X-Total-Count'] = String(s.total(found));
      ctx.headers['Content-Language'] = ctx.language;
      ctx.body = found.page.map((t) => s.summary(t, ctx.language));
    },

    // --- details
    find: (id) => s.rows.find((t) => t.id === id),
    summary(t, language) {
      const out = {};
      for (const name of SUMMARY) {
        if (name === 'statusLabel') out.statusLabel = LABELS[language][STATUSES.indexOf(t.status)];
        else if (name in t) out[name] = structuredClone(t[name]);
      }
      return out;
    },
    details: (t, language) => ({ ...structuredClone(t), ...s.summary(t, language) }),
    show(ctx) {
      const t = s.find(ctx.id, ctx);
      if (!t) return s.refuse(ctx, 404, 60, 'There is no ticket of this id.');
      ctx.headers['Content-Language'] = ctx.language;
      ctx.body = s.details(t, ctx.language);
    },

    // --- token endpoint
    clientIsRight(ctx) {
      const [, text] = /^basic +(\S+) *$/i.exec(ctx.req.headers.authorization ?? '') ?? [];
      const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(text ?? '', 'base64').toString()) ?? [];
      return s.secretIsRight(id, secret);
    },
    secretIsRight: (id, secret) => id === CLIENT.id && secret === CLIENT.secret,
    grants: (grant) => grant === 'client_credentials',
    lifetime: 3600,
    newToken: () => code62(++issued),
    issue() {
      const token = s.newToken();
      tokens.set(token, Date.now() + s.lifetime * 1000);
      return { access_token: token, token_type: 'Bearer', expires_in: s.lifetime };
    },
    tokenRefusal(ctx, status, error, headers = {}) {
      ctx.status = status;
      ctx.body = { error };
      Object.assign(ctx.headers, headers);
    },
    token(ctx) {
      ctx.headers['Cache-Control'] = 'no-store';
      if (ctx.method !== 'POST') return s.tokenRefusal(ctx, 405, 'invalid_request', { Allow: 'POST' });
      if (!s.clientIsRight(ctx))
        return s.tokenRefusal(ctx, 401, 'invalid_client', { 'WWW-Authenticate': 'Basic realm="oauth"' });
      const form = /^application\/x-www-form-urlencoded\b/i.test(ctx.req.headers['content-type'] ?? '');
      const params = new URLSearchParams(form ? ctx.text : '');
      const names = [...params.keys()];
      const [grant, scope] = [params.get('grant_type'), params.get('scope')];
      if (!grant || new Set(names).size < names.length) return s.tokenRefusal(ctx, 400, 'invalid_request');
      if (!s.grants(grant)) return s.tokenRefusal(ctx, 400, 'unsupported_grant_type');
      if (scope && scope !== SCOPE) return s.tokenRefusal(ctx, 400, 'invalid_scope');
      ctx.body = s.issue(ctx);
    },

    // --- one request
    route(ctx) {
      if (ctx.path === TOKEN_PATH) return 'token';
      if (ctx.path === `${BASE}/tickets`) return 'list';
      const m = /^\/tickets\/([^/]+)$/.exec(ctx.path.startsWith(BASE) ? ctx.path.slice(BASE.length) : '');
      if (m) ctx.id = m[1];
      return m ? 'details' : 'unknown';
    },
    allow: 'GET, HEAD',
    methodIsRight: (ctx) => ctx.method === 'GET' || ctx.method === 'HEAD',
    refuseMethod: (ctx) => s.refuse(ctx, 405, 61, 'This path supports GET.', { Allow: s.allow }),
    answer(ctx) {
      ctx.op = s.route(ctx);
      ctx.language = s.language(ctx.req.headers['accept-language'], ctx);
      if (ctx.op === 'token') return s.token(ctx);
      if (s.guard(ctx)) return;
      if (ctx.op === 'unknown') return s.refuse(ctx, 404, 60, 'There is nothing at this address.');
      if (!s.methodIsRight(ctx)) return s.refuseMethod(ctx);
      if (ctx.op === 'list') return s.list(ctx);
      return s.show(ctx);
    },
    language: chooseLanguage,
    safely(ctx) {
      try {
        s.answer(ctx);
      } catch (error) {
        if (error instanceof Bad) s.refuse(ctx, 400, 28, error.message);
        else s.refuse(ctx, 500, 1, 'Please try again later.');
      }
    },

    // --- writing
    serialise: (body) => Buffer.from(JSON.stringify(body)),
    headerName: (name) => name,
    write(ctx, res) {
      const bytes = ctx.raw ?? (ctx.body === undefined ? Buffer.alloc(0) : s.serialise(ctx.body, ctx));
      res.statusCode = ctx.status;
      for (const [name, value] of Object.entries(ctx.headers))
        if (value !== undefined) res.setHeader(s.headerName(name), value);
      if (ctx.status !== 204) res.setHeader(s.headerName('Content-Length'), bytes.length);
      res.end(ctx.method === 'HEAD' ? undefined : bytes);
    },
    async handle(req, res) {
      const chunks = [];
      for await (const chunk of req) chunks.push(chunk);
      const [path, search = ''] = req.url.split(/\?(.*)/s);
      const ctx = {
        req,
        method: req.method,
        path,
        query: new URLSearchParams(search),
        text: Buffer.concat(chunks).toString(),
        status: 200,
        headers: { 'Content-Type': 'application/json', 'X-Request-Id': s.requestId() },
        body: undefined,
        raw: undefined,
      };
      try {
        ctx.path = decodeURIComponent(path);
      } catch {
        /* stays as sent, and is unknown */
      }
      s.safely(ctx);
      for (const change of s.after) change(ctx);
      const ms = s.delay(ctx);
      if (ms) await new Promise((resolve) => setTimeout(resolve, ms));
      s.write(ctx, res);
    },
  };
  return s;
}

// ---------------------------------------------------------------------------------------------------- 3  mutations

const MUTATIONS = [];
const mutation = (id, kind, what, apply) => MUTATIONS.push({ id, kind, what, apply });

// Ways to change answers. Each gives a function of the server.
const on = (test, change) => (s) =>
  s.after.push((ctx) => {
    if (test(ctx)) change(ctx, s);
  });
const isList = (ctx) => ctx.op === 'list' && ctx.status === 200;
const isShow = (ctx) => ctx.op === 'details' && ctx.status === 200;
const isError = (ctx) => ctx.op !== 'token' && ctx.status >= 400;
const isStatus = (status) => (ctx) => ctx.op !== 'token' && ctx.status === status;
const isCode = (code) => (ctx) => ctx.op !== 'token' && ctx.body?.code === code;
const isToken = (ctx) => ctx.op === 'token' && ctx.status === 200;
const isTokenError = (ctx) => ctx.op === 'token' && ctx.status >= 400;
/** Changes the tickets of the list. */
const inList = (change) => on(isList, (ctx) => ctx.body.forEach((t) => change(t, ctx)));
/** Changes the details. */
const inDetails = (change) => on(isShow, (ctx) => change(ctx.body, ctx));
/** Changes a ticket wherever it is shown. */
const inBoth = (change) => (s) => {
  inList(change)(s);
  inDetails(change)(s);
};
/** Replaces a function of the server: make(old, server) gives the new one. */
const replace = (name, make) => (s) => {
  s[name] = make(s[name], s);
};
const replaceIn = (group, name, make) => (s) => {
  s[group][name] = make(s[group][name], s);
};
const setStatus = (status, code, description) => (ctx, s) => s.refuse(ctx, status, code, description);

// --- status
mutation(
  'status-206-partial',
  'status',
  'A page that does not hold the whole list is answered 206.',
  on(
    (ctx) => isList(ctx) && Number(ctx.headers['X-Total-Count']) > ctx.body.length,
    (ctx) => {
      ctx.status = 206;
    },
  ),
);
mutation(
  'status-404-no-match',
  'status',
  'A list without matching tickets is answered 404.',
  on((ctx) => isList(ctx) && ctx.headers['X-Total-Count'] === '0', setStatus(404, 60, 'No ticket found.')),
);
mutation(
  'status-200-unknown-ticket',
  'status',
  'An unknown ticket is answered 200, with the error as body.',
  on(
    (ctx) => ctx.op === 'details' && ctx.status === 404,
    (ctx) => {
      ctx.status = 200;
      ctx.headers['Content-Language'] = ctx.language;
    },
  ),
);
mutation(
  'status-500-unknown-ticket',
  'status',
  'An unknown ticket is answered 500.',
  on(
    (ctx) => ctx.op === 'details' && ctx.status === 404,
    setStatus(500, 1, "Cannot read properties of undefined (reading 'id')"),
  ),
);
mutation(
  'status-500-apostrophe',
  'status',
  'A text filter with an apostrophe gives 500 (it breaks the SQL).',
  on(
    (ctx) => isList(ctx) && /'/.test(`${ctx.q['customer.name']}${ctx.q['location.address.city']}`),
    setStatus(500, 1, 'Please try again later.'),
  ),
);
mutation(
  'status-422-parameters',
  'status',
  'Invalid query parameters are refused with 422.',
  on(isStatus(400), (ctx) => {
    ctx.status = 422;
  }),
);
mutation(
  'status-400-other-parameter',
  'status',
  'Query parameters that are not described are refused with 400.',
  on(
    (ctx) =>
      isList(ctx) && [...ctx.query.keys()].some((name) => !['limit', 'offset', 'sort', ...FILTERS].includes(name)),
    setStatus(400, 28, 'unknown parameter'),
  ),
);

// --- media-type
mutation(
  'media-list-text',
  'media-type',
  'The list is sent as text/plain.',
  on(isList, (ctx) => {
    ctx.headers['Content-Type'] = 'text/plain; charset=utf-8';
  }),
);
mutation(
  'media-details-none',
  'media-type',
  'The details come without Content-Type.',
  on(isShow, (ctx) => {
    ctx.headers['Content-Type'] = undefined;
  }),
);
mutation(
  'media-404-html',
  'media-type',
  '404 is an HTML page.',
  on(isStatus(404), (ctx) => {
    ctx.headers['Content-Type'] = 'text/html';
    ctx.raw = Buffer.from(
      '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n',
    );
  }),
);
mutation(
  'media-401-text',
  'media-type',
  '401 is the plain text "Unauthorized".',
  on(isStatus(401), (ctx) => {
    ctx.headers['Content-Type'] = 'text/plain';
    ctx.raw = Buffer.from('Unauthorized');
  }),
);

// --- headers
mutation(
  'header-id-missing-list',
  'headers',
  'The list comes without X-Request-Id.',
  on(isList, (ctx) => delete ctx.headers['X-Request-Id']),
);
mutation(
  'header-id-missing-404',
  'headers',
  '404 comes without X-Request-Id.',
  on(isStatus(404), (ctx) => delete ctx.headers['X-Request-Id']),
);
mutation(
  'header-id-missing-security',
  'headers',
  '401 and 403 come without X-Request-Id.',
  on(
    (ctx) => isStatus(401)(ctx) || isStatus(403)(ctx),
    (ctx) => delete ctx.headers['X-Request-Id'],
  ),
);
mutation(
  'header-id-constant',
  'headers',
  'X-Request-Id is the same in all answers.',
  replace('requestId', () => () => uuid(1)),
);
mutation(
  'header-language-wrong',
  'headers',
  'Content-Language is always en, though the labels are French when asked for.',
  on(
    (ctx) => isList(ctx) || isShow(ctx),
    (ctx) => {
      ctx.headers['Content-Language'] = 'en';
    },
  ),
);
mutation(
  'header-allow-missing',
  'headers',
  '405 comes without Allow.',
  on(isStatus(405), (ctx) => delete ctx.headers.Allow),
);
mutation(
  'header-challenge-missing',
  'headers',
  '401 comes without WWW-Authenticate.',
  on(isStatus(401), (ctx) => delete ctx.headers['WWW-Authenticate']),
);

// --- body-schema
mutation(
  'schema-lines-string',
  'body-schema',
  'affectedLines is a string in one ticket (list and details).',
  inBoth((t) => {
    if (t.id === FAR) t.affectedLines = String(t.affectedLines);
  }),
);
mutation(
  'schema-latitude-string',
  'body-schema',
  'location.address.point.latitude is a string in the list.',
  inList((t) => {
    if (t.location?.address.point) t.location.address.point.latitude = String(t.location.address.point.latitude);
  }),
);
mutation(
  'schema-status-unknown',
  'body-schema',
  'Tickets on hold have the status "onHold" in the list, which the enum does not have.',
  inList((t) => {
    if (t.status === 'held') t.status = 'onHold';
  }),
);
mutation(
  'schema-last-update-missing',
  'body-schema',
  'lastUpdate is missing in the list in tickets never updated since their creation.',
  inList((t) => {
    if (t.lastUpdate === t.creationDate) delete t.lastUpdate;
  }),
);
mutation(
  'schema-segment-missing',
  'body-schema',
  'customer.segment is missing in one ticket of the list.',
  inList((t) => {
    if (t.id === FAR) delete t.customer.segment;
  }),
);
mutation(
  'schema-address-extra',
  'body-schema',
  'Addresses in the details have a member "region".',
  inDetails((t) => {
    if (t.location) t.location.address.region = null;
  }),
);
mutation(
  'schema-date-impossible',
  'body-schema',
  'A note of some tickets is dated 30 February.',
  inDetails((t) => {
    if (t.notes.length === 3) t.notes[2].date = t.notes[2].date.replace(/^\d{4}-\d\d-\d\d/, '2024-02-30');
  }),
);
mutation(
  'schema-date-local',
  'body-schema',
  'creationDate has no time zone in the list when it is UTC.',
  inList((t) => {
    t.creationDate = t.creationDate.replace(/Z$/, '');
  }),
);
mutation(
  'schema-size-string',
  'body-schema',
  'attachments[].size.amount is a string when the unit is kilobytes.',
  inDetails((t) => {
    for (const a of t.attachments) if (a.size.unit === 'kilobytes') a.size.amount = String(a.size.amount);
  }),
);
mutation(
  'schema-notes-null',
  'body-schema',
  'notes is null when there are none.',
  inDetails((t) => {
    if (!t.notes.length) t.notes = null;
  }),
);
mutation(
  'schema-characteristics-object',
  'body-schema',
  'A single characteristic of a related service is sent as an object, not as an array.',
  inDetails((t) => {
    for (const r of t.relatedServices) if (r.characteristics.length === 1) [r.characteristics] = r.characteristics;
  }),
);
mutation(
  'schema-list-wrapped',
  'body-schema',
  'The list is an object with the member "items".',
  on(isList, (ctx) => {
    ctx.body = { items: ctx.body };
  }),
);

// --- count
mutation(
  'count-total-unfiltered',
  'count',
  'X-Total-Count ignores the filters.',
  replace('total', (old, s) => () => s.rows.length),
);
mutation(
  'count-total-page',
  'count',
  'X-Total-Count is the number of tickets of the page.',
  replace(
    'total',
    () =>
      ({ page }) =>
        page.length,
  ),
);
mutation(
  'count-total-plus-one',
  'count',
  'X-Total-Count is one too many when filters are given.',
  replace('total', (old, s) => (found) => old(found) + (s.named(found.q).length ? 1 : 0)),
);
mutation(
  'count-total-remaining',
  'count',
  'X-Total-Count is what is left from the offset on.',
  replace('total', (old) => (found) => Math.max(0, old(found) - found.q.offset)),
);
mutation(
  'count-total-no-country',
  'count',
  'X-Total-Count ignores the country filter.',
  replace('total', (old, s) => ({ q }) => {
    const { 'location.address.country': _, ...rest } = q;
    return s.matching(s.rows, rest).length;
  }),
);
mutation(
  'count-result-limit',
  'count',
  'X-Result-Count is the limit, also on a shorter page.',
  replace(
    'result',
    () =>
      ({ q }) =>
        q.limit,
  ),
);

// --- filter
mutation(
  'filter-type-ignored',
  'filter',
  'The filter type is ignored.',
  replaceIn('tests', 'type', () => () => true),
);
mutation(
  'filter-or',
  'filter',
  'A ticket passes if one of several filters lets it pass.',
  replace('passes', (old, s) => (t, q) => !s.named(q).length || s.named(q).some((name) => s.tests[name](t, q[name]))),
);
mutation(
  'filter-list-first',
  'filter',
  'Of a list of statuses only the first counts.',
  replaceIn('tests', 'status', () => (t, values) => t.status === values[0]),
);
mutation(
  'filter-id-prefix',
  'filter',
  'customer.id passes ids that begin with the value.',
  replaceIn('tests', 'customer.id', () => (t, value) => t.customer.id.startsWith(value)),
);
mutation(
  'filter-name-case',
  'filter',
  'customer.name is compared without regard to case.',
  replaceIn('tests', 'customer.name', () => (t, value) => t.customer.name.toLowerCase() === value.toLowerCase()),
);
mutation(
  'filter-country-absent',
  'filter',
  'The country filter also passes tickets without a location.',
  replaceIn('tests', 'location.address.country', (old) => (t, value) => !t.location || old(t, value)),
);
mutation(
  'filter-gte-exclusive',
  'filter',
  'creationDate.gte does not pass tickets created at exactly that moment.',
  replaceIn('tests', 'creationDate.gte', () => (t, value) => Date.parse(t.creationDate) > value),
);
mutation(
  'filter-zone-ignored',
  'filter',
  'The time zone of the value of creationDate.gte and creationDate.lt is ignored (taken as UTC).',
  (s) => {
    for (const name of ['creationDate.gte', 'creationDate.lt']) {
      const old = s.readers[name];
      s.readers[name] = (text) => old(text) && old(text.replace(/([Zz]|[+-]\d\d:\d\d)$/, 'Z'));
    }
  },
);
mutation(
  'filter-page-only',
  'filter',
  'Filters are applied to the page, not to the list (the counts are right for the list).',
  replace('select', (old, s) => (q) => {
    const found = old(q);
    return { ...found, page: s.matching(s.page(s.order(s.rows, q.sort), q), q) };
  }),
);
mutation(
  'filter-non-ascii',
  'filter',
  'A text filter with letters outside ASCII finds nothing (the query is decoded as Latin-1).',
  (s) => {
    for (const name of ['customer.name', 'location.address.city']) {
      const old = s.tests[name];
      s.tests[name] = (t, value) => old(t, Buffer.from(value).toString('latin1'));
    }
  },
);

// --- paging
mutation(
  'page-offset-ignored',
  'paging',
  'offset is ignored.',
  replace('page', () => (rows, q) => rows.slice(0, q.limit)),
);
mutation(
  'page-offset-plus-one',
  'paging',
  'A page with an offset starts one ticket too late.',
  replace('page', () => (rows, q) => {
    const from = q.offset && q.offset + 1;
    return rows.slice(from, from + q.limit);
  }),
);
mutation(
  'page-overlap',
  'paging',
  'A page with an offset starts with the last ticket of the page before.',
  replace('page', () => (rows, q) => {
    const from = Math.max(0, q.offset - 1);
    return rows.slice(from, from + q.limit);
  }),
);
mutation(
  'page-limit-plus-one',
  'paging',
  'Pages hold one ticket more than the limit if it is less than 10.',
  replace('page', () => (rows, q) => rows.slice(q.offset, q.offset + q.limit + (q.limit < 10 ? 1 : 0))),
);
mutation(
  'page-limit-ignored-filter',
  'paging',
  'When a filter is given, limit is ignored: pages have up to 50 tickets.',
  replace('page', (old, s) => (rows, q) => rows.slice(q.offset, q.offset + (s.named(q).length ? 50 : q.limit))),
);
mutation(
  'page-last-short',
  'paging',
  'The last page lacks the last ticket of the list.',
  replace('page', (old) => (rows, q) => old(rows.length > q.limit ? rows.slice(0, -1) : rows, q)),
);
mutation(
  'page-duplicate',
  'paging',
  'In pages of 20 tickets or more the third one comes twice and the fourth is missing.',
  replace('page', (old) => (rows, q) => {
    const page = old(rows, q);
    if (page.length >= 20) page[3] = page[2];
    return page;
  }),
);

// --- sort
mutation(
  'sort-ignored',
  'sort',
  'sort is ignored.',
  replace('order', (old) => (rows) => old(rows)),
);
mutation(
  'sort-descending-ignored',
  'sort',
  'The "-" of a descending key is ignored.',
  replace('compare', (old) => (a, b, key) => old(a, b, { ...key, descending: false })),
);
mutation(
  'sort-lines-as-text',
  'sort',
  'affectedLines is sorted as text (10 before 9).',
  replaceIn('keys', 'affectedLines', () => (t) => String(t.affectedLines)),
);
mutation(
  'sort-priority-alphabetical',
  'sort',
  'priority is sorted alphabetically.',
  replaceIn('keys', 'priority', () => (t) => t.priority),
);
mutation(
  'sort-dates-as-text',
  'sort',
  'creationDate and lastUpdate are sorted as text, so time zones are ignored.',
  (s) => {
    s.keys.creationDate = (t) => t.creationDate;
    s.keys.lastUpdate = (t) => t.lastUpdate;
  },
);
mutation(
  'sort-second-ignored',
  'sort',
  'Only the first key of sort is used.',
  replace(
    'order',
    (old) =>
      (rows, sort = []) =>
        old(rows, sort.slice(0, 1)),
  ),
);
mutation(
  'sort-null-first',
  'sort',
  'Tickets without expectedResolutionDate come first in descending order.',
  replace('compare', (old, s) => (a, b, key) => {
    const missing = (t) => s.keys[key.field](t) === undefined;
    return key.descending && missing(a) !== missing(b) ? (missing(a) ? -1 : 1) : old(a, b, key);
  }),
);
mutation(
  'sort-page-only',
  'sort',
  'Only the tickets of the page are sorted, not the list.',
  replace('select', (old, s) => (q) => {
    const found = old({ ...q, sort: [] });
    return { ...found, q, page: s.order(found.page, q.sort) };
  }),
);

// --- details
mutation(
  'details-neighbour',
  'details',
  'The details are those of the next ticket.',
  replace('find', (old, s) => (id) => {
    const at = s.rows.findIndex((t) => t.id === id);
    return at < 0 ? undefined : s.rows[(at + 1) % s.rows.length];
  }),
);
mutation(
  'details-one-missing',
  'details',
  'One ticket of the list has no details (404).',
  replace('find', (old) => (id) => (id === FAR ? undefined : old(id))),
);
mutation(
  'details-postcode',
  'details',
  'location.address.postcode in the details has no blanks and no dashes, unlike in the list.',
  inDetails((t) => {
    if (t.location) t.location.address.postcode = t.location.address.postcode.replace(/[ -]/g, '');
  }),
);
mutation(
  'details-name-short',
  'details',
  'customer.name is cut to 12 characters in the details.',
  inDetails((t) => {
    t.customer.name = [...t.customer.name].slice(0, 12).join('');
  }),
);
mutation(
  'details-priority-closed',
  'details',
  'The priority of closed tickets is "low" in the details.',
  inDetails((t) => {
    if (t.status === 'closed') t.priority = 'low';
  }),
);
mutation(
  'details-label-english',
  'details',
  'statusLabel is English in the details whatever the Accept-Language (Content-Language says fr).',
  inDetails((t) => {
    t.statusLabel = LABELS.en[STATUSES.indexOf(t.status)];
  }),
);
mutation(
  'details-history-reversed',
  'details',
  'statusHistory is the newest first.',
  inDetails((t) => {
    t.statusHistory.reverse();
  }),
);
mutation(
  'details-resolution-missing',
  'details',
  'Closed tickets have no resolutionDate (list and details).',
  inBoth((t) => {
    if (t.status === 'closed') delete t.resolutionDate;
  }),
);

// --- security
const letThrough = (name, test) => replace(name, (old) => (ctx) => !test(ctx) && old(ctx));
mutation(
  'security-no-token-list',
  'security',
  'The list is given without an Authorization header.',
  letThrough('checkToken', (ctx) => ctx.op === 'list' && !ctx.req.headers.authorization),
);
mutation(
  'security-no-token-details',
  'security',
  'The details are given without an Authorization header.',
  letThrough('checkToken', (ctx) => ctx.op === 'details' && !ctx.req.headers.authorization),
);
mutation(
  'security-any-token',
  'security',
  'Tokens that were never issued are accepted.',
  replace('tokenState', (old) => (token) => (old(token) === 'unknown' ? 'valid' : old(token))),
);
mutation(
  'security-expired',
  'security',
  'Expired tokens are accepted.',
  replace('tokenState', (old) => (token) => (old(token) === 'expired' ? 'valid' : old(token))),
);
mutation(
  'security-scheme-ignored',
  'security',
  'The scheme of Authorization is ignored: "Basic <token>" or "Token <token>" is accepted.',
  replace('bearer', () => (ctx) => /^\S+ +(\S+) *$/.exec(ctx.req.headers.authorization ?? '')?.[1]),
);
mutation(
  'security-no-key-list',
  'security',
  'The list needs no API key.',
  letThrough('checkKey', (ctx) => ctx.op === 'list' && ctx.req.headers['x-api-key'] === undefined),
);
mutation(
  'security-any-key',
  'security',
  'Any API key is accepted.',
  replace('keyIsRight', () => (key) => Boolean(key)),
);
mutation(
  'security-key-prefix',
  'security',
  'Only the first eight characters of the API key are compared.',
  replace(
    'keyIsRight',
    () =>
      (key = '') =>
        key.slice(0, 8) === API_KEY.slice(0, 8),
  ),
);
mutation(
  'security-either',
  'security',
  'One of the two, token or API key, is enough.',
  replace('guard', (old, s) => (ctx) => {
    if (s.keyIsRight(ctx.req.headers['x-api-key']) || s.tokenState(s.bearer(ctx)) === 'valid') return false;
    return old(ctx);
  }),
);
mutation(
  'security-403-no-token',
  'security',
  'A missing token is refused with 403 (code 50).',
  on(isCode(40), (ctx, s) => {
    delete ctx.headers['WWW-Authenticate'];
    s.refuse(ctx, 403, 50, 'Access denied.');
  }),
);
mutation(
  'security-401-no-key',
  'security',
  'A missing or wrong API key is refused with 401 (code 41).',
  on(isCode(50), (ctx, s) =>
    s.refuse(ctx, 401, 41, 'The API key is not valid.', { 'WWW-Authenticate': 'Bearer realm="tickets"' }),
  ),
);
mutation(
  'security-data-in-refusal',
  'security',
  'A request for details without the right API key is refused with 403, but the ticket is the body.',
  on(
    (ctx) => isCode(50)(ctx) && ctx.op === 'details',
    (ctx, s) => {
      const t = s.find(ctx.id);
      if (t) ctx.body = s.details(t, ctx.language);
    },
  ),
);

// --- negative
const lenient = (name, otherwise) =>
  replaceIn('readers', name, (old) => (text) => {
    try {
      return old(text);
    } catch (error) {
      const value = otherwise(text);
      if (value === undefined) throw error;
      return value;
    }
  });
/** A whole number, or NaN. */
const whole = (text) => (/^-?\d+$/.test(text) ? Number(text) : NaN);
mutation(
  'negative-limit-zero',
  'negative',
  'limit=0 is accepted (an empty page).',
  lenient('limit', (text) => (text === '0' ? 0 : undefined)),
);
mutation(
  'negative-limit-high',
  'negative',
  'A limit over 50 is taken as 50.',
  lenient('limit', (text) => (whole(text) > 50 ? 50 : undefined)),
);
mutation(
  'negative-limit-text',
  'negative',
  'A limit that is not a number is taken as the default.',
  lenient('limit', (text) => (isNaN(Number(text)) ? 10 : undefined)),
);
mutation(
  'negative-offset-sign',
  'negative',
  'A negative offset is taken as 0.',
  lenient('offset', (text) => (whole(text) < 0 ? 0 : undefined)),
);
mutation(
  'negative-sort-unknown',
  'negative',
  'Unknown members in sort are ignored.',
  lenient('sort', (text) =>
    text.split(',').some((part) => !SORTABLE.includes(part.replace(/^-/, '')))
      ? readSort(text, { strict: false })
      : undefined,
  ),
);
mutation(
  'negative-status-unknown',
  'negative',
  'An unknown status is accepted: no ticket passes.',
  replaceIn('readers', 'status', () => (text) => text.split(',')),
);
mutation(
  'negative-country-lower',
  'negative',
  'The country is accepted in lower case.',
  lenient('location.address.country', (text) => (/^[a-z]{2}$/.test(text) ? text.toUpperCase() : undefined)),
);
mutation(
  'negative-date-impossible',
  'negative',
  'creationDate.gte=2024-02-30T00:00:00Z is accepted (as 1 March).',
  lenient('creationDate.gte', (text) =>
    /^\d{4}-\d\d-(29|30|31)T/.test(text) && !isNaN(Date.parse(text)) ? Date.parse(text) : undefined,
  ),
);
mutation(
  'negative-repeated',
  'negative',
  'Of a parameter that is given twice the last value is taken.',
  replace('readQuery', (old) => (query) => old(new URLSearchParams(Object.fromEntries(query)))),
);

// --- write
mutation(
  'write-post',
  'write',
  'POST /tickets is answered 201 with a Location.',
  on(
    (ctx) => isStatus(405)(ctx) && ctx.op === 'list' && ctx.method === 'POST',
    (ctx) => {
      ctx.status = 201;
      ctx.headers.Location = ROWS[0].href;
      delete ctx.headers.Allow;
      ctx.body = { id: ROWS[0].id };
    },
  ),
);
mutation(
  'write-delete',
  'write',
  'DELETE /tickets/{ticket_id} is answered 204, and the ticket is then gone.',
  replace('refuseMethod', (old, s) => (ctx) => {
    if (ctx.method !== 'DELETE' || ctx.op !== 'details' || !s.find(ctx.id)) return old(ctx);
    s.rows = s.rows.filter((t) => t.id !== ctx.id);
    ctx.status = 204;
    delete ctx.headers['Content-Type'];
  }),
);

// --- error-body
const inError = (test, change) =>
  on(
    (ctx) => isError(ctx) && test(ctx),
    (ctx) => {
      ctx.body = change(ctx.body, ctx) ?? ctx.body;
    },
  );
const any = () => true;
mutation(
  'error-code-invalid-40',
  'error-body',
  'An invalid token gets code 40 instead of 41.',
  inError(isCode(41), (e) => {
    e.code = 40;
    e.message = MESSAGES[40];
  }),
);
mutation(
  'error-code-expired-41',
  'error-body',
  'An expired token gets code 41 instead of 42.',
  inError(isCode(42), (e) => {
    e.code = 41;
    e.message = MESSAGES[41];
  }),
);
mutation(
  'error-description-missing',
  'error-body',
  '403 has no description.',
  inError(isStatus(403), (e) => {
    delete e.description;
  }),
);
mutation(
  'error-wrapped',
  'error-body',
  'Errors are wrapped in a member "error".',
  inError(any, (e) => ({ error: e })),
);
mutation(
  'error-stack',
  'error-body',
  '400 has a member "stack" with a stack trace.',
  inError(isStatus(400), (e) => {
    e.stack = `Error: ${e.description}\n    at readQuery (/app/src/query.js:41:11)`;
  }),
);
mutation(
  'error-empty',
  'error-body',
  '404 has no body.',
  on(isStatus(404), (ctx) => {
    ctx.body = undefined;
    delete ctx.headers['Content-Type'];
  }),
);
mutation(
  'error-echo',
  'error-body',
  'The description of 401 repeats the token that was sent.',
  inError(isStatus(401), (e, ctx) => {
    const sent = ctx.req.headers.authorization;
    if (sent) e.description = `Not accepted: ${sent}`;
  }),
);

// --- defaults
mutation('default-limit-20', 'defaults', 'Without limit a page has 20 tickets.', (s) => {
  s.defaults.limit = 20;
});
mutation('default-limit-all', 'defaults', 'Without limit all tickets are given.', (s) => {
  s.defaults.limit = Infinity;
});
mutation(
  'default-language',
  'defaults',
  'Without Accept-Language the labels are French.',
  replace('language', (old) => (header) => old(header ?? 'fr')),
);
mutation(
  'default-limit-max-20',
  'defaults',
  'The documented maximum of limit is not granted: a page never holds more than 20 tickets.',
  replace('page', (old) => (rows, q) => old(rows, q).slice(0, 20)),
);

// --- token
mutation(
  'token-no-store',
  'token',
  'Tokens come without Cache-Control: no-store.',
  on(isToken, (ctx) => delete ctx.headers['Cache-Control']),
);
mutation(
  'token-type-other',
  'token',
  'token_type is "JWT".',
  on(isToken, (ctx) => {
    ctx.body.token_type = 'JWT';
  }),
);
mutation(
  'token-expires-string',
  'token',
  'expires_in is a string.',
  on(isToken, (ctx) => {
    ctx.body.expires_in = String(ctx.body.expires_in);
  }),
);
mutation(
  'token-any-secret',
  'token',
  'Any client secret is accepted.',
  replace('secretIsRight', () => (id) => id === CLIENT.id),
);
mutation(
  'token-no-client',
  'token',
  'No client authentication is needed.',
  replace('clientIsRight', (old) => (ctx) => !ctx.req.headers.authorization || old(ctx)),
);
mutation(
  'token-any-grant',
  'token',
  'Any grant_type is accepted.',
  replace('grants', () => () => true),
);
mutation(
  'token-error-envelope',
  'token',
  'Refused token requests have the error body of the API, not that of RFC 6749.',
  on(isTokenError, (ctx) => {
    ctx.body = {
      code: ctx.status === 401 ? 41 : 28,
      message: 'Invalid request',
      description: 'The token request is not valid.',
    };
  }),
);
mutation(
  'token-revoked',
  'token',
  'A new token makes the earlier ones invalid.',
  replace('issue', (old, s) => (ctx) => {
    for (const token of s.tokens.keys()) if (token !== EXPIRED_TOKEN) s.tokens.delete(token);
    return old(ctx);
  }),
);

// --- wire
mutation(
  'wire-latin1',
  'wire',
  'The list is encoded in Latin-1 (bytes that are not UTF-8).',
  replace(
    'serialise',
    (old) => (body, ctx) =>
      isList(ctx) ? Buffer.from(JSON.stringify(body).replace(/[^\0-\xff]/gu, '?'), 'latin1') : old(body, ctx),
  ),
);
mutation(
  'wire-twice',
  'wire',
  'The details are encoded twice: a JSON string that holds JSON.',
  replace(
    'serialise',
    (old) => (body, ctx) => (isShow(ctx) ? Buffer.from(JSON.stringify(JSON.stringify(body))) : old(body, ctx)),
  ),
);
mutation(
  'wire-length',
  'wire',
  'Content-Length of the details counts characters, not bytes, so the body is cut short.',
  on(isShow, (ctx) => {
    const text = JSON.stringify(ctx.body);
    ctx.raw = Buffer.from(text).subarray(0, text.length);
  }),
);
mutation(
  'wire-gzip',
  'wire',
  'The list is compressed with gzip without being asked to.',
  on(isList, (ctx, s) => {
    ctx.headers['Content-Encoding'] = 'gzip';
    ctx.raw = zlib.gzipSync(s.serialise(ctx.body, ctx));
  }),
);

// --- determinism
mutation(
  'determinism-order',
  'determinism',
  'The unspecified order is another one in each request.',
  replace('matching', (old) => {
    let n = 0;
    return (rows, q) => {
      const found = old(rows, q);
      const at = (++n * 7) % (found.length || 1);
      return [...found.slice(at), ...found.slice(0, at)];
    };
  }),
);
mutation(
  'determinism-ties',
  'determinism',
  'Tickets that sort does not tell apart are in another order on each page.',
  replace(
    'page',
    (old, s) => (rows, q) =>
      old(q.sort && (q.offset / q.limit) % 2 >= 1 ? s.order([...rows].reverse(), q.sort) : rows, q),
  ),
);
mutation('determinism-500', 'determinism', 'Every seventh good request is answered 500.', (s) => {
  let n = 0;
  on((ctx) => (isList(ctx) || isShow(ctx)) && ++n % 7 === 0, setStatus(500, 1, 'Please try again later.'))(s);
});
mutation(
  'determinism-language',
  'determinism',
  'A request without Accept-Language is answered in the language of the request before it.',
  replace('language', (old) => {
    let last = 'en';
    return (header) => {
      last = header ? old(header) : last;
      return last;
    };
  }),
);
mutation(
  'determinism-filter',
  'determinism',
  'A filter on status stays in force for list requests that name no filter at all, until another filter is given.',
  replace('readQuery', (old, s) => {
    let remaining = {};
    return (query) => {
      const q = old(query);
      if (!s.named(q).length) return { ...q, ...remaining };
      remaining = q.status ? { status: q.status } : {};
      return q;
    };
  }),
);

// --- speed
mutation('speed-list', 'speed', 'Pages of more than 20 tickets take four seconds.', (s) => {
  s.delay = (ctx) => (isList(ctx) && ctx.body.length > 20 ? 4000 : 0);
});
mutation('speed-details', 'speed', 'The details take three seconds.', (s) => {
  s.delay = (ctx) => (isShow(ctx) ? 3000 : 0);
});

// ------------------------------------------------------------------------------------------------------ 4  variants

const VARIANTS = [];
const variant = (id, what, apply) => VARIANTS.push({ id, what, apply });
const setRows = (rows) => (s) => {
  s.rows = rows;
};
const clone = (rows) => structuredClone(rows);
/** Calls change(object, name) for each member of each object in the value. */
function walk(value, change) {
  if (Array.isArray(value)) value.forEach((item) => walk(item, change));
  else if (value && typeof value === 'object') {
    for (const name of Object.keys(value)) {
      change(value, name);
      walk(value[name], change);
    }
  }
  return value;
}
const REQUIRED = [
  'id',
  'href',
  'name',
  'type',
  'status',
  'priority',
  'affectedLines',
  'creationDate',
  'lastUpdate',
  'customer',
  'description',
  'slaBreached',
  'statusHistory',
  'notes',
  'attachments',
  'relatedServices',
  'resolutionDate' /* for resolved and closed ones */,
];

variant(
  'stored-order',
  'The tickets are stored in another order.',
  setRows([...ROWS].sort((a, b) => mix(Number(a.id.slice(3)), 9) - mix(Number(b.id.slice(3)), 9))),
);
variant(
  'tie-order',
  'Tickets that sort does not tell apart are in the reverse of the stored order.',
  replace(
    'order',
    (old) =>
      (rows, sort = []) =>
        old(sort.length ? [...rows].reverse() : rows, sort),
  ),
);
variant('empty', 'There are no tickets.', setRows([]));
variant('one-row', 'There is one ticket.', setRows([ROWS[5]]));
variant('fifty-rows', 'There are 50 tickets, exactly a page of the greatest limit.', setRows(ROWS.slice(0, 50)));
variant('thousand-rows', 'There are 1000 tickets.', setRows(makeRows(1000)));
variant(
  'all-ties',
  'All tickets are equal in all members that can be sorted by, except their id.',
  setRows(
    ROWS.map((t) => ({
      ...makeTicket(4, 60),
      id: t.id,
      href: t.href,
      description: t.description,
      slaBreached: t.slaBreached,
      location: t.location ?? ROWS[0].location,
    })),
  ),
);
variant(
  'required-only',
  'Tickets have only the required members, and empty arrays where they may be empty.',
  setRows(
    clone(ROWS).map((t) => {
      for (const name of Object.keys(t)) if (!REQUIRED.includes(name)) delete t[name];
      delete t.customer.contact;
      for (const step of t.statusHistory) delete step.reason;
      return { ...t, notes: [], attachments: [], relatedServices: [] };
    }),
  ),
);
variant(
  'full',
  'Tickets have all optional members.',
  setRows(
    clone(ROWS).map((t, i) => ({
      ...t,
      externalId: t.externalId ?? 'X',
      expectedResolutionDate: t.expectedResolutionDate ?? t.lastUpdate,
      location: clone(ROWS[0].location),
      customer: { ...clone(CUSTOMERS[0]), id: t.customer.id, name: t.customer.name },
      credit: { amount: i / 8, currency: 'XOF' },
      statusHistory: t.statusHistory.map((step) => ({ ...step, reason: 'Å' })),
      relatedParties: [{ name: 'N', role: 'reporter', email: 'n@partners.example' }],
    })),
  ),
);
variant(
  'nulls',
  'Members that may be null are present, and null.',
  setRows(
    clone(ROWS).map((t) => ({
      ...t,
      expectedResolutionDate: null,
      credit: null,
      relatedParties: [{ name: 'N', role: 'reporter', email: null }],
    })),
  ),
);
variant(
  'long-texts',
  'Texts have their greatest length and unusual characters.',
  setRows(
    clone(ROWS).map((t) => ({
      ...t,
      name: '𝄞"\\/é'.repeat(24),
      description: 'Ω'.repeat(2000),
      externalId: '<&>'.repeat(10),
    })),
  ),
);
variant(
  'utc',
  'All dates are in UTC with milliseconds.',
  setRows(
    walk(clone(ROWS), (object, name) => {
      if (/^\d{4}-\d\d-\d\dT/.test(object[name])) object[name] = new Date(object[name]).toISOString();
    }),
  ),
);
variant('extra-members', 'Objects that are open have members that are not described; so has the token answer.', (s) => {
  inBoth((t) => {
    t.serviceLevel = 'gold';
    t.customer.vip = null;
    if (t.location) t.location.floor = 3;
  })(s);
  inDetails((t) => {
    for (const a of t.attachments) a.checksum = { algorithm: 'sha-256' };
    t.children = [];
  })(s);
  on(isToken, (ctx) => {
    ctx.body.scope = SCOPE;
    ctx.body.api = 'tickets';
  })(s);
});
variant('slow', 'Each answer takes 300 ms.', (s) => {
  s.delay = () => 300;
});
variant('header-case-lower', 'Header names are in lower case, and request ids in upper case.', (s) => {
  s.headerName = (name) => name.toLowerCase();
  const old = s.requestId;
  s.requestId = () => old().toUpperCase();
});
variant('header-case-upper', 'Header names are in upper case.', (s) => {
  s.headerName = (name) => name.toUpperCase();
});
variant(
  'charset',
  'Content-Type has a charset, in capitals.',
  on(
    (ctx) => ctx.headers['Content-Type'],
    (ctx) => {
      ctx.headers['Content-Type'] = 'application/json; charset=UTF-8';
    },
  ),
);
variant('pretty', 'JSON is indented, and ends with a line end.', (s) => {
  s.serialise = (body) => Buffer.from(JSON.stringify(body, null, 2) + '\n');
});
variant('escaped', 'JSON is pure ASCII, with escapes.', (s) => {
  s.serialise = (body) =>
    Buffer.from(
      JSON.stringify(body)
        .replace(/[^\0-~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
        .replaceAll('/', '\\/'),
    );
});
variant('member-order', 'Members of objects are in the reverse order.', (s) => {
  const reverse = (value) =>
    Array.isArray(value)
      ? value.map(reverse)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, v]) => [name, reverse(v)]),
          )
        : value;
  s.serialise = (body) => Buffer.from(JSON.stringify(reverse(body)));
});
variant('error-wording', 'Errors have other words and no infoURL; the token endpoint explains its errors.', (s) => {
  inError(any, (e) => ({
    description: `Sorry – that didn't work (no. ${e.code}).`,
    message: 'Request refused',
    code: e.code,
  }))(s);
  on(isTokenError, (ctx) => {
    ctx.body.error_description = 'See the documentation';
    ctx.body.error_uri = 'https://developer.meridia.example/oauth';
  })(s);
});
variant('challenge', 'Challenges and Allow are written in another way.', (s) => {
  s.allow = 'OPTIONS,HEAD,GET';
  on(isStatus(401), (ctx) => {
    ctx.headers['WWW-Authenticate'] =
      ctx.body.code === 40 ? 'Bearer' : 'bearer error="invalid_token", error_description="no", realm="x, y"';
  })(s);
});
variant('tokens', 'Tokens are long, have dots and live for ten minutes; the scope is told.', (s) => {
  const old = s.newToken;
  let n = 0;
  s.newToken = () =>
    [old(), ...Array.from({ length: 8 }, () => code62(++n + 5000))].join('').replace(/^(.{60})(.{200})/, '$1.$2.') +
    '_-~';
  s.lifetime = 600;
  on(isToken, (ctx) => {
    ctx.body.scope = SCOPE;
    ctx.headers.Pragma = 'no-cache';
    ctx.headers['Cache-Control'] = 'private, no-store, max-age=0';
  })(s);
});
variant('gzip', 'Answers are compressed if the request allows gzip.', (s) =>
  s.after.push((ctx) => {
    ctx.headers.Vary = 'Accept-Encoding, Accept-Language';
    if (
      ctx.body === undefined ||
      !/(^|[ ,])gzip *(;q=(1|0\.0*[1-9]))?(,|$)/i.test(ctx.req.headers['accept-encoding'] ?? '')
    )
      return;
    ctx.headers['Content-Encoding'] = 'gzip';
    ctx.raw = zlib.gzipSync(s.serialise(ctx.body, ctx));
  }),
);
variant(
  'chunked',
  'Bodies are sent in chunks, without Content-Length; the connection is closed after each answer.',
  (s) => {
    s.write = (ctx, res) => {
      res.statusCode = ctx.status;
      for (const [name, value] of Object.entries({ ...ctx.headers, Connection: 'close' })) res.setHeader(name, value);
      const bytes = s.serialise(ctx.body, ctx);
      if (ctx.method !== 'HEAD') for (let at = 0; at < bytes.length; at += 700) res.write(bytes.subarray(at, at + 700));
      res.end();
    };
  },
);
variant('head-options', 'OPTIONS is answered 204 without credentials, HEAD is refused with 405.', (s) => {
  const old = s.answer;
  s.answer = (ctx) => {
    if (ctx.method !== 'OPTIONS' || s.route(ctx) === 'token') return old(ctx);
    ctx.op = 'options';
    ctx.status = 204;
    ctx.headers = {
      'X-Request-Id': ctx.headers['X-Request-Id'],
      Allow: 'GET, OPTIONS',
      'Access-Control-Allow-Origin': '*',
    };
  };
  s.allow = 'GET, OPTIONS';
  s.methodIsRight = (ctx) => ctx.method === 'GET';
});
variant('more-headers', 'Answers have further headers.', (s) =>
  s.after.push((ctx) => {
    Object.assign(ctx.headers, {
      Vary: 'Accept-Language',
      'X-Content-Type-Options': 'nosniff',
      Server: 'gateway',
      'Set-Cookie': ['route=a; Path=/', 'lb=2; HttpOnly'],
      Link: '<https://developer.meridia.example>; rel="help"',
    });
    if (ctx.op !== 'token') Object.assign(ctx.headers, { 'Cache-Control': 'private, max-age=0' });
  }),
);

// -------------------------------------------------------------------------------------------------- 5  command line

const args = process.argv.slice(2);
const option = (name) => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

if (args.includes('--list')) {
  console.log(
    JSON.stringify(
      {
        mutations: MUTATIONS.map(({ id, kind, what }) => ({ id, kind, what })),
        variants: VARIANTS.map(({ id, what }) => ({ id, what })),
      },
      null,
      2,
    ),
  );
} else {
  const server = makeServer();
  for (const [list, id] of [
    [VARIANTS, option('--variant')],
    [MUTATIONS, option('--mutation')],
  ]) {
    if (id === undefined) continue;
    const chosen = list.find((entry) => entry.id === id);
    if (!chosen) {
      console.error(`unknown: ${id}`);
      process.exit(2);
    }
    chosen.apply(server);
  }
  const listener = http.createServer({ maxHeaderSize: 65536 }, (req, res) =>
    server.handle(req, res).catch(() => res.destroy()),
  );
  listener.listen(Number(option('--port') ?? 0), '127.0.0.1', () =>
    console.log(`listening on http://127.0.0.1:${listener.address().port}${BASE}`),
  );
}
