/** HTTP Digest: https://www.rfc-editor.org/rfc/rfc7616 */

import { createHash, randomBytes } from 'node:crypto';
import { decoded } from '../core/url-text.ts';
import { isSecret } from './secrets.ts';

const REALM = 'api';
/** One for each process. A server for tests need not expire it. */
const NONCE = randomBytes(16).toString('hex');

/** The challenge of a refusal. MD5, since it is the algorithm that every client knows. */
export const DIGEST_CHALLENGE = `Digest realm="${REALM}", nonce="${NONCE}", qop="auth", algorithm=MD5`;

interface Login {
  readonly username: string;
  readonly password: string;
}

/** The request that an Authorization header belongs to. */
interface Digested {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
}

/** Whether an Authorization header answers the challenge for this request with the known user name and password. */
export function isDigest(authorization: string, { method, target }: Digested, known: Login): boolean {
  const fields = toFields(authorization);
  const { username = '', uri = '', nc = '', cnonce = '', response = '' } = fields;
  if (fields['nonce'] !== NONCE || fields['realm'] !== REALM || fields['qop'] !== 'auth') return false;
  if (decoded(uri) !== decoded(target)) return false;
  const user = md5(`${known.username}:${REALM}:${known.password}`);
  const wanted = md5([user, NONCE, nc, cnonce, 'auth', md5(`${method}:${uri}`)].join(':'));
  const isUser = isSecret(username, known.username);
  return isSecret(response, wanted) && isUser;
}

/** `a=b, c="d"` as an object. */
function toFields(authorization: string): Readonly<Record<string, string>> {
  const pairs = [...authorization.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)];
  return Object.fromEntries(pairs.map(([, name = '', quoted, plain = '']) => [name, quoted ?? plain]));
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
