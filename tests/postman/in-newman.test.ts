/** What a generated collection does in the real Newman: as a whole, and a request of it that was copied out. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { toDataSet } from '../../src/compose/data-set.ts';
import { COPIED_OUT, THIS_REQUEST } from '../../src/core/protocol.ts';
import { type Collection, requestsIn } from '../../src/postman/types.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { type Ran, runInNewman } from '../helpers/in-newman.ts';

const INCIDENT = fileURLToPath(new URL('../../spec/incident/index.ts', import.meta.url));

let collection: Collection;
let variables: Readonly<Record<string, string>>;
let server: Listening;
let requests = 0;

beforeAll(async () => {
  const composed = await compose(INCIDENT, {});
  const { model, description } = composed;
  const reference = createReferenceServer(model, toDataSet(description, model));
  const fetch = (request: Request) => {
    requests += 1;
    return reference.fetch(request);
  };
  server = await listen({ ...reference, fetch });
  ({ collection } = composed);
  variables = { ...localCredentials(model), base_url: server.url, token_url: server.tokenUrl ?? '', may_write: 'yes' };
});

afterAll(() => server.close());

const failedIn = ({ assertions }: Ran) => assertions.filter(({ error }) => error).map(({ name }) => name);

describe('the collection of the Incident API, against a correct server', () => {
  let ran: Ran;
  let sent: number;

  beforeAll(async () => {
    requests = 0;
    ran = await runInNewman(collection, variables);
    sent = requests;
  });

  it('fails nothing', () => {
    expect(failedIn(ran)).toEqual([]);
    expect(ran.faults).toEqual([]);
    expect(ran.assertions.length).toBeGreaterThan(400);
  });

  it('reads the whole list once: scripts send no more than 21 requests of their own', () => {
    const own = requestsIn(collection).length;
    expect(own).toBe(54);
    expect(ran.assertions.filter(({ name }) => name.startsWith(THIS_REQUEST))).toEqual([]);
    expect(sent - own).toBeGreaterThan(5);
    expect(sent - own).toBeLessThanOrEqual(21);
  });
});

describe('a request that was copied out of its collection', () => {
  it.each([{ place: 0 }, { place: -1 }])(
    'fails one test, which says so: request $place of a use case',
    async ({ place }) => {
      const { event: _event, auth: _auth, variable: _variable, ...bare } = collection;
      const useCases = collection.item.find(({ name }) => name === 'Use cases');
      const item = useCases?.item.at(place);
      const ran = await runInNewman({ ...bare, item: [item] }, variables);
      expect(ran.assertions).toMatchObject([
        { name: COPIED_OUT, error: { message: expect.stringContaining('contract') } },
      ]);
    },
  );
});
