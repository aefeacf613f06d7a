/** What the body of an error says, for the reader of a report. */
import { isRecord } from '../core/json.ts';

/** How much of it a report has, in characters. */
const MOST = 2_000;

/** `title` and `detail` of a problem (RFC 9457), the `message` or `error` of other JSON, or the text. `undefined` where it says nothing. */
export function saidIn(body: string): string | undefined {
  const said = (ofJson(body) ?? body).replace(/\s+/g, ' ').trim();
  return said === '' ? undefined : said;
}

/** As much of it as a report has. Only after secrets are taken out: where one is cut, its beginning would stay. */
export function cutSaid(said: string): string {
  return said.length > MOST ? `${said.slice(0, MOST)}…` : said;
}

function ofJson(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isRecord(json)) return undefined;
  const inner = isRecord(json['error']) ? json['error'] : json;
  const textAt = (name: string) => (typeof inner[name] === 'string' && inner[name] !== '' ? inner[name] : undefined);
  const problem = [textAt('title'), textAt('detail')].filter((text) => text !== undefined);
  return problem.length > 0 ? problem.join(': ') : (textAt('message') ?? textAt('error'));
}
