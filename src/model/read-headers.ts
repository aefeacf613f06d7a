/** The headers of a response. https://spec.openapis.org/oas/v3.1.1.html#header-object */
import { isJsonType } from '../core/media-types.ts';
import { itemsOf } from '../schema/members.ts';
import { statedTypes } from '../schema/types-of.ts';
import { isOfConnection, isOptionalInHttp, valueAgainstSchema } from './http-fields.ts';
import { noteMisspelt } from './misspelt.ts';
import { readExample } from './parameter-example.ts';
import { isUsable, mediaOf, schemaOf } from './read-parameters.ts';
import { type Node, notice, type Reading } from './reading.ts';
import { entriesAt, isSet, textAt } from './typed-members.ts';
import type { ResponseHeader } from './types.ts';

/** https://spec.openapis.org/oas/v3.1.1.html#header-object */
export function readHeaders(reading: Reading, response: Node): ResponseHeader[] {
  return entriesAt(reading, response, 'headers')
    .filter(([name, { path }]) => name.toLowerCase() !== 'content-type' && isUsable(reading, name, path))
    .map(([name, node]) => {
      noteMisspelt(reading, node, 'header');
      const example = readExample(reading, mediaOf(node) ?? node)?.value;
      const required = isSet(reading, node, 'required');
      return {
        name,
        required: required && !isFree(reading, name, node),
        description: textAt(reading, node, 'description'),
        node: schemaOf(node),
        ...(example !== undefined && { example }),
        ...(headerInHttp(reading, name, node) ?? headerSpelling(reading, node)),
      };
    });
}

/** Whether HTTP lets a server leave out a header that the description requires. */
function isFree(reading: Reading, name: string, { path }: Node): boolean {
  if (isOfConnection(name)) return true;
  if (!isOptionalInHttp(name)) return false;
  notice(reading, 'note', path, `that there is a header "${name}" is not asserted: HTTP lets a server leave it out`);
  return true;
}

/** How a header is read of which HTTP says more than the description. */
function headerInHttp(
  reading: Reading,
  name: string,
  node: Node,
): Pick<ResponseHeader, 'spelling' | 'example'> | undefined {
  if (isOfConnection(name)) {
    notice(
      reading,
      'note',
      node.path,
      `the header "${name}" is not asserted: it is of one connection, and proxies change it`,
    );
    return { spelling: 'opaque' };
  }
  const value = mediaOf(node) ? undefined : valueAgainstSchema(name, schemaOf(node), reading.schemas);
  if (value === undefined) return undefined;
  const why = `HTTP writes it as \`${value}\`, which its schema refuses`;
  notice(reading, 'note', node.path, `the value of the header "${name}" is not asserted: ${why}`);
  return { spelling: 'opaque', example: value };
}

/** Of an object, the text is not read: servers spell it in several ways. */
function headerSpelling(reading: Reading, node: Node): Pick<ResponseHeader, 'spelling'> {
  const { schemas } = reading;
  const media = mediaOf(node);
  if (media && isJsonType(media.path.at(-1) ?? '')) return { spelling: 'json' };
  const described = schemaOf(node);
  const inner = [described, itemsOf(schemas, described)].flatMap((one, depth) =>
    one ? [...statedTypes(schemas, one)].filter((type) => type === 'object' || (depth > 0 && type === 'array')) : [],
  );
  if (!media && inner.length === 0) return {};
  const why = media ? `it is ${media.path.at(-1)}` : 'its schema has objects or lists in it';
  notice(reading, 'note', node.path, `the value of the header "${node.path.at(-1)}" is not asserted: ${why}`);
  return { spelling: 'opaque' };
}
