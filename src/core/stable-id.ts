import { createHash } from 'node:crypto';

/** Namespace of our UUIDs: any constant UUID would do. */
const NAMESPACE = Buffer.from('6f9619ff8b86d011b42d00cf4fc964ff', 'hex');

/**
 * A name-based UUID, version 5. The same names give the same id on every machine, so importing again replaces instead of
 * duplicating.
 *
 * https://www.rfc-editor.org/rfc/rfc9562#section-5.5
 */
export function stableId(...names: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(names)).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
