/** What the model says of a parameter besides its schema. */

/** Page sizes by prose: some that may be requested, in ascending order, or bounds. */
export type StatedSizes =
  | { readonly among: readonly number[] }
  | { readonly least: number; readonly most?: number; readonly among?: undefined };

export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  /** Of OpenAPI 3.2: as `form`, without percent-encoding. */
  | 'cookie';
