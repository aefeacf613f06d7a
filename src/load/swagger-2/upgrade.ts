/**
 * Upgrades Swagger 2.0 to OpenAPI 3.0, whose schemas are of the same kind, so that everything after loading reads one format. Each
 * part keeps its place in the user's file. https://spec.openapis.org/oas/v2.0.html
 */
import { isRecord } from '../../core/json.ts';
import { toPointer } from '../../core/pointer.ts';
import type { Parsed } from '../parse.ts';
import { isSwagger2 } from './is-swagger-2.ts';
import { toPaths } from './operations.ts';
import { toParameter } from './parameters.ts';
import { toSchema } from './schemas.ts';
import { toSecuritySchemes } from './security.ts';
import { toServers } from './servers.ts';
import { finish, followed, type Members, type Part, remark, type Shared, shared, type Upgrading } from './upgrading.ts';

/** The members of the root that become others. */
const REPLACED: ReadonlySet<string> = new Set([
  'swagger',
  'host',
  'basePath',
  'schemes',
  'consumes',
  'produces',
  'definitions',
  'parameters',
  'responses',
  'securityDefinitions',
  'paths',
  'x-external-documents',
  'x-ms-parameterized-host',
]);

/** A Swagger 2.0 document, with the files that it references, as OpenAPI 3.0. Any other document is returned as it is. */
export function upgraded(parsed: Parsed): Parsed {
  if (!isSwagger2(parsed.value)) return parsed;
  const moves = new Map<string, string>();
  const root = withMembers(parsed.value, moves);
  const upgrading: Upgrading = {
    parsed,
    root,
    origins: new Map([['/openapi', '/swagger']]),
    notices: new Map(),
    components: {},
    references: new Map(),
    waiting: [],
  };
  const value = toDocument(upgrading);
  return {
    ...parsed,
    value,
    locate: (pointer) => parsed.locate(movedBack(originOf(upgrading.origins, pointer), moves)),
    notices: [...(parsed.notices ?? []), ...upgrading.notices.values()],
  };
}

/** Members of the root that stand in another file as a whole, such as `definitions: { $ref: definitions.yaml }`. */
function withMembers(document: Members, moves: Map<string, string>): Members {
  const members = ['paths', 'definitions', 'parameters', 'responses', 'securityDefinitions', 'info'].flatMap((name) => {
    const value = document[name];
    if (!isRecord(value) || typeof value['$ref'] !== 'string') return [];
    const target = followed({ root: document } as Upgrading, { value, from: '', to: '' });
    if (!target || !isRecord(target.value)) return [];
    moves.set(`/${name}`, target.from);
    return [[name, target.value] as const];
  });
  return members.length > 0 ? { ...document, ...Object.fromEntries(members) } : document;
}

function movedBack(pointer: string, moves: ReadonlyMap<string, string>): string {
  const first = /^\/[^/]*/.exec(pointer)?.[0] ?? '';
  const target = moves.get(first);
  return target === undefined ? pointer : target + pointer.slice(first.length);
}

/** The place of a part in the old document: that of the nearest part around it that was moved, and the way from there. */
function originOf(origins: ReadonlyMap<string, string>, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin !== undefined) return origin + pointer.slice(end);
  }
  return pointer;
}

function toDocument(upgrading: Upgrading): Members {
  const { root } = upgrading;
  const member = (name: string): Part => ({ value: root[name], from: `/${name}`, to: `/${name}` });
  const rest = Object.entries(root).filter(([name]) => !REPLACED.has(name));
  for (const name of ['definitions', 'parameters', 'responses']) share(upgrading, member(name));
  const servers = toServers(upgrading, member('schemes'));
  const paths = toPaths(upgrading, member('paths'));
  finish(upgrading);
  noteMsPaths(upgrading);
  const schemes =
    root['securityDefinitions'] === undefined ? undefined : toSecuritySchemes(upgrading, member('securityDefinitions'));
  const components = { ...upgrading.components, ...(schemes !== undefined && { securitySchemes: schemes }) };
  return {
    openapi: '3.0.4',
    ...Object.fromEntries(rest),
    ...(servers && { servers }),
    ...(paths !== undefined && { paths }),
    ...(Object.keys(components).length > 0 && { components }),
  };
}

/** The shared parts of the root keep their names, whether or not something refers to them. Responses depend on what refers to them. */
function share(upgrading: Upgrading, { value, from }: Part): void {
  if (!isRecord(value) || from === '/responses') return;
  for (const [name, part] of Object.entries(value)) {
    const isBody = isRecord(part) && (part['in'] === 'body' || part['in'] === 'formData');
    if (isBody && from === '/parameters') continue;
    const kind: Shared = from === '/definitions' ? 'schemas' : 'parameters';
    const reference = `#${encodeURI(toPointer([from.slice(1), name]))}`;
    shared(upgrading, { kind, reference }, (target) =>
      kind === 'schemas' ? toSchema(upgrading, target) : toParameter(upgrading, target),
    );
  }
}

/** Azure's extension for paths with a query. https://azure.github.io/autorest/extensions/#x-ms-paths */
function noteMsPaths(upgrading: Upgrading): void {
  const paths = upgrading.root['x-ms-paths'];
  for (const [name] of Object.entries(isRecord(paths) ? paths : {})) {
    const at = toPointer(['x-ms-paths', name]);
    remark(
      upgrading,
      'left-out',
      { value: undefined, from: at, to: at },
      `"${name}" of \`x-ms-paths\`: it is no path of OpenAPI`,
    );
  }
}
