/** What the path of each request of a contract has. */
import { toContract } from '../../../src/contract/to-contract.ts';
import { entriesOf } from '../../../src/contract/types.ts';
import type { ApiModel } from '../../../src/model/types.ts';

/** The values of each path, by the name of the operation: `{name}` for a variable. */
export async function sentBy(model: ApiModel) {
  const contract = await toContract(model, [], async () => undefined);
  return entriesOf(contract).map(({ request: { id, operation: of, arguments: given } }) => {
    const inUrl = given.filter((one) => one.in === 'path').map(({ value }) => value);
    const values = inUrl.map((value) => (value.kind === 'variable' ? `{${value.name}}` : value.text));
    return { isOfContract: id.startsWith('contract/'), text: [of.id, ...values].join(' '), values, of };
  });
}
