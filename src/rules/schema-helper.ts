/**
 * The judge of JSON Schema 2020-12 that a script carries, for the runtimes hold none: theirs, Ajv 6, ends at draft-07.
 *
 * It judges the form that `schema/to-judgeable` writes: one schema, whole in itself, whose references are `#` and
 * `#/$defs/name`. It interprets, so no answer waits for a compiler: https://json-schema.org/draft/2020-12/json-schema-core
 */
import { joined, js, type Script } from './script.ts';

const entry = js`
  /** Throws, with every place and value, where a value does not satisfy a JSON Schema (2020-12). */
  function expectValid(value, schema) {
    const problems = problemsOf(value, schema, { place: '', root: schema, anchors: [], seen: new Set() });
    if (problems.length === 0) return;
    pm.expect.fail(problems.slice(0, 5).join('; ') + (problems.length > 5 ? '; and ' + (problems.length - 5) + ' more' : ''));
  }

  /** What is wrong with a value, one text each. Adds to at.seen the members and elements that the schema has judged. */
  function problemsOf(value, schema, at) {
    const found = [];
    const judge = {
      anchors: at.anchors.concat(schema['x-dynamic-anchors'] || []),
      seen: at.seen,
      definition: (pointer) => (pointer === '#' ? at.root : at.root.$defs[pointer.slice('#/$defs/'.length)]),
      fail: (what) => found.push((at.place || '/') + ' ' + what + ', got ' + brief(value)),
      add: (problems) => problems.forEach((problem) => found.push(problem)),
      by: (inner, part, place, seen) => problemsOf(inner, part, { place: place, root: at.root, anchors: judge.anchors, seen: seen }),
      /** A member or an element. */
      inside: (name, part) => judge.by(value[name], part, at.place + '/' + String(name).replace(/~/g, '~0').replace(/\//g, '~1'), new Set()),
      /** The same value by another schema: what that has judged counts only where it is satisfied. */
      beside: (part) => {
        const seen = new Set();
        const problems = judge.by(value, part, at.place, seen);
        if (problems.length === 0) seen.forEach((name) => at.seen.add(name));
        return problems;
      },
    };
    if (schema === false) judge.fail('should not be there');
    if (typeof schema === 'boolean') return found;
    checkAlone(value, schema, judge.fail);
    checkCombined(value, schema, judge);
    if (value !== null && typeof value === 'object') checkParts(value, schema, judge);
    return found;
  }

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
  }
`;

const alone = js`
  /** Keywords about the value as such. A limit that is not there is undefined: nothing is less than it, nor greater. */
  function checkAlone(value, schema, fail) {
    const equals = (wanted) => wanted === value || keyOf(wanted) === keyOf(value);
    const limits = (size, least, most, what) => {
      if (size < least) fail('should have at least ' + least + ' ' + what);
      if (size > most) fail('should have at most ' + most + ' ' + what);
    };
    const types = schema.type === undefined ? [] : [].concat(schema.type);
    if (types.length > 0 && !types.some((type) => type === typeOf(value) || (type === 'integer' && Number.isInteger(value)))) {
      fail('should be ' + types.join(' or '));
    }
    if (schema.const !== undefined && !equals(schema.const)) fail('should be ' + brief(schema.const));
    if (schema.enum && !schema.enum.some(equals)) fail('should be one of ' + brief(schema.enum));
    if (typeof value === 'number') {
      if (value < schema.minimum) fail('should be >= ' + schema.minimum);
      if (value > schema.maximum) fail('should be <= ' + schema.maximum);
      if (value <= schema.exclusiveMinimum) fail('should be > ' + schema.exclusiveMinimum);
      if (value >= schema.exclusiveMaximum) fail('should be < ' + schema.exclusiveMaximum);
      if (schema.multipleOf && !isMultiple(value, schema.multipleOf)) fail('should be a multiple of ' + schema.multipleOf);
    } else if (typeof value === 'string') {
      limits(Array.from(value).length, schema.minLength, schema.maxLength, 'characters');
      if (schema.pattern !== undefined && !toRegExp(schema.pattern).test(value)) fail('should match the pattern ' + schema.pattern);
      if (schema.format !== undefined && !hasFormat(value, schema.format)) fail('should be a valid ' + schema.format);
    } else if (Array.isArray(value)) {
      limits(value.length, schema.minItems, schema.maxItems, 'elements');
      if (schema.uniqueItems && new Set(value.map(keyOf)).size < value.length) fail('should not have an element twice');
    } else if (value !== null && typeof value === 'object') {
      const need = (name) => has(value, name) || fail('should have the member ' + brief(name));
      limits(Object.keys(value).length, schema.minProperties, schema.maxProperties, 'members');
      (schema.required || []).forEach(need);
      Object.keys(schema.dependentRequired || {}).forEach((name) => has(value, name) && schema.dependentRequired[name].forEach(need));
    }
  }

  function typeOf(value) {
    return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  }

  /** The same text for equal JSON values: the order of members says nothing. */
  function keyOf(value) {
    const sorted = (object) => ({ members: Object.keys(object).sort().map((name) => [name, object[name]]) });
    return JSON.stringify(value, (_, inner) => (typeOf(inner) === 'object' ? sorted(inner) : inner));
  }

  /** Exact in decimals: 0.3 is a multiple of 0.1. */
  function isMultiple(value, step) {
    const toDecimal = (number) => {
      const parts = number.toExponential().split('e');
      return { digits: BigInt(parts[0].replace('.', '')), exponent: parts[1] - parts[0].replace(/^.*?(\.|$)/, '').length };
    };
    const a = toDecimal(value), b = toDecimal(step), least = Math.min(a.exponent, b.exponent);
    const whole = (decimal) => decimal.digits * BigInt(10) ** BigInt(decimal.exponent - least);
    return whole(a) % whole(b) === BigInt(0);
  }

  /** With Unicode, as the standard asks; a pattern that is none then, such as "[\w-.]", without. */
  function toRegExp(pattern) {
    try {
      return new RegExp(pattern, 'u');
    } catch (error) {
      return new RegExp(pattern);
    }
  }
`;

