import { describe, expect, it } from 'vitest';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const modelOf = (more: object) => toModel(withPath('/a', { get: operation({ ...more }) }));

it('no sentence says what is done with odd parameters', () => {
  const description = 'Unknown query parameters are ignored. A parameter that is given twice is refused with 400.';
  expect(modelOf({ description }).operations[0]?.oddParameters).toBeUndefined();
});

describe('declared', () => {
  it.each([
    { declared: { repeated: 'refused', unknown: 'ignored' }, want: { repeated: 'refused', unknown: 'ignored' } },
    { declared: {}, want: {} },
    { declared: false, want: {} },
  ])('$declared is read', ({ declared, want }) => {
    expect(modelOf({ 'x-odd-parameters': declared }).operations[0]?.oddParameters).toEqual(want);
  });

  it.each([{ repeated: 'ignored' }, { unknown: 'taken' }, 'refused'])('%j is a mistake', (declared) => {
    expect(() => modelOf({ 'x-odd-parameters': declared })).toThrow(/expected ("refused"|an object)/);
  });
});
