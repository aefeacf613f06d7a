/** Correct servers whose answers are not JSON, or have odd statuses and fields. */

import { ATLAS } from './atlas.ts';
import { PAPERS } from './papers.ts';
import { describeFamily } from './running.ts';

for (const family of [PAPERS, ATLAS]) describeFamily(family);
