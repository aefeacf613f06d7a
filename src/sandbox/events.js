// @ts-check
// The events of a stream, as OpenAPI 3.2 describes them.

/**
 * The events with data, each with its fields. One that a stream ends in is none. `isJson`: data that is JSON is that value, since its schema
 * accepts no text. https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 *
 * @param {string} text
 * @param {boolean} isJson
 */
function eventsIn(text, isJson) {
  /** @type {Record<string, unknown>[]} */
  const found = [];
  /** @type {Record<string, string>} */
  let fields = {};
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const line of lines.slice(0, -1)) {
    const [, name = '', value = ''] = line.match(/^(data|event|id|retry)(?:: ?(.*))?$/) || [];
    if (line === '') {
      if (has(fields, 'data')) found.push(toEvent(fields, isJson));
      fields = {};
    } else if (name === 'data' && has(fields, name)) fields.data = [fields.data, value].join('\n');
    else if (name) fields[name] = value;
  }
  return found;
}

/**
 * @param {Record<string, string>} fields
 * @param {boolean} isJson
 */
function toEvent({ data, event, id, retry }, isJson) {
  return {
    data: isJson ? jsonOr(data) : data,
    ...(event !== undefined && { event }),
    ...(id !== undefined && !id.includes('\0') && { id }),
    ...(/^\d+$/.test(retry || '') && { retry: Number(retry) }),
  };
}

/** @param {string} text */
function jsonOr(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
