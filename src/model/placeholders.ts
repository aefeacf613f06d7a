/** Examples and defaults of parameters that stand for a value and are none: `{{appId}}`, `<app id>`, and `{appId}` of the parameter "appId". */
import { isRecord } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import type { FoundExample } from './find-examples.ts';

/** The whole of a text is a variable of Postman, or words in angle brackets as Postman's converters write them. */
const PLACEHOLDER = /^(\{\{[^{}]+\}\}|<[A-Za-z][\w .-]*>)$/;

/** Whether an example is one of a parameter that a text in braces or brackets fills. In a body, such a text may be a template. */
export function isPlaceholder({ value, path, inSchema, schema }: FoundExample, document: unknown): boolean {
  if (typeof value !== 'string' || !/^[{<]/.test(value)) return false;
  const holder = path.slice(
    0,
    path.lastIndexOf(inSchema ? 'schema' : path.includes('examples') ? 'examples' : 'example'),
  );
  // `parameters/0` of an operation, or `components/parameters/AppId`.
  if (holder.at(-2) !== 'parameters') return false;
  if (isRecord(schema) && Array.isArray(schema['enum']) && schema['enum'].includes(value)) return false;
  const parameter = valueAt(document, holder);
  const name = isRecord(parameter) ? parameter['name'] : undefined;
  return PLACEHOLDER.test(value) || value === `{${String(name)}}`;
}
