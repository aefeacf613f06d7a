/** What conventions say of lists and refusals that the description does not declare, and how a person declares or denies it. */

/** One conclusion, or one that was not drawn. */
export interface Inference {
  /** The operation, by its id. */
  readonly operation: string;
  /** `left-out`: it was recognised, and given no meaning, for in doubt no server is accused. */
  readonly kind: 'inferred' | 'left-out';
  /** `"limit" is the greatest number of items in an answer`. */
  readonly what: string;
  /** The convention, or the doubt. */
  readonly why: string;
  /** The YAML that says the same, where there is one. A declaration is whole: nothing is inferred beside it. */
  readonly declare?: string;
  /** The YAML that says that nothing is to be inferred. Only where something was. */
  readonly deny?: string;
}

/** An inference before it is known of which operation. */
export type Note = Omit<Inference, 'operation'>;

export function inferred(what: string, why: string, declare: string): Note {
  return { kind: 'inferred', what, why, declare, deny: 'x-list: false' };
}

export function leftOut(what: string, why: string, declare?: string): Note {
  return { kind: 'left-out', what, why, ...(declare !== undefined && { declare }) };
}

type Yaml = string | readonly Yaml[] | { readonly [name: string]: Yaml };

/** A member and its value as one line of YAML: `x-list: { limit: per_page }`. */
export function toYamlLine(name: string, value: Yaml): string {
  return `${toScalar(name)}: ${toFlow(value)}`;
}

function toFlow(value: Yaml): string {
  if (typeof value === 'string') return toScalar(value);
  if (Array.isArray(value)) return `[${value.map(toFlow).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([name, member]) => toYamlLine(name, member))
    .join(', ')} }`;
}

/** Text that YAML could take for something else is quoted. https://yaml.org/spec/1.2.2/#733-plain-style */
function toScalar(text: string): string {
  return /^[A-Za-z/][\w./-]*$/.test(text) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
