import { isRecord } from '../../core/json.ts';

/** Whether a document is Swagger 2.0. Its version, `swagger: 2.0`, is a number in YAML where it is not quoted. */
export function isSwagger2(document: unknown): document is Readonly<Record<string, unknown>> {
  if (!isRecord(document) || document['openapi'] !== undefined) return false;
  return document['swagger'] === '2.0' || document['swagger'] === 2;
}
