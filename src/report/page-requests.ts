/** The requests of a run, by folder, for the page of a run. */
import { groupBy } from '../core/group-by.ts';
import { toReasonText } from '../core/protocol.ts';
import { count } from '../core/words.ts';
import type { AssertionVerdict } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import { html, list, type Markup, NOTHING, scrolling } from './markup.ts';
import { answerInWords, foldersOf, inWords, isJudgedAtAll, nameInWords } from './words.ts';

type Numbers = ReadonlyMap<string, readonly number[]>;

/** Of more, one reads the causes. */
const MOST_OPEN = 10;

/** One part for each folder. The first ones in which something is red are open. */
export function requestParts(requests: readonly RequestVerdict[], causes: Numbers): readonly Markup[] {
  let open = 0;
  return foldersOf(requests).map((own, index) => {
    const name = own[0]?.folder.join(' / ') || 'Requests without a folder';
    const red = own.filter(({ ok }) => !ok).length;
    const all = `${count(own.length, 'request')}${red > 0 ? `, ${red} red` : ''}`;
    const head = html`<summary>${name} <span>${all}</span></summary>`;
    const table = scrolling(`${name} (${index + 1})`, toTable(own, causes));
    if (red > 0) open += 1;
    return red > 0 && open <= MOST_OPEN
      ? html`<details open>${head}${table}</details>`
      : html`<details>${head}${table}</details>`;
  });
}

function toTable(requests: readonly RequestVerdict[], causes: Numbers): Markup {
  return html`<table class="requests"><thead><tr><th scope="col">Verdict</th><th scope="col">Request</th><th scope="col">Response</th><th scope="col" class="number">Time</th><th scope="col">Assertions</th></tr></thead>
<tbody>${requests.map((request) => row(request, causes.get(request.id) ?? []))}</tbody></table>`;
}

function row(request: RequestVerdict, causes: readonly number[]): Markup {
  const { answer, assertions } = request;
  const passed = assertions.filter(({ outcome }) => outcome.kind === 'passed').length;
  const rest = assertions.filter(({ outcome }) => outcome.kind !== 'passed');
  const [style, word] = verdictOf(request);
  const links = causes.map((number) => html` <a href="#cause-${number}">cause ${number}</a>`);
  return html`<tr><td class="${style}">${word}</td><th scope="row">${nameInWords(request)}</th><td>${answerInWords(request)}</td><td class="number">${answer?.kind === 'answered' ? inWords(answer.ms) : ''}</td><td>${passed} of ${assertions.length} passed${links}${rest.length === 0 ? NOTHING : restMarkup(rest)}</td></tr>
`;
}

/** The class and the word of a verdict. Where nothing was judged, no more is known of the request than before. */
function verdictOf({ ok, answer, assertions }: RequestVerdict): readonly [string, string] {
  if (!ok) return ['failed', 'red'];
  if (!answer) return ['open', 'not sent'];
  return isJudgedAtAll(assertions) ? ['passed', 'ok'] : ['open', 'not judged'];
}

/** As many of one reason are shown as they are. */
const FEW = 2;

/** What did not pass; of many that were not judged for one reason, their number, and their names behind it. */
function restMarkup(rest: readonly AssertionVerdict[]): Markup {
  const groups = groupBy(rest, ({ name, outcome }) =>
    outcome.kind === 'not-judged' ? `not judged: ${toReasonText(outcome)}` : `one: ${name}`,
  );
  const items = [...groups.values()].flatMap((same): readonly Markup[] => {
    const [first] = same;
    if (same.length <= FEW || first?.outcome.kind !== 'not-judged') return same.map(assertionMarkup);
    const names = list(same.map(({ name }) => html`${name}`));
    return [
      html`<details><summary>${same.length} not judged <span class="quiet">(${toReasonText(first.outcome)})</span></summary>${names}</details>`,
    ];
  });
  return html`${list(items)}`;
}

function assertionMarkup({ name, outcome }: AssertionVerdict): Markup {
  switch (outcome.kind) {
    case 'failed':
      return html`<span class="failed">failed: ${name}</span>`;
    case 'not-judged':
      return html`not judged: ${name} <span class="quiet">(${toReasonText(outcome)})</span>`;
    default:
      return html`${outcome.kind}: ${name}`;
  }
}
