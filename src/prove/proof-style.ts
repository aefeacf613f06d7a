/** The style that only the page of a proof has. */
export const PROOF_STYLE = `
.open { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--bad); border-left-width: .3rem; border-radius: .5rem; background: var(--bad-ground); }
.open h3 { color: var(--bad); }
.open dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem 1rem; margin: 0; }
.open dt { color: var(--quiet); } .open dd { margin: 0; min-width: 0; }
.rules .number { width: 5rem; } .rules th[scope=row] { white-space: nowrap; }
.rules td.number:not([class~=killed]):not([class~=survived]):not([class~=not-tried]):not([class~=killed-by-other]) { color: var(--quiet); }
td.survived, td.not-tried { background: var(--bad-solid); color: #fff; font-weight: 600; }
td.killed-by-other, td.other { background: var(--other-ground); color: var(--other); }
.matrix { width: auto; min-width: 100%; font-variant-numeric: tabular-nums; }
.matrix thead th { padding: .5rem .2rem; text-align: center; font-weight: 400; }
.matrix thead span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix thead a { color: inherit; text-decoration: none; } .matrix thead a:hover { text-decoration: underline; }
.matrix td { min-width: 2.1rem; padding: .3rem .2rem; text-align: center; border-left: 1px solid var(--line); }
.matrix th[scope=row], .matrix .corner { position: sticky; left: 0; z-index: 1; background: var(--ground); text-align: left; padding: .3rem .75rem; min-width: 12rem; }
.matrix .corner { background: var(--raised); vertical-align: bottom; }
.matrix .folder th { background: var(--raised); font-weight: 600; } .matrix .folder th { padding: .35rem .75rem; }
.matrix td.killed { background: var(--good-ground); color: var(--good); }
.nothing { color: var(--quiet); }
.every { min-width: 46rem; } .every td.killed { color: var(--good); } .every td.inapplicable { color: var(--quiet); }
@media (max-width: 40rem) {
  .matrix th[scope=row], .matrix .corner { min-width: 8.5rem; max-width: 8.5rem; font-size: .8rem; }
  .rules .about { min-width: 16rem; }
  .open dl { grid-template-columns: 1fr; } .open dd { margin-bottom: .4rem; }
}
@media print { .matrix th[scope=row], .matrix .corner { position: static; } }
`;
