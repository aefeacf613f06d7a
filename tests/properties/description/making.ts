/** What all parts of an arbitrary description share: its context, and the names and texts in it. */
import fc from 'fast-check';
import type { Json } from '../../../src/core/json.ts';

/** What a description may have in it, besides what each has. A part of the law that does not hold yet is left out by name. */
export interface Kinds {
  /** `content` where HTTP has no body: 204, 205 and HEAD. */
  readonly contentWithoutBody: boolean;
  /** Examples that their schema does not accept. */
  readonly invalidExamples: boolean;
  /** `oneOf` with a discriminator, and with branches that overlap. */
  readonly overlappingBranches: boolean;
  /** Links to operations or members that are not there. */
  readonly deadLinks: boolean;
  /** Operations without a documented success. */
  readonly withoutSuccess: boolean;
  /** Media types of JSON without a schema. */
  readonly withoutSchema: boolean;
  /** Operations with the method TRACE, which `fetch` does not send. */
  readonly trace: boolean;
  /** Members of examples with the name `$ref`. */
  readonly referencesInData: boolean;
  /** Ranges of media types, such as `image/*`. */
  readonly mediaRanges: boolean;
  /** Schemes besides API keys, HTTP Basic, Bearer and OAuth 2.0 client credentials. */
  readonly otherSchemes: boolean;
  /** Security schemes with the name of a variable of ours, or of a member of every object. */
  readonly reservedNames: boolean;
}

/** What the parts of a description depend on. It is known last, so that each part shrinks by itself. */
export interface Context {
  readonly version: '3.0' | '3.1';
  readonly kinds: Kinds;
  readonly components: readonly Component[];
}

/** A schema under `components`. */
export interface Component {
  readonly name: string;
  readonly sampled: Sampled;
}

export type Side = 'request' | 'response';

/** A schema, and a value that it accepts: values have no `writeOnly` members in responses and no `readOnly` ones in requests. */
export interface Sampled {
  readonly schema: unknown;
  readonly value: (side: Side) => Json;
}

/** A part of a description, made when the whole is known. */
export type Made<Part> = (context: Context) => Part;
export type Making<Part> = fc.Arbitrary<Made<Part>>;

export interface Members {
  readonly [name: string]: unknown;
}

/** The members that are not undefined. */
export function defined(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

export function maybe<Value>(value: fc.Arbitrary<Value>, freq = 2): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined, freq });
}

/** Strings that mean something to a script, a URL, a page, YAML or Postman, where they should mean nothing. */
export const HOSTILE = [
  '{{x}}',
  '{{client_secret}}',
  '{{$guid}}',
  '$guid',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a"b',
  "it's",
  '</script>',
  '<!-- x',
  'a\u2028b',
  '`$\u007b1}`',
  'a\\b',
  'a b',
  '%41',
  '50%',
  '+',
  'a&b',
  'a=b',
  '#',
  'q?x=1',
  'é',
  '日本',
  '😀',
  'a/b',
  ':id',
  '*',
  'a[b]',
  'a.b',
  'a,b',
  '1',
  'true',
  'null',
  'length',
  '$ref',
] as const;

const WORDS = [
  'name',
  'kind',
  'size',
  'state',
  'note',
  'amount',
  'code',
  'owner',
  'when',
  'data',
  'type',
  'id',
] as const;

/** Names of members, and other texts that may be anything. */
export const anyName = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom(...HOSTILE));

export const anyText = fc.oneof(
  fc.constantFrom(...WORDS.map((word) => `The ${word}.`)),
  fc.constantFrom(...HOSTILE),
  fc.constant('# Title\n\nA *long* text, with `code` and a [link](https://example.com).'),
);

/** Names that are only letters, digits, dots, hyphens and underscores: keys of components. */
export const componentName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Order', 'Pet', 'Error', 'Node', 'Customer', 'Shape') },
  fc.constantFrom('constructor', '__proto__', 'toString', 'a.b', 'A-b', '_', '1', 'length'),
);

/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens Without `Accept-Language`, of which the proxy of `prove` sends a value of its own. */
export const headerName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('X-Trace', 'X-Kind', 'X-Count', 'x-lower', 'If-Match', 'X_Under') },
  fc.constantFrom("X-It's", 'X-50%', 'X-`a`', 'constructor', '__proto__', 'X-$guid', 'X-a.b', 'X-a|b', 'X-Language'),
);
