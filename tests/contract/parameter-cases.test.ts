/** Which invalid values are sent: those that a documented refusal of bad input speaks of. */
import { expect, it } from 'vitest';
import { brokenValues, missingParameter } from '../../src/contract/cases/parameter-cases.ts';
import { answersOf } from '../../src/rules/answers.ts';
import { document, toModel, withPath } from '../helpers/builders.ts';

const integer = { type: 'integer', minimum: 1 };
const key = { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'key' } } };

it.each<{ what: string; parameter: object; responses?: object; broken: readonly string[]; missing?: boolean }>([
  {
    what: 'each bound',
    parameter: { in: 'query', schema: { ...integer, maximum: 9 } },
    broken: ['not a number', 'not an integer', 'below its minimum of 1', 'above its maximum of 9'],
  },
  {
    what: 'none of a format, which need not be checked',
    parameter: { in: 'query', schema: { type: 'string', format: 'uuid' } },
    broken: [],
  },
  {
    what: 'a pattern',
    parameter: { in: 'header', schema: { type: 'string', pattern: '^a$' } },
    broken: ['not a match for its pattern'],
  },
  {
    what: 'no page size that is too small or no number, which servers change',
    parameter: { in: 'query', name: 'limit', schema: integer },
    broken: [],
  },
  {
    what: 'none of a page size with a capital',
    parameter: { in: 'query', name: 'PageSize', schema: { type: 'integer', minimum: 1, maximum: 100 } },
    broken: [],
  },
  {
    what: 'none of the number of a page with a capital',
    parameter: { in: 'query', name: 'PageNumber', schema: { type: 'integer', minimum: 1 } },
    broken: [],
  },
  {
    what: 'none of a token of a page, which may be empty for the first one',
    parameter: { in: 'query', name: 'pageToken', schema: { type: 'string', minLength: 1 } },
    broken: [],
  },
  {
    what: 'none of a header that HTTP lets a server ignore',
    parameter: { in: 'header', name: 'Accept-Language', schema: { enum: ['en'] }, required: true },
    broken: [],
    missing: false,
  },
  {
    what: 'a missing one',
    parameter: { in: 'query', schema: { type: 'string' }, required: true },
    broken: [],
    missing: true,
  },
  {
    what: 'no missing one that has a default',
    parameter: { in: 'query', schema: { type: 'string', default: 'a' }, required: true },
    broken: [],
    missing: false,
  },
  {
    what: 'none where only errors in general are documented',
    parameter: { in: 'query', schema: integer },
    responses: { default: {} },
    broken: [],
  },
  {
    what: 'one where a class is documented',
    parameter: { in: 'query', schema: integer },
    responses: { '4XX': {} },
    broken: ['not a number', 'not an integer', 'below its minimum of 1'],
  },
  {
    what: 'one of a size that is no number of items',
    parameter: { in: 'query', name: 'size', schema: { enum: ['small', 'large'] } },
    broken: ['not an allowed value'],
  },
  {
    what: 'none of a page size that is one of several',
    parameter: { in: 'query', name: 'size', schema: { enum: ['10', '50'] } },
    broken: [],
  },
  {
    what: 'none of a boolean, which frameworks read any text as',
    parameter: { in: 'query', schema: { type: 'boolean' } },
    broken: [],
  },
  {
    what: 'none of what is a boolean by its values',
    parameter: { in: 'header', schema: { enum: ['on', 'off'] } },
    broken: [],
  },
  {
    what: 'one of a boolean where a response names the cause',
    parameter: { in: 'query', schema: { type: 'boolean' } },
    responses: { 400: { 'x-cause': 'invalid-query-parameter' } },
    broken: ['not a boolean'],
  },
])('$what', ({ parameter, responses = { 400: {} }, broken, missing }) => {
  const get = {
    summary: 'A',
    security: [{ Key: [] }],
    parameters: [{ name: 'p', ...parameter }],
    responses: { 200: { description: '' }, ...responses },
  };
  const model = toModel(withPath('/a', { get }, { components: key }));
  const [operation] = model.operations;
  const [described] = operation?.parameters ?? [];
  if (!operation || !described) throw new Error('no parameter');
  const names = brokenValues(operation, described, model).map(({ name }) => name.replace(`A: ${described.name} `, ''));
  expect(names).toEqual(broken);
  const isMade = missingParameter(operation, described, model).some(({ expected }) => expected !== undefined);
  expect(isMade).toBe(missing ?? false);
});

