/** Newman in the process of its caller: the same events as from a process of its own, and the same ways to end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { bearer, collection, request, statusIs200 } from './support/collection.ts';
import { observe, reasonsIn } from './support/observe.ts';
import { answerByPath, serve, type TestServer } from './support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await serve(answerByPath(() => 'http://127.0.0.1:1'));
});

afterAll(() => server.close());

const mixed = collection({
  auth: bearer('{{access_token}}'),
  items: [
    request('Kept', { test: statusIs200 }),
    request('Broken', { path: '/401', test: statusIs200 }),
    request('Throws', { test: `${statusIs200}\nthrow new Error('no ' + pm.environment.get('access_token'));` }),
    request('Asks', { test: `${statusIs200}\npm.sendRequest(pm.environment.get('base_url'), () => {});` }),
    request('Unresolved', { path: '/pets/{{pet_id}}', test: statusIs200 }),
    request('Skips', { test: 'pm.test.skip("It is sorted (not judged: the list is empty)", () => {});' }),
  ],
});

/** Without what differs from run to run. */
function timeless(event: RunEvent): RunEvent {
  if (event.kind === 'finished') return { ...event, ms: 0 };
  if (event.kind !== 'request' || event.answer.kind !== 'answered') return event;
  return { ...event, answer: { ...event.answer, ms: 0 } };
}

it('tells the same as from a process of its own, and no secret', async () => {
  const options = {
    collection: mixed,
    variables: { base_url: server.url, access_token: 'token-1234' },
    secrets: ['access_token'],
  };
  const [here, isolated] = await Promise.all([
    observe({ ...options, isolated: false }),
    observe({ ...options, isolated: true }),
  ]);
  expect(here.events.map(timeless)).toEqual(isolated.events.map(timeless));
  expect(JSON.stringify(here.events)).not.toContain('token-1234');
  expect(here.verdict.requests.map(({ ok }) => ok)).toEqual([true, false, false, true, false, true]);
});

const silent = collection({ items: [request('A', { path: '/silent', test: statusIs200 })] });

it('ends when it is told to stop, and says so', async () => {
  const controller = new AbortController();
  const running = observe({
    collection: silent,
    isolated: false,
    variables: { base_url: server.url },
    signal: controller.signal,
  });
  await expect.poll(() => server.received, { timeout: 600_000 }).toContain('GET /silent');
  controller.abort();
  const { events, verdict } = await running;
  expect(reasonsIn(verdict)).toMatch(/^The run was stopped: the caller stopped it\./);
  expect(events.at(-1)).toMatchObject({ kind: 'finished' });
});

it('sends nothing when it was stopped before it began', async () => {
  const unheard = await serve((_, response) => void response.end());
  const variables = { base_url: unheard.url };
  await observe({ collection: silent, isolated: false, variables, signal: AbortSignal.abort() });
  expect(unheard.received).toEqual([]);
  await unheard.close();
});

it('sends no more once its reader has gone away', async () => {
  const pets = await serve((_, response) => void response.end());
  const items = Array.from({ length: 5 }, (_, index) => request(`pet-${index}`, { path: `/${index}` }));
  const options = { collection: collection({ items }), client: 'newman', isolated: false, secrets: [] } as const;
  for await (const event of run({ ...options, variables: { base_url: pets.url } })) if (event.kind === 'request') break;
  await pets.close();
  expect(pets.received).not.toContain('GET /4');
});
