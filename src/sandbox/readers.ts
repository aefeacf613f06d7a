/** The names of the readers in `readers.js`: the data that a response can be compared with. */
export const READER_NAMES = ['whole', 'ordered', 'matching', 'pages', 'other', 'again', 'next', 'details'] as const;

export type ReaderName = (typeof READER_NAMES)[number];
