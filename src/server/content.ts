import { exactJson } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import { contentKind } from '../core/media-types.ts';
import { sampleFile } from '../core/sample-files.ts';
import type { ApiModel } from '../model/types.ts';
import { contentText, holdsBytes } from '../schema/content-text.ts';
import { type Body, isJson } from './reply.ts';

/** A value in the syntax of its media type. What no type can hold becomes a text. */
export function toContent({ type, value, node }: Body, model: ApiModel): string | Uint8Array {
  if (isJson(type)) return exactJson(value);
  const isText = contentKind(type) === 'other' && node === undefined;
  if (!isText && holdsBytes(type, node, model)) return sampleFile(type).bytes;
  return contentText(type, value as Json, node, model) ?? (typeof value === 'string' ? value : 'text');
}
