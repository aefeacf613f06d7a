/**
 * What of an Arazzo document is not used: workflows that need more than requests to this API, and members that have no effect.
 *
 * https://spec.openapis.org/arazzo/v1.1.0.html
 */
import { UserError } from '../core/errors.ts';
import { isRecord, toPlainText } from '../core/json.ts';
import type { NoticeKind } from '../core/notices.ts';
import { toPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { textsIn } from './output-sources.ts';
import { child, type Node, type Reading } from './reading.ts';
import { parametersAt } from './reusable.ts';
import { elementsAt, membersAt, textAt } from './typed-members.ts';
import { type Why, whyNoOutput } from './unusable-outputs.ts';

/** @throws UserError `document/unsupported-version` for another version than 1.0 and 1.1. */
export function checkVersion({ locate }: Reading, root: Node): void {
  const version = child(root, 'arazzo')?.value;
  if (version === undefined && child(root, 'workflows')) return;
  if (typeof version === 'string' && /^1\.[01](\.\d+|$)/.test(version)) return;
  const message =
    version === undefined ? 'this is not an Arazzo document' : `Arazzo ${JSON.stringify(version)} is not supported`;
  const hint = 'Supported versions: 1.0 and 1.1.';
  throw new UserError({ code: 'document/unsupported-version', message, place: locate('/arazzo'), hint });
}

/** Remark on a node of the Arazzo document. */
export function remark(reading: Reading, kind: NoticeKind, path: readonly string[], message: string): void {
  const pointer = toPointer(path);
  reading.notices.push({ kind, message, pointer, place: reading.locate(pointer) });
}

/** What is known of the description: whether the operation of a step is in it, and whether only a part of it was read. */
export interface Described {
  readonly isKnown: (step: Node) => boolean;
  readonly isPart: boolean;
}

/** The workflows that can be sent. A notice says why another cannot. */
export function usableWorkflows(reading: Reading, root: Node, { isKnown, isPart }: Described): readonly Node[] {
  const all = elementsAt(reading, root, 'workflows');
  const isOutsidePart = (step: Node) => isPart && !isKnown(step);
  const others = otherSources(reading, root, all, isKnown);
  const gone = new Set<string>();
  let usable: readonly Node[] = all;
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    usable = usable.filter((workflow) => {
      const why =
        whyNot(reading, workflow, others, gone) ??
        outside(reading, workflow, isOutsidePart) ??
        whyNoOutput(reading, workflow, all);
      if (why === undefined) return true;
      const id = textAt(reading, workflow, 'workflowId');
      gone.add(id);
      remark(reading, 'left-out', why.path, `the workflow "${id}": ${why.message}`);
      return false;
    });
  }
  return inOrder(reading, usable);
}

/** The workflows after those that they depend on, by `dependsOn` or by an output, and else in the order of the document. */
function inOrder(reading: Reading, workflows: readonly Node[]): readonly Node[] {
  const waiting = new Map(workflows.map((workflow) => [textAt(reading, workflow, 'workflowId'), workflow]));
  if (waiting.size < workflows.length) return workflows;
  const needed = new Map(
    [...waiting].map(([id, workflow]) => [workflow, neededBy(workflow).filter((one) => one !== id)]),
  );
  const isReady = (workflow: Node) => needed.get(workflow)?.every((id) => !waiting.has(id)) === true;
  const ordered: Node[] = [];
  for (let next = [...waiting]; next.length > 0; next = [...waiting]) {
    // Workflows that need each other: the first of the document.
    const [id, workflow] = next.find(([, one]) => isReady(one)) ?? (next[0] as (typeof next)[number]);
    waiting.delete(id);
    ordered.push(workflow);
  }
  return ordered;
}

function neededBy(workflow: Node): readonly string[] {
  const before = child(workflow, 'dependsOn')?.value;
  const outputs = textsIn(workflow.value).flatMap(({ text }) => [...text.matchAll(/\$workflows\.([^.]+)\.outputs\./g)]);
  return [
    ...(Array.isArray(before) ? before.filter((id) => typeof id === 'string') : []),
    ...outputs.map(([, id = '']) => id),
  ];
}

/**
 * The sources that are not the description, by their names. Of several of OpenAPI, nothing says which is the description: one of whose
 * operations it lacks any is another.
 */
function otherSources(
  reading: Reading,
  root: Node,
  workflows: readonly Node[],
  isKnown: Described['isKnown'],
): ReadonlyMap<string, string> {
  const sources = elementsAt(reading, root, 'sourceDescriptions');
  const typed = sources.map((source) => [textAt(reading, source, 'name'), textAt(reading, source, 'type')] as const);
  const others = typed.filter(([, type]) => type === 'asyncapi' || type === 'arazzo');
  if (typed.length - others.length < 2) return new Map(others);
  const steps = workflows.flatMap((workflow) => elementsAt(reading, workflow, 'steps'));
  const foreign = steps.flatMap((step): (readonly [string, string])[] => {
    const name = sourceOf(step);
    return name !== '' && !isKnown(step) ? [[name, 'openapi']] : [];
  });
  return new Map([...foreign, ...others]);
}

