/** What is concluded of a description beyond what it declares: certain by convention, proposed to a person, or left out in doubt. */
import type { ApiModel } from '../model/types.ts';

/** A declaration in the description's own words: our `x-` key and its value. */
export type Declaration = Readonly<Record<string, Value>>;
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** One conclusion about an operation, before it is known of which. */
export interface Note {
  /** `convention`: asserted. `proposed`: a person decides. `left-out`: recognised, but too doubtful to be proposed. */
  readonly kind: 'convention' | 'proposed' | 'left-out';
  /** `"limit" is the greatest number of items in an answer`. */
  readonly what: string;
  /** The convention, the likeness, the sentence, or the doubt. */
  readonly why: string;
  /** What declares the same, where there is such a thing. */
  readonly declare?: Declaration;
}

/** What is asserted by convention, and how a person declares or denies it. */
export interface Convention {
  /** The operation, by its id. */
  readonly operation: string;
  readonly what: string;
  readonly why: string;
  readonly declare?: Declaration;
  /** The YAML that says that it is not so. */
  readonly deny: string;
}

/** What a person may accept: it reaches the model only as a declaration, by way of an overlay. */
export interface Proposal {
  /** The first operation that it is about, by its id. */
  readonly operation: string;
  /** JSON pointer to the Operation, Response or Example Object that is to be extended. */
  readonly pointer: string;
  readonly what: string;
  /** The sentence or the likeness that it was read from, quoted. */
  readonly why: string;
  readonly declare: Declaration;
}

/** What was recognised and is not even proposed, with the doubt. */
export interface Doubt {
  readonly operation: string;
  readonly what: string;
  readonly why: string;
  readonly declare?: Declaration;
}

/** A model whose meanings carry their degree, and what is not in it until somebody accepts it. */
export interface Inferred {
  readonly model: ApiModel;
  readonly conventions: readonly Convention[];
  readonly proposals: readonly Proposal[];
  readonly doubts: readonly Doubt[];
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

/** How much of a text is quoted. */
const LONGEST = 240;

/** A reason, and the words that it rests on: `its description, "Only open ones."`. */
function withQuote(why: string, statement: readonly string[]): string {
  const text = [...new Set(statement)].join(' ').replace(/\s+/g, ' ').trim();
  if (text === '') return why;
  return `${why}: ${JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)}`;
}

/** A declaration on one line of YAML: `x-list: { limit: per_page }`. */
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
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(toFlow).join(', ')}]`;
  return `{ ${membersOf(value)} }`;
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}

/** Text that YAML could take for something else is quoted. https://yaml.org/spec/1.2.2/#733-plain-style */
function toScalar(text: string): string {
  return /^[A-Za-z/][\w./-]*$/.test(text) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
