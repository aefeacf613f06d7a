/** What the library asserts of one response, and what it keeps of it: each case is a request, all in one run. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { About, ListData } from '../../src/sandbox/request-data.ts';
import type { Ran } from '../helpers/in-newman.ts';
import { type Case, callOf, gives, passes, runCases } from '../helpers/in-sandbox.ts';
import { type Reply, serverThat } from '../helpers/server.ts';

const list: ListData = { items: '/data', id: '/id', unique: true, agreement: 'shared', ends: ['', ''] };
const LISTS = { orders: list, plain: { ...list, agreement: 'plain' }, whole: { ...list, agreement: 'whole' } } as const;
const about: About = { list: 'orders', isList: true, query: {} };

interface Row {
  readonly what: string;
  readonly call: string;
  /** What the server answers: these items, or something else. */
  readonly items?: readonly unknown[];
  readonly reply?: Reply;
  readonly about?: Partial<About>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** The text of the failure; none where the response is right. */
  readonly want?: string;
}

const UUID = '3f2a9c1e-7b64-4d0e-9a51-0c8f2e6d4b7a';
const ids = (...names: readonly string[]) => names.map((id) => ({ id }));
const count = { type: 'integer' };
const reply = {
  headers: {
    'X-Number': '5',
    'X-Text': 'a',
    'X-Yes': 'true',
    'X-No': 'False',
    'X-List': '1, 2',
    'X-Twice': ['1', '2,3'],
    'X-Id': ['a', 'b'],
    'Set-Cookie': ['sid=1; Path=/', 'seen=1; Expires=Wed, 09 Jun 2032 10:18:14 GMT'],
  },
  body: {},
};
const key = { member: '/n', descending: false, order: 'number' };
const texts = ['/a', '/b'].map((member) => ({ member, descending: false, order: 'text' }));
const filter = { parameter: 'city', member: '/city' };
const lyon = { query: { city: 'Lyon' }, filters: [filter] };
const secret = { Authorization: 'Bearer s3cr3t-t0k3n' };
const basic = { Authorization: `Basic ${Buffer.from('me:p%C3%A4ss-w0rd').toString('base64')}` };
const PLACES = { headers: ['authorization', 'x-key'], query: ['key'], cookies: ['session'] };

/** Reported as the reason why it is not judged. */
const NOTHING_SENT = 'the request sends no credential';

