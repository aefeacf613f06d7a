import type { Json } from '../core/json.ts';
import type { Statement } from '../core/protocol.ts';
import type { Degree } from '../model/list-meaning.ts';
import type { ReaderName } from '../sandbox/readers.ts';
import type { SharedSchema } from '../schema/shared-schema.ts';
import type { Context } from './request.ts';
import type { Script } from './script.ts';

/** An answer as a mutation changes it: the body parsed where it is JSON. Header names are in lower case. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  /** The bytes of the body, where they are not those of its JSON. */
  readonly raw?: readonly number[];
  /** Milliseconds by which the answer is late. */
  readonly delay?: number;
}

/** One way in which a server could make an assertion fail: a correct answer goes in, a broken one comes out. */
export interface Mutation {
  readonly name: string;
  /** Given the headers of the request as well. `undefined` where this answer cannot be broken so, such as a list of one item in its order. */
  readonly change: (answer: PlainAnswer, requestHeaders: Readonly<Record<string, string>>) => PlainAnswer | undefined;
}

export type NonEmpty<Item> = readonly [Item, ...Item[]];

/** An assertion that a contract makes, with how Postman asserts it and how a server could break it. */
export interface RuleDefinition<Data> {
  readonly id: string;
  /** Whether it rests on what a list means: then it is known no better than that is. */
  readonly restsOn?: 'list';
  /** One sentence for the documentation of the rules. */
  readonly summary: string;
  /** What a request asserts by this rule, read from the model: one element for each assertion. */
  readonly applies: (context: Context) => readonly Data[];
  /** What the reader of a report sees. */
  readonly title: (data: Data) => string;
  /**
   * The statement that announces it. `test`: judged from the response alone. `testAsSent`: the same, but about the very
   * parameters of the request, which a reader may change. `compare`: against more that is read from the server after the response;
   * the script sees `response` and what was read, by the names of the readers, and may run thrice, since a live list moves.
   * `capture`: a value is captured for later requests; the script is the name of the variable and a function that gives the value.
   */
  readonly form: Exclude<Statement, 'skip'>;
  /** What a comparison reads. */
  readonly reads?: (data: Data) => readonly ReaderName[];
  /** The body of the test: throws where the assertion fails. What comes from the document enters as data. */
  readonly script: (data: Data) => Script;
  /** The schemas by which the script judges, where it does. */
  readonly schemas?: (data: Data) => readonly SharedSchema[];
  readonly mutations: (data: Data) => NonEmpty<Mutation>;
}

/** A rule bound to one request: what is asserted, under which title. */
export interface Assertion {
  readonly rule: string;
  /** How what it rests on is known. */
  readonly degree: Degree;
  readonly title: string;
  readonly form: RuleDefinition<never>['form'];
  readonly reads: readonly ReaderName[];
  readonly script: Script;
  readonly schemas: readonly SharedSchema[];
  readonly mutations: NonEmpty<Mutation>;
}

export interface Rule {
  readonly id: string;
  readonly summary: string;
  readonly assertions: (context: Context) => readonly Assertion[];
}

/** The weaker degree of what is known of the list that is asked, and of the one that the item belongs to. */
function degreeOfList({ request: { listQuery, item } }: Context): Degree {
  return [listQuery?.list, item?.list].some((list) => list?.degree === 'convention') ? 'convention' : 'declared';
}

/** Define a rule. Its data stays inside: from outside, a rule gives assertions for a request. */
export function defineRule<Data>(definition: RuleDefinition<Data>): Rule {
  const { id, summary, form } = definition;
  return {
    id,
    summary,
    assertions: (context) =>
      definition.applies(context).map((data) => ({
        rule: id,
        degree: definition.restsOn === 'list' ? degreeOfList(context) : 'declared',
        title: definition.title(data),
        form,
        reads: definition.reads?.(data) ?? [],
        script: definition.script(data),
        schemas: definition.schemas?.(data) ?? [],
        // Only a proof asks for them, and those of a schema are many.
        get mutations() {
          return definition.mutations(data);
        },
      })),
  };
}
