/** A proof as one self-contained HTML page: no script, no font, no request. */
import { count } from '../core/words.ts';
import { figures, html, list, type Markup, NOTHING, scrolling, section, terms, toDocument } from '../report/markup.ts';
import { inWords } from '../report/words.ts';
import { RULES } from '../rules/registry.ts';
import { CLIENT_TITLES } from '../run/events.ts';
import { type Cell, isProved, killedIn, type Matrix, madeIn, tally, toMatrix } from './matrix.ts';
import type { Outcome } from './outcome.ts';
import { isOpen, KIND_WORDS, proofInWords, type ReportedProof, whyOf } from './proof.ts';
import { PROOF_STYLE } from './proof-style.ts';

export function toProofPage(proof: ReportedProof): string {
  const { outcomes, title, notAsserted, notes } = proof;
  const matrix = toMatrix(outcomes);
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind);
  return toDocument({
    title: `${title}: what its contract suite kills`,
    kind: 'Proof of a contract suite',
    heading: title,
    head: summaryMarkup(proof, matrix),
    main: [
      section('open', 'What was not killed', outcomes.filter(isOpen).map(openMarkup)),
      section('other', 'Killed, but not by its own rule', list(of('killed-by-other').map(otherMarkup))),
      rulesMarkup(matrix),
      matrixMarkup(matrix),
      section('inapplicable', 'Could not be made', list(of('inapplicable').map(unmadeMarkup))),
      section(
        'not-asserted',
        'Not asserted, so not proved',
        list(
          notAsserted.map(
            ({ keyword, pointer, why }) => html`<code>${keyword}</code> at <code>#${pointer}</code>: ${why}`,
          ),
        ),
      ),
      section('notes', 'Conventions and notices', list(notes.map((line) => html`${line}`))),
      section(
        'every',
        'Every mutation',
        matrix.rules.map(({ id }) => everyMarkup(id, outcomes)),
      ),
    ],
    foot: html`Made by <code>postman-contract prove</code>, with ${CLIENT_TITLES[proof.client]}.`,
    style: PROOF_STYLE,
  });
}

function summaryMarkup(proof: ReportedProof, { rules, requests }: Matrix): Markup {
  const { outcomes, suite } = proof;
  const counts = tally(outcomes);
  const numbers: (readonly [string, string])[] = [
    [`${killedIn(counts)} of ${madeIn(counts)}`, 'mutants killed'],
    [String(rules.length), 'rules'],
    [String(requests.length), 'requests mutated'],
    [String(suite.assertions), `assertions in ${count(suite.requests, 'request')}`],
    [inWords(Math.round(proof.ms)), 'in all'],
  ];
  return html`<p class="verdict ${isProved(outcomes) ? 'good' : 'bad'}">${proofInWords(proof)}.</p>
${figures(numbers)}
<p>The suite was run against a correct server, and was green. Then the responses were changed, by one mutation at a time, and the suite
was run again. A mutant is killed if an assertion of its rule fails. A mutant that survives fails the proof.</p>`;
}

function openMarkup(outcome: Outcome): Markup {
  const { entry, folder, assertion, mutation } = outcome.mutant;
  const own = terms([
    ['Request', `${folder} / ${entry.request.name}`],
    ['Change', mutation.name],
    ['Rule', assertion.rule],
    ['Assertion', assertion.title],
    [outcome.kind === 'survived' ? 'Why it survived' : 'Why it was not tried', whyOf(outcome)],
  ]);
  return html`<article class="open"><h3>${`${KIND_WORDS[outcome.kind]}: ${mutation.name}`}</h3>${own}</article>`;
}

function mutationMarkup({ mutant: { assertion, mutation, entry } }: Outcome): Markup {
  return html`<b>${mutation.name}</b> in “${entry.request.name}” (${ruleLink(assertion.rule)})`;
}

function otherMarkup(outcome: Outcome): Markup {
  const by = outcome.kind === 'killed-by-other' ? outcome.by.join('; ') : '';
  return html`${mutationMarkup(outcome)}, killed by: ${by}`;
}

function unmadeMarkup(outcome: Outcome): Markup {
  return html`${mutationMarkup(outcome)}: ${whyOf(outcome)}`;
}

function ruleLink(rule: string): Markup {
  return html`<a href="#rule-${rule}">${rule}</a>`;
}

