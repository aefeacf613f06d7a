import { count } from '../core/words.ts';
import { toVisible, toXmlText } from '../report/escape.ts';
import { inWords } from '../report/words.ts';
import { RULES } from '../rules/registry.ts';
import { CLIENT_TITLES } from '../run/events.ts';
import { type Cell, isProved, killedIn, type Matrix, madeIn, tally, toMatrix } from './matrix.ts';
import type { Outcome } from './outcome.ts';
import { isOpen, KIND_WORDS, proofInWords, type ReportedProof, whyOf } from './proof.ts';
import { PROOF_STYLE } from './proof-style.ts';

/** The proof as one self-contained HTML page: no script, no font, no request. */
export function toProofPage(proof: ReportedProof): string {
  const { outcomes, title, notAsserted, notes } = proof;
  const matrix = toMatrix(outcomes);
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind);
  const sections = [
    section('open', 'What was not killed', outcomes.filter(isOpen).map(openHtml)),
    section('other', 'Killed, but not by its own rule', list(of('killed-by-other').map(otherHtml))),
    rulesHtml(matrix),
    matrixHtml(matrix),
    section('inapplicable', 'Could not be made', list(of('inapplicable').map(unmadeHtml))),
    section(
      'not-asserted',
      'Not asserted, so not proved',
      list(
        notAsserted.map(
          ({ keyword, pointer, why }) =>
            `<code>${html(keyword)}</code> at <code>#${html(pointer)}</code>: ${html(why)}`,
        ),
      ),
    ),
    section('notes', 'Conventions and notices', list(notes.map(html))),
    section(
      'every',
      'Every mutation',
      matrix.rules.map(({ id }) => everyHtml(id, outcomes)),
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}: what its contract suite kills</title>
<style>${PROOF_STYLE}</style>
</head>
<body>
<header>
<p class="kind">Proof of a contract suite</p>
<h1>${html(title)}</h1>
${summaryHtml(proof, matrix)}
</header>
<main>
${sections.filter((text) => text !== '').join('\n')}
</main>
<footer><p>Made by <code>postman-contract prove</code>, with ${CLIENT_TITLES[proof.client]}.</p></footer>
</body>
</html>
`;
}

/** Text for the page, harmless whatever it holds. */
function html(text: string): string {
  return toXmlText(toVisible(text));
}

function summaryHtml(proof: ReportedProof, { rules, requests }: Matrix): string {
  const { outcomes, suite } = proof;
  const counts = tally(outcomes);
  const proved = isProved(outcomes);
  const figures = [
    [`${killedIn(counts)} of ${madeIn(counts)}`, 'mutants killed'],
    [String(rules.length), 'rules'],
    [String(requests.length), 'requests mutated'],
    [String(suite.assertions), `assertions in ${count(suite.requests, 'request')}`],
    [inWords(Math.round(proof.ms)), 'in all'],
  ];
  return `<p class="verdict ${proved ? 'proved' : 'unproved'}">${html(proofInWords(proof))}.</p>
<dl class="figures">${figures.map(([figure = '', of = '']) => `<div><dt>${html(of)}</dt><dd>${html(figure)}</dd></div>`).join('')}</dl>
<p>The suite was run against a correct server, and was green. Then the responses were changed, by one mutation at a time, and the suite
was run again. A mutant is killed if an assertion of its rule fails. A mutant that survives fails the proof.</p>`;
}

function section(id: string, heading: string, parts: readonly string[]): string {
  if (parts.length === 0) return '';
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${html(heading)}</h2>\n${parts.join('\n')}\n</section>`;
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`];
}

function openHtml(outcome: Outcome): string {
  const { entry, folder, assertion, mutation } = outcome.mutant;
  const lines = [
    ['Request', `${folder} / ${entry.request.name}`],
    ['Change', mutation.name],
    ['Rule', assertion.rule],
    ['Assertion', assertion.title],
    [outcome.kind === 'survived' ? 'Why it survived' : 'Why it was not tried', whyOf(outcome)],
  ];
  const terms = lines.map(([term = '', text = '']) => `<dt>${html(term)}</dt><dd>${html(text)}</dd>`).join('');
  return `<article class="open"><h3>${html(`${KIND_WORDS[outcome.kind]}: ${mutation.name}`)}</h3><dl>${terms}</dl></article>`;
}

function mutationHtml({ mutant: { assertion, mutation, entry } }: Outcome): string {
  return `<b>${html(mutation.name)}</b> in “${html(entry.request.name)}” (${ruleLink(assertion.rule)})`;
}

function otherHtml(outcome: Outcome): string {
  const by = outcome.kind === 'killed-by-other' ? outcome.by.map(html).join('; ') : '';
  return `${mutationHtml(outcome)}, killed by: ${by}`;
}

function unmadeHtml(outcome: Outcome): string {
  return `${mutationHtml(outcome)}: ${html(whyOf(outcome))}`;
}

function ruleLink(rule: string): string {
  return `<a href="#rule-${html(rule)}">${html(rule)}</a>`;
}

const SUMMARIES = new Map(RULES.map(({ id, summary }) => [id, summary]));

function rulesHtml({ rules }: Matrix): string {
  const kinds = ['killed', 'killed-by-other', 'survived', 'not-tried', 'inapplicable'] as const;
  const used = kinds.filter((kind) => kind === 'killed' || rules.some(({ total }) => total[kind] > 0));
  const head = used.map((kind) => `<th scope="col" class="number">${KIND_WORDS[kind]}</th>`).join('');
  const rows = rules.map(({ id, total }) => {
    const numbers = used
      .map((kind) => `<td class="number ${total[kind] > 0 ? kind : ''}">${total[kind]}</td>`)
      .join('');
    return `<tr><th scope="row">${ruleLink(id)}</th>${numbers}<td class="about">${html(SUMMARIES.get(id) ?? '')}</td></tr>`;
  });
  const table = `<table class="rules"><caption>What became of the mutations of each rule</caption>
<thead><tr><th scope="col">Rule</th>${head}<th scope="col">What it asserts</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
  return section('rules', 'Rules', [scrolling('rules', table)]);
}

