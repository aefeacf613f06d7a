import { answersOf, type Context, type DocumentedAnswer, hasStatus } from './request.ts';
import { defineRule, type Mutation, type NonEmpty, type Rule, type RuleDefinition } from './rule.ts';
import { joined, js, type Script } from './script.ts';

/**
 * An assertion about the response alone that depends on its status: the body of a 401 may have another schema than that of a 403.
 */
interface AnswerRuleDefinition<Data>
  extends Pick<RuleDefinition<Data>, 'id' | 'summary' | 'script' | 'schemas' | 'mutations'> {
  /** What is asserted of one documented response: one element for each assertion. */
  readonly expects: (answer: DocumentedAnswer, context: Context) => readonly Data[];
  /** A key that joins the assertions of several documented responses, such as the name of a header. Without it, all are joined. */
  readonly about?: (data: Data) => string;
  readonly title: (all: NonEmpty<Data>) => string;
}

/** What is asserted if the response is one of `answers`. If `isMeant` is missing, it is asserted of every response. */
interface Part<Data> {
  readonly answers: readonly DocumentedAnswer[];
  readonly data: Data;
  /** The condition, as a script and as a function. */
  readonly isMeant?: { readonly script: Script; readonly by: (status: number) => boolean };
}

/** Define a rule that judges a response by the documented response with the same status. */
export function defineAnswerRule<Data>(definition: AnswerRuleDefinition<Data>): Rule {
  const { id, summary } = definition;
  return defineRule<NonEmpty<Part<Data>>>({
    id,
    summary,
    form: 'test',
    schemas: (parts) => parts.flatMap(({ data }) => definition.schemas?.(data) ?? []),
    applies: (context) => toParts(definition, context),
    title: ([first, ...others]) => definition.title([first.data, ...others.map(({ data }) => data)]),
    script: (parts) =>
      joined(
        parts.map((part) => scriptOf(definition, part)),
        0,
      ),
    mutations: ([first, ...others]) => {
      const [one, ...more] = mutationsOf(definition, first);
      return [one, ...more, ...others.flatMap((part) => mutationsOf(definition, part))];
    },
  });
}

/** The parts of each assertion. Documented responses with equal scripts share one part. */
function toParts<Data>(definition: AnswerRuleDefinition<Data>, context: Context): readonly NonEmpty<Part<Data>>[] {
  const answers = answersOf(context.request);
  const found = new Map<string, Part<Data>[]>();
  for (const answer of answers) {
    for (const data of definition.expects(answer, context)) {
      const about = definition.about?.(data) ?? '';
      const parts = found.get(about) ?? [];
      const { text } = definition.script(data);
      const same = parts.findIndex((part) => definition.script(part.data).text === text);
      if (same < 0) parts.push({ answers: [answer], data });
      else parts[same] = { answers: [...(parts[same]?.answers ?? []), answer], data };
      found.set(about, parts);
    }
  }
  return [...found.values()].flatMap((parts): NonEmpty<Part<Data>>[] => {
    const [first, ...others] = parts.map((part) =>
      part.answers.length === answers.length ? part : { ...part, isMeant: toCondition(part.answers, answers) },
    );
    return first ? [[first, ...others]] : [];
  });
}

function toCondition(meant: readonly DocumentedAnswer[], all: readonly DocumentedAnswer[]) {
  const own = meant.map(({ status }) => status).filter((status) => typeof status === 'number');
  const others = all.map(({ status }) => status).filter((status) => typeof status === 'number');
  const classes = meant.filter(({ status }) => typeof status === 'string');
  const [range, ...ranges] = classes.map(({ status }) => Number(String(status)[0]));
  const by = (code: number) =>
    own.includes(code) || (classes.some((answer) => hasStatus(answer, code)) && !others.includes(code));
  const rest = others.filter((code) => !own.includes(code));
  if (range === undefined) return { by, script: js`${own}.includes(pm.response.code)` };
  if (ranges.length > 0) {
    return {
      by,
      script: js`${[range, ...ranges]}.includes(Math.floor(pm.response.code / 100)) && !${rest}.includes(pm.response.code)`,
    };
  }
  return { by, script: js`Math.floor(pm.response.code / 100) === ${range} && !${rest}.includes(pm.response.code)` };
}

function scriptOf<Data>(definition: AnswerRuleDefinition<Data>, { data, isMeant }: Part<Data>): Script {
  const script = definition.script(data);
  if (!isMeant) return script;
  return js`
    if (${isMeant.script}) {
      ${script}
    }
  `;
}

function mutationsOf<Data>(definition: AnswerRuleDefinition<Data>, { data, answers, isMeant }: Part<Data>) {
  const [first, ...others] = definition.mutations(data);
  const bound = ({ name, change }: Mutation): Mutation => ({
    name: isMeant ? `${name} (${answers.map(({ status }) => status).join(', ')})` : name,
    change: (answer, sent) => (!isMeant || isMeant.by(answer.status) ? change(answer, sent) : undefined),
  });
  return [bound(first), ...others.map(bound)] as const;
}
