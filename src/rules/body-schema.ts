import { isRecord, type Json } from '../core/json.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { jsonMedia } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The body satisfies its schema, judged as its dialect means it. */
export const bodySchema = defineRule({
  id: 'body-schema',
  summary: 'The body satisfies its schema, as the dialect of the description means it.',
  form: 'answer',
  applies: ({ request, model }) => {
    const node = jsonMedia(request)?.node;
    return node ? [toJudgeable(node, model).schema] : [];
  },
  title: () => 'The body satisfies its schema',
  script: (schema) => js`
    expectValid(body(), ${schema});
  `,
  helpers: ['body', 'expectValid'],
  violations: (schema) => [
    { name: 'another type', change: (answer) => ({ ...answer, body: typeof answer.body === 'string' ? 1 : 'text' }) },
    {
      name: 'a required member missing',
      change: (answer) => {
        const body = withoutMember(answer.body, requiredMember(schema));
        return body === undefined ? undefined : { ...answer, body };
      },
    },
  ],
});

/** The first member that the schema of the body, or of its first element, requires. */
function requiredMember(schema: Json): string | undefined {
  const root = isRecord(schema) ? schema : {};
  let current: unknown = isRecord(root['items']) ? root['items'] : root;
  for (let hops = 0; hops < 5 && isRecord(current) && typeof current['$ref'] === 'string'; hops += 1) {
    const name = decodeURIComponent(current['$ref'].slice('#/definitions/'.length));
    current = isRecord(root['definitions']) ? root['definitions'][name] : undefined;
  }
  const required = isRecord(current) ? current['required'] : undefined;
  return Array.isArray(required) ? String(required[0]) : undefined;
}

function withoutMember(body: Json, member: string | undefined): Json | undefined {
  if (member === undefined) return undefined;
  if (Array.isArray(body)) {
    const [first, ...rest] = body as Json[];
    const changed = first === undefined ? undefined : withoutMember(first, member);
    return changed === undefined ? undefined : [changed, ...rest];
  }
  if (!isRecord(body) || !(member in body)) return undefined;
  const { [member]: _, ...others } = body;
  return others as Json;
}
