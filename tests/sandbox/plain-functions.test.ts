/** Functions of the library that need no response of a client: large numbers, orders of texts, likeness, and Link headers. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { libraryCode } from '../../src/sandbox/library.ts';

const NAMES = [
  'parsed',
  'at',
  'keyOf',
  'textDifference',
  'isLike',
  'linkTarget',
  'distanceOf',
  'amountOf',
  'oddTagIn',
  'eventsIn',
] as const;
const library = runInNewContext(`${libraryCode(NAMES)}\n({ ${NAMES.join(', ')} })`) as Record<
  (typeof NAMES)[number],
  (...given: readonly unknown[]) => unknown
>;

describe('of a JSON text', () => {
  it.each([
    ['{"id":9007199254740993}', '/id', '9007199254740993'],
    ['{"id":-9223372036854775808}', '/id', '-9223372036854775808'],
    ['{"id":9007199254740991}', '/id', 9007199254740991],
    ['{"id":"9007199254740993"}', '/id', '9007199254740993'],
    ['{"a":[1,12345678901234567890]}', '/a/1', '12345678901234567890'],
    ['{"n":0.12345678901234567890}', '/n', 0.12345678901234568],
    ['{"n":12345678901234567890e2}', '/n', 1.2345678901234568e21],
    ['{"t":"a \\" 12345678901234567890","n":7}', '/t', 'a " 12345678901234567890'],
  ])('%s, %s is %j', (text, pointer, want) => {
    expect(library.at(library.parsed(text), pointer)).toBe(want);
  });

  it('the value itself has a number, whatever its size', () => {
    const value = library.parsed('{"id":9007199254740993,"a":[12345678901234567890]}');
    expect(JSON.stringify(value)).toBe(
      JSON.stringify({ id: Number('9007199254740993'), a: [Number('12345678901234567890')] }),
    );
  });

  it('two large integers differ where their numbers do not', () => {
    const [one, other] = library.parsed('[{"id":9007199254740992},{"id":9007199254740993}]') as readonly unknown[];
    expect(library.keyOf(one)).not.toBe(library.keyOf(other));
    expect(library.distanceOf('9007199254740992', '9007199254740993', 'number')).toBeNaN();
  });
});

describe('the order of two texts', () => {
  it.each([
    ['Obi', 'O’Brien', 'either'],
    ['O’Brien', 'Obi', 'either'],
    ['Zoe', 'adam', 'either'],
    ['åke', 'bo', 'either'],
    ['Ærø', 'Zoe', 'either'],
    ['Zorn', 'Åsa', 'either'],
    ['Östen', 'Zorn', 'either'],
    ['item 2', 'item 10', 'either'],
    ['de la Cruz', 'Delacroix', 'either'],
    ['b', 'a', 'wrong'],
    ['bob', 'anna', 'wrong'],
    ['2024-02-01', '2024-01-31', 'wrong'],
    ['Annabel', 'Anna', 'wrong'],
    ['9.5', '10.25', 'either'],
    ['-3', '-20', 'either'],
    ['9.5', '9.25', 'either'],
    ['0.50', '-20', 'either'],
  ])('%s before %s is %s', (first, second, want) => {
    const ways = [0, 1, 2, 3, 4, 5, 6].map((way) => library.textDifference(first, second, 'text', way));
    expect(ways.every((way) => Number(way) > 0) ? 'wrong' : 'either').toBe(want);
  });
});

it.each([
  ['2.5', '2.50', 0],
  ['2.5', '10', -7.5],
  ['9.25', '-3', 12.25],
])('as decimal numbers, %s and %s differ by %d', (first, second, want) => {
  expect(library.textDifference(first, second, 'text', 6)).toBe(want);
});

describe('the amount of a text', () => {
  it.each([
    ['12.50', 'number', 12.5],
    ['9223372036854775807', 'number', 2 ** 63],
    ['', 'number', Number.NaN],
    ['M', 'number', Number.NaN],
    ['1970-01-02', 'date-time', 86_400_000],
    ['1970-01-01T00:00:01Z', 'date-time', 1000],
    // `Date.parse` makes dates of these.
    ['-3', 'date-time', Number.NaN],
    ['10', 'date-time', Number.NaN],
    ['item 7', 'date-time', Number.NaN],
  ] as const)('%j as %s is %d', (text, order, want) => {
    expect(library.amountOf(text, order)).toBe(want);
  });
});

describe('a search for a text', () => {
  it.each([
    ['ñandú', 'Nandu', true],
    ['strasse', 'STRASSE', true],
    ['straße', 'STRASSE', undefined],
    ['Ann', 'Anna', true],
    // Two letters in a row show no equality, and refute none: a server may search by sound.
    ['Jon', 'John', undefined],
    ['zone-1', 'zone-2', undefined],
    ['ＡＢＣ', 'abc', true],
    ['ø', 'ø', true],
    ['Smith', 'Borg', false],
    ['Smith', '?', false],
    ['Smith', null, undefined],
  ])('for %s, finds %s: %s', (text, value, want) => {
    expect(library.isLike(value, text)).toBe(want);
  });
});

describe('the next page', () => {
  it.each([
    ['</a?p=1>; rel="next"', '/a?p=1'],
    ['</a?p=1>; REL=Next', '/a?p=1'],
    ['</a?p=0>; rel="prev"; title="x; rel=next, <y>; rel=next", </a?p=2>;rel="last next"', '/a?p=2'],
    ['</a?p=0>; title="a \\"quoted\\" text, <b>"; rel=first,</a,b?p=1>; rel=next', '/a,b?p=1'],
    ['</a?p=1>; title="rel=next"; rel="https://x.example/next"', undefined],
    ['</a?p=1>; rel=next; anchor="/other"', undefined],
    ['</a?p=1>; rel="nextra"', undefined],
  ])('of Link: %s is %s', (value, want) => {
    expect(library.linkTarget({ headers: [{ key: 'LINK', value }] })).toBe(want);
  });
});

describe('of XML', () => {
  it.each([
    ['<?xml version="1.0"?>\n<a b="x > y"><!-- <c> --><d/><![CDATA[<e>]]></a><!-- end -->', ''],
    ["<n:a xmlns:n='u'><b\n/><n:c >1 &lt; 2</n:c\n></n:a>\n", ''],
    ['<a><b></a>', '</a>'],
    ['<a><b></b>', 'a'],
    ['</a>', '</a>'],
    ['<a/><a/>', '<a/>'],
    ['<a><B></b></a>', '</b>'],
    ['<!DOCTYPE a [<!ENTITY e "</b>">]><a><b>&e;</a>', ''],
    ['\0<\0a\0>', ''],
    ['<a>\x1b$B<b\x1b(B</a>', ''],
    ['<a b="1" b="2"/>', '<a b="1" b="2"/>'],
    ["<a b='1'\n c = \"b='2' b='3'\" xml:b='&#x9;' />", ''],
    ['<a><b c="1"d="2"/></a>', '<b c="1"d="2"/>'],
    ['<a b/>', '<a b/>'],
    ['<a b=1/>', '<a b=1/>'],
    ['<a b="<"/>', '<a b="<"/>'],
    [Buffer.from('<à é="1" ê="à="><ŋà/></à>').toString('latin1'), ''],
    ['<a>&nope;</a>', '&nope;'],
    ['<a b="&nope;"/>', '&nope;'],
    ['<a>1 & 2</a>', '&'],
    ['<a b="?a=1&b=2"/>', '&b=2'],
    ['<a>&amp;&lt;&gt;&quot;&apos;&#38;&#x1F600;&#xFFFD;&#x1FFFE;<![CDATA[&nope;]]><!-- &nope; --></a>', ''],
    ['<a>&AMP;</a>', '&AMP;'],
    ['<a>&#xD83D;&#xDE00;</a>', '&#xD83D;'],
    ['<a>&#0;</a>', '&#0;'],
    ['<a>&#xFFFF;</a>', '&#xFFFF;'],
    ['<a>&#X41;</a>', '&#X41;'],
    ['<!DOCTYPE a [<!ENTITY e "b">]><a>&e;</a>', ''],
  ])('%j, the odd tag is %j', (text, want) => {
    expect(library.oddTagIn(text)).toBe(want);
  });
});

describe('the events of a stream', () => {
  it.each([
    { text: 'data: a\ndata\ndata:b\n\n', want: [{ data: 'a\n\nb' }] },
    {
      text: '\ufeffevent: x\rid: 1\rretry: 20\r: note\rdata: y\r\r',
      want: [{ data: 'y', event: 'x', id: '1', retry: 20 }],
    },
    { text: 'id: a\0\nretry: soon\nother: z\ndata: y\n\n', want: [{ data: 'y' }] },
    { text: 'event: ping\n\nretry: 1\n\n: only a comment\n\n', want: [] },
    { text: 'data: 1\r\n\r\ndata: 2\n', want: [{ data: '1' }] },
    { text: 'data: 1\r\n\r\ndata: 2\n\ndata: 3', want: [{ data: '1' }, { data: '2' }] },
  ])('of $text', ({ text, want }) => {
    expect(JSON.stringify(library.eventsIn(text, false))).toBe(JSON.stringify(want));
  });

  it('has data of JSON as its value, where no text is described', () => {
    const text = 'data: {"a":1}\n\ndata: no JSON\n\n';
    expect(JSON.stringify(library.eventsIn(text, true))).toBe('[{"data":{"a":1}},{"data":"no JSON"}]');
    expect(JSON.stringify(library.eventsIn(text, false))).toContain('"{\\"a\\":1}"');
  });
});
