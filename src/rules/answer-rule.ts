import { once } from '../core/once.ts';
import type { ApiModel, Operation, Response } from '../model/types.ts';
import { answersOf } from './answers.ts';
import type { Context, DocumentedAnswer } from './request.ts';
import { defineRule, type Mutation, type NonEmpty, type Rule, type RuleDefinition } from './rule.ts';
import { joined, js, type Script } from './script.ts';
import { isMeant, statusesOf } from './statuses.ts';

/**
 * An assertion about the response alone that depends on its status: the body of a 401 may have another schema than that of a 403.
 */
interface AnswerRuleDefinition<Data>
  extends Pick<RuleDefinition<Data>, 'id' | 'summary' | 'script' | 'schemas' | 'mutations'> {
  /** What is asserted of one documented response: one element for each assertion. */
  readonly expects: (answer: DocumentedAnswer, of: ResponseContext) => readonly Data[];
  /** A key that joins the assertions of several documented responses, such as the name of a header. Without it, all are joined. */
  readonly about?: (data: Data) => string;
  readonly title: (all: NonEmpty<Titled<Data>>) => string;
}

/** Whatever else a documented response is read by. What is asserted of it is the same for all requests that have it. */
export interface ResponseContext {
  readonly model: ApiModel;
  readonly method: Operation['method'];
}

/** What is asserted, and of responses with which statuses: `401, 4XX but 404`. */
interface Titled<Data> {
  readonly data: Data;
  readonly statuses: string;
}

/** What is asserted if the response is one of `answers`. */
interface Part<Data> {
  readonly answers: readonly DocumentedAnswer[];
  readonly data: Data;
  readonly script: Script;
}

/** The parts of one assertion, and all documented responses of its request. */
interface Parts<Data> {
  readonly parts: NonEmpty<Part<Data>>;
  readonly all: readonly DocumentedAnswer[];
}

/**
 * Define a rule that judges a response by the documented response with the same status. Responses of which it asserts nothing are not
 * judged.
 */
export function defineAnswerRule<Data>(definition: AnswerRuleDefinition<Data>): Rule {
  const { id, summary } = definition;
  const assertedOf = toAssertedOf(definition);
  return defineRule<Parts<Data>>({
    id,
    summary,
    form: 'testFor',
    schemas: ({ parts }) => parts.flatMap(({ data }) => definition.schemas?.(data) ?? []),
    applies: (context) => toParts(definition, assertedOf, context),
    statuses: ({ parts, all }) =>
      statusesOf(
        parts.flatMap(({ answers }) => answers),
        all,
      ),
    title: ({ parts: [first, ...others], all }) =>
      definition.title([withWords(first, all), ...others.map((part) => withWords(part, all))]),
    script: ({ parts, all }) =>
      joined(
        parts.map((part) => scriptOf(part, { parts, all })),
        0,
      ),
    mutations: ({ parts: [first, ...others], all }) => {
      const [one, ...more] = mutationsOf(definition, first, all);
      return [one, ...more, ...others.flatMap((part) => mutationsOf(definition, part, all))];
    },
  });
}

function withWords<Data>({ data, answers }: Part<Data>, all: readonly DocumentedAnswer[]): Titled<Data> {
  return { data, statuses: [statusesOf(answers, all)].flat().join(', ') };
}

/** The parts of each assertion. Documented responses with equal scripts share one part. */
function toParts<Data>(
  { about: subjectOf }: AnswerRuleDefinition<Data>,
  assertedOf: AssertedOf<Data>,
  { model, request }: Context,
): readonly Parts<Data>[] {
  const all = answersOf(request);
  const found = new Map<string, Part<Data>[]>();
  for (const answer of all) {
    for (const { data, script } of assertedOf(answer, { model, method: request.operation.method })) {
      const about = subjectOf?.(data) ?? '';
      const parts = found.get(about) ?? [];
      const same = parts.findIndex((part) => part.script.text === script.text);
      if (same < 0) parts.push({ answers: [answer], data, script });
      else parts[same] = { answers: [...(parts[same]?.answers ?? []), answer], data, script };
      found.set(about, parts);
    }
  }
  return [...found.values()].flatMap(([first, ...others]) => (first ? [{ parts: [first, ...others], all }] : []));
}

type Asserted<Data> = Pick<Part<Data>, 'data' | 'script'>;

type AssertedOf<Data> = (answer: DocumentedAnswer, of: ResponseContext) => readonly Asserted<Data>[];

/** What is asserted of a documented response, found once: most requests have the responses of another one. */
function toAssertedOf<Data>({ expects, script }: AnswerRuleDefinition<Data>): AssertedOf<Data> {
  const known = once((_of: ApiModel) => new WeakMap<Response, Map<string, readonly Asserted<Data>[]>>());
  return (answer, of) => {
    const { response, status, causes = [] } = answer;
    const ofModel = known(of.model);
    const ofResponse = ofModel.get(response) ?? new Map<string, readonly Asserted<Data>[]>();
    ofModel.set(response, ofResponse);
    const key = [of.method, status, ...causes].join(' ');
    const asserted = ofResponse.get(key) ?? expects(answer, of).map((data) => ({ data, script: script(data) }));
    ofResponse.set(key, asserted);
    return asserted;
  };
}

/** With several parts, each is judged for its own statuses: together, these are all that the assertion is about. */
function scriptOf<Data>(part: Part<Data>, { parts, all }: Parts<Data>): Script {
  const { script } = part;
  if (parts.length === 1) return script;
  return js`
    if (isAmong(${statusesOf(part.answers, all)})) {
      ${script}
    }
  `;
}

function mutationsOf<Data>(
  definition: AnswerRuleDefinition<Data>,
  { data, answers }: Part<Data>,
  all: readonly DocumentedAnswer[],
) {
  const [first, ...others] = definition.mutations(data);
  const isAll = answers.length === all.length;
  const bound = ({ name, change }: Mutation): Mutation => ({
    name: isAll ? name : `${name} (${answers.map(({ status }) => status).join(', ')})`,
    change: (answer, sent) => (isAll || isMeant(answer.status, answers, all) ? change(answer, sent) : undefined),
  });
  return [bound(first), ...others.map(bound)] as const;
}
