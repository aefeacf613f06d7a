/** The names of requests and saved responses in a collection. */

/**
 * The longest name, in bytes of UTF-8. Version 3 of the format, which `postman collection migrate` makes too, has a file of each name, and
 * file systems take 255 bytes, with the extension and a number. The Postman CLI fails there.
 */
export const LONGEST = 200;

/** What ends a line, or changes how a terminal shows what follows: clients print names as they are. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A name in one line, with its middle left out if it is too long: its end says what a test is about. The URL of the request has the whole
 * path.
 */
export function toItemName(written: string): string {
  const line = written.replace(UNPRINTABLE, ' ');
  const name = line === written ? line : line.trim();
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const half = Math.floor((LONGEST - Buffer.byteLength('…')) / 2);
  const characters = Array.from(name);
  const head = within(characters, half);
  const tail = within(characters.toReversed(), half).toReversed();
  return `${head.join('').trimEnd()}…${tail.join('').trimStart()}`;
}

/** The first characters, of at most as many bytes. */
export function within(characters: readonly string[], most: number): readonly string[] {
  let bytes = 0;
  const end = characters.findIndex((character) => {
    bytes += Buffer.byteLength(character);
    return bytes > most;
  });
  return end < 0 ? characters : characters.slice(0, end);
}
