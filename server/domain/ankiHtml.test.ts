import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlToMarkdown } from './ankiHtml.ts'

test.each([
  ['plain text', 'plain text'],
  ['one<br>two<br/>three', 'one  \ntwo  \nthree'],
  ['<div>one</div><div>two</div>', 'one  \ntwo'],
  ['one<br><br>two', 'one\n\ntwo'],
  ['<p>one</p><p>two</p>', 'one\n\ntwo'],
  [
    '<b>bold</b> and <i>italic</i> and <strong><em>both</em></strong>',
    '**bold** and *italic* and ***both***',
  ],
  ['<b>bold </b>then', '**bold** then'],
  ['<b></b>empty', 'empty'],
  ['<u>under</u> <span style="color:red">red</span>', 'under red'],
  ['<code>kubectl get</code>', '`kubectl get`'],
  ['<code>a `tick`</code>', '`` a `tick` ``'],
  ['<code>&lt;div&gt; * _x_</code>', '`<div> * _x_`'],
  ['see:<pre>a\n  b &amp; c\n</pre>', 'see:\n\n```\na\n  b & c\n```'],
  ['<pre><code>x = 1</code></pre>', '```\nx = 1\n```'],
  ['things:<ul><li>one</li><li>two</li></ul>end', 'things:\n\n- one\n- two\n\nend'],
  ['<ol><li>one</li><li>two</li></ol>', '1. one\n2. two'],
  ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
  ['a&nbsp;b &amp; c &lt; d &quot;e&quot; &#233; &#x1F600;', 'a b & c < d "e" é 😀'],
  ['&unknown; &amp;lt;', '&unknown; \\&lt;'],
  ['&lt;div&gt;', '\\<div>'],
  ['<a href="https://example.org/x">link</a>', '[link](https://example.org/x)'],
  ['<a href="javascript:alert(1)">link</a>', 'link'],
  ['<img src="pod.png">', '(image: pod.png)'],
  ['[sound:hola.mp3] hola', '(sound: hola.mp3) hola'],
  ['<script>alert(1)</script>text<style>p{}</style>', 'text'],
  ['a<!-- hidden <b> -->b', 'ab'],
  ['\\(x_1 &lt; 2\\) and \\[y\\] and [$]z[/$] and [latex]w[/latex]', '$x_1 < 2$ and $$y$$ and $z$ and $$w$$'],
  ['costs $5 and $6', 'costs \\$5 and \\$6'],
  ['2*3*4, snake_case, _x_ and 2 * 3', '2\\*3\\*4, snake_case, \\_x\\_ and 2 * 3'],
  ['# no heading', '\\# no heading'],
  ['<div>- no item</div><div>1. nor this</div>', '\\- no item  \n1\\. nor this'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b  \nc'],
  ['<b>left <i>open', '**left *open***'],
  ['</b>closed', 'closed'],
  ['a < b', 'a < b'],
  ['{{c1::Paris}} is', '{{c1::Paris}} is'],
  ['  spaces \n and lines ', 'spaces and lines'],
])('%j → %j', (html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown)
})

test('words come through, whatever the tags around them', () => {
  const pieces = fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<div>',
    '</div>',
    '<br>',
    '<ul>',
    '<li>',
    '</li>',
    '</ul>',
    '<pre>',
    '</pre>',
    '<code>',
    '</code>',
    '<a href="https://example.org">',
    '</a>',
    '<p>',
    '\\(',
    '\\)',
    '<',
    '>',
    '&',
    '"',
  )
  const parts = fc.array(
    fc.oneof(
      pieces,
      fc.stringMatching(/^[a-z]{3,6}$/).map(word => ` ${word} `),
    ),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(parts, list => {
      const words = list.filter(part => /^ [a-z]+ $/.test(part)).map(word => word.trim())
      const markdown = htmlToMarkdown(list.join(''))
      let at = 0
      for (const word of words) {
        at = markdown.indexOf(word, at)
        // Between a lone < and > a word is an attribute, which may go.
        if (at === -1) return expect(list).toContain('<')
        at += word.length
      }
    }),
    { numRuns: 500 },
  )
})

test('hostile HTML takes no longer than its length asks for', () => {
  for (const html of ['<', '<!--', '\\(', '<b>', '<li>', '</b>', '&', '[sound:', '<a href="']) {
    expect(htmlToMarkdown(html.repeat(10_000)).length).toBeGreaterThanOrEqual(0)
  }
})
