import { describe, expect, it } from 'vitest';
import { folded } from '../../src/report/remarks.ts';

const misplaced = (index: number) =>
  `note: shop.yaml:${index}:3 #/paths/~1p${index}/get/parameters/0/type: "type" is not read: it belongs to \`schema\``;
const sent = (path: string) =>
  `note: shop.yaml:7:3 #/paths/x: GET ${path}: 401 is documented, and no \`security\` applies`;

describe('the lines that are shown of many', () => {
  it('have one of each sentence, whatever place, operation, name or number is in it', () => {
    const lines = [...Array.from({ length: 40 }, (_, index) => misplaced(index)), sent('/a'), sent('/b/{id}')];
    expect(folded(lines)).toEqual([
      misplaced(0),
      misplaced(1),
      misplaced(2),
      misplaced(3),
      sent('/a'),
      'note: and 37 more; --verbose shows all',
    ]);
  });

  it('have one of each example that is not used for another reason', () => {
    const example = (index: number, why: string) =>
      `invalid example: a.yaml:${index}:1 #/components/schemas/A${index}/example: the example {"data":{"id":"x${index}","n… is not used: ${why}`;
    const member = (index: number) => example(index, `/data/${index} should have the member "m${index}"`);
    const lines = [...Array.from({ length: 9 }, (_, index) => member(index)), example(9, 'the value should be string')];
    expect(folded(lines)).toEqual([
      ...[0, 1, 2, 3].map(member),
      example(9, 'the value should be string'),
      'invalid example: and 5 more; --verbose shows all',
    ]);
  });

  it('are twelve at most', () => {
    const words = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen'.split(' ');
    const lines = words.map((word) => `note: a.yaml:1:1 #/x: ${word} is so`);
    expect(folded(lines)).toEqual([...lines.slice(0, 12), 'note: and 2 more; --verbose shows all']);
  });

  it('are all of few, and all with verbose', () => {
    const lines = Array.from({ length: 6 }, (_, index) => misplaced(index));
    expect(folded(lines)).toEqual(lines);
    const many = Array.from({ length: 60 }, (_, index) => misplaced(index));
    expect(folded(many, true)).toEqual(many);
  });
});
