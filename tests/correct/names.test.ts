import { expect, it } from 'vitest';
import { ATLAS } from './atlas.ts';
import { CONCERTS } from './concerts.ts';
import { JOBS } from './jobs.ts';
import { ORDERS } from './orders.ts';
import { PAPERS } from './papers.ts';
import { PARCELS } from './parcels.ts';
import { PEOPLE } from './people.ts';
import { SENSORS } from './sensors.ts';
import { SHELTER } from './shelter.ts';
import { WALLETS } from './wallets.ts';

const FAMILIES = [PARCELS, CONCERTS, SENSORS, WALLETS, PAPERS, SHELTER, PEOPLE, JOBS, ATLAS, ORDERS];

it('there are a hundred correct servers of ten descriptions, each with a name of its own, and writing requests are sent to a sixth of them', () => {
  const variants = FAMILIES.flatMap(({ name, variants: own }) =>
    own.map((variant) => ({ ...variant, name: `${name}: ${variant.name}` })),
  );
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  expect(variants.length).toBeGreaterThanOrEqual(100);
  expect(variants.filter(({ writes }) => writes === 'all').length).toBeGreaterThanOrEqual(16);
  expect(variants.filter(({ allows }) => allows.length < 10)).toEqual([]);
});
