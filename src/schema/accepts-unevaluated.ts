/**
 * `unevaluatedProperties` and `unevaluatedItems`, for `accepts`: which parts of a value no other keyword has evaluated.
 *
 * https://json-schema.org/draft/2020-12/json-schema-core#name-unevaluated-locations
 */
import { isRecord } from '../core/json.ts';
import { allOf, type Here, judgePart, silently, triedInBothReadings, type Verdict } from './accepts.ts';
import { evaluatedNames } from './evaluated.ts';
import type { Schema } from './node.ts';
import { listOf, toPattern } from './values.ts';

type Key = string | number;

/** Notes the keys that the keywords of one schema evaluate by themselves. False if that is not decided here. */
type Note = (here: Here, schema: Schema, keys: readonly Key[], evaluated: Set<Key>) => boolean;

export function judgeUnevaluatedProperties(here: Here, wanted: unknown, schema: Schema): Verdict {
  if (wanted === true || !isRecord(here.value)) return true;
  const names = Object.keys(here.value);
  const evaluated = evaluatedKeys(here, schema, names, noteMembers);
  if (evaluated) return judgeOthers(here, wanted, names, evaluated);
  // What is evaluated in any case is not known, but some members may be evaluated in none.
  const possible = wanted === false ? evaluatedNames(schema, here.judging.schemas) : undefined;
  const surplus = possible && names.find((name) => !possible.has(name));
  return surplus === undefined ? undefined : judgePart(here, surplus, false);
}

export function judgeUnevaluatedItems(here: Here, wanted: unknown, schema: Schema): Verdict {
  if (wanted === true || !Array.isArray(here.value)) return true;
  const indexes = [...here.value.keys()];
  const evaluated = evaluatedKeys(here, schema, indexes, noteElements);
  return evaluated && judgeOthers(here, wanted, indexes, evaluated);
}

function judgeOthers(here: Here, wanted: unknown, keys: readonly Key[], evaluated: ReadonlySet<Key>): Verdict {
  const others = keys.filter((key) => !evaluated.has(key));
  return allOf(others, (key) => judgePart(here, key, wanted));
}

/** The keys of a value that a schema evaluates; `undefined` if that is not decided here. */
function evaluatedKeys(here: Here, root: Schema, keys: readonly Key[], note: Note): ReadonlySet<Key> | undefined {
  const evaluated = new Set<Key>();
  const met = new Set<unknown>();
  const isDecided = (schema: unknown, around: Here): boolean => {
    if (!isRecord(schema) || met.has(schema)) return true;
    met.add(schema);
    // What the schema itself forbids is what none of its other keywords evaluate.
    const { unevaluatedProperties: _, unevaluatedItems: __, ...others } = schema;
    if (!note(around, schema === root ? others : schema, keys, evaluated)) return false;
    const parts = applyingParts(around, schema);
    return parts?.every((part) => isDecided(part, inside(around, part))) ?? false;
  };
  return isDecided(root, silently(here)) ? evaluated : undefined;
}

function inside(here: Here, part: unknown): Here {
  return isRecord(part) ? { ...here, around: [...here.around, part] } : here;
}

/** The schemas that apply to the same value and accept it, if the schema does; `undefined` if that is not decided here. */
function applyingParts(here: Here, schema: Schema): readonly unknown[] | undefined {
  const { $ref: reference, allOf: all, anyOf, oneOf, dependentSchemas } = schema;
  if (schema['$dynamicRef'] !== undefined || schema['$recursiveRef'] !== undefined) return undefined;
  const target = typeof reference === 'string' ? here.judging.schemas.definitions.get(reference) : undefined;
  if (reference !== undefined && target === undefined) return undefined;
  const found = [accepting(here, anyOf), accepting(here, oneOf), branchOf(here, schema)];
  // More than one match, where it is right at all, is right in one reading.
  const isClear = found.every((parts) => parts !== undefined) && (found[1]?.length ?? 0) <= 1;
  if (!isClear) return undefined;
  const dependents = isRecord(here.value) && isRecord(dependentSchemas) ? Object.entries(dependentSchemas) : [];
  const dependent = dependents.filter(([name]) => Object.hasOwn(here.value as object, name)).map(([, part]) => part);
  return [target, ...listOf(all), ...dependent, ...found.flatMap((parts) => parts ?? [])];
}

function accepting(here: Here, alternatives: unknown): readonly unknown[] | undefined {
  const parts = listOf(alternatives);
  const verdicts = parts.map((part) => triedInBothReadings(here, part));
  return verdicts.includes(undefined) ? undefined : parts.filter((_part, index) => verdicts[index] === true);
}

function branchOf(here: Here, { if: condition, then, else: otherwise }: Schema): readonly unknown[] | undefined {
  if (condition === undefined) return [];
  const verdict = triedInBothReadings(here, condition);
  if (verdict === undefined) return undefined;
  return verdict ? [condition, then] : [otherwise];
}

const noteMembers: Note = (_here, schema, names, evaluated) => {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  const isOpen = additionalProperties !== undefined || unevaluatedProperties !== undefined;
  const patterns = Object.keys(isRecord(patternProperties) ? patternProperties : {}).map(toPattern);
  const isNamed = (name: Key) => isRecord(properties) && Object.hasOwn(properties, name);
  for (const name of names) {
    if (isOpen || isNamed(name) || patterns.some((pattern) => pattern?.test(String(name)))) evaluated.add(name);
  }
  return !patterns.includes(undefined);
};

const noteElements: Note = (here, schema, indexes, evaluated) => {
  const { prefixItems, items, contains, unevaluatedItems } = schema;
  const isOpen = items !== undefined || unevaluatedItems !== undefined;
  const first = listOf(prefixItems).length;
  let isDecided = true;
  for (const index of indexes) {
    const isContained = contains === undefined ? false : judgePart(here, index, contains);
    if (isOpen || Number(index) < first || isContained) evaluated.add(index);
    else if (isContained === undefined) isDecided = false;
  }
  return isDecided;
};
