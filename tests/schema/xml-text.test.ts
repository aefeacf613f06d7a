import { expect, it } from 'vitest';
import { problemOfXml } from '../../src/schema/xml-text.ts';

it.each([
  { text: '<a/>', want: undefined },
  {
    text: '\uFEFF\n<?xml version="1.0" encoding="UTF-8"?>\n<a b="1 > 0"><c:d/>x &amp; y<!-- <e> --></a>\n',
    want: undefined,
  },
  { text: "<?xml version='1.1' standalone='yes' ?><a/>", want: undefined },
  { text: '<?xml-stylesheet href="a"?><a><![CDATA[<b>]]></a>', want: undefined },
  { text: '<!DOCTYPE a [<!ENTITY b "<c>">]><a>', want: undefined },
  { text: '<a>…</a>', want: undefined },
  { text: '{"a":1}', want: 'Root element is missing or invalid (line 1, column 1)' },
  { text: '', want: 'Root element is missing or invalid (line 1, column 1)' },
  { text: '<?xml version=\\"1.0\\"?><a/>', want: 'XML version is missing or invalid (line 1, column 15)' },
  { text: '<a><b></a>', want: 'Missing end tag for element b (line 1, column 7)' },
  { text: '<a><b/>', want: 'Missing end tag for element a (line 1, column 8)' },
  { text: '<a/><b/>', want: 'Extra content at the end of the document (line 1, column 5)' },
  { text: '<a b=1/>', want: 'Attribute value expected (line 1, column 6)' },
  { text: '<a>&b;</a>', want: "Named entity isn't defined: &b; (line 1, column 4)" },
])('$text: $want', ({ text, want }) => expect(problemOfXml(text)).toBe(want && `it is no well-formed XML: ${want}`));
