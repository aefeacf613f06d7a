/** What a fault leaves out, and what stays. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { accepts } from '../../src/schema/accepts.ts';
import { sampleValue } from '../../src/schema/sample.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { document, json, type Members, mistakes, operation, toModel } from '../helpers/builders.ts';

const GOOD = { '/good': { get: operation() } };

/** A document with a good operation and these paths. */
function beside(paths: Members, more: Members = {}): Members {
  return document({ paths: { ...GOOD, ...paths }, ...more });
}

/** `kind pointer: message` for each notice. */
function noticesOf(from: unknown): readonly string[] {
  return toModel(from).notices.map(({ kind, pointer, message }) => `${kind} ${pointer}: ${message}`);
}

const B = '/paths/~1bad';

describe('a fault inside a part leaves out that part, and is told', () => {
  it.each([
    {
      what: 'a path without a slash',
      paths: { bad: { get: operation() } },
      want: ['left-out /paths/bad: "bad" does not begin with "/"'],
    },
    {
      what: 'a path that is null',
      paths: { '/bad': null },
      want: [`left-out ${B}: /bad: expected an object, got null`],
    },
    {
      what: 'a parameter of the path, for each of its operations',
      paths: { '/bad': { parameters: [{ name: 'a' }], get: operation(), put: operation() } },
      want: ['GET', 'PUT'].map(
        (method) =>
          `left-out ${B}/parameters/0: ${method} /bad: the parameter "a" needs an \`in\` (query, path, header, cookie)`,
      ),
    },
    {
      what: 'two faults of one operation',
      paths: { '/bad': { get: operation({ summary: [], tags: 2 }) } },
      want: [`left-out ${B}/get/tags: GET /bad: expected an array of texts, got number (and 1 more error in it)`],
    },
    {
      what: 'a shared schema that is broken, for what sends it',
      paths: {
        '/bad': { put: operation({ requestBody: json({ items: { $ref: '#/components/schemas/A' } }) }) },
      },
      want: ['left-out /components/schemas/A/not/$ref: PUT /bad: "#/no" does not exist'],
    },
    {
      what: 'a method that is misspelt, or of a later version',
      paths: { '/good': { get: operation(), gett: {}, POST: {}, query: {}, 'x-gett': {} } },
      want: [
        'left-out /paths/~1good/gett: "gett" of /good: it is no method of OpenAPI 3.0 and 3.1',
        'left-out /paths/~1good/POST: "POST" of /good: methods are written in lower case',
        'left-out /paths/~1good/query: "query" of /good: it is no method of OpenAPI 3.0 and 3.1',
      ],
    },
    {
      what: 'an operation of a path that differs from an earlier one in names only',
      paths: {
        '/good': { get: operation() },
        '/x/{a}': { parameters: [{ name: 'a', in: 'path' }], get: operation() },
        '/x/{b}': { parameters: [{ name: 'b', in: 'path' }], get: operation(), put: operation() },
      },
      left: ['/good', '/x/{a}', '/x/{b}'],
      want: ['left-out /paths/~1x~1{b}/get: GET /x/{b}: "/x/{b}" and "/x/{a}" are the same path'],
    },
    {
      what: 'a response without a status',
      paths: { '/good': { get: { responses: { 200: {}, '2xx': {}, ok: {}, 999: {} } } } },
      want: ['999', 'ok'].map(
        (status) => `left-out /paths/~1good/get/responses/${status}: a response: "${status}" is no status`,
      ),
    },
    {
      what: 'a callback',
      paths: { '/good': { get: operation({ callbacks: { paid: {} } }) } },
      want: ['left-out /paths/~1good/get/callbacks/paid: the callback "paid" of GET /good: the server sends it'],
    },
  ])('$what', ({ paths, want, left = ['/good'] }) => {
    const from = beside(paths, { components: { schemas: { A: { not: { $ref: '#/no' } } } } });
    expect(noticesOf(from)).toEqual(want);
    expect(toModel(from).operations.map(({ path }) => path)).toEqual(left);
  });

  it('a body without a media type', () => {
    const post = operation({ requestBody: { required: true, content: {} } });
    const want = 'left-out /paths/~1a/post/requestBody: the body: its `content` has no media type, so none is sent';
    expect(noticesOf(beside({ '/a': { post } }))).toEqual([want]);
  });

  it('a webhook', () => {
    const want = ['left-out /webhooks/paid: the webhook "paid": the server sends it'];
    expect(noticesOf(beside({}, { webhooks: { paid: { post: {} } } }))).toEqual(want);
  });

  it('and what uses nothing of it needs nothing of it', () => {
    const schemas = { A: { $ref: '#/no' }, B: { type: 'object' } };
    const paths = {
      '/bad': { put: operation({ requestBody: json({ $ref: '#/components/schemas/A' }) }) },
      '/b': { get: operation({ responses: { 200: json({ $ref: '#/components/schemas/B' }) } }) },
    };
    const { operations, definitions } = toModel(beside(paths, { components: { schemas } }));
    expect(operations.map(({ path }) => path)).toEqual(['/good', '/b']);
    expect([...definitions.keys()]).toEqual(['#/components/schemas/B']);
  });

  it('and a component that nothing uses may be broken', () => {
    expect(noticesOf(beside({}, { components: { schemas: { A: { $ref: '#/no' } } } }))).toEqual([]);
  });
});

