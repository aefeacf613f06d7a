/** The headers of responses, as plain data. */
import type { Json } from '../core/json.ts';
import type { SchemaNode } from '../schema/node.ts';

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly node: SchemaNode;
  readonly example?: Json;
  /** How its text is read. Default: by its schema, with commas between elements. `opaque`: nothing reads it. */
  readonly spelling?: 'json' | 'opaque';
}
