/** YAML with the digits with which numbers were read. */
import { numberText } from './digits.ts';
import { yamlLibrary } from './yaml-library.ts';

/** A number of which no double has the digits. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value as YAML that parsers of version 1.1 read, too. */
export function exactYaml(value: unknown): string {
  const tag = {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^$/,
    identify: (one: unknown) => one instanceof Digits,
    resolve: (text: string) => text,
    stringify: ({ value: number }: { readonly value: unknown }) => (number instanceof Digits ? number.text : ''),
  };
  const marked = (_: unknown, inner: unknown) =>
    typeof inner === 'number' && numberText(inner) !== JSON.stringify(inner) ? new Digits(numberText(inner)) : inner;
  return yamlLibrary().stringify(value, marked, { compat: 'yaml-1.1', customTags: [tag] });
}
