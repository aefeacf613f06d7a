// @ts-check

/**
 * Whether a text is valid, by format.
 *
 * @type {Record<string, (text: string) => boolean>}
 */
const FORMATS = {
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  email: (text) => isEmail(text, '', isHost),
  'idn-email': (text) => isEmail(text, BEYOND_ASCII, isIdnHost),
  hostname: (text) => isHost(text) && !/(^|\.)(?!xn)..--/i.test(text),
  'idn-hostname': isIdnHost,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: (text) => isUri(text, '', true),
  'uri-reference': (text) => isUri(text, '', false),
  iri: (text) => isUri(text, BEYOND_ASCII, true),
  'iri-reference': (text) => isUri(text, BEYOND_ASCII, false),
  uuid: (text) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  regex: isRegExp,
};

/** The characters of RFC 3987 "ucschar", for a character class. */
const BEYOND_ASCII = '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{efffd}';

/**
 * RFC 3339 "full-date": the day exists.
 *
 * @param {string} text
 */
function isDate(text) {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) || []).map(Number);
  if (year === undefined) return false;
  const day = new Date(Date.UTC(2000, month - 1, date));
  day.setUTCFullYear(year, month - 1, date);
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}

/**
 * RFC 3339 "full-time": the time exists and has an offset. A leap second is 23:59:60 UTC.
 *
 * @param {string} text
 */
function isTime(text) {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!parts) return false;
  const [hour, minute, second, hours, minutes] = [1, 2, 3, 5, 6].map((index) => Number(parts[index] || 0));
  const offset = (parts[4] === '-' ? -1 : 1) * (hours * 60 + minutes);
  if (hour > 23 || minute > 59 || hours > 23 || minutes > 59) return false;
  return second < 60 || (second === 60 && (hour * 60 + minute - offset + 2880) % 1440 === 1439);
}

/** @param {string} text */
function isDateTime(text) {
  return /^.{10}[Tt]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/**
 * RFC 5321 "Mailbox"; RFC 6531 with more characters.
 *
 * @param {string} text
 * @param {string} more
 * @param {(text: string) => boolean} isItsHost
 */
function isEmail(text, more, isItsHost) {
  const at = text.lastIndexOf('@');
  const host = text.slice(at + 1);
  const local = cached('local part ' + more, () => {
    const atom = "[\\w!#$%&'*+/=?^{|}~\x60\\-" + more + ']+';
    return new RegExp('^(' + atom + '(\\.' + atom + ')*|"([ !#-\\[\\]-~' + more + ']|\\\\[ -~])*")$', 'u');
  });
  if (at < 1 || !local.test(text.slice(0, at))) return false;
  const address = /^\[(IPv6:)?(.*)\]$/i.exec(host);
  if (!address) return isItsHost(host);
  return address[1] ? isIpv6(address[2]) : isIpv4(address[2]);
}

/**
 * RFC 1123.
 *
 * @param {string} text
 */
function isHost(text) {
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.(?!$)|$))+$/i.test(text) && text.length < 254;
}

/**
 * RFC 5890: ASCII labels, and labels that IDNA 2008 allows (RFC 5892 with its contextual rules).
 *
 * @param {string} text
 */
function isIdnHost(text) {
  try {
    // With a call of `require`, the compiler would take this file for a module.
    const load = require;
    const punycode = load('punycode');
    const labels = punycode.toUnicode(text.split(/[.\u3002\uff0e\uff61]/).join('.')).split('.');
    const areFine = labels.every((label) => (/[^\0-\x7f]/.test(label) ? isIdnLabel(label) : !/^..--/.test(label)));
    return areFine && isHost(punycode.toASCII(labels.join('.')));
  } catch (error) {
    return false;
  }
}

/** @param {string} label */
function isIdnLabel(label) {
  const against = cached('no label', () => {
    const virama =
      '[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1a60\u1b44\u1baa\ua806\ua8c4\ua953\ua9c0]';
    const rules = [
      '^-|-$|^..--|^\\p{M}',
      '(?<!l)\u00b7|\u00b7(?!l)|\u0375(?!\\p{Script=Greek})|(?<!\\p{Script=Hebrew})[\u05f3\u05f4]',
      '^(?!.*[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}]).*\u30fb',
      '[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]',
      '(?<!' + virama + ')\u200d|(?<!' + virama + '|\\p{Script=Arabic})\u200c',
      '[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]',
      '[^\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}\\-\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\u200c\u200d]',
    ];
    return new RegExp(rules.join('|'), 'u');
  });
  return !against.test(label) && label.normalize('NFKC') === label;
}

/**
 * RFC 3986, or RFC 3987 with more characters: a URI, or a reference whose scheme is optional.
 *
 * @param {string} text
 * @param {string} more
 * @param {boolean} isWhole
 */
function isUri(text, more, isWhole) {
  const uri = cached('uri ' + more + isWhole, () => {
    const mark = "%[0-9A-Fa-f]{2}|[\\w.~!$&'()*+,;=\\-" + more;
    const own = more && '\\u{e000}-\\u{f8ff}';
    const host = '\\[([0-9A-Fa-f:.]+|[Vv][0-9A-Fa-f]+\\.(' + mark + ':])+)\\]|(' + mark + '])*';
    const authority = '//((' + mark + ':])*@)?(' + host + ')(:\\d*)?(?=[/?#]|$)';
    const path = '(' + authority + '|(?!//))(' + mark + ':@/])*';
    const rest = path + '(\\?(' + mark + ':@/?' + own + '])*)?(#(' + mark + ':@/?])*)?';
    const scheme = '[A-Za-z][A-Za-z0-9+.\\-]*:';
    return new RegExp('^' + (isWhole ? scheme : '(' + scheme + '|(?![^/?#]*:))') + rest + '$', 'u');
  });
  const address = /[/@]\[(?![Vv])(.*?)\]/.exec(text);
  return uri.test(text) && (!address || isIpv6(address[1]));
}

/** @param {string} text */
function isIpv4(text) {
  return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(text);
}

/** @param {string} text */
function isIpv6(text) {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const halves = (isIpv4(last) ? text.slice(0, -last.length) + '0:0' : text).split('::');
  /** @type {string[]} */
  const none = [];
  const groups = none.concat(...halves.map((half) => (half === '' ? none : half.split(':'))));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
}

/**
 * ECMA-262, also as it is without the flag `u`. No letter that means nothing is escaped, such as `\Z`.
 *
 * @param {string} text
 */
function isRegExp(text) {
  if (/\\[aACeEFgGhHiIjJKlLmMNoOqQRTUVXyYzZ]/.test(text.replace(/\\\\/g, ''))) return false;
  return ['', 'u'].some((flags) => {
    try {
      return Boolean(new RegExp(text, flags));
    } catch (error) {
      return false;
    }
  });
}