const ROWS: readonly Row[] = [
  { what: 'a number', call: callOf('expectHeader', 'X-Number', count), reply },
  { what: 'a number as text', call: callOf('expectHeader', 'X-Number', { type: 'string' }), reply },
  {
    what: 'a number too low',
    call: callOf('expectHeader', 'X-Number', { type: 'integer', minimum: 6 }),
    reply,
    want: '/ should be >= 6, got 5',
  },
  {
    what: 'text for a number',
    call: callOf('expectHeader', 'X-Text', count),
    reply,
    want: '/ should be integer, got "a"',
  },
  { what: 'anything', call: callOf('expectHeader', 'X-Text', true), reply },
  { what: 'yes or no', call: callOf('expectHeader', 'X-Yes', { type: 'boolean' }), reply },
  {
    what: 'no, as some frameworks write it',
    call: callOf('expectHeader', 'X-No', { type: 'boolean', const: false }),
    reply,
  },
  { what: 'a list', call: callOf('expectHeader', 'X-List', { type: 'array', items: count }), reply },
  {
    what: 'a list on two lines',
    call: callOf('expectHeader', 'X-Twice', { type: 'array', items: count, minItems: 3 }),
    reply,
  },
  {
    what: 'a number on one of two lines',
    call: callOf('expectHeader', 'X-Twice', count),
    reply,
    want: '/ should be integer, got "1,2,3"',
  },
  { what: 'a text on two lines', call: callOf('expectHeader', 'X-Id', { enum: ['a,b'] }), reply },
  { what: 'a text on two lines, with a space', call: callOf('expectHeader', 'X-Id', { enum: ['a, b'] }), reply },
  { what: 'a text that comes twice', call: callOf('expectHeader', 'X-Id', { type: 'string', pattern: '^.$' }), reply },
  {
    what: 'one of the cookies',
    call: callOf('expectHeader', 'Set-Cookie', { type: 'string', pattern: '^sid=' }),
    reply,
  },
  {
    what: 'all cookies',
    call: callOf('expectHeader', 'Set-Cookie', { type: 'array', minItems: 2, maxItems: 2 }),
    reply,
  },
  {
    what: 'another cookie',
    call: callOf('expectHeader', 'Set-Cookie', { type: 'string', pattern: '^session=' }),
    reply,
    want: '/ should match the pattern ^session=, got "sid=1; Path=/"',
  },
  { what: 'no header', call: callOf('expectHeader', 'X-None', {}), reply, want: 'the header X-None is missing' },
  { what: 'a number or null', call: callOf('expectHeader', 'X-Number', { type: ['integer', 'null'] }), reply },
  {
    what: 'a number behind a reference',
    call: callOf('expectHeader', 'X-Number', { type: 'integer', $ref: '#/$defs/Count', $defs: { Count: count } }),
    reply,
  },
  { what: 'the number in a header', call: "pm.expect(numberIn(pm.response, 'X-Number')).to.equal(5)", reply },
  {
    what: 'no number in a header',
    call: "numberIn(pm.response, 'X-Text')",
    reply,
    want: 'X-Text should be a number, got "a"',
  },
  { what: 'a number in the body', call: "numberAt(pm.response, '/n')", reply: { body: { n: 0 } } },
  {
    what: 'a text of digits in the body',
    call: "pm.expect(numberAt(pm.response, '/n')).to.equal(-20)",
    reply: { body: { n: '-20' } },
  },
  {
    what: 'another text in the body',
    call: "numberAt(pm.response, '/n')",
    reply: { body: { n: '2 of 3' } },
    want: '/n should be an integer, got "2 of 3"',
  },
  {
    what: 'half a number in the body',
    call: "numberAt(pm.response, '/n')",
    reply: { body: { n: 0.5 } },
    want: '/n should be an integer, got 0.5',
  },
  {
    what: 'a total in a range',
    call: 'pm.expect(totalInRange(pm.response)).to.equal(60)',
    reply: { headers: { 'Content-Range': 'items 0-19/60' } },
  },
  {
    what: 'a total in a range without a unit',
    call: 'pm.expect(totalInRange(pm.response)).to.equal(60)',
    reply: { headers: { 'Content-Range': '0-19/60' } },
  },
  {
    what: 'no total in a range',
    call: 'totalInRange(pm.response)',
    reply: { headers: { 'Content-Range': 'items 0-19' } },
    want: 'Content-Range should end with a total, got "items 0-19"',
  },
  {
    what: 'an unknown total in a range',
    call: 'totalInRange(pm.response)',
    reply: { headers: { 'Content-Range': 'items 0-19/*' } },
    want: 'it is optional, and missing',
  },
  {
    what: 'a body that is no JSON',
    call: 'pm.expect(() => body()).to.throw(/^the body is not JSON: /)',
    reply: {},
  },
  {
    what: 'a body without the list',
    call: 'items()',
    reply: { body: {} },
    want: 'the list: expected an array, got nothing',
  },

  { what: 'items that are sorted', call: callOf('expectOrder', [key]), items: [{ n: 1 }, { n: 1 }, { n: 2 }] },
  {
    what: 'items that are sorted by two keys',
    call: callOf('expectOrder', [key, { ...key, member: '/m' }], 2),
    items: [
      { n: 1, m: 1 },
      { n: 1, m: 2 },
      { n: 2, m: 1 },
    ],
  },
  {
    what: 'items of which no two are equal by the first of two keys',
    call: callOf('expectOrder', [key, { ...key, member: '/m' }], 2),
    items: [
      { n: 1, m: 2 },
      { n: 2, m: 1 },
    ],
    want: 'the items do not differ in it',
  },
  {
    what: 'items that are not',
    call: callOf('expectOrder', [key]),
    items: [{ n: 1 }, { n: 3 }, { n: 2 }],
    want: '/2 is out of order: 2 after 3',
  },
  {
    what: 'items with prices in texts, and then names whatever their case',
    call: callOf('expectOrder', texts),
    items: [
      { a: '1.25', b: 'x' },
      { a: '1.5', b: 'a' },
      { a: '1.5', b: 'B' },
      { a: '9.5', b: 'x' },
      { a: '10.5', b: 'x' },
    ],
  },
  {
    what: 'items whose names are in no order',
    call: callOf('expectOrder', texts),
    items: [
      { a: '1', b: 'c' },
      { a: '1', b: 'B' },
      { a: '2', b: 'x' },
    ],
    want: '/1 is out of order: "1" after "1", "B" after "c"',
  },
  { what: 'items of their own', call: 'expectNoDuplicates()', items: ids('a', 'b') },
  { what: 'an item twice', call: 'expectNoDuplicates()', items: ids('a', 'b', 'a'), want: '/0 and /2 are both "a"' },
  { what: 'an item without an id', call: 'expectNoDuplicates()', items: [{}], want: '/0 has no id' },
  { what: 'a total that is enough', call: 'expectTotal(12, 10)', items: ids('a', 'b') },
  {
    what: 'a total that is too low',
    call: 'expectTotal(11, 10)',
    items: ids('a', 'b'),
    want: 'the total: expected 11 to be at least 12',
  },
  { what: 'a total beyond the end', call: 'expectTotal(0, 10)', items: [], want: 'the list is empty' },
  { what: 'items that match', call: callOf('expectMatch', 'city'), items: [{ city: 'Lyon' }], about: lyon },
  {
    what: 'an item that does not match',
    call: callOf('expectMatch', 'city'),
    items: [{ city: 'Lyon' }, { city: 'Nice' }],
    about: lyon,
    want: '/1/city: expected "Lyon", got "Nice"',
  },
  {
    what: 'an item that matches neither',
    call: callOf('expectMatch', 'city'),
    items: [{ city: 'Lyon' }, { city: 'Nice' }],
    about: { query: { city: 'Lyon,Metz' }, filters: [{ ...filter, anyOf: ['Lyon', 'Metz'] }] },
    want: '/1/city: expected one of ["Lyon","Metz"], got "Nice"',
  },
  {
    what: 'an item on the other side of a bound',
    call: callOf('expectMatch', 'least'),
    items: [{ n: 5 }, {}, { n: 4 }],
    about: {
      query: { least: '5' },
      filters: [{ parameter: 'least', member: '/n', bound: { side: 'from', order: 'number' } }],
    },
    want: '/2/n: expected a value from "5", got 4',
  },

  { what: 'the same items', call: callOf('expectSameItems', ids('a', 'b'), ids('a', 'b')), items: [] },
  {
    what: 'an item less',
    call: callOf('expectSameItems', ids('a'), ids('a', 'b')),
    items: [],
    want: 'at /1: expected the item "b", got nothing',
  },
  {
    what: 'an item more',
    call: callOf('expectSameItems', ids('a', 'b'), ids('a')),
    items: [],
    want: 'at /1: expected no more items, got "b"',
  },
  {
    what: 'another item',
    call: callOf('expectSameItems', ids('a', 'c'), ids('a', 'b')),
    items: [],
    want: 'at /1: expected the item "b", got "c"',
  },
  {
    what: 'items that tie, the other way round',
    call: callOf(
      'expectSameItems',
      [
        { id: 'a', n: [1] },
        { id: 'b', n: [1] },
      ],
      [
        { id: 'b', n: [1] },
        { id: 'a', n: [1] },
      ],
      ['/n'],
    ),
    items: [],
  },
  {
    what: 'items that do not tie, the other way round',
    call: callOf(
      'expectSameItems',
      [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
      [
        { id: 'b', n: 2 },
        { id: 'a', n: 1 },
      ],
      ['/n'],
    ),
    items: [],
    want: 'at /0: expected the item "b", got "a"',
  },
  {
    what: 'several items with one id, each as before',
    call: callOf(
      'expectSameMembers',
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 2 },
      ],
      [
        { id: 'a', n: 1 },
        { id: 'a', n: 2 },
      ],
    ),
    items: [],
  },
  {
    what: 'other members the second time',
    call: callOf(
      'expectSameMembers',
      [
        { id: 'a', n: 1 },
        { id: 'b', n: 1 },
      ],
      [{ id: 'b', n: 2 }, { id: 'c' }],
    ),
    items: [],
    want: '/1 has other members in the second response',
  },

  ...(
    [
      ['orders', { a: 'x', b: 1 }, { a: 'x' }, undefined],
      ['orders', { a: 'x' }, { a: 'y' }, '/a: the list has "x", the details have "y"'],
      ['whole', { a: 'x', b: 1 }, { a: 'x' }, '/b: the list has 1, the details have nothing'],
      ['plain', { a: 'x..' }, { a: 'x and y' }, undefined],
      ['plain', { a: 'OPEN' }, { a: 'CLOSED' }, '/a: the list has "OPEN", the details have "CLOSED"'],
      ['plain', { a: ['OPEN'] }, { a: ['OPEN', 'OLD'] }, undefined],
      ['plain', { a: 1 }, { a: 2 }, '/a: the list has 1, the details have 2'],
      ['orders', { a: 1 }, undefined, 'the details should be an object, got nothing'],
      ['plain', { a: '2025-01-01T12:00:00Z' }, { a: '2025-01-01T14:00:00.000+02:00' }, undefined],
      ['whole', { a: { b: ['2025-01-01T12:00:00Z'] } }, { a: { b: ['2025-01-01t12:00:00+00:00'] } }, undefined],
      [
        'plain',
        { a: '2025-01-01T12:00:00Z' },
        { a: '2025-01-01T12:00:00+01:00' },
        '/a: the list has "2025-01-01T12:00:00Z", the details have "2025-01-01T12:00:00+01:00"',
      ],
      // Without an offset, it is no instant.
      [
        'whole',
        { a: '2025-01-01T00:00:00Z' },
        { a: '2025-01-01' },
        '/a: the list has "2025-01-01T00:00:00Z", the details have "2025-01-01"',
      ],
      ['whole', { a: 'P1' }, { a: 'Q1' }, '/a: the list has "P1", the details have "Q1"'],
      ['whole', { a: ['x', 'y'] }, { a: ['y', 'x'] }, undefined],
      ['whole', { a: ['x', 'y'] }, { a: ['y', 'z'] }, '/a: the list has ["x","y"], the details have ["y","z"]'],
      ['orders', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }, { b: 1 }] }, undefined],
      ['whole', { a: UUID }, { a: UUID.toUpperCase() }, undefined],
      ['whole', { a: 'Ab' }, { a: 'aB' }, '/a: the list has "Ab", the details have "aB"'],
    ] as const
  ).map(([of, listed, details, want]) => ({
    what: `details that are ${JSON.stringify(details)} where the list, ${of}, has ${JSON.stringify(listed)}`,
    call: callOf('expectAgreement', listed, details),
    items: [],
    about: { list: of },
    ...(want !== undefined && { want }),
  })),

  {
    what: 'details whose large integer is that of the list',
    call: `expectAgreement(parsed('{"a":9007199254740993}'), parsed('{"a":9007199254740993}'))`,
    items: [],
    about: { list: 'plain' },
  },
  {
    what: 'details whose large integer is another one',
    call: `expectAgreement(parsed('{"a":9007199254740993}'), parsed('{"a":9007199254740992}'))`,
    items: [],
    about: { list: 'plain' },
    want: '/a: the list has "9007199254740993", the details have "9007199254740992"',
  },

  ...(
    [
      [{ data: [] }, undefined],
      [{ data: [1] }, 'the error response contains a list'],
      [{ id: 7 }, undefined],
      [{ name: 1, price: 2 }, 'the error response contains all members of an item: name, price'],
      [[{ code: 1 }, { name: 1, price: 2 }], 'the error response contains all members of an item: name, price'],
      [{ name: null, price: 0 }, undefined],
      [{ name: [], price: '' }, undefined],
      [{ name: 1 }, undefined],
      [undefined, undefined],
    ] as const
  ).map(([body, want]) => ({
    what: `a refusal of ${JSON.stringify(body)}`,
    call: callOf('expectNoData', { list: '/data', members: ['name', 'price'] }),
    reply: { status: 404, body },
    ...(want !== undefined && { want }),
  })),

  ...(
    [
      ['nothing of it', secret, '', {}, undefined],
      ['the token', secret, '', { error: 'no s3cr3t-t0k3n' }, 'Authorization'],
      ['the key in a header', { 'X-Key': 'k3y-0f-m1ne' }, '', { error: 'k3y-0f-m1ne' }, 'X-Key'],
      ['the key in the query', {}, '?key=k3y%2F1234', { error: 'k3y/1234' }, 'the query: key'],
      ['the cookie', { Cookie: 'a=1; session=5e55=ion' }, '', { error: '5e55=ion' }, 'Cookie'],
      ['another cookie', { Cookie: 'other=value; session=5e55=ion' }, '', { error: 'value' }, undefined],
      ['the password as it is sent', basic, '', { error: 'p%C3%A4ss-w0rd' }, 'Authorization'],
      ['the password that this encodes', basic, '', { error: 'päss-w0rd' }, 'Authorization'],
      [
        'the challenge of a digest',
        { Authorization: 'Digest opaque=0p4que-v4' },
        '',
        { error: '0p4que-v4' },
        'nothing',
      ],
      ['what is too short to tell', { 'X-Key': 'abc' }, '', { error: 'abc' }, 'nothing'],
      ['a word of seven letters', { 'X-Key': 'invalid' }, '', { error: 'invalid key' }, 'nothing'],
      ['a word beside the token', { ...secret, 'X-Key': 'missing' }, '', { error: 'missing' }, undefined],
      ['something, where the header is empty', { 'X-Key': '' }, '', { error: 'no' }, 'nothing'],
    ] as const
  ).map(([what, headers, query, body, place]) => ({
    what: `a refusal that repeats ${what}`,
    call: callOf('expectNoEcho', 401),
    headers,
    query,
    reply: { status: 401, body },
    ...(place !== undefined && {
      want: place === 'nothing' ? NOTHING_SENT : `the response repeats what was sent in ${place}`,
    }),
  })),
];

