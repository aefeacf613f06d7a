import { numberText } from '../../core/digits.ts';
import type { ListMeaning } from '../../model/list-meaning.ts';
import { firstPosition, lastPosition, positionOf, takesEach } from '../../model/page-positions.ts';
import type { ApiModel, Operation } from '../../model/types.ts';
import { boundsOf } from '../../schema/bounds.ts';
import { parameterOf } from '../list-query.ts';
import { itemOf, type ListOperation, operationOfItem } from '../relations.ts';
import { asking, type ListProbe, type ProbeArguments } from './list-probe.ts';
import { pageSizeNear } from './page-size.ts';
import { orderBy } from './sort-cases.ts';

/** So small that most lists have several pages. A prime, so that these pages end elsewhere than others. */
const SMALL = 7;

/** Requests for pages of a list: the first two, all of them, the smallest, and the largest. */
export function pageCases({ operation, list }: ListOperation, model: ApiModel): readonly ListProbe[] {
  const limit = parameterOf(operation, list.limit);
  const order = orderBy({ operation, list }, 0, true, model);
  const small = limit && pageSizeNear(limit, SMALL, model);
  const details = operationOfItem({ operation, list }, model);
  const hasDetails = details !== undefined && itemOf(details.operation, model) !== undefined;
  const isPaged = list.paging !== undefined || list.next !== undefined;
  const through: ListProbe = {
    name: isPaged ? 'page by page' : 'the whole list',
    description: isPaged
      ? 'The pages, read one after another, give the same list as one large request, and every item satisfies its schema.'
      : 'Every item satisfies its schema.',
    requested: isPaged ? [...firstPage({ operation, list }), ...asking(limit, small), ...order] : [],
    looksAt: [...(isPaged ? (['pages'] as const) : []), 'every-item', ...(hasDetails ? (['details'] as const) : [])],
  };
  // How many items a page has shows without any other page.
  return [...(list.readable ? [through] : []), ...sizeCases(operation, list, model)];
}

/** The first page, of a list that cannot be requested without its position. */
function firstPage({ operation, list: { paging } }: ListOperation): ProbeArguments {
  const position = positionOf(operation.parameters, paging);
  return paging && position?.required ? asking(position, firstPosition(paging)) : [];
}

/** The lists whose limit is not requested, since nothing says which sizes it takes. */
export function unsizedLimit({ operation, list }: ListOperation, model: ApiModel): string | undefined {
  const limit = parameterOf(operation, list.limit);
  const isSized = limit && [SMALL, 10, 1].some((size) => pageSizeNear(limit, size, model) !== undefined);
  return limit && !isSized && boundsOf(model, limit.node).maximum === undefined ? limit.name : undefined;
}

function sizeCases(operation: Operation, list: ListMeaning, model: ApiModel): readonly ListProbe[] {
  const limit = parameterOf(operation, list.limit);
  if (!limit) return [];
  const size = pageSizeNear(limit, 10, model);
  const one = pageSizeNear(limit, 1, model);
  const most = boundsOf(model, limit.node).maximum;
  return [
    ...(size === undefined ? [] : neighbours({ operation, list }, size, model)),
    ...(one === undefined || one === size
      ? []
      : [
          {
            name: one === 1 ? 'a single item' : `the smallest ${limit.name}`,
            description: 'The smallest page.',
            requested: asking(limit, one),
          },
        ]),
    ...(most === undefined
      ? []
      : [
          {
            name: `the largest ${limit.name}`,
            description: `The largest page size that the description allows: ${numberText(most)}.`,
            requested: asking(limit, most),
          },
        ]),
  ];
}

/** The first two pages, and one whose offset is not a multiple of the page size. */
function neighbours({ operation, list }: ListOperation, size: number, model: ApiModel): readonly ListProbe[] {
  const { paging } = list;
  const limit = parameterOf(operation, list.limit);
  const order = orderBy({ operation, list }, 0, true, model);
  const position = mayRefuseBeyondEnd(operation, list) ? undefined : positionOf(operation.parameters, paging);
  const at = (page: number) => (paging?.kind === 'page' ? paging.first + page : page * size);
  const first: ProbeArguments = position ? asking(position, at(0)) : [];
  const last = position && lastPosition(model, position);
  const mayAsk = (place: number) => takesEach(model, paging, operation.parameters) && place <= (last ?? place);
  return [
    {
      name: 'the first page',
      description: `The first ${size} items.`,
      requested: [...first, ...asking(limit, size), ...order],
    },
    ...(position && mayAsk(at(1))
      ? [
          {
            name: 'the second page',
            description: `The ${size} items that follow the first ${size}.`,
            requested: [...asking(position, at(1)), ...asking(limit, size), ...order],
          },
        ]
      : []),
    ...(position && paging?.kind === 'offset' && list.readable && mayAsk(1)
      ? [
          {
            name: 'from the second item',
            description: 'All items except the first.',
            requested: [...asking(position, 1), ...order],
          },
        ]
      : []),
  ];
}

/** Whether a page beyond the end may be refused. For a list known only by convention, a documented error may mean that. */
function mayRefuseBeyondEnd({ responses }: Operation, { degree }: ListMeaning): boolean {
  return degree === 'convention' && responses.some(({ status }) => /^(400|404|416|422|4XX|default)$/i.test(status));
}
