/** The one way from a description to its collection, shared by all commands. */
import { join } from 'node:path';
import { toContract } from '../contract/to-contract.ts';
import type { Contract } from '../contract/types.ts';
import type { OutputFile } from '../core/files.ts';
import { toJsonText } from '../core/json.ts';
import { inferMeaning } from '../infer/infer-meaning.ts';
import type { Inferred } from '../infer/inference.ts';
import { type Beside, type Description, loadDescription } from '../load/load-description.ts';
import { type Comments, toYamlText } from '../load/to-yaml.ts';
import { toApiModel } from '../model/read-model.ts';
import { toUseCases } from '../model/read-use-cases.ts';
import type { ApiModel } from '../model/types.ts';
import { toCollection } from '../postman/to-collection.ts';
import type { Collection } from '../postman/types.ts';
import { toEnvironment } from '../postman/variables.ts';
import { toAnswering } from './answering.ts';
import { toDataSet } from './data-set.ts';

/** A description with everything that follows from it. */
export interface Composed {
  readonly description: Description;
  readonly model: ApiModel;
  /** What is asserted beyond what is declared, and what would be if somebody accepted it. */
  readonly inferred: Inferred;
  readonly contract: Contract;
  readonly collection: Collection;
}

export async function compose(file: string, beside: Beside): Promise<Composed> {
  const description = await loadDescription(file, beside);
  const inferred = inferFrom(description);
  const { model } = inferred;
  const { arazzo } = description;
  const useCases = arazzo ? toUseCases({ document: arazzo.value, locate: arazzo.locate }, model) : [];
  const answering =
    description.data === undefined ? async () => undefined : await toAnswering(model, toDataSet(description, model));
  const contract = await toContract(model, useCases, answering);
  return { description, model, inferred, contract, collection: toCollection(contract) };
}

/** What a description declares, and what conventions make certain of the rest. */
export function toModel(description: Description): ApiModel {
  return inferFrom(description).model;
}

/** The same, and what is only proposed. */
export function inferFrom({ openapi }: Description): Inferred {
  return inferMeaning(toApiModel({ document: openapi.value, locate: openapi.locate }));
}

/** Where `serve` listens unless told otherwise, and where the local environment looks for it. */
export const LOCAL_PORT = 4010;

export interface Outputs {
  /** A folder, or the `.json` file of the collection alone. */
  readonly output: string;
  /** The folder for the description as YAML; none where it is a YAML file anyway. */
  readonly spec: string | undefined;
  /** Values of the local environment. */
  readonly local: Readonly<Record<string, string>>;
}

/** Every file that `generate` writes, whole. */
export function toOutputFiles(
  { description, model, collection }: Composed,
  { output, spec, local }: Outputs,
): OutputFile[] {
  const { name } = description;
  if (output.endsWith('.json')) return [{ path: output, text: toJsonText(collection) }];
  const environment = (place: string, values: Readonly<Record<string, string>>) => ({
    path: join(output, `${name}.${place}.postman_environment.json`),
    text: toJsonText(toEnvironment(place, model, values)),
  });
  return [
    { path: join(output, `${name}.postman_collection.json`), text: toJsonText(collection) },
    environment('production', {}),
    environment('local', local),
    ...(spec === undefined ? [] : toSpecFiles(description, spec)),
  ];
}

function toSpecFiles({ name, openapi, arazzo }: Description, folder: string): OutputFile[] {
  const head = (what: string) =>
    `${what}\n\nWritten by \`postman-contract generate\`. Do not edit: change the description it came from, and generate again.`;
  return [
    {
      path: join(folder, `${name}.openapi.yaml`),
      text: toYamlText(
        openapi.value,
        head('What the API offers: https://spec.openapis.org/oas/v3.1.1.html'),
        OPENAPI_COMMENTS,
      ),
    },
    ...(arazzo
      ? [
          {
            path: join(folder, `${name}.arazzo.yaml`),
            text: toYamlText(
              arazzo.value,
              head('What people do with it: https://spec.openapis.org/arazzo/v1.0.1.html'),
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
  components: 'The parts. The `$comment` of a schema says whether a constraint is documented or assumed.',
  'components responses': 'Refusals. The `x-cause` of an example says what the caller did to be answered so.',
  'components securitySchemes':
    'How callers show who they are. `x-token-name` is the name that Postman gives the token.',
};

const ARAZZO_COMMENTS: Comments = {
  sourceDescriptions: 'The API that the workflows use.',
  workflows: 'One workflow for each use case. An output of one is a parameter of another.',
};
