import { describe, expect, it } from 'vitest';
import type { Response as DescribedResponse, Operation } from '../../src/model/types.ts';
import { nearest, toRefusal } from '../../src/server/refusal.ts';
import { refuse } from '../../src/server/reply.ts';
import { incidentModel } from './helpers.ts';

const [base] = incidentModel.operations;

function response(status: string, examples: object[] = [], schema?: unknown): DescribedResponse {
  const node = schema === undefined ? {} : { node: { schema, pointer: '' } };
  const media = { type: 'application/problem+json', examples, ...node };
  return { status, description: '', headers: [], media: [media], pointer: '' } as DescribedResponse;
}

function operation(...responses: DescribedResponse[]): Operation {
  return { ...(base as Operation), responses };
}

const example = (value: string, cause?: string) => ({
  name: value,
  summary: '',
  value,
  causes: cause === undefined ? [] : [cause],
});
const refused = refuse('unknown-resource', 'nothing there');

describe('a refusal', () => {
  it.each([
    {
      name: 'the example with its cause, under its status',
      operations: [
        operation(response('404', [example('other')]), response('410', [example('it', 'unknown-resource')])),
      ],
      want: [410, 'it'],
    },
    {
      name: 'the example with its cause of a later operation, before any other of the first',
      operations: [
        operation(response('404', [example('first')])),
        operation(response('404', [example('it', 'unknown-resource')])),
      ],
      want: [404, 'it'],
    },
    {
      name: 'the usual status inside a range',
      operations: [operation(response('4XX', [example('it', 'unknown-resource')]))],
      want: [404, 'it'],
    },
    {
      name: 'the first status of a range that the usual one is not in',
      operations: [operation(response('5XX', [example('it', 'unknown-resource')]))],
      want: [500, 'it'],
    },
    {
      name: 'the first example of the usual status',
      operations: [operation(response('400', [example('other')]), response('404', [example('it'), example('not')]))],
      want: [404, 'it'],
    },
    {
      name: 'a range before the default',
      operations: [operation(response('4xx', [example('it')]), response('default'))],
      want: [404, 'it'],
    },
    {
      name: 'the default',
      operations: [operation(response('200'), response('default', [example('it')]))],
      want: [404, 'it'],
    },
    {
      name: 'a sample, where there is a schema but no example',
      operations: [operation(response('404', [], { type: 'string', enum: ['sampled'] }))],
      want: [404, 'sampled'],
    },
    {
      name: 'plain words, where nothing is described',
      operations: [operation()],
      want: [404, { error: 'nothing there' }],
    },
    { name: 'plain words, where there is no operation', operations: [], want: [404, { error: 'nothing there' }] },
  ])('is $name', ({ operations, want }) => {
    const { status, body } = toRefusal(operations, refused, incidentModel);
    expect([status, body?.value]).toEqual(want);
  });

  it.each([
    { name: '400 where nothing is described', statuses: [], want: 400 },
    { name: '422 where only that is described', statuses: ['422', 'default'], want: 422 },
    { name: '400 where both are', statuses: ['400', '422'], want: 400 },
    { name: '400 where only its range is', statuses: ['4XX'], want: 400 },
  ])('of a parameter is $name', ({ statuses, want }) => {
    const responses = statuses.map((status) => response(status, [example('it')]));
    const wrong = refuse('invalid-query-parameter', 'wrong');
    expect(toRefusal([operation(...responses)], wrong, incidentModel).status).toBe(want);
  });

  it('has the media type of its response', () => {
    const reply = toRefusal([operation(response('404', [example('it')]))], refused, incidentModel);
    expect(reply.body?.type).toBe('application/problem+json');
  });
});

describe('the operations nearest to a path', () => {
  it.each([
    { path: '/a/b/c', want: ['/a/b', '/a', '/x'] },
    { path: '/x/y', want: ['/x', '/a', '/a/b'] },
    { path: '', want: ['/a', '/a/b', '/x'] },
  ])('of $path are $want', ({ path, want }) => {
    const operations = ['/a', '/a/b', '/x'].map((template) => ({ ...operation(), path: template }));
    expect(nearest(operations, path).map((found) => found.path)).toEqual(want);
  });
});
