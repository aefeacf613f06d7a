import { describe, expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import {
  answer,
  arrayOf,
  get,
  inferredAt,
  inPath,
  integer,
  object,
  query,
  Ref,
  type Schema,
  text,
  toModel,
} from './inferring.ts';

describe('where a list is', () => {
  const thing = object({ id: integer });
  const found = { items: '', id: '/id', unique: false };
  it.each([
    { name: 'an array', body: arrayOf(thing), want: found },
    {
      name: 'an array behind a reference and in parts',
      body: { allOf: [arrayOf({ allOf: [Ref('Thing')] })] },
      want: found,
    },
    { name: 'an array in an envelope', body: object({ items: arrayOf(thing) }), want: { ...found, items: '/items' } },
    {
      name: 'an array named like the path',
      body: object({ things: arrayOf(thing) }),
      want: { ...found, items: '/things' },
    },
    {
      name: 'an array with related things beside it, as in JSON:API',
      body: object({ data: arrayOf(thing), included: arrayOf(object({})) }),
      want: { ...found, items: '/data' },
    },
    {
      name: 'an embedded array, as in HAL',
      body: object({ _embedded: object({ things: arrayOf(thing) }), _links: object({}), page: object({}) }),
      want: { ...found, items: '/_embedded/things' },
    },
    {
      name: 'an array of which nobody wrote whether it is required',
      body: { type: 'object', properties: { data: arrayOf(thing) } },
      want: { ...found, items: '/data' },
    },
    {
      name: 'an id by the name of one thing',
      body: arrayOf(object({ thingId: text })),
      want: { ...found, id: '/thingId' },
    },
    {
      name: 'an array that is left out where it is empty, as Google does',
      body: { type: 'object', properties: { items: arrayOf(thing), nextPageToken: text } },
      want: { ...found, items: '/items' },
    },
    {
      name: 'an embedded array of which nobody wrote whether it is required, since Spring leaves out an empty one',
      body: { type: 'object', properties: { _embedded: { type: 'object', properties: { things: arrayOf(thing) } } } },
      want: { ...found, items: '/_embedded/things' },
    },
    {
      name: 'an array that is not required beside what is',
      body: object({ items: arrayOf(thing), state: text }, ['state']),
      want: { ...found, items: '/items' },
    },
    {
      name: 'the features of GeoJSON',
      body: object({ type: text, features: arrayOf(thing) }),
      want: { ...found, items: '/features' },
    },
    {
      name: 'the resources of SCIM',
      body: object({ schemas: arrayOf(text), Resources: arrayOf(thing) }),
      want: { ...found, items: '/Resources' },
    },
    { name: 'two arrays', body: object({ items: arrayOf(thing), data: arrayOf(thing) }) },
    { name: 'a thing that has parts', body: object({ id: text, items: arrayOf(thing) }) },
    { name: 'a thing that embeds others', body: object({ id: text, _embedded: object({ things: arrayOf(thing) }) }) },
    { name: 'an embedded array by another name', body: object({ _embedded: object({ parts: arrayOf(thing) }) }) },
    { name: 'an array by another name', body: object({ warnings: arrayOf(thing) }) },
    { name: 'an array of texts', body: arrayOf(text) },
    { name: 'an array, or something else', body: { oneOf: [arrayOf(thing), object({ fault: text })] } },
    { name: 'an array of this or that', body: arrayOf({ anyOf: [thing, object({ no: text })] }) },
    { name: 'an array that may be null', body: { type: ['array', 'null'], items: thing }, want: found },
    { name: 'an object', body: thing },
    { name: 'a schema that leads to itself', body: { $ref: '#/components/schemas/Round' } },
  ])('$name', ({ body, want }) => {
    const schemas = { Thing: thing, Round: { allOf: [{ $ref: '#/components/schemas/Round' }] } };
    expect(inferredAt('/things', toModel({ '/things': get(body) }, schemas))).toEqual({ list: want, out: [] });
  });

  it.each([
    { what: 'it is in a path', path: '/things/{id}', want: '/id' },
    { what: 'it is in none', path: '/others/{id}', want: undefined },
  ])('has an id that may be null by its schema, where $what: $want', ({ path, want }) => {
    const item = { type: 'object', properties: { id: { type: ['string', 'null'] }, name: text } };
    const paths = { '/things': get(arrayOf(item)), [path]: get(item, [inPath('id', text)]) };
    const { list } = inferredAt('/things', toModel(paths));
    expect(typeof list === 'object' ? list.id : undefined).toBe(want);
  });

  it.each([
    { what: 'that the server makes', id: { ...text, readOnly: true }, path: '/things/{id}', want: '/id' },
    {
      what: 'that the server makes, in no path',
      id: { ...text, readOnly: true },
      path: '/others/{id}',
      want: undefined,
    },
    { what: 'that may be missing', id: text, path: '/things/{id}', want: undefined },
  ])('has an id $what beside members that are required: $want', ({ id, path, want }) => {
    const item = object({ id, name: text }, ['name']);
    const paths = { '/things': get(arrayOf(item)), [path]: get(item, [inPath('id', text)]) };
    const { list } = inferredAt('/things', toModel(paths));
    expect(typeof list === 'object' ? list.id : undefined).toBe(want);
  });

  it.each([
    { key: '/things({ID})', want: '/ID' },
    { key: "/things('{ID}')", want: '/ID' },
    { key: "/things(ID={ID},no='{no}')", want: undefined },
  ])('has the id that a key in parentheses names, as in OData: $key', ({ key, want }) => {
    const item = { type: 'object', properties: { ID: text, name: text } };
    const paths = { '/things': get(object({ value: arrayOf(item) })), [key]: get(item, [inPath('ID', text)]) };
    const { list } = inferredAt('/things', toModel(paths));
    expect(typeof list === 'object' ? list.id : undefined).toBe(want);
  });

  it('is what the path is called, even if others have it beside their items', () => {
    const paths = { '/Messages.json': get(object({ messages: arrayOf(thing), page: integer })) };
    expect(inferredAt('/Messages.json', toModel(paths)).list).toMatchObject({ items: '/messages', id: '/id' });
  });

  it.each([
    {
      name: 'no id',
      paths: { '/things': get(arrayOf(object({ name: text }))) },
      want: 'no required member of an item has the name of an id',
    },
    {
      name: 'an id that is no scalar',
      paths: { '/things': get(arrayOf(object({ id: object({}) }))) },
      want: 'no required member of an item has the name of an id',
    },
    {
      name: 'a least number of items',
      paths: { '/things': get({ ...arrayOf(thing), minItems: 1 }) },
      want: 'it has a minimum number of items, which a page may not reach',
    },
    {
      name: 'a least number of embedded items',
      paths: { '/things': get(object({ _embedded: object({ things: { ...arrayOf(thing), minItems: 1 } }) })) },
      want: 'it has a minimum number of items, which a page may not reach',
    },
    {
      name: 'a second success',
      paths: { '/things': { get: { responses: { ...answer(arrayOf(thing)), 206: { description: 'A page' } } } } },
      want: 'it has several success responses, so a page may have another status',
    },
    {
      name: 'details in an envelope of no known name',
      paths: { '/things': get(arrayOf(thing)), '/things/{id}': get(object({ wrap: thing }), [inPath('id', integer)]) },
      want: '"/things/{id}" continues its path, but a required "id" is not in its response',
    },
    {
      name: 'details in one of two envelopes',
      paths: {
        '/things': get(arrayOf(thing)),
        '/things/{id}': get(object({ data: thing, thing }), [inPath('id', integer)]),
      },
      want: '"/things/{id}" continues its path, but a required "id" is not in its response',
    },
    {
      name: 'an id that need not be there, though others must',
      paths: {
        '/things': get(arrayOf(object({ id: integer, name: text }, ['name']))),
        '/things/{id}': get(object({ id: integer, name: text }, ['name']), [inPath('id', integer)]),
      },
      want: '"/things/{id}" continues its path, and no required member of an item is named like "id"',
    },
    {
      name: 'details that say otherwise',
      paths: {
        '/things': get(arrayOf(object({ id: integer, owner: text }))),
        '/things/{id}': get(object({ id: integer, owner: object({}) }), [inPath('id', integer)]),
      },
      want: '"/things/{id}" continues its path, but its "owner" has another type than that of an item',
    },
    {
      name: 'a parameter of another type',
      paths: { '/things': get(arrayOf(thing)), '/things/{id}': get(thing, [inPath('id', { type: 'boolean' })]) },
      want: '"/things/{id}" continues its path, but its "id" is of another type than the "id" of an item',
    },
    {
      name: 'a parameter whose texts are no digits',
      paths: {
        '/things': get(arrayOf(thing)),
        '/things/{id}': get(thing, [inPath('id', { type: 'string', pattern: '^t-' })]),
      },
      want: '"/things/{id}" continues its path, but its "id" is of another type than the "id" of an item',
    },
  ])('says why there is none: $name', ({ paths, want }) => {
    expect(inferredAt('/things', toModel(paths))).toEqual({ list: undefined, out: [`A list: ${want}`] });
  });

  it('takes a number for a text of digits, and says so', () => {
    const paths = { '/things': get(arrayOf(thing)), '/things/{id}': get(thing, [inPath('id', text)]) };
    const model = toModel(paths);
    expect(inferredAt('/things', model)).toMatchObject({ list: { id: '/id', unique: true }, out: [] });
    // It is only likely, so it is requested as a guess.
    expect(inferMeaning(model).model.operations.flatMap(({ impliedLink: link }) => link?.isGuess ?? [])).toEqual([
      true,
    ]);
  });

  it('takes the id from a link', () => {
    const links = { one: { operationId: 'one', parameters: { no: '$response.body#/0/serial' } } };
    const responses = {
      200: { ...(answer(arrayOf(object({ id: text, serial: text }))) as { 200: object })[200], links },
    };
    const one = get(object({ id: text, serial: text }), [inPath('no', text)], { operationId: 'one' });
    const model = toModel({ '/things': get({}, [], { responses }), '/by-serial/{no}': one });
    expect(inferredAt('/things', model).list).toMatchObject({ id: '/serial', unique: true });
  });

  it.each([
    { declared: false, want: undefined },
    { declared: {}, want: 'declared' },
    { declared: { id: '/id' }, want: 'declared' },
  ])('infers nothing beside x-list: $declared', ({ declared, want }) => {
    const model = toModel({ '/things': get(arrayOf(thing), [query('limit', integer)], { 'x-list': declared }) });
    expect(inferredAt('/things', model)).toEqual({ list: want, out: [] });
    const { model: inferred, conventions, proposals, doubts } = inferMeaning(model);
    expect({ conventions, proposals, doubts }).toEqual({ conventions: [], proposals: [], doubts: [] });
    expect(inferred.operations[0]?.list?.limit).toBeUndefined();
  });
});

describe('the id of a path whose parameter is called otherwise', () => {
  const parts = { id: integer, slug: text, title: text };
  const below = (
    { name = 'thing', ...parameter }: Schema & { readonly name?: string },
    members: Record<string, Schema> = parts,
    required?: readonly string[],
  ) => {
    const item = object(members, required);
    const parameters = [{ ...inPath(name, text), ...parameter }];
    return toModel({ '/things': get(arrayOf(item)), [`/things/{${name}}`]: get(object({ data: item }), parameters) });
  };
  const idOf = (model: ReturnType<typeof below>) => {
    const { list } = inferredAt('/things', model);
    return typeof list === 'object' ? list.id : undefined;
  };
  const uuid = { type: 'string', format: 'uuid' };

  it.each([
    { what: 'the only member of its type that names an item', parameter: { schema: integer }, want: '/id' },
    { what: 'the same, a text', parameter: {}, want: '/slug' },
    { what: 'the same, by its words', parameter: { description: 'The slug of the thing.' }, want: '/slug' },
    {
      what: 'the id, by its words',
      parameter: { description: 'The ID of the thing.' },
      members: { id: text, name: text, slug: text },
      want: '/id',
    },
    {
      what: 'the id, which is called a UUID',
      parameter: { description: 'thing uuid' },
      members: { id: text, name: text },
      want: '/id',
    },
    { what: 'the only UUID', parameter: { schema: uuid }, members: { id: uuid, name: text }, want: '/id' },
    {
      what: 'the id of a thing, with a word before',
      parameter: { name: 'bigThingId' },
      members: { id: text, name: text },
      want: '/id',
    },
    {
      what: 'the member that its description names',
      parameter: { name: 'thing-ref', description: 'The thing-ref is the "resourceId" attribute of the thing.' },
      members: { ...parts, resourceId: text },
      want: '/resourceId',
    },
    {
      what: 'the name of a resource, of which it is a segment',
      parameter: {},
      members: { name: { type: 'string', description: 'As in `shops/{shop}/things/{thing}`.' }, uid: uuid },
      want: '/name',
    },
  ])('is $what', ({ parameter, members, want }) => {
    const model = below(parameter, members);
    expect(idOf(model)).toBe(want);
    // It is only likely, so nothing is asserted of it before a person has accepted the proposal.
    const { model: read, conventions } = inferMeaning(model);
    expect(conventions).toEqual([]);
    expect(read.operations[0]?.list).toBeUndefined();
  });

  it.each([
    { what: 'two members may be it', parameter: {}, members: { id: text, name: text } },
    { what: 'its words say another', parameter: { description: 'The number of the thing.' }, members: { id: text } },
    { what: 'its words deny it', parameter: { description: 'Its code, not the id.' }, members: { id: text } },
    { what: 'an example is no such value', parameter: { example: 'Hello' }, members: { id: uuid } },
    { what: 'an item may lack it', parameter: {}, members: { id: text, title: text }, required: ['title'] },
    { what: 'it is of something else', parameter: { name: 'thingOwnerId' }, members: { id: text } },
    { what: 'it has another word', parameter: { name: 'bigThingId', description: 'Its code.' }, members: { id: text } },
    { what: 'it is called otherwise', parameter: { name: 'which' }, members: { id: text } },
  ])('is not known where $what', ({ parameter, members, required }) => {
    expect(idOf(below(parameter, members, required))).toBeUndefined();
  });
});
