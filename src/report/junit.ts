import { assertNever } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import { toReasonText } from '../core/protocol.ts';
import { toShortList } from '../core/words.ts';
import type { AssertionVerdict } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { Cause, Occurrence } from './causes.ts';
import { toXmlAttribute, toXmlText } from './escape.ts';
import { causesOf, type Reported } from './notes.ts';
import { placeInWords } from './place-text.ts';
import { headlineOf, notJudgedInWords, pathOf } from './words.ts';

interface TestCase {
  readonly name: string;
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly text: string;
}

interface TestSuite {
  readonly name: string;
  readonly ms: number;
  readonly cases: readonly TestCase[];
}

/**
 * A verdict as JUnit XML, which GitLab, GitHub actions and Jenkins read: a suite for each request, a case for each assertion.
 *
 * `failure` is a failed assertion; `error` is one that was never judged, or anything else that went wrong. There is no standard:
 * https://github.com/testmoapp/junitxml collects what the readers agree on, and `junit-10.xsd` of Jenkins' xUnit plugin is the
 * strictest schema. GitLab reads the content of `skipped`, others its message: https://docs.gitlab.com/ci/testing/unit_test_reports/. `at` is the time of the run, which is left out where it is not given.
 */
export function toJUnit(verdict: Reported, at?: Date): string {
  const tell = tellerOf(causesOf(verdict));
  const suites = withUniqueNames(verdict.requests.map((request) => toSuite(request, tell)));
  if (verdict.problems.length > 0) {
    const cases = verdict.problems.map((problem, index) => toCase(`Problem ${index + 1}`, 'error', problem));
    suites.push({ name: 'The run', ms: 0, cases });
  }
  const time = at ? { timestamp: at.toISOString() } : {};
  // Jenkins' schema has neither `skipped` nor `timestamp` for all suites together.
  const { skipped: _, ...all } = counts(suites.flatMap(({ cases }) => cases));
  const head = { name: verdict.name, ...all, time: seconds(verdict.totals.ms) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    open('testsuites', head),
    ...suites.flatMap((suite) => suiteLines(suite, time)),
    ...noteLines(
      [notJudgedInWords(verdict.notJudged), ...(verdict.notes ?? [])].filter((line) => line !== ''),
      time,
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

/** GitLab takes only the first case of each name. Its `classname` is that of the suite. */
function withUniqueNames(suites: readonly TestSuite[]): TestSuite[] {
  const seen = new Map<string, number>();
  const unique = (suite: string, name: string) => {
    const key = JSON.stringify([suite, name]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return number === 1 ? name : `${name} (${number})`;
  };
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.map((testCase) => ({ ...testCase, name: unique(suite.name, testCase.name) })),
  }));
}

/** What the causes say of a failed assertion: the sentence that the other formats have, and what else they tell. */
type Teller = (requestId: string, assertion: string) => { readonly said: string; readonly more: string } | undefined;

function tellerOf(causes: readonly Cause[]): Teller {
  const told = causes.flatMap((cause) => cause.requests.map((request) => ({ cause, request })));
  const byRequest = groupBy(told, ({ request }) => request.id);
  return (requestId, assertion) => {
    const here = byRequest.get(requestId) ?? [];
    const own = here.filter(({ request }) => request.assertion === assertion);
    const followed = here.find(({ request }) => request.also.includes(assertion));
    const sentences = own.map(({ cause, request }) => headlineOf(asIn(cause, request)));
    if (own.length === 0 && !followed) return undefined;
    const said = own.length > 0 ? sentences.join('; ') : '';
    const from = followed ? `It follows from: ${headlineOf(asIn(followed.cause, followed.request))}` : '';
    const hints = own.flatMap(({ cause }) => cause.hints);
    const places = own.flatMap(({ cause }) => cause.places.map(placeInWords));
    const promised = places.length > 0 ? [`Promised at ${toShortList([...new Set(places)], 3)}`] : [];
    return { said: said || from, more: [...(said && from ? [from] : []), ...hints, ...promised].join('\n') };
  };
}

/** A cause as one request shows it. */
function asIn(cause: Cause, { message, sides }: Occurrence): Cause {
  const { sides: _, ...others } = cause;
  return { ...others, message, ...(sides && { sides }) };
}

function toSuite(request: RequestVerdict, tell: Teller): TestSuite {
  const curl = request.curl ? `\n\nReproduce with: ${request.curl}` : '';
  return {
    name: pathOf(request),
    ms: request.answer?.kind === 'answered' ? request.answer.ms : 0,
    cases: [
      ...request.assertions.map((assertion) => toAssertionCase(assertion, tell(request.id, assertion.name), curl)),
      ...request.problems.map((problem, index) => toCase(`Problem ${index + 1}`, 'error', problem, curl)),
    ],
  };
}

function toAssertionCase({ name, outcome }: AssertionVerdict, told: ReturnType<Teller>, curl: string): TestCase {
  switch (outcome.kind) {
    case 'passed':
      return toCase(name, 'passed', '');
    case 'failed':
      return toFailure(name, outcome.message, told, curl);
    case 'not-judged':
      return outcome.tolerated
        ? toCase(name, 'skipped', `not judged: ${toReasonText(outcome)}`)
        : toCase(name, 'error', `not judged: ${toReasonText(outcome)}`, curl);
    case 'missing':
      return toCase(name, 'error', 'missing: it was never judged', curl);
    default:
      return assertNever(outcome);
  }
}

/** The message of its script stands in the text, where the sentence of the other formats says it in other words. */
function toFailure(name: string, message: string, told: ReturnType<Teller>, curl: string): TestCase {
  if (!told) return toCase(name, 'failure', message, curl);
  const isSame = told.said.toLowerCase() === message.toLowerCase();
  const parts = [...(isSame ? [] : [`Message of the assertion: ${message}`]), ...(told.more === '' ? [] : [told.more])];
  return toCase(name, 'failure', told.said, parts.map((part) => `\n\n${part}`).join('') + curl);
}

function toCase(name: string, kind: TestCase['kind'], message: string, more = ''): TestCase {
  return { name, kind, message, text: message + more };
}

function suiteLines({ name, ms, cases }: TestSuite, time: Readonly<Record<string, string>>): string[] {
  return [
    `  ${open('testsuite', { name, ...counts(cases), time: seconds(ms), ...time })}`,
    ...cases.flatMap((testCase, index) => caseLines(testCase, name, index === 0 ? ms : 0)),
    '  </testsuite>',
  ];
}

/** What was not judged, conventions and notices, as a suite without a case, since readers of JUnit XML show output of suites only. */
function noteLines(notes: readonly string[], time: Readonly<Record<string, string>>): string[] {
  if (notes.length === 0) return [];
  return [
    `  ${open('testsuite', { name: 'Notices', ...counts([]), time: seconds(0), ...time })}`,
    `    <system-out>${notes.map(toXmlText).join('\n')}</system-out>`,
    '  </testsuite>',
  ];
}

/** The time of the request is given to its first case, so that the times of the cases add up to that of the suite. */
function caseLines({ name, kind, message, text }: TestCase, classname: string, ms: number): string[] {
  const start = open('testcase', { name, classname, time: seconds(ms) });
  if (kind === 'passed') return [`    ${start.slice(0, -1)}/>`];
  const attributes = kind === 'skipped' ? { message } : { message, type: kind };
  return [`    ${start}`, `      ${open(kind, attributes)}${toXmlText(text)}</${kind}>`, '    </testcase>'];
}

function open(element: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${toXmlAttribute(value)}"`);
  return `<${element}${pairs.join('')}>`;
}

function counts(cases: readonly TestCase[]) {
  const among = (kind: TestCase['kind']) => String(cases.filter((testCase) => testCase.kind === kind).length);
  return { tests: String(cases.length), failures: among('failure'), errors: among('error'), skipped: among('skipped') };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
