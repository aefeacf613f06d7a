// Audit events API: a correct server, which can be started with one deliberate mistake (--mutation)
// or as another correct server (--variant).  See openapi.yaml for the contract.
import { createServer } from 'node:http';

const BASE = '/audit/v1';
const API_KEY = 'local-key-not-a-secret';
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

// ------------------------------------------------------------------ what can be wrong, what can be otherwise

const MUTATIONS = [
  ['list-status-201', 'status', 'GET /events answers 201 instead of 200'],
  ['missing-event-500', 'status', 'an unknown event id is answered with 500 instead of 404'],
  ['list-text-plain', 'media-type', 'GET /events is served as text/plain'],
  ['errors-as-html', 'media-type', 'the 404 of an unknown event is an HTML page'],
  ['request-id-only-on-success', 'headers', 'X-Request-Id is missing on refusals (the body still has one)'],
  ['no-www-authenticate', 'headers', '401 comes without WWW-Authenticate'],
  ['duration-as-string', 'body-schema', 'context.duration_ms is a string in one event'],
  ['actor-kind-unknown', 'body-schema', 'actor.kind is "robot" (not in the enum) in one event'],
  ['date-that-is-not', 'body-schema', 'occurred_at is a 30th of February in one event'],
  ['context-incomplete', 'body-schema', 'context.duration_ms (required) is missing in one event'],
  ['internal-member', 'body-schema', 'every event has an undocumented member tenant_id where none is allowed'],
  ['no-next-cursor-at-end', 'body-schema', 'the last page has no member next_cursor at all instead of null'],
  ['total-ignores-filters', 'count', 'total_count counts all events whatever the filters'],
  ['total-is-page-length', 'count', 'total_count is the number of events on the page'],
  ['type-ignored', 'filter', 'the filter type has no effect'],
  ['actor-prefix', 'filter', 'actor matches every id that begins with the value'],
  ['until-inclusive', 'filter', 'an event exactly at until is included'],
  ['offset-dropped', 'filter', 'the offset of since and until is dropped: 12:00+02:00 is read as 12:00Z'],
  ['filters-ored', 'filter', 'type and actor together give events that satisfy either'],
  [
    'filter-after-paging',
    'filter',
    'type and actor are applied to the page only, so that pages before the last are short or empty',
  ],
  ['pages-overlap', 'paging', 'a page begins with the last event of the page before (with limit=1 it does not)'],
  ['limit-forgotten', 'paging', 'with a cursor, limit is ignored and 20 is used'],
  ['cursor-to-nothing', 'paging', 'a last page that is exactly full has a cursor, which leads to an empty page'],
  ['filters-forgotten', 'paging', 'pages after the first do not apply the filters'],
  ['order-ignored', 'sort', 'order=oldest gives the newest first'],
  ['ties-reversed', 'sort', 'order=newest gives events of the same instant by descending id'],
  ['order-within-page', 'sort', 'order=oldest takes the pages of newest and merely turns each around'],
  ['details-of-neighbour', 'details', 'GET /events/{id} returns the next older event'],
  ['details-name-ascii', 'details', 'GET /events/{id} strips accents from actor.name'],
  ['details-unprotected', 'security', 'GET /events/{id} needs no key'],
  ['any-key', 'security', 'any non-empty key is accepted'],
  ['wrong-key-403', 'security', 'a wrong key gets 403 instead of 401 (a missing one is right)'],
  ['key-in-message', 'security', 'the message of 401 repeats the key that was sent'],
  ['limit-clamped', 'negative', 'limit above 100 is accepted and cut to 100'],
  ['type-unknown-empty', 'negative', 'an unknown type gives an empty list instead of 400'],
  ['cursor-garbage-first-page', 'negative', 'a cursor that was never issued gives the first page'],
  ['since-garbage-ignored', 'negative', 'a since that is not a date-time is ignored'],
  ['cursor-code', 'error-body', 'a bad cursor has the code invalid_parameter instead of invalid_cursor'],
  ['request-id-differs', 'error-body', 'error.request_id is not that of the header'],
  ['default-limit-50', 'defaults', 'without limit, a page has 50 events'],
  ['max-limit-50', 'defaults', 'a limit from 51 to 100 gives only 50 events'],
  ['latin-1', 'wire', 'the list is encoded in ISO-8859-1 under Content-Type application/json'],
  ['unsteady-duration', 'determinism', 'context.duration_ms grows with every answer'],
  ['type-leaks', 'determinism', 'a request without type takes over the type of the request before, once'],
  ['actor-slow', 'speed', 'requests with the filter actor take five seconds'],
  ['delete-accepted', 'write', 'DELETE /events/{id} is answered with 204 as if done'],
];

