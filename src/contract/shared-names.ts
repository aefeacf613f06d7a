/** Objects in several parameters, of which one may have the name of another parameter: a server cannot tell what is meant. */
import { isRecord, type Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Operation, Parameter } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { exampleValue } from './example-value.ts';
import { serialize } from './serialize.ts';

/** The parameters with values that have no name of another one, or why a required one has none. */
type Distinct =
  | { readonly parameters: readonly Parameter[]; readonly notices: readonly Notice[] }
  | { readonly why: string };

/** Members with the name of another parameter, or of an API key, are left out of a value where its schema does not require them. */
export function withoutSharedNames({ parameters }: Operation, model: ApiModel): Distinct {
  const distinct: Parameter[] = [];
  const notices: Notice[] = [];
  for (const parameter of parameters) {
    const shared = sharedIn(parameter, parameters, model);
    const value = shared && withoutMembers(shared.value, shared.members);
    if (!shared || value === undefined) distinct.push(parameter);
    else if (accepts(value, parameter.node.schema, { schemas: model, notNeeded: [] })) {
      distinct.push({ ...parameter, example: value });
      notices.push(...shared.members.map((member) => unsent(member, parameter)));
    } else if (!parameter.required) distinct.push(parameter);
    else return { why: `the member "${shared.members[0]}" of "${parameter.name}" has the name of another parameter` };
  }
  return distinct.every((parameter, index) => parameter === parameters[index])
    ? { parameters, notices }
    : { parameters: distinct, notices };
}

function unsent(member: string, { name, node: { pointer } }: Parameter): Notice {
  const message = `the member "${member}" of "${name}" is not sent: it has the name of another parameter`;
  return { kind: 'left-out', message, pointer };
}

interface Shared {
  readonly value: Readonly<Record<string, Json>>;
  readonly members: readonly string[];
}

/** The value of a parameter with its members that have the name of another one; `undefined` without any. */
function sharedIn(parameter: Parameter, all: readonly Parameter[], model: ApiModel): Shared | undefined {
  const { in: place, explode, style } = parameter;
  const isRows = (place === 'query' || place === 'cookie') && (explode || style === 'deepObject');
  const value = isRows ? exampleValue(parameter, model) : null;
  if (!isRecord(value)) return undefined;
  const members = value as Shared['value'];
  const others = namesBeside(parameter, all, model);
  const shared = Object.entries(members).flatMap(([name, member]) =>
    serialize(parameter, { [name]: member }).some((sent) => others.has(sent.name)) ? [name] : [],
  );
  return shared.length === 0 ? undefined : { value: members, members: shared };
}

function namesBeside(parameter: Parameter, all: readonly Parameter[], model: ApiModel): ReadonlySet<string> {
  const others = all.filter((one) => one !== parameter && one.in === parameter.in).map(({ name }) => name);
  const keys = model.securitySchemes.flatMap((scheme) =>
    scheme.kind === 'api-key' && scheme.in === parameter.in ? [scheme.parameter] : [],
  );
  return new Set([...others, ...keys]);
}

function withoutMembers(value: Shared['value'], names: readonly string[]): Shared['value'] {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
