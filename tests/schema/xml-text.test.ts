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
  { text: '{"a":1}', want: 'it is no XML' },
  { text: '', want: 'it is no XML' },
  { text: '<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?><a/>', want: 'its XML declaration is not well-formed' },
  { text: '<a><b></a>', want: '</a> is not well-formed XML there' },
  { text: '<a><b/>', want: '<a> is not well-formed XML there' },
  { text: '<a/><b/>', want: '<b/> is not well-formed XML there' },
  { text: '<a b=1/>', want: '<a b=1/> is not well-formed XML there' },
])('$text: $want', ({ text, want }) => expect(problemOfXml(text)).toBe(want));