function matrixHtml({ rules, requests }: Matrix): string {
  const head = rules.map(({ id }) => `<th scope="col"><span>${ruleLink(id)}</span></th>`).join('');
  const folders = [...new Set(requests.map(({ folder }) => folder))];
  const groups = folders.map((folder) => {
    const rows = requests
      .filter((request) => request.folder === folder)
      .map(({ name, cells }) => `<tr><th scope="row">${html(name)}</th>${cells.map(cellHtml).join('')}</tr>`);
    return `<tbody><tr class="folder"><th scope="rowgroup" colspan="${rules.length + 1}">${html(folder)}</th></tr>\n${rows.join('\n')}</tbody>`;
  });
  const table = `<table class="matrix"><caption>Mutants killed, for each request and rule. An empty cell: the rule does not apply to the request. A dash: no mutation applies to the response.</caption>
<thead><tr><th scope="col" class="corner">Request</th>${head}</tr></thead>
${groups.join('\n')}</table>`;
  return section('matrix', 'Requests by rules', [scrolling('matrix', table)]);
}

/** A wide table in a region of its own, which can be scrolled by keyboard. */
function scrolling(label: string, table: string): string {
  return `<div class="scroll" role="region" aria-labelledby="${label}" tabindex="0">${table}</div>`;
}

function cellHtml(cell: Cell | undefined): string {
  if (!cell) return '<td></td>';
  if (cell.survived > 0) return `<td class="survived">${cell.survived}<span class="hidden"> survived</span></td>`;
  if (cell['not-tried'] > 0)
    return `<td class="not-tried">${cell['not-tried']}<span class="hidden"> not tried</span></td>`;
  const killed = killedIn(cell);
  if (killed === 0) return '<td class="nothing">–</td>';
  const other = cell['killed-by-other'] > 0;
  return `<td class="${other ? 'other' : 'killed'}">${killed}${other ? '<span class="hidden"> (some by another rule)</span>' : ''}</td>`;
}

/** The length at which a message is cut, in characters: it may quote a whole response. */
const LONGEST_MESSAGE = 200;

function everyHtml(rule: string, outcomes: readonly Outcome[]): string {
  const own = outcomes.filter(({ mutant }) => mutant.assertion.rule === rule);
  const rows = own.map((outcome) => {
    const { kind, mutant } = outcome;
    const statement =
      kind === 'killed' ? outcome.message : kind === 'killed-by-other' ? outcome.by.join('; ') : whyOf(outcome);
    const short = statement.length > LONGEST_MESSAGE ? `${statement.slice(0, LONGEST_MESSAGE)}…` : statement;
    return `<tr><td>${html(mutant.entry.request.name)}</td><td>${html(mutant.mutation.name)}</td><td class="${kind}">${KIND_WORDS[kind]}</td><td>${html(short)}</td></tr>`;
  });
  return `<details id="rule-${html(rule)}"${own.some(isOpen) ? ' open' : ''}><summary>${html(rule)} <span>${count(own.length, 'mutation')}</span></summary>
<div class="scroll" role="region" aria-label="${html(rule)}" tabindex="0"><table class="every"><thead><tr><th scope="col">Request</th><th scope="col">Change</th><th scope="col">Outcome</th><th scope="col">Message</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></details>`;
}
