import type { Json } from '../core/json.ts';
import { usedIn } from '../schema/used.ts';
import { type Tables, tableKeys } from './library.ts';

/** The keywords and formats of the validator that these schemas use, for `libraryCode(['expectValid'], judgeTables(schemas))`. */
export function judgeTables(schemas: readonly Json[]): Tables {
  const used = usedIn(schemas);
  return {
    CHECKS: tableKeys('CHECKS').filter((keyword) => used.has(keyword)),
    FORMATS: tableKeys('FORMATS').filter((format) => used.has(`format: ${format}`)),
  };
}
