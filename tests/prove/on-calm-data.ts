import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { incidentSuite, tried } from '../helpers/suite.ts';
import type { CalmData } from './calm-data.ts';

const suite = await incidentSuite();

/** The suite fails no correct server that has these data, and judges all but what they hold nothing for. */
export async function expectNoFalseAlarm({ items, delay = 0, notJudged }: CalmData): Promise<void> {
  const server = createReferenceServer(suite.model, { '/incidents': items(data['/incidents']) });
  const fetch = async (request: Request) => {
    await setTimeout(delay);
    return server.fetch(request);
  };
  const { ok, problems, totals, requests } = await tried(suite, { fetch });
  expect({ broken: requests.filter((request) => !request.ok), problems }).toEqual({ broken: [], problems: [] });
  expect({ ok, notJudged: totals.assertionsNotJudged }).toEqual({ ok: true, notJudged });
}
