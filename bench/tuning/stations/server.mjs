// Weather stations API: a correct server, which can be started with one deliberate mistake (--mutation)
// or as another correct server (--variant).  See openapi.yaml for the contract.
import { createServer } from 'node:http';

const BASE = '/api';
const USERNAME = 'meteo-reader';
const PASSWORD = 'local:password-not-a-secret';

// ------------------------------------------------------------------ what can be wrong, what can be otherwise

const MUTATIONS = [
  ['missing-station-500', 'status', 'an unknown station is answered with 500 instead of 404'],
  ['list-text-html', 'media-type', 'GET /stations is served as text/html'],
  ['range-end-exclusive', 'headers', 'Content-Range names the index after the last item: items 0-20/60'],
  ['range-always-from-zero', 'headers', 'Content-Range begins with 0 whatever skip is'],
  ['no-total-count', 'headers', 'X-Total-Count is missing'],
  ['no-www-authenticate', 'headers', '401 comes without WWW-Authenticate'],
  ['total-is-page-length', 'count', 'X-Total-Count is the number of items in the body'],
  ['total-too-small-by-one', 'count', 'X-Total-Count is one too small (Content-Range is right)'],
  ['latitude-string', 'body-schema', 'location.latitude is a string in one station'],
  ['date-that-is-not', 'body-schema', 'commissioned is a 30th of February in one station'],
  ['status-unknown', 'body-schema', 'status is "retired" (not in the enum) in one station'],
  ['humidity-above-100', 'body-schema', 'humidity is 255 in the readings of one day'],
  ['temperature-max-missing', 'body-schema', 'temperature.max (required) is missing in the readings of one day'],
  ['from-ignored', 'filter', 'from has no effect'],
  ['to-exclusive', 'filter', 'the last day, to, is left out'],
  ['readings-of-another', 'filter', 'the readings are those of another station (as their member station says)'],
  ['skip-off-by-one', 'paging', 'skip (if not 0) skips one station less, so that pages overlap'],
  ['take-ignored-when-ordered', 'paging', 'with orderBy, take is ignored and 20 is used'],
  ['last-row-lost', 'paging', 'the last station of the list is never given, though it is counted'],
  ['desc-ignored', 'sort', '"desc" in orderBy has no effect'],
  ['elevation-as-text', 'sort', 'elevations are sorted as text: 1210 before 95'],
  ['order-within-page', 'sort', 'orderBy only sorts within the page'],
  ['details-in-feet', 'details', 'GET /stations/{code} gives the elevation in feet, the list in metres'],
  ['details-swapped', 'details', 'GET /stations/{code} has latitude and longitude swapped'],
  ['readings-open', 'security', 'GET /stations/{code}/readings needs no credentials'],
  ['any-password', 'security', 'any password is accepted for the user'],
  ['missing-credentials-403', 'security', 'a request without credentials gets 403 instead of 401 (wrong ones get 401)'],
  ['take-zero', 'negative', 'take=0 gives an empty list instead of 400'],
  ['skip-negative', 'negative', 'a negative skip is accepted as 0'],
  ['order-unknown', 'negative', 'an unknown orderBy is ignored'],
  ['readings-of-unknown-empty', 'negative', 'the readings of an unknown station are [] with 200 instead of 404'],
  ['error-html', 'error-body', '400 has an HTML page instead of JSON'],
  ['default-take-50', 'defaults', 'without take, 50 stations are given'],
  ['latin-1', 'wire', 'the list is encoded in ISO-8859-1 under Content-Type application/json'],
  ['order-leaks', 'determinism', 'a request without orderBy is ordered like the request before'],
];

