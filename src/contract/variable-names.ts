import { isReservedName } from '../model/reserved-names.ts';
import type { ApiModel } from '../model/types.ts';

/** Whether a name is that of a credential, or of something else that every collection has. */
export function isReserved(name: string, { securitySchemes }: ApiModel): boolean {
  return isReservedName(name) || securitySchemes.some((scheme) => scheme.name === name);
}

/**
 * The variable in which a value of this name is kept. A description must not get hold of a credential by naming a parameter like
 * it, so such a name is changed; braces, which Postman would read as the end of the name, are taken out.
 */
export function toVariableName(name: string, model: ApiModel): string {
  const plain = name.replace(/[{}]/g, '_');
  return isReserved(plain, model) ? `${plain}_value` : plain;
}
