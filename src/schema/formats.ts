/**
 * Whether a text is valid in a format, for examples and samples. It gives the verdicts of `sandbox/formats.js`, which a test
 * compares; the scripts cannot share code with it, because they run in another engine.
 */

/** The characters of RFC 3987 "ucschar", for a character class. */
const BEYOND_ASCII = '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{efffd}';

/** The formats that are judged as texts. `undefined`: not decided here. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean | undefined>> = {
  date: isDate,
  time: isTime,
  'date-time': (text) => /^.{10}[Tt]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
  email: toEmail('', (host) => isHost(host)),
  'idn-email': toEmail(BEYOND_ASCII, (host) => isIdnHost(host)),
  hostname: (text) => isHost(text) && !/(^|\.)(?!xn)..--/i.test(text),
  'idn-hostname': isIdnHost,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: toUri('', true),
  'uri-reference': toUri('', false),
  iri: toUri(BEYOND_ASCII, true),
  'iri-reference': toUri(BEYOND_ASCII, false),
  uuid: (text) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  regex: isRegExp,
};

/** RFC 3339 "full-date": the day exists. */
function isDate(text: string): boolean {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return false;
  const day = new Date(Date.UTC(2000, month - 1, date));
  day.setUTCFullYear(year, month - 1, date);
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}

/** RFC 3339 "full-time": the time exists and has an offset. A leap second is 23:59:60 UTC. */
function isTime(text: string): boolean {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!parts) return false;
  const at = (index: number) => Number(parts[index] ?? 0);
  const [hour, minute, second, hours, minutes] = [at(1), at(2), at(3), at(5), at(6)] as const;
  if (hour > 23 || minute > 59 || hours > 23 || minutes > 59) return false;
  const offset = (parts[4] === '-' ? -1 : 1) * (hours * 60 + minutes);
  return second < 60 || (second === 60 && (hour * 60 + minute - offset + 2880) % 1440 === 1439);
}

/** RFC 5321 "Mailbox"; RFC 6531 with more characters. */
function toEmail(more: string, isItsHost: (host: string) => boolean | undefined) {
  const atom = `[\\w!#$%&'*+/=?^{|}~\x60\\-${more}]+`;
  const local = new RegExp(`^(${atom}(\\.${atom})*|"([ !#-\\[\\]-~${more}]|\\\\[ -~])*")$`, 'u');
  return (text: string): boolean | undefined => {
    const at = text.lastIndexOf('@');
    const host = text.slice(at + 1);
    if (at < 1 || !local.test(text.slice(0, at))) return false;
    const address = /^\[(IPv6:)?(.*)\]$/i.exec(host);
    if (!address) return isItsHost(host);
    return address[1] ? isIpv6(address[2] ?? '') : isIpv4(address[2] ?? '');
  };
}

/** RFC 1123. */
function isHost(text: string): boolean {
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.(?!$)|$))+$/i.test(text) && text.length < 254;
}

/** RFC 5890. Labels beyond ASCII are not decided here. */
function isIdnHost(text: string): boolean | undefined {
  if (/[^\0-\x7f]|(^|\.)xn--/i.test(text)) return undefined;
  return isHost(text) && !/(^|\.)..--/.test(text);
}

/** RFC 3986, or RFC 3987 with more characters: a URI, or a reference whose scheme is optional. */
function toUri(more: string, isWhole: boolean) {
  const mark = `%[0-9A-Fa-f]{2}|[\\w.~!$&'()*+,;=\\-${more}`;
  const own = more && '\\u{e000}-\\u{f8ff}';
  const host = `\\[([0-9A-Fa-f:.]+|[Vv][0-9A-Fa-f]+\\.(${mark}:])+)\\]|(${mark}])*`;
  const authority = `//((${mark}:])*@)?(${host})(:\\d*)?(?=[/?#]|$)`;
  const rest = `(${authority}|(?!//))(${mark}:@/])*(\\?(${mark}:@/?${own}])*)?(#(${mark}:@/?])*)?`;
  const scheme = '[A-Za-z][A-Za-z0-9+.\\-]*:';
  const uri = new RegExp(`^${isWhole ? scheme : `(${scheme}|(?![^/?#]*:))`}${rest}$`, 'u');
  return (text: string): boolean => {
    const address = /[/@]\[(?![Vv])(.*?)\]/.exec(text);
    return uri.test(text) && (!address || isIpv6(address[1] ?? ''));
  };
}

function isIpv4(text: string): boolean {
  return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(text);
}

function isIpv6(text: string): boolean {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const halves = (isIpv4(last) ? `${text.slice(0, -last.length)}0:0` : text).split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
}

/** ECMA-262, also as it is without the flag `u`. No letter that means nothing is escaped, such as `\Z`. */
function isRegExp(text: string): boolean {
  if (/\\[aACeEFgGhHiIjJKlLmMNoOqQRTUVXyYzZ]/.test(text.replaceAll('\\\\', ''))) return false;
  return ['', 'u'].some((flags) => {
    try {
      return Boolean(new RegExp(text, flags));
    } catch {
      return false;
    }
  });
}