const VARIANTS = [
  ['empty', 'no stations'],
  ['single', 'one station'],
  ['thousand', '1000 stations'],
  ['all-ties', 'all stations have the same name and elevation; ties come by descending code'],
  ['sparse', 'only required members, no sensors, precipitation unknown (null)'],
  ['extra-members', 'additional members in every object'],
  ['other-clothes', 'Content-Type with charset, pretty JSON, header names in lower case, other error messages'],
  [
    'slow-other-order',
    'every answer takes 300 ms; names in the order of a dictionary, readings latest first, from after to is refused (400)',
  ],
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

const PLACES = [
  // letters of the code, name, country, latitude, longitude, elevation
  ['ZRH', 'Zürich Fluntern', 'CH', 47.378, 8.566, 556],
  ['LAQ', "L'Aquila", 'IT', 42.354, 13.392, 714],
  ['NEU', 'Neustadt', 'DE', 49.35, 8.139, 136],
  ['AMS', 'Schiphol', 'NL', 52.318, 4.79, -4],
  ['ARE', 'Åre', 'SE', 63.399, 13.081, 397],
  ['SON', 'Sonnblick', 'AT', 47.054, 12.957, 3109],
  ['GRO', 'Großenkneten', 'DE', 52.942, 8.257, 45],
  ['LOD', 'Łódź', 'PL', 51.72, 19.398, 187],
  ['RTM', 'Rotterdam', 'NL', 51.962, 4.447, -4],
  ['ILE', "Val d'Isère", 'FR', 45.448, 6.98, 1840],
  ['NST', 'Neustadt', 'AT', 47.813, 16.245, 265],
  ['HEL', 'Helgoland', 'DE', 54.175, 7.892, 4],
  ['DAV', 'Davos', 'CH', 46.813, 9.844, 1594],
  ['REY', 'Reykjavík', 'IS', 64.127, -21.902, 52],
  ['BOL', 'Bologna', 'IT', 44.49, 11.33, 95],
  ['OST', 'Östersund', 'SE', 63.198, 14.487, 376],
  ['LIL', 'Lille', 'FR', 50.57, 3.098, 45],
  ['MUN', 'Münsingen', 'DE', 48.385, 9.484, 750],
  ['PIC', 'Pic du Midi', 'FR', 42.937, 0.141, 2877],
  ['SAM', 'Samedan', 'CH', 46.526, 9.879, 1709],
];
const PARTS = ['', ' Nord', ' Süd'];
const STATUSES = ['active', 'active', 'maintenance', 'active', 'closed'];
const OPERATORS = ['MétéoNord', null, "Observers' Club", undefined];
const SENSORS = ['temperature', 'humidity', 'wind', 'precipitation', 'radiation'];
const WINDS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];
const round = (x) => Math.round(x * 1000) / 1000;

function makeStations(count) {
  const stations = [];
  for (let i = 0; i < count; i++) {
    const [letters, name, country, latitude, longitude, elevation] = PLACES[i % PLACES.length];
    const part = Math.floor(i / PLACES.length);
    const station = {
      code: letters + String(part + 1).padStart(2, '0'),
      name: name + (part < 3 ? PARTS[part] : ` ${part}`),
      country,
      location: { latitude: round(latitude + part * 0.013), longitude: round(longitude + (part % 7) * 0.021) },
      elevation: elevation + (part % 2) * 31,
      commissioned: new Date(Date.UTC(1961 + ((i * 17) % 60), (i * 5) % 12, 1 + ((i * 7) % 28)))
        .toISOString()
        .slice(0, 10),
      status: STATUSES[i % STATUSES.length],
    };
    const operator = OPERATORS[(i + part) % OPERATORS.length];
    if (operator !== undefined && !other('sparse')) station.operator = operator;
    station.sensors = other('sparse') ? [] : SENSORS.filter((_, s) => (i + s * 3) % 4 !== 0);
    if (other('all-ties')) Object.assign(station, { name: 'Neustadt', elevation: 136 });
    stations.push(station);
  }
  return stations;
}

// Ten days, across a leap day; closed stations have none.
function makeReadings(station, i) {
  if (station.status === 'closed') return [];
  return Array.from({ length: 10 }, (_, day) => {
    const n = i * 13 + day * 7;
    const min = round(-4 + (n % 23) / 2 - station.elevation / 500);
    const reading = {
      station: station.code,
      date: new Date(Date.UTC(2024, 1, 25 + day)).toISOString().slice(0, 10),
      temperature: { min, max: round(min + 1 + (n % 17) * 0.6) },
      humidity: 40 + (n % 61),
      precipitation: n % 6 === 0 || other('sparse') ? null : round((n % 9) * 1.4),
    };
    if (n % 5 !== 0 && !other('sparse')) reading.wind = WINDS[n % 8];
    reading.quality = n % 11 === 3 ? 'suspect' : n % 11 === 7 ? 'estimated' : 'good';
    return reading;
  });
}

