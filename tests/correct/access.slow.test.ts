/** Correct servers whose credentials, tokens and refusals are odd, and whose data change. */

import { JOBS } from './jobs.ts';
import { ORDERS } from './orders.ts';
import { describeFamily } from './running.ts';
import { WALLETS } from './wallets.ts';

for (const family of [WALLETS, ORDERS, JOBS]) describeFamily(family);
