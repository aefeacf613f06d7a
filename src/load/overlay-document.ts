/**
 * The types of an Overlay document.
 *
 * https://spec.openapis.org/overlay/v1.1.html
 */

type Extensions = { readonly [name: `x-${string}`]: unknown };

/** https://spec.openapis.org/overlay/v1.1.html#overlay-object */
export interface OverlayDocument extends Extensions {
  /** The version of the specification, `1.1.0`. Documents of version 1.0 are applied by the rules of 1.1. */
  readonly overlay: string;
  readonly info: OverlayInfo;
  /** The description it was written for, relative to this file. Applying it to another one gives a notice. */
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
  /** An RFC 9535 query, such as `$.paths['/orders'].get`. */
  readonly target: string;
  readonly description?: string;
  /** Merged into objects, appended to arrays; replaces strings, numbers, booleans and null. */
  readonly update?: unknown;
  /** A query for one node, which is merged as `update` would be. */
  readonly copy?: string;
  readonly remove?: boolean;
}
