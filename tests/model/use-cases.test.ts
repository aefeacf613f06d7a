import { describe, expect, it } from 'vitest';
import { exactJson } from '../../src/core/digits.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { document, formatFinding, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const securitySchemes = { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } };
const parameters = ['p', 'size', 'page'].map((name) => ({ name, in: 'query', schema: {} }));
const paths = { '/orders': { get: operation({ operationId: 'orders', parameters }) } };
const model = toModel(document({ paths, components: { securitySchemes } }));

const locate = (pointer: string) => ({ pointer });

function useCases(...workflows: unknown[]) {
  return readUseCases({ document: { arazzo: '1.0.1', workflows }, locate: (pointer) => ({ pointer }) }, model).useCases;
}

const step = (more: Members = {}) => ({ stepId: 'list', operationId: 'orders', ...more });
const withParameter = (value: unknown, place = 'query') => ({
  workflowId: 'w',
  steps: [
    step({
      parameters: [{ name: 'p', in: place, value }],
      outputs: { order_id: '$response.body#/0/id', 'order-id': '$response.body#/0/id' },
    }),
  ],
  outputs: { order_id: '$steps.list.outputs.order_id' },
});

it('reads a workflow, with what it hands on', () => {
  const list = {
    workflowId: 'list',
    summary: 'List them',
    description: 'All of them.',
    steps: [step({ description: 'Ask.', outputs: { first: '$response.body#/0/id' } })],
    outputs: { order_id: '$steps.list.outputs.first' },
  };
  const look = { workflowId: 'look', steps: [step({ operationId: '$sourceDescriptions.shop.orders' })] };
  expect(useCases(list, look)).toEqual([
    {
      id: 'list',
      title: 'List them',
      description: 'All of them.',
      steps: [{ id: 'list', description: 'Ask.', operation: 'orders', parameters: [] }],
      outputs: [{ variable: 'order_id', step: 'list', body: '/0/id' }],
    },
    {
      id: 'look',
      title: 'look',
      description: '',
      steps: [{ id: 'list', description: '', operation: 'orders', parameters: [] }],
      outputs: [],
    },
  ]);
});

describe('a parameter of a step', () => {
  it.each([
    { value: 'text', want: { kind: 'literal', value: 'text' } },
    { value: 10, want: { kind: 'literal', value: 10 } },
    { value: ['a', null], want: { kind: 'literal', value: ['a', null] } },
    { value: '5 $', want: { kind: 'literal', value: '5 $' } },
    { value: undefined, want: { kind: 'literal', value: '' } },
    { value: '$workflows.w.outputs.order_id', want: { kind: 'output', variable: 'order_id' } },
    { value: '$steps.list.outputs.order-id', want: { kind: 'output', variable: 'order-id' } },
  ])('is $want.kind for $value', ({ value, want }) => {
    expect(useCases(withParameter(value))[0]?.steps[0]?.parameters).toEqual([{ name: 'p', in: 'query', value: want }]);
  });

  it('of the workflow comes first, and is left out where it carries credentials', () => {
    const parameters = ['Authorization', 'x-key', 'X-Other'].map((name) => ({
      name,
      in: 'header',
      value: '$inputs.a',
    }));
    const own = { name: 'own', in: 'query', value: 1 };
    const [read] = useCases({ workflowId: 'w', parameters, steps: [step({ parameters: [own] })] });
    expect(read?.steps[0]?.parameters.map(({ name }) => name)).toEqual(['own']);
  });

  it('is an input only by its default, and a notice says where there is none', () => {
    const parameters = [
      { name: 'size', in: 'query', value: '$inputs.size' },
      { name: 'page', in: 'query', value: '{$inputs.page}' },
    ];
    const inputs = { type: 'object', properties: { size: { default: 5 }, page: {} } };
    const { useCases: found, notices } = readUseCases(
      {
        document: { arazzo: '1.0.1', workflows: [{ workflowId: 'w', inputs, steps: [step({ parameters })] }] },
        locate,
      },
      model,
    );
    expect(found[0]?.steps[0]?.parameters).toEqual([
      { name: 'size', in: 'query', value: { kind: 'literal', value: 5 } },
    ]);
    expect(notices.map(({ pointer }) => pointer)).toEqual(['/workflows/0/steps/0/parameters/1']);
  });

  it('is the output of the step that it names, where several have one of this name', () => {
    const outputs = { id: '$response.body#/0/id' };
    const parameters = [{ name: 'p', in: 'query', value: '$steps.a.outputs.id' }];
    const steps = [step({ stepId: 'a', outputs }), step({ stepId: 'b', outputs }), step({ stepId: 'c', parameters })];
    const [read] = useCases({ workflowId: 'w', steps });
    expect(read?.steps[2]?.parameters[0]?.value).toEqual({ kind: 'output', variable: 'w_a_id' });
    expect(read?.outputs).toEqual([{ variable: 'w_a_id', step: 'a', body: '/0/id' }]);
  });
});

