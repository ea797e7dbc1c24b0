import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ImportFormat, parseImport } from './importText.ts'

function lines(...list: string[]): string {
  return list.join('\n')
}

/** `line question | answer` of every row; what is wrong fails the test. */
function show(text: string, format: ImportFormat = 'auto'): string[] {
  const { rows, problems } = parseImport(text, format)
  expect(problems).toEqual([])
  return rows.map(row => `${row.line} ${row.question} | ${row.answer}`)
}

function problemsOf(text: string, format: ImportFormat = 'auto'): [number, string][] {
  return parseImport(text, format).problems.map(({ line, message }) => [line, message])
}

// From pedscoffee/fluid-engine (MIT): an export of Anki and a plain table.
const ankiExport =
  '#separator:tab\n#html:false\nHola\tHi\nrojo\tred\nverde\tgreen\nel gato decidió a simplimente mirar\tthe gate decided to simply watch\n'
const spanish = `imprescindible	essential/indispensable
asimismo	likewise/also
no obstante	nevertheless
cabe destacar	it is worth noting
en aras de	for the sake of
desempeñar	to perform/carry out
promover	to promote
fomentar	to foster/encourage
abarcar	to encompass
subyacente	underlying
abordar	to address/tackle
índole	nature/kind
menoscabar	to undermine
suscitar	to provoke/raise
denotar	to denote
dilucidar	to elucidate
`

describe('real decks', () => {
  test.each<ImportFormat>(['auto', 'anki_text'])('an export of Anki as %s', format => {
    expect(show(ankiExport, format)).toEqual([
      '3 Hola | Hi',
      '4 rojo | red',
      '5 verde | green',
      '6 el gato decidió a simplimente mirar | the gate decided to simply watch',
    ])
    expect(parseImport(ankiExport, format).rows[0]).toEqual({
      line: 3,
      question: 'Hola',
      answer: 'Hi',
      explanation: null,
      tags: [],
      externalId: null,
    })
  })

  test.each<ImportFormat>(['auto', 'tsv', 'anki_text'])('a table of tabs as %s', format => {
    const rows = show(spanish, format)
    expect(rows).toHaveLength(16)
    expect(rows[11]).toBe('12 índole | nature/kind')
  })
})

describe('the form of the text', () => {
  test.each<[string, ImportFormat, string, string[]]>([
    ['commas', 'auto', lines('a,b', 'c,d'), ['1 a | b', '2 c | d']],
    ['semicolons', 'auto', lines('a, or so;b', 'c;d, too'), ['1 a, or so | b', '2 c | d, too']],
    ['tabs in spite of commas', 'auto', lines('a,x\tb', 'c,y\td'), ['1 a,x | b', '2 c,y | d']],
    ['semicolons as CSV', 'csv', lines('a;b', 'c;d'), ['1 a | b', '2 c | d']],
    ['a byte order mark and CRLF', 'csv', '\ufeffa,b\r\n\r\nc,d\r\n', ['1 a | b', '3 c | d']],
    ['old line ends', 'csv', 'a,b\rc,d', ['1 a | b', '2 c | d']],
    ['quoted fields', 'csv', '"a, ""x""","b"\n"c\nd",e\nf,g', ['1 a, "x" | b', '2 c\nd | e', '4 f | g']],
    [
      'quotes within a field',
      'tsv',
      'say "hi"\tb\n"Yes" she said\td',
      ['1 say "hi" | b', '2 "Yes" she said | d'],
    ],
    ['delimiters within quotes', 'auto', lines('"a;b;c",d', '"e;f;g",h'), ['1 a;b;c | d', '2 e;f;g | h']],
    ['blank rows', 'csv', lines('a,b', '', ' , ', 'c,d'), ['1 a | b', '4 c | d']],
    ['a header', 'csv', lines('Answer,QUESTION,other', 'b,a,x'), ['2 a | b']],
    ['a header of Anki names', 'tsv', 'Front\tBack\na\tb', ['2 a | b']],
    ['text that is no header', 'csv', lines('front,a', 'c,d'), ['1 front | a', '2 c | d']],
    ['markup kept', 'csv', 'a <b>x</b>,**b** &amp;', ['1 a <b>x</b> | **b** &amp;']],
    ['a hash in CSV', 'csv', '#1,b', ['1 #1 | b']],
  ])('%s', (_, format, text, expected) => {
    expect(show(text, format)).toEqual(expected)
  })

  test('columns by position', () => {
    expect(parseImport('q,a,because,"k8s, two words",id-1', 'csv').rows).toEqual([
      {
        line: 1,
        question: 'q',
        answer: 'a',
        explanation: 'because',
        tags: ['k8s', 'two words'],
        externalId: 'id-1',
      },
    ])
  })

  test('columns by name', () => {
    const text = lines('External ID\tTags\tExplanation\tBack\tFront', 'id-1\tx Y x\t\ta\tq')
    expect(parseImport(text, 'auto').rows).toEqual([
      { line: 2, question: 'q', answer: 'a', explanation: null, tags: ['x', 'Y'], externalId: 'id-1' },
    ])
  })
})

