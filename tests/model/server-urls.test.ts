import { expect, it } from 'vitest';
import { document, toModel } from '../helpers/builders.ts';

it.each([
  { url: 'https://a.example/v1?x=1#f', want: 'https://a.example/v1', noted: 1 },
  { url: 'https://a.example/v1#f', want: 'https://a.example/v1', noted: 1 },
  { url: 'https://a.example/v1', want: 'https://a.example/v1', noted: 0 },
])('the paths follow the path of $url', ({ url, want, noted }) => {
  const { baseUrl, notices } = toModel(document({ servers: [{ url }] }));
  expect(baseUrl).toBe(want);
  expect(notices.filter(({ message }) => message.includes('the query and the fragment'))).toHaveLength(noted);
});
