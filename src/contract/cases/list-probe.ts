import type { Parameter } from '../../model/types.ts';
import type { ArgumentValue, ContractRequest } from '../../rules/request.ts';
import { text } from '../arguments.ts';

/** What a list is asked, by parameters and values. */
export type ProbeArguments = readonly (readonly [Parameter, ArgumentValue])[];

/** A request to a list, before its arguments are complete. */
export interface ListProbe {
  readonly name: string;
  readonly description: string;
  readonly requested: ProbeArguments;
  /** Its filter is chosen so that nothing matches. */
  readonly empty?: boolean;
  readonly looksAt?: ContractRequest['looksAt'];
  readonly captures?: ContractRequest['captures'];
}

/** A parameter and its text; nothing where there is no such parameter. */
export function asking(parameter: Parameter | undefined, value: string | number | undefined): ProbeArguments {
  return parameter === undefined || value === undefined ? [] : [[parameter, text(String(value))]];
}
