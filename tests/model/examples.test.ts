import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../src/contract/request-body.ts';
import { exactJson } from '../../src/core/digits.ts';
import type { Notice } from '../../src/core/notices.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { document, json, type Members, operation, toModel, withPath } from '../helpers/builders.ts';

const AT = '/paths/~1a/post';
const ok = { 200: json({ type: 'object', properties: { id: { type: 'integer' } } }) };

function modelOf(more: Members, version = '3.1.0', components = {}): ApiModel {
  return toModel(withPath('/a', { post: operation({ responses: ok, ...more }) }, { openapi: version, components }));
}

const wordsOf = ({ kind, pointer, message }: Notice) => [kind, pointer.replace(AT, ''), message];
const parameter = (schema: object, more: object): Members => ({
  parameters: [{ name: 'q', in: 'query', schema, ...more }],
});
const body = (schema: object, more: Members = {}): Members => ({ requestBody: json(schema, more) });

describe('an example or a default that breaks its schema is named, and not read', () => {
  const text = { type: 'string' };
  it.each([
    {
      more: parameter(text, { example: 1.1 }),
      want: ['/parameters/0/example', 'the example 1.1 is not used: the value should be string'],
    },
    {
      more: body({ type: 'number' }, { example: Number.POSITIVE_INFINITY }),
      want: ['/requestBody/content/application~1json/example', 'is no number of JSON'],
    },
    {
      more: body({ type: 'object' }, { example: { a: [1, { b: Number.NaN }] } }),
      want: ['/requestBody/content/application~1json/example', '/a/1/b is no number of JSON'],
    },
    {
      more: parameter(text, { examples: { a: { value: null } } }),
      want: ['/parameters/0/examples/a', 'the example null is not used'],
    },
    {
      more: parameter({ ...text, example: 1.1 }, {}),
      want: ['/parameters/0/schema/example', 'the example 1.1 is not used'],
    },
    {
      more: parameter({ type: 'integer', minimum: 1, default: 0 }, {}),
      want: ['/parameters/0/schema/default', 'the default 0 is not used: the value should be >= 1'],
    },
    {
      more: parameter({ ...text, examples: ['a', 1] }, {}),
      want: ['/parameters/0/schema/examples/1', 'the example 1 is not used'],
    },
    {
      more: parameter({ ...text, enum: ['a'] }, { example: 'b' }),
      want: ['/parameters/0/example', 'should be one of its enum'],
    },
    {
      more: parameter({ ...text, default: '{{appId}}' }, {}),
      want: ['/parameters/0/schema/default', 'the default "{{appId}}" is not used: it stands for a value, and is none'],
    },
    {
      more: parameter(text, { example: '{{X-API-AppKey}}' }),
      want: ['/parameters/0/example', 'it stands for a value, and is none'],
    },
    {
      more: parameter(text, { examples: { a: { value: '<string>' } } }),
      want: ['/parameters/0/examples/a', 'it stands for a value, and is none'],
    },
    {
      more: parameter({ ...text, examples: ['<consent id>', 'c-1'] }, {}),
      want: ['/parameters/0/schema/examples/0', 'it stands for a value, and is none'],
    },
    {
      more: parameter(text, { example: '{q}' }),
      want: ['/parameters/0/example', 'it stands for a value, and is none'],
    },
    {
      more: {
        requestBody: {
          content: { 'application/xml': { schema: text, example: '<?xml version=\\"1.0\\"?><a/>' } },
        },
      },
      want: [
        '/requestBody/content/application~1xml/example',
        'it is no well-formed XML: XML version is missing or invalid',
      ],
    },
    {
      more: body({ required: ['id'] }, { example: {} }),
      want: ['/requestBody/content/application~1json/example', 'should have the member "id"'],
    },
    {
      more: body({ properties: { a: { ...text, example: 7 } } }),
      want: ['/requestBody/content/application~1json/schema/properties/a/example', 'the example 7 is not used'],
    },
    {
      more: { responses: { 200: json(text, { examples: { one: { value: 1 } } }) } },
      want: ['/responses/200/content/application~1json/examples/one', 'the example 1 is not used'],
    },
    {
      more: { responses: { 200: { headers: { 'X-A': { schema: { type: 'integer' }, example: 'many' } } } } },
      want: ['/responses/200/headers/X-A/example', 'the example "many" is not used'],
    },
  ])('$want', ({ more, want: [pointer = '', message = ''] }) => {
    const model = modelOf(more);
    expect(model.notices.map(wordsOf)).toEqual([['invalid-example', pointer, expect.stringContaining(message)]]);
    const [read] = model.operations;
    const media = [...(read?.body?.media ?? []), ...(read?.responses.flatMap((response) => response.media) ?? [])];
    expect(media.flatMap(({ examples }) => examples)).toEqual([]);
    expect(read?.parameters.filter(({ example }) => example !== undefined)).toEqual([]);
  });

  it.each([
    { what: 'braces in a part of a text', more: parameter(text, { example: 'Dear {{name}}' }) },
    { what: 'braces with another name', more: parameter(text, { example: '{name}' }) },
    { what: 'brackets of an enum', more: parameter({ ...text, enum: ['<all>'] }, { example: '<all>' }) },
    { what: 'an address in brackets', more: parameter(text, { example: '<https://example.com/>' }) },
    { what: 'a template in a body', more: body({ properties: { to: { ...text, example: '{{caller}}' } } }) },
    { what: 'a date without quotes', more: parameter({ type: 'string', format: 'date' }, { example: '2022-01-31' }) },
    { what: 'the text of a number in a parameter', more: parameter({ type: 'integer' }, { example: '7' }) },
    {
      what: 'the text of a list in a parameter',
      more: parameter({ type: 'array', items: { type: 'integer' } }, { example: '1,2' }),
    },
    { what: 'null, where it may be', more: body({ type: ['string', 'null'], default: null }) },
    {
      what: 'a member that goes one way',
      more: body({ required: ['id'], properties: { id: { readOnly: true } } }, { example: {} }),
    },
    {
      what: 'XML as a text',
      more: { requestBody: { content: { 'text/xml': { schema: { type: 'object' }, example: '<a/>' } } } },
    },
    { what: 'data that look like schemas', more: body({ example: { type: 'string', example: 7 } }) },
    {
      what: 'a member that has the name of a keyword',
      more: body({ properties: { example: { type: 'string' }, default: { type: 'integer' } } }),
    },
    { what: 'what is an extension', more: { 'x-more': { schema: { type: 'string' }, example: 7 } } },
  ])('but not $what', ({ more }) => {
    expect(modelOf(more).notices).toEqual([]);
  });

  it('but an integer or a truth value in a parameter has one text, which is sent', () => {
    const model = modelOf(parameter(text, { example: 7 }));
    expect(model.notices.map(wordsOf)).toEqual([
      ['invalid-example', '/parameters/0/example', 'the example 7 is sent as the text "7": the value should be string'],
    ]);
    expect(model.operations[0]?.parameters[0]?.example).toBe(7);
  });

  it('nullable and null in OpenAPI 3.0, where what stands beside a reference is ignored', () => {
    const schemas = { Text: { type: 'string' } };
    const components = { schemas };
    const nullable = (more: object) =>
      modelOf(body({ type: 'string', default: null, ...more }), '3.0.3', components).notices;
    expect(nullable({ nullable: true })).toEqual([]);
    expect(nullable({})).toHaveLength(1);
    expect(nullable({ $ref: '#/components/schemas/Text' })).toEqual([]);
  });

  it('leaves out only the examples that are invalid', () => {
    const schema = { type: 'string', examples: ['a', 1], default: 2, title: 'A' };
    const media = modelOf(body(schema)).operations[0]?.body?.media[0];
    expect(media?.node?.schema).toEqual({ type: 'string', examples: ['a'], title: 'A' });
  });

  it('once in a component that many use, and in each place of an object that a module shares', () => {
    const shared = json({ type: 'string' }, { examples: { a: { value: 1 } } });
    const paths = { '/a': { get: operation({ responses: { 200: shared, 201: shared } }) } };
    const model = toModel(document({ paths }));
    expect(model.notices.map(({ pointer }) => pointer.split('/')[5])).toEqual(['200', '201']);
    expect(model.operations[0]?.responses.flatMap(({ media }) => media[0]?.examples)).toEqual([]);
  });
});

