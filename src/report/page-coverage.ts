/** The matrix of what was asserted, for the page of a run. */
import { groupBy } from '../core/group-by.ts';
import {
  type Coverage,
  type CoveredMember,
  type CoveredOperation,
  type MemberKind,
  percentOf,
  tallyOf,
} from './coverage.ts';
import { html, list, type Markup, NOTHING, scrolling } from './markup.ts';

const KINDS = {
  response: 'Responses',
  header: 'Response headers',
  parameter: 'Parameters',
  body: 'Members of bodies',
} as const satisfies Record<MemberKind, string>;

const STATES = {
  asserted: 'asserted',
  'not-judged': 'not judged',
  'not-asserted': 'not asserted',
  'out-of-reach': 'out of reach',
} as const satisfies Record<CoveredMember['state'], string>;

export function coverageParts(coverage: Coverage): readonly Markup[] {
  const { asserted, assertable, operations } = coverage;
  return [
    html`<p>${percentOf(coverage)} %: ${asserted} of ${assertable} things that the description has were compared with a response. A thing is a
response, a header, a parameter, or a place in a body. What no request can cause, such as a 500, does not count.</p>`,
    scrolling('What was asserted, by operation', table(operations)),
    ...operations.map(operationDetails),
  ];
}

function table(operations: readonly CoveredOperation[]): Markup {
  const kinds = Object.keys(KINDS) as MemberKind[];
  return html`<table class="coverage"><caption>Asserted of all that can be, for each operation</caption>
<thead><tr><th scope="col">Operation</th>${kinds.map((kind) => html`<th scope="col" class="number">${KINDS[kind]}</th>`)}</tr></thead>
<tbody>${operations.map(({ method, path, members }, index) => {
    const byKind = groupBy(members, ({ kind }) => kind);
    return html`<tr><th scope="row"><a href="#operation-${index + 1}">${method} ${path}</a></th>${kinds.map((kind) => cell(byKind.get(kind) ?? []))}</tr>
`;
  })}</tbody></table>`;
}

function cell(members: readonly CoveredMember[]): Markup {
  const counts = tallyOf(members);
  const all = counts.asserted + counts['not-judged'] + counts['not-asserted'];
  if (all === 0) return html`<td>–</td>`;
  const state = counts.asserted === all ? 'whole' : counts.asserted === 0 ? 'open' : 'gap';
  return html`<td class="${state}">${counts.asserted} of ${all}</td>`;
}

/** How many asserted members of an operation are named. All others are. */
const MOST_ASSERTED = 200;

function operationDetails({ method, path, members }: CoveredOperation, index: number): Markup {
  const byState = groupBy(members, ({ state }) => state);
  const states = Object.keys(STATES) as CoveredMember['state'][];
  const numbers = states.flatMap((state) => {
    const { length } = byState.get(state) ?? [];
    return length === 0 ? [] : [`${length} ${STATES[state]}`];
  });
  const open = members.filter(({ state }) => state !== 'asserted');
  const asserted = byState.get('asserted') ?? [];
  return html`<details id="operation-${index + 1}"><summary>${method} ${path} <span>${numbers.join(', ')}</span></summary>
${list([...groupBy(open, ({ state, why = '' }) => `${STATES[state]}: ${why}`)].map(([why, same]) => html`${why}: ${codes(same)}`))}
${asserted.length === 0 ? NOTHING : html`<p>Asserted: ${codes(asserted.slice(0, MOST_ASSERTED))}${asserted.length > MOST_ASSERTED ? ` and ${asserted.length - MOST_ASSERTED} more` : ''}</p>`}</details>
`;
}

function codes(members: readonly CoveredMember[]): readonly Markup[] {
  return members.map(({ name }, index) => html`${index === 0 ? '' : ', '}<code>${name}</code>`);
}