/** A server that answers as the body of the request says, and what came of these cases, each by the name of its assertions. */
async function run(cases: (url: string) => readonly Case[]): Promise<Ran> {
  const { url } = await serverThat(({ body }) => JSON.parse(body) as Reply);
  return runCases(cases(url), LISTS, PLACES);
}

describe('of a response with', () => {
  let ran: Ran;

  beforeAll(async () => {
    ran = await run((url) =>
      ROWS.map((row, index) => ({
        url: `${url}/${row.query ?? ''}`,
        script: passes(String(index), row.call),
        reply: row.reply ?? { body: { data: row.items } },
        ...(row.headers && { headers: row.headers }),
        ...(!row.reply && { about: { ...about, ...row.about } }),
        ...(row.call === 'items()' && { about }),
      })),
    );
  });

  it('is judged without an exception', () => {
    expect(ran.faults).toEqual([]);
    expect(ran.assertions.map(({ name }) => name)).toEqual(ROWS.map((_, index) => String(index)));
  });

  it.each(ROWS.map((row, index) => ({ ...row, index })))('$what, the failure is $want', ({ index, want }) => {
    expect(ran.assertions[index]?.error?.message).toBe(want);
  });
});

interface Capture {
  readonly what: string;
  readonly items: readonly unknown[] | undefined;
  /** The `Location` of a 201 without a list. */
  readonly location?: string;
  readonly call: string;
  /** What the variables hold afterwards. */
  readonly want: Readonly<Record<string, unknown>>;
}

