import { isRecord } from '../../core/json.ts';

/** Whether a document is Swagger 2.0. Its version, `swagger: 2.0`, is a number in YAML where it is not quoted. No other begins with 2. */
export function isSwagger2(document: unknown): document is Readonly<Record<string, unknown>> {
  if (!isRecord(document) || document['openapi'] !== undefined) return false;
  return document['swagger'] === 2 || ['2.0', '2', '2.0.0'].includes(String(document['swagger']).trim());
}
