import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { toXmlAttribute, toXmlText } from '../../src/report/escape.ts';
import { toJUnit } from '../../src/report/junit.ts';
import { green, hostile, hostileVerdict, red, reported } from './support.ts';

it('shows a green run', () => {
  expect(toJUnit(green)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="Pets" tests="3" failures="0" errors="0" time="2.100">
      <testsuite name="Use case 1 / List pets" tests="2" failures="0" errors="0" skipped="1" time="0.034">
        <testcase name="It is 200" classname="Use case 1 / List pets" time="0.034"/>
        <testcase name="In order" classname="Use case 1 / List pets" time="0.000">
          <skipped message="not judged: the list is empty">not judged: the list is empty</skipped>
        </testcase>
      </testsuite>
      <testsuite name="Contract / No token" tests="1" failures="0" errors="0" skipped="0" time="0.034">
        <testcase name="first" classname="Contract / No token" time="0.034"/>
      </testsuite>
      <testsuite name="Notices" tests="0" failures="0" errors="0" skipped="0" time="0.000">
        <system-out>not judged: 1: the list is empty 1 (empty-list)</system-out>
      </testsuite>
    </testsuites>
    "
  `);
});

it('shows a red run', () => {
  expect(toJUnit(red)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="Pets" tests="8" failures="1" errors="7" time="2.100">
      <testsuite name="Use case 1 / List pets" tests="2" failures="1" errors="1" skipped="0" time="0.034">
        <testcase name="It is 200" classname="Use case 1 / List pets" time="0.034">
          <failure message="Expected 500 to equal 200 at /0/id" type="failure">Expected 500 to equal 200 at /0/id

    Message of the assertion: expected 500 to equal 200
    at /0/id

    Reproduce with: curl -sS -X GET &apos;http://localhost/1&apos; -H &quot;x-api-key: $API_KEY&quot;</failure>
        </testcase>
        <testcase name="In order" classname="Use case 1 / List pets" time="0.000">
          <error message="missing: it was never judged" type="error">missing: it was never judged

    Reproduce with: curl -sS -X GET &apos;http://localhost/1&apos; -H &quot;x-api-key: $API_KEY&quot;</error>
        </testcase>
      </testsuite>
      <testsuite name="Contract / No token" tests="3" failures="0" errors="3" skipped="0" time="0.000">
        <testcase name="first" classname="Contract / No token" time="0.000">
          <error message="not judged: no answer came" type="error">not judged: no answer came

    Reproduce with: curl -sS -X GET &apos;http://localhost/2&apos;</error>
        </testcase>
        <testcase name="Problem 1" classname="Contract / No token" time="0.000">
          <error message="The request got no response: ECONNRESET" type="error">The request got no response: ECONNRESET

    Reproduce with: curl -sS -X GET &apos;http://localhost/2&apos;</error>
        </testcase>
        <testcase name="Problem 2" classname="Contract / No token" time="0.000">
          <error message="A script threw: x is not defined" type="error">A script threw: x is not defined

    Reproduce with: curl -sS -X GET &apos;http://localhost/2&apos;</error>
        </testcase>
      </testsuite>
      <testsuite name="Contract / Lost" tests="2" failures="0" errors="2" skipped="0" time="0.000">
        <testcase name="first" classname="Contract / Lost" time="0.000">
          <error message="missing: it was never judged" type="error">missing: it was never judged</error>
        </testcase>
        <testcase name="Problem 1" classname="Contract / Lost" time="0.000">
          <error message="The request was not sent." type="error">The request was not sent.</error>
        </testcase>
      </testsuite>
      <testsuite name="The run" tests="1" failures="0" errors="1" skipped="0" time="0.000">
        <testcase name="Problem 1" classname="The run" time="0.000">
          <error message="The run took longer than its limit of 5 s." type="error">The run took longer than its limit of 5 s.</error>
        </testcase>
      </testsuite>
      <testsuite name="Notices" tests="0" failures="0" errors="0" skipped="0" time="0.000">
        <system-out>not judged: 1: no answer came 1 (no-answer)</system-out>
      </testsuite>
    </testsuites>
    "
  `);
});

it('holds what was inferred, in a suite that counts nothing', () => {
  const xml = toJUnit({ ...green, notes: ['inferred: "limit" < 10', hostile] });
  expect(xml).toContain('<testsuite name="Notices" tests="0" failures="0" errors="0" skipped="0" time="0.000">');
  expect(xml).toContain(
    '<system-out>not judged: 1: the list is empty 1 (empty-list)\ninferred: &quot;limit&quot; &lt; 10\n',
  );
  expect(xml).toContain('<testsuites name="Pets" tests="3"');
  expect(xml).not.toContain('<b>');
  expect(xml).not.toContain('\x1b');
});

it('holds a time only where one is given', () => {
  expect(toJUnit(green)).not.toContain('timestamp');
  expect(toJUnit(green, new Date(0))).toMatch(/<testsuite [^>]*timestamp="1970-01-01T00:00:00.000Z">/);
});

