/** Path templates: https://spec.openapis.org/oas/v3.1.1.html#path-templating */

/** The names in the braces of a template, in order; `undefined` if the braces are unbalanced. */
export function pathParameterNames(template: string): string[] | undefined {
  const names: string[] = [];
  for (const part of template.split(/(\{[^{}]*\})/)) {
    if (part.startsWith('{') && part.endsWith('}') && part.length > 2) names.push(part.slice(1, -1));
    else if (part.includes('{') || part.includes('}')) return undefined;
  }
  return names;
}

/** Replace each parameter of a template by the text that `fill` returns for its name. */
export function fillPath(template: string, fill: (name: string) => string): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => fill(name));
}
