/** Copy the scripts for Postman's sandbox to the build, beside the module that reads them. Part of `npm run build`. */
import { copyFileSync } from 'node:fs';
import { LIBRARY_FILES } from '../src/sandbox/library.ts';

for (const file of LIBRARY_FILES) copyFileSync(`src/sandbox/${file}`, `dist/sandbox/${file}`);
