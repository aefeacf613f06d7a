/** The success criteria that the reference server meets, and the bodies of use cases that it takes. */
import { useCaseRequests } from '../contract/requests.ts';
import { exactJson } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import type { ModelSource } from '../model/read-model.ts';
import { notAsserted, OTHER_VALUES } from '../model/step-criteria.ts';
import type { ApiModel, StepBody, StepCriterion, UseCase, UseCaseStep } from '../model/types.ts';
import { hasStatus } from '../rules/answers.ts';
import { isMetBy } from '../rules/conditions.ts';
import type { ContractRequest } from '../rules/request.ts';
import type { PlainAnswer } from '../rules/rule.ts';
import { accepts, problemIn } from '../schema/accepts.ts';
import type { DataSet } from '../server/options.ts';
import { openServer } from './answering.ts';
import { answerTo } from './step-answer.ts';

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
  const notices = onceEach(unmet).map(({ kind, message, of: { path } }): Notice => {
    const pointer = toPointer(path);
    return { kind, message, pointer, place: locate(pointer) };
  });
  const parts = new Set(unmet.map(({ of }) => of));
  const refused = useCases.find(({ steps }) => steps.some(({ body }) => body && parts.has(body)));
  if (!refused) {
    const left = useCases.map(({ steps, ...useCase }) => ({
      ...useCase,
      steps: steps.map((step) => marked(parts, step)),
    }));
    return { useCases: left, notices };
  }
  const at = refused.steps.findIndex(({ body }) => body && parts.has(body));
  const dropped = refused.steps.slice(at).flatMap(({ criteria = [], refusal }, index) => {
    const own = new Map([...criteria, ...(refusal ? [refusal] : [])].map((one) => [one.path, one]));
    return [...own.values()].map(({ text, path }): Notice => {
      const message = notAsserted(text, index === 0 ? OTHER_VALUES.own : OTHER_VALUES.later);
      return { kind: 'note', message, pointer: toPointer(path), place: locate(toPointer(path)) };
    });
  });
  const steps = refused.steps.map((step, index) => (index < at ? step : unjudged(step, index === at)));
  const left = useCases.map((useCase) => (useCase === refused ? { ...useCase, steps } : useCase));
  // Without it, the steps after it get other values.
  const rest = await metCriteria(left, model, data, locate);
  return { useCases: rest.useCases, notices: [...notices, ...dropped, ...rest.notices] };
}

/** A step whose request is not the described one, or that comes after one. */
function unjudged(step: UseCaseStep, withoutBody: boolean): UseCaseStep {
  const { id, description, operation, parameters, body, refusal } = step;
  return {
    id,
    description,
    operation,
    parameters,
    ...(body && !withoutBody && { body }),
    ...(refusal && { refusal: { ...refusal, orSuccess: true } }),
  };
}

/** A criterion may be that of the status as well. */
function onceEach(unmet: readonly Unmet[]): readonly Unmet[] {
  return unmet.filter(({ message, of }, index) => {
    const first = unmet.findIndex((one) => one.message === message && one.of.path === of.path);
    return first === index;
  });
}

type Part = StepBody | StepCriterion;

/** The step with a mark on the criteria that are not met. */
function marked(parts: ReadonlySet<Part>, { criteria, refusal, ...step }: UseCaseStep): UseCaseStep {
  const isUnmet = (one: StepCriterion) => parts.has(one) && { elsewhere: true as const };
  return {
    ...step,
    ...(criteria && { criteria: criteria.map((one) => ({ ...one, ...isUnmet(one) })) }),
    ...(refusal && { refusal: { ...refusal, ...isUnmet(refusal) } }),
  };
}

interface Unmet extends Pick<Notice, 'kind' | 'message'> {
  readonly of: Part;
  /** Of a body: it is not sent. */
  readonly isRefused?: true;
}

/** What of a step an answer does not have. */
function unmetBy(request: ContractRequest, answer: PlainAnswer | undefined, model: ApiModel): readonly Unmet[] {
  const { step, expected } = request;
  const { body, criteria = [], refusal } = step ?? {};
  const isExpected = answer !== undefined && hasStatus(expected, answer.status);
  if (refusal && !isExpected) return [refusal, ...criteria].flatMap(toUnmet);
  const isRefused = !answer || answer.status === 400 || answer.status === 422;
  if (body && isRefused && !isExpected && !mayBeValid(request, answer, model))
    return [{ kind: 'note', message: unusedBody(request, model), of: body, isRefused: true }];
  const unmet = criteria.filter(({ condition }) => !isExpected || !isMetBy(condition, answer));
  return unmet.flatMap(toUnmet);
}

/** Whether something else than the body may be the reason, such as a parameter; or that it cannot be sent here, such as a file. */
function mayBeValid({ body }: ContractRequest, answer: PlainAnswer | undefined, model: ApiModel): boolean {
  const node = body?.media?.node;
  if (!body || !node || body.variables) return answer === undefined;
  return accepts(body.value, node.schema, { schemas: model, notNeeded: ['readOnly'] });
}

function toUnmet(of: StepCriterion): readonly Unmet[] {
  if (of.elsewhere) return [];
  const message = `the reference server does not meet the success criterion "${of.text}": it is asserted of other servers only. Give an example, or \`--data\`, that meets it`;
  return [{ kind: 'note', message, of }];
}

function unusedBody({ body, step }: ContractRequest, model: ApiModel): string {
  const what =
    'the "requestBody" of the step is not used, but one of the description: this one does not satisfy its schema';
  const node = body?.media?.node;
  // An output stands in it as null.
  const isWhole = step?.body?.outputs.length === 0;
  const why =
    body && node && isWhole
      ? problemIn(body.value, node.schema, { schemas: model, notNeeded: ['readOnly'] })
      : undefined;
  return why === undefined ? what : `${what}: ${why}`;
}

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
    const found = unmetBy(request, answer, model);
    unmet.push(...found);
    // The rest is of the steps that get other values then.
    if (found.some(({ isRefused }) => isRefused)) return found;
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
