/** How the parts of a form are sent. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { isRecord } from '../core/json.ts';
import { bareType, contentKind, isMultipart } from '../core/media-types.ts';
import { toPointer } from '../core/pointer.ts';
import { JOINED_PART } from '../load/swagger-2/joined-part.ts';
import { mayHave } from '../schema/may-have.ts';
import { isInOrder, isOpenApi32 } from './openapi-3-2.ts';
import { child, type Node, notice, type Reading } from './reading.ts';
import { elementsAt, entriesAt, isSet, objectAt, textAt } from './typed-members.ts';
import { ENCODING_STYLES, type Media, type PartEncoding } from './types.ts';

/** The `encoding` of a media type. It has an effect on forms only. */
export function readEncoding(reading: Reading, media: Node, type: string): Pick<Media, 'encoding'> {
  const isForm = contentKind(type) === 'form' || isMultipart(type);
  if (!isForm || !objectAt(reading, media, 'encoding')) return {};
  noteUnknown(reading, media);
  const entries = entriesAt(reading, media, 'encoding').map(
    ([name, node]) => [name, toPartEncoding(reading, node, hasStyles(reading, type))] as const,
  );
  return { encoding: new Map(entries) };
}

/**
 * The encoding of parts by their order, which OpenAPI 3.2 has for all content in parts but forms.
 * https://spec.openapis.org/oas/v3.2.0.html#encoding-by-position
 */
export function readPartOrder(reading: Reading, media: Node, type: string): Pick<Media, 'inOrder'> {
  if (!isOpenApi32(reading) || !isInOrder(type)) return {};
  const first = elementsAt(reading, media, 'prefixEncoding').map((node) => toPartEncoding(reading, node, false));
  const others = objectAt(reading, media, 'itemEncoding');
  return { inOrder: { first, others: others ? toPartEncoding(reading, others, false) : {} } };
}

/** An entry for no member of the schema, which may have others than those it names, has no effect. */
function noteUnknown(reading: Reading, media: Node): void {
  const schema = child(media, 'schema');
  if (!schema) return;
  const node = { schema: schema.value, pointer: toPointer(schema.path) };
  for (const [name, { path }] of entriesAt(reading, media, 'encoding'))
    if (!mayHave(reading.schemas, node, [name], { byTrue: true }))
      notice(reading, 'note', path, `"${name}" is no member of the form, so its encoding has no effect`);
}

/** OpenAPI 3.0 has styles in `application/x-www-form-urlencoded` only: https://spec.openapis.org/oas/v3.0.4.html#encoding-object */
function hasStyles({ schemas }: Reading, type: string): boolean {
  if (contentKind(type) === 'form') return true;
  return schemas.dialect !== 'openapi-3.0' && ['multipart/form-data', 'multipart/*'].includes(bareType(type));
}

function toPartEncoding(reading: Reading, node: Node, mayHaveStyle: boolean): PartEncoding {
  const headers = child(node, 'headers');
  if (isRecord(headers?.value) && Object.keys(headers.value).length > 0) {
    notice(reading, 'left-out', headers.path, 'the headers of a part: Postman sends none but its Content-Type');
  }
  const types = textAt(reading, node, 'contentType')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '');
  const nested = isOpenApi32(reading)
    ? readEncoding(reading, node, 'application/x-www-form-urlencoded').encoding
    : undefined;
  return {
    ...(nested && { encoding: nested }),
    ...(types.length > 0 && { types }),
    ...readStyle(reading, node, mayHaveStyle),
  };
}

function readStyle(reading: Reading, node: Node, mayHaveStyle: boolean): Pick<PartEncoding, 'style' | 'explode'> {
  const written = textAt(reading, node, 'style');
  const known = ENCODING_STYLES.find((one) => one === written);
  if (written !== '' && known === undefined) {
    notice(reading, 'note', [...node.path, 'style'], `"${written}" is no style of a form, so it has no effect`);
  }
  const isStyled = known !== undefined || ['explode', 'allowReserved'].some((name) => child(node, name) !== undefined);
  if (!isStyled) return {};
  if (!mayHaveStyle && child(node, JOINED_PART)?.value !== true) {
    const message =
      'parts have no styles in OpenAPI 3.0, nor in any other media type than multipart/form-data, so they have no effect';
    notice(reading, 'note', node.path, message);
    return {};
  }
  // A server reads the same from what is encoded, but for what is percent-encoded already.
  if (isSet(reading, node, 'allowReserved')) {
    const message = '`allowReserved` is not used in a form: what is reserved is percent-encoded';
    notice(reading, 'note', [...node.path, 'allowReserved'], message);
  }
  const style = known ?? 'form';
  return { style, explode: isSet(reading, node, 'explode', style === 'form') };
}
