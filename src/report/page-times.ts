/** The times of the responses as a small plot, for the page of a run. */
import type { RequestVerdict } from '../run/judge-request.ts';
import { html, type Markup, scrolling } from './markup.ts';
import { inWords, pathOf } from './words.ts';

const BARS = 24;
const WIDTH = 480;
const HEIGHT = 120;
const SLOWEST = 10;

interface Timed {
  readonly request: RequestVerdict;
  readonly ms: number;
}

/** A histogram with a logarithmic axis, since times spread over orders of magnitude, and the slowest requests as a table. */
export function timeParts(requests: readonly RequestVerdict[]): readonly Markup[] {
  const timed = requests
    .flatMap((request): Timed[] => (request.answer?.kind === 'answered' ? [{ request, ms: request.answer.ms }] : []))
    .toSorted((a, b) => b.ms - a.ms);
  const [slowest] = timed;
  if (!slowest) return [];
  const at = (share: number) => inWords(timed[Math.floor(share * (timed.length - 1))]?.ms ?? 0);
  const words = `Median ${at(0.5)}, 95 % within ${at(0.05)}, slowest ${inWords(slowest.ms)}`;
  return [html`<p>${words}.</p>`, plot(timed, slowest.ms, words), table(timed.slice(0, SLOWEST))];
}

function plot(timed: readonly Timed[], most: number, words: string): Markup {
  const top = Math.log1p(Math.max(1, most));
  const counts = Array.from({ length: BARS }, () => 0);
  for (const { ms } of timed) {
    const bar = Math.min(BARS - 1, Math.floor((Math.log1p(ms) / top) * BARS));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const highest = Math.max(...counts);
  const step = WIDTH / BARS;
  const bars = counts.map((number, index) => {
    const height = number === 0 ? 0 : Math.max(2, (number / highest) * (HEIGHT - 30));
    return html`<rect x="${(index * step + 1).toFixed(1)}" y="${(HEIGHT - 20 - height).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${height.toFixed(1)}"/>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75].map(
    (share) =>
      html`<text x="${(share * WIDTH + 2).toFixed(1)}" y="${HEIGHT - 6}">${inWords(Math.round(Math.expm1(share * top)))}</text>`,
  );
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How many responses took how long. ${words}">${bars}<line x1="0" x2="${WIDTH}" y1="${HEIGHT - 20}" y2="${HEIGHT - 20}"/>${ticks}<text x="${WIDTH - 4}" y="${HEIGHT - 6}" text-anchor="end">${inWords(most)}</text></svg>`;
}

function table(timed: readonly Timed[]): Markup {
  return scrolling(
    'The slowest requests',
    html`<table><caption>The slowest requests</caption><thead><tr><th scope="col">Request</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${timed.map(({ request, ms }) => html`<tr><th scope="row">${request.method} ${pathOf(request)}</th><td class="number">${inWords(ms)}</td></tr>`)}</tbody></table>`,
  );
}
