/** Which alternatives of security no request tries: a request meets one of them. */

import { groupBy } from '../core/group-by.ts';
import type { Notice } from '../core/notices.ts';
import { count, toList } from '../core/words.ts';
import { chosenRequirement } from '../model/chosen-security.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel, Operation, SecurityRequirement } from '../model/types.ts';

/** A notice for each combination of alternatives, at the first operation that has it. */
export function withoutAlternatives({ operations }: ApiModel): readonly Notice[] {
  const several = operations.filter(({ security }) => security.length > 1);
  return [...groupBy(several, untried).entries()].flatMap(([message, [first, ...others]]): Notice[] => {
    if (!first || message === '') return [];
    const where = operationName(first);
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
    return [{ kind: 'note', message: `${where}${more}: ${message}`, pointer: first.pointer }];
  });
}

/** `requests use "OAuth", and the alternatives "Key" and no credentials are not tried` */
function untried(operation: Operation): string {
  const chosen = chosenRequirement(operation);
  if (!chosen) return '';
  const used = nameOf(chosen);
  const others = [...new Set(operation.security.map(nameOf))].filter((name) => name !== used);
  if (others.length === 0) return '';
  const [what, are] = others.length === 1 ? ['alternative', 'is'] : ['alternatives', 'are'];
  return `requests use ${used}, and the ${what} ${toList(others)} ${are} not tried`;
}

function nameOf({ needs }: SecurityRequirement): string {
  return needs.length === 0 ? 'no credentials' : needs.map(({ scheme }) => `"${scheme.name}"`).join(' with ');
}
