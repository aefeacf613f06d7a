/** Which operations below a declared list are taken as the details of its items, by the schemas of their responses. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const id = { id: { type: 'string' } };
const item = { type: 'object', properties: { ...id, name: { type: 'string' } } };
const list = { type: 'object', properties: { data: { type: 'array', items: item } } };

async function made(
  below: unknown,
  { meaning = {}, body = list, more = {} }: { meaning?: Members; body?: unknown; more?: Members },
) {
  const get = operation({ responses: { 200: json(body) }, 'x-list': { items: '/data', ...meaning } });
  const parameters = [{ name: 'key', in: 'path', required: true, schema: { type: 'string' } }];
  const details = operation({ parameters, responses: { 200: json(below) }, ...more });
  const paths = { '/a': { get }, '/a/{key}': { get: details } };
  const { groups, notices } = await toContract(toModel(document({ paths })), [], async () => undefined);
  const requests = entriesOf({ groups }).filter(({ request }) => request.operation.path === '/a/{key}');
  const all = entriesOf({ groups }).flatMap(({ assertions }) => assertions.map(({ title }) => title));
  return {
    compared: [
      'The item has the requested id',
      'The details agree with the list',
      'The details of sampled items agree with the list',
    ].filter((title) => all.includes(title)).length,
    requests: requests.map(({ request }) => request.name.replace('GET /a/{key}', '').trim()),
    handed: entriesOf({ groups }).some(({ request }) => request.captures.some(({ kind }) => kind === 'member')),
    notices: notices.map(({ message }) => message).filter((message) => message.startsWith('GET /a/{key}: it is not')),
  };
}

const LAST = ': the last item of the list';

describe('is the details of an item', () => {
  it.each([
    { what: 'what has its id', below: item },
    { what: 'what may have it', below: { type: 'object' } },
    { what: 'one that has it among alternatives', below: { oneOf: [item, { properties: { error: {} } }] } },
    {
      what: 'one with an array where the list has its items',
      below: { properties: { ...id, data: { type: 'array', items: {} } } },
    },
    {
      what: 'one in an envelope that is declared',
      below: { properties: { data: item } },
      meaning: { details: '/data' },
    },
  ])('$what', async ({ below, meaning = {} }) => {
    expect(await made(below, { meaning })).toEqual({
      compared: 3,
      requests: ['', LAST],
      handed: true,
      notices: [],
    });
  });
});

it.each([
  { schema: { type: 'string', format: 'uuid' }, isLower: true },
  { schema: { type: 'string' }, isLower: false },
])('an id of $schema may have letters of another case: $isLower', async ({ schema, isLower }) => {
  const own = { type: 'object', properties: { id: schema } };
  const get = operation({ responses: { 200: json({ type: 'array', items: own }) }, 'x-list': {} });
  const parameters = [{ name: 'key', in: 'path', required: true, schema }];
  const paths = { '/a': { get }, '/a/{key}': { get: operation({ parameters, responses: { 200: json(own) } }) } };
  const { groups } = await toContract(toModel(document({ paths })), [], async () => undefined);
  const assertions = entriesOf({ groups }).flatMap((entry) => entry.assertions);
  const scripts = assertions.filter(({ title }) => title === 'The item has the requested id');
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.map(({ script }) => script.text.includes('.equal(id.toLowerCase())'))).toEqual(
    scripts.map(() => isLower),
  );
});

const told = (place: string) =>
  `GET /a/{key}: it is not compared with the items of GET /a, since the schema of its response has no "${place}". \`details\` of \`x-list\` says where an item is in it, such as "/data"`;
const OWN = 'GET /a/{key}: it is not taken as the details of an item of GET /a, since it returns a list of its own';

describe('is requested by the id, and not compared', () => {
  const wrapped = {
    type: 'object',
    properties: { data: { type: 'array', items: { properties: { resource: item, search: {} } } } },
  };

  it.each([
    { what: 'an item in an envelope', below: { properties: { data: item } }, place: '/id' },
    {
      what: 'an item at another place than the declared one',
      below: item,
      meaning: { details: '/item' },
      place: '/item/id',
    },
    {
      what: 'a bare item, where the list wraps it',
      below: item,
      meaning: { id: '/resource/id' },
      body: wrapped,
      place: '/resource/id',
    },
  ])('$what', async ({ below, meaning = {}, body, place }) => {
    const want = { compared: 0, requests: ['', LAST], handed: true, notices: [told(place)] };
    expect(await made(below, { meaning, ...(body && { body }) })).toEqual(want);
  });
});

describe('is not taken as details', () => {
  it.each([
    { what: 'the next part of the list', below: list, handed: false, notices: [OWN] },
    {
      what: 'what declares a list',
      below: list,
      more: { 'x-list': { items: '/data' } },
      handed: false,
      notices: [OWN],
    },
    {
      what: 'what has no member of an item',
      below: { properties: { state: {} } },
      handed: true,
      notices: [told('/id')],
    },
    { what: 'a text', below: { type: 'string' }, handed: true, notices: [told('/id')] },
  ])('$what', async ({ below, more = {}, handed, notices }) => {
    const result = await made(below, { more });
    expect(result).toMatchObject({ compared: 0, handed, notices });
    expect(result.requests).not.toContain(LAST);
  });
});

describe('is not requested by an id of several segments, of which its path takes one', () => {
  const told =
    'GET /a/{key}: it is not compared with the items of GET /a, since "/id" has several segments, of which its path takes one';
  const madeWith = (id: object) => {
    const named = { type: 'object', properties: { id: { type: 'string', ...id } } };
    return made(named, { body: { type: 'object', properties: { data: { type: 'array', items: named } } } });
  };

  it.each([
    { what: 'an example', id: { example: 'projects/demo/queues/mails' } },
    { what: 'a description', id: { description: 'Its resource name: `projects/{project}/queues/{queue}`.' } },
    { what: 'a description with a star', id: { description: 'As in projects/*/queues/*' } },
    { what: 'a pattern', id: { pattern: '^projects/[^/]+/queues/[^/]+$' } },
  ])('by $what', async ({ id }) => {
    expect(await madeWith(id)).toEqual({ compared: 0, requests: [''], handed: false, notices: [told] });
  });

  it.each([
    { what: 'a date', id: { example: '1/2/2024' } },
    { what: 'a media type', id: { example: 'text/plain' } },
    { what: 'a URL', id: { example: 'https://things.example/things/7' } },
    { what: 'a path in a sentence', id: { description: 'The id, as in /things/{id}.' } },
  ])('but by $what', async ({ id }) => {
    expect(await madeWith(id)).toMatchObject({ compared: 3, handed: true, notices: [] });
  });

  it('but where the parameter of the path has all of them', async () => {
    const named = { type: 'object', properties: { id: { type: 'string', example: 'things/7' } } };
    const body = { type: 'object', properties: { data: { type: 'array', items: named } } };
    const parameters = [{ name: 'key', in: 'path', required: true, schema: { type: 'string', example: 'things/8' } }];
    expect(await made(named, { body, more: { parameters } })).toMatchObject({ compared: 3, notices: [] });
  });
});

it('a guess of what the parameter means may be wrong: a 404, 400 or 422 is not judged', async () => {
  const parameters = [{ name: 'key', in: 'path', required: true, schema: { type: 'string' } }];
  const responsesOf = (body: unknown) => ({ 200: json(body), 404: {} });
  const excused = async (below: unknown) => {
    const get = operation({ responses: { 200: json(list) }, 'x-list': { items: '/data' } });
    const paths = { '/a': { get }, '/a/{key}': { get: operation({ parameters, responses: responsesOf(below) }) } };
    const { groups } = await toContract(toModel(document({ paths })), [], async () => undefined);
    return entriesOf({ groups }).find(({ request }) => request.name === 'GET /a/{key}')?.request.excuses ?? [];
  };
  expect(await excused(item)).toEqual([]);
  expect(await excused({ properties: { state: {} } })).toEqual([{ reason: 'unknown-data', statuses: [404, 400, 422] }]);
});

describe('a list whose items have no id', () => {
  it.each([
    { what: 'does not hand on an object', items: { properties: { key: {} } }, handed: false },
    { what: 'hands on a text', items: { type: 'string' }, handed: true },
  ])('$what', async ({ items, handed }) => {
    const body = { type: 'object', properties: { data: { type: 'array', items } } };
    expect(await made({ properties: { key: {} } }, { body })).toMatchObject({ compared: 0, handed, notices: [] });
  });
});
