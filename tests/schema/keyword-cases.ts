/**
 * What JSON Schema 2020-12 says, by keyword: a schema, values that it accepts, values that it refuses.
 * `notAjv` marks what Ajv 8 judges otherwise, and why we do not follow it.
 */
import type { Json } from '../../src/core/json.ts';

export interface Row {
  readonly about: string;
  readonly schema: unknown;
  readonly accepts: readonly Json[];
  readonly refuses: readonly Json[];
  readonly notAjv?: string;
}

const parsed = (text: string): Json => JSON.parse(text) as Json;

export const BY_KEYWORD: Readonly<Record<string, readonly Row[]>> = {
  type: [
    {
      about: 'integer is a number without a fraction',
      schema: { type: 'integer' },
      accepts: [1, 1.0, -3, 1e20],
      refuses: [1.5, '1', null],
    },
    {
      about: 'object is neither an array nor null',
      schema: { type: 'object' },
      accepts: [{}],
      refuses: [[], null, 'x'],
    },
    { about: 'one of a list of types', schema: { type: ['string', 'null'] }, accepts: ['', null], refuses: [0, false] },
    { about: 'boolean', schema: { type: 'boolean' }, accepts: [true, false], refuses: [0, 'true', null] },
  ],
  'boolean schemas': [
    { about: 'true accepts', schema: true, accepts: [null, {}, 1], refuses: [] },
    { about: 'false refuses', schema: false, accepts: [], refuses: [null, {}, 1] },
    {
      about: 'false for a member forbids it',
      schema: { properties: { a: false } },
      accepts: [{}, { b: 1 }],
      refuses: [{ a: 1 }],
    },
  ],
  const: [
    { about: 'null', schema: { const: null }, accepts: [null], refuses: [0, '', false] },
    { about: 'false is not 0', schema: { const: false }, accepts: [false], refuses: [0, [], null] },
    {
      about: 'members in any order',
      schema: { const: { a: 1, b: [2] } },
      accepts: [{ b: [2], a: 1 }],
      refuses: [{ a: 1 }, { a: 1, b: [3] }],
    },
    { about: 'an array is no object', schema: { const: [] }, accepts: [[]], refuses: [{}, [null]] },
  ],
  enum: [
    {
      about: 'equal in depth',
      schema: { enum: [6, 'x', { a: [true] }] },
      accepts: [6, 6.0, { a: [true] }],
      refuses: [true, { a: [1] }, null],
    },
    {
      about: 'of nothing refuses all',
      schema: { enum: [] },
      accepts: [],
      refuses: [1, null],
      notAjv: 'Ajv 8 does not compile it',
    },
    {
      about: 'a member called __proto__',
      schema: parsed('{"enum":[{"__proto__":1}]}'),
      accepts: [parsed('{"__proto__":1}')],
      refuses: [{}],
    },
  ],
  multipleOf: [
    {
      about: 'decimals are exact',
      schema: { multipleOf: 0.1 },
      accepts: [0.3, 1.1, -0.7, 0],
      refuses: [0.35],
      notAjv: 'Ajv 8 divides in binary',
    },
    {
      about: 'hundredths',
      schema: { multipleOf: 0.01 },
      accepts: [19.99, 4.35, 1e10],
      refuses: [0.001, 1e-10],
      notAjv: 'Ajv 8 divides in binary',
    },
    {
      about: 'far apart',
      schema: { multipleOf: 1e-8 },
      accepts: [12391239123],
      refuses: [1e-9],
    },
    { about: 'huge', schema: { multipleOf: 0.5 }, accepts: [1e308], notAjv: 'Ajv 8 divides in binary', refuses: [0.3] },
    { about: 'only numbers', schema: { multipleOf: 2 }, accepts: ['1', [1]], refuses: [7] },
  ],
  bounds: [
    { about: 'minimum', schema: { minimum: 1.1 }, accepts: [1.1, 2, 'x'], refuses: [1, -5] },
    { about: 'maximum', schema: { maximum: 0 }, accepts: [0, -0.0, -1], refuses: [0.1] },
    { about: 'exclusiveMinimum', schema: { exclusiveMinimum: 0 }, accepts: [0.1], refuses: [0, -1] },
    { about: 'exclusiveMaximum', schema: { exclusiveMaximum: 3 }, accepts: [2.9], refuses: [3, 4] },
  ],
  'lengths in code points': [
    { about: 'minLength', schema: { minLength: 2 }, accepts: ['ab', '😀😀', 5], refuses: ['😀', ''] },
    { about: 'maxLength', schema: { maxLength: 2 }, accepts: ['😀😀', 'é'], refuses: ['abc'] },
    { about: 'a limit with a fraction of zero', schema: { minLength: 2.0 }, accepts: ['ab'], refuses: ['a'] },
  ],
  pattern: [
    { about: 'not anchored', schema: { pattern: 'a+' }, accepts: ['xxaayy', 1], refuses: ['b'] },
    { about: 'one character above U+FFFF', schema: { pattern: '^.$' }, accepts: ['😀', 'a'], refuses: ['ab', ''] },
    {
      about: 'Unicode properties',
      schema: { pattern: '^\\p{Lu}\\p{L}+$' },
      accepts: ['Économie'],
      refuses: ['économie'],
    },
    { about: 'ASCII digits only', schema: { pattern: '^\\d$' }, accepts: ['0'], refuses: ['৪'] },
    {
      about: 'the name of a member of every object',
      schema: { pattern: 'constructor' },
      accepts: ['a constructor'],
      refuses: ['x'],
    },
    {
      about: 'what is a pattern only without Unicode',
      schema: { pattern: '^[\\w-.]+$' },
      accepts: ['a-b.c'],
      refuses: ['a b'],
      notAjv: 'Ajv 8 does not compile it',
    },
  ],
  properties: [
    {
      about: 'others are free',
      schema: { properties: { a: { type: 'integer' } } },
      accepts: [{ a: 1 }, { b: 'x' }, [], 1],
      refuses: [{ a: 'x' }],
    },
    {
      about: 'names of members of every object',
      schema: parsed(
        '{"properties":{"__proto__":{"type":"number"},"toString":{"properties":{"length":{"type":"string"}}},"constructor":{"type":"number"}}}',
      ),
      accepts: [{}, [], parsed('{"__proto__":1,"constructor":2}')],
      notAjv: 'Ajv 8 passes over __proto__ in properties',
      refuses: [parsed('{"__proto__":"x"}'), { toString: { length: 37 } }, { constructor: { length: 1 } }],
    },
    {
      about: 'a member called $ref',
      schema: { properties: { $ref: { type: 'string' } } },
      accepts: [{ $ref: 'a' }],
      refuses: [{ $ref: 2 }],
    },
  ],
  required: [
    {
      about: 'own members',
      schema: { required: ['a', 'toString'] },
      accepts: [{ a: 1, toString: 1 }, [], 'x'],
      refuses: [{ a: 1 }, {}],
    },
    { about: '__proto__', schema: { required: ['__proto__'] }, accepts: [parsed('{"__proto__":null}')], refuses: [{}] },
  ],
  patternProperties: [
    {
      about: 'every pattern that fits',
      schema: { patternProperties: { 'a*': { type: 'integer' }, 'aaa*': { maximum: 20 } } },
      accepts: [{ a: 21 }, { aaaa: 18 }],
      refuses: [{ a: 'bar' }, { aaa: 31 }],
    },
    {
      about: 'with Unicode',
      schema: { patternProperties: { '^\\p{L}+$': { type: 'integer' } } },
      accepts: [{ été: 1 }, { '1': 'x' }],
      refuses: [{ été: 'x' }],
    },
  ],
  additionalProperties: [
    {
      about: 'neither described nor matched',
      schema: { properties: { a: {} }, patternProperties: { '^v': {} }, additionalProperties: false },
      accepts: [{ a: 1, vroom: 2 }, 12],
      refuses: [{ a: 1, quux: 1 }],
    },
    {
      about: 'as a schema',
      schema: { additionalProperties: { type: 'boolean' } },
      accepts: [{ a: true }, {}],
      refuses: [{ a: 1 }],
    },
    {
      about: 'does not look into allOf',
      schema: { allOf: [{ properties: { a: {} } }], additionalProperties: { type: 'boolean' } },
      accepts: [{ a: true }],
      refuses: [{ a: 1 }],
    },
    {
      about: '__proto__ is a member like others',
      schema: { additionalProperties: false },
      accepts: [{}],
      refuses: [parsed('{"__proto__":1}')],
    },
  ],
  propertyNames: [
    {
      about: 'judges names',
      schema: { propertyNames: { maxLength: 3 } },
      accepts: [{ f: 1, foo: 2 }, {}, [1]],
      refuses: [{ foobar: 1 }],
    },
    { about: 'false allows none', schema: { propertyNames: false }, accepts: [{}], refuses: [{ a: 1 }] },
  ],
  'counts of members': [
    { about: 'minProperties', schema: { minProperties: 1 }, accepts: [{ a: 1 }, [], ''], refuses: [{}] },
    { about: 'maxProperties', schema: { maxProperties: 0 }, accepts: [{}], refuses: [{ a: 1 }] },
  ],
  dependentRequired: [
    {
      about: 'asked for by a member',
      schema: { dependentRequired: { card: ['name', 'date'] } },
      accepts: [{}, { name: 1 }, { card: 1, name: 1, date: 1 }, 'card'],
      refuses: [{ card: 1, name: 1 }],
    },
    {
      about: 'by a member of every object',
      schema: { dependentRequired: { toString: ['a'] } },
      accepts: [{}],
      refuses: [{ toString: 1 }],
    },
  ],
  dependentSchemas: [
    {
      about: 'asked for by a member',
      schema: { dependentSchemas: { a: { required: ['b'], maxProperties: 2 } } },
      accepts: [{}, { b: 1, c: 1, d: 1 }, { a: 1, b: 1 }, ['a']],
      refuses: [{ a: 1 }, { a: 1, b: 1, c: 1 }],
    },
    { about: 'false', schema: { dependentSchemas: { a: false } }, accepts: [{ b: 1 }], refuses: [{ a: 1 }] },
  ],
  'prefixItems and items': [
    {
      about: 'by position',
      schema: { prefixItems: [{ type: 'integer' }, { type: 'string' }] },
      accepts: [[1, 'a'], [1], [], [1, 'a', true], { 0: 'x' }],
      refuses: [['a'], [1, 2]],
    },
    {
      about: 'items judges the rest',
      schema: { prefixItems: [{ type: 'integer' }], items: { type: 'string' } },
      accepts: [[1, 'a', 'b'], []],
      refuses: [[1, 2], ['a']],
    },
    { about: 'nothing more', schema: { prefixItems: [{}], items: false }, accepts: [[], [1]], refuses: [[1, 2]] },
    {
      about: 'not in other schemas',
      schema: { allOf: [{ prefixItems: [{ minimum: 3 }] }], items: { minimum: 5 } },
      accepts: [[5, 5]],
      refuses: [[3, 5]],
    },
  ],
  'counts of elements': [
    { about: 'minItems', schema: { minItems: 1 }, accepts: [[1], ''], refuses: [[]] },
    { about: 'maxItems', schema: { maxItems: 2 }, accepts: [[1, 2]], refuses: [[1, 2, 3]] },
  ],
  uniqueItems: [
    {
      about: 'numbers by value',
      schema: { uniqueItems: true },
      accepts: [
        [1, true, '1'],
        [0, false],
        [[1], [true]],
      ],
      refuses: [
        [1.0, 1, 1.0],
        ['a', 'a'],
      ],
    },
    {
      about: 'objects in any order',
      schema: { uniqueItems: true },
      accepts: [
        [{ a: 1 }, { a: 2 }],
        [[['a', 1]], { a: 1 }],
        [{ a: false }, { a: 0 }],
      ],
      refuses: [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    },
    { about: 'false', schema: { uniqueItems: false }, accepts: [[1, 1]], refuses: [] },
  ],
  contains: [
    { about: 'at least one', schema: { contains: { minimum: 5 } }, accepts: [[1, 5], {}], refuses: [[], [1, 2]] },
    { about: 'minContains of 0', schema: { contains: { const: 1 }, minContains: 0 }, accepts: [[], [2]], refuses: [] },
    {
      about: 'minContains',
      schema: { contains: { const: 1 }, minContains: 2 },
      accepts: [[1, 2, 1]],
      refuses: [[1], []],
    },
    {
      about: 'maxContains',
      schema: { contains: { const: 1 }, maxContains: 1 },
      accepts: [[1, 2]],
      refuses: [[1, 1], [2]],
    },
    {
      about: 'minContains of 0 with maxContains',
      schema: { contains: { const: 1 }, minContains: 0, maxContains: 1 },
      accepts: [[], [1]],
      refuses: [[1, 1]],
    },
    { about: 'counts say nothing alone', schema: { minContains: 2, maxContains: 1 }, accepts: [[], [1]], refuses: [] },
    { about: 'with false', schema: { contains: false }, accepts: ['x'], refuses: [[], [1]] },
  ],
  combinations: [
    { about: 'allOf', schema: { allOf: [{ minimum: 2 }, { multipleOf: 3 }] }, accepts: [3, 'x'], refuses: [2, 0] },
    { about: 'anyOf', schema: { anyOf: [{ type: 'integer' }, { minimum: 2 }] }, accepts: [1, 2.5], refuses: [1.5] },
    { about: 'oneOf', schema: { oneOf: [{ type: 'integer' }, { minimum: 2 }] }, accepts: [1, 2.5], refuses: [3, 1.5] },
    { about: 'not', schema: { not: { type: 'integer' } }, accepts: ['x'], refuses: [1] },
    { about: 'not not', schema: { not: { not: {} } }, accepts: [1], refuses: [] },
    {
      about: 'if, then, else',
      schema: parsed('{"if":{"exclusiveMaximum":0},"then":{"minimum":-10},"else":{"multipleOf":2}}'),
      accepts: [-1, 4],
      refuses: [-100, 3],
    },
    {
      about: 'then and else say nothing alone',
      schema: parsed('{"then":false,"else":false}'),
      accepts: [1],
      refuses: [],
    },
    {
      about: 'if in false',
      schema: parsed('{"if":false,"then":{"const":"a"},"else":{"const":"b"}}'),
      accepts: ['b'],
      refuses: ['a'],
    },
  ],
  unevaluatedProperties: [
    {
      about: 'sees through allOf',
      schema: { allOf: [{ properties: { a: {} } }], properties: { b: {} }, unevaluatedProperties: false },
      accepts: [{ a: 1, b: 1 }, 'x'],
      refuses: [{ c: 1 }],
    },
    {
      about: 'sees the branches of anyOf that match',
      schema: {
        anyOf: [
          { properties: { a: { const: 1 } }, required: ['a'] },
          { properties: { b: {} }, required: ['b'] },
        ],
        unevaluatedProperties: false,
      },
      accepts: [{ a: 1 }, { a: 1, b: 2 }],
      refuses: [
        { a: 2, b: 2 },
        { b: 1, c: 1 },
      ],
    },
    {
      about: 'sees the branch of if',
      schema: parsed(
        '{"if":{"properties":{"a":{"const":"x"}},"required":["a"]},"then":{"properties":{"b":{}}},"else":{"properties":{"c":{}}},"unevaluatedProperties":false}',
      ),
      accepts: [{ a: 'x', b: 1 }, { c: 1 }],
      refuses: [{ a: 'x', c: 1 }, { a: 'y' }, { b: 1 }],
    },
    {
      about: 'does not see into not',
      schema: { not: { not: { properties: { a: {} } } }, unevaluatedProperties: false },
      accepts: [{}],
      refuses: [{ a: 1 }],
    },
    {
      about: 'does not see its cousins',
      schema: { allOf: [{ properties: { a: {} } }, { unevaluatedProperties: false }] },
      accepts: [{}],
      refuses: [{ a: 1 }],
    },
    {
      about: 'additionalProperties has judged all',
      schema: { allOf: [{ additionalProperties: true }], unevaluatedProperties: false },
      accepts: [{ a: 1 }],
      refuses: [],
    },
    {
      about: 'the inner one has judged all',
      schema: { allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false },
      accepts: [{ a: 1 }],
      refuses: [],
    },
    {
      about: 'dependentSchemas',
      schema: {
        properties: { a: {} },
        dependentSchemas: { a: { properties: { b: {} } } },
        unevaluatedProperties: false,
      },
      accepts: [{ a: 1, b: 1 }],
      refuses: [{ b: 1 }],
    },
    {
      about: 'beside $ref',
      schema: {
        $ref: '#/$defs/A',
        properties: { b: {} },
        unevaluatedProperties: false,
        $defs: { A: { properties: { a: {} } } },
      },
      accepts: [{ a: 1, b: 1 }],
      refuses: [{ c: 1 }],
    },
    {
      about: 'as a schema',
      schema: { properties: { a: {} }, unevaluatedProperties: { type: 'string' } },
      accepts: [{ a: 1, b: 'x' }],
      refuses: [{ b: 1 }],
    },
    {
      about: 'in a member, not of its parent',
      schema: { properties: { a: { properties: { b: {} }, unevaluatedProperties: false } } },
      accepts: [{ a: { b: 1 }, c: 1 }],
      refuses: [{ a: { c: 1 } }],
    },
    {
      about: 'patternProperties of a part',
      schema: { anyOf: [{ patternProperties: { '^x': {} } }], unevaluatedProperties: false },
      accepts: [{ x1: 1 }],
      refuses: [{ y: 1 }],
    },
  ],
  unevaluatedItems: [
    {
      about: 'after prefixItems',
      schema: { prefixItems: [{}], unevaluatedItems: false },
      accepts: [[1], []],
      refuses: [[1, 2]],
    },
    {
      about: 'through allOf',
      schema: { allOf: [{ prefixItems: [{}, {}] }], prefixItems: [{}], unevaluatedItems: false },
      accepts: [[1, 2]],
      refuses: [[1, 2, 3]],
    },
    {
      about: 'contains has judged what fits',
      schema: { contains: { type: 'string' }, unevaluatedItems: { type: 'number' } },
      accepts: [['a', 1], ['a']],
      refuses: [['a', null], [1]],
      notAjv: 'Ajv 8 does not count contains',
    },
    {
      about: 'items of a branch',
      schema: { anyOf: [{ items: { type: 'string' } }, true], unevaluatedItems: { type: 'boolean' } },
      accepts: [[true], ['a', 'b']],
      notAjv: 'Ajv 8 takes the items of a branch that does not match for judged',
      refuses: [['a', true]],
    },
    {
      about: 'the longest of the branches',
      schema: {
        anyOf: [{ prefixItems: [{}, { const: 1 }] }, { prefixItems: [{}, {}, { const: 2 }] }],
        unevaluatedItems: false,
      },
      accepts: [
        [0, 1],
        [0, 1, 2],
        [0, 9, 2],
      ],
      refuses: [
        [0, 1, 3],
        [0, 1, 2, 3],
      ],
    },
    { about: 'no matter for objects', schema: { unevaluatedItems: false }, accepts: [{ a: 1 }], refuses: [[1]] },
  ],
  $ref: [
    {
      about: 'to the root',
      schema: { properties: { a: { $ref: '#' } }, additionalProperties: false },
      accepts: [{ a: { a: {} } }],
      refuses: [{ a: { b: 1 } }],
    },
    {
      about: 'siblings count',
      schema: { $ref: '#/$defs/list', maxItems: 2, $defs: { list: { type: 'array' } } },
      accepts: [[], [1, 2]],
      refuses: [[1, 2, 3], 'x'],
    },
    {
      about: 'chains',
      schema: {
        $ref: '#/$defs/c',
        $defs: { a: { type: 'integer' }, b: { $ref: '#/$defs/a' }, c: { $ref: '#/$defs/b' } },
      },
      accepts: [5],
      refuses: ['a'],
    },
    {
      about: 'escapes',
      schema: {
        properties: {
          t: { $ref: '#/$defs/a~0b' },
          s: { $ref: '#/$defs/a~1b' },
          p: { $ref: '#/$defs/a%25b' },
          q: { $ref: '#/$defs/a%22b' },
        },
        $defs: {
          'a~b': { type: 'integer' },
          'a/b': { type: 'string' },
          'a%b': { type: 'null' },
          'a"b': { type: 'boolean' },
        },
      },
      accepts: [{ t: 1, s: '', p: null, q: true }],
      refuses: [{ t: '' }, { s: 1 }, { p: 1 }, { q: 1 }],
    },
    {
      about: 'to boolean schemas',
      schema: {
        properties: { a: { $ref: '#/$defs/no' }, b: { $ref: '#/$defs/yes' } },
        $defs: { no: false, yes: true },
      },
      accepts: [{ b: 1 }],
      refuses: [{ a: 1 }],
    },
    {
      about: 'in an enum it is data',
      schema: { enum: [{ $ref: '#/$defs/a' }], $defs: { a: {} } },
      accepts: [{ $ref: '#/$defs/a' }],
      refuses: ['x', {}],
    },
    {
      about: 'trees',
      schema: { type: 'object', properties: { children: { items: { $ref: '#' } } }, required: ['name'] },
      accepts: [{ name: 1, children: [{ name: 2, children: [] }] }],
      refuses: [{ name: 1, children: [{}] }],
    },
    {
      about: 'two schemas that know each other',
      schema: {
        $ref: '#/$defs/a',
        $defs: {
          a: { properties: { b: { $ref: '#/$defs/b' } } },
          b: { properties: { a: { $ref: '#/$defs/a' } }, type: 'object' },
        },
      },
      accepts: [{ b: { a: { b: {} } } }],
      refuses: [{ b: { a: { b: 1 } } }],
    },
    {
      about: 'the same definition twice at one place',
      schema: { allOf: [{ $ref: '#/$defs/i' }, { $ref: '#/$defs/i' }], $defs: { i: { type: 'integer' } } },
      accepts: [1],
      refuses: ['x'],
    },
  ],
  '$id and $anchor': [
    {
      about: 'an anchor',
      schema: { $ref: '#foo', $defs: { A: { $anchor: 'foo', type: 'integer' } } },
      accepts: [1],
      refuses: ['a'],
    },
    {
      about: 'relative to an $id',
      schema: { $id: 'https://example.com/root', $ref: 'other', $defs: { A: { $id: 'other', type: 'integer' } } },
      accepts: [1],
      refuses: ['a'],
    },
    {
      about: 'pointers are relative to the nearest $id',
      schema: {
        $id: 'https://example.com/root',
        properties: { a: { $id: 'inner', $ref: '#/$defs/x', $defs: { x: { type: 'string' } } } },
        $defs: { x: { type: 'number' } },
      },
      accepts: [{ a: 'x' }],
      notAjv: 'Ajv 8 calls itself without end',
      refuses: [{ a: 1 }],
    },
    {
      about: 'anchors of the same name in two resources',
      schema: {
        $id: 'https://example.com/root',
        $ref: 'one#here',
        $defs: {
          A: {
            $id: 'one',
            allOf: [
              { $id: 'two', $anchor: 'here', type: 'number' },
              { $anchor: 'here', type: 'string' },
            ],
          },
        },
      },
      accepts: ['a'],
      refuses: [1],
    },
    {
      about: 'URNs',
      schema: {
        $id: 'urn:uuid:deadbeef-1234-0000-0000-4321feebdaed',
        properties: { a: { $ref: 'urn:uuid:deadbeef-1234-0000-0000-4321feebdaed#/$defs/b' } },
        $defs: { b: { type: 'string' } },
      },
      accepts: [{ a: 'x' }],
      refuses: [{ a: 1 }],
    },
    {
      about: 'an $id in data is none',
      schema: {
        $id: 'https://example.com/root',
        enum: [{ $id: 'other' }],
        $defs: { A: { $id: 'other', type: 'string' } },
      },
      accepts: [{ $id: 'other' }],
      refuses: ['other'],
    },
  ],
  $dynamicRef: [
    {
      about: 'alone it is a $ref',
      schema: { items: { $dynamicRef: '#x' }, $defs: { a: { $dynamicAnchor: 'x', type: 'string' } } },
      accepts: [['a']],
      notAjv: 'Ajv 8 knows a dynamic anchor only once its schema was entered',
      refuses: [[1]],
    },
    {
      about: 'the outermost resource decides',
      schema: {
        $id: 'https://example.com/root',
        $ref: 'list',
        $defs: {
          foo: { $dynamicAnchor: 'item', type: 'string' },
          list: { $id: 'list', items: { $dynamicRef: '#item' }, $defs: { any: { $dynamicAnchor: 'item' } } },
        },
      },
      accepts: [['a']],
      notAjv: 'Ajv 8 knows a dynamic anchor only once its schema was entered',
      refuses: [['a', 1]],
    },
    {
      about: 'not without an anchor of that kind at first',
      schema: {
        $id: 'https://example.com/root',
        $ref: 'list',
        $defs: {
          foo: { $dynamicAnchor: 'item', type: 'string' },
          list: { $id: 'list', items: { $dynamicRef: '#item' }, $defs: { any: { $anchor: 'item' } } },
        },
      },
      accepts: [['a', 1]],
      refuses: [],
    },
    {
      about: 'by a pointer it is a $ref',
      schema: {
        $id: 'https://example.com/root',
        $ref: 'list',
        $defs: {
          foo: { $dynamicAnchor: 'items', type: 'string' },
          list: {
            $id: 'list',
            items: { $dynamicRef: '#/$defs/items' },
            $defs: { items: { $dynamicAnchor: 'items', type: 'number' } },
          },
        },
      },
      accepts: [[1]],
      notAjv: 'Ajv 8 knows a dynamic anchor only once its schema was entered',
      refuses: [['a']],
    },
    {
      about: 'a strict tree',
      schema: {
        $id: 'https://example.com/strict',
        $dynamicAnchor: 'node',
        $ref: 'tree',
        unevaluatedProperties: false,
        $defs: {
          tree: {
            $id: 'tree',
            $dynamicAnchor: 'node',
            properties: { data: true, children: { items: { $dynamicRef: '#node' } } },
          },
        },
      },
      accepts: [{ children: [{ data: 1 }] }],
      refuses: [{ children: [{ daat: 1 }] }, { daat: 1 }],
    },
    {
      about: 'two ways to one reference',
      schema: parsed(
        '{"$id":"https://example.com/main","if":{"properties":{"kind":{"const":"numbers"}},"required":["kind"]},"then":{"$ref":"numbers"},"else":{"$ref":"strings"},"$defs":{"list":{"$id":"list","properties":{"list":{"items":{"$dynamicRef":"#item"}}},"$defs":{"any":{"$dynamicAnchor":"item"}}},"numbers":{"$id":"numbers","$ref":"list","$defs":{"item":{"$dynamicAnchor":"item","type":"number"}}},"strings":{"$id":"strings","$ref":"list","$defs":{"item":{"$dynamicAnchor":"item","type":"string"}}}}}',
      ),
      accepts: [{ kind: 'numbers', list: [1] }, { list: ['a'] }],
      notAjv: 'Ajv 8 knows a dynamic anchor only once its schema was entered',
      refuses: [{ kind: 'numbers', list: ['a'] }, { list: [1] }],
    },
    {
      about: 'a resource that was left decides nothing',
      schema: parsed(
        '{"$id":"https://example.com/main","if":{"$id":"first","$defs":{"t":{"$dynamicAnchor":"t","type":"number"}}},"then":{"$id":"second","$ref":"start","$defs":{"t":{"$dynamicAnchor":"t","type":"null"}}},"$defs":{"start":{"$id":"start","$dynamicRef":"inner#t"},"t":{"$id":"inner","$dynamicAnchor":"t","type":"string"}}}',
      ),
      accepts: [null],
      refuses: ['a', 42],
      notAjv: 'Ajv 8 takes another',
    },
  ],
};

const text = (format: string, accepts: readonly string[], refuses: readonly string[], notAjv?: string): Row => ({
  about: format,
  schema: { format },
  accepts: [12, null, [], ...accepts],
  refuses,
  ...(notAjv !== undefined && { notAjv }),
});

/** Formats that we judge. Each lets pass what is no text, or, for numbers, no number. */
export const FORMATS: readonly Row[] = [
  text(
    'date',
    ['2024-02-29', '1900-12-31', '0001-01-01'],
    ['2023-02-29', '1900-02-29', '2024-13-01', '2024-1-01', '20240229', '2024-02-30', 'x', '১963-06-19'],
  ),
  text(
    'time',
    ['08:30:06Z', '08:30:06.283185+05:30', '23:59:60Z', '01:29:60+01:30', '00:29:60+00:30'],
    ['08:30:06', '24:00:00Z', '08:60:00Z', '22:59:60Z', '08:30:06-24:00', '08:30:06.Z', '8:30:06Z', '08:30Z'],
  ),
  text(
    'date-time',
    [
      '1963-06-19T08:30:06.283185Z',
      '1990-12-31T15:59:60-08:00',
      '1963-06-19t08:30:06z',
      '1937-01-01T12:00:27.87+00:20',
    ],
    [
      '1990-02-31T15:59:59Z',
      '1998-12-31T23:58:60Z',
      '1963-06-19 08:30:06Z',
      '2013-350T01:01:01',
      '1963-06-19T08:30:06',
      '+1963-06-19T08:30:06Z',
      '1990-12-31T15:59:59-24:00',
      '06/19/1963 08:30:06 PST',
    ],
    'Ajv 8 takes a blank for the T',
  ),
  text(
    'duration',
    ['P4DT12H30M5S', 'P4Y', 'PT0S', 'P1M', 'PT36H', 'P2W'],
    ['PT1D', 'P', 'P1YT', 'PT', 'P2D1Y', 'P1D2H', 'P2S', 'P1Y2W', 'P1', 'p1d', 'P২Y'],
  ),
  text(
    'email',
    [
      'joe.bloggs@example.com',
      'te~st@example.com',
      '"joe bloggs"@example.com',
      '"joe@x"@example.com',
      'a@[127.0.0.1]',
      'a@[IPv6:::1]',
      'test@io',
    ],
    [
      '2962',
      '.test@example.com',
      'test.@example.com',
      'te..st@example.com',
      'a@b=c.com',
      'a@[127.0.0.300]',
      'a@-b.org',
      'a@b.org.',
      'a b@c.org',
      'a@b.org\n',
      'é@b.org',
      'a@[]',
      '@b.org',
    ],
    'Ajv 8 takes no quoted names',
  ),
  text(
    'hostname',
    ['www.example.com', 'xn--4gbwdl.xn--wgbh1c', 'a'.repeat(63), '123.com'],
    ['', '-a', 'a-', 'a_b', `${'a'.repeat(64)}.com`, 'a..b', '.a', 'a b', `${'a.'.repeat(127)}aa`, 'ab--c.com'],
    'Ajv 8 takes hyphens at the third and fourth place',
  ),
  text(
    'ipv4',
    ['192.168.0.1', '0.0.0.0', '255.255.255.255'],
    ['127.0.0.0.1', '256.1.1.1', '127.0', '087.10.0.1', '0x7f000001', '1.2.3.4 ', '1.2.3.', '1২7.0.0.1'],
  ),
  text(
    'ipv6',
    ['::1', '::', '::abcd', '1:2:3:4:5:6:7:8', '::ffff:192.168.0.1', '1:2::192.168.0.1', 'fe80::a', '1::'],
    [
      '12345::',
      ':2:3:4:5:6:7:8',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '::laptop',
      '1:2:3:4:5:6:7',
      '::1.2.3',
      'fe80::a%eth1',
      '1:2:3:4:5:6:7::8:9',
      '127.0.0.1',
      ':',
      '',
      '1:2:3:4:5:::8',
    ],
  ),
  text(
    'uri',
    [
      'http://foo.bar/?baz=qux#quux',
      'urn:isbn:1',
      'mailto:a@b.c',
      'ldap://[2001:db8::7]/c=GB?one',
      "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
      'file:///etc/passwd',
      'http://a.com:',
    ],
    [
      '//foo.bar/',
      '/abc',
      'abc',
      '\\\\WINDOWS',
      'http:// x',
      '://x',
      'bar,baz:foo',
      'https://[@example.org/',
      'http://a/%6G',
      'http://a.com:abc/',
      'http://a/b|c',
      'http://a/é',
      'http://[::1::2]/',
      '',
    ],
    'Ajv 8 reads hosts otherwise',
  ),
  text(
    'uri-reference',
    ['http://a/b', '/abc', 'abc', '#frag', '?q', '//host/x', '', '../x:y'],
    ['\\\\WINDOWS', '#a\\b', 'a b', 'é', '1a:b', '<>'],
    'Ajv 8 reads first segments otherwise',
  ),
  text(
    'uuid',
    ['2eb8aa08-aa98-11ea-b4aa-73b441d16380', '2EB8AA08-AA98-11EA-B4AA-73B441D16380'],
    [
      '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
      '2eb8aa08aa9811eab4aa73b441d16380',
      '2eb8aa08-aa98-11ea-b4ga-73b441d16380',
      'urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380',
    ],
    'Ajv 8 takes urn:uuid:',
  ),
  text(
    'regex',
    ['([abc])+\\s+$', '\\p{L}', '\\-\\@', '[\\w-.]', 'a{,3}', '[\u{1f600}-\u{1f64f}]', '\\\\Z'],
    ['^(abc]', '\\Z', '[z-a]', '\\a'],
    'Ajv 8 takes a lone \\Z for a pattern, and a needless escape for none',
  ),
  text('json-pointer', ['', '/foo/0', '/a~1b', '/m~0n', '/'], ['a', '/foo/bar~', '/~2', '#/']),
  text('relative-json-pointer', ['1', '0/foo', '2/0', '0#'], ['/foo', '-1/a', '0##', '01/a', '', 'a']),
  {
    about: 'byte',
    schema: { format: 'byte' },
    accepts: ['', 'c2FtcGxl', 'YQ==', 5],
    refuses: ['YQ=', 'a-b_', 'c2FtcGxl\n'],
    notAjv: 'Ajv 8 takes a line feed',
  },
  {
    about: 'int32',
    schema: { format: 'int32' },
    accepts: [0, 2147483647, -2147483648, 1.0, 'x'],
    refuses: [2147483648, -2147483649, 1.5],
  },
  {
    about: 'int64',
    schema: { format: 'int64' },
    accepts: [2 ** 53, -(2 ** 63), 'x'],
    notAjv: 'Ajv 8 lets every integer pass',
    refuses: [1e19, -1e19, 0.5],
  },
  {
    about: 'formats of every value',
    schema: { allOf: [{ format: 'float' }, { format: 'double' }, { format: 'password' }, { format: 'binary' }] },
    accepts: [1.5, 'x'],
    refuses: [],
  },
];
