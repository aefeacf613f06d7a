/**
 * Upgrades Swagger 2.0 to OpenAPI 3.0, whose schemas are of the same kind, so that everything after loading reads one format. Each
 * part keeps its place in the user's file. https://spec.openapis.org/oas/v2.0.html
 */
import { isRecord } from '../../core/json.ts';
import { toPointer } from '../../core/pointer.ts';
import type { Parsed } from '../parse.ts';
import { toPaths } from './operations.ts';
import { toParameter } from './parameters.ts';
import { toSchema } from './schemas.ts';
import { toSecuritySchemes } from './security.ts';
import { toServers } from './servers.ts';
import { finish, type Members, type Part, remark, type Shared, shared, type Upgrading } from './upgrading.ts';

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
  'x-ms-parameterized-host',
]);

/** A Swagger 2.0 document as OpenAPI 3.0. `root` is its value. */
export function upgraded(parsed: Parsed, root: Members): Parsed {
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
    locate: (pointer) => parsed.locate(originOf(upgrading.origins, pointer)),
    notices: [...(parsed.notices ?? []), ...upgrading.notices.values()],
  };
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
