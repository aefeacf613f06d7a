import type { Json } from '../../core/json.ts';
import { yamlLibrary } from '../../core/yaml-library.ts';

/**
 * Texts that the Postman CLI reads as something else than it writes: it writes YAML 1.2, and reads dates, `1_000` and `0b11` as in YAML 1.1.
 * A request with such a value is then not sent. https://yaml.org/type/timestamp.html, https://yaml.org/type/int.html
 */
const MISREAD =
  /^(\d{4}-\d\d?-\d\d?([Tt \t].*)?|[-+]?0b[01_]+|[-+]?[\d.][\d._]*_[\d._]*(e[-+]?\d+)?|[-+]?0[xo][\da-f_]*_[\da-f_]*)$/i;

/** A value as YAML, as the Postman CLI writes it, but with quotes where it would misread a text. */
export function toYaml(value: Json): string {
  const { Document, Scalar, visit } = yamlLibrary();
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && MISREAD.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString();
}