describe('what a parameter of a step is made of', () => {
  const read = (steps: readonly unknown[], more: Members = {}, workflow: Members = {}) => {
    const inputs = { properties: { u: { default: 'me' }, n: { default: 3 }, none: {} } };
    const workflows = [{ workflowId: 'w', inputs, steps, ...workflow }];
    const found = readUseCases({ document: { arazzo: '1.0.1', workflows, ...more }, locate }, of);
    return {
      parameters: found.useCases[0]?.steps.at(-1)?.parameters.map(({ value }) => value),
      criteria: found.useCases[0]?.steps.at(-1)?.criteria?.length,
      notices: found.notices.map(({ kind, message, pointer }) => `${kind} ${pointer} ${message}`),
    };
  };
  const schema = { type: 'object', properties: { id: { type: 'string' }, list: { type: 'array' }, any: {} } };
  const secured = { operationId: 'secured', security: [{ Key: [] }] };
  const of = toModel(
    document({
      paths: {
        '/orders': {
          get: operation({ operationId: 'orders', parameters, responses: { 200: json(schema) } }),
          put: operation(secured),
        },
      },
      components: { securitySchemes },
    }),
  );
  const given = (value: unknown, place = 'query', name = 'p') => ({ parameters: [{ name, in: place, value }] });
  const outputs = {
    id: '$response.body#/id',
    list: '$response.body#/list',
    any: '$response.body#/any',
    whole: '$response.body',
    head: '$response.header.X-Id',
    status: '$statusCode',
    asked: '$request.query.q',
  };
  const first = step({ stepId: 'a', outputs });
  const AT = '/workflows/0/steps/1/parameters/0';

  it.each([
    { value: 'u-{$inputs.u}-{$inputs.n}', want: 'u-me-3' },
    { value: ['$inputs.n', { a: '{$inputs.u}!' }], want: [3, { a: 'me!' }] },
    { value: '{a} {$5} {$ref}', want: '{a} {$5} {$ref}' },
  ])('$value is $want', ({ value, want }) => {
    expect(read([first, step(given(value))])).toMatchObject({
      parameters: [{ kind: 'literal', value: want }],
      notices: [],
    });
  });

  it.each([
    { value: '{$steps.a.outputs.id}', want: 'id' },
    { value: '$steps.a.outputs.any', want: 'any' },
  ])('$value is an output', ({ value, want }) => {
    expect(read([first, step(given(value))]).parameters).toEqual([{ kind: 'output', variable: want }]);
  });

  it.each([
    { value: 'a {$inputs.none}', why: 'has no `default`' },
    { value: ['$inputs.none'], why: 'has no `default`' },
    { value: '$steps.a.outputs.list', why: 'is an array or an object' },
    { value: '$steps.a.outputs.whole', why: 'is an array or an object' },
  ])('$value is not sent: it $why', ({ value, why }) => {
    const criteria = { successCriteria: [{ condition: "$response.body#/id == 'a'" }] };
    const found = read([first, step({ ...given(value), ...criteria })]);
    expect(found).toMatchObject({ parameters: [], criteria: undefined });
    expect(found.notices[0]).toContain(`note ${AT} the parameter "p" is not sent`);
    expect(found.notices[0]).toContain(why);
  });

  it.each([
    { value: 'id eq {$steps.a.outputs.id}', at: '/value', why: 'inside the text' },
    { value: 'at {$url}', at: '/value', why: '{$url}' },
    { value: ['$steps.a.outputs.id', 'x'], at: '/value/0', why: 'in an array' },
    { value: '$steps.a.outputs.head', at: '/value', why: '"$response.header.X-Id" is no member' },
    { value: '$steps.a.outputs.status', at: '/value', why: '"$statusCode" is no member' },
    { value: '$steps.a.outputs.asked', at: '/value', why: '"$request.query.q" is no member' },
  ])('a workflow that needs $value is left out', ({ value, at, why }) => {
    const { parameters, notices } = read([first, step(given(value))]);
    expect(parameters).toBeUndefined();
    expect(notices).toEqual([expect.stringContaining(`left-out ${AT}${at} the workflow "w": `)]);
    expect(notices[0]).toContain(why);
  });

  it('an output of a workflow that is no member of a body is not stored, and a notice says so', () => {
    const { notices } = read([first], {}, { outputs: { head: '$steps.a.outputs.head' } });
    expect(notices).toEqual([
      expect.stringContaining('note /workflows/0/outputs/head the output "head" is not stored'),
    ]);
  });

  const components = {
    parameters: { Q: { name: 'q', in: 'query', value: 'reused' } },
    successActions: { next: { type: 'goto', stepId: 'b' }, end: { type: 'end' } },
    failureActions: { again: { type: 'retry' } },
  };
  const Q = { reference: '$components.parameters.Q' };
  it.each([
    { what: 'of a step', own: [Q], want: ['reused'] },
    { what: 'with a value of its own', own: [{ ...Q, value: '{$inputs.u}' }], want: ['me'] },
    { what: 'of the workflow', shared: [Q], want: ['reused'] },
    {
      what: 'of the workflow, which the step replaces',
      shared: [Q],
      own: [{ name: 'q', in: 'query', value: 1 }],
      want: [1],
    },
  ])('a reusable parameter $what is $want', ({ shared = [], own = [], want }) => {
    const found = read([step({ parameters: own })], { components }, { parameters: shared });
    expect(found.parameters).toEqual(want.map((value) => ({ kind: 'literal', value })));
  });

  it.each([
    { actions: { onSuccess: [{ reference: '$components.successActions.next' }] }, count: 1 },
    { actions: { onSuccess: [{ reference: '$components.successActions.end' }] }, count: undefined },
    { actions: { onFailure: [{ reference: '$components.failureActions.again' }] }, count: undefined },
    { actions: { onFailure: [], onSuccess: [] }, count: 1 },
  ])('reusable actions $actions are those that they name, and an empty list is none', ({ actions, count }) => {
    const criteria = { successCriteria: [{ condition: "$response.body#/id == 'a'" }] };
    const found = read([step({ stepId: 'a', ...actions }), step({ stepId: 'b', ...criteria })], { components });
    expect(found.criteria).toBe(count);
  });

  it.each([
    {
      what: 'is not sent where the operation needs none',
      id: 'orders',
      name: 'Authorization',
      value: '$inputs.u',
      want: 1,
    },
    { what: 'has another value than the authorization', id: 'secured', name: 'X-Key', value: 'mine', want: 1 },
    { what: 'has the value of a default', id: 'secured', name: 'X-Key', value: '$inputs.u', want: 1 },
    { what: 'is that of the authorization', id: 'secured', name: 'X-Key', value: '$inputs.none', want: 0 },
  ])('a credential $what', ({ id, name, value, want }) => {
    const found = read([step({ operationId: id, ...given(value, 'header', name) })]);
    expect(found.parameters).toEqual([]);
    expect(found.notices.filter((one) => one.includes(`"${name}" is not sent`))).toHaveLength(want);
  });

  it('JSON text in a payload keeps its digits', () => {
    const body = { content: { 'application/json': { schema: {} } } };
    const put = operation({ operationId: 'put', requestBody: body });
    const payload = '{"n": 98765432109876543210}';
    const workflows = [{ workflowId: 'w', steps: [step({ operationId: 'put', requestBody: { payload } })] }];
    const found = readUseCases(
      { document: { workflows }, locate },
      toModel(document({ paths: { '/orders': { put } } })),
    );
    expect(exactJson(found.useCases[0]?.steps[0]?.body?.value)).toBe('{"n":98765432109876543210}');
  });
});

