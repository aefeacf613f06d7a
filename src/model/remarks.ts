/** What a description says for its readers besides the descriptions of operations. */
import { isRecord } from '../core/json.ts';
import { child, type Node, type Reading } from './reading.ts';
import { objectAt, textAt } from './typed-members.ts';

/** What is said of an operation elsewhere: of its path, of its body, and in documents that are linked. */
export function remarksOn(reading: Reading, items: readonly Node[], operation: Node): readonly string[] {
  // https://spec.openapis.org/oas/v3.1.1.html#path-item-object
  const ofPath = items.flatMap((item) => ['summary', 'description'].map((member) => textAt(reading, item, member)));
  const body = partAt(reading, operation, 'requestBody');
  const ofBody = body ? textAt(reading, body, 'description').trim() : '';
  const remarks = [...ofPath, ofBody && `Body: ${ofBody}`, ...linkedDocuments(reading, operation)];
  return [...new Set(remarks.map((text) => text.trim()).filter((text) => text !== ''))];
}

/** What the document says of the API as a whole: its summary, its terms, whom to ask, its license, and linked documents. */
export function remarksOnApi(reading: Reading, root: Node): readonly string[] {
  const info = partAt(reading, root, 'info');
  if (!info) return [];
  const terms = textAt(reading, info, 'termsOfService');
  const named = (member: 'contact' | 'license', parts: readonly string[]) => {
    const holder = partAt(reading, info, member);
    const texts = parts.map((part) => (holder ? textAt(reading, holder, part) : ''));
    return texts.filter((text) => text !== '').join(', ');
  };
  const contact = named('contact', ['name', 'email', 'url']);
  const license = named('license', ['name', 'identifier', 'url']);
  return [
    textAt(reading, info, 'summary'),
    terms && `Terms of service: ${terms}`,
    contact && `Contact: ${contact}`,
    license && `License: ${license}`,
    ...linkedDocuments(reading, root),
  ].filter((text) => text !== '');
}

/** An object in another one. What is none is no reason to leave out its owner, as `objectAt` would report. */
function partAt(reading: Reading, owner: Node, name: string): Node | undefined {
  return isRecord(child(owner, name)?.value) ? objectAt(reading, owner, name) : undefined;
}

/** https://spec.openapis.org/oas/v3.1.1.html#external-documentation-object */
function linkedDocuments(reading: Reading, owner: Node): readonly string[] {
  const docs = partAt(reading, owner, 'externalDocs');
  const url = docs ? textAt(reading, docs, 'url') : '';
  return docs && url !== '' ? [`${textAt(reading, docs, 'description').trim() || 'More'}: ${url}`] : [];
}
