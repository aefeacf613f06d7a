/** The Incident API: its description, its use cases, and data for the reference server. */
export { data } from './data.ts';
export { openapi } from './openapi.ts';
export { arazzo } from './use-cases.ts';
