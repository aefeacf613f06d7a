/** What commands share: a description turned into a collection, and the files that `generate` writes. */
import { dirname, join } from 'node:path';
import {
  type Generated,
  type GeneratedInParts,
  type GenerateOptions,
  generateCollection,
  generateInParts,
} from '../compose/generate-collection.ts';
import type { OutputFile } from '../core/files.ts';
import { madeWhenRead, toFoldedJsonPieces } from '../core/folded.ts';
import { toJsonText } from '../core/json.ts';
import type { SampleFile } from '../core/sample-files.ts';
import type { StreamedFile } from '../core/staged-file.ts';
import { type AdditionalFiles, type Description, loadDescription } from '../load/load-description.ts';
import { type Comments, toYamlText } from '../load/to-yaml.ts';
import { isPart, type Part } from '../model/part.ts';
import { findingSampleFiles } from '../postman/sample-files-in.ts';
import { toV3OutputFiles } from './v3-folder.ts';
import { growLess } from './v8-flags.ts';

/** The options of commands that say how a description is read. */
export interface ReadingOptions extends Omit<AdditionalFiles, 'allowHost'> {
  readonly 'allow-host'?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly path?: readonly string[] | undefined;
  readonly operation?: readonly string[] | undefined;
}

export async function compose(file: string, options: ReadingOptions): Promise<Generated> {
  return generateCollection(await load(file, options));
}

/** As {@link compose}, for what reads the requests of the collection one at a time. */
export async function composeInParts(
  file: string,
  options: ReadingOptions,
  generating: GenerateOptions = {},
): Promise<GeneratedInParts> {
  const description = await load(file, options);
  growLess();
  return generateInParts(description, generating);
}

/** Load the description that a command line names. */
export async function load(file: string, options: ReadingOptions): Promise<Description> {
  const { 'allow-host': allowHost, tag: tags, path: paths, operation: operations, ...beside } = options;
  // Who left out the name of a file would wait without knowing for what.
  if (file === '-' && process.stdin.isTTY)
    process.stderr.write('Waiting for a description on standard input. Ctrl-D ends it.\n');
  const description = await loadDescription(file, { ...beside, allowHost });
  const part: Part = { tags, paths, operations };
  return isPart(part) ? { ...description, part } : description;
}

export interface Outputs {
  /** A folder, or the `.json` file of the collection alone. */
  readonly output: string;
  /** The folder for a description in TypeScript as YAML. Without it, none is written. */
  readonly spec: string | undefined;
  /** The formats of the collection. */
  readonly formats: readonly CollectionFormat[];
}

/** `v2.1` is one file. `v3` is a folder. */
export const FORMATS = ['v2.1', 'v3'] as const;

export type CollectionFormat = (typeof FORMATS)[number];

/** The folder of a collection in version 3. */
export function toV3Folder(output: string, name: string): string {
  return join(output, `${name}.postman_collection`);
}

/** All files that `generate` writes. */
export interface OutputFiles {
  /** The collection. */
  readonly streamed: readonly StreamedFile[];
  /** All others, with their texts. Sample files are found in the requests, which are made for it unless the collection was read before. */
  readonly others: () => readonly OutputFile[];
}

export function toOutputFiles(
  { description, collection: parts, environments }: GeneratedInParts,
  { output, spec, formats }: Outputs,
): OutputFiles {
  const { name } = description;
  const { collection, sampleFiles } = findingSampleFiles(parts);
  const pieces = madeWhenRead(() => toFoldedJsonPieces(collection));
  if (output.endsWith('.json'))
    return { streamed: [{ path: output, pieces }], others: () => toSampleFiles(sampleFiles(), dirname(output)) };
  const { production, local, others } = environments;
  const all = [['production', production] as const, ['local', local] as const, ...others];
  const isWanted = (format: CollectionFormat) => formats.includes(format);
  return {
    streamed: isWanted('v2.1') ? [{ path: join(output, `${name}.postman_collection.json`), pieces }] : [],
    others: () => [
      ...(isWanted('v3') ? toV3OutputFiles(collection, toV3Folder(output, name)) : []),
      ...all.map(([place, environment]) => ({
        path: join(output, `${name}.${place}.postman_environment.json`),
        text: toJsonText(environment),
      })),
      ...toSampleFiles(sampleFiles(), output),
      ...(spec === undefined ? [] : toSpecFiles(description, spec)),
    ],
  };
}

/** The files that requests send, beside the collection. `newman run --working-dir` names that folder. */
function toSampleFiles(files: readonly SampleFile[], folder: string): OutputFile[] {
  return files.map(({ path, bytes }) => ({
    path: join(folder, path),
    text: Buffer.from(bytes).toString('utf8'),
    bytes,
  }));
}

const head = (what: string) =>
  `${what}\n\nWritten by \`postman-contract generate\`. Do not edit: change its source, and generate again.`;

/** The description as YAML, and the name of its file. */
export function toSpecText({ name, openapi }: Description): { readonly name: string; readonly text: string } {
  return {
    name: `${name}.openapi.yaml`,
    text: toYamlText(openapi.value, head('The API: https://spec.openapis.org/oas/v3.1.1.html'), OPENAPI_COMMENTS),
  };
}

function toSpecFiles(description: Description, folder: string): OutputFile[] {
  const { name, arazzo } = description;
  const openapi = toSpecText(description);
  return [
    { path: join(folder, openapi.name), text: openapi.text },
    ...(arazzo
      ? [
          {
            path: join(folder, `${name}.arazzo.yaml`),
            text: toYamlText(
              arazzo.value,
              head('The use cases: https://spec.openapis.org/arazzo/v1.0.1.html'),
              ARAZZO_COMMENTS,
            ),
          },
        ]
      : []),
  ];
}

const OPENAPI_COMMENTS: Comments = {
  servers: 'Where the API is.',
  security: 'What every request needs, unless its operation says otherwise.',
  paths:
    'The operations. `x-list` says what a list means: which header counts, which parameters page, sort and filter.',
  components: 'Shared components. The `$comment` of a schema says whether a constraint is documented or assumed.',
  'components responses': 'Responses to refused requests. The `x-cause` of an example says why the request is refused.',
  'components securitySchemes': 'How callers authenticate. `x-token-name` is the name that Postman gives the token.',
};

const ARAZZO_COMMENTS: Comments = {
  sourceDescriptions: 'The API that the workflows use.',
  workflows: 'One workflow for each use case. An output of one is a parameter of another.',
};
