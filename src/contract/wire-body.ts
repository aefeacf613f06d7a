/** How the body of a request is sent: as a text, as a form, or as a file. */
import { isRecord, type Json } from '../core/json.ts';
import { bareType, contentKind, isMultipart } from '../core/media-types.ts';
import { type SampleFile, sampleFile } from '../core/sample-files.ts';
import type { ApiModel, Media } from '../model/types.ts';
import { contentText, holdsBytes, isBinary } from '../schema/content-text.ts';
import { type FormRow, formContent, isApart, multipartRows, urlencodedRows } from './form-rows.ts';
import { multipartText } from './multipart-text.ts';

export type WireBody =
  /** JSON, which is written where it is sent. */
  | { readonly kind: 'json' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'form'; readonly rows: readonly FormRow[] }
  | { readonly kind: 'parts'; readonly rows: readonly FormRow[] }
  | { readonly kind: 'file'; readonly file: SampleFile };

type Members = Readonly<Record<string, Json>>;

/** A text stands for a whole form: also where clients would encode what separates values as what stands in one. */
function formBody(value: Json, media: Media, model: ApiModel): WireBody | undefined {
  if (isRecord(value)) {
    const rows = urlencodedRows(value as Members, media, model);
    return rows.some(isApart) ? { kind: 'text', text: formContent(rows) } : { kind: 'form', rows };
  }
  return typeof value === 'string' ? { kind: 'text', text: value } : undefined;
}

/** A value in a media type. `undefined`: nothing says how the type holds such a value. */
export function toWireBody(type: string, value: Json, media: Media, model: ApiModel): WireBody | undefined {
  const kind = contentKind(type);
  if (kind === 'json') return { kind: 'json' };
  if (kind === 'form') return formBody(value, media, model);
  if (kind === 'multipart')
    return isRecord(value) ? { kind: 'parts', rows: multipartRows(value as Members, media, model) } : undefined;
  if (isMultipart(type)) {
    const text = multipartText(type, value, media, model);
    return text === undefined ? undefined : { kind: 'text', text };
  }
  // XML, of which no schema says that it is an image.
  if (bareType(type) === 'image/svg+xml' && media.examples.length === 0 && isBinary(media.node, model))
    return { kind: 'file', file: sampleFile(type) };
  const text = contentText(type, value, media.node, model);
  if (text !== undefined) return { kind: 'text', text };
  return holdsBytes(type, media.node, model) ? { kind: 'file', file: sampleFile(type) } : undefined;
}
