/** The servers of a description, and those of a path or an operation. https://spec.openapis.org/oas/v3.1.1.html#server-object */
import { toVariableName } from '../core/variable-names.ts';
import { toSlug } from '../core/words.ts';
import {
  child,
  eachOnce,
  elementsAt,
  membersAt,
  type Node,
  notice,
  objectAt,
  type Reading,
  report,
  textAt,
  textsAt,
} from './reading.ts';
import type { OwnServer, Server, ServerVariable } from './types.ts';

/** The variable with the URL of the first server of a description. */
const MAIN = 'base_url';

/** The servers of the document; one on this machine where it has none. */
export function readServers(reading: Reading, root: Node): readonly [Server, ...Server[]] {
  const nodes = elementsAt(reading, root, 'servers');
  const [first, ...others] = nodes.map((node) => readServer(reading, node, MAIN));
  return [
    first ?? { url: 'http://localhost', template: 'http://localhost', description: '', variables: [] },
    ...others,
  ];
}

/** Reads the servers of operations. Operations with the same server share its variable. */
export function ownServerReader(main: Server): (reading: Reading, holders: readonly Node[]) => OwnServer | undefined {
  const known = new Map<string, OwnServer>();
  const taken = new Set([MAIN, ...main.variables.map(({ variable }) => variable)]);
  return (reading, holders) => {
    const [holder] = holders.filter((node) => elementsAt(reading, node, 'servers').length > 0).slice(-1);
    const [node, ...others] = holder ? elementsAt(reading, holder, 'servers') : [];
    if (!node) return undefined;
    const name = toOwnName(textAt(reading, node, 'description'), textAt(reading, node, 'url'));
    let variable = name;
    for (let number = 2; taken.has(variable); number += 1) variable = `${name}_${number}`;
    const server = readServer(reading, node, variable);
    const key = JSON.stringify([server.url, server.variables.map(({ allowed }) => allowed)]);
    if (server.url === main.url && others.length === 0) return undefined;
    const found = known.get(key) ?? { ...server, variable };
    known.set(key, found);
    for (const one of [found.variable, ...found.variables.map((part) => part.variable)]) taken.add(one);
    if (others.length > 0 && holder) {
      const message = `${others.length + 1} servers: requests go to the first, which the variable \`${found.variable}\` changes`;
      notice(reading, 'note', [...holder.path, 'servers'], message);
    }
    return found;
  };
}

/** `base_url_uploads`, by a short description, or else by the host. */
function toOwnName(description: string, url: string): string {
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? 'other';
  const words = [description, host].filter((text) => /[a-z]/i.test(text)).map(toSlug);
  return `${MAIN}_${words.find((text) => text.length <= 24)?.replaceAll('-', '_') ?? 'other'}`;
}

function readServer(reading: Reading, node: Node, name: string): Server {
  const template = textAt(reading, node, 'url');
  const members = membersAt(reading, node, 'variables').filter(([member]) => template.includes(`{${member}}`));
  const variables = members.flatMap(([member]) => readVariable(reading, node, member, name));
  const withValues = (text: string, inTemplate: (variable: ServerVariable) => string) =>
    text.replace(/\{([^{}]+)\}/g, (whole, member: string) => {
      const variable = variables.find((one) => one.name === member);
      return variable ? inTemplate(variable) : whole;
    });
  const url = withValues(template, (variable) => variable.value);
  if (/[{}]/.test(url)) {
    const message = `the server URL "${template}" has a variable without a default`;
    const hint = 'Give each variable a `default` under `variables`.';
    report(reading, 'server/unfilled-variable', node.path, message, hint);
  }
  // An empty value could leave a slash too many.
  const shown = withValues(template, ({ value, variable }) => (value === '' ? '' : `{{${variable}}}`));
  const isFixed = variables.every(({ value }) => value === '') || /[{}]/.test(url);
  return {
    url: toAbsolute(url),
    template: isFixed ? toAbsolute(url) : toAbsolute(shown),
    description: textAt(reading, node, 'description'),
    variables: isFixed ? [] : variables.filter(({ value }) => value !== ''),
  };
}

/** https://spec.openapis.org/oas/v3.1.1.html#server-variable-object */
function readVariable(reading: Reading, server: Node, name: string, prefix: string): ServerVariable[] {
  const variables = child(server, 'variables');
  const node = variables && objectAt(reading, variables, name);
  if (!node) return [];
  return [
    {
      name,
      variable: `${prefix}_${toVariableName(name)}`,
      value: textAt(reading, node, 'default'),
      allowed: eachOnce(textsAt(reading, node, 'enum')),
      description: textAt(reading, node, 'description'),
    },
  ];
}

/** A relative URL is one of this machine, since a description does not know where it was loaded from. */
function toAbsolute(url: string): string {
  const absolute = /^(https?:\/\/|\{\{)/i.test(url) ? url : `http://localhost${url.startsWith('/') ? url : `/${url}`}`;
  return absolute.replace(/\/+$/, '');
}
