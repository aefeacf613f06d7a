/**
 * A `Request` with any method. TRACE has to be set afterwards, since none can be made with it:
 * https://fetch.spec.whatwg.org/#forbidden-method
 */
export function anyRequest(url: string, { method = 'GET', ...init }: RequestInit): Request {
  if (method.toUpperCase() !== 'TRACE') return new Request(url, { method, ...init });
  return Object.defineProperty(new Request(url, init), 'method', { value: 'TRACE' });
}
