import type { Parameter } from '../../model/types.ts';
import type { ArgumentValue, ContractRequest } from '../../rules/request.ts';
import { text } from '../arguments.ts';

/** What a list is asked, by parameters and values. */
export type Asked = readonly (readonly [Parameter, ArgumentValue])[];

/** One question to a list, before it is a request. */
export interface Question {
  readonly name: string;
  readonly description: string;
  readonly asked: Asked;
  /** Its filter is chosen so that nothing matches. */
  readonly empty?: boolean;
  readonly looksAt?: ContractRequest['looksAt'];
  readonly keeps?: ContractRequest['keeps'];
}

/** A parameter and its text; nothing where there is no such parameter. */
export function asking(parameter: Parameter | undefined, value: string | number | undefined): Asked {
  return parameter === undefined || value === undefined ? [] : [[parameter, text(String(value))]];
}
