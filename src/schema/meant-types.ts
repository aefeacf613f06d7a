/** Words that people write as types, and that are none of JSON Schema. Nothing is asserted by them; a sample is of the type that is meant. */

const WORDS: Readonly<Record<string, string>> = {
  integer: 'int int32 int64 long short bigint uint uint32 uint64',
  number: 'float double decimal numeric real',
  boolean: 'bool',
  object: 'map dict dictionary hash json',
  array: 'list set',
};

const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([type, words]) => [type, ...words.split(' ')].map((word) => [word, type] as const)),
);

const TYPES: readonly unknown[] = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

/** The type that is meant by a word: `Integer` -> `integer`, `bool` -> `boolean`; of `date` and of any other word, `string`. */
export function meantType(word: unknown): string {
  if (typeof word !== 'string') return 'string';
  return isType(word) ? word : (MEANT.get(word.toLowerCase()) ?? 'string');
}

export function isType(word: unknown): boolean {
  return TYPES.includes(word);
}
