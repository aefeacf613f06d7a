import { expect, it } from 'vitest';
import { dateTimeLack } from '../../src/core/date-time-lack.ts';

it.each([
  { text: '2024-01-31T10:00:00', want: 'it has no offset, such as "Z" or "+02:00"' },
  { text: '2024-01-31T10:00:00.123456', want: 'it has no offset, such as "Z" or "+02:00"' },
  { text: '2024-01-31 10:00:00', want: 'it has a space in the place of the "T"' },
  { text: '2024-01-31T10:00Z', want: 'it has no seconds' },
  { text: '2024-01-31T10:00:00+0200', want: 'its offset has not the form of "+02:00"' },
  { format: 'time', text: '10:00:00', want: 'it has no offset, such as "Z" or "+02:00"' },
  { format: 'time', text: '10:00:00Z', want: undefined },
  { format: 'time', text: '2024-01-31T10:00:00', want: undefined },
  { text: '2024-13-31T10:00:00Z', want: undefined },
  { text: '10:00:00', want: undefined },
  { text: 'yesterday', want: undefined },
  { format: 'date', text: '2024-01-31T10:00:00', want: undefined },
])('$text: $want', ({ format = 'date-time', text, want }) => expect(dateTimeLack(format, text)).toBe(want));
