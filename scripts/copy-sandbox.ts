/** Put beside the built modules what is no module: Postman's scripts, and the schema of the config. Part of `npm run build`. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { toConfigSchema } from '../src/cli/config/schema.ts';
import { toJsonText } from '../src/core/json.ts';
import { LIBRARY_FILES } from '../src/sandbox/library.ts';

for (const file of LIBRARY_FILES) copyFileSync(`src/sandbox/${file}`, `dist/sandbox/${file}`);
writeFileSync('dist/config.schema.json', toJsonText(toConfigSchema()));
