/** Names of resources that have segments, as in Google's APIs: https://google.aip.dev/122 */
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';

/** `projects/{project}/queues/{queue}`, `projects/*\/queues/*`, `projects/[^/]+`, or `projects/7/queues/mails`; no URL, and no path. */
const SEGMENTS = /(?<![\w:/.{-])[a-z][\w-]*s\/(\{[^{}]+\}|\*|\[)/i;
const IN_FULL = /^[a-z][\w-]*s\/[^/\s]+(\/[a-z][\w-]*s\/[^/\s]+)*$/i;

/** Whether the values of a text have several segments, by its description, its pattern or an example. */
export function isResourceName(
  schemas: Schemas,
  node: SchemaNode,
  example?: unknown,
  description: string = textOf(schemas, node, 'description'),
): boolean {
  const pattern = keywordOf(schemas, node, 'pattern');
  const texts = [
    description,
    textOf(schemas, node, 'description'),
    typeof pattern === 'string' ? unescaped(pattern) : '',
  ];
  if (texts.some((text) => SEGMENTS.test(text))) return true;
  return [example, ...exampleValues(schemas, node)].some((value) => typeof value === 'string' && IN_FULL.test(value));
}

function unescaped(pattern: string): string {
  return pattern.replace(/^\^/, '').replaceAll('\\/', '/');
}
