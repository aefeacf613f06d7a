import { describe, expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, notKeptIn, suiteOf, tried } from '../helpers/suite.ts';

describe.each(CLIENTS)('with %s', (client) => {
  it.each(['swagger-2', 'openapi-3-2'])('the suite of %s is green on a correct server', async (folder) => {
    const { openapi } = await loadDescription(`tests/fixtures/${folder}/everything.yaml`);
    const verdict = await tried(await suiteOf(openapi.value), { client });
    expect(verdict.requests.length).toBeGreaterThan(3);
    expect([...brokenIn(verdict), ...notKeptIn(verdict)]).toEqual([]);
  });
});
