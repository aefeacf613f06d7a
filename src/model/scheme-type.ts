/** Words of a security scheme, as people write them. https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object */
import { type Node, notice, type Reading } from './reading.ts';
import { textAt } from './typed-members.ts';

/** The type of a scheme; `http basic` for the type `basic` of Swagger 2.0, with a notice. */
export function schemeType(reading: Reading, node: Node): string {
  const type = wordLike(reading, node, 'type', ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS']);
  const scheme = ['basic', 'bearer'].find((one) => one === type.toLowerCase());
  if (scheme === undefined || reading.strict) return type;
  notice(reading, 'note', [...node.path, 'type'], `the type "${type}" is read as "http" with the scheme "${scheme}"`);
  return `http ${scheme}`;
}

/** One of some words, also in other letters, with a notice; as it is written if it is none of them. */
export function wordLike(reading: Reading, node: Node, name: string, words: readonly string[]): string {
  const written = textAt(reading, node, name);
  if (reading.strict || words.includes(written)) return written;
  const found = words.find((word) => word.toLowerCase() === written.toLowerCase());
  if (found === undefined) return written;
  notice(reading, 'note', [...node.path, name], `"${written}" is read as "${found}"`);
  return found;
}
