import type { ApiModel, SchemaNode } from '../model/types.ts';
import { followed } from './bounds.ts';

/** A text that is no value of a parameter, and why in words for a title: `below its minimum of 1`. */
export interface BrokenText {
  readonly text: string;
  readonly why: string;
  readonly kind: 'number' | 'boolean' | 'bound' | 'value';
}

/**
 * Texts that break the schema of a parameter, one for each constraint that a text can break, the plainest first.
 * Empty where any text will do.
 */
export function brokenTexts(node: SchemaNode, model: ApiModel): readonly BrokenText[] {
  const schema = followed(node.schema, model);
  if (!schema) return [];
  const { type, minimum, maximum, enum: values } = schema;
  const broken: BrokenText[] = [];
  if (type === 'integer' || type === 'number') broken.push({ text: 'many', why: 'no number', kind: 'number' });
  if (type === 'boolean') broken.push({ text: 'perhaps', why: 'neither true nor false', kind: 'boolean' });
  if (typeof minimum === 'number')
    broken.push({ text: String(minimum - 1), why: `below its minimum of ${minimum}`, kind: 'bound' });
  if (typeof maximum === 'number')
    broken.push({ text: String(maximum + 1), why: `above its maximum of ${maximum}`, kind: 'bound' });
  if (Array.isArray(values) && !values.includes('none-of-these')) {
    broken.push({ text: 'none-of-these', why: 'none of the values it may have', kind: 'value' });
  }
  return broken;
}

/**
 * A text that a parameter takes and that nobody has for an id; `undefined` where its schema is too narrow to tell. A text that
 * it does not take would be refused for that, and not for being unknown.
 */
export function unknownText(node: SchemaNode, model: ApiModel): string | undefined {
  const schema = followed(node.schema, model);
  if (!schema) return 'no-such-id';
  const { type, format, maximum, maxLength = 100, pattern, enum: values } = schema;
  if (pattern !== undefined || values !== undefined) return undefined;
  if (type === 'integer' || type === 'number') return Number(maximum ?? 1e9) < 1e9 ? undefined : '999999999';
  if (format === 'uuid') return 'ffffffff-ffff-4fff-8fff-ffffffffffff';
  return format === undefined && Number(maxLength) >= 10 && type !== 'boolean' ? 'no-such-id' : undefined;
}
