/**
 * Which invalid requests tell nothing if the server refuses the correct request as well, since it does not know its made-up values. Those of
 * credentials that may not do what is requested are told from the run (see `run/refused-too.ts`).
 */
import { answersOf, hasStatus, isSuccess, mustBeRefused } from '../rules/answers.ts';
import type { ContractRequest } from '../rules/request.ts';
import { BAD_INPUT } from './documented-errors.ts';
import { isLetIn } from './telling-statuses.ts';

/** The ids of requests for which a server may give the same status as for the correct request of their operation. */
export function mayBeRefusedToo(requests: readonly ContractRequest[]): ReadonlySet<string> {
  const excused = new Map(requests.filter(isCorrect).map((request) => [request.operation, excusedIn(request)]));
  return new Set(
    requests
      .filter((request) => mustBeRefused(request) && isLetIn(request) && isInvalid(request))
      .filter((request) => excused.get(request.operation)?.some((one) => expects(request, one)))
      .map(({ id }) => id),
  );
}

/** The request of an operation that bears its name: those for what is wrong begin with it. */
function isCorrect(request: ContractRequest): boolean {
  return request.name === request.operation.summary && isSuccess(request);
}

function isInvalid({ name, operation }: ContractRequest): boolean {
  return name.startsWith(`${operation.summary}: `);
}

function expects(request: ContractRequest, status: number): boolean {
  return answersOf(request).some((answer) => hasStatus(answer, status));
}

function excusedIn({ excuses = [] }: ContractRequest): readonly number[] {
  return excuses.flatMap(({ statuses }) => statuses).filter((status) => BAD_INPUT.includes(status));
}