const combined = js`
  /** References, and schemas put together. */
  function checkCombined(value, schema, judge) {
    const must = (part) => judge.add(judge.beside(part));
    const accepts = (part) => judge.beside(part).length === 0;
    const nearest = (tries) => ' (nearest: ' + tries.sort((a, b) => a.length - b.length)[0].slice(0, 2).join('; ') + ')';
    if (schema.$ref !== undefined) must(judge.definition(schema.$ref));
    if (schema.$dynamicRef !== undefined) {
      const name = schema.$dynamicRef.slice(1);
      must(judge.definition(judge.anchors.find((anchors) => has(anchors, name))[name]));
    }
    (schema.allOf || []).forEach(must);
    if (schema.anyOf) {
      const tries = schema.anyOf.map(judge.beside);
      if (tries.every((problems) => problems.length > 0)) judge.fail('should match one of ' + tries.length + ' schemas' + nearest(tries));
    }
    if (schema.oneOf) {
      const tries = schema.oneOf.map(judge.beside);
      const matched = tries.filter((problems) => problems.length === 0).length;
      if (matched !== 1) judge.fail('should match exactly one of ' + tries.length + ' schemas' + (matched ? ', matches ' + matched : nearest(tries)));
    }
    if (schema.not !== undefined && accepts(schema.not)) judge.fail('should not be what "not" describes');
    if (schema.if !== undefined) {
      const branch = accepts(schema.if) ? schema.then : schema.else;
      if (branch !== undefined) must(branch);
    }
    Object.keys(schema.dependentSchemas || {}).forEach((name) => {
      if (typeOf(value) === 'object' && has(value, name)) must(schema.dependentSchemas[name]);
    });
  }
`;

const parts = js`
  /** Members and elements. The "unevaluated" keywords are for those that nothing else has judged. */
  function checkParts(value, schema, judge) {
    const names = Object.keys(value), judged = new Set();
    const must = (name, part) => {
      judged.add(name);
      if (part !== undefined) judge.add(judge.inside(name, part));
    };
    if (Array.isArray(value)) {
      const prefix = schema.prefixItems || [];
      names.slice(0, schema.items === undefined ? prefix.length : names.length)
        .forEach((name, index) => must(name, index < prefix.length ? prefix[index] : schema.items));
      if (schema.contains !== undefined) {
        const fitting = names.filter((name) => judge.inside(name, schema.contains).length === 0);
        const least = schema.minContains === undefined ? 1 : schema.minContains;
        if (fitting.length < least) judge.fail('should contain at least ' + least + ' matching elements, has ' + fitting.length);
        if (fitting.length > schema.maxContains) judge.fail('should contain at most ' + schema.maxContains + ' matching elements, has ' + fitting.length);
        fitting.forEach((name) => judged.add(name));
      }
    } else {
      Object.keys(schema.properties || {}).forEach((name) => has(value, name) && must(name, schema.properties[name]));
      Object.keys(schema.patternProperties || {}).forEach((pattern) => {
        names.filter((name) => toRegExp(pattern).test(name)).forEach((name) => must(name, schema.patternProperties[pattern]));
      });
      if (schema.additionalProperties !== undefined) {
        names.filter((name) => !judged.has(name)).forEach((name) => must(name, schema.additionalProperties));
      }
      if (schema.propertyNames !== undefined) {
        names.forEach((name) => judge.by(name, schema.propertyNames, '', new Set()).forEach((problem) => judge.fail('should have other names: ' + problem)));
      }
    }
    judged.forEach((name) => judge.seen.add(name));
    const rest = Array.isArray(value) ? schema.unevaluatedItems : schema.unevaluatedProperties;
    if (rest !== undefined) {
      names.filter((name) => !judge.seen.has(name)).forEach((name) => must(name, rest));
      names.forEach((name) => judge.seen.add(name));
    }
  }
`;

