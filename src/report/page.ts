/** A verdict as one self-contained HTML page: no script, no font, no request. */

import { count } from '../core/words.ts';
import { CLIENT_TITLES } from '../run/events.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { percentOf } from './coverage.ts';
import { figures, html, list, type Markup, NOTHING, section, toDocument } from './markup.ts';
import { causesOf, type Reported } from './notes.ts';
import { causeParts } from './page-causes.ts';
import { coverageParts } from './page-coverage.ts';
import { requestParts } from './page-requests.ts';
import { timeParts } from './page-times.ts';
import { RUN_STYLE } from './run-style.ts';
import { causeNumbers, conclusion, inWords, largeShareInWords, pathOf } from './words.ts';

export function toPage(verdict: Reported): string {
  const { name, client, coverage, notJudged, notices, notes = [], notSent, requests } = verdict;
  const causes = causesOf(verdict);
  const parts: readonly (readonly [id: string, heading: string, parts: readonly Markup[]])[] = [
    ['causes', `What is wrong: ${count(causes.length, 'cause')}`, causeParts(causes)],
    ['coverage', 'What was asserted', coverage ? coverageParts(coverage) : []],
    [
      'not-judged',
      'What was not judged',
      list(notJudged.map(({ count: number, text, reason }) => html`${number}: ${text}${ofReason(reason)}`)),
    ],
    ['times', 'Response times', timeParts(requests)],
    ['requests', 'Requests', requestParts(requests, causeNumbers(causes))],
    [
      'not-sent',
      'Requests that were not sent',
      list(notSent.map((it) => html`${it.method} ${pathOf(it)}: ${it.reason}`)),
    ],
    ['notices', 'Notices', list([...notices, ...notes].map((line) => html`${line}`))],
  ];
  const shown = parts.filter(([, , own]) => own.length > 0);
  return toDocument({
    title: `${verdict.ok ? 'Green' : 'Red'}: ${name}`,
    kind: 'Run of a contract suite',
    heading: name,
    head: html`${summary(verdict, requests)}
<nav aria-label="Parts of this page"><ul>${shown.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>`,
    main: shown.map(([id, heading, own]) => section(id, heading, own)),
    foot: html`Made by <code>postman-contract run</code>, with ${CLIENT_TITLES[client]}.`,
    style: RUN_STYLE,
  });
}

function ofReason(reason: string | undefined): Markup {
  return reason === undefined ? NOTHING : html` <span class="quiet">(${reason})</span>`;
}

function summary(verdict: Reported, requests: readonly RequestVerdict[]): Markup {
  const { totals, coverage, ok } = verdict;
  // What is not sent for a reason that is tolerated is neither.
  const tried = requests.filter(({ ok, answer }) => answer || !ok);
  const red = tried.filter((request) => !request.ok).length;
  const unsent = requests.length - tried.length;
  const numbers: (readonly [string, string])[] = [
    [`${tried.length - red} of ${tried.length}`, `requests ok${unsent > 0 ? `, ${unsent} not sent` : ''}`],
    [String(totals.assertionsPassed), 'assertions passed'],
    [String(totals.assertionsFailed), 'assertions failed'],
    [String(totals.assertionsNotJudged + totals.assertionsMissing), 'assertions not judged'],
    ...(coverage ? [[`${percentOf(coverage)} %`, 'of the description asserted'] as const] : []),
    [inWords(totals.ms), 'in all'],
  ];
  const share = largeShareInWords(verdict);
  return html`<p class="verdict ${ok ? 'good' : 'bad'}">${conclusion(verdict)}.</p>
${share === '' ? NOTHING : html`<p>${share}</p>`}
${figures(numbers)}`;
}