describe('a parameter without a name', () => {
  const withParameter = (parameter: object) => beside({ '/bad': { get: operation({ parameters: [parameter] }) } });

  it.each([
    { name: '', in: 'query' },
    { in: 'query', schema: { type: 'string' } },
    { name: '', in: 'header', required: false },
  ])('is left out if it is optional: %j', (parameter) => {
    const from = withParameter(parameter);
    const want = `left-out ${B}/get/parameters/0: an optional ${parameter.in} parameter without a name`;
    expect(noticesOf(from)).toEqual([want]);
    expect(toModel(from).operations.map(({ parameters }) => parameters)).toEqual([[], []]);
  });

  it.each([{ name: '', in: 'query', required: true }, { name: '', in: 'path' }, { name: '' }])(
    'leaves out its operation if that may need it: %j',
    (parameter) => {
      const from = withParameter(parameter);
      expect(noticesOf(from)).toEqual([expect.stringContaining('GET /bad: a parameter needs a `name`')]);
      expect(toModel(from).operations).toHaveLength(1);
    },
  );

  it('is an error if nothing may be left out', async () => {
    expect(await mistakes(withParameter({ name: '', in: 'query' }), { strict: true })).toEqual([
      `document/wrong-type ${B}/get/parameters/0`,
    ]);
  });
});

describe('a reference of a response to nowhere leaves out what it describes', () => {
  const schemas = { A: { $ref: '#/no' }, C: { not: { $ref: '#/no' } } };
  const answer = (schema: object, more: object = {}) => ({
    '/bad': { put: operation({ responses: { 200: json(schema) }, ...more }) },
  });
  const owner = (schema: object) => answer({ type: 'object', properties: { id: { type: 'integer' }, owner: schema } });
  const AT = '/paths/~1bad/put/responses/200/content/application~1json/schema/properties/owner';
  const OPEN = '"#/no" does not exist: what it describes is not asserted';

  it.each([
    { what: 'in a member', paths: owner({ $ref: '#/no' }), want: [`left-out ${AT}/$ref: ${OPEN}`] },
    {
      what: 'in a component',
      paths: owner({ $ref: '#/components/schemas/A' }),
      want: [`left-out /components/schemas/A/$ref: ${OPEN}`],
    },
    {
      what: 'in a component, of two operations',
      paths: {
        ...owner({ $ref: '#/components/schemas/A' }),
        '/b': { get: answer({ $ref: '#/components/schemas/A' })['/bad'].put },
      },
      want: [`left-out /components/schemas/A/$ref: ${OPEN}`],
      left: ['/good', '/bad', '/b'],
    },
    {
      what: 'unless a request needs it, too',
      paths: answer({ $ref: '#/components/schemas/A' }, { requestBody: json({ $ref: '#/components/schemas/A' }) }),
      want: ['left-out /components/schemas/A/$ref: PUT /bad: "#/no" does not exist'],
      left: ['/good'],
    },
    {
      what: 'which is the place that is named',
      paths: answer({ items: { $ref: '#/no' } }, { requestBody: json({ not: { $ref: '#/no' } }) }),
      want: [
        'left-out /paths/~1bad/put/requestBody/content/application~1json/schema/not/$ref: PUT /bad: "#/no" does not exist',
      ],
      left: ['/good'],
    },
    {
      what: 'unless it refers to itself',
      paths: owner({ $ref: '#/components/schemas/L' }),
      want: [`left-out ${AT}/$ref: PUT /bad: "#/components/schemas/L" is a circular reference`],
      left: ['/good'],
    },
  ])('$what', ({ paths, want, left = ['/good', '/bad'] }) => {
    const from = beside(paths, { components: { schemas: { ...schemas, L: { $ref: '#/components/schemas/L' } } } });
    expect(noticesOf(from)).toEqual(want);
    expect(toModel(from).operations.map(({ path }) => path)).toEqual(left);
  });

  it.each([{ $ref: '#/no' }, { not: { $ref: '#/no' } }, { oneOf: [{ type: 'string' }, { $ref: '#/no' }] }])(
    'and nothing is judged by it: %j',
    (schema) => {
      const model = toModel(beside(owner(schema)));
      const node = model.operations[1]?.responses[0]?.media[0]?.node;
      if (!node) throw new Error('no schema');
      const { schema: judged, notAsserted } = toJudgeable(node, model);
      expect(notAsserted.length).toBeGreaterThan(0);
      expect(new Ajv2020({ strict: false }).validate(judged as object, { id: 1, owner: 'a' })).toBe(true);
      expect(accepts(sampleValue(node, model), node.schema, { schemas: model, notNeeded: [] })).toBe(true);
    },
  );
});

