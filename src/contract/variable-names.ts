import { isReservedName } from '../model/reserved-names.ts';
import type { ApiModel } from '../model/types.ts';

/** Whether a name belongs to a credential, or to another variable of every collection. */
export function isReserved(name: string, { securitySchemes }: ApiModel): boolean {
  return isReservedName(name) || securitySchemes.some((scheme) => scheme.name === name);
}

/**
 * The name of the variable for a value. A reserved name is changed, so that a description cannot read a credential by naming a
 * parameter like it. Braces are replaced, because Postman would read them as the end of the name.
 */
export function toVariableName(name: string, model: ApiModel): string {
  const plain = name.replace(/[{}]/g, '_');
  return isReserved(plain, model) ? `${plain}_value` : plain;
}
