/** Operations of a safe method that say by their path that they change something. */
import { expect, it } from 'vitest';
import { leftOut } from '../../src/contract/left-out.ts';
import { onlySent, withIds } from '../../src/run/prepare.ts';
import { document, json, operation } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

const get = operation({ responses: { 200: { description: '', ...json({ type: 'object' }) } } });
const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const api = document({
  components: { securitySchemes: { key } },
  security: [{ key: [] }],
  paths: { '/pads': { get }, '/pads/deleteAll': { get }, '/pads/create': { get, post: get }, '/logout': { get } },
});

const { model, collection } = await suiteOf(api);

it('have one notice', () => {
  expect(leftOut(model).filter(({ message }) => message.includes('changes something'))).toEqual([
    {
      kind: 'note',
      message:
        'GET /pads/deleteAll and 2 more operations: by its path, it changes something, so it is sent only where requests that write are',
      pointer: '/paths/~1pads~1deleteAll/get',
    },
  ]);
});

it.each([
  { writes: 'none', want: ['GET /pads', 'GET /pads: no API key (X-Key)', 'GET /pads: a wrong API key (X-Key)'] },
  {
    writes: 'refused',
    want: [
      'GET /pads',
      'GET /pads: no API key (X-Key)',
      'GET /pads: a wrong API key (X-Key)',
      'POST /pads/create: no API key (X-Key)',
      'POST /pads/create: a wrong API key (X-Key)',
    ],
  },
] as const)('are not sent with --writes $writes', ({ writes, want }) => {
  const sent = onlySent(withIds(collection as never), { writes, probes: true });
  expect(namesIn(sent.collection).toSorted()).toEqual(want.toSorted());
});

it('are sent in the order of what they do', () => {
  const names = namesIn(collection).filter((name) => !name.includes(':'));
  expect(names).toEqual(['GET /pads/create', 'POST /pads/create', 'GET /pads', 'GET /pads/deleteAll', 'GET /logout']);
});

function namesIn(node: unknown): string[] {
  const { item, name } = node as { item?: unknown[]; name?: string };
  return item ? item.flatMap(namesIn) : [String(name)];
}