it('what is left out is documented all the same', () => {
  const broken = { put: operation({ operationId: 'a', tags: 1 }), patch: null };
  const { leftOut } = toModel(beside({ '/good': { ...broken, get: operation() } }));
  expect(leftOut).toEqual([
    { method: 'put', path: '/good', id: 'a' },
    { method: 'patch', path: '/good' },
  ]);
});

describe('the whole document is refused', () => {
  const bad = { '/bad': { get: operation({ tags: 2 }) }, bad: {} };
  const faults = ['path/no-slash /paths/bad', `document/wrong-type ${B}/get/tags`];

  it.each([
    { why: 'with `strict`', from: beside(bad), strict: true, want: faults },
    { why: 'where nothing is left', from: document({ paths: bad }), strict: false, want: faults },
    {
      why: 'where it has a fault of its own, with all others',
      from: beside(bad, { tags: 1 }),
      strict: false,
      want: ['document/wrong-type /tags', ...faults],
    },
  ])('$why', async ({ from, strict, want }) => {
    expect(await mistakes(from, { strict })).toEqual(want);
  });

  it.each([{ what: 'two operations of one name', item: { get: { operationId: 'a' }, put: { operationId: 'a' } } }])(
    'only with `strict`: $what',
    async ({ item }) => {
      const from = document({ paths: { '/a': item } });
      expect(await mistakes(from, { strict: true })).toHaveLength(1);
      expect(noticesOf(from)).toEqual([expect.stringMatching(/^note /)]);
    },
  );
});

