/** The style that only the page of a run has. */
export const RUN_STYLE = `
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; } nav li { margin: 0; }
.cause { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--line); border-left: .3rem solid var(--bad-solid); border-radius: .5rem; }
.cause.related { margin-left: clamp(.5rem, 4vw, 2.5rem); border-left-color: var(--other); }
.cause h3 { color: var(--bad); font-size: 1.05rem; } .cause p { margin: .5rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin: .75rem 0; }
.sides div { padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); min-width: 0; }
.sides dt { color: var(--quiet); font-size: .875rem; } .sides dd { margin: 0; white-space: pre-wrap; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.sides .server { background: var(--bad-ground); } .sides .server dt { color: var(--text); }
.more { margin-top: 1rem; } .more > .cause { margin: 1rem; } .more > .cause.related { margin-left: clamp(1.5rem, 6vw, 3.5rem); }
.hint a { color: inherit; }
.hint { padding: .35rem .75rem; border-radius: .5rem; background: var(--other-ground); color: var(--other); font-weight: 600; }
pre { margin: .75rem 0; padding: .6rem .75rem; border-radius: .5rem; background: var(--raised); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
details > ul { padding: .25rem .75rem .5rem 2rem; } details > p { margin: 0; padding: .25rem .75rem .5rem; }
.coverage td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.coverage td.whole { background: var(--good-ground); color: var(--good); }
.coverage td.gap { background: var(--other-ground); color: var(--other); }
.coverage td.open { background: var(--bad-ground); color: var(--bad); }
.requests td:first-child { width: 1.5rem; } .requests .passed { color: var(--good); } .requests .failed { color: var(--bad); font-weight: 600; }
.requests td:last-child { min-width: 18rem; } .requests details { margin: .25rem 0; } .requests summary { padding: .25rem .5rem; font-weight: 400; }
.plot { display: block; margin-bottom: .75rem; width: 100%; max-width: 48rem; height: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
.plot rect { fill: var(--link); } .plot line { stroke: var(--quiet); } .plot text { fill: var(--text); font-size: 11px; }
.quiet { color: var(--quiet); }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
@media print { .cause { break-inside: avoid; } }
`;
