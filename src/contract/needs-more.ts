/** Parameters that an operation needs although only prose says so: without them, a documented refusal is not judged. */
import type { Notice } from '../core/notices.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel } from '../model/types.ts';
import type { ContractRequest } from '../rules/request.ts';
import { BAD_INPUT, documentedErrors } from './documented-errors.ts';
import { isLetIn } from './telling-statuses.ts';

/** Whether a status may speak of a parameter that only prose requires. */
export function isOfNeeds(status: number, request: Pick<ContractRequest, 'operation' | 'credentials'>): boolean {
  return request.operation.needsMore !== undefined && BAD_INPUT.includes(status) && isLetIn(request);
}

/** The sentences because of which a documented refusal of a correct request is not judged. */
export function needsNotices({ operations }: ApiModel): readonly Notice[] {
  return operations
    .filter((operation) => documentedErrors(operation).some((status) => BAD_INPUT.includes(status)))
    .flatMap((operation): Notice[] => {
      const { needsMore, pointer } = operation;
      if (needsMore === undefined) return [];
      const message = `${operationName(operation)}: "${toShort(needsMore)}": a request that is refused with 400 or 422 is not judged`;
      return [{ kind: 'note', message, pointer }];
    });
}

function toShort(sentence: string): string {
  const plain = sentence.replace(/\s+/g, ' ');
  return plain.length > 160 ? `${plain.slice(0, 160)}…` : plain;
}