const VARIANTS = [
  ['empty', 'no events at all'],
  ['single', 'one event'],
  ['thousand', '1000 events'],
  ['all-ties', 'every event occurred at the same instant'],
  ['sparse', 'only required members, null wherever allowed'],
  ['other-clothes', 'Content-Type with charset, pretty JSON, header names in lower case, other order of members'],
  ['slow', 'every answer takes 300 ms'],
  ['other-words', 'other messages, other (longer) cursors, OPTIONS answered with 204'],
];

const args = process.argv.slice(2);
const arg = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (args.includes('--list')) {
  console.log(
    JSON.stringify(
      {
        mutations: MUTATIONS.map(([id, kind, what]) => ({ id, kind, what })),
        variants: VARIANTS.map(([id, what]) => ({ id, what })),
      },
      null,
      2,
    ),
  );
  process.exit(0);
}
const mutation = arg('--mutation');
const variant = arg('--variant');
for (const [chosen, known] of [
  [mutation, MUTATIONS],
  [variant, VARIANTS],
]) {
  if (chosen !== undefined && !known.some(([id]) => id === chosen)) {
    console.error(`unknown: ${chosen}`);
    process.exit(2);
  }
}
const wrong = (id) => mutation === id;
const other = (id) => variant === id;

// ------------------------------------------------------------------ data

const TYPES = [
  'user.login',
  'user.login_failed',
  'user.logout',
  'document.created',
  'document.updated',
  'document.deleted',
  'permission.changed',
  'api_key.created',
];
const SEVERITY = { 'user.login_failed': 'warning', 'document.deleted': 'notice', 'permission.changed': 'critical' };
const ACTORS = [
  { id: 'ann', kind: 'user', name: 'Ann Kowalska' },
  { id: 'anna', kind: 'user', name: 'Anna Björk' },
  { id: "m.o'brien", kind: 'user', name: "Máire O'Brien" },
  { id: 'zoë', kind: 'user', name: 'Zoë Müller-Łęcka' },
  { id: 'svc-backup', kind: 'service', name: null },
  { id: 'svc-backup-eu', kind: 'service', name: null },
  { id: 'system', kind: 'system', name: null },
];
const LABELS = ['Budget 2024', "Director's letter", 'Réunion notes', 'Übersicht', 'Contract – draft', '報告書'];
const AGENTS = ['Ledgerline-Web/7.2', 'Ledgerline-iOS/3.0', 'curl/8.4.0'];
const GAPS_IN_MINUTES = [0, 0, 37, 311, 0, 1440, 95, 2880, 7, 0, 0, 0, 600, 1, 4000];