describe('the body of a step', () => {
  const media = { content: { 'application/json': { schema: {} }, 'text/plain': { schema: { type: 'string' } } } };
  const withBody = toModel(
    document({ paths: { '/orders': { post: operation({ operationId: 'orders', requestBody: media }) } } }),
  );
  const outputs = { id: '$response.body#/id' };
  const read = (requestBody: unknown, inputs: unknown = {}) => {
    const workflow = { workflowId: 'w', inputs, steps: [step({ stepId: 'a', outputs }), step({ requestBody })] };
    const components = { inputs: { all: { properties: { x: { default: 7 } } }, one: { default: 8 } } };
    const found = readUseCases({ document: { arazzo: '1.0.1', workflows: [workflow], components }, locate }, withBody);
    return { body: found.useCases[0]?.steps[1]?.body, notices: found.notices.map(({ message }) => message) };
  };

  it.each([
    { what: 'a value', given: { payload: { a: ['$5', 1] } }, want: { a: ['$5', 1] }, at: [] },
    { what: 'a text of JSON', given: { payload: '{"a": "{$steps.a.outputs.id}"}' }, want: { a: null }, at: ['/a'] },
    { what: 'an output', given: { payload: { a: ['$steps.a.outputs.id'] } }, want: { a: [null] }, at: ['/a/0'] },
    {
      what: 'replaced',
      given: { payload: { a: [1] }, replacements: [{ target: '/a/0', value: '$steps.a.outputs.id' }] },
      want: { a: [null] },
      at: ['/a/0'],
    },
    { what: 'an input', given: { payload: { a: '$inputs.x' } }, want: { a: 7 }, at: [] },
  ])('is $what', ({ given, want, at }) => {
    const { body, notices } = read(given, { properties: { x: { default: 7 } } });
    expect(body).toMatchObject({ value: want, outputs: at.map((pointer) => ({ pointer, variable: 'id' })) });
    expect(notices).toEqual([]);
  });

  it.each([
    { what: 'a reference', inputs: { $ref: '#/components/inputs/all' }, want: 7 },
    { what: 'a part', inputs: { allOf: [{ $ref: '#/components/inputs/all' }] }, want: 7 },
    { what: 'a reference of the input', inputs: { properties: { x: { $ref: '#/components/inputs/one' } } }, want: 8 },
    { what: 'a constant', inputs: { properties: { x: { const: 9 } } }, want: 9 },
    { what: 'a default of all inputs', inputs: { default: { x: 10 } }, want: 10 },
  ])('has the value of an input in $what', ({ inputs, want }) => {
    const { body, notices } = read({ payload: { a: '$inputs.x' } }, inputs);
    expect([body?.value, notices]).toEqual([{ a: want }, []]);
  });

  it.each([
    { what: 'an input without default', given: { payload: { a: '$inputs.x' } } },
    { what: 'an expression in a text', given: { payload: { a: 'id {$steps.a.outputs.id}' } } },
    { what: 'another expression', given: { payload: { a: '$url' } } },
    { what: 'an output in a text', given: { contentType: 'text/plain', payload: '$steps.a.outputs.id' } },
    { what: 'XPath', given: { payload: {}, replacements: [{ target: 'a/b', value: 1 }] } },
    { what: 'no payload', given: {} },
  ])('is not used with $what, and its criteria are not asserted', ({ given }) => {
    const { body, notices } = read(given);
    expect(body).toBeUndefined();
    expect(notices).toHaveLength(1);
  });
});

