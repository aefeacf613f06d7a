import type { SchemaObject } from '../../../src/index.ts';
import { ref } from '../../../src/index.ts';

/**
 * One incident. The guide shows an example, which documents the members and their types but not the possible values, so no
 * member has an `enum`. Undocumented members are allowed.
 */
const Incident = {
  title: 'Incident',
  description: 'An incident on a service that Orange Business delivers to you.',
  type: 'object',
  $comment:
    'Documented: the members and types (guide, use cases 2 and 4). Assumed: that "status", "priority" and "createdAt" are in every incident. Unknown members are allowed.',
  required: ['id', 'status', 'priority', 'createdAt'],
  properties: {
    id: {
      description: 'Identifies the incident; use it to get the details.',
      type: 'string',
      minLength: 1,
      $comment: 'Documented: a string that identifies (guide, use case 4). Assumed: it is never empty.',
      examples: ['2103M44704'],
    },
    status: {
      description: 'The state of the incident.',
      type: 'string',
      minLength: 1,
      $comment:
        'Documented: the value VALIDATED (guide, use case 2); the other values are not public. Assumed: never empty.',
      examples: ['VALIDATED'],
    },
    impact: {
      description: 'How much of the service is affected.',
      type: 'string',
      $comment: 'Documented: the value HIGH (guide, use case 2); the other values are not public.',
      examples: ['HIGH'],
    },
    priority: {
      description: 'The priority, such as P1. You can filter by it.',
      type: 'string',
      minLength: 1,
      $comment: 'Documented: the value P1 and the filter (guide, use case 2). Assumed: never empty.',
      examples: ['P1'],
    },
    urgency: {
      description: 'How fast the incident must be resolved.',
      type: 'string',
      $comment: 'Documented: the value HIGH (guide, use case 2); the other values are not public.',
      examples: ['HIGH'],
    },
    serviceCondition: {
      description: 'The condition of the service. The API spells one of the values INTERUPTED, with one R.',
      type: 'string',
      $comment: 'Documented: the value INTERUPTED, with this spelling (guide, use case 2).',
      examples: ['INTERUPTED'],
    },
    type: {
      description: 'The kind of incident.',
      type: 'string',
      $comment: 'Documented: the value FAILURE (guide, use case 2).',
      examples: ['FAILURE'],
    },
    origin: {
      description: 'Who reported the incident.',
      type: 'string',
      $comment: 'Documented: the value CUSTOMER (guide, use case 2).',
      examples: ['CUSTOMER'],
    },
    shortDescription: {
      description: 'A short description; may contain accents and apostrophes.',
      type: 'string',
      $comment: 'Documented: guide, use case 2.',
      examples: ['CLOT_AUTO_ATQxxx positionné'],
    },
    description: {
      description: 'The full description.',
      type: 'string',
      $comment: 'Documented: guide, use case 2.',
      examples: ['fggf'],
    },
    createdAt: {
      description: 'When the incident was created. You can sort by it.',
      type: 'string',
      format: 'date-time',
      $comment: 'Documented: the name, as a sort key (guide, use case 3). Assumed: a date and time of RFC 3339.',
      examples: ['2021-03-24T08:15:30Z'],
    },
    location: ref('schemas/Location'),
    servicePoint: ref('schemas/ServicePoint'),
    customer: ref('schemas/Customer'),
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

const Location = {
  title: 'Location',
  description: 'Where the incident occurred.',
  type: 'object',
  $comment: 'Documented: location.address.country, as a filter (guide, use case 2). No other member is public.',
  properties: {
    address: {
      type: 'object',
      properties: {
        country: {
          description: 'The two-letter ISO 3166-1 code of the country. You can filter by it.',
          type: 'string',
          $comment:
            'Documented: the value FR for France (guide, use case 2). Assumed: other countries have codes of the same standard.',
          examples: ['FR'],
        },
      },
      additionalProperties: true,
    },
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

const ServicePoint = {
  title: 'Service point',
  description: 'The affected service.',
  type: 'object',
  $comment: 'Documented: the member serviceLevelManagement, an object (guide, use cases 2 and 4).',
  properties: {
    serviceLevelManagement: {
      description: 'The service level that was agreed.',
      type: 'object',
      additionalProperties: true,
    },
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

const Customer = {
  title: 'Customer',
  description: 'The customer that the incident belongs to.',
  type: 'object',
  $comment: 'Documented: both members, as strings (guide, use cases 1 and 2).',
  properties: {
    id: {
      description: 'Identifies the customer.',
      type: 'string',
      $comment: 'Documented: guide, use case 1.',
      examples: ['33-01257052'],
    },
    name: {
      description: 'The name of the customer; may contain an apostrophe.',
      type: 'string',
      $comment: 'Documented: guide, use case 1.',
      examples: ["BULLES'O"],
    },
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

/** The envelope of all error responses. Source: "Best practices for API error handling", provider's public pages. */
const GatewayError = {
  title: 'Error',
  description: 'Why the gateway refused the request.',
  type: 'object',
  $comment:
    'Documented: the four members, their types and that infoURL may be missing. Assumed: the other three are always there, and codes are positive.',
  required: ['code', 'message', 'description'],
  properties: {
    code: {
      description: 'The error code, more specific than the HTTP status.',
      type: 'integer',
      minimum: 1,
      examples: [40],
    },
    message: { description: 'A short description of the error.', type: 'string', examples: ['Missing credentials'] },
    description: { description: 'A longer description, or how to fix the error.', type: 'string' },
    infoURL: { description: 'A page with more information.', type: 'string' },
  },
  additionalProperties: true,
} as const satisfies SchemaObject;

export const schemas = { Incident, Location, ServicePoint, Customer, Error: GatewayError };
