/** Refuses a command line by which a command would overwrite what it reads, or write two files to one place. */
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { descriptionIn } from '../load/description-source.ts';
import { isUrl } from '../load/fetch-text.ts';
import type { Parsed } from '../load/parse.ts';
import { CONFIG_FILE } from './config/config-file.ts';
import { toShownPath } from './shown-path.ts';

/** Options whose values are files that are read. A report of an earlier run is not among them: a newer one may replace it. */
const READ = ['overlay', 'arazzo', 'data', 'config', 'env-file', 'collection', 'client-cert', 'client-key'];

/** What a command reads. */
export interface Inputs {
  /** Its description, or the files that it is given. */
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly openapi?: Parsed;
}

/** @throws UserError where an output is an input, by their real places, or two outputs are one file. */
export async function refuseOverwriting(outputs: readonly string[], inputs: Inputs): Promise<void> {
  const read = new Map<string, string>();
  for (const file of await pathsIn(inputs)) for (const place of placesOf(file)) read.set(place, file);
  const written = new Map<string, string>();
  for (const output of outputs) {
    const places = placesOf(output);
    const input = places.map((place) => read.get(place)).find((one) => one !== undefined);
    if (input !== undefined) {
      const message = `this would overwrite ${toShownPath(input)}, which the command reads`;
      throw new UserError({ code: 'usage/bad-option', message, place: { file: output }, hint: 'Name another file.' });
    }
    if (places.some((place) => written.has(place))) {
      const message = 'two outputs would be this one file';
      throw new UserError({ code: 'usage/bad-option', message, place: { file: output }, hint: 'Name another file.' });
    }
    for (const place of places) written.set(place, output);
  }
}

async function pathsIn({ files, values, openapi }: Inputs): Promise<readonly string[]> {
  const named = await Promise.all(files.map(async (file) => [file, await descriptionIn(file).catch(() => file)]));
  const given = READ.flatMap((option) => values[option] ?? []).filter((value) => typeof value === 'string');
  const ofEnv = 'env-file' in values ? ['.env'] : [];
  const all = [...named.flat(), CONFIG_FILE, ...ofEnv, ...given, ...(openapi ? filesIn(openapi) : [])];
  return all.filter((file) => file !== '' && file !== '-' && !isUrl(file));
}

/** The files from which a bundled description was made: what it takes from another file is at most so deep, an operation or a component. */
export function filesIn(openapi: Parsed): readonly string[] {
  const files = pointersIn(openapi.value, '', 3).map((pointer) => openapi.locate(pointer).file ?? '');
  return [...new Set(files)];
}

function pointersIn(value: unknown, at: string, levels: number): readonly string[] {
  if (levels === 0 || !isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const pointer = `${at}${toPointer([name])}`;
    return [pointer, ...pointersIn(member, pointer, levels - 1)];
  });
}

/** Where a path leads: through links, also where the file is not there yet, and which file that is, by whatever name. */
function placesOf(path: string): readonly string[] {
  return [realPlaceOf(path), ...identityOf(path)];
}

function identityOf(path: string): readonly string[] {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return ino === 0n ? [] : [`${dev}:${ino}`];
  } catch {
    // That it cannot be read or written, reading or writing it says.
    return [];
  }
}

function realPlaceOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(resolve(path));
    return folder === resolve(path) ? folder : join(realPlaceOf(folder), basename(path));
  }
}
