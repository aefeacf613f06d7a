import type { OperationObject } from '../../../src/index.ts';
import { json, ref } from '../../../src/index.ts';
import { refusals, requestId } from '../components/responses.ts';
import { guideIncident } from '../examples.ts';

/**
 * `GET /incidents`: the list, optionally filtered, sorted or paged. Guide, use cases 1 to 3.
 *
 * Documented: sorting by any field name, with `createdAt` as the example. Assumed: `priority` is such a field.
 */
export const listIncidents = {
  operationId: 'listIncidents',
  tags: ['Incidents'],
  summary: 'List Incidents',
  description:
    'All your incidents. Add attributes to filter them, `sort` to order them, `offset` and `limit` to get them page by page.',
  parameters: [
    ref('parameters/Country'),
    ref('parameters/Priority'),
    ref('parameters/Attributes'),
    ref('parameters/Offset'),
    ref('parameters/Limit'),
    ref('parameters/Sort'),
    ref('parameters/AcceptLanguage'),
  ],
  'x-list': {
    id: '/id',
    count: 'X-Result-Count',
    total: 'X-Total-Count',
    offset: 'offset',
    limit: 'limit',
    sort: { parameter: 'sort', keys: ['createdAt', 'priority'] },
    filters: ['location.address.country', 'priority', 'attributes'],
  },
  responses: {
    200: {
      description: 'The incidents that match the criteria.',
      headers: {
        'X-Result-Count': ref('headers/ResultCount'),
        'X-Total-Count': ref('headers/TotalCount'),
        ...requestId,
      },
      content: json(
        { type: 'array', items: ref('schemas/Incident') },
        { guide: { summary: "The guide's incident", value: [guideIncident] } },
      ),
      links: {
        details: {
          operationId: 'getIncident',
          parameters: { incident_id: '$response.body#/0/id' },
          description: 'The id of an incident in the list leads to its details.',
        },
      },
    },
    ...refusals,
  },
} as const satisfies OperationObject;

/** `GET /incidents/{incident_id}`: all details of one incident. Guide, use case 4. */
export const getIncident = {
  operationId: 'getIncident',
  tags: ['Incidents'],
  summary: 'Get details of an Incident',
  description:
    'All information about one incident. You only need its id, which you can retrieve from the incidents list.',
  parameters: [ref('parameters/IncidentId'), ref('parameters/AcceptLanguage')],
  responses: {
    200: {
      description: 'The incident.',
      headers: requestId,
      content: json(ref('schemas/Incident'), { guide: { summary: "The guide's incident", value: guideIncident } }),
    },
    ...refusals,
  },
} as const satisfies OperationObject;
