/** Correct servers whose lists are odd: their pages, links, orders, and what is hidden. */

import { CONCERTS } from './concerts.ts';
import { PARCELS } from './parcels.ts';
import { PEOPLE } from './people.ts';
import { describeFamily } from './running.ts';

for (const family of [PARCELS, CONCERTS, PEOPLE]) describeFamily(family);