describe('the success criteria of a step', () => {
  const statuses = { 200: { description: '' }, 404: { description: '' }, 409: { description: '' } };
  const paths = { '/orders': { get: operation({ operationId: 'orders', responses: statuses }) } };
  const read = (...steps: readonly unknown[]) => {
    const document_ = { arazzo: '1.0.1', workflows: [{ workflowId: 'w', steps }] };
    const { useCases: found, notices } = readUseCases({ document: document_, locate }, toModel(document({ paths })));
    const last = found[0]?.steps.at(-1);
    const { statuses: others, orSuccess } = last?.refusal ?? {};
    const why = notices.map(({ message }) => message).filter((message) => message.includes('not asserted'));
    return {
      others,
      orSuccess,
      criteria: last?.criteria?.length,
      why: why.map((message) => message.split(': ').at(-1)),
    };
  };
  const criteria = (...conditions: string[]) => ({ successCriteria: conditions.map((condition) => ({ condition })) });
  const done = "$response.body#/state == 'done'";

  it.each([
    { given: ['$statusCode == 404'], others: [404] },
    { given: ['$statusCode >= 400'], others: [404, 409], criteria: 1 },
    { given: ['$statusCode != 200', '409 != $statusCode'], others: [404], criteria: 2 },
    { given: ['$statusCode == 200 || $statusCode == 404'], others: [404], orSuccess: true, criteria: 1 },
    { given: ['$statusCode < 300', done], criteria: 2 },
    { given: ['$statusCode == 201', done], why: ['it needs a status that the description does not have', 2] },
  ])('$given allow $others besides a success', ({ given, others, orSuccess, criteria: count, why }) => {
    const found = read(step(criteria(...given)));
    const [reason, times = 0] = why ?? [];
    const want = { others, orSuccess, criteria: count, why: Array.from({ length: Number(times) }, () => reason) };
    expect(found).toEqual(want);
  });

  it.each([
    { pattern: '^200$', others: undefined, criteria: undefined },
    { pattern: '^404$', others: [404], criteria: undefined },
    { pattern: '^4', others: [404, 409], criteria: 1 },
    { pattern: '^2|404', others: [404], orSuccess: true, criteria: 1 },
  ])(
    'a regular expression of the status, $pattern, is a condition',
    ({ pattern, others, orSuccess, criteria: count }) => {
      const of = (more: object) => ({ successCriteria: [{ context: '$statusCode', condition: pattern, ...more }] });
      expect(read(step(of({ type: 'regex' })))).toEqual({ others, orSuccess, criteria: count, why: [] });
    },
  );

  it.each(['^9', '['])('a regular expression that no status matches is not asserted: %s', (condition) => {
    const found = read(step({ successCriteria: [{ context: '$statusCode', condition, type: 'regex' }] }));
    expect(found.why).toEqual(['it is of type regex']);
  });

  const own = 'an earlier step is sent with other values than it describes';
  const actions = 'an earlier step has actions, which are not followed';
  it.each([
    { before: { onFailure: [{ type: 'retry' }] }, why: [actions] },
    { before: { onSuccess: [{ type: 'end' }] }, why: [actions] },
    { before: { onSuccess: [{ type: 'goto', stepId: 'last' }] }, why: [] },
    { before: { parameters: [{ name: 'p', in: 'query', value: '$inputs.p' }] }, why: [own] },
  ])('are not asserted after a step with $before: $why', ({ before, why }) => {
    const { why: found, others, orSuccess } = read(step(before), step({ stepId: 'last', ...criteria(done) }));
    expect([found, others, orSuccess]).toEqual([why, undefined, undefined]);
  });

  it('leave a success right where a retry is what leads to a refusal', () => {
    const found = read(step({ ...criteria('$statusCode == 404'), onFailure: [{ type: 'retry' }] }));
    expect(found).toMatchObject({ others: [404], orSuccess: true, criteria: undefined });
  });
});

