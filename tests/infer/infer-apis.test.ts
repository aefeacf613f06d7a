import { describe, expect, it } from 'vitest';
import {
  answer,
  arrayOf,
  get,
  inferredAt,
  inPath,
  integer,
  moment,
  object,
  query,
  Ref,
  type Schema,
  text,
  toModel,
} from './inferring.ts';

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
      list: {
        items: '',
        id: '/number',
        unique: true,
        limit: 'per_page',
        fullPages: true,
        paging: { kind: 'page', parameter: 'page', first: 1 },
        sort: {
          parameter: 'sort',
          keys: [{ name: 'created', member: '/created_at', order: 'date-time' }],
          ascending: '{key}',
          descending: '{key}',
          several: false,
          direction: { parameter: 'direction', ascending: 'asc', descending: 'desc' },
          stable: false,
        },
        ordered: true,
        agreement: 'whole',
      },
      out: [
        '"state" filters by "/state": its enum differs from that of the member',
        '"since" is a bound: no single member of an item is known to be bounded by it',
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
      list: {
        items: '/data',
        id: '/id',
        unique: true,
        limit: 'limit',
        filters: [{ parameter: 'type', member: '/type', exact: false }],
        paging: { kind: 'cursor', parameter: 'starting_after' },
        pageFacts: [{ place: { kind: 'member', pointer: '/has_more' }, says: 'has-next' }],
        agreement: 'whole',
      },
      out: [
        '"created" filters by "/created": its type differs from that of the member',
        '"currency" filters by "/currency": the filter may match parts of texts, or ignore case',
      ],
    });
    // The parameter is called like one item, and the id alone can be its value.
    expect(inferredAt('/v1/charges', model).list).toMatchObject({ items: '/data', id: '/id', unique: true });
  });

  it('Spring: each response of the type */*', () => {
    const responses = { 200: { description: 'OK', content: { '*/*': { schema: arrayOf(Ref('Cat')) } } } };
    const model = toModel(
      {
        '/cats': get({}, [query('limit', integer), query('offset', integer)], { responses }),
        '/cats/{id}': get({}, [inPath('id', integer)], {
          responses: { 200: { description: 'OK', content: { '*/*': { schema: Ref('Cat') } } } },
        }),
        // A text may be sent without quotation marks.
        '/words': get({}, [], { responses: { 200: { description: 'OK', content: { '*/*': { schema: text } } } } }),
      },
      { Cat: object({ id: integer, name: text }) },
    );
    expect(inferredAt('/cats', model).list).toMatchObject({ items: '', id: '/id', unique: true, limit: 'limit' });
    expect(inferredAt('/words', model).list).toBe(undefined);
  });

  it('NestJS: numbers instead of integers, and a generic page whose elements are described beside it', () => {
    const number = { type: 'number' };
    const meta = object({ page: number, take: number, pageCount: number, hasNextPage: { type: 'boolean' } });
    const page = object({ data: { type: 'array', items: { type: 'array' } }, meta });
    const of = { properties: { data: arrayOf(Ref('Cat')) } };
    const model = toModel(
      {
        '/cats': get({ allOf: [Ref('Page'), of] }, [
          query('page', { type: 'number', minimum: 1, default: 1 }),
          query('take', { type: 'number', maximum: 50, default: 10 }),
        ]),
        '/cats/{id}': get(Ref('Cat'), [inPath('id', number)]),
      },
      { Page: page, Cat: object({ id: number, name: text }) },
    );
    expect(inferredAt('/cats', model).list).toMatchObject({
      items: '/data',
      id: '/id',
      unique: true,
      limit: 'take',
      paging: { kind: 'page', parameter: 'page', first: 1 },
      pageFacts: [{ says: 'page' }, { says: 'limit' }, { says: 'has-next' }],
    });
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
      out: ['A list: no required member of an item has the name of an id'],
    });
    expect(inferredAt('/pet/findByStatus', pets(['id', 'status'], arrayOf(status)))).toEqual({
      list: {
        items: '',
        id: '/id',
        unique: false,
        filters: [{ parameter: 'status', member: '/status', exact: true }],
      },
      out: [],
    });
    expect(inferredAt('/pet/findByStatus', pets(['id', 'status'], status)).list).toMatchObject({
      filters: [{ parameter: 'status', member: '/status' }],
    });
  });

  it('Jira: `startAt` and `maxResults`, a total in the body, names to sort by that are text', () => {
    const page = (required?: readonly string[]) => ({
      ...object(
        {
          startAt: integer,
          maxResults: integer,
          total: integer,
          isLast: { type: 'boolean' },
          values: arrayOf(Ref('Project')),
        },
        required,
      ),
      required,
    });
    const search = (required?: readonly string[]) =>
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
    // Nobody wrote what is required: then an answer has what is described.
    expect(inferredAt('/rest/api/3/project/search', search()).list).toMatchObject({
      items: '/values',
      total: { kind: 'member', pointer: '/total' },
    });
    expect(inferredAt('/rest/api/3/project/search', search(['total'])).list).toMatchObject({
      items: '/values',
      total: { kind: 'member', pointer: '/total' },
    });
    expect(inferredAt('/rest/api/3/project/search', search(['values', 'startAt', 'maxResults']))).toEqual({
      list: {
        items: '/values',
        id: '/id',
        unique: false,
        limit: 'maxResults',
        fullPages: true,
        paging: { kind: 'offset', parameter: 'startAt' },
        pageFacts: [
          { place: { kind: 'member', pointer: '/maxResults' }, says: 'limit' },
          { place: { kind: 'member', pointer: '/startAt' }, says: 'offset' },
        ],
        sort: {
          parameter: 'orderBy',
          keys: [{ name: 'key', member: '/key', order: 'text' }],
          ascending: '{key}',
          descending: '-{key}',
          several: false,
          stable: false,
        },
        ordered: true,
      },
      out: [
        '"/total" of the body is the number of all matching items: it is not required, so a response may lack it, and its description does not say that all matching items are counted',
        '"/isLast" of the body is true if no other page follows: it is not required, so a response may lack it',
        '"categoryId" filters by "/categoryId": it may also select items of nested resources of that category',
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
        paging: { kind: 'offset', parameter: 'offset' },
        limit: 'limit',
        total: { kind: 'header', name: 'X-Total-Count' },
        count: { kind: 'header', name: 'X-Result-Count' },
        sort: {
          parameter: 'sort',
          keys: [{ name: 'createdAt', member: '/createdAt', order: 'date-time' }],
          ascending: '{key}',
          descending: '-{key}',
          several: true,
          stable: false,
        },
        filters: [{ parameter: 'status', member: '/status', exact: true }],
        agreement: 'whole',
      },
      out: ['"sort" sorts by priority: its values may be sorted by rank'],
    });
  });
});
