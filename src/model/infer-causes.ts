import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { causesNamed } from './cause-words.ts';
import { type Inference, type Note, toYamlLine } from './inference.ts';
import type { Cause, Example, Media, Operation, Response } from './types.ts';

interface Inferred {
  readonly operations: readonly Operation[];
  readonly inferences: readonly Inference[];
}

/**
 * Find in the prose of refusals why they are given, where no `x-cause` says it, and say what was concluded from which words.
 *
 * A response of which anything is declared is whole: nothing is inferred beside it. A response that many operations share is told
 * of once.
 */
export function inferCauses(root: unknown, operations: readonly Operation[]): Inferred {
  const known = new Map<string, Response>();
  const inferences: Inference[] = [];
  const withCauses = operations.map((operation) => ({
    ...operation,
    responses: operation.responses.map((response) => {
      const found = resolve(root, [...fromPointer(operation.pointer), 'responses', response.status]);
      if (!/^(4\d\d|4XX|default)$/i.test(response.status) || !found || isSpokenFor(found.value)) return response;
      const at = `${response.status} ${toPointer(found.path)}`;
      const before = known.get(at);
      if (before) return before;
      const { response: named, notes } = inferredResponse(response, operation);
      known.set(at, named);
      inferences.push(...notes.map((note) => ({ operation: operation.id, ...note })));
      return named;
    }),
  }));
  return { operations: withCauses, inferences };
}

interface Found {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: readonly string[];
}

/** An object, its `$ref`s followed. */
function resolve(root: unknown, start: readonly string[]): Found | undefined {
  let path = start;
  for (let hops = 0; hops < 20; hops += 1) {
    const value = valueAt(root, path);
    if (!isRecord(value)) return undefined;
    const { $ref: target } = value;
    if (typeof target !== 'string') return { value, path };
    path = fromPointer(target);
  }
  return undefined;
}

function isSpokenFor(value: unknown): boolean {
  return JSON.stringify(value)?.includes('"x-cause"') === true;
}

function inferredResponse(response: Response, operation: Operation): { response: Response; notes: readonly Note[] } {
  const notes: Note[] = [];
  const { status } = response;
  // Where a body is sent, a member of it may have the same name.
  const asked = operation.parameters.filter(({ in: place }) => place === 'query' && !operation.body);
  const names = asked.map(({ name }) => name);
  const media = response.media.map((one): Media => {
    const examples = one.examples.map((example): Example => {
      if (example.causes.length > 0) return example;
      const words = wordsOf(example);
      const causes = causesNamed(words.join('. '), status, names);
      if (causes.length === 0) return example;
      notes.push(toNote(`The example "${example.name}" of ${status}`, causes, words));
      return { ...example, causes };
    });
    return { ...one, examples };
  });
  const named = causesNamed(response.description, status).filter((cause) => !BY_STATUS.has(`${status} ${cause}`));
  if (named.length > 0) notes.push(toNote(`${status}`, named, [response.description]));
  return { response: { ...response, media, ...(named.length > 0 && { causes: named }) }, notes };
}

/** What the status says by itself, so that nothing follows from saying it again. */
const BY_STATUS: ReadonlySet<string> = new Set(['404 unknown-resource', '405 method-not-allowed']);

/** Members by which refusals tell people, or programs, what is wrong. */
const TELLING =
  /^(message|msg|error|errors|code|detail|details|title|description|reason|type|status|error_?(code|message|description|type)|userMessage|developerMessage)$/i;

/** What an example says: its name, what is written beside it, and what its value tells. */
function wordsOf({ name, summary, description, value }: Example): readonly string[] {
  const told = textsIn(value, 0);
  return [...(name === 'example' ? [] : [name]), summary, description ?? '', ...told].filter((text) => text !== '');
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return value.length <= 300 ? [value] : [];
  if (depth > 3) return [];
  if (Array.isArray(value)) return value.flatMap((element) => textsIn(element, depth + 1));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    TELLING.test(name) || isRecord(member) ? textsIn(member, depth + 1) : [],
  );
}

function toNote(what: string, causes: readonly Cause[], words: readonly string[]): Note {
  const names = causes.map((cause) => cause.replaceAll('-', ' '));
  const [only] = causes;
  return {
    kind: 'inferred',
    what: `${what} is the answer to: ${names.join(', ')}`,
    why: `it says ${words
      .slice(0, 2)
      .map((text) => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text))
      .join(' and ')}`,
    declare: toYamlLine('x-cause', causes.length === 1 && only ? only : causes),
    deny: 'x-cause: false',
  };
}
