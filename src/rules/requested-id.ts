import { continuationOf } from '../model/paths-below.ts';
import { js, type Script } from './script.ts';

/** The id of the item in the path of a request, which may end in a slash or an extension after it. */
export function requestedId(path: string): Script {
  const end = continuationOf(path)?.end ?? '';
  const segment =
    end === ''
      ? js`pm.request.url.getPath().split('/').pop()`
      : js`pm.request.url.getPath().slice(0, ${-end.length}).split('/').pop()`;
  return js`decodeURIComponent(${segment})`;
}
