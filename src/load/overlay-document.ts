/**
 * The shape in which overlays are written.
 *
 * https://spec.openapis.org/overlay/v1.1.html
 */

type Extensions = { readonly [name: `x-${string}`]: unknown };

/** https://spec.openapis.org/overlay/v1.1.html#overlay-object */
export interface OverlayDocument extends Extensions {
  /** The version of the standard: `1.1.0`. Documents of 1.0 are read by the rules of 1.1. */
  readonly overlay: string;
  readonly info: OverlayInfo;
  /** The description that it is for, relative to this file. Another one gives a notice. */
  readonly extends?: string;
  readonly actions: readonly OverlayAction[];
}

export interface OverlayInfo extends Extensions {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

/** Exactly one of `update`, `copy` and `remove`. https://spec.openapis.org/overlay/v1.1.html#action-object */
export interface OverlayAction extends Extensions {
  /** A query by RFC 9535, as in `$.paths['/orders'].get`. */
  readonly target: string;
  readonly description?: string;
  /** Merged into objects, appended to arrays, and put in the place of texts, numbers, booleans and null. */
  readonly update?: unknown;
  /** A query for the one node that is merged as `update` would be. */
  readonly copy?: string;
  readonly remove?: boolean;
}