describe('a mistake is shown where it stands', () => {
  const at = '/workflows/0';

  it.each([
    {
      what: 'an output that no step gives',
      workflow: { steps: [step({ parameters: [{ name: 'p', in: 'query', value: '$steps.list.outputs.no' }] })] },
      want: `use-case/unsupported ${at}/steps/0/parameters/0/value`,
    },
    { what: 'a workflow that is null', workflow: null, want: `document/wrong-type ${at}` },
    { what: 'steps that are an object', workflow: { steps: {} }, want: `document/wrong-type ${at}/steps` },
    {
      what: 'an operation that is not there',
      workflow: { steps: [step({ operationId: 'no' })] },
      want: `use-case/unknown-operation ${at}/steps/0/operationId`,
    },
    {
      what: 'a step by path',
      workflow: { steps: [{ stepId: 'a', operationPath: '#/paths' }] },
      want: `use-case/unsupported ${at}/steps/0`,
    },
    {
      what: 'a parameter without a place',
      workflow: withParameter(1, ''),
      want: `use-case/unsupported ${at}/steps/0/parameters/0`,
    },
    {
      what: 'an expression of another kind',
      workflow: withParameter('$statusCode'),
      want: `use-case/unsupported ${at}/steps/0/parameters/0/value`,
    },
    {
      what: 'an output of a step that is not there',
      workflow: { steps: [], outputs: { a: '$steps.no.outputs.a' } },
      want: `use-case/unsupported ${at}/outputs/a`,
    },
    {
      what: 'an output that is no text',
      workflow: { steps: [], outputs: { a: { toString: null } } },
      want: `use-case/unsupported ${at}/outputs/a`,
    },
  ])('$what', async ({ workflow, want }) => {
    expect((await findingsOf(() => useCases(workflow))).map(formatFinding)).toEqual([want]);
  });
});

