/** Which proxy a request takes, by the variables that Newman and the Postman CLI honour. */

type Env = Readonly<Record<string, string | undefined>>;

export interface ProxyChoice {
  /** Without it, the server is reached directly. */
  readonly proxy?: URL;
  /** The variable that decided. */
  readonly variable?: string;
  /** The value of that variable is no URL. */
  readonly isInvalid?: true;
}

/**
 * The proxy for a URL, as `postman-request` of both clients finds it: `HTTPS_PROXY` or else `HTTP_PROXY` for https, `HTTP_PROXY` for http, and
 * none for what `NO_PROXY` lists, and for this machine. `ALL_PROXY` has no effect there.
 */
export function proxyFor(url: URL, env: Env): ProxyChoice {
  const names = url.protocol === 'https:' ? ['HTTPS_PROXY', 'HTTP_PROXY'] : ['HTTP_PROXY'];
  const variable = names.flatMap((name) => [name, name.toLowerCase()]).find((name) => env[name]);
  if (variable === undefined) return {};
  if (isExcepted(url, withoutProxy(env))) return { variable: 'NO_PROXY' };
  const text = env[variable] ?? '';
  const spelled = /^\w+:\/\//.test(text) ? text : `http://${text}`;
  return URL.canParse(spelled) ? { proxy: new URL(spelled), variable } : { variable, isInvalid: true };
}

/** `NO_PROXY` lists host names, each with the hosts below it, and maybe a port; `*` is all. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  if (list.trim() === '*') return true;
  const own = port || (protocol === 'https:' ? '443' : '80');
  return list.split(',').some((zone) => {
    const [, host = '', only] = /^\.*([^:]*)(?::(\d+))?$/.exec(zone.trim().toLowerCase()) ?? [];
    return host !== '' && `.${hostname}`.endsWith(`.${host}`) && (only === undefined || only === own);
  });
}

/** Both clients would send requests to this machine by a proxy, which cannot reach it. The environment alone tells them not to. */
const HERE = ['localhost', '127.0.0.1'];

/** The list of hosts that are reached directly: that of the environment, and this machine. */
export function withoutProxy(env: Env): string {
  const given = env['NO_PROXY'] || env['no_proxy'] || '';
  return given.trim() === '*' ? given : [given, ...HERE].filter(Boolean).join(',');
}