const city = { variable: 'city', member: '/city', as: 'whole', exact: true };
const state = { variable: 'state', member: '/state', as: 'whole' };
const CITIES = [
  { id: 'a', city: 'Old Lyon', state: 'new' },
  { id: 'b', city: 'Lyon' },
  { id: 'c', city: 'Lyon', state: 'new' },
];

const KEPT: readonly Capture[] = [
  {
    what: 'values of the item that has most of them, and one that stands inside another',
    items: CITIES,
    call: callOf('captureFilterValues', [city, state]),
    want: { city: 'Lyon', state: 'new' },
  },
  {
    what: 'a value, encoded',
    items: [{ city: 'Old Lyon/1' }],
    call: callOf('captureFilterValues', [city]),
    want: { city: 'Old%20Lyon%2F1' },
  },
  {
    what: 'a part of a value',
    items: [{ city: 'Lyon\u{1f600}' }],
    call: callOf('captureFilterValues', [{ ...city, as: 'part' }]),
    want: { city: 'Lyon' },
  },
  {
    what: 'one of several values, and none that a URL cannot carry',
    items: [{ city: ['Lyon', 'Nice'], state: '\ud800' }],
    call: callOf('captureFilterValues', [city, state]),
    want: { city: 'Lyon', state: '' },
  },
  { what: 'nothing of no items', items: [], call: callOf('captureFilterValues', [city]), want: { city: '' } },
  { what: 'nothing of no list', items: undefined, call: callOf('captureFilterValues', [city]), want: { city: '' } },
  {
    what: 'the middle of all values',
    items: [{ n: 9 }, { n: 1 }, { n: 1 }, { n: null }, {}, { n: '' }, { n: 5 }],
    call: callOf('captureMiddle', 'middle', '/n', 'number', 'whole'),
    want: { middle: '5' },
  },
  {
    what: 'no middle, where all are alike',
    items: [{ n: 1 }, { n: 1 }],
    call: callOf('captureMiddle', 'middle', '/n', 'number', 'whole'),
    want: { middle: '' },
  },
  {
    what: 'the middle moment, in another zone',
    items: [{ t: '2024-01-03T00:00:00Z' }, { t: '2024-01-01T00:00:00Z' }, { t: '2024-01-02T20:00:00.5Z' }],
    call: callOf('captureMiddle', 'middle', '/t', 'date-time', 'other-zone'),
    want: { middle: encodeURIComponent('2024-01-03T01:30:00.5+05:30') },
  },
  { what: 'the last id', items: ids('a', 'b'), call: callOf('captureLastId', 'last'), want: { last: 'b' } },
  {
    what: 'an id with characters that a path gives a meaning, encoded',
    items: ids('a/b 50% {{x}} q?x=1#'),
    call: callOf('captureLastId', 'last'),
    want: { last: 'a%2Fb%2050%25%20%7B%7Bx%7D%7D%20q%3Fx%3D1%23' },
  },
  {
    what: 'no id that a path cannot contain',
    items: ids('..'),
    call: callOf('captureLastId', 'last'),
    want: { last: '' },
  },
  { what: 'no last id', items: [], call: callOf('captureLastId', 'last'), want: { last: '' } },
  ...[
    { location: 'https://host/v2/orders/7?x#y', want: '7' },
    { location: 'orders/a%2Fb/', want: 'a%2Fb' },
    { location: '/orders/7/_history/1', want: '7' },
    { location: '/jobs/9', want: '' },
    { location: '/orders/7/lines/1', want: '' },
    { location: '7', want: '' },
    { location: '/c++/a+b', parent: 'c++', want: 'a%2Bb' },
  ].map(({ location, parent = 'orders', want }) => ({
    what: `${want || 'nothing'} of a created order at ${location}`,
    items: undefined,
    location,
    call: callOf('captureCreated', 'made', '', parent),
    want: { made: want },
  })),
];

