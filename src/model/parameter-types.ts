/** What the model says of a parameter. */
import type { Json } from '../core/json.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { PartEncoding } from './message-types.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description: string;
  readonly deprecated?: true;
  readonly node: SchemaNode;
  readonly example?: Json;
  /** The values of `examples` by their names, also of those that show what is refused. */
  readonly namedExamples?: ReadonlyMap<string, Json>;
  /** The JSON pointer of the example, if it is one of the parameter itself. */
  readonly exampleAt?: string;
  /** Of a path, whether its segment has other text than dots beside it: `{name}.csv`. */
  readonly besideText?: true;
  /** Of a query string as a whole, which is a form: how its members are written. */
  readonly form?: ReadonlyMap<string, PartEncoding>;
  /** `content` of another media type than JSON. https://spec.openapis.org/oas/v3.1.1.html#fixed-fields-and-considerations-for-use-with-content */
  readonly content?: { readonly type: string; readonly node: SchemaNode | undefined };
  /**
   * What the value becomes: one text (`single`), or the members of an object, each a query parameter of its own (`free-form`, by `form` with
   * `explode`; `deep-object`). `json`: a text of JSON, by `content`. `other`: an object in one text, or a text of another media type.
   */
  readonly spelling: 'single' | 'free-form' | 'deep-object' | 'json' | 'other';
  /** https://spec.openapis.org/oas/v3.1.1.html#style-values Without effect where `spelling` is `json`. */
  readonly style: ParameterStyle;
  /** Whether elements of an array and members of an object are separate: `ids=1&ids=2`, `name=value`. */
  readonly explode: boolean;
  /** Whether reserved characters of a query value are sent as they are. */
  readonly allowReserved?: true;
  /** An array in one parameter, comma-separated: `style: form` without `explode`. */
  readonly commas?: true;
  /** An array of a query with a row for each element: `explode`, which is the default of `style: form`. */
  readonly repeats?: true;
  /** Of the parameter for the page size, what prose states of its values. */
  readonly sizes?: StatedSizes;
}

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