const SUMMARIES = new Map(RULES.map(({ id, summary }) => [id, summary]));

function rulesMarkup({ rules }: Matrix): Markup {
  const kinds = ['killed', 'killed-by-other', 'survived', 'not-tried', 'inapplicable'] as const;
  const used = kinds.filter((kind) => kind === 'killed' || rules.some(({ total }) => total[kind] > 0));
  const rows = rules.map(({ id, total }) => {
    const numbers = used.map((kind) => html`<td class="number ${total[kind] > 0 ? kind : ''}">${total[kind]}</td>`);
    return html`<tr><th scope="row">${ruleLink(id)}</th>${numbers}<td class="about">${SUMMARIES.get(id) ?? ''}</td></tr>
`;
  });
  const table = html`<table class="rules"><caption>What became of the mutations of each rule</caption>
<thead><tr><th scope="col">Rule</th>${used.map((kind) => html`<th scope="col" class="number">${KIND_WORDS[kind]}</th>`)}<th scope="col">What it asserts</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  return section('rules', 'Rules', [scrolling('The rules', table)]);
}

function matrixMarkup({ rules, requests }: Matrix): Markup {
  const folders = [...new Set(requests.map(({ folder }) => folder))];
  const groups = folders.map((folder) => {
    const rows = requests
      .filter((request) => request.folder === folder)
      .map(
        ({ name, cells }) => html`<tr><th scope="row">${name}</th>${cells.map(cellMarkup)}</tr>
`,
      );
    return html`<tbody><tr class="folder"><th scope="rowgroup" colspan="${rules.length + 1}">${folder}</th></tr>
${rows}</tbody>
`;
  });
  const table = html`<table class="matrix"><caption>Mutants killed, for each request and rule. An empty cell: the rule does not apply to the request. A dash: no mutation applies to the response.</caption>
<thead><tr><th scope="col" class="corner">Request</th>${rules.map(({ id }) => html`<th scope="col"><span>${ruleLink(id)}</span></th>`)}</tr></thead>
${groups}</table>`;
  return section('matrix', 'Requests by rules', [scrolling('The requests by rules', table)]);
}

function cellMarkup(cell: Cell | undefined): Markup {
  if (!cell) return html`<td></td>`;
  if (cell.survived > 0) return html`<td class="survived">${cell.survived}<span class="hidden"> survived</span></td>`;
  if (cell['not-tried'] > 0)
    return html`<td class="not-tried">${cell['not-tried']}<span class="hidden"> not tried</span></td>`;
  const killed = killedIn(cell);
  if (killed === 0) return html`<td class="nothing">–</td>`;
  const other = cell['killed-by-other'] > 0;
  return html`<td class="${other ? 'other' : 'killed'}">${killed}${other ? html`<span class="hidden"> (some by another rule)</span>` : NOTHING}</td>`;
}

/** The length at which a message is cut, in characters: it may quote a whole response. */
const LONGEST_MESSAGE = 200;

function everyMarkup(rule: string, outcomes: readonly Outcome[]): Markup {
  const own = outcomes.filter(({ mutant }) => mutant.assertion.rule === rule);
  const rows = own.map((outcome) => {
    const { kind, mutant } = outcome;
    const statement =
      kind === 'killed' ? outcome.message : kind === 'killed-by-other' ? outcome.by.join('; ') : whyOf(outcome);
    const short = statement.length > LONGEST_MESSAGE ? `${statement.slice(0, LONGEST_MESSAGE)}…` : statement;
    return html`<tr><td>${mutant.entry.request.name}</td><td>${mutant.mutation.name}</td><td class="${kind}">${KIND_WORDS[kind]}</td><td>${short}</td></tr>
`;
  });
  const isOpenAtFirst = own.some(isOpen) ? html` open` : NOTHING;
  return html`<details id="rule-${rule}"${isOpenAtFirst}><summary>${rule} <span>${count(own.length, 'mutation')}</span></summary>
${scrolling(
  `Mutations of ${rule}`,
  html`<table class="every"><thead><tr><th scope="col">Request</th><th scope="col">Change</th><th scope="col">Outcome</th><th scope="col">Message</th></tr></thead>
<tbody>${rows}</tbody></table>`,
)}</details>
`;
}
