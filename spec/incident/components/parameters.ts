import type { ParameterObject } from '../../../src/index.ts';

/** Guide, use case 3. */
const Offset = {
  name: 'offset',
  in: 'query',
  description: 'The index of the first element to retrieve. Zero is the first item of the collection.',
  schema: { type: 'integer', minimum: 0, $comment: 'Documented: guide, use case 3.' },
  example: 10,
} as const satisfies ParameterObject;

/** Guide, use case 3. The maximum value is not public. */
const Limit = {
  name: 'limit',
  in: 'query',
  description: 'The maximum number of items to return.',
  schema: {
    type: 'integer',
    minimum: 1,
    $comment: 'Documented: a number of items (guide, use case 3). Assumed: at least 1.',
  },
  example: 20,
} as const satisfies ParameterObject;

/** Guide, use case 3. */
const Sort = {
  name: 'sort',
  in: 'query',
  description:
    'The comma-separated list of field names to sort the result. Prefixing a field name with a "-" sign will indicate a descending order.',
  schema: {
    type: 'string',
    $comment: 'Documented: guide, use case 3.',
  },
  example: '-createdAt',
} as const satisfies ParameterObject;

/** Guide, use case 2. */
const Country = {
  name: 'location.address.country',
  in: 'query',
  description: 'Only the incidents that occurred in this country, such as FR for France.',
  schema: { type: 'string', $comment: 'Documented: guide, use case 2.' },
  example: 'FR',
} as const satisfies ParameterObject;

/** Guide, use case 2. */
const Priority = {
  name: 'priority',
  in: 'query',
  description: 'Only the incidents of this priority, such as P1.',
  schema: { type: 'string', $comment: 'Documented: guide, use case 2.' },
  example: 'P1',
} as const satisfies ParameterObject;

/**
 * "You have the possibility to filter a collection by adding to the URI some attributes": an exploded form object, so each
 * of its properties is a separate query parameter. https://spec.openapis.org/oas/v3.1.1.html#style-examples
 */
const Attributes = {
  name: 'attributes',
  in: 'query',
  description:
    'Any other attribute of an incident, by its dotted path: `customer.id=33-01257052`, `status=VALIDATED`. Only the incidents with that value are returned.',
  style: 'form',
  explode: true,
  schema: {
    type: 'object',
    additionalProperties: { type: 'string' },
    $comment: 'Documented: guide, use case 2 ("some attributes").',
  },
} as const satisfies ParameterObject;

/** Guide, use case 4. */
const IncidentId = {
  name: 'incident_id',
  in: 'path',
  required: true,
  description: 'The id of the incident; you can retrieve it from the incidents list.',
  schema: { type: 'string', minLength: 1, $comment: 'Documented: guide, use case 4.' },
  example: '2103M44704',
} as const satisfies ParameterObject;

/** Source: provider's public getting-started page. */
const AcceptLanguage = {
  name: 'Accept-Language',
  in: 'header',
  description: 'The language of the data: `fr` for French. English is the default.',
  schema: { type: 'string', $comment: "Documented: the provider's getting-started page." },
  example: 'fr',
} as const satisfies ParameterObject;

export const parameters = { Offset, Limit, Sort, Country, Priority, Attributes, IncidentId, AcceptLanguage };
