/** The style that all pages have. Every text has a contrast of at least 4.5 to 1, in the light and in the dark theme. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --link: #0550ae;
  --good: #116329; --good-ground: #dafbe1; --bad: #a40e26; --bad-ground: #ffebe9; --bad-solid: #b3142d;
  --other: #6b4c00; --other-ground: #fff1c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --quiet: #9da7b3; --line: #30363d; --link: #79b8ff;
    --good: #6fdd8b; --good-ground: #12351f; --bad: #ff9a93; --bad-ground: #3c1618; --bad-solid: #b3142d;
    --other: #f0c64a; --other-ground: #3a2d06;
  }
}
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
body { margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 96rem; background: var(--ground); color: var(--text); overflow-wrap: break-word; }
header > p, section > p { max-width: 48rem; }
.kind { margin: 0; color: var(--quiet); font-size: .875rem; }
h1 { margin: 0 0 1rem; font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.35rem; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
a { color: var(--link); text-underline-offset: .15em; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.verdict { max-width: none; padding: .75rem 1rem; border-radius: .5rem; border-left: .3rem solid; font-size: 1.15rem; font-weight: 600; }
.good { color: var(--good); background: var(--good-ground); }
.bad { color: var(--bad); background: var(--bad-ground); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
.figures dt { color: var(--quiet); font-size: .875rem; }
.figures dd { margin: 0; font-size: clamp(1.1rem, 4vw, 1.4rem); font-weight: 600; font-variant-numeric: tabular-nums; }
ul { margin: 0; padding-left: 1.25rem; } li { margin: .3rem 0; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
.scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .875rem; }
caption { padding: .6rem .75rem; text-align: left; color: var(--quiet); border-bottom: 1px solid var(--line); }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { vertical-align: bottom; background: var(--raised); }
tbody th { font-weight: 400; }
tbody:last-child tr:last-child > * { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; overflow: hidden; }
details .scroll { border: 0; border-radius: 0; border-top: 1px solid var(--line); }
summary { padding: .5rem .75rem; cursor: pointer; font-weight: 600; } summary span { color: var(--quiet); font-weight: 400; }
footer { margin-top: 3rem; color: var(--quiet); font-size: .875rem; }
@media print { nav { display: none; } .scroll { overflow: visible; } details::details-content { content-visibility: visible; block-size: auto; } }
`;
