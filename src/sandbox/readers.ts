/** The readers of `readers.js`, by name: what a comparison can hold a response against. */
export const READER_NAMES = ['whole', 'ordered', 'matching', 'pages', 'other', 'again', 'next', 'details'] as const;

export type ReaderName = (typeof READER_NAMES)[number];
