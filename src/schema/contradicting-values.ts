/** Values of an `enum` or a `const` that the keywords beside them refuse. */
import { toList } from '../core/words.ts';
import { accepts, type Judging } from './accepts.ts';
import { type Contradiction, inKeywords } from './contradiction.ts';
import type { Schema, Schemas } from './node.ts';
import { keyOf, toPattern, typeName } from './values.ts';

/** Keywords that may refuse the values of an `enum` or a `const`. */
const OF_VALUES = ['pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'] as const;

/** Values that the keywords beside them refuse, or none at all. What the author lists is meant. */
export function impossibleValues(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { enum: listed } = schema;
  const constant = schemas.dialect === 'openapi-3.0' ? undefined : schema['const'];
  if (Array.isArray(listed) && listed.length === 0) {
    const message = 'its `enum` has no value, so that none would be right: it is not asserted';
    return inKeywords(schema, 'enum', message, { enum: undefined });
  }
  if (!Array.isArray(listed)) return constant === undefined ? [] : ofValues(schema, 'const', [constant], schemas);
  const values: readonly unknown[] = listed;
  if (constant !== undefined && !values.some((value) => keyOf(value) === keyOf(constant))) {
    const message = 'its `const` is not in its `enum`: neither is asserted';
    return inKeywords(schema, 'const', message, { const: undefined, enum: undefined });
  }
  return ofValues(schema, 'enum', values, schemas);
}

function ofValues(
  schema: Schema,
  keyword: string,
  values: readonly unknown[],
  schemas: Schemas,
): readonly Contradiction[] {
  // No schema accepts what is no number of JSON, such as `.inf`. It is not asserted.
  if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) return [];
  const judging: Judging = { schemas, notNeeded: [] };
  const fits = (value: unknown, beside: string) =>
    accepts(value, { [beside]: schema[beside], nullable: schema['nullable'] }, judging);
  const isText = schema['type'] === 'string' && values.every((value) => typeof value === 'string');
  const foreign = isText ? [] : values.filter((value) => !fits(value, 'type'));
  if (foreign.length > 0) return ofOtherType(schema, keyword, values, foreign);
  const refusing = OF_VALUES.filter((beside) => {
    const isSet = schema[beside] !== undefined && (beside !== 'pattern' || toPattern(schema[beside]) !== undefined);
    return isSet && !values.some((value) => fits(value, beside));
  });
  if (refusing.length === 0) return [];
  const message = `its ${toList(refusing.map((beside) => `\`${beside}\``))} refuses each value of its \`${keyword}\`: the \`${keyword}\` is asserted`;
  return inKeywords(schema, keyword, message, Object.fromEntries(refusing.map((beside) => [beside, undefined])));
}

/**
 * Values are accepted as they are listed, and as values of the type that is stated. Any text is accepted where a text is a number or a
 * boolean without quotation marks: of `007`, `1.0` or `Yes` in YAML, only the value is known, not how it was written.
 */
function ofOtherType(
  schema: Schema,
  keyword: string,
  values: readonly unknown[],
  foreign: readonly unknown[],
): readonly Contradiction[] {
  const stated: readonly unknown[] = [schema['type']].flat();
  if (values.every((value) => value === null)) {
    const message = `its \`${keyword}\` has only null, which its \`type\` ${stated.join(' or ')} refuses: any value of the type is accepted, and null`;
    return inKeywords(schema, keyword, message, { type: [...stated, 'null'], const: undefined, enum: undefined });
  }
  const spelled = foreign.flatMap((value) => asStated(value, stated)).filter((value) => !values.includes(value));
  const types = [...new Set([...stated, ...foreign.map(typeName)])];
  // What is of the type comes first, so that it is sent.
  const own = values.filter((value) => !foreign.includes(value));
  const all = [...own, ...spelled, ...foreign];
  const other = otherThanListed(stated, foreign, own.length + spelled.length > 0);
  const shown = [...new Set(foreign)].slice(0, 3).map((value) => JSON.stringify(value)?.slice(0, 30) ?? '');
  const becomes = other?.becomes ?? 'both are accepted';
  const message = `its \`${keyword}\` has ${toList(shown)}, which its \`type\` ${stated.join(' or ')} refuses: ${becomes}`;
  const instead = other ? { enum: undefined, ...listedOr(schema, all, other) } : { enum: all };
  return inKeywords(schema, keyword, message, { type: types, const: undefined, ...instead });
}

interface Other {
  readonly schema: Schema;
  readonly isFirst: boolean;
  readonly becomes: string;
}

/** What is accepted beside the listed values, of which nothing else says how they are sent. */
function otherThanListed(stated: readonly unknown[], foreign: readonly unknown[], hasOwn: boolean): Other | undefined {
  const scalars = foreign.filter((value) => typeof value !== 'object');
  if (stated.includes('string') && scalars.length > 0) {
    const pattern = scalars.some((value) => typeof value === 'number') ? NUMBER_OR_BOOLEAN : BOOLEAN;
    const becomes = 'a text that may be meant so is accepted, too';
    return { schema: { type: 'string', pattern }, isFirst: false, becomes };
  }
  const elements = foreign.filter((value) => !Array.isArray(value));
  // Beside a list, its elements are listed by mistake.
  if (stated.includes('array') && elements.length > 0)
    return {
      schema: { items: { enum: elements }, type: 'array' },
      isFirst: true,
      becomes: 'a list of them is accepted, too',
    };
  if (hasOwn) return undefined;
  return { schema: { type: stated }, isFirst: false, becomes: 'any value of the type is accepted, too' };
}

/** Texts that are booleans in YAML 1.1 or 1.2 without quotation marks. */
const BOOLEAN = '^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[YyNn])$';
const NUMBER_OR_BOOLEAN = `${BOOLEAN}|^[-+]?[.]?([0-9]|inf|nan)`;

/** A value of the first alternative is sent. */
function listedOr(schema: Schema, values: readonly unknown[], { schema: other, isFirst }: Other): Schema {
  const alternatives = [{ enum: values }, other];
  return schema['anyOf'] === undefined ? { anyOf: isFirst ? alternatives.toReversed() : alternatives } : {};
}

function asStated(value: unknown, stated: readonly unknown[]): readonly unknown[] {
  // A list in the list of values: its elements are meant.
  if (Array.isArray(value)) return value.filter((one) => stated.includes(typeName(one)));
  if (stated.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return [String(value)];
  if (typeof value !== 'string' || !/^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$/.test(value)) return [];
  const read: unknown = JSON.parse(value);
  const isStated = stated.includes(typeof read) || (stated.includes('integer') && Number.isInteger(read));
  return isStated ? [read] : [];
}
