import { throwIfAny } from '../core/errors.ts';
import { preferredJson } from '../core/media-types.ts';
import { didYouMean } from '../core/nearest.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer } from '../core/pointer.ts';
import { isNestedAt } from '../schema/members.ts';
import { schemasIn } from '../schema/node.ts';
import { checkVersion, noteUnused, usableWorkflows } from './arazzo-features.ts';
import { operationName } from './methods.ts';
import { checkIds, noteForeignMembers } from './misspelt-arazzo.ts';
import { checkOutputs, noteImpossibleOutputs } from './output-mistakes.ts';
import { type OutputNames, outputNames } from './output-names.ts';
import { memberIn, outputSource } from './output-sources.ts';
import type { ModelSource } from './read-model.ts';
import { type Node, type Reading, report } from './reading.ts';
import { parametersAt } from './reusable.ts';
import { readBody, type Scope } from './step-body.ts';
import { doubtOf, readCriteria, wantsRefusal } from './step-criteria.ts';
import { readOutputs, withOwnOutputs } from './step-outputs.ts';
import { readParameters } from './step-parameters.ts';
import { elementsAt, textAt } from './typed-members.ts';
import type { ApiModel, Operation, UseCase, UseCaseStep } from './types.ts';
import { inputValue } from './workflow-inputs.ts';

/**
 * Read the workflows of an Arazzo document as use cases of an API; and what of the document is not used. In a part of an API, workflows that
 * need more than the part are left out.
 *
 * Header parameters with credentials are left out, because the collection's authorization sends them. A workflow output
 * becomes a variable of the same name, and a parameter that uses the output of another step reads that variable.
 *
 * @throws UserError with all errors in the document. @see https://spec.openapis.org/arazzo/v1.1.0.html
 */
export function readUseCases(
  source: ModelSource,
  model: ApiModel,
  { isPart = false } = {},
): { readonly useCases: UseCase[]; readonly notices: readonly Notice[] } {
  const { document, locate } = source;
  const reading: Reading = {
    root: document,
    schemas: schemasIn(document),
    findings: [],
    notices: [],
    strict: true,
    unread: new Map(),
    locate,
  };
  const root: Node = { value: source.document, path: [] };
  checkVersion(reading, root);
  noteForeignMembers(reading, root);
  checkIds(reading, root);
  const isKnown = (step: Node) => {
    const id = operationOf(reading, step, model);
    return model.operations.some((one) => one.id === id) || (!isPart && model.leftOut.some((one) => one.id === id));
  };
  const workflows = usableWorkflows(reading, root, { isKnown, isPart });
  noteUnused(reading, workflows);
  const names = outputNames(reading, workflows);
  const read = workflows.map((workflow) => readWorkflow(reading, workflow, { all: workflows, names, model }));
  const useCases = withOwnOutputs(reading, workflows, names, read);
  checkOutputs(reading, workflows);
  throwIfAny(reading.findings);
  return { useCases, notices: reading.notices };
}

interface Known {
  readonly all: readonly Node[];
  readonly names: OutputNames;
  readonly model: ApiModel;
}

function readWorkflow(reading: Reading, workflow: Node, { all, names, model }: Known): UseCase {
  const id = textAt(reading, workflow, 'workflowId');
  const isNested = (expression: string) => {
    const found = outputSource(reading, all, expression, id);
    const member = found && memberIn(found.source);
    const giver = found && operationOf(reading, found.step, model);
    return (
      member !== undefined &&
      isNestedIn(
        model.operations.find((one) => one.id === giver),
        member,
        model,
      )
    );
  };
  const input = (name: string) => inputValue(workflow, reading.schemas, name);
  const scope: Scope = { workflow, input, output: (expression) => names.read(expression, id), isNested };
  const shared = parametersAt(reading, workflow);
  const steps = elementsAt(reading, workflow, 'steps');
  let earlier: string | undefined;
  return {
    id,
    title: textAt(reading, workflow, 'summary') || id,
    description: textAt(reading, workflow, 'description'),
    steps: steps.map((step) => {
      const read = readStep(reading, step, scope, shared, model, earlier);
      earlier ??= read.later;
      return read.step;
    }),
    outputs: readOutputs(reading, workflow, steps, (output) => names.ofWorkflow(id, output)),
  };
}

/** A step, and why the criteria of those after it are not asserted. `earlier`: why its own are not. */
function readStep(
  reading: Reading,
  step: Node,
  scope: Scope,
  shared: readonly Node[],
  model: ApiModel,
  earlier: string | undefined,
): { readonly step: UseCaseStep; readonly later: string | undefined } {
  const operation = operationOf(reading, step, model);
  if (operation === '') {
    report(
      reading,
      'use-case/unsupported',
      step.path,
      'a step without an `operationId` or the `operationPath` of an operation is not supported',
      'Refer to the operation by its `operationId`.',
    );
  } else if (!model.operations.some((candidate) => candidate.id === operation)) {
    const isLeftOut = model.leftOut.some(({ id }) => id === operation);
    const message = `"${operation}" is ${isLeftOut ? 'left out, because it has a fault' : 'not an operation'}`;
    const known = model.operations.map((candidate) => candidate.id);
    const hint = isLeftOut
      ? 'See its fault with `--strict`.'
      : `${didYouMean(operation, known)}Described: ${known.join(', ')}.`;
    const name = textAt(reading, step, 'operationId') === '' ? 'operationPath' : 'operationId';
    report(reading, 'use-case/unknown-operation', [...step.path, name], message, hint);
  }
  const described = model.operations.find(({ id }) => id === operation);
  noteImpossibleOutputs(reading, step, described, model);
  const { parameters, isOther: isOtherHead } = readParameters(reading, shared, step, {
    scope,
    model,
    described,
    wantsRefusal: wantsRefusal(reading, step, described),
  });
  const body = readBody(reading, step, scope, described);
  const isOther = isOtherHead || body === 'unused';
  const { own, later } = doubtOf(reading, scope.workflow, step, isOther);
  const { criteria, refusal } = readCriteria(reading, step, described, own ?? earlier);
  const read = {
    id: textAt(reading, step, 'stepId'),
    description: textAt(reading, step, 'description'),
    operation,
    parameters,
    ...(body !== undefined && body !== 'unused' && { body }),
    ...(refusal !== undefined && { refusal }),
    ...(criteria.length > 0 && { criteria }),
  };
  return { step: read, later };
}

/** Whether each JSON body of a success has an array or an object at a pointer. */
function isNestedIn(operation: Operation | undefined, pointer: string, model: ApiModel): boolean {
  const successes = operation?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  const nodes = successes.flatMap(({ media }) => preferredJson(media)?.node ?? []);
  return nodes.length > 0 && nodes.every((node) => isNestedAt(model, node, fromPointer(pointer)));
}

/** The id of a step's operation; empty if it has none. A path ends as in `…#/paths/~1orders/get`. */
function operationOf(reading: Reading, step: Node, model: ApiModel): string {
  const id = textAt(reading, step, 'operationId').replace(/^\$sourceDescriptions\.[^.]+\./, '');
  const [, pointer] = /#(\/paths\/[^/]+\/[^/]+)$/.exec(textAt(reading, step, 'operationPath')) ?? [];
  if (id !== '' || pointer === undefined) return id;
  const [, path = '', method = ''] = fromPointer(`#${pointer}`);
  const found = model.operations.find((operation) => operation.path === path && operation.method === method);
  return found?.id ?? operationName({ method, path });
}
