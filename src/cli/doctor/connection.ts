/** The checks below HTTP: the name of the host, the connection, the certificate and the proxy. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { messageOf } from '../../core/errors.ts';
import { toNetworkFault } from '../../core/network-faults.ts';
import { proxyFor } from '../../core/proxy.ts';
import { count } from '../../core/words.ts';
import { hostOf, secure, tunnel } from '../../load/tunnel.ts';
import { type Check, failed, none, ok, skipped, warning } from './check.ts';
import type { Wire } from './send.ts';

/** So many days before its end, a certificate is worth a line. */
const SOON_DAYS = 14;

/** Begins what is said of a proxy that cannot be reached. */
const NO_PROXY = 'The proxy of ';

const DAY_MS = 86_400_000;

/** Host, connection, TLS and proxy of a server. */
export async function checkConnection(url: URL, wire: Wire): Promise<readonly Check[]> {
  const { proxy, variable, isInvalid } = proxyFor(url, wire.env);
  if (isInvalid) {
    const check = failed('proxy', `${variable} is not a URL`, `Set ${variable} to a URL such as http://proxy:3128.`);
    return [skipped('host', 'the proxy is not known'), check];
  }
  const ofProxy = proxy
    ? ok('proxy', `${proxy.host}, by ${variable}; Newman and the Postman CLI take it, too`)
    : none('proxy', variable ? `none for this host, by ${variable}` : 'none is set (HTTPS_PROXY, HTTP_PROXY)');
  const host = await checkHost(proxy ?? url, proxy !== undefined);
  if (host.state === 'failed') {
    return [host, skipped('connection', 'the host was not found'), ...skippedTls(url), ofProxy];
  }
  const { check, socket } = await checkPort(url, proxyFor(url, wire.env), wire);
  if (!socket) {
    const isDead = proxy !== undefined && check.found.startsWith(NO_PROXY);
    const shown = isDead ? failed('proxy', `${proxy.host} does not answer`, `Correct ${variable}.`) : ofProxy;
    return [host, check, ...skippedTls(url), shown];
  }
  try {
    return [host, check, await checkTls(url, socket, wire), ofProxy];
  } finally {
    socket.destroy();
  }
}

function skippedTls({ protocol }: URL): readonly Check[] {
  return protocol === 'https:' ? [skipped('TLS', 'there is no connection')] : [];
}

async function checkHost(url: URL, isProxy: boolean): Promise<Check> {
  const name = hostOf(url);
  const what = isProxy ? `the proxy ${name}` : name;
  if (isIP(name)) return ok('host', `${what}, an address`);
  try {
    const addresses = await lookup(name, { all: true });
    return ok('host', `${what} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    const next = isProxy
      ? 'Correct the variable of the proxy.'
      : 'Is the name spelled right (--target, BASE_URL)? Behind a firewall, set HTTPS_PROXY, or use the VPN.';
    return failed('host', toNetworkFault(messageOf(error)).sentence, next);
  }
}

async function checkPort(
  url: URL,
  { proxy, variable }: Pick<ReturnType<typeof proxyFor>, 'proxy' | 'variable'>,
  { timeoutMs, signal }: Wire,
): Promise<{ readonly check: Check; readonly socket?: Socket }> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const started = performance.now();
  try {
    const socket =
      proxy && url.protocol === 'https:'
        ? await tunnel(proxy, url, limit)
        : await dial(proxy ? hostOf(proxy) : hostOf(url), proxy ? Number(proxy.port || 80) : port, limit);
    const ms = Math.round(performance.now() - started);
    return { check: ok('connection', `port ${port}${proxy ? ' by the proxy' : ''}, in ${ms} ms`), socket };
  } catch (error) {
    const found = limit.aborted
      ? `Port ${port} did not answer within ${timeoutMs / 1000} s.`
      : toNetworkFault(messageOf(error)).sentence;
    // A proxy that answers and makes no tunnel says so by a status.
    if (proxy && !/statusCode=/.test(messageOf(error))) {
      const said = `${NO_PROXY}${variable} does not answer: ${found}`;
      return { check: failed('connection', said, `Correct ${variable}, or list the host in NO_PROXY.`) };
    }
    const next = proxy
      ? 'Ask who runs the proxy whether it may reach this host, or list the host in NO_PROXY.'
      : `Is the server up, and is ${port} its port? A firewall may want a proxy: HTTPS_PROXY.`;
    return { check: failed('connection', found, next) };
  }
}

async function dial(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, signal });
  await once(socket, 'connect');
  return socket;
}

/** Whether clients will trust the server. Nothing but the handshake is sent. */
async function checkTls(url: URL, socket: Socket, { certificate, timeoutMs, signal }: Wire): Promise<Check> {
  if (url.protocol !== 'https:') return none('TLS', 'plain http, on this machine');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  // Also a certificate that is not trusted is looked at, to say why. No request is sent by this connection.
  const secured = secure(socket, url, { ...certificate, rejectUnauthorized: false });
  try {
    await once(secured, 'secureConnect', { signal: limit });
    return judge(secured, url);
  } catch (error) {
    const found = limit.aborted ? 'The TLS handshake did not end.' : toNetworkFault(messageOf(error)).sentence;
    return failed('TLS', found, 'Is this the https port of the server? A server with mutual TLS needs --client-cert.');
  } finally {
    secured.destroy();
  }
}

function judge(socket: TLSSocket, url: URL): Check {
  const peer = socket.getPeerCertificate(true);
  const days = Math.floor((Date.parse(peer.valid_to) - Date.now()) / DAY_MS);
  const until = `valid until ${peer.valid_to}`;
  if (days < 0) return failed('TLS', `The certificate has expired: ${until}.`, 'Ask who runs the server to renew it.');
  if (!socket.authorized) return untrusted(socket, peer, url);
  const about = `${socket.getProtocol()}, a trusted certificate, ${until}`;
  if (days >= SOON_DAYS) return ok('TLS', about);
  return warning('TLS', `${about}: ${count(days, 'day')}`, 'Ask who runs the server to renew it.');
}

function untrusted({ authorizationError }: TLSSocket, peer: DetailedPeerCertificate, url: URL): Check {
  const code = String(authorizationError);
  if (/ALTNAME/.test(code)) {
    const names = (peer.subjectaltname ?? '').replaceAll(/\b(DNS|IP Address):/g, '') || 'another host';
    return failed('TLS', `The certificate is for ${names}, not for ${url.hostname}.`, 'Use a name of the certificate.');
  }
  const isOwn = /SELF_SIGNED/.test(code);
  const found = isOwn ? 'The certificate is self-signed.' : 'The issuer of the certificate is not trusted.';
  const what = isOwn ? 'certificate' : 'certificate of its issuer';
  return failed('TLS', `${found} (${code})`, `Set NODE_EXTRA_CA_CERTS to a PEM file with the ${what}.`);
}
