/** Path templates: https://spec.openapis.org/oas/v3.1.1.html#path-templating */
import type { Finding } from '../core/errors.ts';

/** The names in the braces of a template, in order; `undefined` if the braces are unbalanced. */
export function pathParameterNames(template: string): string[] | undefined {
  const names: string[] = [];
  for (const part of template.split(/(\{[^{}]*\})/)) {
    if (part.startsWith('{') && part.endsWith('}') && part.length > 2) names.push(part.slice(1, -1));
    else if (part.includes('{') || part.includes('}')) return undefined;
  }
  return names;
}

/** The name of the last parameter of a path, which is that of the item that the path is about. */
export function lastParameter(path: string): string | undefined {
  return [...path.matchAll(/\{([^{}]+)\}/g)].at(-1)?.[1];
}

/**
 * A path as it is sent: without a fragment, `/#Action=Stop`. Many descriptions have several operations with one method at one path, and
 * their fragments tell them apart. A server tells them apart by their parameters. Without a query or a fragment in braces as well, `/orders{?page}`,
 * which some tools write: https://www.rfc-editor.org/rfc/rfc6570#section-3.2.8
 */
export function wirePath(path: string): string {
  const start = path.search(/#(?![^{}]*\})/);
  return (start < 0 ? path : path.slice(0, start)).replace(/(\{[?&#][^{}]*\})+$/, '');
}

/** The name in `;name=5`, of a template with the operators of RFC 6570 as well: `{;name*}`. */
export function matrixName(name: string): string {
  return name.replace(/^;(?=.)/, '').replace(/(?<=.)\*$/, '');
}

/** What is wrong with a path, if anything. */
export function pathFault(path: string): Omit<Finding, 'place'> | undefined {
  if (!path.startsWith('/')) {
    const hint = 'The path is appended to the URL of the server.';
    return { code: 'path/no-slash', message: `"${path}" does not begin with "/"`, hint };
  }
  if (pathParameterNames(wirePath(path)) === undefined) {
    const hint = 'Write each parameter as `{name}`, as in `/orders/{orderId}`.';
    return { code: 'path/unbalanced-brace', message: `"${path}" has an unbalanced brace`, hint };
  }
  if (/\{[^{}]*\//.test(wirePath(path))) {
    const hint = 'Write it before the parameter, as in `/orders/{orderId}`.';
    return { code: 'path/not-a-path', message: `"${path}" has a "/" between braces`, hint };
  }
  if (
    wirePath(path)
      .replace(/\{[^{}]*\}/g, '')
      .includes('?')
  ) {
    const hint = 'Describe what follows "?" under `parameters`, with `in: query`.';
    return { code: 'path/not-a-path', message: `"${path}" has a query`, hint };
  }
  return undefined;
}

/** Replace each parameter of a template by the text that `fill` returns for its name. */
export function fillPath(template: string, fill: (name: string) => string): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => fill(name));
}
