/**
 * Small files to send where a description has binary content. They are made from their names alone, so that `generate` can write them
 * beside a collection, and a run can give the same ones to a client.
 */
import { bareType } from './media-types.ts';

export interface SampleFile {
  /** The path relative to the collection, and in a client to its working directory. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The folder of the files, beside the collection. */
const FOLDER = 'sample-files';

const base64 = (text: string) => Buffer.from(text, 'base64');
const ascii = (text: string) => Buffer.from(text, 'latin1');

/** One pixel, one empty page, an archive without files: the smallest files that programs accept. */
const FILES: Readonly<Record<string, () => Uint8Array>> = {
  'sample.png': () =>
    base64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  'sample.gif': () => base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'sample.jpg': () =>
    base64(
      '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
    ),
  'sample.svg': () => ascii('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'),
  'sample.pdf': () =>
    ascii(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    ),
  'sample.zip': () => base64('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=='),
  'sample.json': () => ascii('{}\n'),
  'sample.csv': () => ascii('name\nsample\n'),
  'sample.txt': () => ascii('sample\n'),
  'sample.bin': () => ascii('sample\n'),
};

/** The file of each type. All others are sent as bytes without a form. */
const NAMES: Readonly<Record<string, string>> = {
  'image/png': 'sample.png',
  'image/gif': 'sample.gif',
  'image/jpeg': 'sample.jpg',
  'image/jpg': 'sample.jpg',
  'image/svg+xml': 'sample.svg',
  'application/pdf': 'sample.pdf',
  'application/zip': 'sample.zip',
  'application/json': 'sample.json',
  'text/csv': 'sample.csv',
  'text/plain': 'sample.txt',
};

/** The sample of a media type. */
export function sampleFile(type: string): SampleFile {
  const bare = bareType(type);
  return named((Object.hasOwn(NAMES, bare) && NAMES[bare]) || 'sample.bin');
}

function named(name: string): SampleFile {
  return { path: `${FOLDER}/${name}`, bytes: FILES[name]?.() ?? new Uint8Array() };
}

/** All sample files. */
export function allSampleFiles(): readonly SampleFile[] {
  return Object.keys(FILES).map(named);
}