/** `$sourceDescriptions.shop.listOrders`, or `{$sourceDescriptions.shop.url}#/paths/~1orders/get` -> `shop` */
function sourceOf(step: Node): string {
  const { operationId, operationPath } = step.value as Record<string, unknown>;
  const written = [operationId, operationPath].find((one) => typeof one === 'string' && one !== '');
  return /^\{?\$sourceDescriptions\.([^.]+)\./.exec(toPlainText(written))?.[1] ?? '';
}

function whyNot(
  reading: Reading,
  workflow: Node,
  others: ReadonlyMap<string, string>,
  gone: ReadonlySet<string>,
): Why | undefined {
  const nodes = [workflow, ...elementsAt(reading, workflow, 'steps')];
  for (const node of nodes) {
    const why = (node === workflow ? undefined : whyNoRequest(node, others)) ?? whyNoValue(reading, node, gone);
    if (why) return why;
  }
  return undefined;
}

/** A step that sends no request to the API. */
function whyNoRequest(step: Node, others: ReadonlyMap<string, string>): Why | undefined {
  const { channelPath, workflowId, action } = step.value as Record<string, unknown>;
  const source = sourceOf(step);
  if (workflowId !== undefined) return { path: step.path, message: 'a step of it calls another workflow' };
  if (channelPath !== undefined || action !== undefined || others.has(source)) {
    return { path: step.path, message: `a step of it uses ${wordsFor(source, others.get(source))}` };
  }
  return undefined;
}

function wordsFor(source: string, type: string | undefined): string {
  if (type === 'openapi') return `an operation of another description, "${source}"`;
  return type === 'arazzo' ? 'an operation of another Arazzo document' : 'messages of AsyncAPI';
}

/** A parameter or an output whose value is not known: Selector Objects and query strings of Arazzo 1.1, and what another workflow gives. */
function whyNoValue(reading: Reading, node: Node, gone: ReadonlySet<string>): Why | undefined {
  for (const parameter of parametersAt(reading, node)) {
    const value = child(parameter, 'value');
    if (child(parameter, 'in')?.value === 'querystring') {
      return { path: parameter.path, message: 'a whole query string (`in: querystring`) is not supported' };
    }
    if (value && isSelector(value.value)) return { path: value.path, message: 'Selector Objects are not supported' };
    const [, other = ''] = /^\$workflows\.([^.]+)\.outputs\./.exec(toPlainText(value?.value)) ?? [];
    if (gone.has(other))
      return { path: parameter.path, message: `it needs the workflow "${other}", which is left out` };
  }
  const selector = membersAt(reading, node, 'outputs').find(([, { value }]) => isSelector(value));
  return selector && { path: selector[1].path, message: 'Selector Objects are not supported' };
}

/** https://spec.openapis.org/arazzo/v1.1.0.html#selector-object */
function isSelector(value: unknown): boolean {
  return isRecord(value) && ['context', 'selector', 'type'].every((name) => value[name] !== undefined);
}

function outside(reading: Reading, workflow: Node, isOutsidePart: (step: Node) => boolean): Why | undefined {
  const step = elementsAt(reading, workflow, 'steps').find(isOutsidePart);
  return step && { path: step.path, message: 'an operation of it is not in the part' };
}

/** Members without effect, of workflows and of steps. */
const UNUSED = {
  workflow: ['successActions', 'failureActions'],
  step: ['onSuccess', 'onFailure', 'timeout', 'correlationId'],
} as const;

/** One notice for each member that is not used, at its first place. */
export function noteUnused(reading: Reading, workflows: readonly Node[]): void {
  const found = new Map<string, { readonly path: readonly string[]; number: number }>();
  const note = (node: Node, name: string) => {
    const known = found.get(name);
    if (known) known.number += 1;
    else found.set(name, { path: [...node.path, name], number: 1 });
  };
  const before = new Set<string>();
  for (const workflow of workflows) {
    if (isLate(workflow, before)) note(workflow, 'dependsOn');
    before.add(textAt(reading, workflow, 'workflowId'));
    for (const name of UNUSED.workflow) if (isUsed(workflow, name)) note(workflow, name);
    const steps = new Set<string>();
    for (const step of elementsAt(reading, workflow, 'steps')) {
      for (const name of UNUSED.step) if (isUsed(step, name)) note(step, name);
      if (isLate(step, steps)) note(step, 'dependsOn');
      steps.add(textAt(reading, step, 'stepId'));
    }
  }
  for (const [name, { path, number }] of found) {
    const times = number > 1 ? ` (${count(number, 'time')}, first here)` : '';
    remark(reading, 'note', path, `"${name}" of the use cases is not used${times}`);
  }
}

/** An empty list of actions has none. */
function isUsed(node: Node, name: string): boolean {
  const value = child(node, name)?.value;
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** Whether a workflow or a step needs one that is not sent before it: it needs this one, too, or is not there. */
function isLate(node: Node, before: ReadonlySet<string>): boolean {
  const needed = child(node, 'dependsOn')?.value;
  return Array.isArray(needed) && needed.some((id: unknown) => typeof id !== 'string' || !before.has(id));
}