it('a malformed id may be refused as an unknown one, even if no 404 is documented', () => {
  const item = { parameters: [{ name: 'id', in: 'path', schema: integer }], get: { responses: { 200: {}, 400: {} } } };
  const model = toModel(withPath('/a/{id}', item));
  const [operation] = model.operations;
  const [made] = operation?.parameters.flatMap((one) => brokenValues(operation, one, model)) ?? [];
  expect([made?.expected?.status, ...(made?.expected?.or ?? []).map(({ status }) => status)]).toEqual([400, 404]);
});

it.each([
  { parameter: { in: 'header', name: 'X-Session' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'api_key' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'accessKeyId' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'jsessionid' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'X-Amz-Signature' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'userId' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'keyword' }, want: [400] },
  { parameter: { in: 'query', name: 'subscriptionkey' }, want: [400, 401] },
  { parameter: { in: 'query', name: 'bookAuthor' }, want: [400] },
  { parameter: { in: 'query', name: 'design' }, want: [400] },
  { parameter: { in: 'query', name: 'page' }, want: [400] },
])('a missing $parameter may be refused as unknown credentials: $want', ({ parameter, want }) => {
  const get = {
    parameters: [{ ...parameter, required: true, schema: { type: 'string' } }],
    responses: { 200: {}, 400: {}, 401: {} },
  };
  const model = toModel(withPath('/a', { get }));
  const [operation] = model.operations;
  const [described] = operation?.parameters ?? [];
  if (!operation || !described) throw new Error('no parameter');
  const [made] = missingParameter(operation, described, model);
  expect(made?.expected && answersOf({ expected: made.expected }).map(({ status }) => status)).toEqual(want);
});

it.each([
  { path: '/a/{p}.{format}', broken: ['not a number'] },
  { path: '/a/{p}-{format}', broken: ['not a number', 'not an integer'] },
  { path: '/a/{p}{format}', broken: [] },
  { path: '/a/{p}.json/{format}', broken: ['not a number', 'not an integer'] },
])('sends no value that may be split at $path', ({ path, broken }) => {
  const parameters = [
    { name: 'p', in: 'path', required: true, schema: { type: 'integer' } },
    { name: 'format', in: 'path', required: true, schema: { type: 'string' } },
  ];
  const get = { summary: 'A', parameters, responses: { 200: { description: '' }, 400: {} } };
  const model = toModel(withPath(path, { get }));
  const [operation] = model.operations;
  const [parameter] = operation?.parameters ?? [];
  const cases = operation && parameter ? brokenValues(operation, parameter, model) : [];
  expect(cases.map(({ name }) => name.replace('A: p ', ''))).toEqual(broken);
});

it.each([
  { other: '/a/{p}.{format}', broken: ['not a number'] },
  { other: '/a/v{n}', broken: ['not a number', 'not an integer'] },
  { other: '/a/{p}.{format}', method: 'delete', broken: ['not a number'] },
  { other: '/a/{name}', broken: [] },
  { other: '/a/{name}', method: 'delete', broken: ['not a number', 'not an integer'] },
  { other: '/a/b', broken: ['not a number', 'not an integer'] },
  { other: '/b/{p}.{format}', broken: ['not a number', 'not an integer'] },
])('sends no value with which /a/{p} may be $method $other', ({ other, method = 'get', broken }) => {
  const named = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parametersOf = (path: string, type: string) =>
    named(path).map((name) => ({ name, in: 'path', required: true, schema: { type } }));
  const responses = { 200: { description: '' }, 400: {} };
  const get = { summary: 'A', parameters: parametersOf('/a/{p}', 'integer'), responses };
  const beside = { [method]: { parameters: parametersOf(other, 'string'), responses } };
  const model = toModel(document({ paths: { '/a/{p}': { get }, [other]: beside } }));
  const operation = model.operations.find(({ path }) => path === '/a/{p}');
  const [parameter] = operation?.parameters ?? [];
  const cases = operation && parameter ? brokenValues(operation, parameter, model) : [];
  expect(cases.map(({ name }) => name.replace('A: p ', ''))).toEqual(broken);
});
