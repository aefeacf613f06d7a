/** Workflows that need a value which no request of ours has: an expression in a text, or an output that is no member of a body. */
import { OUTPUT, unbraced } from './output-names.ts';
import { memberIn, outputSource, textsIn } from './output-sources.ts';
import { child, type Node, type Reading } from './reading.ts';
import { parametersAt } from './reusable.ts';
import { elementsAt, textAt } from './typed-members.ts';

/** Why a workflow is left out, and where that stands. */
export interface Why {
  readonly path: readonly string[];
  readonly message: string;
}

/** An expression that is part of a text: https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions */
const EMBEDDED =
  /\{\$(?!inputs\.)(?:(?:url|method|statusCode)|(?:request|response|outputs|steps|workflows|sourceDescriptions|components)\.[^{}]*)\}/;

/** Why a step of a workflow cannot be sent as it is described. */
export function whyNoOutput(reading: Reading, workflow: Node, workflows: readonly Node[]): Why | undefined {
  const id = textAt(reading, workflow, 'workflowId');
  const given = valuesGivenIn(reading, workflow);
  for (const node of given) {
    const isParameter = !node.path.includes('requestBody');
    for (const { text, path } of textsIn(node.value)) {
      const why =
        (isParameter && path.length > 0 ? partOf(text) : undefined) ?? (isParameter ? embeddedIn(text) : undefined);
      const message = why ?? unusable(reading, workflows, text, id);
      if (message !== undefined) return { path: [...node.path, ...path], message };
    }
  }
  return undefined;
}

/** The values of the parameters of a workflow and its steps, and what their bodies are made of. */
export function valuesGivenIn(reading: Reading, workflow: Node): readonly Node[] {
  return [workflow, ...elementsAt(reading, workflow, 'steps')].flatMap((node) => [
    ...parametersAt(reading, node).flatMap((parameter) => child(parameter, 'value') ?? []),
    ...(node === workflow ? [] : bodiesAt(node)),
  ]);
}

/** What a body is made of. A text of JSON may have expressions as its texts. */
function bodiesAt(step: Node): readonly Node[] {
  const body = child(step, 'requestBody');
  return ['payload', 'replacements'].flatMap((name) => (body && child(body, name)) ?? []);
}

/** In an array or an object, a value of a response is not sent: its style would have to be known to the script that stores the value. */
function partOf(text: string): string | undefined {
  return OUTPUT.test(unbraced(text))
    ? `the expression "${text}" in an array or an object of a parameter is not supported`
    : undefined;
}

function embeddedIn(text: string): string | undefined {
  if (unbraced(text) !== text) return undefined;
  const found = EMBEDDED.exec(text)?.[0];
  return found === undefined ? undefined : `the expression "${found}" inside the text of a parameter is not supported`;
}

/** The outputs that a text names, also those in a text of JSON. */
function unusable(reading: Reading, workflows: readonly Node[], text: string, id: string): string | undefined {
  const named = OUTPUT.test(text) ? [text] : [...text.matchAll(/\{(\$[^{}]+)\}/g)].map(([, found = '']) => found);
  for (const expression of named) {
    const found = outputSource(reading, workflows, expression, id);
    if (found && memberIn(found.source) === undefined)
      return `it needs the output "${expression}", and "${found.source}" is no member of a response body`;
  }
  return undefined;
}
