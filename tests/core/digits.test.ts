import { describe, expect, it } from 'vitest';
import { exactJson, exactParse, numberText, toNumber, toStandIns } from '../../src/core/digits.ts';

describe('a number', () => {
  it.each([
    '9223372036854775807',
    '9223372036854775806',
    '-9223372036854775808',
    '12345678901234567890',
    '12345678901234567891',
    '0.12345678901234567890123',
    '0.1000000000000000000001',
    '1.10000000000000000000',
    '1234567890.12345678901',
    '1e400',
    '0.1',
    '9007199254740993',
    '9007199254740992',
  ])('of the text %s is written so', (text) => {
    const number = toNumber(text);
    expect(Number.isFinite(number) || text === '1e400').toBe(true);
    const same = text === '1e400' || text.startsWith('1.1') ? undefined : text;
    if (same !== undefined) expect(numberText(number)).toBe(same);
  });

  it('that a double holds is that double', () => {
    expect(toNumber('1.5')).toBe(1.5);
    expect(toNumber('1000000000000000000000')).toBe(1e21);
    expect(numberText(0.1)).toBe('0.1');
  });

  it('that is a bound is the nearest double, whatever came before it', () => {
    expect(toNumber('9223372036854775805')).not.toBe(2 ** 63);
    expect(toNumber('9223372036854775804', true)).toBe(2 ** 63);
  });
});

it('that a double holds stays apart from one that rounds to it, in either order', () => {
  const text = '[9007199254741004,9007199254741005,9007199254741007,9007199254741008]';
  expect(exactJson(JSON.parse(toStandIns(text)))).toBe(text);
});

it('is the same in a JSON text before and after', () => {
  const text =
    '{"a":[9223372036854775801,9223372036854775802],"b":"9223372036854775803 \\" 1","c":null,"d":0.30000000000000004}';
  const value: unknown = JSON.parse(toStandIns(text));
  expect(exactJson(value)).toBe(text);
  expect(exactParse(text)).toEqual(value);
});
