import { expect, it } from 'vitest';
import { toModel } from '../../src/compose/to-model.ts';
import { exactJson } from '../../src/core/digits.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { otherEnvironments } from '../../src/postman/variables.ts';
import { document, mistakes, toModel as modelOf, operation } from '../helpers/builders.ts';

const EVERYTHING = 'tests/fixtures/openapi-3-2/everything.yaml';

it('reads QUERY, additional operations, query strings and shared media types', async () => {
  const { operations } = toModel(await loadDescription(EVERYTHING));
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'get /crates',
    'query /crates',
    'copy /crates',
    'get /events',
  ]);
  const [list] = operations;
  expect(list?.parameters).toEqual([
    expect.objectContaining({
      name: 'search',
      in: 'query',
      spelling: 'free-form',
      style: 'form',
      explode: true,
      example: { colour: 'red', size: 3 },
    }),
  ]);
  const example = { name: 'one', value: [{ id: 'c1', name: '12', kind: 'box' }] };
  expect(list?.responses).toMatchObject([
    { description: 'The crates', media: [{ type: 'application/json', examples: [example] }] },
  ]);
});

it('says what of OpenAPI 3.2 is not used, and where it stands', async () => {
  const description = await loadDescription(EVERYTHING);
  const notices = toModel(description).notices.map(({ kind, pointer }) => `${kind} ${pointer}`);
  expect(notices).toEqual([
    'note /$self',
    'note /components/securitySchemes/device/oauth2MetadataUrl',
    'note /components/securitySchemes/device/deprecated',
    'note /components/securitySchemes/device/flows/deviceAuthorization',
    'note /components/schemas/Crate/discriminator/defaultMapping',
    'left-out /paths/~1crates/additionalOperations/POST',
    'left-out /paths/~1crates/additionalOperations/Stack',
    'left-out /paths/~1raw/get/parameters/0',
  ]);
});

const line = { type: 'object', properties: { a: {} } };
const event = { properties: { data: {}, id: { type: 'string' } } };

it.each([
  { type: 'application/x-ndjson', media: { itemSchema: line }, read: true },
  { type: 'application/json-seq', media: { itemSchema: line }, read: true },
  // The events of a stream have data; some describe what is in it.
  { type: 'text/event-stream', media: { itemSchema: line }, read: false },
  { type: 'text/event-stream', media: { itemSchema: event }, read: true },
  { type: 'text/event-stream', media: { itemSchema: { oneOf: [event, event] } }, read: true },
  { type: 'text/event-stream', media: { itemSchema: { oneOf: [event, { properties: { data: line } }] } }, read: false },
  { type: 'text/event-stream', media: { itemSchema: { type: 'string' } }, read: false },
  { type: 'text/event-stream', media: { itemSchema: event, schema: { type: 'string' } }, read: false },
  { type: 'application/x-ndjson', media: { itemSchema: { type: 'array' } }, read: false },
  { type: 'application/x-ndjson', media: { itemSchema: line, schema: { type: 'array' } }, read: false },
])('the schema of the items of $type is that of each line, or it is told: $media', ({ type, media, read }) => {
  const responses = { 200: { description: 'Fine', content: { [type]: media } } };
  const { operations, notices } = modelOf(
    document({ openapi: '3.2.0', paths: { '/a': { get: operation({ responses }) } } }),
  );
  expect(operations[0]?.responses[0]?.media[0]?.node?.schema === media.itemSchema).toBe(read);
  expect(notices.map(({ pointer }) => pointer.split('/').at(-1))).toEqual(read ? [] : ['itemSchema']);
});

it.each(['3.0.3', '3.1.0'])('leaves out QUERY of %s, with a notice', (openapi) => {
  const { operations, notices } = modelOf(
    document({ openapi, paths: { '/a': { get: operation(), query: operation() } } }),
  );
  expect(operations.map(({ method }) => method)).toEqual(['get']);
  expect(notices).toEqual([expect.objectContaining({ kind: 'left-out', pointer: '/paths/~1a/query' })]);
});

const SELF = 'https://x.example/apis/self.yaml';

