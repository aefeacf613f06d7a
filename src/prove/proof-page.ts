import { toXmlText } from '../report/escape.ts';
import { inWords } from '../report/words.ts';
import { type Cell, isProved, tally, toMatrix } from './matrix.ts';
import type { Outcome } from './outcome.ts';

/** The proof as one page that needs nothing else: no script, no font, no request. */
export function toProofPage(title: string, outcomes: readonly Outcome[], ms: number): string {
  const { rules, requests, cells } = toMatrix(outcomes);
  const counts = tally(outcomes);
  const made = outcomes.length - counts.inapplicable;
  const caught = counts.caught + counts['caught-by-other'];
  const proved = isProved(outcomes);
  const head = requests.map((name) => `<th scope="col"><span>${toXmlText(name)}</span></th>`).join('');
  const rows = rules.map(
    (rule, row) =>
      `<tr><th scope="row">${toXmlText(rule)}</th>${cells[row]?.map((cell) => cellHtml(cell)).join('') ?? ''}</tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${toXmlText(title)}: what the contract suite catches</title>
<style>${STYLE}</style>
<h1>${toXmlText(title)}</h1>
<p class="${proved ? 'proved' : 'unproved'}">${caught} of ${made} violations caught in ${inWords(Math.round(ms))}. ${
    proved ? 'None survived.' : `${counts.survived + counts['not-tried']} survived.`
  }</p>
<p>A correct server was broken in one way at a time. A number says how many ways the assertions of a rule caught in the answer
to a request; a dot, that the rule promises nothing of it.</p>
<div class="scroll"><table><thead><tr><td></td>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>
<h2>Every violation</h2>
${rules.map((rule) => ruleHtml(rule, outcomes)).join('\n')}
</html>
`;
}

function cellHtml(cell: Cell | undefined): string {
  if (!cell) return '<td class="none">·</td>';
  if (cell.survived > 0) return `<td class="survived">${cell.survived} survived</td>`;
  const caught = cell.caught + cell.caughtByOther;
  if (caught === 0) return '<td class="none" title="the answer has nothing to break">–</td>';
  return `<td class="${cell.caughtByOther > 0 ? 'other' : 'caught'}">${caught}</td>`;
}

function ruleHtml(rule: string, outcomes: readonly Outcome[]): string {
  const own = outcomes.filter(({ trial }) => trial.assertion.rule === rule);
  const open = own.some(({ kind }) => kind === 'survived' || kind === 'not-tried') ? ' open' : '';
  const items = own.map(({ kind, trial }) => {
    const text = `${trial.entry.request.name}: ${trial.violation.name}`;
    return `<li class="${kind}">${toXmlText(text)} <em>${kind.replaceAll('-', ' ')}</em></li>`;
  });
  return `<details${open}><summary>${toXmlText(rule)} (${own.length})</summary><ul>${items.join('')}</ul></details>`;
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; }
.proved, .unproved { font-size: 1.2rem; font-weight: 600; }
.proved { color: #1a7f37; } .unproved { color: #cf222e; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead th { height: 15rem; vertical-align: bottom; padding: 0; font-weight: 400; }
thead span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; padding: .4rem 0; }
tbody th { text-align: left; font-weight: 400; padding-right: 1rem; white-space: nowrap; }
td { text-align: center; min-width: 1.9rem; border: 1px solid #8884; }
.caught { background: #2da44e33; } .other { background: #d4a72c55; } .none { color: #8888; }
td.survived { background: #cf222e; color: #fff; font-weight: 600; }
details { margin: .3rem 0; } summary { cursor: pointer; }
li em { font-style: normal; color: #888; } li.survived em, li.not-tried em { color: #cf222e; font-weight: 600; }
`;
