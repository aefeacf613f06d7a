/** Ids that no resource need have. */
import { accepting, readings } from './broken.ts';
import type { AllSchemas, SchemaNode } from './node.ts';
import { findSample } from './sample.ts';
import { enumOf, scalarOrNull, statedTypes } from './types-of.ts';
import { keywordOf } from './walk.ts';

/** An id that does not exist. */
export interface UnknownId {
  readonly text: string;
  /** Whether it has the form of existing ids, so that a server can refuse it only for not existing. */
  readonly hasValidForm: boolean;
}

/** A string of the same form: digits become nines. If there are few digits, letters become rare letters. */
function sameFormAs(sample: string): { readonly text: string; readonly isNumbered: boolean } | undefined {
  const isNumbered = sample.replace(/\D/g, '').length >= 4;
  if (isNumbered) return { text: sample.replace(/\d/g, '9'), isNumbered };
  // A prefix such as `cus_` is the type of the resource; keep it.
  const kind = /^[A-Za-z]+[-_]/.exec(sample)?.[0] ?? '';
  const rest = sample.slice(kind.length);
  if (rest.replace(/[^A-Za-z\d]/g, '').length < 4) return undefined;
  const rare = ['Q', 'X', 'Z', 'J'];
  let place = 0;
  const other = () => rare[place++ % rare.length] ?? 'Q';
  const text = rest
    .replace(/\d/g, '9')
    .replace(/[A-Z]/g, other)
    .replace(/[a-z]/g, () => other().toLowerCase());
  return { text: kind + text, isNumbered };
}

/** Whether it may be a number: a text beside it, as another alternative, is often one of digits. */
function mayBeNumber(node: SchemaNode, type: string | undefined, schemas: AllSchemas): boolean {
  const alternatives = ['anyOf', 'oneOf'].flatMap((keyword) => keywordOf(schemas, node, keyword) ?? []);
  const types = alternatives.flatMap((schema) => [...statedTypes(schemas, { schema, pointer: node.pointer })]);
  return [type, ...types].some((one) => one === 'integer' || one === 'number');
}

/**
 * A valid id that does not exist; `undefined` if the schema is too narrow to make one. It follows the form of the sample: an
 * id of another form would be refused as invalid, not as unknown. What may be written has an id of its own, if there is another one: a
 * server that lets it in has an item of that id from then on.
 */
export function unknownId(
  node: SchemaNode,
  sample: string | undefined,
  schemas: AllSchemas,
  use: 'read' | 'written' = 'read',
): UnknownId | undefined {
  if (enumOf(schemas, node) !== undefined) return undefined;
  const accepts = accepting(node, schemas);
  const isTaken = (text: string) => text !== sample && readings(text).some((value) => accepts(value) === true);
  const id = idToRead(node, sample, schemas, isTaken);
  if (!id || use === 'read') return id;
  const text = id.text === NO_ID.read ? NO_ID.written : id.text.replace(/[^\W_](?=[\W_]*$)/, otherLetter);
  return isTaken(text) ? { ...id, text } : id;
}

/**
 * A number that no item need have, other than the unknown ids; `undefined` if the schema allows none, or no numbers. What may succeed is sent
 * with it, and not with a small number, which an item may well have.
 */
export function numberOfNone(node: SchemaNode, schemas: AllSchemas): string | undefined {
  if (!/^(integer|number)$/.test(scalarOrNull(schemas, node) ?? '') || enumOf(schemas, node) !== undefined)
    return undefined;
  return accepting(node, schemas)(Number(OF_NONE)) === true ? OF_NONE : undefined;
}

const OF_NONE = '999999997';

/** Where no form is known. */
const NO_ID = { read: 'no-such-id', written: 'none-there' } as const;

/** Another digit, hexadecimal digit or letter. */
function otherLetter(letter: string): string {
  if (/\d/.test(letter)) return '8';
  const other = /[a-f]/i.test(letter) ? 'e' : 'k';
  return letter === letter.toUpperCase() ? other.toUpperCase() : other;
}

function idToRead(
  node: SchemaNode,
  sample: string | undefined,
  schemas: AllSchemas,
  isTaken: (text: string) => boolean,
): UnknownId | undefined {
  const type = [...statedTypes(schemas, node)].find((name) => name !== 'null');
  const format = keywordOf(schemas, node, 'format');
  if (mayBeNumber(node, type, schemas)) {
    return isTaken('999999999') ? { text: '999999999', hasValidForm: true } : undefined;
  }
  if (type !== undefined && ['boolean', 'array', 'object'].includes(type)) return undefined;
  if (format === 'uuid') return { text: 'ffffffff-ffff-4fff-8fff-ffffffffffff', hasValidForm: true };
  if (sample === undefined) {
    const made = ofItsPattern(node, schemas).find(isTaken);
    if (made !== undefined) return { text: made, hasValidForm: false };
  }
  return likeSample(sample, node, schemas, isTaken);
}

function likeSample(
  sample: string | undefined,
  node: SchemaNode,
  schemas: AllSchemas,
  isTaken: (text: string) => boolean,
): UnknownId | undefined {
  const like = sample === undefined ? undefined : sameFormAs(sample);
  // A pattern such as hexadecimal digits may not allow the new letters. Without digits, only a `pattern` in the schema can
  // confirm them.
  const hasValidForm = like?.isNumbered === true || keywordOf(schemas, node, 'pattern') !== undefined;
  if (like && isTaken(like.text)) return { text: like.text, hasValidForm };
  const isOpen = keywordOf(schemas, node, 'format') === undefined && isTaken(NO_ID.read);
  return isOpen ? { text: NO_ID.read, hasValidForm: false } : undefined;
}

/** How many letters and digits make it unlikely that an id exists: where few are possible, all may. */
const MANY = 8;

/**
 * Texts of the form that a pattern shows, where no example does. What only it says may be incomplete: a server may refuse a wrong check digit
 * as invalid. No dates, which may all exist.
 */
function ofItsPattern(node: SchemaNode, schemas: AllSchemas): readonly string[] {
  const shown = keywordOf(schemas, node, 'pattern') === undefined ? undefined : findSample(node, schemas);
  if (typeof shown !== 'string' || /^\d{4}-?\d{2}-?\d{2}(?!\d)/.test(shown)) return [];
  const kind = /^[A-Za-z]+[-_]/.exec(shown)?.[0] ?? '';
  const rest = shown.slice(kind.length);
  if (rest.replace(/[^A-Za-z\d]/g, '').length < MANY) return [];
  const like = sameFormAs(shown)?.text;
  return [...(like === undefined ? [] : [like]), kind + rest.replace(/[A-Za-z\d]/g, '9')];
}
