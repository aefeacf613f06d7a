import { numberText } from '../../core/digits.ts';
import type { Parameter } from '../../model/types.ts';
import type { ArgumentValue, ContractRequest } from '../../rules/request.ts';
import { text } from '../serialize.ts';

/** The parameters and values of a request to a list. */
export type ProbeArguments = readonly (readonly [Parameter, ArgumentValue])[];

/** A request to a list, before its arguments are complete. */
export interface ListProbe {
  readonly name: string;
  readonly description: string;
  readonly requested: ProbeArguments;
  /** Whether its filter is chosen so that nothing matches. */
  readonly empty?: boolean;
  /** Whether its filter is a part of a value, which only an item with just this value matches. */
  readonly near?: true;
  readonly looksAt?: ContractRequest['looksAt'];
  readonly captures?: ContractRequest['captures'];
}

/** A parameter with its value; none if the parameter or the value is missing. */
export function asking(parameter: Parameter | undefined, value: string | number | undefined): ProbeArguments {
  return parameter === undefined || value === undefined
    ? []
    : [[parameter, text(typeof value === 'number' ? numberText(value) : value)]];
}
