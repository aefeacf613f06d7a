import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import type { OverlayNotice } from './apply-overlays.ts';
import { bundle } from './bundle.ts';
import { descriptionIn, sourceOf, toName } from './description-source.ts';
import { isUrl, toAddress } from './fetch-text.ts';
import { withOverlays } from './overlays.ts';
import type { Parsed } from './parse.ts';
import { withPlainVersion } from './plain-version.ts';
import { readParsed, readText } from './read-file.ts';
import { withPointers } from './schema-ids.ts';
import { urlOf } from './self.ts';
import { checkReach, type Reach, sourcesOf } from './sources.ts';
import { isSwagger2 } from './swagger-2/is-swagger-2.ts';

/** A loaded description: the OpenAPI document and, if present, its use cases and the data for the reference server. */
export interface Description {
  /** Used in file names: `orders` for `spec/orders/index.ts` or `orders.openapi.yaml`. */
  readonly name: string;
  readonly openapi: Parsed;
  readonly arazzo?: Parsed;
  readonly data?: unknown;
  /** Notices about the overlays that were applied. */
  readonly notices: readonly OverlayNotice[];
  /** Refuse it for a fault that would leave out only an operation. */
  readonly strict?: boolean;
  /** Only these operations are read. */
  readonly part?: {
    readonly tags?: readonly string[] | undefined;
    readonly paths?: readonly string[] | undefined;
    readonly operations?: readonly string[] | undefined;
  };
}

/** Additional files for a YAML or JSON description, whose content a module can export itself, and how strictly it is read. */
export interface AdditionalFiles extends Reach {
  readonly arazzo?: string | undefined;
  readonly data?: string | undefined;
  readonly overlay?: readonly string[] | undefined;
  /** Refuse a description with a fault inside one operation. By default, that operation is left out, with a notice. */
  readonly strict?: boolean | undefined;
}

/**
 * Read a description: a `.ts`, `.mts`, `.js` or `.mjs` module that exports `openapi` and may export `arazzo`, `data` and
 * `overlays`; or a YAML or JSON file. Swagger 2.0 is upgraded to OpenAPI 3.0, and its parts keep their places. Overlays apply to
 * the whole document, after the upgrade, including files that it references.
 *
 * `file` may also be a folder with an `openapi.yaml` (`.yml`, `.json`), an `http` or `https` URL, or `-` for standard input.
 *
 * Modules are executed, so only pass modules that you trust. YAML and JSON files are only parsed. References may point to files in
 * the folder of the description or below it, to YAML and JSON files of its repository, and within the origin of its URL; to others
 * only by `root` and `allowHost`.
 *
 * @throws UserError if a file cannot be read or is not an OpenAPI document, with file, line and column if known.
 * @example
 * ```ts
 * import { loadDescription, UserError } from 'postman-contract';
 *
 * try {
 *   const { name } = await loadDescription('shop.openapi.yaml', { data: 'items.json' });
 *   console.log(name);
 * } catch (error) {
 *   if (!(error instanceof UserError)) throw error;
 *   for (const { code, message, place } of error.findings) console.error(code, message, place?.file, place?.line);
 * }
 * ```
 */
export async function loadDescription(named: string, beside: AdditionalFiles = {}): Promise<Description> {
  await checkReach(beside);
  const file = await descriptionIn(named);
  const arazzo = beside.arazzo === undefined ? undefined : await readParsed(beside.arazzo);
  const data = beside.data === undefined ? undefined : (await readParsed(beside.data)).value;
  const whole: Whole = isModule(file) ? await readModule(file) : { openapi: await readDocument(file, beside) };
  const current = await toCurrent(whole.openapi);
  const { openapi, notices } = await withOverlays(current, file, {
    exported: whole.overlays,
    given: beside.overlay,
  });
  return {
    name: toName(file, openapi.value),
    openapi: isUrl(file) ? { ...openapi, address: toAddress(file).href } : openapi,
    ...((arazzo ?? whole.arazzo) && { arazzo: arazzo ?? whole.arazzo }),
    ...((data ?? whole.data) !== undefined && { data: data ?? whole.data }),
    notices,
    ...(beside.strict && { strict: true }),
  };
}

/** A description before its additional files are read. */
interface Whole {
  readonly openapi: Parsed;
  readonly arazzo?: Parsed;
  readonly data?: unknown;
  readonly overlays?: unknown;
}

async function readDocument(file: string, reach: Reach): Promise<Parsed> {
  const { address, read } = sourceOf(file);
  const root = withPlainVersion(await read(address));
  const sources = sourcesOf(address, reach, async (other) => bySchemaIds(await read(other), root.value, other));
  return bundle(bySchemaIds(root, root.value, address), address, sources);
}

async function readModule(file: string): Promise<Whole> {
  const { openapi, arazzo, data, overlays } = await importModule(file);
  if (!isRecord(openapi)) {
    throw new UserError({
      code: 'document/not-openapi',
      message: `${file} does not export \`openapi\``,
      place: { file },
      hint: 'Export the OpenAPI document as `export const openapi = { openapi: "3.1.1", … }`.',
    });
  }
  const inModule = (value: unknown): Parsed => ({ value, locate: (pointer) => ({ file, pointer: `#${pointer}` }) });
  return {
    openapi: bySchemaIds(withPlainVersion(inModule(openapi)), openapi, resolve(file)),
    ...(arazzo !== undefined && { arazzo: inModule(arazzo) }),
    data,
    overlays,
  };
}

/** A Swagger 2.0 document as OpenAPI 3.0. What upgrades it is loaded only for one. */
async function toCurrent(openapi: Parsed): Promise<Parsed> {
  if (!isSwagger2(openapi.value)) return openapi;
  const { upgraded } = await import('./swagger-2/upgrade.ts');
  return upgraded(openapi, openapi.value);
}

/** `$id` is a keyword only since OpenAPI 3.1. */
function bySchemaIds(parsed: Parsed, openapi: unknown, address: string): Parsed {
  const isOld = isSwagger2(openapi) || (isRecord(openapi) && String(openapi['openapi']).startsWith('3.0'));
  return isOld ? parsed : { ...parsed, value: withPointers(parsed.value, urlOf(address)) };
}

/** Whether a description is a module, which is executed, rather than data. */
export function isModule(file: string): boolean {
  return /^\.[cm]?[jt]s$/.test(extname(file));
}

/** What the transformer of TypeScript says has a place of its own; its columns start at 0. */
function importFault(text: string, file: string): UserError {
  const [, line, column, words] = /:(\d+):(\d+): ERROR: (.+)/.exec(text) ?? [];
  const message = `cannot be imported: ${words ?? text}`;
  const place = words === undefined ? { file } : { file, line: Number(line), column: Number(column) + 1 };
  return new UserError({ code: 'document/syntax', message, place });
}

/** Node 20 cannot import TypeScript. `tsx` does it, unless the process already runs under it. */
async function importModule(file: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(resolve(file)).href;
  await readText(file);
  try {
    if (extname(file).endsWith('js')) return (await import(url)) as Record<string, unknown>;
    const { tsImport } = await import('tsx/esm/api');
    return (await tsImport(url, import.meta.url)) as Record<string, unknown>;
  } catch (error) {
    throw importFault(messageOf(error), file);
  }
}
