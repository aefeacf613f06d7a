import { describe, expect, it } from 'vitest';
import type { ListMeaning } from '../../src/model/list-meaning.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ApiModel } from '../../src/model/types.ts';

type Schema = Record<string, unknown>;

const text = { type: 'string' };
const integer = { type: 'integer' };
const moment = { type: 'string', format: 'date-time' };

function object(properties: Record<string, Schema>, required: readonly string[] = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

function arrayOf(items: Schema): Schema {
  return { type: 'array', items };
}

function query(name: string, schema: Schema, more: object = {}): object {
  return { name, in: 'query', schema, ...more };
}

function answer(schema: Schema, headers: object = {}): object {
  return { 200: { description: '', headers, content: { 'application/json': { schema } } } };
}

/** A GET that answers with a body; `parameters` are those of its path too. */
function get(body: Schema, parameters: readonly object[] = [], more: object = {}): object {
  return { get: { parameters, responses: answer(body), ...more } };
}

function inPath(name: string, schema: Schema): object {
  return { name, in: 'path', required: true, schema };
}

function toModel(paths: object, schemas: Record<string, Schema> = {}): ApiModel {
  const document = { openapi: '3.1.1', info: { title: 'API', version: '1' }, paths, components: { schemas } };
  return toApiModel({ document, locate: (pointer) => ({ pointer }) });
}

/** What was inferred of the list at a path, but for the schemas; and what was left out, with the reason. */
function inferredAt(path: string, { operations, inferences }: ApiModel) {
  const operation = operations.find((candidate) => candidate.path === path && candidate.method === 'get');
  const { itemNode: _, origin, ...list } = operation?.list ?? ({} as Partial<ListMeaning>);
  const out = inferences.filter((it) => it.operation === operation?.id && it.kind === 'left-out');
  return { list: origin === 'inferred' ? list : origin, out: out.map(({ what, why }) => `${what}: ${why}`) };
}

const Ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('APIs as they are', () => {
  it('GitHub: pages by number, `state` with a value that no issue has, a direction of its own', () => {
    const issue = object({ id: integer, number: integer, state: text, title: text, created_at: moment });
    const repo = [inPath('owner', text), inPath('repo', text)];
    const model = toModel(
      {
        '/repos/{owner}/{repo}/issues': get(arrayOf(Ref('issue')), [
          ...repo,
          query('state', { type: 'string', enum: ['open', 'closed', 'all'], default: 'open' }),
          query('labels', text, { description: 'A list of comma separated label names.' }),
          query('sort', { type: 'string', enum: ['created', 'updated', 'comments'], default: 'created' }),
          query('direction', { type: 'string', enum: ['asc', 'desc'] }),
          query('since', moment),
          query(
            'per_page',
            { type: 'integer', default: 30 },
            { description: 'The number of results per page (max 100).' },
          ),
          query('page', { type: 'integer', default: 1 }),
        ]),
        '/repos/{owner}/{repo}/issues/{issue_number}': get(Ref('issue'), [...repo, inPath('issue_number', integer)]),
        '/users': get(arrayOf(Ref('user')), [query('since', integer), query('per_page', integer)]),
        '/users/{username}': get(Ref('user'), [inPath('username', text)]),
      },
      { issue, user: object({ login: text, id: integer }) },
    );
    expect(inferredAt('/repos/{owner}/{repo}/issues', model)).toEqual({
      list: { items: '', id: '/number', unique: true, limit: 'per_page', filters: [] },
      out: [
        '"page": page-number paging is not judged',
        '"sort" sorts: the direction is a parameter of its own, "direction", which is not judged',
        '"state" filters by "/state": it has another enum than the member',
      ],
    });
    expect(inferredAt('/users', model)).toEqual({
      list: undefined,
      out: [
        'A list: "/users/{username}" continues its path, and no required member of an item is named like "username"',
      ],
    });
  });

  it('Stripe: an envelope, cursors, and filters that are ranges', () => {
    const envelope = object({ object: text, data: arrayOf(Ref('charge')), has_more: { type: 'boolean' }, url: text });
    const created = { anyOf: [object({ gt: integer }, []), integer] };
    const model = toModel(
      {
        '/v1/charges': get(envelope, [
          query('limit', integer),
          query('starting_after', { type: 'string', maxLength: 5000 }),
          query('created', created, { style: 'deepObject', explode: true }),
          query('currency', text),
        ]),
        '/v1/charges/{charge}': get(Ref('charge'), [inPath('charge', text)]),
        '/v1/balance_transactions': get(envelope, [
          query('limit', integer),
          query('starting_after', text),
          query('created', created, { style: 'deepObject', explode: true }),
          query('currency', text),
          query('type', text, { description: 'Only returns transactions of the given type.' }),
        ]),
        '/v1/balance_transactions/{id}': get(Ref('charge'), [inPath('id', text)]),
      },
      { charge: object({ id: text, created: integer, currency: text, type: text }) },
    );
    expect(inferredAt('/v1/balance_transactions', model)).toEqual({
      list: { items: '/data', id: '/id', unique: true, limit: 'limit', filters: [] },
      out: [
        '"starting_after": paging by cursor is not judged',
        '"created" filters by "/created": it has another type than the member',
        '"currency" filters by "/currency": text may be found in part, or whatever its case',
        '"type" filters by "/type": text may be found in part, or whatever its case',
      ],
    });
    expect(inferredAt('/v1/charges', model).list).toBeUndefined();
  });

  it('Petstore: an id that a pet need not have; and where it must, a filter that takes several values', () => {
    const status = { type: 'string', enum: ['available', 'pending', 'sold'] };
    const pet = { id: integer, name: text, status };
    const pets = (required: readonly string[], parameter: Schema) =>
      toModel(
        {
          '/pet/findByStatus': get(arrayOf(Ref('Pet')), [
            query('status', parameter, { description: 'Status values that need to be considered for filter' }),
          ]),
          '/pet/{petId}': get(Ref('Pet'), [inPath('petId', integer)]),
        },
        { Pet: object(pet, required) },
      );
    expect(inferredAt('/pet/findByStatus', pets(['name'], arrayOf(status)))).toEqual({
      list: undefined,
      out: ['A list: no required member of an item is an id by its name'],
    });
    expect(inferredAt('/pet/findByStatus', pets(['id', 'status'], arrayOf(status)))).toEqual({
      list: { items: '', id: '/id', unique: false, filters: [] },
      out: ['"status" filters by "/status": it takes several values'],
    });
    expect(inferredAt('/pet/findByStatus', pets(['id', 'status'], status)).list).toMatchObject({
      filters: [{ parameter: 'status', member: '/status' }],
    });
  });

  it('Jira: `startAt` and `maxResults`, a total in the body, names to sort by that are text', () => {
    const page = (required: readonly string[]) =>
      object(
        {
          startAt: integer,
          maxResults: integer,
          total: integer,
          isLast: { type: 'boolean' },
          values: arrayOf(Ref('Project')),
        },
        required,
      );
    const search = (required: readonly string[]) =>
      toModel(
        {
          '/rest/api/3/project/search': get(page(required), [
            query(
              'startAt',
              { type: 'integer', format: 'int64', default: 0 },
              {
                description:
                  'The index of the first item to return in a page of results (page offset). The base index is 0.',
              },
            ),
            query('maxResults', { type: 'integer', default: 50 }),
            query('orderBy', { type: 'string', enum: ['key', '-key', '+key'], default: 'key' }),
            query('query', text),
            query('categoryId', integer),
          ]),
          '/rest/api/3/project/{projectIdOrKey}': get(Ref('Project'), [inPath('projectIdOrKey', text)]),
        },
        { Project: object({ id: text, key: text, name: text, categoryId: integer }) },
      );
    expect(inferredAt('/rest/api/3/project/search', search([]))).toEqual({
      list: undefined,
      out: ['A list: "/values" is not required, so an answer may lack it'],
    });
    expect(inferredAt('/rest/api/3/project/search', search(['values']))).toEqual({
      list: { items: '/values', id: '/id', unique: false, limit: 'maxResults', offset: 'startAt', filters: [] },
      out: [
        '"total" in the body: a total in the body is not judged',
        '"orderBy" sorts: none of the names it is known to take is a number or a time in an item',
        '"categoryId" filters by "/categoryId": it may take in what lies below that category',
      ],
    });
  });

  it('TM Forum and Orange: offset, limit, both counts, and names after `-`', () => {
    const incident = object({
      id: text,
      status: { type: 'string', enum: ['OPEN', 'CLOSED'] },
      createdAt: moment,
      priority: text,
    });
    const header = { required: true, schema: integer };
    const parameters = [
      query('offset', { type: 'integer', minimum: 0 }),
      query('limit', { type: 'integer', minimum: 1, maximum: 100 }),
      query('sort', text, {
        description: 'Attributes, separated by commas; `-` before one sorts in descending order.',
        example: '-createdAt,priority',
      }),
      query('status', { type: 'string', enum: ['OPEN', 'CLOSED'] }, { description: 'The status of an incident.' }),
    ];
    const responses = answer(arrayOf(Ref('Incident')), { 'X-Total-Count': header, 'X-Result-Count': header });
    const model = toModel(
      {
        '/incidents': get({}, parameters, { responses }),
        '/incidents/{incident_id}': get(Ref('Incident'), [inPath('incident_id', text)]),
      },
      { Incident: incident },
    );
    expect(inferredAt('/incidents', model)).toEqual({
      list: {
        items: '',
        id: '/id',
        unique: true,
        offset: 'offset',
        limit: 'limit',
        total: 'X-Total-Count',
        count: 'X-Result-Count',
        sort: { parameter: 'sort', keys: [{ name: 'createdAt', member: '/createdAt', order: 'date-time' }] },
        filters: [{ parameter: 'status', member: '/status' }],
      },
      out: ['"sort" sorts by priority: the order of text is not certain'],
    });
  });
});

/** A list of things with one parameter. */
function thingsBy(parameter: object, members: Record<string, Schema> = {}, required?: readonly string[]): ApiModel {
  const thing = object({ id: text, ...members }, required ?? ['id', ...Object.keys(members)]);
  return toModel({ '/things': get(arrayOf(thing), [parameter]) });
}

describe('where a list is', () => {
  const thing = object({ id: integer });
  const found = { items: '', id: '/id', unique: false, filters: [] };
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
      name: 'an id by the name of one thing',
      body: arrayOf(object({ thingId: text })),
      want: { ...found, id: '/thingId' },
    },
    { name: 'two arrays', body: object({ items: arrayOf(thing), data: arrayOf(thing) }) },
    { name: 'a thing that has parts', body: object({ id: text, items: arrayOf(thing) }) },
    { name: 'an array by another name', body: object({ warnings: arrayOf(thing) }) },
    { name: 'an array of texts', body: arrayOf(text) },
    { name: 'an array, or something else', body: { oneOf: [arrayOf(thing), object({ fault: text })] } },
    { name: 'an array of this or that', body: arrayOf({ anyOf: [thing, object({ no: text })] }) },
    { name: 'an array that may be null', body: { type: ['array', 'null'], items: thing } },
    { name: 'an object', body: thing },
    { name: 'a schema that leads to itself', body: { $ref: '#/components/schemas/Round' } },
  ])('$name', ({ body, want }) => {
    const schemas = { Thing: thing, Round: { allOf: [{ $ref: '#/components/schemas/Round' }] } };
    expect(inferredAt('/things', toModel({ '/things': get(body) }, schemas))).toEqual({ list: want, out: [] });
  });

  it.each([
    {
      name: 'no id',
      paths: { '/things': get(arrayOf(object({ name: text }))) },
      want: 'no required member of an item is an id by its name',
    },
    {
      name: 'an id that is no scalar',
      paths: { '/things': get(arrayOf(object({ id: object({}) }))) },
      want: 'no required member of an item is an id by its name',
    },
    {
      name: 'a least number of items',
      paths: { '/things': get({ ...arrayOf(thing), minItems: 1 }) },
      want: 'it has a least number of items, which a part of it may not have',
    },
    {
      name: 'a second success',
      paths: { '/things': { get: { responses: { ...answer(arrayOf(thing)), 206: { description: 'A page' } } } } },
      want: 'it has several successes, so a page may have a status of its own',
    },
    {
      name: 'details in an envelope',
      paths: { '/things': get(arrayOf(thing)), '/things/{id}': get(object({ data: thing }), [inPath('id', integer)]) },
      want: '"/things/{id}" continues its path, but a required "id" is not in its answer',
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
      paths: { '/things': get(arrayOf(thing)), '/things/{id}': get(thing, [inPath('id', text)]) },
      want: '"/things/{id}" continues its path, but its "id" is of another type than the "id" of an item',
    },
  ])('says why there is none: $name', ({ paths, want }) => {
    expect(inferredAt('/things', toModel(paths))).toEqual({ list: undefined, out: [`A list: ${want}`] });
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
    expect(model.inferences).toEqual([]);
    expect(model.operations[0]?.list?.limit).toBeUndefined();
  });
});

