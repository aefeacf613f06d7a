import { isReservedName } from '../model/reserved-names.ts';
import type { ApiModel } from '../model/types.ts';

/** Whether a name belongs to a credential, or to another variable of every collection. */
export function isReserved(name: string, { securitySchemes }: ApiModel): boolean {
  return isReservedName(name) || securitySchemes.some((scheme) => scheme.name === name);
}

/** Whether every object has a member of this name: a Postman runtime finds that member in the place of a variable. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/**
 * The name of the variable for a value. A reserved name is changed, so that a description cannot read a credential by naming a
 * parameter like it. Braces are replaced, because Postman would read them as the end of the name.
 */
export function toVariableName(name: string, model: ApiModel): string {
  const plain = name.replace(/[{}]/g, '_');
  return isReserved(plain, model) || isInherited(plain) ? `${plain}_value` : plain;
}
