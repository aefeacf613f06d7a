import { js, type Script } from '../script.ts';
import { isUsed, keywordsOf, lines, needed, type Piece, type Used } from './piece.ts';

const CASES: readonly Piece[] = [
  { for: ['format: date'], code: js`case 'date': return isDate(text);` },
  { for: ['format: time'], code: js`case 'time': return isTime(text);` },
  {
    for: ['format: date-time'],
    code: js`case 'date-time': return /^.{10}[Tt]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));`,
  },
  { for: ['format: email'], code: js`case 'email': return isEmail(text, '', isHost);` },
  { for: ['format: idn-email'], code: js`case 'idn-email': return isEmail(text, beyondAscii(), isIdnHost);` },
  {
    for: ['format: hostname'],
    code: js`case 'hostname': return isHost(text) && !/(^|\.)(?!xn)..--/i.test(text);`,
  },
  { for: ['format: idn-hostname'], code: js`case 'idn-hostname': return isIdnHost(text);` },
  { for: ['format: ipv4'], code: js`case 'ipv4': return isIpv4(text);` },
  { for: ['format: ipv6'], code: js`case 'ipv6': return isIpv6(text);` },
  { for: ['format: uri'], code: js`case 'uri': return isUri(text, '', true);` },
  { for: ['format: uri-reference'], code: js`case 'uri-reference': return isUri(text, '', false);` },
  { for: ['format: iri'], code: js`case 'iri': return isUri(text, beyondAscii(), true);` },
  { for: ['format: iri-reference'], code: js`case 'iri-reference': return isUri(text, beyondAscii(), false);` },
  {
    for: ['format: uuid'],
    code: js`case 'uuid': return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);`,
  },
  {
    for: ['format: regex'],
    code: js`case 'regex': try { return Boolean(new RegExp(text, 'u')); } catch (error) { return false; }`,
  },
];

/** The formats that the judge knows. */
export const FORMATS = keywordsOf(CASES);

const URIS = ['format: uri', 'format: uri-reference', 'format: iri', 'format: iri-reference'];
const MAIL = ['format: email', 'format: idn-email'];
const BEYOND = ['format: idn-email', 'format: idn-hostname', 'format: iri', 'format: iri-reference'];

