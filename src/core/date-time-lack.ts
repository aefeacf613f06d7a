/** What a time lacks that many programs write without an offset, and that RFC 3339 does not have so. https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */

const OFFSET = /(?:z|[+-]\d\d:\d\d)$/i;

/** `it has no offset, such as "Z" or "+02:00"`; `undefined` for another format, and what is no time at all. */
export function dateTimeLack(format: string, text: string): string | undefined {
  if (format !== 'date-time' && format !== 'time') return undefined;
  const [, date, between, minutes, seconds, offset = ''] =
    /^(\d{4}-\d\d-\d\d)?([Tt ]?)(\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(z|[+-]\d\d(?::?\d\d)?)?$/i.exec(text) ?? [];
  if (minutes === undefined || (date === undefined) !== (format === 'time')) return undefined;
  if (between === ' ') return 'it has a space in the place of the "T"';
  if (seconds === undefined) return 'it has no seconds';
  if (offset === '') return 'it has no offset, such as "Z" or "+02:00"';
  return OFFSET.test(offset) ? undefined : 'its offset has not the form of "+02:00"';
}