describe('Anki', () => {
  test('header lines say what the columns are', () => {
    const text = lines(
      '#separator:Semicolon',
      '#html:false',
      '#guid column:1',
      '#notetype column:2',
      '#deck column:3',
      '#tags column:6',
      '#tags:from-anki X',
      'g1;Basic;Spanish;hola;hello;greeting x',
      'g2;Basic;Spanish;adiós;goodbye;',
    )
    expect(parseImport(text, 'auto')).toEqual({
      rows: [
        {
          line: 8,
          question: 'hola',
          answer: 'hello',
          explanation: null,
          tags: ['from-anki', 'X', 'greeting'],
          externalId: 'g1',
        },
        {
          line: 9,
          question: 'adiós',
          answer: 'goodbye',
          explanation: null,
          tags: ['from-anki', 'X'],
          externalId: 'g2',
        },
      ],
      problems: [],
    })
  })

  test('named columns, comments, and further fields as explanation', () => {
    const text = lines(
      '#separator:tab',
      '#columns:Back\tFront\tSource\tTags',
      '# a comment: no row',
      'a\tq\tbook\tt',
    )
    expect(parseImport(text, 'auto').rows).toEqual([
      { line: 4, question: 'q', answer: 'a', explanation: 'book', tags: ['t'], externalId: null },
    ])
    expect(parseImport('#separator:tab\nq\ta\tone\ttwo', 'auto').rows[0]?.explanation).toBe('one\n\ntwo')
  })

  test('HTML becomes Markdown when it is said to be HTML, or looks like it', () => {
    const row = '<b>a</b><br>x\tb &amp; c [sound:x.mp3]<img src="y.png">'
    const converted = ['**a**  \nx', 'b & c (sound: x.mp3)(image: y.png)']
    const read = (text: string, format: ImportFormat) => {
      const { rows } = parseImport(text, format)
      return [rows[0]?.question, rows[0]?.answer]
    }
    expect(read(`#separator:tab\n#html:true\n${row}`, 'auto')).toEqual(converted)
    expect(read(row, 'anki_text')).toEqual(converted)
    expect(read(`#separator:tab\n#html:false\n${row}`, 'auto')).toEqual(row.split('\t'))
  })

  test('a cloze note makes a card for each of its numbers', () => {
    const text = lines(
      '#separator:tab',
      '#guid column:1',
      'g\t{{c1::Paris}} is in {{c2::France::country}}\tsee a map',
    )
    expect(parseImport(text, 'auto')).toMatchObject({
      rows: [
        { question: '[…] is in France', answer: 'Paris', explanation: 'see a map', externalId: 'g:c1' },
        { question: 'Paris is in [country]', answer: 'France', explanation: 'see a map', externalId: 'g:c2' },
      ],
      problems: [],
    })
    expect(show('{{c1::Paris}} is a capital\t', 'tsv')).toEqual(['1 […] is a capital | Paris'])
    expect(show('{{c1::Paris}} is a capital', 'anki_text')).toEqual(['1 […] is a capital | Paris'])
  })

  test.each([
    [
      '#separator:xyz',
      'Invalid separator "xyz": expected comma, semicolon, tab, space, pipe, colon or one character.',
    ],
    ['#html:maybe', 'Invalid html "maybe": expected true or false.'],
    ['#tags column:0', 'Invalid tags column "0": expected a number from 1.'],
  ])('the header %s is refused', (header, message) => {
    expect(problemsOf(`${header}\na\tb`)).toEqual([[1, message]])
  })
})

