import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromSkippedName,
  MARKERS,
  markersIn,
  NOT_JUDGED,
  type NotJudgedReason,
  toReasonText,
  toSkippedName,
  WHY,
} from '../../src/core/protocol.ts';
import { text } from '../properties/arbitraries.ts';

const REASONS = Object.keys(NOT_JUDGED) as NotJudgedReason[];

describe('an assertion that is not judged', () => {
  it.each(REASONS)('is named with its reason, which is read back: %s', (reason) => {
    expect(fromSkippedName(toSkippedName('In order', reason))).toEqual({ name: 'In order', reason });
    const detail = 'HTTP 429: "later" (now)';
    expect(fromSkippedName(toSkippedName('In order', reason, detail))).toEqual({ name: 'In order', reason, detail });
  });

  it.each([
    { name: 'plain', want: { name: 'plain' } },
    { name: 'a (not judged: by us)', want: { name: 'a', detail: 'by us' } },
    { name: 'a (not judged: the list is empty) now', want: { name: 'a (not judged: the list is empty) now' } },
    { name: 'a (not judged: the list is emptyish)', want: { name: 'a', detail: 'the list is emptyish' } },
    // A title that reads like one of ours keeps it.
    {
      name: 'a (not judged: the list is empty) (not judged: the data moved: x)',
      want: { name: 'a (not judged: the list is empty)', reason: 'data-moved', detail: 'x' },
    },
    { name: '', want: { name: '' } },
  ])('is read from "$name"', ({ name, want }) => {
    expect(fromSkippedName(name)).toEqual(want);
  });

  it('keeps its name, whatever that is, and its reason, whatever a server says besides', () => {
    const trap = fc.oneof(text, fc.constantFrom(WHY, `${WHY}the list is empty)`, ')', ': ', 'the data moved: '));
    const hostile = fc.array(trap, { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, fc.constantFrom(...REASONS), fc.option(hostile), (name, reason, detail) => {
        const found = fromSkippedName(toSkippedName(name, reason, detail ?? undefined));
        expect(found).toMatchObject({ name, reason });
        if (detail && !detail.includes(WHY)) expect(found.detail).toBe(detail);
      }),
    );
  });

  it('has reasons whose texts are told apart', () => {
    const texts = Object.values(NOT_JUDGED);
    expect(texts.filter((one) => texts.some((other) => other !== one && one.startsWith(`${other}: `)))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('says why to people', () => {
    expect(toReasonText({ reason: 'data-moved', detail: 'one' })).toBe('the data moved: one');
    expect(toReasonText({ reason: 'empty-list' })).toBe('the list is empty');
    expect(toReasonText({})).toBe('its script skips it');
  });
});

describe('the markers of a script', () => {
  it.each([
    { script: '', want: [] },
    { script: `${MARKERS['must-be-refused']}\nf();`, want: ['must-be-refused'] },
    { script: `f();\r\n  ${MARKERS['asks-for-token']}  \r\n`, want: ['asks-for-token'] },
    { script: Object.values(MARKERS).join('\n'), want: Object.keys(MARKERS) },
    { script: `f('${MARKERS['must-be-refused']}');`, want: [] },
    { script: `f([\n  '${MARKERS['must-be-refused']}',\n]);`, want: [] },
    { script: `f(); ${MARKERS['asks-for-token']}`, want: [] },
  ])('in $script are $want', ({ script, want }) => {
    expect(markersIn(script)).toEqual(want);
  });
});
