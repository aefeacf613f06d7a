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
    const problems = problemsIn(value, schema);
    if (problems.length === 0) return;
    pm.expect.fail(problems.slice(0, 5).join('; ') + (problems.length > 5 ? '; and ' + (problems.length - 5) + ' more' : ''));
  }

  /** What is wrong with a value, one text each. What nothing can be said about, such as nesting without end, is wrong too. */
  function problemsIn(value, schema) {
    try {
      return problemsOf(value, schema, { place: '', root: schema, anchors: [], seen: new Set() });
    } catch (error) {
      return ['/ cannot be judged: ' + error.message];
    }
  }

  /** The same for one schema at one place. Adds to at.seen the members and elements that the schema has judged. */
  function problemsOf(value, schema, at) {
    const own = schema['x-dynamic-anchors'];
    const here = { value: value, place: at.place, root: at.root, anchors: own ? at.anchors.concat(own) : at.anchors, seen: at.seen, problems: [] };
    if (schema === false) fail(here, 'should not be there');
    if (typeof schema === 'boolean') return here.problems;
    checkAlone(here, value, schema);
    checkCombined(here, value, schema);
    if (value !== null && typeof value === 'object') checkParts(here, value, schema);
    return here.problems;
  }

  function fail(here, what) {
    here.problems.push((here.place || '/') + ' ' + what + ', got ' + brief(here.value));
  }

  function add(here, problems) {
    problems.forEach((problem) => here.problems.push(problem));
  }

  /** What is wrong with the same value by another schema. What that has judged counts where nothing is, or all fails with it. */
  function beside(here, schema, isNeeded) {
    const seen = new Set();
    const problems = problemsOf(here.value, schema, { place: here.place, root: here.root, anchors: here.anchors, seen: seen });
    if (isNeeded || problems.length === 0) seen.forEach((name) => here.seen.add(name));
    return problems;
  }

  /** What is wrong with a member or an element. */
  function inside(here, name, schema) {
    const place = here.place + '/' + (/[~/]/.test(name) ? name.replace(/~/g, '~0').replace(/\//g, '~1') : name);
    return problemsOf(here.value[name], schema, { place: place, root: here.root, anchors: here.anchors, seen: new Set() });
  }
`;

const alone = js`
  /** Keywords about the value as such. A limit that is not there is undefined: nothing is less than it, nor greater. */
  function checkAlone(here, value, schema) {
    const type = typeOf(value);
    const types = schema.type === undefined ? [type] : [].concat(schema.type);
    const fits = types.includes(type) || (types.includes('integer') && Number.isInteger(value));
    if (!fits) fail(here, 'should be ' + types.join(' or '));
    if (schema.const !== undefined && keyOf(value) !== keyOf(schema.const)) fail(here, 'should be ' + brief(schema.const));
    if (schema.enum && !schema.enum.some((allowed) => keyOf(allowed) === keyOf(value))) fail(here, 'should be one of ' + brief(schema.enum));
    if (type === 'number') {
      if (value < schema.minimum) fail(here, 'should be >= ' + schema.minimum);
      if (value > schema.maximum) fail(here, 'should be <= ' + schema.maximum);
      if (value <= schema.exclusiveMinimum) fail(here, 'should be > ' + schema.exclusiveMinimum);
      if (value >= schema.exclusiveMaximum) fail(here, 'should be < ' + schema.exclusiveMaximum);
      if (schema.multipleOf && !isMultiple(value, schema.multipleOf)) fail(here, 'should be a multiple of ' + schema.multipleOf);
    } else if (type === 'string') {
      checkSize(here, () => Array.from(value).length, schema.minLength, schema.maxLength, 'characters');
      if (schema.pattern !== undefined && !toRegExp(schema.pattern).test(value)) fail(here, 'should match the pattern ' + schema.pattern);
      if (schema.format !== undefined && !hasFormat(value, schema.format)) fail(here, 'should be a valid ' + schema.format);
    } else if (type === 'array') {
      checkSize(here, () => value.length, schema.minItems, schema.maxItems, 'elements');
      if (schema.uniqueItems && new Set(value.map(keyOf)).size < value.length) fail(here, 'should not have an element twice');
    } else if (type === 'object') {
      const need = (name) => has(value, name) || fail(here, 'should have the member ' + brief(name));
      checkSize(here, () => Object.keys(value).length, schema.minProperties, schema.maxProperties, 'members');
      (schema.required || []).forEach(need);
      Object.keys(schema.dependentRequired || {}).forEach((name) => has(value, name) && schema.dependentRequired[name].forEach(need));
    }
  }

  function checkSize(here, size, least, most, what) {
    if (least !== undefined && size() < least) fail(here, 'should have at least ' + least + ' ' + what);
    if (most !== undefined && size() > most) fail(here, 'should have at most ' + most + ' ' + what);
  }

  function typeOf(value) {
    return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  }

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
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
  function checkCombined(here, value, schema) {
    const must = (part) => add(here, beside(here, part, true));
    const accepts = (part) => beside(here, part).length === 0;
    const definition = (pointer) => (pointer === '#' ? here.root : here.root.$defs[pointer.slice('#/$defs/'.length)]);
    if (schema.$ref !== undefined) must(definition(schema.$ref));
    if (schema.$dynamicRef !== undefined) {
      const name = schema.$dynamicRef.slice(1);
      must(definition(here.anchors.find((anchors) => has(anchors, name))[name]));
    }
    (schema.allOf || []).forEach(must);
    [schema.anyOf, schema.oneOf].filter(Boolean).forEach((parts) => {
      const tries = parts.map((part) => beside(here, part)).sort((a, b) => a.length - b.length);
      const matched = tries.filter((problems) => problems.length === 0).length;
      if (matched === 0) fail(here, 'should match one of ' + parts.length + ' schemas (nearest: ' + tries[0].slice(0, 2).join('; ') + ')');
      if (matched > 1 && parts === schema.oneOf) fail(here, 'should match only one of ' + parts.length + ' schemas, matches ' + matched);
    });
    if (schema.not !== undefined && accepts(schema.not)) fail(here, 'should not be what "not" describes');
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
  function checkParts(here, value, schema) {
    const names = Object.keys(value), judged = new Set(), isList = Array.isArray(value);
    const must = (name, part) => {
      judged.add(name);
      add(here, inside(here, name, part));
    };
    if (isList) {
      const prefix = schema.prefixItems || [];
      names.slice(0, prefix.length).forEach((name, index) => must(name, prefix[index]));
      if (schema.items !== undefined) names.slice(prefix.length).forEach((name) => must(name, schema.items));
    } else {
      Object.keys(schema.properties || {}).forEach((name) => has(value, name) && must(name, schema.properties[name]));
      Object.keys(schema.patternProperties || {}).forEach((pattern) => {
        names.filter((name) => toRegExp(pattern).test(name)).forEach((name) => must(name, schema.patternProperties[pattern]));
      });
      const others = schema.additionalProperties === undefined ? [] : names.filter((name) => !judged.has(name));
      others.forEach((name) => must(name, schema.additionalProperties));
    }
    if (isList && schema.contains !== undefined) {
      const least = schema.minContains === undefined ? 1 : schema.minContains;
      const fitting = names.filter((name) => inside(here, name, schema.contains).length === 0);
      checkSize(here, () => fitting.length, least, schema.maxContains, 'elements that match "contains"');
      fitting.forEach((name) => judged.add(name));
    }
    if (!isList && schema.propertyNames !== undefined) {
      const asName = (name) => ({ value: name, place: here.place, root: here.root, anchors: here.anchors, seen: new Set() });
      names.forEach((name) => add(here, beside(asName(name), schema.propertyNames).map((problem) => problem + ' as a name')));
    }
    judged.forEach((name) => here.seen.add(name));
    const rest = isList ? schema.unevaluatedItems : schema.unevaluatedProperties;
    if (rest === undefined) return;
    names.filter((name) => !here.seen.has(name)).forEach((name) => must(name, rest));
    names.forEach((name) => here.seen.add(name));
  }
`;

const formats = js`
  /** Whether a text has a format: RFC 3339 for dates, 5321 for mail, 3986 for URIs. Other formats say nothing. */
  function hasFormat(text, format) {
    const is = (pattern) => new RegExp('^(' + pattern + ')$', 'i').test(text);
    const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?', host = label + '(\\.' + label + ')*';
    const atom = "[\\w!#$%&'*+/=?^{|}~\x60-]+", mailbox = '(' + atom + '(\\.' + atom + ')*|"([ !#-\\[\\]-~]|\\\\[ -~])*")@';
    const mark = "%[0-9a-f]{2}|[\\w.~!$&'()*+,;=\\-", authority = '//((' + mark + ':])*@)?(\\[([0-9a-f:.]+|v[0-9a-f]+\\.(' + mark + ':])+)\\]|(' + mark + '])*)(:\\d*)?(?=[/?#]|$)';
    const uri = '(' + authority + '|(?!//))(' + mark + ':@/])*(\\?(' + mark + ':@/?])*)?(#(' + mark + ':@/?])*)?';
    const address = /[/@]\[(IPv6:)?(?!v)(.*?)\]/i.exec(text);
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
