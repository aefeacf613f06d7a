import { describe, it } from 'vitest';
import { CALM_DATA } from './calm-data.ts';
import { expectNoFalseAlarm } from './on-calm-data.ts';

describe.concurrent('the suite gives no false positive on a correct server', () => {
  it.each(CALM_DATA)('when $name', expectNoFalseAlarm);
});
