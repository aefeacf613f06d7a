import { expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { FORMATS, type Format } from '../../src/report/formats.ts';
import { toReport } from '../../src/report/to-report.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { red } from './support.ts';

const SHOP = 'tests/fixtures/descriptions/shop.openapi.yaml';

it.each(Object.keys(FORMATS) as Format[])('a program makes a report as %s of a verdict', async (format) => {
  expect(await toReport(red, format)).toBe(await FORMATS[format](red));
});

it('knows the lines of the description, and what of it was asserted, where it is given', async () => {
  const generated = await generateCollection(await loadDescription(SHOP));
  const [item] = requestsIn(generated.collection);
  const [first] = red.requests;
  if (!item || !first) throw new Error('there is no request');
  const failed = {
    name: 'Status is 200',
    form: 'testFor',
    planned: true,
    outcome: { kind: 'failed', message: 'x' },
  } as const;
  const verdict: Verdict = { ...red, problems: [], requests: [{ ...first, id: item.id, assertions: [failed] }] };
  const { causes, coverage } = JSON.parse(await toReport(verdict, 'json', generated));
  expect(causes[0].places).toMatchObject([{ file: SHOP, line: expect.any(Number) }]);
  expect(coverage.assertable).toBeGreaterThan(0);
});
