/** Parameters of a step that its operation does not have, or whose values it does not allow. */
import { type Json, toPlainText } from '../core/json.ts';
import { nearest } from '../core/nearest.ts';
import { problemIn } from '../schema/accepts.ts';
import { readingsOf } from './parameter-example.ts';
import type { ApiModel, Operation, Parameter, StepParameter } from './types.ts';

/** The parameter of an operation that a step gives a value. Names of headers have no case. */
export function parameterNamed(operation: Operation, { name, in: place }: Named): Parameter | undefined {
  const same = (one: string) => (place === 'header' ? one.toLowerCase() === name.toLowerCase() : one === name);
  return operation.parameters.find((one) => one.in === place && same(one.name));
}

type Named = Pick<StepParameter, 'name' | 'in'>;

/** What is said of a parameter that an operation does not describe; `undefined` where it may be a member of another one. */
export function unknownParameter(operation: Operation, named: Named): string | undefined {
  const { name, in: place } = named;
  if (place === 'cookie' || parameterNamed(operation, named)) return undefined;
  const others = operation.parameters.filter((one) => one.in === place);
  // The members of an object have names of their own. Any request may have headers.
  if (place === 'query' && others.some(({ spelling, form }) => spelling !== 'single' || form)) return undefined;
  const meant = nearest(
    name,
    others.map((one) => one.name),
  );
  if (place === 'header' && meant === undefined) return undefined;
  const effect = place === 'path' ? 'is not sent' : 'is sent as it is';
  const question = meant === undefined ? '' : `; is \`${meant}\` meant?`;
  return `the parameter "${name}" ${effect}: ${operation.id} describes none of this name in ${place}${question}`;
}

/** Why a schema does not allow a value of a step, in any of the forms in which it may be written. */
export function problemOfValue(value: Json, { node, spelling }: Parameter, model: ApiModel): string | undefined {
  if (spelling !== 'single') return undefined;
  const problemFor = (one: unknown) => problemIn(one, node.schema, { schemas: model, notNeeded: ['readOnly'] });
  const problem = problemFor(value);
  if (problem === undefined) return undefined;
  return writtenForms(value).some((form) => problemFor(form) === undefined) ? undefined : problem;
}

/** A text of a step is that of the URL: a number, or the elements of an array in any style. */
function writtenForms(value: Json): readonly unknown[] {
  if (typeof value !== 'string') return [toPlainText(value), [value]];
  return readingsOf(value, [',', '|', ' ', '%7C', '%20']);
}
