/** The servers of a description, and those of a path or an operation. https://spec.openapis.org/oas/v3.1.1.html#server-object */
import { isRecord } from '../core/json.ts';
import { toVariableName } from '../core/variable-names.ts';
import { toSlug } from '../core/words.ts';
import { listOf } from '../schema/values.ts';
import { isOpenApi32 } from './openapi-3-2.ts';
import { child, eachOnce, type Node, notice, type Reading, report } from './reading.ts';
import { elementsAt, membersAt, objectAt, textAt, textsAt } from './typed-members.ts';
import type { OwnServer, Server, ServerVariable } from './types.ts';

/** The variable with the URL of the first server of a description. */
const MAIN = 'base_url';

/** The servers of the document; where it has none, `/` at the URL of the description, or on this machine. */
export function readServers(reading: Reading, root: Node): readonly [Server, ...Server[]] {
  const nodes = elementsAt(reading, root, 'servers');
  const [first = readServer(reading, { value: { url: '/' }, path: [] }, MAIN), ...others] = nodes.map((node) =>
    readServer(reading, node, MAIN),
  );
  for (const [index, { url }] of [first, ...others].entries()) noteOdd(reading, nodes[index], url, MAIN);
  noteRelative(reading, nodes[0], first.url, MAIN);
  return [first, ...others];
}

