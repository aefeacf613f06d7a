import { isReservedName, toVariableName as toName } from '../core/variable-names.ts';
import { credentialNames } from '../model/chosen-security.ts';
import type { ApiModel } from '../model/types.ts';

/** Whether a name belongs to a credential, or to another variable of every collection. */
export function isReserved(name: string, model: ApiModel): boolean {
  return isReservedName(name, credentialNames(model));
}

/** The name of the variable for a value, so that a description cannot read a credential by naming a parameter like it. */
export function toVariableName(name: string, model: ApiModel): string {
  return toName(name, credentialNames(model));
}