describe('several descriptions', () => {
  const source = (name: string) => ({ name, url: `${name}.yaml`, type: 'openapi' });
  const of = (workflowId: string, more: Members) => ({ workflowId, steps: [step(more)] });
  const read = (names: readonly string[], ...workflows: unknown[]) => {
    const sourceDescriptions = names.map(source);
    return readUseCases({ document: { arazzo: '1.0.1', sourceDescriptions, workflows }, locate }, model);
  };
  const own = of('own', { operationId: '$sourceDescriptions.shop.orders' });

  it.each([
    { operationId: '$sourceDescriptions.pay.charge' },
    { operationId: undefined, operationPath: '{$sourceDescriptions.pay.url}#/paths/~1charges/post' },
  ])('leave out a workflow that sends to another one: $operationId $operationPath', (more) => {
    // An id of this description, too, is not meant where its source is another one.
    const same = of('same', { operationId: '$sourceDescriptions.pay.orders' });
    const { useCases: found, notices } = read(['shop', 'pay'], own, of('other', more), same);
    expect(found.map(({ id }) => id)).toEqual(['own']);
    const why = 'a step of it uses an operation of another description, "pay"';
    expect(notices.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
      `/workflows/1/steps/0 the workflow "other": ${why}`,
      `/workflows/2/steps/0 the workflow "same": ${why}`,
    ]);
  });

  it('do not excuse an operation that is not there and names none of them', async () => {
    const found = await findingsOf(() => read(['shop', 'pay'], own, of('typo', { operationId: 'ordres' })));
    expect(found.map(({ message }) => message)).toEqual(['"ordres" is not an operation']);
  });

  it('are needed for that', async () => {
    const other = of('other', { operationId: '$sourceDescriptions.shop.charge' });
    expect(await findingsOf(() => read(['shop'], own, other))).toHaveLength(1);
  });
});

