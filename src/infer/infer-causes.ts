import { isRecord } from '../core/json.ts';
import type { ApiModel, Cause, Example, Operation, Response } from '../model/types.ts';
import { causesNamed } from './cause-words.ts';
import { type Proposal, proposed } from './inference.ts';

/**
 * Propose causes for error responses without `x-cause`, from the prose in them.
 *
 * A response with an `x-cause` is complete: nothing is proposed for it. A response that several operations share gets one
 * proposal.
 */
export function inferCauses({ operations }: ApiModel): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const operation of operations) {
    for (const response of operation.responses) {
      if (!/^(4\d\d|4XX|default)$/i.test(response.status) || response.causesDeclared) continue;
      for (const proposal of causesOf(response, operation)) {
        if (!found.has(proposal.pointer)) found.set(proposal.pointer, proposal);
      }
    }
  }
  return [...found.values()];
}

function causesOf(response: Response, operation: Operation): readonly Proposal[] {
  const { status, description, pointer } = response;
  // With a request body, the sentence may be about a member of the same name.
  const requested = operation.parameters.filter(({ in: place }) => place === 'query' && !operation.body);
  const names = requested.map(({ name }) => name);
  const named = response.media
    .flatMap(({ examples }) => examples)
    .map((example) => {
      const words = wordsOf(example);
      return { example, words, causes: causesNamed(words.join('. '), status, names) };
    })
    .filter(({ causes }) => causes.length > 0);
  const ofExamples = named.flatMap(({ example, words, causes }) =>
    example.pointer === ''
      ? []
      : [toProposal(operation, example.pointer, `The example "${example.name}" of ${status}`, causes, words)],
  );
  // An `example` without an Example Object has no place for an `x-cause`.
  const bare = named.filter(({ example }) => example.pointer === '');
  const own = causesNamed(description, status).filter((cause) => !BY_STATUS.has(`${status} ${cause}`));
  const all = [...new Set([...bare.flatMap((one) => one.causes), ...own])];
  const causes = all.filter((cause) => mayCause(cause, operation, pointer));
  if (causes.length === 0) return ofExamples;
  const words = [...bare.flatMap((one) => one.words), ...(own.length > 0 ? [description] : [])];
  return [...ofExamples, toProposal(operation, pointer, status, causes, words)];
}

/** "Invalid parameter" is not of a query or a path without parameters, unless other operations share the response. */
function mayCause(cause: Cause, { parameters, pointer: own }: Operation, pointer: string): boolean {
  const [, place] = /^(?:invalid|missing)-(query|path)-parameter$/.exec(cause) ?? [];
  const isShared = !pointer.startsWith(`${own}/`);
  return place === undefined || isShared || parameters.some((parameter) => parameter.in === place);
}

/** Causes that the status code implies anyway, so declaring them would add nothing. */
const BY_STATUS: ReadonlySet<string> = new Set(['404 unknown-resource', '405 method-not-allowed']);

/** Members of error responses that describe the error for people or programs. */
const TELLING =
  /^(message|msg|error|errors|code|detail|details|title|description|reason|type|status|error_?(code|message|description|type)|userMessage|developerMessage)$/i;

/** The texts of an example: its name, summary, description, and the error description in its value. */
function wordsOf({ name, summary, description, value }: Example): readonly string[] {
  const stated = textsIn(value, 0);
  return [...(name === 'example' ? [] : [name]), summary, description ?? '', ...stated].filter((text) => text !== '');
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

function toProposal(
  { id }: Operation,
  pointer: string,
  what: string,
  causes: readonly Cause[],
  words: readonly string[],
): Proposal {
  const names = causes.map((cause) => cause.replaceAll('-', ' '));
  const [only] = causes;
  const declare = { 'x-cause': causes.length === 1 && only ? only : causes };
  const statement = words.map((text) => text.replace(/[.\s]*$/, '.'));
  const { kind: _, ...note } = proposed(
    `${what} is the response to: ${names.join(', ')}`,
    'it says',
    declare,
    ...statement,
  );
  return { operation: id, pointer, ...note, declare };
}