describe('a note tells what happens instead', () => {
  it('the second operation of a name is named after its method and path', () => {
    const from = document({
      paths: { '/a': { get: operation({ operationId: 'a' }), put: operation({ operationId: 'a' }) } },
    });
    expect(toModel(from).operations.map(({ id }) => id)).toEqual(['a', 'put /a']);
  });

  it('a link to an operation that is not there is not followed', () => {
    const links = { next: { operationId: 'no' }, again: { operationId: 'a' } };
    const from = document({ paths: { '/a': { get: operation({ operationId: 'a', responses: { 200: { links } } }) } } });
    expect(toModel(from).operations[0]?.links.map(({ name }) => name)).toEqual(['again']);
  });

  it('a summary of several lines is a name of one line', () => {
    const from = beside({ '/good': { get: operation({ summary: ' Get\n pets\n' }) } });
    expect(toModel(from).operations).toMatchObject([{ summary: 'Get pets' }]);
  });

  it.each<{ what: string; get: Members; want: object; at: string; note: string }>([
    {
      what: 'a summary that is a number',
      get: { summary: 42 },
      want: { summary: '42' },
      at: 'summary',
      note: 'the summary is the number 42, and is taken as a text: write it in quotation marks',
    },
    {
      what: 'a tag that is a boolean',
      get: { tags: ['a', true] },
      want: { tags: ['a', 'true'] },
      at: 'tags/1',
      note: 'element 1 is the boolean true, and is taken as a text: write it in quotation marks',
    },
    {
      what: 'a list that is null',
      get: { parameters: null },
      want: { parameters: [] },
      at: 'parameters',
      note: '`parameters` is null: it is read as if it were missing',
    },
    {
      what: 'a body that is null',
      get: { requestBody: null, description: null },
      want: { description: '' },
      at: 'requestBody',
      note: '`requestBody` is null: it is read as if it were missing',
    },
    {
      what: 'security that is null',
      get: { security: null },
      want: { security: [] },
      at: 'security',
      note: '`security` is null: it is read as if it were missing',
    },
    {
      what: 'content that is null, of which nothing is known',
      get: { responses: { 200: { content: null } } },
      want: { responses: [expect.not.objectContaining({ isEmpty: true })] },
      at: 'responses/200/content',
      note: '`content` is null: it is read as if it were missing',
    },
    {
      what: 'a response that is null',
      get: { responses: { 204: null, default: null } },
      want: { responses: [{ status: '204', media: [] }, { status: 'default' }] },
      at: 'responses/204',
      note: '`204` is null: it is read as if it were empty',
    },
    {
      what: 'a media type that is null',
      get: { responses: { 200: { content: { 'text/csv': null } } } },
      want: { responses: [{ media: [{ type: 'text/csv' }] }] },
      at: 'responses/200/content/text~1csv',
      note: '`text/csv` is null: it is read as if it were empty',
    },
  ])('$what', ({ get, want, at, note }) => {
    const { operations, notices } = toModel(beside({ '/good': { get: operation(get) } }));
    expect(operations).toMatchObject([want]);
    expect(notices).toContainEqual({ kind: 'note', pointer: `/paths/~1good/get/${at}`, message: note });
  });

  it.each([
    { info: { title: 42, version: '1' }, want: { title: '42', version: '1' }, notes: 1 },
    { info: {}, want: { title: 'API', version: '' }, notes: 2 },
    { info: undefined, want: { title: 'API', version: '' }, notes: 1 },
    { info: null, want: { title: 'API', version: '' }, notes: 2 },
    { info: { title: 'A', version: 1.5 }, want: { title: 'A', version: '1.5' }, notes: 1 },
  ])('a title or a version that is missing: $info', ({ info, want, notes }) => {
    const model = toModel(document({ info }));
    expect(model).toMatchObject(want);
    expect(model.notices.map(({ kind }) => kind)).toEqual(Array(notes).fill('note'));
  });
});

describe('a reference is followed', () => {
  const shared = operation({ operationId: 'shared' });

  it('at an operation, of which other members have no effect', () => {
    const get = { $ref: '#/components/x-operations/shared', summary: 'No' };
    const from = document({ paths: { '/a': { get } }, components: { 'x-operations': { shared } } });
    expect(toModel(from).operations).toMatchObject([{ id: 'shared', summary: 'GET /a' }]);
    expect(noticesOf(from)).toEqual(['note /paths/~1a/get: GET /a: beside `$ref`, summary has no effect']);
  });

  it('at a path, whose other members are added', () => {
    const item = { get: shared, put: operation({ summary: 'No' }), parameters: [{ name: 'a', in: 'query' }] };
    const own = { $ref: '#/components/pathItems/A', put: operation(), parameters: [{ name: 'b', in: 'query' }] };
    const from = document({ paths: { '/a': own }, components: { pathItems: { A: item } } });
    expect(
      toModel(from).operations.map(({ id, summary, parameters }) => [id, summary, parameters.map(({ name }) => name)]),
    ).toEqual([
      ['shared', 'GET /a', ['a', 'b']],
      ['put /a', 'PUT /a', ['a', 'b']],
    ]);
    expect(noticesOf(from)).toEqual([
      'ambiguous /paths/~1a/put: PUT /a is described twice, here and behind the `$ref`: this one is used',
    ]);
  });
});

