/** Everything there is to know of the Incident API: its description, its use cases, and data to try them on. */
export { data } from './data.ts';
export { openapi } from './openapi.ts';
export { arazzo } from './use-cases.ts';
