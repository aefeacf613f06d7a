import { toPointer } from '../core/pointer.ts';
import { readHeaders } from './read-parameters.ts';
import { child, entriesAt, jsonAt, type Node, objectAt, type Reading, report, textAt } from './reading.ts';
import { CAUSES, type Example, type Media, type RequestBody, type Response } from './types.ts';

/** https://spec.openapis.org/oas/v3.1.1.html#responses-object, in the order of their status, `default` last. */
export function readResponses(reading: Reading, operation: Node): Response[] {
  return entriesAt(reading, operation, 'responses')
    .map(([status, node]) => ({
      status,
      description: textAt(reading, node, 'description'),
      headers: readHeaders(reading, node),
      media: readMedia(reading, node),
    }))
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

export function readBody(reading: Reading, operation: Node): RequestBody | undefined {
  const node = objectAt(reading, operation, 'requestBody');
  if (!node) return undefined;
  return { required: child(node, 'required')?.value === true, media: readMedia(reading, node) };
}

/** https://spec.openapis.org/oas/v3.1.1.html#media-type-object */
function readMedia(reading: Reading, node: Node): Media[] {
  return entriesAt(reading, node, 'content').map(([type, media]) => {
    const schema = child(media, 'schema');
    return {
      type,
      ...(schema && { node: { schema: schema.value, pointer: toPointer(schema.path) } }),
      examples: readExamples(reading, media),
    };
  });
}

/** https://spec.openapis.org/oas/v3.1.1.html#example-object */
function readExamples(reading: Reading, media: Node): Example[] {
  const single = jsonAt(media, 'example');
  if (single !== undefined) return [{ name: 'example', summary: '', value: single }];
  return entriesAt(reading, media, 'examples').flatMap(([name, node]) => {
    const value = jsonAt(node, 'value');
    if (value === undefined) return [];
    const cause = readCause(reading, node);
    return [{ name, summary: textAt(reading, node, 'summary'), value, ...(cause && { cause }) }];
  });
}

function readCause(reading: Reading, node: Node) {
  const text = textAt(reading, node, 'x-cause');
  if (text === '') return undefined;
  const cause = CAUSES.find((candidate) => candidate === text);
  if (!cause) {
    report(
      reading,
      'document/wrong-type',
      [...node.path, 'x-cause'],
      `"${text}" is no cause`,
      `Known are: ${CAUSES.join(', ')}.`,
    );
  }
  return cause;
}