describe('what stays, and is noted', () => {
  const oauth = (flow: string) => ({
    type: 'oauth2',
    flows: {
      [flow]: { tokenUrl: 'https://a.example/token', authorizationUrl: 'https://a.example', scopes: { r: '' } },
    },
  });
  const tokens = { Person: oauth('authorizationCode'), Machine: oauth('clientCredentials') };

  it.each([
    {
      what: 'a fragment in a path',
      from: document({ paths: { '/#Action=A': { post: operation() }, '/#Action=B': { post: operation() } } }),
      want: [
        'note /paths/~1#Action=A: "/#Action=A": what follows "#" is not sent. Operations at one path are told apart by their required parameters',
      ],
    },
    {
      what: 'two schemes that need a token in the same header',
      from: beside(
        {
          '/a': {
            get: operation({
              security: [{ Machine: ['r'], Basic: [] }, { Machine: ['r'] }, { Person: [], Machine: ['r'] }],
            }),
          },
        },
        { components: { securitySchemes: { ...tokens, Basic: { type: 'http', scheme: 'basic' } } } },
      ),
      want: [
        expect.stringMatching('^note /components/securitySchemes/Person'),
        'note /paths/~1a/get: "Person" and "Machine" need the same header, Authorization: one token serves for all of them, that of "Machine"',
      ],
    },
    {
      what: 'scopes that only a person gets',
      from: beside(
        { '/a': { get: operation({ security: [{ Both: ['w'] }] }) } },
        {
          components: {
            securitySchemes: {
              Both: {
                type: 'oauth2',
                flows: {
                  ...tokens.Machine.flows,
                  implicit: { authorizationUrl: 'https://a.example', scopes: { w: '' } },
                },
              },
            },
          },
        },
      ),
      want: [
        'note /components/securitySchemes/Both: some scopes are not those of client credentials, so its token is taken from the variable "Both"',
      ],
    },
  ])('$what', ({ from, want }) => {
    expect(noticesOf(from)).toEqual(want);
  });

  it.each([
    { url: 'https://{account}.example/v1', variables: {}, want: 'https://server.invalid/v1' },
    {
      url: 'https://{account}.example/v1',
      variables: { account: { default: '{account}' } },
      want: 'https://server.invalid/v1',
    },
    { url: '{anywhere}/v1', variables: {}, want: 'https://server.invalid/v1' },
    { url: 'https://a.example/{version}', variables: {}, want: 'https://a.example/version' },
  ])('a server with a variable that has no value: $url', ({ url, variables, want }) => {
    const from = beside({}, { servers: [{ url, variables }] });
    expect(toModel(from).baseUrl).toBe(want);
    expect(noticesOf(from)).toEqual([expect.stringMatching(/^note \/servers\/0: .* requests to it lead nowhere$/)]);
  });

  it('a server of several operations is told once, by the variable that they share', () => {
    const servers = [{ url: 'https://{tenant}.b.example', description: 'up' }];
    const from = beside({ '/a': { servers, get: operation(), post: operation(), put: operation() } });
    expect(noticesOf(from).filter((line) => line.includes('lead nowhere'))).toEqual([
      expect.stringContaining('until `base_url_up` is set'),
    ]);
  });

  it('a variable of a server without a default has the first of its allowed values', () => {
    const from = beside({}, { servers: [{ url: 'https://{at}.example', variables: { at: { enum: ['eu', 'us'] } } }] });
    expect([toModel(from).baseUrl, noticesOf(from)]).toEqual(['https://eu.example', []]);
  });
});

