/** What the steps of use cases change, and which later steps assert what comes of it. */
import { once } from '../core/once.ts';
import type { ApiModel, UseCase, UseCaseStep } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { changesNothing } from './reading-methods.ts';

const writingIds = once(
  ({ operations }: ApiModel): ReadonlySet<string> =>
    new Set(operations.flatMap((operation) => (changesNothing(operation) ? [] : [operation.id]))),
);

/** Whether a step changes data, if it is sent. */
function isWriting({ operation, refusal }: UseCaseStep, model: ApiModel): boolean {
  return (!refusal || refusal.orSuccess === true) && writingIds(model).has(operation);
}

/** The variable of the last step before that changes data, for a step that asserts what comes of it. */
export function afterOf({ id, steps }: UseCase, index: number, model: ApiModel): Pick<ContractRequest, 'after'> {
  const { criteria, refusal } = steps[index] ?? {};
  if (!criteria && !refusal) return {};
  const before = steps.slice(0, index).findLastIndex((step) => isWriting(step, model));
  return before >= 0 ? { after: sentVariable(id, before) } : {};
}

/** Whether a step was sent, for the steps that need it. */
export function sentCapture(useCase: UseCase, index: number, model: ApiModel): ContractRequest['captures'] {
  const variable = sentVariable(useCase.id, index);
  const isNeeded = useCase.steps.some((_, later) => afterOf(useCase, later, model).after === variable);
  return isNeeded ? [{ kind: 'sent', variable }] : [];
}

/** No name of a description has such a variable. */
function sentVariable(workflow: string, index: number): string {
  return `sent: ${workflow} ${index}`;
}

/** The outputs of steps that change data. */
export function writtenOutputs(useCases: readonly UseCase[], model: ApiModel): ReadonlySet<string> {
  return new Set(
    useCases.flatMap(({ steps, outputs }) => {
      const writing = new Set(steps.flatMap(({ id, operation }) => (writingIds(model).has(operation) ? [id] : [])));
      return outputs.flatMap(({ step, variable }) => (writing.has(step) ? [variable] : []));
    }),
  );
}