describe('problems', () => {
  test.each<[string, ImportFormat, string, [number, string][]]>([
    ['nothing', 'auto', '', [[1, 'The text is empty: expected rows of a question and an answer.']]],
    ['blank lines', 'csv', '\n \n', [[1, 'The text is empty: expected rows of a question and an answer.']]],
    [
      'a header alone',
      'csv',
      'question,answer\n',
      [[1, 'The text has a header and no rows: expected rows of a question and an answer.']],
    ],
    [
      'unequal columns',
      'csv',
      lines('a,b', 'c', 'd,e,f', 'g,h'),
      [
        [2, 'Found 1 column, expected 2.'],
        [3, 'Found 3 columns, expected 2.'],
      ],
    ],
    [
      'fewer columns than the header',
      'csv',
      lines('question,answer,tags', 'a,b'),
      [[2, 'Found 2 columns, expected 3.']],
    ],
    [
      'one column',
      'auto',
      lines('a', 'b'),
      [
        [1, 'Found 1 column, expected at least 2: a question and an answer.'],
        [2, 'Found 1 column, expected at least 2: a question and an answer.'],
      ],
    ],
    [
      'an empty question and an empty answer',
      'csv',
      lines(' ,b', 'c,'),
      [
        [1, 'The question is empty: expected 1 to 10000 characters.'],
        [2, 'The answer is empty: expected 1 to 10000 characters.'],
      ],
    ],
    [
      'a text too long',
      'csv',
      `a,${'x'.repeat(10_001)}`,
      [[1, 'The answer has 10001 characters: expected 1 to 10000 characters.']],
    ],
    [
      'NUL',
      'csv',
      'a\u0000,b',
      [[1, 'The question holds a control character U+0000: expected 1 to 10000 characters.']],
    ],
    [
      'a lone surrogate',
      'csv',
      'a,b\ud800',
      [[1, 'The answer holds a lone surrogate: expected 1 to 10000 characters.']],
    ],
    [
      'an open cloze',
      'tsv',
      '{{c1::a\tb',
      [[1, 'The cloze deletion "{{c1::" is never closed: expected "}}".']],
    ],
    [
      'a quote left open',
      'csv',
      lines('a,b', 'c,"d', 'e,f'),
      [[2, 'The quote that opens here is never closed: this row and all below it were left out.']],
    ],
    [
      'a quote left open after closed ones',
      'csv',
      lines('a,b', '"c', 'd","""e"', '"f""",', '"g'),
      [
        [4, 'The answer is empty: expected 1 to 10000 characters.'],
        [5, 'The quote that opens here is never closed: this row and all below it were left out.'],
      ],
    ],
    [
      'a quote closed by a later one',
      'csv',
      lines('a,b', '"c,d', 'e,"f"', 'g,h'),
      [[2, 'Found 1 column, expected 2: the row runs on to line 3, is a quote left open?']],
    ],
    [
      'an external id twice',
      'csv',
      lines('question,answer,id', 'a,b,x', 'c,d,x'),
      [[3, 'The external id "x" stands on line 2 too: expected another.']],
    ],
    [
      'a tag and an external id too long',
      'csv',
      lines('question,answer,tags,id', `a,b,${'t'.repeat(101)},${'i'.repeat(201)}`),
      [
        [2, `The external id "${'i'.repeat(39)}…" has 201 characters: expected 1 to 200 characters.`],
        [2, `The tag "${'t'.repeat(39)}…" has 101 characters: expected 1 to 100 characters.`],
      ],
    ],
    [
      'columns without a meaning',
      'csv',
      'q,a,e,t,i,x',
      [
        [
          1,
          '6 columns without names: expected question, answer, explanation, tags and external_id, or a first row that names them. The others were left out.',
        ],
      ],
    ],
  ])('%s', (_, format, text, expected) => {
    expect(problemsOf(text, format)).toEqual(expected)
  })

  test('the other rows go on', () => {
    const { rows, problems } = parseImport(lines('a,b', 'c', '"d', 'e",f', 'g,"h'), 'csv')
    expect(rows.map(row => [row.line, row.question])).toEqual([
      [1, 'a'],
      [3, 'd\ne'],
    ])
    expect(problems.map(problem => problem.line)).toEqual([2, 5])
  })

  test('of more than 5,000 rows the first are read', () => {
    const text = Array.from({ length: 5_002 }, (_, index) => `question ${index},answer`).join('\n')
    const { rows, problems } = parseImport(text, 'csv')
    expect(rows).toHaveLength(5_000)
    expect(problems).toEqual([
      {
        line: 5_001,
        message: 'The text has 5002 rows, where 5000 are allowed: this row and all below it were left out.',
      },
    ])
    expect(problemsOf(text.slice(0, text.lastIndexOf('\nquestion 5000')), 'csv')).toEqual([])
  })
})

