import type { ArazzoDocument, WorkflowObject } from '../../src/index.ts';

/** The inputs of every workflow: an access token (guide, annex) and the API key (guide, prerequisite). */
const inputs = {
  type: 'object',
  required: ['access_token', 'api_key'],
  properties: {
    access_token: {
      type: 'string',
      format: 'password',
      description: 'From the token endpoint, by client credentials.',
    },
    api_key: { type: 'string', format: 'password', description: 'From your Orange Business contact.' },
  },
};

const credentials: WorkflowObject['parameters'] = [
  { name: 'Authorization', in: 'header', value: 'Bearer {$inputs.access_token}' },
  { name: 'x-api-key', in: 'header', value: '$inputs.api_key' },
];

/** Guide, use case 1. Use case 4 requests the details of its first incident. */
const getAllIncidents: WorkflowObject = {
  workflowId: 'getAllIncidents',
  summary: 'Use case 1: Get all my Incidents',
  description: `List all your incidents, without filter, sort or paging.

A successful response has the HTTP status 200 and two headers: \`X-Result-Count\`, the number of incidents in this response,
and \`X-Total-Count\`, the number of all matching incidents. The body is a JSON array.`,
  inputs,
  parameters: credentials,
  steps: [
    {
      stepId: 'list',
      description: 'Request the incidents.',
      operationId: 'listIncidents',
      successCriteria: [{ condition: '$statusCode == 200' }],
      outputs: { incident_id: '$response.body#/0/id' },
    },
  ],
  outputs: { incident_id: '$steps.list.outputs.incident_id' },
};

/** Guide, use case 2. */
const filterIncidents: WorkflowObject = {
  workflowId: 'filterIncidents',
  summary: 'Use case 2: Filter the Incidents list',
  description: `Get only the incidents with the attribute values that you add to the URL: here, those that occurred in France with the
priority "P1".

You can filter by any attribute of an incident, named by its dotted path. With several filters, an incident must match all of
them.`,
  inputs,
  parameters: credentials,
  steps: [
    {
      stepId: 'filter',
      description: 'Request the incidents in France with priority P1.',
      operationId: 'listIncidents',
      parameters: [
        { name: 'location.address.country', in: 'query', value: 'FR' },
        { name: 'priority', in: 'query', value: 'P1' },
      ],
      successCriteria: [{ condition: '$statusCode == 200' }],
    },
  ],
};

/** Guide, use case 3. */
const pageIncidents: WorkflowObject = {
  workflowId: 'pageIncidents',
  summary: 'Use case 3: Pagination of the Incidents list',
  description: `Get the incidents page by page: here 20 incidents from offset 10 (counted from 0) of the global list, ordered by their creation
date, the latest first.

- \`offset\`: the index of the first element to retrieve; zero is the first.
- \`limit\`: the maximum number of items to return.
- \`sort\`: field names, separated by commas; \`-\` before a name means descending.

The filters of the previous use case are in the "Params" tab, unchecked: check them to combine them with paging.`,
  inputs,
  parameters: credentials,
  steps: [
    {
      stepId: 'page',
      description: 'Request 20 incidents from offset 10, the latest first.',
      operationId: 'listIncidents',
      parameters: [
        { name: 'offset', in: 'query', value: 10 },
        { name: 'limit', in: 'query', value: 20 },
        { name: 'sort', in: 'query', value: '-createdAt' },
      ],
      successCriteria: [{ condition: '$statusCode == 200' }],
    },
  ],
};

/** Guide, use case 4. */
const getIncidentDetails: WorkflowObject = {
  workflowId: 'getIncidentDetails',
  summary: 'Use case 4: Get details of an Incident',
  description: `Get all information about one incident. You only need its id, which you can find in the incidents list.

Use case 1 stores the id of its first incident in the variable \`incident_id\`. To get another incident, set the variable to its
id, or enter the id as path variable in the "Params" tab.`,
  inputs,
  dependsOn: ['getAllIncidents'],
  parameters: credentials,
  steps: [
    {
      stepId: 'details',
      description: 'Request the first incident of use case 1.',
      operationId: 'getIncident',
      parameters: [{ name: 'incident_id', in: 'path', value: '$workflows.getAllIncidents.outputs.incident_id' }],
      successCriteria: [{ condition: '$statusCode == 200' }],
    },
  ],
};

/** The four use cases of the guide, in its order and under its titles. */
export const arazzo: ArazzoDocument = {
  arazzo: '1.0.1',
  info: {
    title: 'Incident API: use cases',
    summary: 'The four use cases of the guide "Configure Incident API in Postman".',
    version: '1.7.0',
  },
  sourceDescriptions: [{ name: 'incident', url: './incident.openapi.yaml', type: 'openapi' }],
  workflows: [getAllIncidents, filterIncidents, pageIncidents, getIncidentDetails],
};
