/** What no request can say: values that URLs lose, and parameters whose only value is nothing. */
import { expect, it } from 'vitest';
import { optionalArguments, requiredArguments } from '../../src/contract/arguments.ts';
import { leftOut } from '../../src/contract/left-out.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { withValues } from '../../src/contract/with-values.ts';
import { document, type Members, operation, toModel, withPath } from '../helpers/builders.ts';

const inPath = (schema: object, more: object = {}) => [{ name: 'id', in: 'path', required: true, schema, ...more }];
const modelOf = (path: string, more: Members) => toModel(withPath(path, { get: operation(more) }));

it.each([
  { schema: { enum: ['.', '..', 'a'] }, want: 'a' },
  { schema: { type: 'string', example: '..' }, want: 'text' },
  { schema: { type: 'string', default: '' }, want: 'text' },
  { schema: { type: 'string', pattern: '^\\.{1,3}$' }, want: '...' },
  { schema: { type: 'array', items: { enum: ['.', 'b'] } }, want: '.,.' },
  { schema: { type: 'string' }, more: { example: '.' }, want: 'text' },
  { schema: { enum: ['.', 'a'] }, more: { style: 'label' }, want: '.a' },
  { schema: { enum: ['.'] }, more: { style: 'matrix' }, want: ';id=.' },
  { schema: { enum: ['.a'] }, want: '.a' },
])('the path value of $schema, $more is $want', ({ schema, more = {}, want }) => {
  const { model, notices } = withValues(modelOf('/a/{id}', { parameters: inPath(schema, more) }));
  const sent = model.operations.flatMap((one) => requiredArguments(one, model)).map(({ value }) => value);
  expect(sent.map((value) => (value.kind === 'text' ? value.text : value.initial))).toEqual([want]);
  expect(notices).toEqual([]);
});

const inCookie = (schema: object) => [{ name: 'c', in: 'cookie', style: 'cookie', required: true, schema }];

it.each([
  { schema: { enum: ['a;b', 'c'] }, want: ['c'] },
  { schema: { type: 'string', example: 'é' }, want: ['text'] },
  { schema: { type: 'string', example: '50%' }, want: ['50%'] },
  { schema: { type: 'array', items: { enum: ['a b', 'd'] } }, want: ['d'] },
  { schema: { enum: ['a b'] }, want: [] },
])('a cookie without an encoding, of $schema, is $want', ({ schema, want }) => {
  const paths = { '/a': { get: operation({ parameters: inCookie(schema) }) } };
  const { model, notices } = withValues(toModel(document({ openapi: '3.2.0', paths })));
  const sent = model.operations.flatMap((one) => requiredArguments(one, model)).map(({ value }) => value);
  expect(sent.map((value) => value.kind === 'text' && value.text)).toEqual(want);
  expect(notices).toHaveLength(want.length === 0 ? 1 : 0);
});

it('an operation whose required body has no media type is left out', () => {
  const post = operation({ requestBody: { required: true, content: {} } });
  const { model, notices } = withValues(toModel(document({ paths: { '/a': { post } } })));
  expect(model.operations).toEqual([]);
  expect(notices.map(({ message }) => message).join()).toContain('nothing says what its required body is');
});

const needed = (place: string, schema: object, more: object = {}) => [
  { name: 'f', in: place, required: true, schema, ...more },
];
const NOTHING = { type: 'object', additionalProperties: false };
const NONE = { type: 'array', maxItems: 0, items: {} };

it.each([
  { path: '/a/{id}', parameters: inPath({ const: '..' }), why: '"id" is "..", which no path can have as a segment' },
  { path: '/a/{id}', parameters: inPath({ enum: [''] }), why: '"id" is "", which no path can have as a segment' },
  { path: '/a/%2E%2e/b', parameters: [], why: 'clients remove the segment "%2E%2e" from its path' },
  { path: '/a', parameters: needed('query', NOTHING, { explode: false }), why: 'query parameter "f" is empty' },
  { path: '/a', parameters: needed('query', NONE), why: 'query parameter "f" is empty' },
  { path: '/a', parameters: needed('header', NOTHING), why: 'header parameter "f" is empty' },
  { path: '/a', parameters: needed('header', { const: 'a\nb' }), why: '"f" is "a\\nb", which no header can have' },
  { path: '/a', parameters: needed('cookie', NONE), why: 'cookie parameter "f" is empty' },
  {
    path: '/a',
    parameters: needed('query', { allOf: [{ const: 1 }, { const: 2 }] }),
    why: 'no value was found that satisfies the schema of its required query parameter "f"',
  },
])('an operation is left out, and that is said: $why', async ({ path, parameters, why }) => {
  const contract = await toContract(modelOf(path, { parameters }), [], async () => undefined);
  expect(entriesOf(contract)).toEqual([]);
  expect(contract.notices).toEqual([
    { kind: 'left-out', message: expect.stringContaining(why) as unknown, pointer: expect.any(String) as unknown },
  ]);
});

