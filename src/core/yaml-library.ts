import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

/** The library `yaml`, loaded when it is first used: loading it takes as long as parsing a megabyte of JSON. */
export function yamlLibrary(): typeof Yaml {
  return createRequire(import.meta.url)('yaml') as typeof Yaml;
}
