/** The names of parts, as browsers write them. */
import { expect, it } from 'vitest';
import { toPartName } from '../../src/core/part-names.ts';

it.each([
  { name: 'a"b', want: 'a%22b' },
  { name: 'a\nb\r\nc\rd', want: 'a%0D%0Ab%0D%0Ac%0D%0Ad' },
  { name: 'é 日\\%22;=', want: 'é 日\\%22;=' },
])('$name is written $want', ({ name, want }) => {
  expect(toPartName(name)).toBe(want);
});