const formats = js`
  /** Whether a text has a format: RFC 3339 for dates, 5321 for mail, 3986 for URIs. Other formats say nothing. */
  function hasFormat(text, format) {
    const is = (pattern) => new RegExp('^(' + pattern + ')$', 'i').test(text);
    const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?', host = label + '(\\.' + label + ')*';
    const atom = "[\\w!#$%&'*+/=?^{|}~\x60-]+", mailbox = '(' + atom + '(\\.' + atom + ')*|"([ !#-\\[\\]-~]|\\\\[ -~])*")@';
    const mark = "%[0-9a-f]{2}|[\\w.~!$&'()*+,;=-", authority = '//((' + mark + ':])*@)?(\\[[0-9a-f:.]+\\]|(' + mark + '])*)(:\\d*)?(?=[/?#]|$)';
    const uri = '(' + authority + '|(?!//))(' + mark + ':@/])*(\\?(' + mark + ':@/?])*)?(#(' + mark + ':@/?])*)?';
    const address = /[/@]\[(IPv6:)?(.*?)\]/i.exec(text);
    switch (format) {
      case 'date': return isDate(text);
      case 'time': return isTime(text);
      case 'date-time': return /^.{10}[Tt]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
      case 'email': return address ? is(mailbox + '\\[.*\\]') && (address[1] ? isIpv6(address[2]) : isIpv4(address[2])) : is(mailbox + host);
      case 'hostname': return is(host) && text.length < 254 && !/(^|\.)(?!xn)..--/i.test(text);
      case 'ipv4': return isIpv4(text);
      case 'ipv6': return isIpv6(text);
      case 'uri': return is('[a-z][a-z0-9+.-]*:' + uri) && (!address || isIpv6(address[2]));
      case 'uri-reference': return is('([a-z][a-z0-9+.-]*:|(?![^/?#]*:))' + uri) && (!address || isIpv6(address[2]));
      case 'uuid': return is('[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}');
      case 'regex': try { return Boolean(new RegExp(text, 'u')); } catch (error) { return false; }
      default: return true;
    }
  }

  function isIpv4(text) {
    return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(text);
  }

  function isIpv6(text) {
    const last = text.slice(text.lastIndexOf(':') + 1);
    const halves = (isIpv4(last) ? text.slice(0, -last.length) + '0:0' : text).split('::');
    const groups = [].concat.apply([], halves.map((half) => (half === '' ? [] : half.split(':'))));
    return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8);
  }

  /** RFC 3339 "full-date": the day exists. */
  function isDate(text) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!parts) return false;
    const day = new Date(Date.UTC(2000, parts[2] - 1, parts[3]));
    day.setUTCFullYear(Number(parts[1]), parts[2] - 1, parts[3]);
    return day.getUTCMonth() === parts[2] - 1 && day.getUTCDate() === Number(parts[3]);
  }

  /** RFC 3339 "full-time": the time exists, the offset is given. A leap second is 23:59:60 UTC. */
  function isTime(text) {
    const parts = /^(\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
    if (!parts) return false;
    const hour = Number(parts[1]), minute = Number(parts[2]), second = Number(parts[3]);
    const offset = parts[6] ? (parts[6] === '-' ? -1 : 1) * (Number(parts[7]) * 60 + Number(parts[8])) : 0;
    if (hour > 23 || minute > 59 || Number(parts[7] || 0) > 23 || Number(parts[8] || 0) > 59) return false;
    return second < 60 || (second === 60 && (hour * 60 + minute - offset + 2880) % 1440 === 1439);
  }
`;

/** `expectValid` and all that it calls. Function declarations only, since the tests stand above them. */
export function schemaJudge(): Script {
  return joined([entry, alone, combined, parts, formats]);
}
