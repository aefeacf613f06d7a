import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret is the known one, compared in constant time. */
export function isSecret(given: string, known: string | undefined): boolean {
  const same = timingSafeEqual(digest(given), digest(known ?? ''));
  return same && known !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** User and password of an `Authorization: Basic …` header. https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export function fromBasic(authorization: string | null): { user: string; password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+=*)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