const STATIONS = makeStations({ empty: 0, single: 1, thousand: 1000 }[variant] ?? 60);
const READINGS = new Map(STATIONS.map((s, i) => [s.code, makeReadings(s, i)]));
const BROKEN_CODE = 'REY02'; // the one station that the mutations "in one station" concern
const BROKEN_DAY = '2024-03-02'; // the one day that the mutations "of one day" concern

function represent(station, inDetails) {
  const json = structuredClone(station);
  if (json.code === BROKEN_CODE) {
    if (wrong('latitude-string')) json.location.latitude = String(json.location.latitude);
    if (wrong('date-that-is-not')) json.commissioned = json.commissioned.replace(/-\d\d-\d\d$/, '-02-30');
    if (wrong('status-unknown')) json.status = 'retired';
  }
  if (inDetails) {
    if (wrong('details-in-feet')) json.elevation = Math.round(json.elevation * 3.28084);
    if (wrong('details-swapped')) {
      json.location = { latitude: json.location.longitude, longitude: json.location.latitude };
    }
  }
  if (other('extra-members')) {
    json.wmo = null;
    json.location.datum = 'WGS84';
  }
  return json;
}

function representReading(reading) {
  const json = structuredClone(reading);
  if (json.date === BROKEN_DAY) {
    if (wrong('humidity-above-100')) json.humidity = 255;
    if (wrong('temperature-max-missing')) delete json.temperature.max;
  }
  if (other('extra-members')) {
    json.checked = true;
    json.temperature.unit = '°C';
  }
  return json;
}

// ------------------------------------------------------------------ operations

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function readInteger(params, name, min, max, fallback) {
  const text = params.get(name);
  if (text === null) return fallback;
  const n = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (name === 'take' && n === 0 && wrong('take-zero')) return 0;
  if (name === 'skip' && n < 0 && wrong('skip-negative')) return 0;
  if (!(n >= min && n <= max)) {
    throw new Refusal(
      400,
      max === Infinity ? `${name} must not be below ${min}` : `${name} must be between ${min} and ${max}`,
    );
  }
  return n;
}

const ORDERS = ['code', 'code desc', 'name', 'name desc', 'elevation', 'elevation desc'];
let orderBefore = 'code';

function comparison(orderBy) {
  const [member, desc] = orderBy.split(' ');
  const sign = desc && !wrong('desc-ignored') ? -1 : 1;
  const compare = (x, y) => {
    if (x === y) return 0;
    if (member === 'name' && other('slow-other-order')) return x.localeCompare(y, 'de');
    if (member === 'elevation' && wrong('elevation-as-text')) return String(x) < String(y) ? -1 : 1;
    return x < y ? -1 : 1;
  };
  const ties = other('all-ties') ? -1 : 1;
  return (a, b) => sign * compare(a[member], b[member]) || ties * (a.code < b.code ? -1 : 1);
}

function listStations(params) {
  const skip = readInteger(params, 'skip', 0, Infinity, 0);
  let take = readInteger(params, 'take', 1, 100, wrong('default-take-50') ? 50 : 20);
  let orderBy = params.get('orderBy') ?? (wrong('order-leaks') ? orderBefore : 'code');
  if (!ORDERS.includes(orderBy)) {
    if (!wrong('order-unknown')) throw new Refusal(400, `orderBy must be one of ${ORDERS.join(', ')}`);
    orderBy = 'code';
  }
  orderBefore = orderBy;
  if (wrong('take-ignored-when-ordered') && params.has('orderBy')) take = 20;

  const total = STATIONS.length;
  let rows = [...STATIONS].sort(comparison(wrong('order-within-page') ? 'code' : orderBy));
  if (wrong('last-row-lost')) rows = rows.slice(0, -1);
  const start = wrong('skip-off-by-one') && skip > 0 ? skip - 1 : skip;
  const page = rows.slice(start, start + take);
  if (wrong('order-within-page')) page.sort(comparison(orderBy));

  const from = wrong('range-always-from-zero') ? 0 : skip;
  const to = Math.min(skip + take, total) - (skip - from) - (wrong('range-end-exclusive') ? 0 : 1);
  const headers = { 'Content-Range': skip < total && take > 0 ? `items ${from}-${to}/${total}` : `items */${total}` };
  if (!wrong('no-total-count')) headers['X-Total-Count'] = total;
  if (wrong('total-is-page-length')) headers['X-Total-Count'] = page.length;
  if (wrong('total-too-small-by-one')) headers['X-Total-Count'] = Math.max(0, total - 1);
  return {
    status: 200,
    body: page.map((s) => represent(s, false)),
    headers,
    type: wrong('list-text-html') ? 'text/html' : undefined,
    latin1: wrong('latin-1'),
  };
}