describe('of a list is kept', () => {
  let ran: Ran;

  beforeAll(async () => {
    ran = await run((url) =>
      KEPT.map(({ items, location, call, want }, index) => ({
        url,
        script: `${call};\n${gives(
          String(index),
          `{ ${Object.keys(want).map((name) => `${name}: pm.collectionVariables.get('${name}')`)} }`,
          want,
        )}`,
        reply: location === undefined ? { body: { data: items } } : { status: 201, headers: { Location: location } },
        about,
      })),
    );
  });

  it('without an exception', () => {
    expect(ran.faults).toEqual([]);
  });

  it.each(KEPT.map((row, index) => ({ ...row, index })))('$what', ({ index }) => {
    expect(ran.assertions[index]).toEqual({ name: String(index) });
  });
});

describe('a value that later requests need', () => {
  const CAPTURED = [
    { what: 'is kept', find: "() => at(body(), '/data/0/id')", items: ids('a'), want: 'value' },
    {
      what: 'is missing',
      find: "() => at(body(), '/none')",
      items: ids('a'),
      want: 'value: the response does not contain this value',
    },
    {
      what: 'is no text',
      find: "() => at(body(), '/data')",
      items: ids('a'),
      want: 'value: the response does not contain this value',
    },
    {
      what: 'is optional, and missing',
      find: "() => atIfThere(body(), '/none')",
      items: ids('a'),
      want: 'value (not judged: it is optional, and missing)',
    },
    ...["''", '[]', '{}'].map((value) => ({
      what: `is ${value}, which no URL holds`,
      find: `() => ifPlain(${value})`,
      items: ids('a'),
      want: 'value (not judged: no item has such a value)',
    })),
    ...['false', '0', "'a'"].map((value) => ({
      what: `is ${value}`,
      find: `() => ifPlain(${value})`,
      items: ids('a'),
      want: 'value',
    })),
    {
      what: 'is null',
      find: '() => ifPlain(null)',
      items: ids('a'),
      want: 'value: the response does not contain this value',
    },
    {
      what: 'is JSON, optional, and missing',
      find: "() => jsonIfThere('/none')",
      items: ids('a'),
      want: 'value (not judged: it is optional, and missing)',
    },
    { what: 'is JSON, optional, and there', find: "() => jsonIfThere('/data')", items: ids('a'), want: 'value' },
    {
      what: 'is optional, and there',
      find: "() => atIfThere(body(), '/data/0/id')",
      items: ids('a'),
      want: 'value',
    },
    {
      what: 'would be a variable is kept encoded',
      find: "() => '{' + '{a}}'",
      items: ids('a'),
      want: 'value',
    },
    {
      what: 'is that of an empty list',
      find: "() => at(body(), '/data/0/id')",
      items: [],
      want: 'value (not judged: the list is empty)',
    },
  ];
  let ran: Ran;

  beforeAll(async () => {
    ran = await run((url) =>
      CAPTURED.map(({ find, items }) => ({
        url,
        script: `capture('value', 'value', ${find});`,
        reply: { body: { data: items } },
        about,
      })),
    );
  });

  it.each(CAPTURED.map((row, index) => ({ ...row, index })))('$what: $want', ({ index, want }) => {
    const { name, error } = ran.assertions[index] ?? { name: 'none' };
    expect(error ? `${name}: ${error.message}` : name).toBe(want);
  });
});
