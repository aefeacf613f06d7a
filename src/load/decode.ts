/** Bytes to text. Only valid UTF-8 is accepted: anything else would reach the collection as replacement characters. */
import { isUtf8 } from 'node:buffer';
import { type Place, UserError } from '../core/errors.ts';

/** The first bytes of formats that are no text. https://en.wikipedia.org/wiki/List_of_file_signatures */
const SIGNATURES: readonly { readonly bytes: string; readonly what: string; readonly hint: string }[] = [
  { bytes: '\x1f\x8b', what: 'a gzip archive', hint: 'Unpack it first.' },
  { bytes: 'PK\x03\x04', what: 'a ZIP archive', hint: 'Unpack it first.' },
  { bytes: '%PDF', what: 'a PDF document', hint: 'A description is YAML or JSON.' },
  { bytes: '\x89PNG', what: 'an image', hint: 'A description is YAML or JSON.' },
];

/**
 * The text of a file. A byte order mark is kept.
 *
 * @throws UserError `file/unreadable` for an archive and the like, `document/encoding` for other bytes than UTF-8, with their offset.
 */
export function toText(bytes: Buffer, file: string): string {
  const head = bytes.toString('latin1', 0, 4);
  const known = SIGNATURES.find((signature) => head.startsWith(signature.bytes));
  if (known) {
    throw new UserError({
      code: 'file/unreadable',
      message: `this is ${known.what}`,
      place: { file },
      hint: known.hint,
    });
  }
  const wide = wideEncoding(head);
  if (wide !== undefined) refuse(`is encoded as ${wide}, and only UTF-8 is read`, { file }, 'Save it as UTF-8.');
  if (!isUtf8(bytes)) {
    const offset = invalidAt(bytes);
    refuse(
      `byte ${offset} is not valid UTF-8: 0x${bytes.toString('hex', offset, offset + 1)}`,
      placeAt(bytes, offset, file),
    );
  }
  const text = bytes.toString('utf8');
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const offset = Buffer.byteLength(text.slice(0, nul));
    refuse(`byte ${offset} is NUL, which no text contains`, placeAt(bytes, offset, file));
  }
  return text;
}

function refuse(message: string, place: Place, hint?: string): never {
  throw new UserError({ code: 'document/encoding', message, place, ...(hint !== undefined && { hint }) });
}

/** UTF-16 or UTF-32, by its byte order mark, or by the zeros beside the first character. https://yaml.org/spec/1.2.2/#52-character-encodings */
function wideEncoding(head: string): string | undefined {
  if (head === '\xff\xfe\0\0' || head === '\0\0\xfe\xff') return 'UTF-32';
  if (/^(\xff\xfe|\xfe\xff)/.test(head)) return 'UTF-16';
  return /^(?:\0[^\0]\0[^\0]|[^\0]\0[^\0]\0)/.test(head) ? 'UTF-16' : undefined;
}

/** The offset of the first byte that is not part of valid UTF-8. */
function invalidAt(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  for (const part of text.split('\ufffd')) {
    offset += Buffer.byteLength(part);
    if (bytes.toString('latin1', offset, offset + 3) !== '\xef\xbf\xbd') return offset;
    offset += 3;
  }
  return offset;
}

function placeAt(bytes: Buffer, offset: number, file: string): Place {
  const before = bytes.toString('utf8', 0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
