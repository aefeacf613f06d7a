/** The version of a document, where it is written in another way than OpenAPI has it, and means one version only. */
import { isRecord } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { Parsed } from './parse.ts';

/** A version as OpenAPI writes it begins so: what comes after it is left as it is. */
const WRITTEN = /^3\.[0-2](\.\d+|$)/;

/** `v3.1`, `3.1.x`, and a text with spaces around it. */
const MEANT = /^\s*v?(3\.[0-2])(\.(\d+|x|\*))?\s*$/i;

/** A document whose version is a text that begins as OpenAPI has it. Of the number 3, which may be 3.0 in JSON, nothing is certain. */
export function withPlainVersion(parsed: Parsed): Parsed {
  const { value } = parsed;
  const version = isRecord(value) ? value['openapi'] : undefined;
  if (!isRecord(value) || (typeof version !== 'number' && typeof version !== 'string')) return parsed;
  const [, meant] = MEANT.exec(String(version)) ?? [];
  if (meant === undefined || (typeof version === 'string' && WRITTEN.test(version))) return parsed;
  return {
    ...parsed,
    value: { ...value, openapi: meant },
    notices: [...(parsed.notices ?? []), noteVersion(version, meant)],
  };
}

function noteVersion(version: number | string, meant: string): Notice {
  const is = typeof version === 'number' ? `the number ${version}` : `the text ${JSON.stringify(version)}`;
  const message = `the version is ${is}, and is read as "${meant}": write the whole version, as in \`openapi: ${WHOLE[meant]}\``;
  return { kind: 'note', message, pointer: '/openapi' };
}

const WHOLE: Readonly<Record<string, string>> = { '3.0': '3.0.4', '3.1': '3.1.1', '3.2': '3.2.0' };