describe('properties', () => {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const cells = fc
    .string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', ' ', '😀', '#', '<b>'),
      maxLength: 12,
    })
    .map(text => `x${text}x`)
  const records = fc.array(fc.record({ question: cells, answer: cells }), { minLength: 1, maxLength: 12 })

  test.each<[ImportFormat, string, string]>([
    ['csv', ',', ''],
    ['csv', ';', ''],
    ['tsv', '\t', ''],
    ['anki_text', '\t', '#separator:tab\n#html:false\n'],
    ['auto', '|', '#separator:pipe\n#html:false\n'],
  ])('quoted rows as %s with %j come back, with their lines', (format, delimiter, header) => {
    fc.assert(
      fc.property(records, fc.constantFrom('\n', '\r\n'), (list, lineEnd) => {
        const text =
          header +
          list.map(({ question, answer }) => quote(question) + delimiter + quote(answer)).join(lineEnd)
        const { rows, problems } = parseImport(text, format)
        expect(problems).toEqual([])
        expect(rows.map(({ question, answer }) => ({ question, answer }))).toEqual(list)
        let line = header.split('\n').length
        for (const [index, { question, answer }] of list.entries()) {
          expect(rows[index]!.line).toBe(line)
          line += `${question}${answer}`.split('\n').length
        }
      }),
    )
  })

  test('anything gives rows that can be cards, and problems with lines that exist', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        '"',
        ',',
        '\t',
        ';',
        '\n',
        '\r\n',
        ' ',
        '#',
        '#html:true\n',
        '#separator:tab\n',
        '{{c1::',
        '}}',
        '\u0000',
        '\ud800',
        '<br>',
      ),
      maxLength: 80,
    })
    const formats = fc.constantFrom<ImportFormat>('auto', 'csv', 'tsv', 'anki_text')
    fc.assert(
      fc.property(noise, formats, (text, format) => {
        const { rows, problems } = parseImport(text, format)
        expect(rows.length + problems.length).toBeGreaterThan(0)
        const lineCount = text.split(/\r\n|\n|\r/).length
        for (const { line } of [...rows, ...problems]) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lineCount)
        }
        for (const { question, answer } of rows) {
          expect(question.trim()).not.toBe('')
          expect(answer.trim()).not.toBe('')
          expect(question + answer).not.toMatch(/\uffff|[^\P{Cc}\t\n]|\p{Cs}/u)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
