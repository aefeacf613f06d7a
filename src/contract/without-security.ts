/** Operations that document a 401, though no `security` says which credentials they need: they are requested without. */
import type { Notice } from '../core/notices.ts';
import { count, toList } from '../core/words.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { documentsStatus } from './documented-errors.ts';

/** One notice, at the first of these operations. With a body, as that of a login, a 401 may speak of credentials in it. */
export function withoutSecurity({ operations, securitySchemes }: ApiModel): readonly Notice[] {
  const lacking = operations.filter(lacksSecurity);
  const [first, ...others] = lacking.filter(({ body }) => !body);
  if (!first) return [];
  const where = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
  const known = [...new Set(securitySchemes.map(({ name }) => `"${name}"`))];
  const schemes = known.length === 0 ? 'no security scheme is described' : `described: ${toList(known)}`;
  const message = `${operationName(first)}${where}: 401 is documented, and no \`security\` applies, so no credentials are sent (${schemes}); an overlay can add it`;
  return [{ kind: 'note', message, pointer: first.pointer }];
}

/** Whether an operation may need credentials that its description does not name. */
export function lacksSecurity(operation: Operation): boolean {
  return operation.security.length === 0 && !operation.unknownSchemes && documentsStatus(operation, 401);
}
