import { dirname, resolve } from 'node:path';
import { throwIfAny, UserError } from '../../core/errors.ts';
import { readIfThere } from '../../core/files.ts';
import { parseText } from '../../load/parse.ts';
import { GATES, KEYS, TARGET_KEYS } from './keys.ts';
import { type Given, type Reading, readOptions, readPath, readRecord, readText } from './reader.ts';

/** `postman-contract.yaml`, read. Paths are absolute. */
export interface Config {
  readonly file: string;
  readonly description: string | undefined;
  readonly options: readonly Given[];
  /** The default target: a name in `targets`, or what `--target` takes. */
  readonly target: string | undefined;
  readonly targets: ReadonlyMap<string, readonly Given[]>;
}

/** The keys beside those of `KEYS`. */
const OTHERS = ['description', 'target', 'targets', 'gates'];

/** Read a config. Throws all its errors, each with line and column. */
export async function readConfig(file: string): Promise<Config> {
  const text = await readIfThere(file);
  if (text !== undefined) return toConfig(text, file);
  throw new UserError({
    code: 'config/invalid',
    message: 'file not found',
    place: { file },
    hint: 'Correct --config.',
  });
}

export function toConfig(text: string, file: string): Config {
  const { value, locate } = parsed(text, file);
  const reading: Reading = { folder: dirname(resolve(file)), locate, findings: [] };
  const { description, target, targets, gates, ...rest } = readRecord(value ?? {}, [], reading);
  const config: Config = {
    file,
    description: description === undefined ? undefined : readPath(description, ['description'], reading),
    options: [...readOptions(rest, [], KEYS, reading, OTHERS), ...readOptions(gates ?? {}, ['gates'], GATES, reading)],
    target: target === undefined ? undefined : readText(target, ['target'], reading),
    targets: new Map(
      Object.entries(readRecord(targets ?? {}, ['targets'], reading)).map(
        ([name, given]) => [name, readOptions(given, ['targets', name], TARGET_KEYS, reading)] as const,
      ),
    ),
  };
  throwIfAny(reading.findings);
  return config;
}

/** Its syntax, too, is no fault of the description. */
function parsed(text: string, file: string): ReturnType<typeof parseText> {
  try {
    return parseText(text, file);
  } catch (error) {
    if (error instanceof UserError)
      throwIfAny(error.findings.map((finding) => ({ ...finding, code: 'config/invalid' })));
    throw error;
  }
}
