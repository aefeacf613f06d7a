/** The results of inference: certain by convention, proposed, or left out because of a doubt. */
import { exactText } from '../core/digits.ts';
import type { ApiModel } from '../model/types.ts';

/** An `x-` key with its value, or another declaration that an overlay can add. */
export type Declaration = Readonly<Record<string, Value>>;
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** A finding about an operation, before it is assigned to it. */
export interface Note {
  /**
   * `convention`: asserted. `proposed`: for a person to accept. `repeated`: a convention, for a list that is declared. `left-out`: too doubtful
   * to propose.
   */
  readonly kind: 'convention' | 'proposed' | 'repeated' | 'left-out';
  /** A statement, such as `"limit" is the greatest number of items in a response`. */
  readonly what: string;
  /** The reason, or the doubt. */
  readonly why: string;
  /** The declaration with the same meaning, if there is one. */
  readonly declare?: Declaration;
}

/** A meaning by convention, and how to declare or deny it. */
export interface Convention {
  /** The operation, by its id. */
  readonly operation: string;
  readonly what: string;
  readonly why: string;
  readonly declare?: Declaration;
  /** The YAML line that denies it. */
  readonly deny: string;
}

/** A proposal. It takes effect only as a declaration, when a person adds it with an overlay. */
export interface Proposal {
  /** The id of the first operation that it is about. */
  readonly operation: string;
  /** JSON pointer to the Operation, Response or Example Object that it extends. */
  readonly pointer: string;
  readonly what: string;
  /** The reason, with a quotation of the text it was inferred from. */
  readonly why: string;
  readonly declare: Declaration;
  /** It only repeats conventions, which would not be applied any more once something of their list is declared. */
  readonly repeats?: true;
}

/** A finding that is too doubtful to propose. */
export interface Doubt {
  readonly operation: string;
  readonly what: string;
  readonly why: string;
  readonly declare?: Declaration;
}

/** A model with the degree of each meaning, and the findings that are not part of it. */
export interface Inferred {
  readonly model: ApiModel;
  readonly conventions: readonly Convention[];
  readonly proposals: readonly Proposal[];
  readonly doubts: readonly Doubt[];
}

/** The proposals that add something, for a person to review. */
export function toReview({ proposals }: Pick<Inferred, 'proposals'>): readonly Proposal[] {
  return proposals.filter(({ repeats }) => !repeats);
}

export function proposed(what: string, why: string, declare: Declaration, ...statement: readonly string[]): Note {
  return { kind: 'proposed', what, why: withQuote(why, statement), declare };
}

export function leftOut(what: string, why: string, declare?: Declaration): Note {
  return { kind: 'left-out', what, why, ...(declare !== undefined && { declare }) };
}

export function xList(value: { readonly [name: string]: Value }): Declaration {
  return { 'x-list': value };
}

/** The first doubt whose condition holds. */
export function firstDoubt(...doubts: readonly (readonly [holds: boolean, doubt: string])[]): string | undefined {
  return doubts.find(([holds]) => holds)?.[1];
}

/** The maximum length of a quotation. */
const LONGEST = 240;

/** A reason with a quotation: `its description, "Only open ones."`. */
function withQuote(why: string, statement: readonly string[]): string {
  const text = [...new Set(statement)].join(' ').replace(/\s+/g, ' ').trim();
  if (text === '') return why;
  return `${why}: ${JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)}`;
}

/** A declaration as one line of YAML: `x-list: { limit: per_page }`. */
export function toYamlLine(declaration: Declaration): string {
  return membersOf(declaration);
}

function membersOf(members: { readonly [name: string]: Value }): string {
  return Object.entries(members)
    .map(([name, value]) => `${toScalar(name)}: ${toFlow(value)}`)
    .join(', ');
}

function toFlow(value: Value): string {
  if (typeof value === 'string') return toScalar(value);
  if (typeof value !== 'object') return exactText(value);
  if (isList(value)) return `[${value.map(toFlow).join(', ')}]`;
  return `{ ${membersOf(value)} }`;
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}

/** Quotes strings that YAML would read as something else. https://yaml.org/spec/1.2.2/#733-plain-style */
function toScalar(text: string): string {
  return /^[A-Za-z/][\w./-]*$/.test(text) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
