import { PARCELS } from './parcels.ts';
import { describeFamily } from './running.ts';

describeFamily(PARCELS);