describe('a document of Arazzo 1.1', () => {
  const read = (workflows: unknown[], more: Members = {}) =>
    readUseCases({ document: { arazzo: '1.1.0', ...more, workflows }, locate: (pointer) => ({ pointer }) }, model);
  const sourceDescriptions = [{ name: 'bus', url: 'bus.yaml', type: 'asyncapi' }];
  const selector = { context: '$response.body', selector: '$.id', type: 'jsonpath' };
  const parameter = (value: unknown, place = 'query') => ({ parameters: [{ name: 'p', in: place, value }] });

  it.each([
    { what: 'a channel', step: { stepId: 'a', channelPath: '{$sourceDescriptions.bus.url}#/channels/a' }, at: '' },
    { what: 'an operation of AsyncAPI', step: step({ operationId: '$sourceDescriptions.bus.send' }), at: '' },
    { what: 'another workflow', step: { stepId: 'a', workflowId: 'other' }, at: '' },
    { what: 'a selector as value', step: step(parameter(selector)), at: '/parameters/0/value' },
    { what: 'a selector as output', step: step({ outputs: { id: selector } }), at: '/outputs/id' },
    { what: 'a query string', step: step(parameter('a=1', 'querystring')), at: '/parameters/0' },
  ])('loses a workflow that needs $what, and one that needs its output', ({ step: used, at }) => {
    const needing = { workflowId: 'next', steps: [step(parameter('$workflows.gone.outputs.id'))] };
    const left = { workflowId: 'stays', steps: [step()] };
    const { useCases: found, notices } = read([needing, { workflowId: 'gone', steps: [used] }, left], {
      sourceDescriptions,
    });
    expect(found.map(({ id }) => id)).toEqual(['stays']);
    expect(notices.map(({ kind, pointer }) => [kind, pointer])).toEqual([
      ['left-out', `/workflows/1/steps/0${at}`],
      ['left-out', '/workflows/0/steps/0/parameters/0'],
    ]);
  });

  it('has notices of what is not used, once each', () => {
    const successCriteria = [{ condition: '$statusCode == 200' }, { condition: '$response.body#/a == 1' }];
    const unused = step({
      requestBody: {},
      onFailure: [{ type: 'retry' }],
      onSuccess: [],
      timeout: 10,
      successCriteria,
    });
    const workflows = [
      {
        workflowId: 'w',
        dependsOn: ['x'],
        steps: [
          unused,
          { ...unused, stepId: 'b' },
          step({ stepId: 'c', successCriteria: successCriteria.slice(0, 1) }),
        ],
      },
    ];
    const ofStep = [
      'the "requestBody" of the step is not used, but one of the description: it has no payload',
      'the success criterion "$response.body#/a == 1" is not asserted: a failure has actions (`onFailure`)',
    ];
    expect(read(workflows).notices.map(({ message }) => message)).toEqual([
      '"dependsOn" of the use cases is not used',
      '"onFailure" of the use cases is not used (2 times, first here)',
      '"timeout" of the use cases is not used (2 times, first here)',
      ...ofStep,
      ...ofStep,
    ]);
  });

  it.each([
    {
      what: 'are sent after those that they depend on',
      of: { a: { dependsOn: ['c'] } },
      want: ['b', 'c', 'a'],
      told: [],
    },
    {
      what: 'are sent after those that give them a value',
      of: { a: { parameters: [{ name: 'p', in: 'query', value: '$workflows.b.outputs.id' }] } },
      want: ['b', 'a', 'c'],
      told: [],
    },
    {
      what: 'stay in their order where they need each other',
      of: { a: { dependsOn: ['b'] }, b: { dependsOn: ['a'] } },
      want: ['c', 'a', 'b'],
      told: ['"dependsOn" of the use cases is not used'],
    },
    {
      what: 'stay in their order where one is not there',
      of: { a: { dependsOn: ['x'] } },
      want: ['a', 'b', 'c'],
      told: ['"dependsOn" of the use cases is not used'],
    },
  ])('$what', ({ of, want, told }) => {
    const outputs = { id: '$response.body#/id' };
    const workflows = ['a', 'b', 'c'].map((workflowId) => ({
      workflowId,
      steps: [step({ stepId: 's', outputs })],
      outputs: { id: '$steps.s.outputs.id' },
      ...(of as Record<string, object>)[workflowId],
    }));
    const found = read(workflows);
    expect([found.useCases.map(({ id }) => id), found.notices.map(({ message }) => message)]).toEqual([want, told]);
  });

  it('may name an operation by its path', () => {
    const byPath = { stepId: 'a', operationPath: '{$sourceDescriptions.shop.url}#/paths/~1orders/get' };
    expect(read([{ workflowId: 'w', steps: [byPath] }]).useCases[0]?.steps[0]?.operation).toBe('orders');
  });

  it.each(['2.0.0', 1.1, undefined])('is refused in another version: %s', async (arazzo) => {
    const reading = () => read(undefined as unknown as unknown[], { arazzo });
    expect(await findingsOf(reading)).toMatchObject([{ code: 'document/unsupported-version' }]);
  });
});
