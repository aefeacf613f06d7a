import { expect, it } from 'vitest';
import { toBaseName } from '../../../src/postman/v3/file-names.ts';

it.each([
  { given: ['Use case 1: Get all'], want: ['Use case 1- Get all'] },
  { given: ['a<b>c|d"e', 'a//b', 'a/b'], want: ['a-b-c-d-e', 'a-b', 'a-b 1'] },
  { given: [' lead', 'trail ', '\tx'], want: ['lead', 'trail', 'x'] },
  { given: ['same', 'same', 'SAME', 'same 1'], want: ['same', 'same 1', 'SAME 2', 'same 1 1'] },
  { given: ['', '  '], want: ['http-request', 'http-request 1'] },
  // Names with which the Postman CLI writes to another folder, or fails.
  { given: ['.', '..', '.resources', '.hidden'], want: ['-.', '-..', '-.resources', '.hidden'] },
  { given: ['x'.repeat(300)], want: ['x'.repeat(200)] },
  { given: ['é'.repeat(150), '😀'.repeat(60)], want: ['é'.repeat(100), '😀'.repeat(50)] },
])('names the files of $given', ({ given, want }) => {
  const taken = new Set<string>();
  expect(given.map((name) => toBaseName(name, 'request', taken))).toEqual(want);
});

it('numbers a request whose file has the name of a folder', () => {
  const taken = new Set<string>();
  expect(toBaseName('x.request.yaml', 'folder', taken)).toBe('x.request.yaml');
  expect(toBaseName('x', 'request', taken)).toBe('x 1');
});
