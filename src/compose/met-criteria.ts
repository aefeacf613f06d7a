/** The success criteria that the reference server meets, and the bodies of use cases that it takes. */
import { useCaseRequests } from '../contract/requests.ts';
import { toWireBody } from '../contract/wire-body.ts';
import { exactJson } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import type { ModelSource } from '../model/read-model.ts';
import type { ApiModel, StepBody, StepCriterion, UseCase, UseCaseStep } from '../model/types.ts';
import { hasStatus } from '../rules/answers.ts';
import { isMetBy } from '../rules/conditions.ts';
import { replaced } from '../rules/mutations.ts';
import type { ContractRequest } from '../rules/request.ts';
import type { PlainAnswer } from '../rules/rule.ts';
import type { DataSet } from '../server/options.ts';
import { openServer, toUrl } from './answering.ts';

/** The use cases with what the reference server has for them, and remarks on the rest. */
interface Met {
  readonly useCases: readonly UseCase[];
  readonly notices: readonly Notice[];
}

/**
 * The use cases without the bodies that the reference server refuses. Criteria that it does not meet are marked, since its data are those of
 * the description, or made up. A notice says which.
 */
export async function metCriteria(
  useCases: readonly UseCase[],
  model: ApiModel,
  data: () => DataSet,
  locate: ModelSource['locate'],
): Promise<Met> {
  const isDescribed = useCases.some(({ steps }) =>
    steps.some(({ body, criteria, refusal }) => body ?? criteria ?? refusal),
  );
  const unmet = isDescribed ? await unmetIn(useCaseRequests(useCases, model), model, data()) : [];
  if (unmet.length === 0) return { useCases, notices: [] };
  const notices = unmet.map(({ kind, message, of: { path } }): Notice => {
    const pointer = toPointer(path);
    return { kind, message, pointer, place: locate(pointer) };
  });
  const parts = new Set(unmet.map(({ of }) => of));
  const left = useCases.map((useCase) => ({
    ...useCase,
    steps: useCase.steps.map((step) => without(parts, step)),
  }));
  if (!unmet.some(({ message }) => message === UNUSED_BODY)) return { useCases: left, notices };
  // Without it, the steps after it get other values.
  const rest = await metCriteria(left, model, data, locate);
  return { useCases: rest.useCases, notices: [...notices, ...rest.notices] };
}

type Part = StepBody | StepCriterion;

function without(parts: ReadonlySet<Part>, { body, criteria, refusal, ...step }: UseCaseStep): UseCaseStep {
  const isUnmet = (one: StepCriterion) => parts.has(one) && { elsewhere: true as const };
  return {
    ...step,
    ...(body && !parts.has(body) && { body }),
    ...(criteria && { criteria: criteria.map((one) => ({ ...one, ...isUnmet(one) })) }),
    ...(refusal && { refusal: { ...refusal, ...isUnmet(refusal) } }),
  };
}

interface Unmet extends Pick<Notice, 'kind' | 'message'> {
  readonly of: Part;
}

/** What of a step an answer does not have. */
function unmetBy({ step, expected }: ContractRequest, answer: PlainAnswer | undefined): readonly Unmet[] {
  const { body, criteria = [], refusal } = step ?? {};
  const isExpected = answer !== undefined && hasStatus(expected, answer.status);
  if (refusal && !isExpected) return [refusal, ...criteria].flatMap(toUnmet);
  const isRefused = body && (!answer || answer.status === 400 || answer.status === 422) && !isExpected;
  const unmet = criteria.filter(({ condition }) => !isExpected || !isMetBy(condition, answer));
  return [...(isRefused ? [{ kind: 'note' as const, message: UNUSED_BODY, of: body }] : []), ...unmet.flatMap(toUnmet)];
}

function toUnmet(of: StepCriterion): readonly Unmet[] {
  if (of.elsewhere) return [];
  const message = `the reference server does not meet the success criterion "${of.text}": it is asserted of other servers only. Give an example, or \`--data\`, that meets it`;
  return [{ kind: 'note', message, of }];
}

const UNUSED_BODY =
  'the "requestBody" of the step is not used, but one of the description: this one does not satisfy its schema';

async function unmetIn(
  requests: readonly ContractRequest[],
  model: ApiModel,
  data: DataSet,
): Promise<readonly Unmet[]> {
  const fetch = await openServer(model, data);
  const variables = new Map<string, string>();
  const unmet: Unmet[] = [];
  for (const request of requests) {
    const answer = await answerTo(request, model, fetch, variables);
    const found = unmetBy(request, answer);
    unmet.push(...found);
    if (found.some(({ message }) => message === UNUSED_BODY)) return unmet;
    for (const capture of request.captures) {
      if (capture.kind !== 'member' || !answer) continue;
      const value = valueAt(answer.body, fromPointer(capture.body)) as Json | undefined;
      if (value === undefined) continue;
      const text = typeof value === 'string' ? value : exactJson(value);
      const asJson = capture.as === 'json' ? exactJson(value) : text;
      variables.set(capture.variable, capture.as === undefined ? encodeURIComponent(text) : asJson);
    }
  }
  return unmet;
}

async function answerTo(
  request: ContractRequest,
  model: ApiModel,
  fetch: (request: Request) => Promise<Response>,
  variables: ReadonlyMap<string, string>,
): Promise<PlainAnswer | undefined> {
  const { operation } = request;
  const body = bodyText(request, model, variables);
  if (body === undefined && request.body) return undefined;
  const headers = headersOf(request, variables);
  const url = toUrl(request, operation.server?.url ?? model.baseUrl, variables);
  const init = { method: operation.method.toUpperCase(), headers, ...(body !== undefined && { body }) };
  try {
    const response = await fetch(new Request(url, init));
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as Json) : null;
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
  } catch {
    // What `fetch` cannot send, such as TRACE.
    return undefined;
  }
}

function headersOf({ body, arguments: sent }: ContractRequest, variables: ReadonlyMap<string, string>): Headers {
  const headers = new Headers(body ? { 'content-type': body.type } : {});
  for (const { name, value } of sent.filter(({ in: place, enabled }) => place === 'header' && enabled)) {
    headers.set(name, value.kind === 'text' ? value.text : (variables.get(value.name) ?? value.initial));
  }
  return headers;
}

function bodyText(
  { body }: ContractRequest,
  model: ApiModel,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  if (!body?.media) return undefined;
  const wire = toWireBody(body.type, body.value, body.media, model);
  if (wire?.kind === 'text') return wire.text;
  if (wire?.kind === 'form') {
    const pairs = wire.rows.flatMap((row): [string, string][] => (row.kind === 'text' ? [[row.name, row.text]] : []));
    return new URLSearchParams(pairs).toString();
  }
  if (wire?.kind !== 'json') return undefined;
  const filled = (body.variables ?? []).reduce(
    (value, { pointer, variable }) =>
      replaced(value, fromPointer(pointer), JSON.parse(variables.get(variable) ?? 'null') as Json),
    body.value,
  );
  return exactJson(filled);
}