/** A server whose host the description does not say. */
function noteRelative(reading: Reading, node: Node | undefined, url: string, variable: string): void {
  const written = node ? urlAt(reading, node) : '';
  if (/^\/\/|^\{|^[a-z][a-z0-9+.-]*:/i.test(written)) return;
  const what = node ? `the server URL "${written}" is relative` : 'no server is described';
  const then =
    reading.address === undefined
      ? `set \`${variable}\`, which is ${url} until then`
      : `requests go to ${url}, where the description was read, unless \`${variable}\` is set`;
  notice(reading, 'note', node ? [...node.path, 'url'] : [], `${what}: ${then}`);
}

/** A server whose scheme is missing or not one of HTTP, or whose host has no name. */
function noteOdd(reading: Reading, node: Node | undefined, url: string, variable: string): void {
  if (!node) return;
  const note = (message: string) => notice(reading, 'note', [...node.path, 'url'], message);
  const written = urlAt(reading, node);
  if (/^(?!https?:\/\/)[a-z][a-z0-9+.-]*:/i.test(written))
    note(`the server URL "${written}" is not one of HTTP: set \`${variable}\`, which is ${url} until then`);
  if (written.startsWith('//') && reading.address === undefined)
    note(`the server URL "${written}" has no scheme: https is used`);
  // Only the root has no name: https://www.rfc-editor.org/rfc/rfc1035#section-3.1
  if (/^[^/]*\/\/([^/]*\.)?\.[^/]/.test(url))
    note(`a part of the host of "${url}" is empty: until \`${variable}\` is set, requests to it lead nowhere`);
}

/**
 * Reads the servers of operations. Operations with the same server share its variable. Where all of them are servers of the document, too,
 * the first one first, they are those of its environments.
 */
export function ownServerReader(
  main: Server,
  root: Node,
): (reading: Reading, holders: readonly Node[]) => OwnServer | undefined {
  const shared = new Set(listOf(isRecord(root.value) && root.value['servers']).map((one) => JSON.stringify(one)));
  /** As written, and by what they mean: servers with other words have one variable, too. */
  const read = new Map<string, OwnServer>();
  const known = new Map<string, OwnServer>();
  const taken = new Set([MAIN, ...main.variables.map(({ variable }) => variable)]);
  return (reading, holders) => {
    const [holder] = holders.filter((node) => elementsAt(reading, node, 'servers').length > 0).slice(-1);
    const [node, ...others] = holder ? elementsAt(reading, holder, 'servers') : [];
    if (!node) return undefined;
    const written = JSON.stringify(node.value);
    const own = read.get(written) ?? readOwn(reading, node, taken);
    if (own.url === main.url && others.every(({ value }) => shared.has(JSON.stringify(value)))) return undefined;
    read.set(written, own);
    const key = JSON.stringify([own.url, own.variables.map(({ allowed }) => allowed)]);
    const found = known.get(key) ?? own;
    if (!known.has(key)) {
      noteOdd(reading, node, found.url, found.variable);
      noteRelative(reading, node, found.url, found.variable);
    }
    known.set(key, found);
    for (const one of [found.variable, ...found.variables.map((part) => part.variable)]) taken.add(one);
    if (others.length > 0 && holder) {
      const message = `${others.length + 1} servers: requests go to the first, which the variable \`${found.variable}\` changes`;
      notice(reading, 'note', [...holder.path, 'servers'], message);
    }
    return found;
  };
}

function readOwn(reading: Reading, node: Node, taken: ReadonlySet<string>): OwnServer {
  const words = [nameOf(reading, node), textAt(reading, node, 'description')];
  const name = toOwnName(words, urlAt(reading, node));
  let variable = name;
  for (let number = 2; taken.has(variable); number += 1) variable = `${name}_${number}`;
  return { ...readServer(reading, node, variable), variable };
}

/** https://spec.openapis.org/oas/v3.2.0.html#server-object */
function nameOf(reading: Reading, node: Node): string {
  return isOpenApi32(reading) ? textAt(reading, node, 'name') : '';
}

/** `base_url_uploads`, by its name or a short description, or else by the host. */
function toOwnName(texts: readonly string[], url: string): string {
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? 'other';
  const words = [...texts, host].filter((text) => /[a-z]/i.test(text)).map(toSlug);
  return `${MAIN}_${words.find((text) => text.length <= 24)?.replaceAll('-', '_') ?? 'other'}`;
}

/** The URL as written, without a user and a password: nothing that is made of a description has them. */
function urlAt(reading: Reading, node: Node): string {
  return textAt(reading, node, 'url').replace(/^([^/?#]*\/\/)[^/?#]*@/, '$1');
}

function readServer(reading: Reading, node: Node, name: string): Server {
  const written = urlAt(reading, node);
  if (written !== textAt(reading, node, 'url')) {
    const message = `the user and the password in the server URL are not sent, nor written anywhere: describe a security scheme of the type "http"`;
    notice(reading, 'left-out', [...node.path, 'url'], message);
  }
  // A path after them would be a part of them. https://spec.openapis.org/oas/v3.2.0.html#server-object
  const template = written.replace(/[?#].*$/s, '');
  if (template !== written) {
    const message = `the query and the fragment of the server URL "${written}" are not sent: the paths follow its path`;
    notice(reading, 'left-out', [...node.path, 'url'], message);
  }
  const members = membersAt(reading, node, 'variables').filter(([member]) => template.includes(`{${member}}`));
  const variables = members.flatMap(([member]) => readVariable(reading, node, member, name));
  for (const { name: member } of variables.filter(({ value }) => value === '')) {
    const message = `the server variable "${member}" is empty by default, and has no variable in a collection: change \`${name}\` for another value`;
    notice(reading, 'note', [...node.path, 'variables', member], message);
  }
  const withValues = (text: string, inTemplate: (variable: ServerVariable) => string) =>
    text.replace(/\{([^{}]+)\}/g, (whole, member: string) => {
      const variable = variables.find((one) => one.name === member);
      return variable ? inTemplate(variable) : whole;
    });
  const url = withValues(template, (variable) => variable.value);
  if (/[{}]/.test(url)) return withoutDefault(reading, node, { template, url, name });
  // An empty value could leave a slash too many.
  const shown = withValues(template, ({ value, variable }) => (value === '' ? '' : `{{${variable}}}`));
  const isFixed = variables.every(({ value }) => value === '');
  return {
    name: nameOf(reading, node),
    url: toAbsolute(url, reading.address),
    template: toAbsolute(isFixed ? url : shown, reading.address),
    description: textAt(reading, node, 'description'),
    variables: isFixed ? [] : variables.filter(({ value }) => value !== ''),
  };
}

/**
 * A server whose variables have no defaults, so that its URL is not known. Where its host is not, no request and no credential may go
 * to a host of somebody else: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
 */
function withoutDefault(
  reading: Reading,
  node: Node,
  { template, url, name }: { readonly template: string; readonly url: string; readonly name: string },
): Server {
  const plain = url.replace(/\{([\w.-]+)\}/g, '$1');
  const message = `the server URL "${template}" has a variable without a default`;
  if (reading.strict || /[{}]/.test(plain)) {
    const hint = 'Give each variable a `default` under `variables`.';
    report(reading, 'server/unfilled-variable', node.path, message, hint);
  } else notice(reading, 'note', node.path, `${message}: until \`${name}\` is set, requests to it lead nowhere`);
  const isOfHost = /^(\{|[^/]*\/\/[^/]*\{)/.test(url);
  const known = isOfHost ? plain.replace(/^([^/]*\/\/)?[^/]+/, 'https://server.invalid') : plain;
  const absolute = toAbsolute(known);
  const description = textAt(reading, node, 'description');
  return { name: nameOf(reading, node), url: absolute, template: absolute, description, variables: [] };
}

/** https://spec.openapis.org/oas/v3.1.1.html#server-variable-object */
function readVariable(reading: Reading, server: Node, name: string, prefix: string): ServerVariable[] {
  const variables = child(server, 'variables');
  const node = variables && objectAt(reading, variables, name);
  if (!node) return [];
  const allowed = eachOnce(textsAt(reading, node, 'enum'));
  const given = child(node, 'default');
  const value = given ? textAt(reading, node, 'default') : (allowed[0] ?? `{${name}}`);
  if (given && allowed.length > 0 && !allowed.includes(value))
    notice(reading, 'note', given.path, `"${value}" is not in the \`enum\` of "${name}", and is used all the same`);
  return [
    {
      name,
      variable: `${prefix}_${toVariableName(name)}`,
      value,
      allowed,
      description: textAt(reading, node, 'description'),
    },
  ];
}

/**
 * A relative URL is relative to that of the description; without one, it is taken for one of this machine, and of https if only its scheme
 * is missing. Names of variables in it stay as they are. https://spec.openapis.org/oas/v3.1.1.html#relative-references-in-api-urls
 */
function toAbsolute(written: string, address?: string): string {
  const url = written.startsWith('//') && address === undefined ? `https:${written}` : written;
  const base = address ?? 'http://localhost/';
  if (/^(https?:\/\/|\{\{)/i.test(url) || !URL.canParse(url, base)) return url.replace(/\/+$/, '');
  const found = new URL(url, base).href.replace(/%7B%7B(\w+)%7D%7D/g, '{{$1}}');
  return found.replace(/\/+$/, '');
}
