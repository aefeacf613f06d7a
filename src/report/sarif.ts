/** A verdict as SARIF 2.1.0, for code scanning: a result for each cause, at the line of the description that promises it. */
import type { Place } from '../core/errors.ts';
import { toJsonText } from '../core/json.ts';
import { count } from '../core/words.ts';
import { RULES } from '../rules/registry.ts';
import type { Cause } from './causes.ts';
import { toVisible } from './escape.ts';
import type { CauseKind } from './findings.ts';
import { causesOf, type Reported } from './notes.ts';
import { toUri } from './place-text.ts';
import { causeInWords, withStop } from './words.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What is no assertion of a rule, by the kind of its cause. */
const KINDS = {
  broken: 'An assertion failed.',
  missing: 'An assertion was never judged.',
  'not-judged': 'An assertion was not judged, which is not tolerated here.',
  problem: 'Something went wrong apart from assertions.',
} as const satisfies Record<CauseKind, string>;

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function toSarif(verdict: Reported): string {
  const causes = causesOf(verdict);
  const ids = [...new Set(causes.map(ruleOf))];
  return toJsonText({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'postman-contract', rules: ids.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: verdict.exitCode === 0 || verdict.exitCode === 1, exitCode: verdict.exitCode },
        ],
        results: causes.map((cause) => toResult(cause, ids.indexOf(ruleOf(cause)), verdict.file)),
      },
    ],
  });
}

function ruleOf({ rule, kind }: Cause): string {
  return rule ?? kind;
}

function toRule(id: string) {
  const text = RULES.find((rule) => rule.id === id)?.summary ?? KINDS[id as CauseKind];
  return { id, shortDescription: { text } };
}

function toResult(cause: Cause, ruleIndex: number, file: string | undefined) {
  const [first, ...others] = cause.places;
  // Code scanning shows no result without a place.
  const place = first ?? (file === undefined ? undefined : { file });
  return {
    ruleId: ruleOf(cause),
    ruleIndex,
    level: cause.kind === 'not-judged' ? 'warning' : 'error',
    message: { text: toMessage(cause) },
    locations: place ? [toLocation(place)] : [],
    relatedLocations: others
      .filter(({ file: other }) => other !== undefined)
      .map((other, id) => ({ id, ...toLocation(other) })),
    partialFingerprints: { 'cause/v1': cause.id },
    properties: {
      requests: cause.requests.map(({ name, method, status }) => ({ name: toVisible(name), method, status })),
    },
  };
}

function toLocation({ file = '', line, column, pointer }: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(file) },
      region: { startLine: line ?? 1, ...(line !== undefined && { startColumn: column ?? 1 }) },
    },
    ...(pointer !== undefined && { logicalLocations: [{ fullyQualifiedName: pointer }] }),
  };
}

/** Text is no link and no placeholder: sections 3.11.5 and 3.11.6 of the standard. */
function toMessage(cause: Cause): string {
  const { requests } = cause;
  const where =
    requests.length === 0
      ? ''
      : ` In ${count(requests.length, 'request')}, such as ${withStop(requests[0]?.name ?? '')}`;
  return toVisible(`${causeInWords(cause)}${where}`)
    .replace(/\{(\d+)\}/g, '{{$1}}')
    .replace(/[[\]\\]/g, (char) => `\\${char}`);
}
