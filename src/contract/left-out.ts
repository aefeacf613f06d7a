/** What the requests of a contract leave out, and what they send in a form of ours: nothing of it in silence. */

import type { Json } from '../core/json.ts';
import type { Notice } from '../core/notices.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { accepts } from '../schema/accepts.ts';
import { withoutAlternatives } from './alternatives.ts';
import { withoutAnyNames } from './any-names.ts';
import { bodyNotices } from './body-notices.ts';
import { alternativesIn } from './cases/alternative-breaks.ts';
import { changesOfAll } from './changes-of-all.ts';
import { contentOf } from './example-value.ts';
import { foreignPatterns } from './foreign-patterns.ts';
import { parameterSpellings } from './our-spellings.ts';
import { bodyOf } from './request-body.ts';
import { keyNotices } from './request-keys.ts';
import { toldOnce } from './told-once.ts';
import { unsafeReads } from './unsafe-reads.ts';
import { unusedExamples } from './unused-examples.ts';
import { idsNotSent } from './usual-values.ts';
import { withoutSecurity } from './without-security.ts';

/** Notices of what the requests of a model leave out, or send in a form of ours. */
export function leftOut(model: ApiModel): readonly Notice[] {
  const bodies = model.operations.flatMap((operation) => bodyNotices(operation, model));
  return [
    ...withoutAlternatives(model),
    ...withoutAnyNames(model),
    ...withoutSecurity(model),
    ...unsafeReads(model),
    ...parameterSpellings(model),
    ...unusedExamples(model),
    ...foreignPatterns(model),
    ...withoutContent(model),
    ...keyNotices(model),
    ...bodies,
    ...toldOnce(model, 'note', (operation) => unsentIds(operation, model)),
    ...toldOnce(model, 'shortened', (operation) => otherAlternatives(operation, model)),
    ...changesOfAll(model),
  ];
}

/** A notice for each parameter whose `content` nothing says how to write, so that a text is sent. */
function withoutContent(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap(({ parameters }) =>
    parameters.flatMap((parameter): Notice[] => {
      const { content, name, node } = parameter;
      if (!content || contentOf(content, parameter, model) !== undefined) return [];
      const message = `"${name}" is sent as a text: nothing says how ${content.type} holds its value`;
      return [{ kind: 'note', message, pointer: content.node?.pointer ?? node.pointer }];
    }),
  );
}

function unsentIds(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  return body?.media ? idsNotSent(body.value as Json, body.media, operation, model) : [];
}

/** Where a body has alternatives, which of them it satisfies. */
function otherAlternatives(operation: Operation, model: ApiModel): readonly string[] {
  const body = bodyOf(operation, model);
  const node = body?.media?.node;
  if (!body || !node) return [];
  return alternativesIn(node, model).flatMap(({ keyword, nodes }) => {
    const judging = { schemas: model, notNeeded: ['readOnly'] as const };
    const met = nodes.filter(({ schema }) => accepts(body.value as Json, schema, judging)).length;
    if (met === 0 || met === nodes.length) return [];
    return [`the body is of ${met} of ${nodes.length} alternatives of \`${keyword}\`; the others are not sent`];
  });
}
