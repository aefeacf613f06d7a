/** Examples that no request can have, or that a server could not read: another value is sent, and it is said why. */
import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import { brief } from '../model/check-examples.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { keywordOf } from '../schema/walk.ts';
import { exampleValue } from './example-value.ts';
import { separatorIn, type Written } from './separators.ts';
import { whyUnsendable } from './unsendable.ts';

/** A notice for each example of a parameter in whose place another value is sent. */
export function unusedExamples(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap(({ parameters }) =>
    parameters.flatMap((parameter): readonly Notice[] => {
      if (parameter.content) return [];
      const value = exampleValue(parameter, model);
      return examplesOf(parameter, model)
        .filter((example) => example.value !== value)
        .flatMap(({ value: example, pointer }) => {
          const why = whyUnused(parameter, example);
          return why === undefined ? [] : [unused(example, why, pointer)];
        });
    }),
  );
}

export function unused(example: Json, why: string, pointer: string): Notice {
  return { kind: 'invalid-example', message: `the example ${brief(example)} is not used: ${why}`, pointer };
}

/** Why a server could read other values than those of an example, where it can. */
export function whyUnclear(written: Written, value: Json): string | undefined {
  const separator = separatorIn(written, value);
  return separator === undefined ? undefined : `"${separator}" separates values, too, so a server may read others`;
}

function whyUnused(parameter: Parameter, example: Json): string | undefined {
  if (parameter.spelling === 'json') return undefined;
  if (example === null) return 'nothing says how null is written';
  return whyUnsendable(parameter, example) ?? whyUnclear(parameter, example);
}

/** The example of a parameter, or else the first of its schema. */
function examplesOf(parameter: Parameter, model: ApiModel): readonly { value: Json; pointer: string }[] {
  const { example, exampleAt, node } = parameter;
  if (example !== undefined) return exampleAt === undefined ? [] : [{ value: example, pointer: exampleAt }];
  return ['example', 'examples'].flatMap((keyword) => {
    const found = keywordOf(model, node, keyword);
    const [first] = keyword === 'examples' && Array.isArray(found) ? (found as unknown[]) : [found];
    return first === undefined ? [] : [{ value: first as Json, pointer: node.pointer }];
  });
}
