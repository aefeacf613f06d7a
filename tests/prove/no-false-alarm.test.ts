import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { incidentSuite, tried } from '../helpers/suite.ts';
import { CALM_DATA } from './calm-data.ts';

const all = data['/incidents'];
const suite = await incidentSuite();

/** The verdict of the contract on a correct server with these items. */
async function verdictOn(items: readonly unknown[], delay = 0) {
  const server = createReferenceServer(suite.model, { '/incidents': items });
  const fetch = async (request: Request) => {
    await setTimeout(delay);
    return server.fetch(request);
  };
  return tried(suite, { fetch });
}

describe.concurrent('the suite accuses no correct server', () => {
  it.each(CALM_DATA)('when $name', async ({ items, delay = 0, notJudged }) => {
    const { ok, problems, totals, requests } = await verdictOn(items(all), delay);
    expect({ broken: requests.filter((request) => !request.ok), problems }).toEqual({ broken: [], problems: [] });
    expect({ ok, notJudged: totals.promisesNotJudged }).toEqual({ ok: true, notJudged });
  });
});
