/** `host`, `basePath` and `schemes` of Swagger 2.0 as servers. https://spec.openapis.org/oas/v2.0.html#swagger-object */
import { isRecord } from '../../core/json.ts';
import { type Members, moved, type Part, remark, textsIn, type Upgrading } from './upgrading.ts';

/** The servers of the document. HTTPS comes first, since requests carry credentials. */
export function toServers(upgrading: Upgrading, schemes: Part): readonly unknown[] | undefined {
  const { root } = upgrading;
  const { host, basePath } = root;
  const path = toPath(basePath);
  const declared = textsIn(schemes.value);
  const usable = usableIn(declared);
  const parameterized = toParameterized(upgrading, path, usable[0] ?? 'https');
  if (parameterized) return parameterized;
  const at = moved(upgrading, { value: host, from: host === undefined ? '/basePath' : '/host', to: '' }, '/servers');
  const isHost = typeof host === 'string' && /^[^\s{}<>]+$/.test(host);
  if (!isHost) {
    // Without a host, the URL is relative, which is noted of every description.
    if (host !== undefined && host !== '') remark(upgrading, 'note', at, `${JSON.stringify(host)} is no host`);
    return path === '' ? undefined : [{ url: path }];
  }
  if (/^https?:\/\//i.test(host)) {
    remark(upgrading, 'note', at, 'the host has a scheme, which belongs into `schemes`: it is used as written');
    return [{ url: host.replace(/\/+$/, '') + path }];
  }
  if (declared && usable.length === 0) {
    remark(upgrading, 'note', schemes, `no scheme is http or https (${declared.join(', ')}): https is used`);
  } else if (!declared) {
    remark(upgrading, 'note', at, 'no `schemes`: https is used');
  }
  return (usable.length > 0 ? usable : ['https']).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

/** The servers of an operation with `schemes` of its own. */
export function toOwnServers({ root }: Upgrading, schemes: Part): readonly unknown[] | undefined {
  const { host, basePath = '' } = root;
  const usable = usableIn(textsIn(schemes.value));
  const isSame = usable.join(' ') === usableIn(textsIn(root['schemes'])).join(' ');
  if (isSame || usable.length === 0 || typeof host !== 'string' || host.includes('://')) return undefined;
  return usable.map((scheme) => ({ url: `${scheme}://${host}${toPath(basePath)}` }));
}

function usableIn(schemes: readonly string[] | undefined): readonly string[] {
  return (schemes ?? [])
    .filter((scheme) => scheme === 'https' || scheme === 'http')
    .toSorted()
    .reverse();
}

/** A base path begins with a slash, and none ends it. */
function toPath(basePath: unknown): string {
  return typeof basePath === 'string' ? basePath.replace(/^(?!\/|$)/, '/').replace(/\/+$/, '') : '';
}

/**
 * Azure's extension for hosts with parameters.
 * https://azure.github.io/autorest/extensions/#x-ms-parameterized-host
 */
function toParameterized({ root }: Upgrading, path: string, scheme: string): readonly unknown[] | undefined {
  const extension = root['x-ms-parameterized-host'];
  if (!isRecord(extension) || typeof extension['hostTemplate'] !== 'string') return undefined;
  const prefix = extension['useSchemePrefix'] === false ? '' : `${scheme}://`;
  const url = prefix + extension['hostTemplate'].replace(/\/+$/, '') + path;
  const known: readonly unknown[] = Array.isArray(extension['parameters']) ? extension['parameters'] : [];
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const variables = names.map((name): [string, Members] => {
    const parameter = known.filter(isRecord).find((one) => one['name'] === name) ?? {};
    const values = textsIn(parameter['enum']);
    const written = parameter['default'];
    const usual =
      (typeof written === 'string' ? written : undefined) ??
      values?.[0] ??
      (prefix === '' && url.startsWith(`{${name}}`) ? `https://${name}` : name);
    return [name, { default: String(usual), ...(values && { enum: values }) }];
  });
  return [{ url, ...(variables.length > 0 && { variables: Object.fromEntries(variables) }) }];
}
