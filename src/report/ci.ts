/** A verdict for CI systems: GitLab's code quality report, and annotations of GitHub Actions. */
import { createHash } from 'node:crypto';
import { toJsonText } from '../core/json.ts';
import type { Cause } from './causes.ts';
import { toVisibleLine } from './escape.ts';
import { causesOf, type Reported } from './notes.ts';
import { toRepositoryPath } from './place-text.ts';
import { assertedIn, causeInWords, headlineOf } from './words.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function toCodeQuality(verdict: Reported): string {
  return toJsonText(
    causesOf(verdict).map((cause) => {
      const { path, line } = placeOf(cause, verdict);
      return {
        description: toVisibleLine(causeInWords(cause)),
        check_name: cause.rule ?? cause.kind,
        fingerprint: createHash('sha256').update(cause.id).digest('hex'),
        severity: cause.kind === 'not-judged' ? 'minor' : 'major',
        location: { path, lines: { begin: line } },
      };
    }),
  );
}

/** GitHub shows ten errors of a step. The last line says how many more there are. */
const MOST_ANNOTATIONS = 9;

/**
 * Commands that make GitHub Actions show each cause beside the line of the description.
 *
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function toAnnotations(verdict: Reported): string {
  const causes = causesOf(verdict);
  const lines = causes.slice(0, MOST_ANNOTATIONS).map((cause) => {
    const { path, line } = placeOf(cause, verdict);
    const properties = { file: path, line: String(line), title: titleOf(cause) };
    const words = Object.entries(properties).map(([name, value]) => `${name}=${propertyText(value)}`);
    return `::error ${words.join(',')}::${dataText(causeInWords(cause))}`;
  });
  const rest = causes.length - lines.length;
  return [...lines, ...(rest > 0 ? [`::error::and ${rest} more causes, which the report has`] : [])]
    .map((line) => `${line}\n`)
    .join('');
}

/** In bold above the message, where the title of an assertion alone would say the contrary of what happened. */
function titleOf(cause: Cause): string {
  const asserted = assertedIn(cause);
  return asserted === undefined ? headlineOf(cause) : `Failed: ${asserted}`;
}

function placeOf({ places: [place] }: Cause, { file = '' }: Reported) {
  return { path: toRepositoryPath(place?.file ?? file), line: place?.line ?? 1 };
}

/** Such characters would end the command, or begin another one. */
function dataText(raw: string): string {
  return toVisibleLine(raw).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyText(raw: string): string {
  return dataText(raw).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