it.each([
  { openapi: '3.2.0', $self: SELF, name: `${SELF}#/components/securitySchemes/k`, want: 'k' },
  { openapi: '3.2.0', $self: SELF, name: 'self.yaml#/components/securitySchemes/k', want: 'k' },
  { openapi: '3.2.0', $self: '/self.yaml', name: './self.yaml#/components/securitySchemes/k', want: 'k' },
  { openapi: '3.2.0', $self: SELF, name: `${SELF}#/components/securitySchemes/no`, want: undefined },
  { openapi: '3.2.0', $self: SELF, name: 'other.yaml#/components/securitySchemes/k', want: undefined },
  { openapi: '3.2.0', $self: 7, name: `${SELF}#/components/securitySchemes/k`, want: undefined },
  { openapi: '3.1.0', $self: SELF, name: `${SELF}#/components/securitySchemes/k`, want: undefined },
])('a requirement $name of a document $openapi with $$self: $$self is the scheme $want', async (row) => {
  const { openapi, $self, name, want } = row;
  // A scheme that no operation needs comes last, so its variables have the longer names.
  const securitySchemes = {
    other: { type: 'http', scheme: 'basic' },
    k: { type: 'http', scheme: 'basic' },
  };
  const paths = { '/a': { get: operation({ security: [{ [name]: [] }] }) } };
  const described = document({ openapi, $self, components: { securitySchemes }, paths });
  if (want === undefined) {
    expect(await mistakes(described, { strict: true })).toEqual([
      expect.stringContaining('security/unknown-scheme /paths/~1a/get/'),
    ]);
    return;
  }
  const [found] = modelOf(described).operations;
  expect(found?.security[0]?.needs[0]?.scheme).toMatchObject({ name: want, username: 'username' });
});

it.each(['3.3.0', '4.0.0', '31.0.0'])('refuses version %s', async (openapi) => {
  expect(await mistakes(document({ openapi }))).toEqual(['document/unsupported-version /openapi']);
});

it.each([
  { openapi: '3.2.0', style: 'cookie', want: { style: 'cookie', explode: true }, told: [] },
  {
    openapi: '3.1.0',
    style: 'cookie',
    want: { style: 'form', explode: true },
    told: ['the style "cookie" is one of OpenAPI 3.2: it is sent by the style "form"'],
  },
  {
    openapi: '3.2.0',
    style: 'simple',
    want: { style: 'form', explode: true },
    told: ['"simple" is no style of a cookie parameter: it is sent by the style "form"'],
  },
])('reads the style $style of a cookie of $openapi as $want', ({ openapi, style, want, told }) => {
  const parameters = [{ name: 'a', in: 'cookie', style, schema: { type: 'string' } }];
  const { operations, notices } = modelOf(document({ openapi, paths: { '/a': { get: operation({ parameters }) } } }));
  expect(operations[0]?.parameters[0]).toMatchObject(want);
  expect(notices.map(({ message }) => message)).toEqual(told);
});

it.each([
  { dialect: 'https://spec.openapis.org/oas/3.2/dialect/2025-09-17', told: 0 },
  { dialect: 'https://json-schema.org/draft/2020-12/schema', told: 0 },
  { dialect: 'http://json-schema.org/draft-07/schema#', told: 1 },
  { dialect: 7, told: 1 },
])('a dialect that is read as another one has a notice: $dialect', ({ dialect, told }) => {
  const { notices } = modelOf(
    document({ openapi: '3.1.0', jsonSchemaDialect: dialect, paths: { '/a': { get: operation() } } }),
  );
  expect(notices.filter(({ pointer }) => pointer === '/jsonSchemaDialect')).toHaveLength(told);
});

const TAGS = [
  { name: 'orders', summary: 'The orders', kind: 'nav' },
  { name: 'lines', parent: 'orders', description: 'Of orders' },
  { name: 'notes', parent: 'lines' },
  { name: 'beta', kind: 'badge' },
  { name: 'a', parent: 'b' },
  { name: 'b', parent: 'a' },
  { name: 'c', parent: 'none' },
];

it('reads the tags around a tag, and what is wrong with them', () => {
  const { tags, notices } = modelOf(document({ openapi: '3.2.0', tags: TAGS }));
  expect(tags.map(({ title, within, isLabel }) => ({ title, within, isLabel }))).toEqual([
    { title: 'The orders' },
    { within: ['orders'] },
    { within: ['orders', 'lines'] },
    { isLabel: true },
    {},
    {},
    {},
  ]);
  expect(notices.map(({ pointer, message }) => `${pointer} ${message.split(', so')[0]}`)).toEqual([
    expect.stringContaining('/tags/3/kind'),
    '/tags/4/parent the `parent` of the tag "a" leads back to itself',
    '/tags/5/parent the `parent` of the tag "b" leads back to itself',
    '/tags/6/parent the `parent` of the tag "c" names no tag: "none"',
  ]);
});

