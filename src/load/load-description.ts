import { basename, dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { toSlug } from '../core/words.ts';
import type { OverlayNotice } from './apply-overlays.ts';
import { withOverlays } from './overlays.ts';
import type { Parsed } from './parse.ts';
import { readParsed, readText } from './read-file.ts';
import { withExternalDocuments } from './references.ts';
import { withPointers } from './schema-ids.ts';

/** Everything that a description brings: the API, and where there are, its use cases and data for the reference server. */
export interface Description {
  /** For file names: `orders` from `spec/orders/index.ts` or `orders.openapi.yaml`. */
  readonly name: string;
  readonly openapi: Parsed;
  readonly arazzo?: Parsed;
  readonly data?: unknown;
  /** What a person should know of the overlays that were applied. */
  readonly notices: readonly OverlayNotice[];
}

/** Files that stand beside a description that cannot hold them itself. */
export interface Beside {
  readonly arazzo?: string | undefined;
  readonly data?: string | undefined;
  readonly overlay?: readonly string[] | undefined;
}

/**
 * Read a description: a `.ts`, `.mts`, `.js` or `.mjs` module that exports `openapi` and may export `arazzo`, `data` and
 * `overlays`, or a YAML or JSON file. Overlays are applied to the whole document, with what it refers to in other files.
 *
 * A module is code and is run: give only modules that you trust. Files are data and are never run. Files that a `$ref` names are read
 * where they lie below the folder of the description; nothing is fetched.
 *
 * @throws UserError for what cannot be read or is no OpenAPI document, with file, line and column where they are known.
 * @example
 * ```ts
 * import { loadDescription, Refusal } from 'postman-contract';
 *
 * try {
 *   const { name } = await loadDescription('shop.openapi.yaml', { data: 'items.json' });
 *   console.log(name);
 * } catch (error) {
 *   if (!(error instanceof Refusal)) throw error;
 *   for (const { code, message, place } of error.findings) console.error(code, message, place?.file, place?.line);
 * }
 * ```
 */
export async function loadDescription(file: string, beside: Beside = {}): Promise<Description> {
  const arazzo = beside.arazzo === undefined ? undefined : await readParsed(beside.arazzo);
  const data = beside.data === undefined ? undefined : (await readParsed(beside.data)).value;
  const whole: Whole = isModule(file) ? await readModule(file) : { openapi: await readDocument(file) };
  const { openapi, notices } = await withOverlays(whole.openapi, file, {
    exported: whole.overlays,
    given: beside.overlay,
  });
  return {
    name: toName(file),
    openapi,
    ...((arazzo ?? whole.arazzo) && { arazzo: arazzo ?? whole.arazzo }),
    ...((data ?? whole.data) !== undefined && { data: data ?? whole.data }),
    notices,
  };
}

/** A description without what stands beside it. */
interface Whole {
  readonly openapi: Parsed;
  readonly arazzo?: Parsed;
  readonly data?: unknown;
  readonly overlays?: unknown;
}

async function readDocument(file: string): Promise<Parsed> {
  const root = await readParsed(file);
  const read = async (path: string) => bySchemaIds(await readParsed(path), root.value);
  return withExternalDocuments(bySchemaIds(root, root.value), file, read);
}

async function readModule(file: string): Promise<Whole> {
  const { openapi, arazzo, data, overlays } = await importModule(file);
  if (!isRecord(openapi)) {
    throw new UserError({
      code: 'document/not-openapi',
      message: `${file} exports no \`openapi\``,
      place: { file },
      hint: 'Export the OpenAPI document as `export const openapi = { openapi: "3.1.1", … }`.',
    });
  }
  const inModule = (value: unknown): Parsed => ({ value, locate: (pointer) => ({ file, pointer: `#${pointer}` }) });
  return {
    openapi: bySchemaIds(inModule(openapi), openapi),
    ...(arazzo !== undefined && { arazzo: inModule(arazzo) }),
    data,
    overlays,
  };
}

/** `$id` is a keyword since OpenAPI 3.1. */
function bySchemaIds(parsed: Parsed, openapi: unknown): Parsed {
  const isOld = isRecord(openapi) && String(openapi['openapi']).startsWith('3.0');
  return isOld ? parsed : { ...parsed, value: withPointers(parsed.value) };
}

/** Whether a description is code, and not data. */
export function isModule(file: string): boolean {
  return /^\.[cm]?[jt]s$/.test(extname(file));
}

/** Node 20 cannot read TypeScript: `tsx` does, where the process does not already run under it. */
async function importModule(file: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(resolve(file)).href;
  await readText(file);
  try {
    if (extname(file).endsWith('js')) return (await import(url)) as Record<string, unknown>;
    const { tsImport } = await import('tsx/esm/api');
    return (await tsImport(url, import.meta.url)) as Record<string, unknown>;
  } catch (error) {
    throw new UserError({
      code: 'document/syntax',
      message: `cannot be imported: ${messageOf(error)}`,
      place: { file },
    });
  }
}

function toName(file: string): string {
  const stem = basename(file)
    .replace(/\.[^.]+$/, '')
    .replace(/\.openapi$/, '');
  return toSlug(['index', 'openapi', 'swagger'].includes(stem) ? basename(dirname(resolve(file))) : stem);
}
