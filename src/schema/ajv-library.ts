import { createRequire } from 'node:module';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type AddFormats from 'ajv-formats';

/** Ajv 8 for JSON Schema 2020-12, with its formats, loaded when it is first used: it has hundreds of files, and `generate` seldom needs it. */
export function newAjv(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const load = createRequire(import.meta.url);
  const library = load('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  const addFormats = load('ajv-formats') as typeof AddFormats;
  const ajv = new library.Ajv2020({ strict: false, validateSchema: false, logger: false, ...options });
  addFormats.default(ajv);
  return ajv;
}
