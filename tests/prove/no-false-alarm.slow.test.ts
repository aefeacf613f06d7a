import { it } from 'vitest';
import { LONG_DATA } from './calm-data.ts';
import { expectNoFalseAlarm } from './on-calm-data.ts';

it.each(LONG_DATA)('the suite gives no false positive on a correct server when $name', expectNoFalseAlarm);