describe('an example that is a text of JSON is read as what is in it, where the schema accepts that', () => {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const at = '/requestBody/content/application~1json';
  const read = '{"id": 98765432109876543210}';
  it.each([
    { what: 'of a media type', more: body(schema, { example: read }), pointer: `${at}/example` },
    { what: 'with a name', more: body(schema, { examples: { a: { value: read } } }), pointer: `${at}/examples/a` },
    {
      what: 'behind references',
      more: body(schema, { examples: { a: { $ref: '#/components/examples/one' } } }),
      pointer: `${at}/examples/a`,
    },
    { what: 'of a schema', more: body({ ...schema, example: read }), pointer: `${at}/schema/example` },
    { what: 'of several', more: body({ ...schema, examples: [{}, read] }), pointer: `${at}/schema/examples/1` },
  ])('$what', ({ more, pointer }) => {
    const examples = { one: { $ref: '#/components/examples/other' }, other: { value: read } };
    const model = modelOf(more, '3.1.0', { examples });
    expect(model.notices.map(wordsOf)).toContainEqual([
      'invalid-example',
      pointer,
      expect.stringContaining('is read as the JSON in it: the value should be object'),
    ]);
    const [post] = model.operations;
    expect(post && exactJson(bodyOf(post, model)?.value)).toBe('{"id":98765432109876543210}');
  });

  it.each([
    { what: 'that breaks the schema', schema, example: '{"id": "x"}' },
    { what: 'that is no JSON', schema, example: '{"id": 1' },
    { what: 'where a text is meant', schema: { type: 'string', maxLength: 1 }, example: '{}' },
  ])('and not one $what', ({ schema: of, example }) => {
    const { notices } = modelOf(body(of, { example }));
    expect(notices.map(wordsOf)).toEqual([
      ['invalid-example', `${at}/example`, expect.stringContaining('is not used')],
    ]);
  });
});

