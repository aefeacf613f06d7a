/** What commands share: a description turned into a collection, and the files that `generate` writes. */
import { join } from 'node:path';
import { type Generated, type GenerateOptions, generateCollection } from '../compose/generate-collection.ts';
import type { OutputFile } from '../core/files.ts';
import { toFoldedJsonText, toJsonText } from '../core/json.ts';
import { type AdditionalFiles, type Description, loadDescription } from '../load/load-description.ts';
import { type Comments, toYamlText } from '../load/to-yaml.ts';

export async function compose(
  file: string,
  beside: AdditionalFiles,
  options: GenerateOptions = {},
): Promise<Generated> {
  return generateCollection(await loadDescription(file, beside), options);
}

export interface Outputs {
  /** A folder, or the `.json` file of the collection alone. */
  readonly output: string;
  /** The folder for a description in TypeScript as YAML. Without it, none is written. */
  readonly spec: string | undefined;
}

/** All files that `generate` writes, with their texts. */
export function toOutputFiles(
  { description, collection, environments }: Generated,
  { output, spec }: Outputs,
): OutputFile[] {
  const { name } = description;
  if (output.endsWith('.json')) return [{ path: output, text: toFoldedJsonText(collection) }];
  const environment = (place: keyof typeof environments) => ({
    path: join(output, `${name}.${place}.postman_environment.json`),
    text: toJsonText(environments[place]),
  });
  return [
    { path: join(output, `${name}.postman_collection.json`), text: toFoldedJsonText(collection) },
    environment('production'),
    environment('local'),
    ...(spec === undefined ? [] : toSpecFiles(description, spec)),
  ];
}

function toSpecFiles({ name, openapi, arazzo }: Description, folder: string): OutputFile[] {
  const head = (what: string) =>
    `${what}\n\nWritten by \`postman-contract generate\`. Do not edit: change its source, and generate again.`;
  return [
    {
      path: join(folder, `${name}.openapi.yaml`),
      text: toYamlText(openapi.value, head('The API: https://spec.openapis.org/oas/v3.1.1.html'), OPENAPI_COMMENTS),
    },
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
