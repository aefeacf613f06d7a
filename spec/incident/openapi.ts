import type { OpenApiDocument } from '../../src/index.ts';
import { headers } from './components/headers.ts';
import { parameters } from './components/parameters.ts';
import { responses } from './components/responses.ts';
import { schemas } from './components/schemas.ts';
import { securitySchemes } from './components/security.ts';
import { getIncident, listIncidents } from './paths/incidents.ts';

/**
 * Orange's Incident API ("API for Business"), as far as it is public: the guide "Configure Incident API in Postman" and the
 * provider's pages on getting started, errors and OAuth. The API has more resources, but they are not documented publicly.
 */
export const openapi = {
  openapi: '3.1.1',
  info: {
    title: 'Incident API',
    summary: 'See your incidents with Orange Business services.',
    description: `List, filter, sort and page your incidents, and get the details of one.

This description is based on the guide "Configure Incident API in Postman" and on the provider's public pages; where they
differ, it follows the guide. The guide's text gives version 3 of the token URL (a screenshot shows version 2). In the OpenAPI file, the
\`$comment\` of each constraint says whether it is documented or assumed.`,
    version: '1.7.0',
    contact: { name: 'Orange Developer', url: 'https://developer.orange.com' },
    license: { name: 'The API is subject to the terms of its provider', url: 'https://developer.orange.com/legal/' },
  },
  servers: [{ url: 'https://api.orange.com/incident/b2b/v1', description: 'Production' }],
  tags: [{ name: 'Incidents', description: 'The list of your incidents, and the details of each.' }],
  security: [{ OAuth2: [], 'API-KEY': [] }],
  paths: {
    '/incidents': { get: listIncidents },
    '/incidents/{incident_id}': { get: getIncident },
  },
  components: { schemas, parameters, headers, responses, securitySchemes },
} satisfies OpenApiDocument;
