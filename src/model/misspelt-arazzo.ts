/** Members of an Arazzo document that have no effect, since it has none of that name: what they say would be left out in silence. */
import { isRecord } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { remark } from './arazzo-features.ts';
import { child, type Node, type Reading, report } from './reading.ts';
import { elementsAt } from './typed-members.ts';

/** The members of each object. https://spec.openapis.org/arazzo/v1.1.0.html#specification-extensions */
const MEMBERS = {
  document: 'arazzo $self info sourceDescriptions workflows components'.split(' '),
  workflow:
    'workflowId summary description inputs dependsOn steps successActions failureActions outputs parameters'.split(' '),
  step: 'stepId description operationId operationPath channelPath workflowId parameters requestBody successCriteria onSuccess onFailure outputs timeout correlationId action dependsOn'.split(
    ' ',
  ),
  parameter: ['name', 'in', 'value', 'reference'],
  body: ['contentType', 'payload', 'replacements'],
  criterion: ['context', 'condition', 'type'],
} as const satisfies Record<string, readonly string[]>;

type Kind = keyof typeof MEMBERS;

/** A remark on each member that Arazzo does not have. */
export function noteForeignMembers(reading: Reading, root: Node): void {
  noteIn(reading, root, 'document');
  for (const workflow of elementsAt(reading, root, 'workflows')) {
    noteIn(reading, workflow, 'workflow');
    for (const parameter of listAt(workflow, 'parameters')) noteIn(reading, parameter, 'parameter');
    for (const step of listAt(workflow, 'steps')) noteStep(reading, step);
  }
}

/** Reports workflows without steps, and ids that stand for two: an expression would name the first, and their requests would have one id. */
export function checkIds(reading: Reading, root: Node): void {
  const workflows = elementsAt(reading, root, 'workflows');
  checkEach(reading, workflows, 'workflowId');
  for (const workflow of workflows) {
    if (!child(workflow, 'steps')) {
      const hint = 'A workflow has a list of `steps`.';
      report(reading, 'use-case/unsupported', workflow.path, 'the workflow has no `steps`', hint);
    }
    checkEach(reading, listAt(workflow, 'steps'), 'stepId');
  }
}

function checkEach(reading: Reading, nodes: readonly Node[], name: 'workflowId' | 'stepId'): void {
  const met = new Set<unknown>();
  for (const node of nodes) {
    const id = child(node, name);
    if (id && met.has(id.value)) {
      const message = `there are two of the \`${name}\` ${JSON.stringify(id.value)}`;
      report(reading, 'use-case/unsupported', id.path, message, 'Give each an id of its own.');
    }
    if (id) met.add(id.value);
  }
}

function noteStep(reading: Reading, step: Node): void {
  noteIn(reading, step, 'step');
  const body = child(step, 'requestBody');
  if (body) noteIn(reading, body, 'body');
  for (const parameter of listAt(step, 'parameters')) noteIn(reading, parameter, 'parameter');
  for (const criterion of listAt(step, 'successCriteria')) noteIn(reading, criterion, 'criterion');
}

/** What is no array is reported where it is read. */
function listAt(node: Node, name: string): readonly Node[] {
  const list = child(node, name);
  const elements: readonly unknown[] = Array.isArray(list?.value) ? list.value : [];
  return elements.map((value, index) => ({ value, path: [...node.path, name, String(index)] }));
}

function noteIn(reading: Reading, { value, path }: Node, kind: Kind): void {
  const known: readonly string[] = MEMBERS[kind];
  if (!isRecord(value)) return;
  for (const name of Object.keys(value)) {
    if (known.includes(name) || name.startsWith('x-') || name === '$ref') continue;
    const meant = nearest(
      name,
      known.filter((one) => !Object.hasOwn(value, one)),
    );
    const why = meant === undefined ? `Arazzo has no such member of a ${kind}` : `is \`${meant}\` meant?`;
    remark(reading, 'note', [...path, name], `"${name}" is not read: ${why}`);
  }
}
