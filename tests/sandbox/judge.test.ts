import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { judgeTables } from '../../src/sandbox/judge-tables.ts';
import { libraryCode, libraryFactory } from '../../src/sandbox/library.ts';
import { type Ran, runInNewman } from '../helpers/in-newman.ts';
import { serverThat } from '../helpers/server.ts';

const event = (listen: 'prerequest' | 'test', script: string) => ({ listen, script: { exec: script.split('\n') } });

/** Definitions as a collection, a folder in it and a request in that share them; the request's own come first. */
const SHARED = `Object.assign(contract.schemas, {
  Text: { type: 'string' },
  Texts: { type: 'array', items: { $ref: '#/$defs/Text' } },
  Tree: { properties: { text: { $ref: '#/$defs/Text' }, trees: { items: { $ref: '#/$defs/Tree' } } } },
  constructor: { type: 'null' },
});`;

interface Row {
  readonly what: string;
  readonly schema: Json;
  readonly value: Json;
  /** The text of the failure; none for a value that is right. */
  readonly want?: string;
}

const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

const ROWS: readonly Row[] = [
  { what: 'a shared definition is satisfied', schema: ref('Text'), value: 'a' },
  { what: 'a shared definition is not', schema: ref('Text'), value: 1, want: '/ should be string, got 1' },
  {
    what: 'a shared definition refers to another',
    schema: { properties: { a: ref('Texts') } },
    value: { a: ['b', 2] },
    want: '/a/1 should be string, got 2',
  },
  {
    what: 'a shared definition refers to itself',
    schema: ref('Tree'),
    value: { trees: [{ trees: [{ text: 3 }] }] },
    want: '/trees/0/trees/0/text should be string, got 3',
  },
  {
    what: 'a definition of the schema comes before a shared one, in shared ones too',
    schema: { ...ref('Texts'), $defs: { Text: { type: 'number' } } },
    value: ['a', 1],
    want: '/0 should be number, got "a"',
  },
  { what: 'a folder shares a definition', schema: ref('OfFolder'), value: 1, want: '/ should be boolean, got 1' },
  { what: 'a request shares a definition', schema: ref('OfRequest'), value: 1, want: '/ should be null, got 1' },
  { what: 'a shared definition has the name of a member of every object', schema: ref('constructor'), value: null },
  {
    what: 'nothing has a definition',
    schema: ref('Missing'),
    value: 1,
    want: '/ cannot be validated: unknown schema #/$defs/Missing',
  },
  {
    what: 'nothing has a definition that is requested in the negative',
    schema: { not: ref('Missing') },
    value: 1,
    want: '/ cannot be validated: unknown schema #/$defs/Missing',
  },
  {
    what: 'nothing has a definition by the name of a member of every object',
    schema: ref('toString'),
    value: 1,
    want: '/ cannot be validated: unknown schema #/$defs/toString',
  },
  {
    what: 'a reference leads elsewhere',
    schema: { $ref: '#/elsewhere/Text' },
    value: 'a',
    want: '/ cannot be validated: unknown schema #/elsewhere/Text',
  },
  {
    what: 'a reference has no end',
    schema: { $ref: '#' },
    value: 1,
    want: '/ cannot be validated: Maximum call stack size exceeded',
  },
  {
    what: 'five problems are listed, the others counted',
    schema: { items: { type: 'string' } },
    value: [1, 2, 3, 4, 5, 6, 7],
    want: `${[0, 1, 2, 3, 4].map((index) => `/${index} should be string, got ${index + 1}`).join('; ')}; and 2 more`,
  },
  {
    what: 'a place is a JSON pointer',
    schema: { additionalProperties: { type: 'string' } },
    value: { 'a/b~c': 1 },
    want: '/a~1b~0c should be string, got 1',
  },
];

/** The judge as the collection's own script defines it, the tests in the script of a request that was answered. */
function collectionOf(url: string): object {
  const tests = ROWS.map(({ what, schema, value }) => {
    const [title, given, wanted] = [what, value, schema].map((data) => JSON.stringify(data));
    return `pm.test(${title}, () => expectValid(${given}, ${wanted}));`;
  });
  const script = ['const { expectValid } = contract(pm);', ...tests].join('\n');
  const share = (name: string, type: string) => `Object.assign(contract.schemas, { ${name}: { type: '${type}' } });`;
  return {
    info: { name: 'one', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    event: [event('prerequest', `${libraryFactory(['expectValid'])}\n${SHARED}`)],
    item: [
      {
        name: 'folder',
        event: [event('prerequest', share('OfFolder', 'boolean'))],
        item: [
          {
            name: 'request',
            request: { method: 'GET', url },
            event: [event('prerequest', share('OfRequest', 'null')), event('test', script)],
          },
        ],
      },
    ],
  };
}

describe('the judge, defined in one script and called in another', () => {
  let ran: Ran;

  beforeAll(async () => {
    const { url } = await serverThat(() => ({}));
    ran = await runInNewman(collectionOf(url));
  });

  it('runs without an exception', () => {
    expect(ran.faults).toEqual([]);
    expect(ran.assertions.map(({ name }) => name)).toEqual(ROWS.map(({ what }) => what));
  });

  it.each(ROWS)('$what', ({ what, want }) => {
    expect(ran.assertions.find(({ name }) => name === what)?.error?.message).toBe(want);
  });
});

describe('what of the judge a collection carries', () => {
  const codeFor = (...schemas: Json[]) => libraryCode(['expectValid'], judgeTables(schemas));

  it.each([
    { what: 'a type', schema: { type: 'string' }, has: ['type: (', 'typeOf('], not: ['enum: (', 'FORMATS', 'equals('] },
    {
      what: 'a format',
      schema: { format: 'date' },
      has: ['date: isDate', 'isDate('],
      not: ['isTime', 'isHost', 'email'],
    },
    { what: 'a format in a part', schema: { items: { format: 'ipv6' } }, has: ['isIpv6(', 'isIpv4('], not: ['isDate'] },
    { what: 'a format that is not judged', schema: { format: 'x' }, has: ['FORMATS = {}'], not: ['isDate'] },
    { what: 'a reference', schema: { $ref: '#' }, has: ['definition('], not: ['oneIn', 'isMultiple'] },
  ])('$what', ({ schema, has, not }) => {
    const code = codeFor(schema);
    expect(has.filter((text) => !code.includes(text))).toEqual([]);
    expect(not.filter((text) => code.includes(text))).toEqual([]);
  });

  it('is whole within 24 kB, and within 5 kB for what the plainest schemas use', () => {
    expect(Buffer.byteLength(libraryFactory(['expectValid', 'problemsIn']))).toBeLessThan(24_000);
    expect(
      Buffer.byteLength(codeFor({ type: 'object', required: ['a'], properties: { a: { type: 'string' } } })),
    ).toBeLessThan(5_000);
  });
});
