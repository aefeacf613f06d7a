import type { Answering } from '../contract/types.ts';
import { fillPath } from '../model/path-template.ts';
import type { ApiModel } from '../model/types.ts';
import { inUrl } from '../postman/url.ts';
import { hasStatus } from '../rules/answers.ts';
import type { ArgumentValue, ContractRequest } from '../rules/request.ts';
import type { DataSet } from '../server/options.ts';

/**
 * Saved responses from the reference server, called in this process, so that all responses of a collection agree with one another.
 * They are for readers of the collection only; no assertion depends on them.
 */
export async function toAnswering(model: ApiModel, data: DataSet): Promise<Answering> {
  const fetch = await openServer(model, data);
  return async (request) => {
    if (request.operation.method !== 'get') return undefined;
    const response = await fetch(new Request(toUrl(request, request.operation.server?.url ?? model.baseUrl)));
    if (!hasStatus(request.expected, response.status)) return undefined;
    return {
      status: response.status,
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body: JSON.parse(await response.text()),
    };
  };
}

/** A reference server, called in this process, that needs no credentials. */
export async function openServer(model: ApiModel, data: DataSet): Promise<(request: Request) => Promise<Response>> {
  const { createReferenceServer } = await import('../server/server.ts');
  const open = { ...model, operations: model.operations.map((operation) => ({ ...operation, security: [] })) };
  return createReferenceServer(open, data).fetch;
}

/** The URL of a request. `variables`: those with other values than at first. */
export function toUrl(
  { operation, arguments: given }: ContractRequest,
  baseUrl: string,
  variables: ReadonlyMap<string, string> = new Map(),
): string {
  const sentText = (value: ArgumentValue) =>
    value.kind === 'text' ? inUrl(value) : (variables.get(value.name) ?? inUrl({ kind: 'text', text: value.initial }));
  const query = given
    .filter((argument) => argument.in === 'query' && argument.enabled)
    .map((argument) => `${encodeURIComponent(argument.name)}=${sentText(argument.value)}`);
  const path = fillPath(operation.path, (name) => {
    const argument = given.find((one) => one.in === 'path' && one.name === name);
    return argument ? sentText(argument.value) : '';
  });
  return `${baseUrl}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