describe('nothing that a server says', () => {
  it('leaves its place in the XML', () => {
    const xml = toJUnit(hostileVerdict);
    const withoutTags = xml.replace(/<(\/?[a-z-]+|\?xml)( [a-z]+="[^"<&]*(&[#\w]+;[^"<&]*)*")*( ?\/|\?)?>/g, '');
    expect(withoutTags).not.toMatch(/[<>]/);
    expect(withoutTags).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+);)/);
  });

  it.each([
    { text: '<a b="c">&\'', want: '&lt;a b=&quot;c&quot;&gt;&amp;&apos;' },
    { text: ']]>', want: ']]&gt;' },
    { text: '\x00\x1b\x0b\ufffe\ud800', want: '\\u0000\\u001b\\u000b\\ufffe\\ud800' },
    { text: 'a\tb\nc 🐶', want: 'a\tb\nc 🐶' },
  ])('$text is $want', ({ text, want }) => {
    expect(toXmlText(text)).toBe(want);
  });

  it('loses its lines in an attribute', () => {
    expect(toXmlAttribute('a\tb\nc\r')).toBe('a&#9;b&#10;c&#13;');
  });
});

/** The schema of Jenkins' xUnit plugin, `junit-10.xsd`: of each element its attributes, those that it requires, its children, and text. */
const JENKINS: Readonly<Record<string, readonly [allowed: string, required: string, children: string]>> = {
  testsuites: ['name time tests failures errors', '', 'testsuite'],
  testsuite: [
    'name tests failures errors group time skipped timestamp hostname id package file log url',
    'name tests failures errors',
    'testsuite properties testcase system-out system-err',
  ],
  testcase: ['name time classname group', 'name', 'skipped error failure system-out system-err'],
  failure: ['type message', '', 'text'],
  error: ['type message', '', 'text'],
  skipped: ['type message', '', 'text'],
  'system-out': ['', '', 'text'],
};

it.each([
  { name: 'a green run', verdict: green },
  { name: 'a red run', verdict: { ...red, notes: ['note'] } },
  { name: 'a run with hostile texts', verdict: hostileVerdict },
])('$name is as the schema of Jenkins allows', ({ verdict }) => {
  const { root } = parseXml(toJUnit(verdict, new Date(0)));
  expect(root && faultsIn(root)).toEqual([]);
});

/** Thousands have a comma or none, and a fraction of at most three digits may follow. */
const SUREFIRE_TIME = /^(?:\d{1,3}(?:,\d{3})*|\d+)?(?:\.\d{0,3})?$/;

function faultsIn({ name, attributes, children }: XmlElement): readonly string[] {
  const [allowed = '', required = '', inside = ''] = JENKINS[name] ?? [];
  const given = Object.keys(attributes);
  const time = attributes['time'] ?? '0';
  return [
    ...(JENKINS[name] ? [] : [`<${name}>`]),
    ...given.filter((one) => !allowed.split(' ').includes(one)).map((one) => `${name} has ${one}`),
    ...required.split(' ').flatMap((one) => (one === '' || given.includes(one) ? [] : [`${name} lacks ${one}`])),
    ...(SUREFIRE_TIME.test(time) ? [] : [`${name} takes ${time}`]),
    ...children.flatMap((child) => {
      const isText = child instanceof XmlText && child.text.trim() !== '';
      if (isText && inside !== 'text') return [`text in <${name}>`];
      if (!(child instanceof XmlElement)) return [];
      const isAllowed = inside.split(' ').includes(child.name);
      return [...(isAllowed ? [] : [`<${child.name}> in <${name}>`]), ...faultsIn(child)];
    }),
  ];
}

/** What is the same for GitLab, which takes `classname` and `name` for the key of a case, and reads the content of what is not passed. */
it('has no case twice, and says in the content why one is skipped', () => {
  const [first] = green.requests;
  const twice = { ...green, requests: [first, first].filter((one) => one !== undefined) };
  const cases = [...toJUnit(twice).matchAll(/<testcase name="([^"]*)" classname="([^"]*)"/g)].map(([, ...key]) => key);
  expect(cases).toEqual([
    ['It is 200', 'Use case 1 / List pets'],
    ['In order', 'Use case 1 / List pets'],
    ['It is 200 (2)', 'Use case 1 / List pets'],
    ['In order (2)', 'Use case 1 / List pets'],
  ]);
  expect(toJUnit(green)).toContain('>not judged: the list is empty</skipped>');
});

it('says of a failed assertion what the other formats say, with the hint and the place', () => {
  const [first] = reported.causes ?? [];
  const [occurrence] = first?.requests ?? [];
  if (!first || !occurrence) throw new Error('there is no cause');
  const request = {
    ...occurrence,
    assertion: 'It is 200',
    also: ['In order'],
    ...(first.sides && { sides: first.sides }),
  };
  const xml = toJUnit({ ...reported, causes: [{ ...first, requests: [request] }] });
  expect(
    xml,
  ).toContain(`<failure message="X-Total-Count says 44; the whole list has 45 items" type="failure">X-Total-Count says 44; the whole list has 45 items

Message of the assertion: expected 500 to equal 200
at /0/id

In all 2 requests it is 1 too low.
Promised at spec/pets.yaml:12:9 and spec/pets.yaml:40:5

Reproduce with: curl`);
});