describe('a fault in a key of ours', () => {
  const items = { 200: { description: 'ok', ...json({ type: 'array', items: { type: 'object' } }) } };
  const at = '/paths/~1bad/get';

  it.each<{ name: string; bad: Members; want: string }>([
    {
      name: 'a list that is no object',
      bad: { 'x-list': 'yes' },
      want: `document/wrong-type ${at}/x-list`,
    },
    {
      name: 'a member that is misspelt',
      bad: { 'x-list': { itms: '' } },
      want: `list/unknown-name ${at}/x-list/itms`,
    },
    {
      name: 'a member of its sorting',
      bad: {
        'x-list': { sort: { parameter: 'by', keys: ['id'], key: 'id' } },
        parameters: [{ name: 'by', in: 'query', schema: {} }],
      },
      want: `list/unknown-name ${at}/x-list/sort/key`,
    },
    {
      name: 'a member of a key of its sorting',
      bad: {
        'x-list': { sort: { parameter: 'by', keys: [{ name: 'id', path: 'id' }] } },
        parameters: [{ name: 'by', in: 'query', schema: {} }],
      },
      want: `list/unknown-name ${at}/x-list/sort/keys/0/path`,
    },
    {
      name: 'a parameter that is not there',
      bad: { 'x-list': { limit: 'size' } },
      want: `list/unknown-name ${at}/x-list/limit`,
    },
    {
      name: 'a time that is none',
      bad: { 'x-time-budget': 'fast' },
      want: `document/wrong-type ${at}/x-time-budget`,
    },
    {
      name: 'a cause that is none',
      bad: { responses: { ...items, 404: { description: 'no', 'x-cause': 'gone' } } },
      want: `document/wrong-type ${at}/responses/404/x-cause`,
    },
  ])('refuses the description: $name', async ({ bad, want }) => {
    const paths = { ...GOOD, '/bad': { get: operation({ responses: items, ...bad }) } };
    expect(await mistakes(document({ paths }))).toEqual([want]);
  });

  it.each<{ where: string; bad: Members }>([
    { where: 'x-list/cursor/nxt', bad: { 'x-list': { cursor: { parameter: 'by', nxt: '/next' } } } },
    { where: 'x-list/says/totals', bad: { 'x-list': { says: { totals: '/n' } } } },
    { where: 'x-list/filters/0/exactly', bad: { 'x-list': { filters: [{ parameter: 'by', exactly: false }] } } },
    {
      where: 'x-list/sort/direction/up',
      bad: { 'x-list': { sort: { parameter: 'by', direction: { parameter: 'by', up: 'asc' } } } },
    },
    { where: 'x-odd-parameters/repeat', bad: { 'x-odd-parameters': { repeat: 'refused' } } },
  ])('refuses a member that it does not have: $where', async ({ where, bad }) => {
    const parameters = [{ name: 'by', in: 'query', schema: {} }];
    const paths = { ...GOOD, '/bad': { get: operation({ responses: items, parameters, ...bad }) } };
    expect(await mistakes(document({ paths }))).toEqual([`list/unknown-name ${at}/${where}`]);
  });

  it.each([
    { bad: { 'x-client-authentication': 'cookie' }, at: '/x-client-authentication' },
    { bad: { 'x-token-name': [] }, at: '/x-token-name' },
    { bad: { 'x-token-responses': 'none' }, at: '/x-token-responses' },
  ])('refuses the description: $bad of a scheme', async ({ bad, at }) => {
    const flows = { clientCredentials: { tokenUrl: 'https://api.example/token', scopes: {} } };
    const components = { securitySchemes: { oauth: { type: 'oauth2', flows, ...bad } } };
    const paths = { ...GOOD, '/bad': { get: operation({ security: [{ oauth: [] }] }) } };
    expect(await mistakes(document({ paths, components }))).toEqual([
      `document/wrong-type /components/securitySchemes/oauth${at}`,
    ]);
  });

  it('refuses one that stands at a path, and names one that is misspelt or beside a reference', async () => {
    const good = operation({ responses: items });
    const misplaced = document({ paths: { '/a': { 'x-list': {}, get: good } } });
    expect(await mistakes(misplaced)).toEqual(['list/unknown-name /paths/~1a/x-list']);
    const paths = {
      '/a': { get: { ...good, 'x-lsit': {}, 'x-timebudget': 1, 'x-test': 1, 'x-internal': true } },
      '/b': { get: { $ref: '#/paths/~1c/get', 'x-list': {} } },
      '/c': { get: good },
    };
    expect(noticesOf(document({ paths }))).toEqual([
      'note /paths/~1a/get/x-lsit: "x-lsit" is not read: is `x-list` meant?',
      'note /paths/~1a/get/x-timebudget: "x-timebudget" is not read: is `x-time-budget` meant?',
      'note /paths/~1b/get: GET /b: beside `$ref`, x-list has no effect',
    ]);
  });

  it('takes members for other tools in it', () => {
    const list = { 'x-note': 'for us', $comment: 'for you' };
    expect(() =>
      toModel(document({ paths: { '/a': { get: operation({ responses: items, 'x-list': list }) } } })),
    ).not.toThrow();
  });
});

it('an operation with a schema equal to that of another one is told at its own place', () => {
  const broken = () => operation({ requestBody: json({ type: 'array', items: { $ref: '#/components/schemas/' } }) });
  const paths = { '/bad': { put: broken() }, '/worse': { post: broken() } };
  const told = noticesOf(beside(paths)).map((text) => text.replace(/\/requestBody.*\$ref/, ''));
  const message = '"#/components/schemas/" does not exist';
  expect(told).toEqual([
    `left-out ${B}/put: PUT /bad: ${message}`,
    `left-out /paths/~1worse/post: POST /worse: ${message}`,
  ]);
});