function findStation(code) {
  const station = STATIONS.find((s) => s.code === code);
  if (station) return station;
  if (wrong('missing-station-500')) throw new Refusal(500, "Cannot read properties of undefined (reading 'code')");
  throw new Refusal(404, 'Station not found');
}

function readDate(params, name) {
  const text = params.get(name);
  if (text === null) return null;
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text) {
    throw new Refusal(400, `${name} must be a date`);
  }
  return text;
}

function listReadings(code, params) {
  if (wrong('readings-of-unknown-empty') && !READINGS.has(code)) return { status: 200, body: [] };
  const station = findStation(code);
  let from = readDate(params, 'from');
  const to = readDate(params, 'to');
  if (other('slow-other-order') && from && to && from > to) throw new Refusal(400, 'from must not be after to');
  if (wrong('from-ignored')) from = null;

  let readings = READINGS.get(station.code);
  if (wrong('readings-of-another')) {
    readings = READINGS.get(STATIONS.find((s) => s !== station && s.status !== 'closed')?.code) ?? readings;
  }
  readings = readings.filter(
    ({ date }) => (from === null || date >= from) && (to === null || (wrong('to-exclusive') ? date < to : date <= to)),
  );
  if (other('slow-other-order')) readings = readings.reverse();
  return { status: 200, body: readings.map(representReading) };
}

// ------------------------------------------------------------------ HTTP

function checkCredentials(req) {
  const encoded = /^basic +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (req.headers.authorization === undefined && wrong('missing-credentials-403')) throw new Refusal(403, 'Forbidden');
  const [, username, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (username !== USERNAME || (password !== PASSWORD && !wrong('any-password')))
    throw new Refusal(401, 'Unauthorized');
}

function answerTo(req) {
  const [path, ...rest] = req.url.split('?');
  const params = new URLSearchParams(rest.join('?'));
  const [, rawCode, readings] = /^\/api\/stations\/([^/]+)(\/readings)?$/.exec(path) ?? [];
  const code = rawCode?.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))); // codes are ASCII
  if (!(wrong('readings-open') && readings)) checkCredentials(req);
  if (path !== `${BASE}/stations` && !code) throw new Refusal(404, 'Not found');
  if (!['GET', 'HEAD'].includes(req.method)) throw new Refusal(405, 'Method not allowed');
  if (!code) return listStations(params);
  return readings ? listReadings(code, params) : { status: 200, body: represent(findStation(code), true) };
}

function refusalAnswer(error) {
  const status = error instanceof Refusal ? error.status : 500;
  if (wrong('error-html') && status === 400) {
    return {
      status,
      type: 'text/html',
      text: '<html><head><title>Bad Request</title></head><body><h1>Bad Request</h1></body></html>\n',
    };
  }
  const headers = {};
  if (status === 401 && !wrong('no-www-authenticate')) headers['WWW-Authenticate'] = 'Basic realm="stations"';
  if (status === 405) headers.Allow = 'GET, HEAD';
  const body = { status, message: other('other-clothes') ? `That did not work (${status}).` : error.message };
  if (other('extra-members')) body.trace = 'a1';
  return { status, body, headers };
}

function send(res, { status, body, text, type, latin1, headers = {} }) {
  const json = text ?? JSON.stringify(body, null, other('other-clothes') ? 2 : 0);
  const payload = latin1 ? Buffer.from(json.replace(/[^\x00-\xff]/g, '?'), 'latin1') : Buffer.from(json);
  const all = {
    'Content-Type': type ?? (other('other-clothes') ? 'application/json; charset=UTF-8' : 'application/json'),
    'Content-Length': payload.length,
    ...headers,
  };
  for (const [name, value] of Object.entries(all))
    res.setHeader(other('other-clothes') ? name.toLowerCase() : name, value);
  res.statusCode = status;
  res.end(payload);
}

const server = createServer((req, res) => {
  req.resume();
  let answer;
  try {
    answer = answerTo(req);
  } catch (error) {
    answer = refusalAnswer(error);
  }
  setTimeout(() => send(res, answer), other('slow-other-order') ? 300 : 0);
});

server.listen(Number(arg('--port') ?? 0), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}${BASE}`);
});