it('reads neither the parent nor the summary of a tag of 3.1 as a folder', () => {
  const { tags, notices } = modelOf(document({ openapi: '3.1.0', tags: TAGS }));
  expect(tags[0]).toEqual({ name: 'orders', description: 'The orders' });
  expect([tags[1], notices]).toEqual([{ name: 'lines', description: 'Of orders' }, []]);
});

it.each([
  { openapi: '3.2.0', names: ['Test'], variable: 'base_url_files' },
  { openapi: '3.1.0', names: ['test-example-com'], variable: 'base_url_files_example_com' },
])('calls an environment and a variable by the name of the server: $openapi', ({ openapi, names, variable }) => {
  const servers = ['production', 'Test'].map((name) => ({ url: `https://${name.toLowerCase()}.example.com`, name }));
  const own = operation({ servers: [{ url: 'https://files.example.com', name: 'files' }] });
  const found = modelOf(document({ openapi, servers, paths: { '/a': { get: own } } }));
  expect([...otherEnvironments(found).keys()]).toEqual(names.map((name) => name.toLowerCase()));
  expect(found.operations[0]?.server?.variable).toBe(variable);
});

it('says that the first server is called production', () => {
  const servers = [{ url: 'https://example.com', name: 'live' }];
  const { notices } = modelOf(document({ openapi: '3.2.0', servers, paths: { '/a': { get: operation() } } }));
  expect(notices.map(({ pointer }) => pointer)).toEqual(['/servers/0/name']);
});

it.each([
  { type: 'array', told: 0 },
  { type: 'object', told: 1 },
])('`nodeType: none` of $type has $told notices', ({ type, told }) => {
  const schemas = { A: { type, xml: { nodeType: 'none' } } };
  const { notices } = modelOf(document({ openapi: '3.2.0', components: { schemas } }));
  expect(notices).toHaveLength(told);
});

const exampleOf = (type: string, example: object) => {
  const content = { [type]: { schema: type.includes('json') ? { type: 'object' } : true, examples: { one: example } } };
  const get = operation({ responses: { 200: { description: '', content } } });
  const { operations, notices } = modelOf(document({ openapi: '3.2.0', paths: { '/a': { get } } }));
  const [media] = operations[0]?.responses[0]?.media ?? [];
  return { values: media?.examples.map(({ value }) => value), notes: notices.map(({ message }) => message) };
};

it.each([
  {
    type: 'application/json',
    example: { serializedValue: '{ "a": 31415926535897932384 }' },
    want: ['{"a":31415926535897932384}'],
  },
  { type: 'application/problem+json', example: { serializedValue: '{"a":null}', summary: 'A' }, want: ['{"a":null}'] },
  { type: 'application/xml', example: { serializedValue: '<a/>' }, want: ['"<a/>"'] },
  { type: 'text/csv', example: { serializedValue: 'a,b\n' }, want: ['"a,b\\n"'] },
  { type: 'text/csv', example: { serializedValue: 'a,b\n', value: 'c\n' }, want: ['"c\\n"'] },
  { type: 'text/plain', example: { dataValue: null, serializedValue: 'null' }, want: ['null'] },
])('an example of $type is $want by $example', ({ type, example, want }) => {
  const { values, notes } = exampleOf(type, example);
  expect(values?.map((value) => exactJson(value))).toEqual(want);
  expect(notes.join()).not.toContain('serializedValue');
});

it.each([
  { type: 'application/json', example: { serializedValue: '{a: 1}' } },
  { type: 'multipart/mixed', example: { serializedValue: '--a\r\n' } },
])('a text that is no value of $type is named', ({ type, example }) => {
  const { values, notes } = exampleOf(type, example);
  expect(values).toEqual([]);
  expect(notes).toContain('`serializedValue` without a `dataValue` is not used here: nothing says which value it is');
});

it.each([
  { media: { examples: { one: { dataValue: { x: 1, y: 'a b' } } } }, want: { x: 1, y: 'a b' } },
  { media: { examples: { one: { serializedValue: 'x=1&y=a+b&x=%26' } } }, want: { x: ['1', '&'], y: 'a b' } },
  { media: { schema: { type: 'object' }, example: 'x=1' }, want: { x: '1' } },
])('a query string has the names and values of its example $media', ({ media, want }) => {
  const content = { 'application/x-www-form-urlencoded': media };
  const get = operation({ parameters: [{ name: 'q', in: 'querystring', content }] });
  const { operations } = modelOf(document({ openapi: '3.2.0', paths: { '/a': { get } } }));
  expect(operations[0]?.parameters[0]).toMatchObject({ in: 'query', spelling: 'free-form', example: want });
});
