/** The names of parts in `multipart/form-data`. */

/**
 * The name of a part in its header, as browsers write it: line breaks and quotation marks are percent-encoded, and nothing else is.
 *
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function toPartName(name: string): string {
  return name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');
}
