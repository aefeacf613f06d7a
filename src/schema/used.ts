import { isRecord, type Json } from '../core/json.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './keywords.ts';

/** The features that translated schemas use: keyword names, formats as `format: date`, and `boolean schema`. */
export function usedIn(schemas: readonly Json[]): ReadonlySet<string> {
  const used = new Set<string>();
  const waiting: Json[] = [...schemas];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isRecord(next)) used.add('boolean schema');
    else {
      const schema = next as Record<string, Json>;
      for (const keyword of Object.keys(schema)) {
        const value = schema[keyword] as Json;
        used.add(keyword);
        if (keyword === 'format' && typeof value === 'string') used.add(`format: ${value}`);
        if (SCHEMA_KEYWORDS.has(keyword)) waiting.push(value);
        if (SCHEMA_LIST_KEYWORDS.has(keyword)) for (const one of value as readonly Json[]) waiting.push(one);
        if (SCHEMA_MAP_KEYWORDS.has(keyword) || keyword === '$defs') {
          for (const one of Object.values(value as object) as readonly Json[]) waiting.push(one);
        }
      }
    }
  }
  return used;
}
