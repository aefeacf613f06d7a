/** Correct servers whose values are odd: times, numbers, ids, alternatives, null. */

import { describeFamily } from './running.ts';
import { SENSORS } from './sensors.ts';
import { SHELTER } from './shelter.ts';

for (const family of [SENSORS, SHELTER]) describeFamily(family);
