import { createRequire } from 'node:module';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type AddFormats from 'ajv-formats';
import { isOfOtherDialect } from './pattern-dialects.ts';
import { isMultiple } from './values.ts';

/** Ajv 8 for JSON Schema 2020-12, with its formats, loaded when it is first used: it has hundreds of files, and `generate` seldom needs it. */
export function newAjv(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const load = createRequire(import.meta.url);
  const library = load('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  const addFormats = load('ajv-formats') as typeof AddFormats;
  const code = { regExp: Object.assign(toRegExp, { code: 'toRegExp' }) };
  const ajv = new library.Ajv2020({ strict: false, validateSchema: false, logger: false, code, ...options });
  addFormats.default(ajv);
  // Ajv divides in binary, where 19.99 is no multiple of 0.01.
  ajv.removeKeyword('multipleOf');
  return ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: unknown, value: number) => typeof step !== 'number' || step <= 0 || isMultiple(value, step),
  });
}

/** A pattern that ECMA-262 reads in another sense than its author is not judged. */
function toRegExp(pattern: string, flags: string): RegExp {
  return new RegExp(isOfOtherDialect(pattern) ? '' : pattern, flags);
}
