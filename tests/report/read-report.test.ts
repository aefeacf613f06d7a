import { describe, expect, it } from 'vitest';
import { toJsonReport } from '../../src/report/json.ts';
import { readReport } from '../../src/report/read-report.ts';
import { green, hostileVerdict, red, reported } from './support.ts';

type Json = Record<string, unknown>;

/** A report with another value at a place. */
function broken(place: readonly (string | number)[], value: unknown): string {
  const report = JSON.parse(toJsonReport({ ...reported, shard: { number: 1, of: 2, order: ['1'] } }));
  const last = place.at(-1) ?? '';
  const owner = place.slice(0, -1).reduce((at: Json, name) => at[name] as Json, report);
  owner[last] = value;
  return JSON.stringify(report);
}

describe('a JSON report', () => {
  it.each([
    { name: 'green', verdict: green },
    { name: 'red', verdict: red },
    { name: 'with causes and coverage', verdict: reported },
    { name: 'with hostile texts', verdict: hostileVerdict },
  ])('that is $name is read', ({ verdict }) => {
    expect(readReport(toJsonReport(verdict), 'run.json').requests).toEqual(
      JSON.parse(JSON.stringify(verdict.requests)),
    );
  });

  it('of an earlier version of this package is read, without what came later', () => {
    const { causes: _, coverage: __, notes: ___, ...earlier } = JSON.parse(toJsonReport(red));
    expect(readReport(JSON.stringify(earlier), 'run.json').causes).toBeUndefined();
  });

  it.each([
    { place: ['requests', 0], value: null, want: '/requests/0 must be object' },
    { place: ['requests', 0, 'folder'], value: 'x', want: '/requests/0/folder must be array' },
    {
      place: ['requests', 0, 'assertions', 0, 'outcome'],
      value: {},
      want: '/requests/0/assertions/0/outcome must have required property',
    },
    {
      place: ['requests', 0, 'assertions', 0, 'outcome'],
      value: { kind: 'failed' },
      want: "outcome must have required property 'message'",
    },
    {
      place: ['requests', 0, 'answer'],
      value: { kind: 'answered' },
      want: "/requests/0/answer must have required property 'status'",
    },
    { place: ['totals'], value: { ms: 'long' }, want: '/totals must have required property' },
    { place: ['problems'], value: [{}], want: '/problems/0 must be string' },
    { place: ['notSent'], value: {}, want: '/notSent must be array' },
    { place: ['causes', 0, 'requests'], value: 1, want: '/causes/0/requests must be array' },
    { place: ['causes', 0, 'sides'], value: { server: null }, want: '/causes/0/sides' },
    { place: ['coverage', 'operations'], value: [{ members: [null] }], want: '/coverage' },
    { place: ['shard'], value: { number: 1, of: 1, order: [{}] }, want: '/shard/order/0 must be string' },
    { place: ['client'], value: '__proto__', want: '/client must be equal to one of the allowed values' },
  ])('with $value at $place is refused', ({ place, value, want }) => {
    const reading = () => readReport(broken(place, value), 'run.json');
    expect(reading).toThrow(`this JSON report is broken: `);
    expect(reading).toThrow(want);
  });

  it.each([
    { name: 'no JSON', text: '{', want: 'this is not a JSON report of `run`' },
    { name: 'something else', text: '[]', want: 'this is not a JSON report of `run`' },
    {
      name: 'another version',
      text: '{"version":1,"requests":[]}',
      want: 'this JSON report has version 1, and version 2 is read',
    },
  ])('that is $name is refused', ({ text, want }) => {
    expect(() => readReport(text, 'run.json')).toThrow(want);
  });
});
