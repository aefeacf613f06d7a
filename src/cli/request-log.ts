import type { ApiModel } from '../model/types.ts';
import { toVisibleLine } from '../report/escape.ts';
import { paint } from '../report/style.ts';
import type { Output } from './io.ts';

type Fetch = (request: Request) => Promise<Response>;

/** What responses of `serve` say of it, so that nobody takes it for the real one. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4 */
export const SERVER = 'postman-contract reference server';

/** A longer line says nothing more to a reader. */
const LONGEST = 200;

/** A server whose responses name it, unless they are described with another name. */
export function named(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    if (!response.headers.has('Server')) response.headers.set('Server', SERVER);
    return response;
  };
}

/**
 * A server that prints a line for each request: `12:34:05  200  GET /products?limit=2  3 ms`. Headers and bodies are not printed, nor is an
 * API key in a query: somebody may send a real one.
 */
export function logged(fetch: Fetch, model: ApiModel, out: Output, now = () => new Date()): Fetch {
  const secret = new Set(
    model.securitySchemes.flatMap((scheme) =>
      scheme.kind === 'api-key' && scheme.in === 'query' ? [scheme.parameter.toLowerCase()] : [],
    ),
  );
  return async (request) => {
    const started = performance.now();
    const response = await fetch(request);
    const ms = Math.round(performance.now() - started);
    const { pathname, search } = new URL(request.url);
    const target = `${request.method} ${pathname}${withoutSecrets(search, secret)}`;
    const shown = toVisibleLine(target.length > LONGEST ? `${target.slice(0, LONGEST)}…` : target);
    const status = paint(out, response.status < 400 ? 'green' : 'yellow', String(response.status));
    out.write(`${now().toTimeString().slice(0, 8)}  ${status}  ${shown}  ${ms} ms\n`);
    return response;
  };
}

/** Names that are credentials in any API. https://www.rfc-editor.org/rfc/rfc6750#section-2.3 */
const ALWAYS = /^(access_token|client_secret|password|api_?key)$/i;

function withoutSecrets(search: string, secret: ReadonlySet<string>): string {
  return search.replace(/([?&])([^=&]+)=[^&]*/g, (whole, before: string, name: string) => {
    const plain = decodedOrSame(name);
    return ALWAYS.test(plain) || secret.has(plain.toLowerCase()) ? `${before}${name}=…` : whole;
  });
}

function decodedOrSame(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