const inRows = (more: Members) => ({ in: 'query', name: 'f', required: true, ...more });
const members = (...required: string[]) => ({
  type: 'object',
  required,
  properties: { a: { type: 'string' }, b: { type: 'integer' } },
});
const A = { in: 'query', name: 'a', schema: { type: 'boolean' } };

it.each([
  { given: inRows({ schema: members('b') }), other: A, want: ['b=0'] },
  { given: inRows({ schema: members('b') }), other: { ...A, name: 'c' }, want: ['a=text', 'b=0'] },
  { given: inRows({ schema: members('b') }), other: { ...A, in: 'header' }, want: ['a=text', 'b=0'] },
  { given: inRows({ schema: members('b'), example: { a: 'x', b: 2 } }), other: A, want: ['b=2'] },
  { given: inRows({ schema: members('b'), style: 'deepObject' }), other: A, want: ['f[a]=text', 'f[b]=0'] },
  { given: inRows({ schema: members('b'), style: 'deepObject' }), other: { ...A, name: 'f[a]' }, want: ['f[b]=0'] },
  { given: inRows({ schema: members('b'), in: 'cookie' }), other: { ...A, in: 'cookie' }, want: ['b=0'] },
  { given: inRows({ schema: members('b'), explode: false }), other: A, want: ['f=a,text,b,0'] },
  {
    given: inRows({ schema: members('a') }),
    other: A,
    want: 'the member "a" of "f" has the name of another parameter',
  },
  { given: inRows({ schema: members('b') }), other: { ...A, name: 'c' }, key: 'a', want: ['b=0'] },
  { given: inRows({ schema: members('b') }), other: { ...A, name: 'c' }, key: 'd', want: ['a=text', 'b=0'] },
])('beside $other and the key $key, $given is sent as $want', ({ given, other, key, want }) => {
  const components = { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: key ?? 'key' } } };
  const get = operation({ parameters: [given, other], security: [{ Key: [] }] });
  const { model, notices } = withValues(toModel(document({ paths: { '/a': { get } }, components })));
  const sent = model.operations.flatMap((one) => requiredArguments(one, model));
  const rows = sent.map(({ name, value }) => `${name}=${value.kind === 'text' && value.text}`);
  expect(rows.length > 0 ? rows : notices.map(({ message }) => message).join()).toEqual(
    typeof want === 'string' ? expect.stringContaining(want) : want,
  );
});

it('a format and a pattern that no value satisfies are told, and a value of the pattern is sent', async () => {
  const schema = { type: 'string', format: 'date', pattern: '^\\d{2}\\.\\d{2}$' };
  const contract = await toContract(modelOf('/a', { parameters: needed('query', schema) }), [], async () => undefined);
  expect(entriesOf(contract).map(({ request }) => request.arguments[0]?.value)).toEqual([
    { kind: 'text', text: '00.00' },
  ]);
  expect(contract.notices).toEqual([
    {
      kind: 'ambiguous',
      message: 'no value was found that satisfies its `format` date and its `pattern`: a value of either is accepted',
      pointer: '/paths/~1a/get/parameters/0/schema/pattern',
    },
  ]);
});

it.each([
  { path: '/a', parameters: needed('query', NOTHING) },
  { path: '/a', parameters: needed('query', NOTHING, { style: 'deepObject' }) },
  { path: '/a/x-{id}', parameters: inPath({ const: '' }) },
  { path: '/a/', parameters: [] },
  { path: '/a', parameters: [{ name: 'f', in: 'query', explode: false, schema: NOTHING }] },
])('an operation is sent: $path, $parameters', async ({ path, parameters }) => {
  const { notices, model } = withValues(modelOf(path, { parameters }));
  expect(model.operations).toHaveLength(1);
  expect(notices).toEqual([]);
});

const MAP = { type: 'object', additionalProperties: { type: 'integer' } };

it.each([
  { given: inRows({ schema: MAP, example: { a: 1, z: 2 } }), unsent: ['a'] },
  { given: inRows({ schema: MAP, style: 'deepObject', example: { a: 1 } }), unsent: [] },
  { given: inRows({ schema: MAP, in: 'cookie', example: { a: 1 } }), unsent: [] },
  { given: inRows({ schema: members('b') }), unsent: ['a'] },
])('of $given, the members $unsent have the name of another parameter, and that is said', ({ given, unsent }) => {
  const { notices } = withValues(modelOf('/a', { parameters: [given, A] }));
  expect(notices).toEqual(
    unsent.map((name) => ({
      kind: 'left-out',
      message: `the member "${name}" of "f" is not sent: it has the name of another parameter`,
      pointer: '/paths/~1a/get/parameters/0/schema',
    })),
  );
});

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: TEXT };
interface Given {
  readonly in: string;
  readonly example: unknown;
  readonly path?: string;
  readonly why?: string;
}
const given = (place: string, example: unknown, more: Members = { schema: TEXT }): Given => ({
  in: place,
  example,
  ...more,
});

