/** The causes of a red run, for the page of a run. */
import { count } from '../core/words.ts';
import type { Cause, Occurrence } from './causes.ts';
import { html, list, type Markup, NOTHING } from './markup.ts';
import { placeInWords } from './place-text.ts';
import { type Side, type Sides, sidesInWords } from './sides.ts';
import { assertedIn, type CauseNumbers, headlineOf, numbersById, saysAll } from './words.ts';

/** As many are open. Of hundreds, one reads the first ones. */
const MOST_OPEN = 50;

export function causeParts(causes: readonly Cause[]): readonly Markup[] {
  const numbers = numbersById(causes);
  const all = causes.map((cause) => causeMarkup(cause, numbers));
  const more = all.slice(MOST_OPEN);
  return more.length === 0
    ? all
    : [
        ...all.slice(0, MOST_OPEN),
        html`<details class="more"><summary>${count(more.length, 'more cause')}</summary>${more}</details>`,
      ];
}

function causeMarkup(cause: Cause, numbers: CauseNumbers): Markup {
  const { id, message, sides, hints, places, related, requests, rule } = cause;
  const number = numbers.get(id) ?? 0;
  const asserted = assertedIn(cause);
  const curl = requests.find((request) => request.curl !== undefined)?.curl;
  const root = numbers.get(related?.to ?? '') ?? 0;
  return html`<article class="${related ? 'cause related' : 'cause'}" id="cause-${number}">
<h3>${number}. ${headlineOf(cause)}</h3>
${related ? html`<p class="hint">It may be the same fault as <a href="#cause-${root}">cause ${root}</a>: ${related.why}.</p>` : NOTHING}
${sides ? sidesMarkup(sides) : NOTHING}
${asserted === undefined ? NOTHING : html`<p>Asserted: ${asserted}</p>`}
${saysAll(cause) ? NOTHING : html`<p>${message}</p>`}
${hints.map((hint) => html`<p class="hint">${withCode(hint)}</p>`)}
${places.length === 0 ? NOTHING : html`<p>Promised at ${separated(places.map((place) => html`<code>${placeInWords(place)}</code>`))}${rule === undefined ? NOTHING : html` <span class="quiet">(rule ${rule})</span>`}</p>`}
${curl === undefined ? NOTHING : html`<p>Reproduce with:</p><pre><code>${curl}</code></pre>`}
${requests.length === 0 ? NOTHING : requestsMarkup(requests, headlineOf(cause))}
</article>
`;
}

/** Text between backticks is a command. */
function withCode(text: string): readonly Markup[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function sidesMarkup({ server, other }: Sides): Markup {
  const side = ({ label, verb, value }: Side, name: string) =>
    html`<div class="${name}"><dt>${name === 'server' ? 'Got' : 'Expected'}: ${label} ${verb}</dt><dd>${value}</dd></div>`;
  return html`<dl class="sides">${side(other, 'other')}${side(server, 'server')}</dl>`;
}

function separated(parts: readonly Markup[]): readonly Markup[] {
  return parts.map((part, index) => (index === 0 ? part : html`, ${part}`));
}

/** Open where there are few. What a request says in the words of the headline is not repeated. */
function requestsMarkup(requests: readonly Occurrence[], headline: string): Markup {
  const items = list(requests.map((request) => requestMarkup(request, headline)));
  const heading = html`<summary>In ${count(requests.length, 'request')}</summary>`;
  return requests.length <= 3
    ? html`<details open>${heading}${items}</details>`
    : html`<details>${heading}${items}</details>`;
}

function requestMarkup({ name, method, status, message, sides, also }: Occurrence, headline: string): Markup {
  const came = status === undefined ? '' : ` → ${status}`;
  const rest = also.length === 0 ? NOTHING : html` <span class="quiet">With it: ${also.join('; ')}</span>`;
  const said = sides ? sidesInWords(sides) : message;
  const isSame = said.toLowerCase() === headline.toLowerCase();
  return html`${method} ${name}${came}${isSame ? NOTHING : html`: ${said}`}${rest}`;
}
