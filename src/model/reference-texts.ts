/** What a Reference Object says of what it leads to. https://spec.openapis.org/oas/v3.1.1.html#reference-object */
import { isRecord, toPlainText } from '../core/json.ts';

type Members = Readonly<Record<string, unknown>>;

/** The target of a reference with the description and the summary beside that. Before OpenAPI 3.1, they have no effect. */
export function withTexts(root: unknown, reference: Members, target: Members): Members {
  const texts = ['description', 'summary'].filter((name) => typeof reference[name] === 'string');
  if (texts.length === 0 || !isRecord(root) || !/^3\.[1-9]/.test(toPlainText(root['openapi']))) return target;
  return { ...target, ...Object.fromEntries(texts.map((name) => [name, reference[name]])) };
}