describe('an invalid example of a request', () => {
  const responses = { 400: { content: { 'application/json': { examples: { missing: { value: { code: 1 } } } } } } };
  const examples = { missing: { value: {} }, other: { value: 1 } };

  it('is the request of the 4xx whose example has its name', () => {
    const model = modelOf({ ...body({ required: ['a'], type: 'object' }, { examples }), responses });
    expect(model.notices.map(wordsOf)).toEqual([
      [
        'note',
        '/requestBody/content/application~1json/examples/missing',
        expect.stringContaining('is saved beside the 400'),
      ],
      ['invalid-example', '/requestBody/content/application~1json/examples/other', expect.anything()],
    ]);
    const media = model.operations[0]?.body?.media[0];
    expect(media?.examples).toEqual([]);
    expect(media?.invalidExamples?.map(({ name }) => name)).toEqual(['missing', 'other']);
  });
});

describe('an example that strict JSON Schema refuses, but not its discriminator', () => {
  const one = { type: 'object', properties: { kind: { type: 'string' } } };
  const schemas = {
    One: one,
    Two: one,
    Either: {
      oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }],
      discriminator: { propertyName: 'kind' },
    },
  };
  const either = { $ref: '#/components/schemas/Either' };

  it.each([
    {
      what: 'is accepted, with one notice for the place',
      example: { kind: 'One' },
      want: ['ambiguous /components/schemas/Either/oneOf'],
    },
    {
      what: 'is invalid where it names none',
      example: { kind: 'Three' },
      want: [
        `invalid-example ${AT}/requestBody/content/application~1json/example`,
        'ambiguous /components/schemas/Either/oneOf',
      ],
    },
  ])('$what', ({ example, want }) => {
    const more = { ...body(either, { example }), responses: { 200: json(either, { example: { kind: 'Two' } }) } };
    const notices = modelOf(more, '3.1.0', { schemas }).notices.map(({ kind, pointer }) => `${kind} ${pointer}`);
    expect(notices).toEqual(want);
  });
});

describe('an example of a form that is a text', () => {
  const schema = {
    type: 'object',
    required: ['n'],
    properties: {
      n: { type: 'integer', maximum: 5 },
      code: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      on: { type: 'boolean' },
    },
  };
  const form = (more: Members): Members => ({
    requestBody: { content: { 'application/x-www-form-urlencoded': { schema, ...more } } },
  });
  const sentAs = (model: ApiModel) => {
    const [post] = model.operations;
    return post && bodyOf(post, model)?.value;
  };

  it.each([
    { text: 'n=2&code=01', want: { n: 2, code: '01' } },
    { text: 'n=2&tags=a&tags=b&on=true', want: { n: 2, tags: ['a', 'b'], on: true } },
    { text: 'n=2&tags=a', want: { n: 2, tags: ['a'] } },
    { text: 'n=2&code=a+b%26c', want: { n: 2, code: 'a b&c' } },
    { text: 'n=2&more[of]=1', want: 'n=2&more[of]=1' },
  ])('is read by its schema, if all names are members: $text', ({ text, want }) => {
    const model = modelOf(form({ example: text }));
    expect({ sent: sentAs(model), notices: model.notices }).toEqual({ sent: want, notices: [] });
    expect(sentAs(modelOf(form({ examples: { one: { value: text } } })))).toEqual(want);
  });

  it('stays as it is where a refusal has an example of its name', () => {
    const media = { examples: { wrong: { value: 'n=2&code=1' } } };
    const refusal = { description: '', content: { 'application/json': { examples: { wrong: { value: {} } } } } };
    const model = modelOf({ ...form(media), responses: { ...ok, 400: refusal } });
    const [post] = model.operations;
    expect(post?.body?.media[0]?.examples.map(({ value }) => value)).toEqual(['n=2&code=1']);
  });

  it.each([
    { text: 'n=7', problem: '/n should be <= 5' },
    { text: 'code=a', problem: 'should have' },
  ])('is not used where it breaks its schema: $text', ({ text, problem }) => {
    const model = modelOf(form({ example: text }));
    expect(model.notices).toMatchObject([{ kind: 'invalid-example', message: expect.stringContaining(problem) }]);
    expect(sentAs(model)).toMatchObject({ n: 1, code: 'text' });
  });
});
