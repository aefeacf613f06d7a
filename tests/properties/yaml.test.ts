import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseText } from '../../src/load/parse.ts';
import { toYamlText } from '../../src/load/to-yaml.ts';
import { json, text } from './arbitraries.ts';

it('a document written as YAML is read as what it was', () => {
  fc.assert(
    fc.property(fc.dictionary(text, json), text, (document, head) => {
      const comment = head.replaceAll(/[^\x20-\x7e\n]/g, '');
      const again = parseText(toYamlText(document, comment), 'a.yaml').value;
      expect(JSON.stringify(again)).toEqual(JSON.stringify(document));
    }),
    { numRuns: 500 },
  );
});