it.each([
  { ...given('path', '..'), why: 'clients remove such a segment from a path', want: 'text' },
  { ...given('path', ''), why: 'clients remove such a segment from a path', want: 'text' },
  { ...given('path', '..'), path: '/a/{f}.tar.gz', want: '..' },
  { ...given('path', '.'), path: '/a/{f}.', why: 'clients remove such a segment from a path', want: 'text' },
  {
    ...given('cookie', { 'a b': 'c' }, { schema: { type: 'object', example: { a: 'b' } }, style: 'cookie' }),
    why: 'a cookie of this style',
    want: 'b',
  },
  { ...given('cookie', 'a b', { schema: TEXT, style: 'cookie' }), why: 'a cookie of this style', want: 'text' },
  { ...given('header', ' a '), why: 'spaces around the text of a header are cut off', want: 'text' },
  { ...given('header', 'a\nb'), why: 'no header can have it', want: 'text' },
  { ...given('query', [], { schema: LIST }), why: 'it is empty, which OpenAPI writes as nothing', want: 'text' },
  { ...given('query', null, { schema: { type: ['string', 'null'] } }), why: 'null is written', want: 'text' },
  { ...given('header', ['a,b', 'c'], { schema: LIST }), why: '"," separates values, too', want: 'text' },
  { ...given('header', { a: 'b,c' }, { schema: { type: 'object' } }), why: '"," separates', want: 'member1,text' },
  { ...given('header', { 'a=b': 1 }, { schema: { type: 'object' }, explode: true }), why: '"="', want: 'member1=text' },
  { ...given('header', undefined, { schema: { ...LIST, items: { enum: ['a, b', 'c'] } } }), want: 'c' },
  { ...given('header', undefined, { schema: { ...LIST, example: ['a,b'] } }), why: '"," separates', want: 'text' },
  { ...given('path', ['x.y'], { schema: LIST, style: 'label', explode: true }), why: '"." separates', want: '.text' },
  {
    ...given('path', [1.5, 2], { schema: { ...LIST, items: { type: 'number' } }, style: 'label', explode: true }),
    why: '"." separates',
    want: '.0',
  },
  { ...given('path', ['x,y'], { schema: LIST, style: 'label' }), want: '.x,y' },
  { ...given('query', ['a|b'], { schema: LIST, style: 'pipeDelimited' }), why: '"|" separates', want: 'text' },
  { ...given('query', ['a b'], { schema: LIST, style: 'spaceDelimited' }), why: '" " separates', want: 'text' },
  { ...given('query', ['a,b'], { schema: LIST, explode: false }), want: 'a,b' },
  { ...given('cookie', ['a,b'], { schema: LIST, style: 'cookie', explode: false }), why: '"," sep', want: 'text' },
])('in $in at $path, the example $example is sent as $want: $why', ({ path, why, want, ...parameter }) => {
  const at = path ?? (parameter.in === 'path' ? '/a/{f}' : '/a');
  const parameters = [{ name: 'f', required: true, ...parameter }];
  const model = toModel(document({ openapi: '3.2.0', paths: { [at]: { get: operation({ parameters }) } } }));
  const sent = model.operations.flatMap((one) => requiredArguments(one, model));
  expect(sent.map(({ value }) => (value.kind === 'text' ? value.text : value.initial))).toEqual([want]);
  const told = leftOut(model).filter(({ message }) => / is not used: |separates values/.test(message));
  const pointer = `${model.operations[0]?.pointer}/parameters/0/${parameter.example === undefined ? 'schema' : 'example'}`;
  const message = expect.stringMatching(/^the example .* is not used: /) as unknown;
  expect(told).toEqual(why === undefined ? [] : [{ kind: 'invalid-example', message, pointer }]);
  expect(told.map((one) => one.message).join()).toContain(why ?? '');
});

it.each([
  { in: 'header', example: 'é漢', want: 'text', isTold: true },
  { in: 'header', example: ' a ', want: 'text', isTold: true },
  { in: 'header', example: 'é', want: 'é' },
  { in: 'header', example: '', want: '' },
  { in: 'query', example: 'é漢', want: 'é漢' },
])('in an optional $in, which a reader can check, $example is $want', ({ want, isTold = false, ...parameter }) => {
  const model = modelOf('/a', { parameters: [{ name: 'f', schema: TEXT, ...parameter }] });
  const sent = model.operations.flatMap((one) => optionalArguments(one, model));
  expect(sent.map(({ value }) => (value.kind === 'text' ? value.text : value.initial))).toEqual([want]);
  expect(leftOut(model).some(({ message }) => message.includes(' is not used: '))).toBe(isTold);
});

it.each([
  { in: 'header', schema: { ...LIST, items: { enum: ['a,b'] } } },
  { in: 'header', schema: { type: 'object', required: ['a'], properties: { a: { const: 'b,c' } } } },
  { in: 'query', style: 'pipeDelimited', schema: { ...LIST, items: { enum: ['a|b'] } } },
])('a value of $schema that nothing tells apart is sent, with a notice', (parameter) => {
  const model = modelOf('/a', { parameters: [{ name: 'f', required: true, ...parameter }] });
  const told = leftOut(model).map(({ message }) => message);
  expect(told).toEqual([expect.stringMatching(/^"f" has a value with "[,|]", which separates values, too/)]);
});