function hex12(n) {
  // a fixed scrambling of n
  let a = 0x811c9dc5,
    b = 0x01234567;
  for (const ch of `event ${n}`) {
    a = Math.imul(a ^ ch.codePointAt(0), 0x01000193) >>> 0;
    b = Math.imul(b + a + 13, 0x85ebca6b) >>> 0;
  }
  return (a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0')).slice(0, 12);
}

function targetOf(type, i) {
  if (type.startsWith('document.')) {
    const target = { kind: 'document', id: `doc-${300 + (i % 17)}` };
    if (i % 5 !== 0) target.label = LABELS[i % LABELS.length];
    return target;
  }
  if (type === 'permission.changed') return { kind: i % 2 ? 'folder' : 'user', id: i % 2 ? `folder-${i}` : 'zoë' };
  if (type === 'api_key.created') return { kind: 'api_key', id: `key-${i}`, label: `Key of ${LABELS[i % 6]}` };
  return undefined;
}

function changesOf(type, i) {
  if (type === 'document.updated') {
    return [
      { field: 'title', before: LABELS[(i + 1) % 6], after: LABELS[i % 6] },
      { field: 'summary', before: i % 2 ? null : 'old', after: i % 2 ? 'new' : null },
    ];
  }
  if (type === 'permission.changed') return [{ field: 'role', before: 'viewer', after: i % 3 ? 'editor' : null }];
  return [];
}

function makeEvents(count) {
  const events = [];
  let at = Date.UTC(2024, 0, 15, 7, 30, 0, 0);
  for (let i = 0; i < count; i++) {
    if (i > 0 && !other('all-ties')) {
      const gap = GAPS_IN_MINUTES[i % GAPS_IN_MINUTES.length];
      at += gap * 60_000 + (gap ? (i * 137) % 1000 : 0);
    }
    const type = TYPES[(i * 5 + Math.floor(i / 9)) % TYPES.length];
    const actor = { ...ACTORS[(i * 3 + Math.floor(i / 4)) % ACTORS.length] };
    const event = {
      id: `evt_${hex12(i)}`,
      type,
      occurred_at: new Date(at).toISOString(),
      severity: SEVERITY[type] ?? 'info',
      actor,
    };
    const target = targetOf(type, i);
    if (target && !other('sparse')) event.target = target;
    event.changes = other('sparse') ? [] : changesOf(type, i);
    event.context = {
      ip_address: actor.kind === 'system' ? null : `192.0.2.${1 + ((i * 31) % 250)}`,
      duration_ms: (i * i * 7) % 5000,
    };
    if (actor.kind === 'user' && i % 4 !== 0) event.context.user_agent = AGENTS[i % AGENTS.length];
    if (other('sparse')) {
      event.actor.name = null;
      event.context = { ip_address: null, duration_ms: event.context.duration_ms };
    }
    events.push({ at, row: i, public: event });
  }
  return events;
}

const EVENTS = makeEvents({ empty: 0, single: 1, thousand: 1000 }[variant] ?? 60);
const BROKEN_ROW = 14; // the one event that the mutations "in one event" concern; on the third page of the default list

function sorted(events, order) {
  const sign = order === 'oldest' ? 1 : -1;
  const ties = wrong('ties-reversed') && order === 'newest' ? -1 : 1;
  return [...events].sort((a, b) => sign * (a.at - b.at) || ties * (a.public.id < b.public.id ? -1 : 1));
}

// ------------------------------------------------------------------ representation

let answers = 0;

function represent(event, inDetails) {
  const json = structuredClone(event.public);
  if (event.row === BROKEN_ROW) {
    if (wrong('duration-as-string')) json.context.duration_ms = String(json.context.duration_ms);
    if (wrong('actor-kind-unknown')) json.actor.kind = 'robot';
    if (wrong('date-that-is-not')) json.occurred_at = json.occurred_at.replace(/-\d\d-\d\dT/, '-02-30T');
    if (wrong('context-incomplete')) delete json.context.duration_ms;
  }
  if (wrong('internal-member')) json.tenant_id = 4711;
  if (wrong('unsteady-duration')) json.context.duration_ms += answers;
  if (inDetails) {
    if (wrong('details-name-ascii') && json.actor.name) {
      json.actor.name = json.actor.name.normalize('NFD').replace(/\p{M}/gu, '');
    }
  }
  return other('other-clothes') ? Object.fromEntries(Object.entries(json).reverse()) : json;
}

// ------------------------------------------------------------------ parameters

class Refusal extends Error {
  constructor(status, code, message, extra = {}) {
    super(message);
    Object.assign(this, { status, code, extra });
  }
}
const bad = (parameter, message) => new Refusal(400, 'invalid_parameter', message, { parameter });
const badCursor = (message) =>
  new Refusal(400, wrong('cursor-code') ? 'invalid_parameter' : 'invalid_cursor', message, { parameter: 'cursor' });

// The instant in milliseconds (with fractions), or null if the text is no RFC 3339 date-time.
function parseInstant(text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!m) return null;
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number);
  const daysInMonth = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth[month - 1]) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const [offsetHours, offsetMinutes] = [Number(m[9] ?? 0), Number(m[10] ?? 0)];
  if (offsetHours > 23 || offsetMinutes > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const offset = (m[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
  return date.getTime() + Number(m[7] ?? 0) * 1000 - (wrong('offset-dropped') ? 0 : offset);
}

function checksum(text) {
  let h = 0x811c9dc5;
  for (const ch of `cursor|${text}`) h = Math.imul(h ^ ch.codePointAt(0), 0x01000193) >>> 0;
  return h.toString(36);
}
function makeCursor(position, queryKey) {
  const text = `${position}.${checksum(queryKey)}${other('other-words') ? '.'.padEnd(70, 'v2') : ''}`;
  return Buffer.from(`${text}.${checksum(text)}`).toString('base64url');
}
function readCursor(cursor, queryKey) {
  const text = Buffer.from(cursor, 'base64url').toString();
  const parts = text.split('.');
  const signature = parts.pop();
  if (
    cursor.length > 200 ||
    signature !== checksum(parts.join('.')) ||
    Buffer.from(text).toString('base64url') !== cursor
  ) {
    throw badCursor(other('other-words') ? 'No such cursor.' : 'This cursor was not issued by this API.');
  }
  if (parts[1] !== checksum(queryKey)) throw badCursor('This cursor was issued for another query.');
  return Number(parts[0]);
}

function readQuery(params) {
  for (const name of ['cursor', 'limit', 'type', 'actor', 'since', 'until', 'order']) {
    if (params.getAll(name).length > 1) throw bad(name, `${name} may be given only once.`);
  }
  const get = (name) => params.get(name) ?? undefined;
  const query = { limit: DEFAULT_LIMIT, order: 'newest' };
  if (wrong('default-limit-50')) query.limit = 50;

  const limit = get('limit');
  if (limit !== undefined) {
    const isInteger = /^-?\d+$/.test(limit);
    const n = Number(limit);
    if (isInteger && n > MAX_LIMIT && wrong('limit-clamped')) query.limit = MAX_LIMIT;
    else if (!isInteger || n < 1 || n > MAX_LIMIT)
      throw bad('limit', `limit must be an integer from 1 to ${MAX_LIMIT}.`);
    else query.limit = n;
    if (wrong('max-limit-50')) query.limit = Math.min(query.limit, 50);
  }

  query.type = get('type');
  if (query.type !== undefined && !TYPES.includes(query.type) && !wrong('type-unknown-empty')) {
    throw bad('type', `type must be one of ${TYPES.join(', ')}.`);
  }
  query.actor = get('actor');
  if (query.actor !== undefined && (query.actor === '' || [...query.actor].length > 64)) {
    throw bad('actor', 'actor must have 1 to 64 characters.');
  }
  for (const name of ['since', 'until']) {
    const text = get(name);
    if (text === undefined) continue;
    const instant = parseInstant(text);
    if (instant === null) {
      if (name === 'since' && wrong('since-garbage-ignored')) continue;
      throw bad(name, `${name} must be an RFC 3339 date-time.`);
    }
    query[name] = instant;
  }
  if (query.since !== undefined && query.until !== undefined && query.since >= query.until) {
    throw bad('since', 'since must be before until.');
  }
  const order = get('order');
  if (order !== undefined) {
    if (!['newest', 'oldest'].includes(order)) throw bad('order', 'order must be newest or oldest.');
    query.order = order;
  }
  query.key = JSON.stringify([query.type, query.actor, query.since, query.until, query.order].map((v) => v ?? null));
  query.position = 0;
  const cursor = get('cursor');
  if (cursor !== undefined) {
    query.hasCursor = true;
    try {
      query.position = readCursor(cursor, query.key);
    } catch (refusal) {
      if (!wrong('cursor-garbage-first-page')) throw refusal;
    }
  }
  return query;
}

// ------------------------------------------------------------------ operations

let typeBefore;

function listEvents(params) {
  const query = readQuery(params);
  if (wrong('type-leaks')) {
    const own = query.type;
    query.type ??= typeBefore;
    typeBefore = own;
  }
  const limit = wrong('limit-forgotten') && query.hasCursor ? DEFAULT_LIMIT : query.limit;

  const tests = [];
  if (query.type !== undefined && !wrong('type-ignored')) tests.push((e) => e.public.type === query.type);
  if (query.actor !== undefined) {
    tests.push((e) => {
      const { id } = e.public.actor;
      return wrong('actor-prefix') ? id.startsWith(query.actor) : id === query.actor;
    });
  }
  const inTime = (e) =>
    (query.since === undefined || e.at >= query.since) &&
    (query.until === undefined || (wrong('until-inclusive') ? e.at <= query.until : e.at < query.until));
  const matches = (e) =>
    inTime(e) && (wrong('filters-ored') && tests.length ? tests.some((t) => t(e)) : tests.every((t) => t(e)));

  const order = wrong('order-ignored') || wrong('order-within-page') ? 'newest' : query.order;
  const matching = sorted(EVENTS.filter(matches), order);
  let rows = matching;
  if (wrong('filter-after-paging')) rows = sorted(EVENTS.filter(inTime), order);
  if (wrong('filters-forgotten') && query.hasCursor) rows = sorted(EVENTS, order);

  let start = query.position;
  if (query.hasCursor && wrong('pages-overlap') && limit > 1) start = Math.max(0, start - 1);
  const end = start + limit;
  let page = rows.slice(start, end);
  if (wrong('filter-after-paging')) page = page.filter(matches);
  if (wrong('order-within-page') && query.order === 'oldest') page.reverse();

  const more = end < rows.length || (wrong('cursor-to-nothing') && end === rows.length);
  const body = {
    items: page.map((e) => represent(e, false)),
    next_cursor: more ? makeCursor(end, query.key) : null,
    total_count: matching.length,
  };
  if (wrong('no-next-cursor-at-end') && !more) delete body.next_cursor;
  if (wrong('total-ignores-filters')) body.total_count = EVENTS.length;
  if (wrong('total-is-page-length')) body.total_count = page.length;

  const answer = { status: wrong('list-status-201') ? 201 : 200, body };
  if (wrong('list-text-plain')) answer.type = 'text/plain';
  if (wrong('latin-1')) answer.latin1 = true;
  if (wrong('actor-slow') && query.actor !== undefined) answer.delay = 5000;
  return answer;
}

function getEvent(id) {
  const newestFirst = sorted(EVENTS, 'newest');
  let index = newestFirst.findIndex((e) => e.public.id === id);
  if (index < 0) {
    if (wrong('missing-event-500')) throw new TypeError('event is undefined');
    if (wrong('errors-as-html')) return { status: 404, type: 'text/html', text: '<!DOCTYPE html><h1>Not Found</h1>\n' };
    throw new Refusal(
      404,
      'not_found',
      other('other-words') ? 'Nothing is recorded under this id.' : 'There is no such event.',
    );
  }
  if (wrong('details-of-neighbour')) index = (index + 1) % newestFirst.length;
  return { status: 200, body: represent(newestFirst[index], true) };
}

// ------------------------------------------------------------------ HTTP

function checkKey(req, isDetails) {
  const key = req.headers['x-api-key'];
  if (key === API_KEY) return;
  if (wrong('any-key') && key) return;
  if (wrong('details-unprotected') && isDetails && req.method === 'GET' && key === undefined) return;
  const status = wrong('wrong-key-403') && key ? 403 : 401;
  let message = other('other-words') ? 'Access denied: API key required.' : 'Send a valid API key in X-Api-Key.';
  if (wrong('key-in-message') && key) message = `The API key "${key}" is not valid.`;
  throw new Refusal(status, 'unauthorized', message);
}

function answerTo(req) {
  const [path, ...rest] = req.url.split('?');
  const params = new URLSearchParams(rest.join('?'));
  const isList = path === `${BASE}/events`;
  let id = path.startsWith(`${BASE}/events/`) ? path.slice(`${BASE}/events/`.length) : '';
  if (id.includes('/')) id = '';
  try {
    id = decodeURIComponent(id);
  } catch {
    /* not well-formed, hence not known */
  }
  checkKey(req, Boolean(id));
  if (!isList && !id) throw new Refusal(404, 'not_found', 'There is nothing at this path.');
  if (req.method === 'OPTIONS' && other('other-words'))
    return { status: 204, headers: { Allow: 'GET, HEAD, OPTIONS' } };
  if (req.method === 'DELETE' && id && wrong('delete-accepted')) return { status: 204 };
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    throw new Refusal(405, 'method_not_allowed', 'The audit trail can only be read.');
  }
  return isList ? listEvents(params) : getEvent(id);
}

function refusalAnswer(error, requestId) {
  if (!(error instanceof Refusal)) return { status: 500, type: 'text/plain', text: 'Internal Server Error' };
  const exampleId = wrong('request-id-differs') ? `req_${hex12(answers + 1_000_000)}` : requestId;
  const body = { error: { code: error.code, message: error.message, ...error.extra, request_id: exampleId } };
  const headers = {};
  if (error.status === 401 && !wrong('no-www-authenticate')) headers['WWW-Authenticate'] = 'ApiKey realm="audit"';
  if (error.status === 405) headers.Allow = 'GET, HEAD';
  return { status: error.status, body, headers, refused: true };
}

function send(res, answer, requestId) {
  const headers = { 'X-Request-Id': requestId, 'Cache-Control': 'no-store', ...answer.headers };
  if (wrong('request-id-only-on-success') && answer.refused) delete headers['X-Request-Id'];
  let payload = Buffer.alloc(0);
  if (answer.text !== undefined || answer.body !== undefined) {
    const text = answer.text ?? JSON.stringify(answer.body, null, other('other-clothes') ? 2 : 0);
    payload = answer.latin1 ? Buffer.from(text.replace(/[^\x00-\xff]/g, '?'), 'latin1') : Buffer.from(text);
    headers['Content-Type'] =
      answer.type ?? (other('other-clothes') ? 'application/json; charset=utf-8' : 'application/json');
  }
  if (answer.status !== 204) headers['Content-Length'] = payload.length;
  for (const [name, value] of Object.entries(headers)) {
    res.setHeader(other('other-clothes') ? name.toLowerCase() : name, value);
  }
  res.statusCode = answer.status;
  res.end(payload);
}

const server = createServer((req, res) => {
  req.resume();
  answers += 1;
  const requestId = `req_${hex12(answers)}`;
  let answer;
  try {
    answer = answerTo(req);
  } catch (error) {
    answer = refusalAnswer(error, requestId);
  }
  const delay = answer.delay ?? (other('slow') ? 300 : 0);
  setTimeout(() => send(res, answer, requestId), delay);
});

server.listen(Number(arg('--port') ?? 0), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}${BASE}`);
});
