/**
 * The incident that the guide shows.
 *
 * The guide's screenshots cut it off after `customer`. Two members below the cut are known from the guide's filters and
 * sort: `location.address.country`, which is FR because use case 2 finds this incident by it, and `createdAt`, whose value
 * is assumed (the id starts with 2103, so March 2021).
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