const FUNCTIONS: readonly Piece[] = [
  {
    for: BEYOND,
    code: js`
      /** The characters of RFC 3987 "ucschar", for a class in a pattern. */
      function beyondAscii() {
        return '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{efffd}';
      }
    `,
  },
  {
    for: ['format: date', 'format: date-time'],
    code: js`
      /** RFC 3339 "full-date": the day exists. */
      function isDate(text) {
        const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
        if (!parts) return false;
        const day = new Date(Date.UTC(2000, parts[2] - 1, parts[3]));
        day.setUTCFullYear(Number(parts[1]), parts[2] - 1, parts[3]);
        return day.getUTCMonth() === parts[2] - 1 && day.getUTCDate() === Number(parts[3]);
      }
    `,
  },
  {
    for: ['format: time', 'format: date-time'],
    code: js`
      /** RFC 3339 "full-time": the time exists, the offset is given. A leap second is 23:59:60 UTC. */
      function isTime(text) {
        const parts = /^(\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
        if (!parts) return false;
        const hour = Number(parts[1]), minute = Number(parts[2]), second = Number(parts[3]);
        const offset = parts[6] ? (parts[6] === '-' ? -1 : 1) * (Number(parts[7]) * 60 + Number(parts[8])) : 0;
        if (hour > 23 || minute > 59 || Number(parts[7] || 0) > 23 || Number(parts[8] || 0) > 59) return false;
        return second < 60 || (second === 60 && (hour * 60 + minute - offset + 2880) % 1440 === 1439);
      }
    `,
  },
  {
    for: MAIL,
    code: js`
      /** RFC 5321 "Mailbox"; RFC 6531 with more characters. */
      function isEmail(text, more, isHost) {
        const at = text.lastIndexOf('@'), mailbox = text.slice(0, at), host = text.slice(at + 1);
        const atom = "[\\w!#$%&'*+/=?^{|}~\x60\\-" + more + ']+';
        const local = new RegExp('^(' + atom + '(\\.' + atom + ')*|"([ !#-\\[\\]-~' + more + ']|\\\\[ -~])*")$', 'u');
        const address = /^\[(IPv6:)?(.*)\]$/i.exec(host);
        return at > 0 && local.test(mailbox) && (address ? (address[1] ? isIpv6(address[2]) : isIpv4(address[2])) : isHost(host));
      }
    `,
  },
  {
    for: ['format: hostname', 'format: email', 'format: idn-hostname', 'format: idn-email'],
    code: js`
      /** RFC 1123. */
      function isHost(text) {
        return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.(?!$)|$))+$/i.test(text) && text.length < 254;
      }
    `,
  },
  {
    for: ['format: idn-hostname', 'format: idn-email'],
    code: js`
      /** RFC 5890: labels of ASCII, and labels that IDNA 2008 allows: RFC 5892 with its rules for characters in context. */
      function isIdnHost(text) {
        const virama = '[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1a60\u1b44\u1baa\ua806\ua8c4\ua953\ua9c0]';
        const against = [
          '^-|-$|^..--|^\\p{M}',
          '(?<!l)\u00b7|\u00b7(?!l)|\u0375(?!\\p{Script=Greek})|(?<!\\p{Script=Hebrew})[\u05f3\u05f4]',
          '^(?!.*[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}]).*\u30fb',
          '[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]',
          '(?<!' + virama + ')\u200d|(?<!' + virama + '|\\p{Script=Arabic})\u200c',
          '[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]',
          '[^\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}\\-\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\u200c\u200d]',
        ];
        const isLabel = (label) => !new RegExp(against.join('|'), 'u').test(label) && label.normalize('NFKC') === label;
        try {
          const punycode = require('punycode');
          const labels = punycode.toUnicode(text.split(/[.\u3002\uff0e\uff61]/).join('.')).split('.');
          const areFine = labels.every((label) => (/[^\0-\x7f]/.test(label) ? isLabel(label) : !/^..--/.test(label)));
          return areFine && isHost(punycode.toASCII(labels.join('.')));
        } catch (error) {
          return false;
        }
      }
    `,
  },
  {
    for: URIS,
    code: js`
      /** RFC 3986, or 3987 with more characters; with a scheme, or a reference that may have one. */
      function isUri(text, more, isWhole) {
        const mark = "%[0-9A-Fa-f]{2}|[\\w.~!$&'()*+,;=\\-" + more, own = more && '\\u{e000}-\\u{f8ff}';
        const authority = '//((' + mark + ':])*@)?(\\[([0-9A-Fa-f:.]+|[Vv][0-9A-Fa-f]+\\.(' + mark + ':])+)\\]|(' + mark + '])*)(:\\d*)?(?=[/?#]|$)';
        const rest = '(' + authority + '|(?!//))(' + mark + ':@/])*(\\?(' + mark + ':@/?' + own + '])*)?(#(' + mark + ':@/?])*)?';
        const scheme = '[A-Za-z][A-Za-z0-9+.\\-]*:', start = isWhole ? scheme : '(' + scheme + '|(?![^/?#]*:))';
        const address = /[/@]\[(?![Vv])(.*?)\]/.exec(text);
        return new RegExp('^' + start + rest + '$', 'u').test(text) && (!address || isIpv6(address[1]));
      }
    `,
  },
  {
    for: ['format: ipv4', 'format: ipv6', ...MAIL, ...URIS],
    code: js`
      function isIpv4(text) {
        return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(text);
      }
    `,
  },
  {
    for: ['format: ipv6', ...MAIL, ...URIS],
    code: js`
      function isIpv6(text) {
        const last = text.slice(text.lastIndexOf(':') + 1);
        const halves = (isIpv4(last) ? text.slice(0, -last.length) + '0:0' : text).split('::');
        const groups = [].concat.apply([], halves.map((half) => (half === '' ? [] : half.split(':'))));
        return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8);
      }
    `,
  },
];

/** `hasFormat` and what it calls; nothing where no format is in use. */
export function formatFunctions(used: Used): readonly Script[] {
  if (!isUsed(used, FORMATS)) return [];
  return [
    js`
      /** Whether a text has a format. */
      function hasFormat(text, format) {
        switch (format) {
          ${lines(CASES, used)}
          default: return true;
        }
      }
    `,
    ...needed(FUNCTIONS, used),
  ];
}
