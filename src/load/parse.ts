import type { Finding, Place } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import type { Notice } from '../core/notices.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';

/** A parsed file: its value, and a function that locates a part of the value in the text. */
export interface Parsed {
  readonly value: unknown;
  readonly locate: (pointer: string) => Place;
  /** Why references were not followed, by the text that now stands in the document, or begins it before a further `/`. */
  readonly unread?: ReadonlyMap<string, Unread>;
  /** The URL of the description. */
  readonly address?: string;
  /** Remarks on how it was read. */
  readonly notices?: readonly Notice[];
}

/** An error, whose places are those of the references. */
export type Unread = Omit<Finding, 'place'>;

/**
 * Parse YAML 1.2 or JSON. JSON goes through `JSON.parse` and a scan for positions, which is a hundred times faster.
 *
 * @throws UserError `document/syntax` with line and column.
 */
export function parseText(text: string, file: string): Parsed {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const other = otherFormat(plain);
  if (other) {
    const hint = 'A description is YAML or JSON.';
    throw new UserError({
      code: 'document/syntax',
      message: `this is ${other}`,
      place: { file, line: 1, column: 1 },
      hint,
    });
  }
  return (/^\s*[{[]/.test(plain) && parseJson(plain, file)) || parseYaml(plain, file);
}

/** Markup, which YAML would read as text. */
function otherFormat(text: string): string | undefined {
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(text)) return 'an HTML page';
  return /^\s*<(\?xml\s|!--[\s\S]*?-->\s*<|!doctype\s|[a-z][\w:-]*(\s[^>]*)?>\s*[^\s:])/i.test(text)
    ? 'XML'
    : undefined;
}
