/** What the Postman CLI reads of a request in version 3. */
import { expect, it } from 'vitest';
import { toContract } from '../../../src/contract/to-contract.ts';
import { toCollection } from '../../../src/postman/to-collection.ts';
import { toV3Files } from '../../../src/postman/v3/to-files.ts';
import { document, operation, toModel } from '../../helpers/builders.ts';

// Without `content`, the Postman CLI leaves the request out, and says nothing.
it('a form without rows has a content', async () => {
  const form = { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: {} } } };
  const post = operation({ summary: 'Send', requestBody: { content: form }, responses: { 200: { description: '' } } });
  const contract = await toContract(toModel(document({ paths: { '/a': { post } } })), [], async () => undefined);
  const files = toV3Files(toCollection(contract));
  const text = files.find(({ path }) => path.includes('Send'))?.text;
  expect(text).toContain('body:\n  type: urlencoded\n  content: []\n');
});
