import type { Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import type { Statement } from '../core/protocol.ts';
import { authorizationOf } from '../model/chosen-security.ts';
import type { Degree } from '../model/list-meaning.ts';
import type { ApiModel } from '../model/types.ts';
import type { ReaderName } from '../sandbox/readers.ts';
import type { SharedSchema } from '../schema/shared-schema.ts';
import { answersOf } from './answers.ts';
import type { Context } from './request.ts';
import { oncePerText, type Script } from './script.ts';
import { type Statuses, statusesLikeFirst, statusesOf } from './statuses.ts';

/** A response, as mutations change it. A JSON body is parsed. Header names are in lower case. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  /** The bytes of the body, if they differ from those of its JSON. */
  readonly raw?: readonly number[];
  /** Milliseconds by which the response is delayed. */
  readonly delay?: number;
}

/** One way in which a server could violate an assertion: it turns a correct response into a wrong one. */
export interface Mutation {
  readonly name: string;
  /** Also receives the request headers. `undefined` if this response cannot be changed so: the order of a list with one item. */
  readonly change: (answer: PlainAnswer, requestHeaders: Readonly<Record<string, string>>) => PlainAnswer | undefined;
}

export type NonEmpty<Item> = readonly [Item, ...Item[]];

type Form = Exclude<Statement, 'skip'>;

/** A kind of assertion: when it applies, its script, and the mutations that it must kill. */
export interface RuleDefinition<Data> {
  readonly id: string;
  /** Whether it depends on the meaning of a list. Then its degree is that of the meaning. */
  readonly restsOn?: 'list';
  /** One sentence for the documentation of the rules. */
  readonly summary: string;
  /** The data of each assertion that a request gets from this rule. */
  readonly applies: (context: Context) => readonly Data[];
  /** The name of the assertion in Postman and in reports. */
  readonly title: (data: Data) => string;
  /**
   * The function that the test script calls. `test`: judges every response, also an unexpected one. `testFor`: judges only responses with
   * certain statuses. `testListed`: as `test`, but is not judged if an item of a list has left it meanwhile, or comes later. `testAsSent`: judges only successes, and is skipped if somebody has changed the query parameters. `compare`: reads more from the server after the response; the script gets
   * `response` and what was read, by the names of the readers, and may run three times, because live data changes. `capture`:
   * stores a value for later requests; the script is the name of the variable and a function that returns the value.
   */
  readonly form: Form | ((data: Data) => Form);
  /** Of a comparison whose result does not depend on the order of the list: the same problem in three looks is one, though the order moves. */
  readonly anyOrder?: true;
  /** The readers of a comparison. */
  readonly reads?: (data: Data) => readonly ReaderName[];
  /** For `testFor`: the statuses of the responses that it judges. Default: those that the request expects. */
  readonly statuses?: (data: Data) => Statuses;
  /** The body of the test, which throws if the assertion fails. Values from the description are inserted as data. */
  readonly script: (data: Data) => Script;
  /** The schemas that the script uses. */
  readonly schemas?: (data: Data) => readonly SharedSchema[];
  readonly mutations: (data: Data) => NonEmpty<Mutation>;
}

/** An assertion of one request, made by a rule. */
export interface Assertion {
  readonly rule: string;
  /** How certain its meaning is. */
  readonly degree: Degree;
  /** Whether it needs the list or the item in the response. */
  readonly restsOn?: 'list';
  readonly title: string;
  readonly form: Form;
  readonly reads: readonly ReaderName[];
  readonly anyOrder?: true;
  readonly statuses: Statuses;
  readonly script: Script;
  readonly schemas: readonly SharedSchema[];
  /** Made when they are needed, for one of the requests that have the assertion: only `prove` needs them, and a schema has many. */
  readonly mutations: (context: Context) => NonEmpty<Mutation>;
}

export interface Rule {
  readonly id: string;
  readonly summary: string;
  readonly assertions: (context: Context) => readonly Assertion[];
}

/** The weaker of two degrees: that of the requested list, and that of the list of the requested item. */
function degreeOfList({ request: { listQuery, item } }: Context): Degree {
  return [listQuery?.list, item?.list].some((list) => list?.degree === 'convention') ? 'convention' : 'declared';
}

/** The responses that have the list or the item, of an assertion about it; else all that the request expects. */
function usualStatuses({ restsOn }: Pick<RuleDefinition<never>, 'restsOn'>, { request }: Context): Statuses {
  return (restsOn && statusesLikeFirst(request)) ?? statusesOf(answersOf(request));
}

/** Whether scripts can send what is needed to read it: they cannot respond to the challenge of HTTP Digest. */
function canRead(reads: readonly ReaderName[] | undefined, { request }: Context): boolean {
  return !reads || reads.length === 0 || authorizationOf(request.operation)?.kind !== 'digest';
}

const NONE: readonly never[] = [];

/**
 * Define a rule. The type of its data is hidden: a rule maps a request to assertions.
 *
 * Most requests of a large contract have assertions of others, and equal ones are one object. So none keeps its data: what mutations
 * need is read from the request again.
 */
export function defineRule<Data>(definition: RuleDefinition<Data>): Rule {
  const { id, summary, form } = definition;
  const dataOf = (context: Context) =>
    definition.applies(context).filter((data) => canRead(definition.reads?.(data), context));
  const mutationsOf = (context: Context, index: number) => {
    const all = dataOf(context);
    if (!(index in all)) throw new Error(`the rule ${id} gives a request other assertions than before`);
    return definition.mutations(all[index] as Data);
  };
  return {
    id,
    summary,
    assertions: (context) => {
      const first = firstOnes(context.model);
      return dataOf(context).map((data, index) =>
        first(index, {
          rule: id,
          degree: definition.restsOn === 'list' ? degreeOfList(context) : 'declared',
          ...(definition.restsOn && { restsOn: definition.restsOn }),
          title: definition.title(data),
          form: typeof form === 'function' ? form(data) : form,
          reads: definition.reads?.(data) ?? NONE,
          ...(definition.anyOrder && { anyOrder: true as const }),
          statuses: definition.statuses?.(data) ?? usualStatuses(definition, context),
          script: definition.script(data),
          schemas: definition.schemas?.(data) ?? NONE,
          mutations: (of) => mutationsOf(of, index),
        }),
      );
    },
  };
}

/** For each model, a function that returns the first assertion that equals one, or else that with the script of others. */
const firstOnes = once((_of: ApiModel) => {
  const toFirstScript = oncePerText();
  const known = new Map<string, Assertion[]>();
  return (index: number, made: Assertion): Assertion => {
    const script = toFirstScript(made.script);
    const { rule, degree, title, form, reads, statuses, schemas } = made;
    const key = `${rule} ${index} ${degree} ${form} ${reads.join()} ${JSON.stringify(statuses)} ${title}`;
    const alike = known.get(key) ?? [];
    known.set(key, alike);
    const isSame = (one: Assertion) => one.script === script && isEqual(one.schemas, schemas);
    const found = alike.find(isSame);
    if (found) return found;
    const first = { ...made, script };
    // Those of one title mostly differ in their schemas. A search among many would take longer than it saves.
    if (alike.length < MOST_ALIKE) alike.push(first);
    return first;
  };
});

const MOST_ALIKE = 20;

function isEqual(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
