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
  const { createReferenceServer } = await import('../server/server.ts');
  const open = { ...model, operations: model.operations.map((operation) => ({ ...operation, security: [] })) };
  const server = createReferenceServer(open, data);
  return async (request) => {
    if (request.operation.method !== 'get') return undefined;
    const response = await server.fetch(new Request(toUrl(request, request.operation.server?.url ?? model.baseUrl)));
    if (!hasStatus(request.expected, response.status)) return undefined;
    return {
      status: response.status,
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body: JSON.parse(await response.text()),
    };
  };
}

function toUrl({ operation, arguments: given }: ContractRequest, baseUrl: string): string {
  const sentText = (value: ArgumentValue) =>
    inUrl(value.kind === 'variable' ? { kind: 'text', text: value.initial } : value);
  const query = given
    .filter((argument) => argument.in === 'query' && argument.enabled)
    .map((argument) => `${encodeURIComponent(argument.name)}=${sentText(argument.value)}`);
  const path = fillPath(operation.path, (name) => {
    const argument = given.find((one) => one.in === 'path' && one.name === name);
    return argument ? sentText(argument.value) : '';
  });
  return `${baseUrl}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
