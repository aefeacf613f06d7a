/** Bodies that are packed: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1 */
import { type Duplex, pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** An empty body is fine, as for `fetch`. */
const UNZIP = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };

const DECODERS: ReadonlyMap<string, () => Duplex> = new Map([
  ['gzip', () => createGunzip(UNZIP)],
  ['x-gzip', () => createGunzip(UNZIP)],
  ['deflate', () => createInflate(UNZIP)],
  [
    'br',
    () =>
      createBrotliDecompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      }),
  ],
]);

/**
 * A body without the codings of its `Content-Encoding`. The last that is named was applied last. An error of one is read from the result.
 *
 * `onUnknown` gets the name of a coding that cannot be undone, before anything is read. If it returns, the coding is left.
 */
export function unpacked(body: Readable, encodings: string, onUnknown: (name: string) => void): Readable {
  const names = encodings.toLowerCase().split(',').reverse();
  const decoders = names.flatMap((named) => {
    const name = named.trim();
    if (name === '' || name === 'identity') return [];
    const decoder = DECODERS.get(name);
    if (!decoder) onUnknown(name);
    return decoder ? [decoder()] : [];
  });
  const [last] = decoders.slice(-1);
  if (!last) return body;
  pipeline([body, ...decoders], () => {});
  return last;
}
