import { isRecord } from '../core/json.ts';
import { bareType, concreteType, isJsonType, preferredJson } from '../core/media-types.ts';
import type { Cause, Response as DescribedResponse, Media, SchemaNode } from '../model/types.ts';

/** A response, before the headers that the description requires are added. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  /** The response of the description that this is, if there is one. */
  readonly described?: DescribedResponse;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
}

export interface Body {
  readonly type: string;
  /** The schema that the value satisfies, by which some types are written. */
  readonly node?: SchemaNode;
  readonly value: unknown;
}

/** Why a request is refused. `toRefusal` turns it into a response of the description. */
export interface Refused {
  readonly kind: 'refused';
  /** Missing where the model has no such cause; then there is a `status`. */
  readonly cause?: Cause;
  /** Only where it is not the usual one of the cause. */
  readonly status?: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refuse for a cause that the model knows. */
export function refuse(cause: Cause, message: string, headers?: Readonly<Record<string, string>>): Refused {
  return { kind: 'refused', cause, message, ...(headers && { headers }) };
}

/** The media type of a response: JSON where it is described, by name before a range, and a narrow range before a wide one; else the first. */
export function preferredMedia(media: readonly Media[]): Media | undefined {
  return preferredJson(media) ?? media.find(({ type }) => isJson(type)) ?? media[0];
}

/** A media type to send: one in the described range, JSON where it can be. */
export function toContentType(described: string): string {
  return concreteType(described, true);
}

/** Whether JSON has this type, or is in this range. */
export function isJson(type: string): boolean {
  return isJsonType(type) || ['*/*', 'application/*'].includes(bareType(type));
}

/** Content for a media type without a schema. */
export function anyValue(type: string): unknown {
  return isJson(type) ? {} : '';
}

/** Whether a value is a `Refused`. No other type has `kind: 'refused'`. */
export function isRefused(value: unknown): value is Refused {
  return isRecord(value) && value['kind'] === 'refused';
}
