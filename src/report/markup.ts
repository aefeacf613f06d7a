/** HTML by a template that escapes what is inserted, and the frame that all pages have. */
import { html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { toVisible } from './escape.ts';
import { PAGE_STYLE } from './page-style.ts';

/** HTML, ready to be inserted into more of it: a `String` object, which is never taken for text. */
export type Markup = HtmlEscapedString;

type Inserted = Markup | string | number | readonly Inserted[];

/** Texts are escaped and control nothing; markup stays as it is. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Inserted[]): Markup {
  // It is a promise only where promises are inserted.
  return template(strings, ...values.map(harmless)) as Markup;
}

function harmless(value: Inserted): unknown {
  if (typeof value === 'string') return toVisible(value).replace(/[\ud800-\udfff]/gu, '\ufffd');
  return Array.isArray(value) ? value.map(harmless) : value;
}

export const NOTHING: Markup = html``;

interface Frame {
  readonly title: string;
  /** What the page is, above its heading. */
  readonly kind: string;
  readonly heading: string;
  readonly head: Markup;
  readonly main: readonly Markup[];
  readonly foot: Markup;
  /** More style than all pages have: a constant of ours. */
  readonly style?: string;
}

/** A page that requests nothing and runs nothing: its policy forbids both. */
export function toDocument({ title, kind, heading, head, main, foot, style = '' }: Frame): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
${styleElement(PAGE_STYLE + style)}
</head>
<body>
<header>
<p class="kind">${kind}</p>
<h1>${heading}</h1>
${head}
</header>
<main>
${main}
</main>
<footer><p>${foot}</p></footer>
</body>
</html>
`;
  return String(page);
}

/** Style is no text: what is escaped in it stays so. */
function styleElement(css: string): Markup {
  const element = Object.assign([`<style>${css}</style>`], { raw: [`<style>${css}</style>`] });
  return template(element as unknown as TemplateStringsArray) as Markup;
}

/** A part of the page with a heading; nothing where it has no parts. */
export function section(id: string, heading: string, parts: readonly Markup[]): Markup {
  if (parts.length === 0) return NOTHING;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${parts}
</section>
`;
}

export function list(items: readonly Markup[]): readonly Markup[] {
  return items.length === 0 ? [] : [html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`];
}

/** Terms with their texts. Empty texts are left out. */
export function terms(pairs: readonly (readonly [term: string, text: Markup | string])[]): Markup {
  const shown = pairs.filter(([, text]) => String(text) !== '');
  return html`<dl>${shown.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;
}

/** The most important numbers. */
export function figures(pairs: readonly (readonly [figure: string, of: string])[]): Markup {
  return html`<dl class="figures">${pairs.map(([figure, of]) => html`<div><dt>${of}</dt><dd>${figure}</dd></div>`)}</dl>`;
}

/** A wide table in a region of its own, which can be scrolled by keyboard. */
export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