describe('paging', () => {
  it.each([
    { parameter: query('limit', integer), want: { limit: 'limit' } },
    { parameter: query('page[size]', integer), want: { limit: 'page[size]' } },
    { parameter: query('skip', integer), want: { offset: 'skip' } },
    { parameter: query('limit', text), out: 'its type is not integer' },
    { parameter: query('limit', { type: 'integer', default: 0 }), out: 'its default is no number of items' },
    {
      parameter: query('limit', integer),
      members: { limit: integer },
      out: 'an item has a member of this name, so it may be a filter',
    },
    { parameter: query('offset', { type: 'integer', minimum: 1 }), out: 'it may not count items from 0' },
    { parameter: query('offset', integer, { description: 'The page number' }), out: 'it may not count items from 0' },
    { parameter: query('cursor', text), out: 'paging by cursor is not judged' },
    { parameter: query('count', integer) },
    { parameter: query('size', integer) },
    { parameter: query('startIndex', integer) },
  ])('$parameter.name $parameter.schema of $members -> $want', ({ parameter, members, want, out }) => {
    const { list, out: said } = inferredAt('/things', thingsBy(parameter, members));
    expect(list).toEqual({ items: '', id: '/id', unique: false, filters: [], ...want });
    expect(said.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : expect.arrayContaining([out]));
  });

  it.each([
    { headers: { 'X-Total-Count': { required: true, schema: integer } }, want: { total: 'X-Total-Count' } },
    { headers: { 'x-total': { required: true, schema: integer } }, want: { total: 'x-total' } },
    { headers: { 'X-Total-Count': { schema: integer } }, out: 'it is not required, so an answer may lack it' },
    { headers: { 'X-Total-Count': { required: true, schema: text } }, out: 'its type is not integer' },
    {
      headers: { 'X-Result-Count': { required: true, schema: integer } },
      out: 'without a header for the total it may be that',
    },
    { headers: { 'Content-Range': { required: true, schema: text } }, out: 'this header is not judged' },
    { headers: { Link: { schema: text } }, out: 'this header is not judged' },
    { headers: { 'X-Count': { required: true, schema: integer } } },
  ])('$headers -> $want', ({ headers, want, out }) => {
    const responses = answer(arrayOf(object({ id: text })), headers);
    const { list, out: said } = inferredAt('/things', toModel({ '/things': { get: { responses } } }));
    expect(list).toEqual({ items: '', id: '/id', unique: false, filters: [], ...want });
    expect(said.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
  });
});

describe('sorting', () => {
  const members = { created: moment, size: integer, name: text };
  const created = { name: 'created', member: '/created', order: 'date-time' };
  const size = { name: 'size', member: '/size', order: 'number' };
  it.each([
    { schema: { type: 'string', enum: ['created', '-created', 'name', '-name'] }, want: [created] },
    { schema: arrayOf({ type: 'string', enum: ['size', '-size'] }), want: [size] },
    { schema: { type: 'string', example: '-created,size' }, want: [created, size] },
    {
      schema: text,
      more: { description: 'One of `created`, `size`; prefix with `-` for descending.' },
      want: [created, size],
    },
    { schema: text, more: { description: 'Prefix a member with a minus for descending.' } },
    { schema: text, more: { example: 'created' } },
    { schema: text, more: { example: 'created desc' } },
    { schema: { type: 'string', enum: ['created', 'size'] } },
    { schema: { type: 'string', enum: ['created', '-created', 'best', '-best'], default: 'best' } },
    { schema: { type: 'string', pattern: '^[-+]', example: '-created' } },
    { schema: text },
  ])('$schema $more -> $want', ({ schema, more, want }) => {
    const { list, out } = inferredAt('/things', thingsBy(query('sort', schema, more), members));
    expect((list as ListMeaning).sort).toEqual(want && { parameter: 'sort', keys: want });
    if (!want) expect(out).toHaveLength(1);
  });
});

describe('filters', () => {
  const kind = { type: 'string', enum: ['a', 'b'] };
  const code = { type: 'string', pattern: '^[A-Z]{2}$' };
  it.each([
    { name: 'kind', schema: kind, member: kind, want: '/kind' },
    { name: 'order_kind', schema: kind, member: kind, as: 'orderKind', want: '/orderKind' },
    { name: 'customerId', schema: integer, member: integer, want: '/customerId' },
    { name: 'country', schema: code, member: code, want: '/country' },
    {
      name: 'active',
      schema: { type: 'boolean' },
      member: { type: 'boolean' },
      description: 'Only active ones',
      want: '/active',
    },
    {
      name: 'archived',
      schema: { type: 'boolean' },
      member: { type: 'boolean' },
      description: 'Show archived ones',
      out: '"true" may include instead of select',
    },
    {
      name: 'kind',
      schema: { type: 'string', enum: ['a', 'b', 'any'] },
      member: kind,
      out: 'it has another enum than the member',
    },
    { name: 'kind', schema: text, member: kind, out: 'it has another enum than the member' },
    {
      name: 'kind',
      schema: kind,
      member: kind,
      description: 'This kind or higher',
      out: 'its description may speak of more than equality',
    },
    { name: 'severity', schema: kind, member: kind, out: 'a value on a scale may stand for all beyond it' },
    { name: 'project_id', schema: integer, member: integer, out: 'it may take in what lies below that project' },
    { name: 'customerId', schema: text, member: integer, out: 'it has another type than the member' },
    { name: 'country', schema: text, member: text, out: 'text may be found in part, or whatever its case' },
    { name: 'created', schema: moment, member: moment, out: 'a time may be a bound' },
    { name: 'price', schema: { type: 'number' }, member: { type: 'number' }, out: 'a number may be a bound' },
    {
      name: 'kind',
      schema: kind,
      member: kind,
      required: ['id'],
      out: 'the member is not required, so an item may lack it',
    },
    { name: 'from', schema: kind, member: kind },
    { name: 'q', schema: kind, member: kind },
    { name: 'other', schema: kind, member: kind, as: 'kind' },
  ])(
    '$name $description $schema by $member -> $want $out',
    ({ name, schema, member, as, description, required, want, out }) => {
      const model = thingsBy(query(name, schema, { description }), { [as ?? name]: member }, required);
      const { list, out: said } = inferredAt('/things', model);
      expect((list as ListMeaning).filters.map((filter) => filter.member)).toEqual(want === undefined ? [] : [want]);
      expect(said.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
    },
  );

  it('follows a dotted path', () => {
    const model = thingsBy(query('customer.kind', kind), { customer: object({ kind }) });
    expect(inferredAt('/things', model).list).toMatchObject({
      filters: [{ parameter: 'customer.kind', member: '/customer/kind' }],
    });
  });
});

it('says of each inference what it is, why, and the line that declares or denies it', () => {
  const paths = {
    '/things': get(arrayOf(object({ id: text, thingKind: { enum: ['a'] } })), [
      query('page[size]', integer),
      query('thing_kind', { enum: ['a'] }),
    ]),
    '/things/{id}': get(object({ id: text }), [inPath('id', text)]),
  };
  const deny = 'x-list: false';
  expect(toModel(paths).inferences).toEqual([
    {
      operation: 'get /things',
      kind: 'inferred',
      what: 'The body is a list, its items told apart by "/id"',
      why: '"/things/{id}" continues its path, and "id" is named like its parameter',
      declare: 'x-list: { id: /id }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: 'The "id" of the first item leads to "/things/{id}"',
      why: "that path continues the list's",
      declare:
        'links: { item: { operationRef: "#/paths/~1things~1{id}/get", parameters: { id: "$response.body#/0/id" } } }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: '"page[size]" is the greatest number of items in an answer',
      why: 'its name and its type, integer',
      declare: 'x-list: { limit: "page[size]" }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: '"thing_kind" filters by "/thingKind"',
      why: 'its name, and the same enum as the member',
      declare: 'x-list: { filters: [{ parameter: thing_kind, member: thingKind }] }',
      deny,
    },
  ]);
});
