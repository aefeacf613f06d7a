/**
 * The incident that the guide shows, in full.
 *
 * The guide's screenshots give every member down to `customer` and then cut. Two members stand below the cut, known by name
 * from the guide's filters and sort: `location.address.country`, which is FR since use case 2 finds this incident by it, and
 * `createdAt`, whose value we assumed (the id begins with 2103, so: March 2021).
 */
export const guideIncident = {
  id: '2103M44704',
  status: 'VALIDATED',
  impact: 'HIGH',
  priority: 'P1',
  urgency: 'HIGH',
  serviceCondition: 'INTERUPTED',
  type: 'FAILURE',
  origin: 'CUSTOMER',
  shortDescription: 'CLOT_AUTO_ATQxxx positionné',
  description: 'fggf',
  servicePoint: { serviceLevelManagement: {} },
  customer: { id: '33-01257052', name: "BULLES'O" },
  createdAt: '2021-03-24T08:15:30Z',
  location: { address: { country: 'FR' } },
};
