/** The base of XML formats: rows and their ranges, and what hostile or broken documents do to it. */
import { describe, expect, test } from 'vitest'

import { xmlFormat } from '../../src/core/formats/xml-format.ts'
import type { XmlFormatDefinition } from '../../src/core/formats/xml-types.ts'
import { levelOfLine, Level, rowOfLine } from '../../src/core/model/event-table.ts'
import { filterRecords, seekRecord } from '../../src/core/pipeline/filter-records.ts'
import { wallMs } from '../../src/core/model/units.ts'
import { inGb18030 } from '../support/legacy-bytes.ts'
import { parseBytes } from '../support/parse-bytes.ts'

const definition: XmlFormatDefinition<undefined> = {
  id: 'made-up',
  title: 'made up',
  docs: '',
  names: [],
  samples: [],
  emits: ['machine.fact'],
  sniff: () => 1,
  records: {
    row: (row) => ({
      time: wallMs(Date.UTC(2024, 0, 1) + 1000 * Number(row.attribute('at'))),
      component: row.attribute('name') || row.wholeText,
      level: row.hasAttribute('bad') ? Level.Error : Level.Info,
      signals: [{ kind: 'machine.fact', key: 'name', value: row.parent?.attribute('id') ?? '' }],
    }),
    skipped: () => null,
  },
}
const format = xmlFormat(definition)

interface Read {
  readonly rows: readonly string[]
  readonly problems: readonly string[]
}

async function read(text: string, options = {}): Promise<Read> {
  const bytes = new TextEncoder().encode(text)
  const { file } = await parseBytes(bytes, { formats: [format], ...options })
  const { table } = file
  let end = 0
  const rows = Array.from({ length: table.length }, (_, row) => {
    const start = table.start[row] ?? -1
    expect(start).toBeGreaterThanOrEqual(end)
    end = start + (table.size[row] ?? 0)
    const name = table.components[table.component[row] ?? 0] ?? ''
    return `${table.line[row]}:${start}+${table.size[row]} ${name}`.trim()
  })
  expect(end).toBeLessThanOrEqual(bytes.length)
  return { rows, problems: file.problems.map(({ code, at }) => `${code} ${at}`) }
}

describe('rows', () => {
  test('begin at their elements, several on one line, and reach to the next', async () => {
    const text = '<?xml version="1.0"?>\n<a>\n<z:row name="1"/><row name="2">t</row>\n\n</a>\n'
    expect(await read(text)).toEqual({ rows: ['1:0+26', '3:26+17 1', '3:43+28 2'], problems: [] })
  })

  test('take the line of their `<`, wherever the tag ends', async () => {
    const text = '<a>\n<row\n  name="1"\n  at="2">\n<b>x</b></row>\n<row\tname="2"/></a>'
    expect((await read(text)).rows).toEqual(['1:0+4', '2:4+41 1', '6:45+19 2'])
  })

  test('stand for the document where its outermost element is a record', async () => {
    expect((await read('\n<!-- x --><row name="1"><row name="2"/></row>')).rows).toEqual(['2:1+45 1']) // prettier-ignore
  })

  test('are made of what a reader takes alone', async () => {
    expect((await read('<skipped/>')).rows).toEqual(['1:0+10'])
  })

  test('hold entities, sections of characters and bytes of any encoding', async () => {
    const words = '无法安装更新，请重新启动计算机。'
    const bytes = inGb18030(`<row>${words}&#xE9;&#233;&#x4E2D;&amp;<![CDATA[<b>]]></row>`)
    const { file } = await parseBytes(bytes, { formats: [format] })
    expect(file.encoding).toBe('gb18030')
    expect(file.table.components.at(-1)).toBe(`${words}éé中&<b>`)
  })

  test('read the same in windows of any size', async () => {
    const text = `note\n<?xml version="1.0"?>\n<a id="x">${'<row name="é" at="1">é&amp;</row>\n'.repeat(50)}</a>`
    const whole = await read(text)
    expect(await read(text, { windowBytes: 64, chunkBytes: 5 })).toEqual(whole)
  })

  test('are found by line, the last of those that begin on it; the worst gives the line its level', async () => {
    const text = '<a>\n<row bad="" name="needle"/><row/>\n<row/></a>'
    const bytes = new TextEncoder().encode(text)
    const { file, text: blob } = await parseBytes(bytes, { formats: [format] })
    expect(rowOfLine(file.table, 2)).toBe(2)
    expect([1, 2, 3].map((line) => levelOfLine(file.table, line))).toEqual([0, Level.Error, 0])
    const errors = { level: Level.Error, text: '' }
    const found = await filterRecords(file, blob, errors, () => false)
    expect([...found.lines]).toEqual([2])
    const named = await filterRecords(file, blob, { ...errors, text: 'needle' }, () => false)
    expect([...named.lines]).toEqual([2])
    const all = await filterRecords(file, blob, { level: 0, text: '' }, () => false)
    expect([...all.lines]).toEqual([1, 2, 3])
    expect(seekRecord(file.table, 3, -1, 0)).toBe(2)
    expect(seekRecord(file.table, 2, -1, 0)).toBe(1)
  })

  test('hold the signatures of rules', async () => {
    const text = '<a><!-- literal --><row/>\n<row name="a literal"/><row/>\nliteral</a>'
    const signatures = [{ id: 'rule', needle: 'literal', pattern: /(a )?literal/ }]
    const bytes = new TextEncoder().encode(text)
    const { file } = await parseBytes(bytes, { formats: [format], signatures, windowBytes: 64 })
    expect(file.hits).toEqual([
      { signature: 'rule', row: 0, line: 1, groups: ['literal', ''] },
      { signature: 'rule', row: 2, line: 2, groups: ['a literal', 'a '] },
      { signature: 'rule', row: 3, line: 3, groups: ['literal', ''] },
    ])
  })
})

describe('a document that is cut or broken', () => {
  const cases: readonly (readonly [what: string, text: string, rows: number, problems: readonly string[]])[] = [
    ['cut inside a record', '<a>\n<row name="1"><b>te', 2, ['truncated line 2']],
    ['cut inside a tag', '<a>\n<row name="1"/><row na', 2, ['truncated line 2']],
    ['cut behind its root', '<a', 0, ['truncated line 1']],
    ['stray close tags', '<a><row/></b></c><row/></a>\n', 3, ['damaged line 1']],
    ['bare ampersands', '<a>\n<row name="R&D"/>\n<row>a & b</row></a>', 3, ['damaged line 2']],
    ['bare ampersands in sections of characters', '<a><row>1<![CDATA[R&D\n& &]]></row></a>', 2, []],
    ['a bare ampersand below', '<a>\n<row>1\n2\n&\n</row></a>', 2, ['damaged line 4']],
    ['names in any language', '<a><名称 項目="1"><row>1<значение>א</значение></row></名称></a>', 2, []],
    ['text behind its end', '<a><row/></a>\nmore', 2, ['damaged line 2']],
    ['no end of records', '<a><row>'.repeat(3), 2, ['truncated line 1']],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a><row>&e;</row></a>', 2, ['damaged line 1']],
  ] // prettier-ignore
  test.each(cases)('%s', async (_, text, rows, problems) => {
    const found = await read(text)
    expect({ rows: found.rows.length, problems: found.problems }).toEqual({ rows, problems })
  })

  test('never throws, wherever it is cut', async () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><a b=\'1\'><!-- c --><row at="1">é&amp;<![CDATA[<]]></row></a>'
    for (let cut = 0; cut <= text.length; cut++) await read(text.slice(0, cut))
  })
})

describe('a hostile document is bounded', () => {
  const bombs: readonly (readonly [what: string, text: string, problems: readonly string[]])[] = [
    ['depth', '<a>'.repeat(50_000), ['over-limit line 1']],
    ['faults', `<a>${'</q>'.repeat(50_000)}\n\nrest\n</a>`, ['damaged line 1']],
    ['a long value', `<row name="${'y'.repeat(200_000)}"/>`, ['over-limit line 1']],
    ['a long comment', `<a><!--${'y'.repeat(200_000)}--></a>`, []],
    ['many elements in a record', `<row>${'<c/>'.repeat(50_000)}</row>`, ['over-limit line 1']],
    ['entities of entities', `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><a><row>${'&b;'.repeat(900)}</row></a>`, ['damaged line 1']],
  ] // prettier-ignore
  test.each(bombs)('%s', async (_, text, problems) => {
    const { file } = await parseBytes(new TextEncoder().encode(text), { formats: [format] })
    expect(file.problems.map(({ code, at }) => `${code} ${at}`)).toEqual(problems)
    for (const name of file.table.components) expect(name.length).toBeLessThanOrEqual(32 * 1024)
  })

  test('what is left out behind too many faults is listed', async () => {
    const text = `<a>${'</q>'.repeat(50_000)}\n\nrest\n</a>`
    const { file } = await parseBytes(new TextEncoder().encode(text), { formats: [format] })
    expect(file.unparsed).toEqual([{ fromLine: 3, toLine: 4, lines: 2, reason: 'damaged' }])
  })
})

test('a log that grows is cut only inside a record or a tag', async () => {
  const growing = { ...definition, grows: true } as const
  const ends = async (text: string): Promise<readonly string[]> => {
    const bytes = new TextEncoder().encode(text)
    const { file } = await parseBytes(bytes, { formats: [xmlFormat(growing)] })
    return file.problems.map(({ code, at }) => `${code} ${at}`)
  }
  expect(await ends('<a>\n<row/>\n')).toEqual([])
  expect(await ends('<a>\n<row>')).toEqual(['truncated line 2'])
  expect(await ends('<a>\n<row/>\n<row na')).toEqual(['truncated line 3'])
})

test('a note above a document is listed', async () => {
  const text = 'this came by mail\n\n<?xml version="1.0"?>\n<row name="1"/>'
  const { file } = await parseBytes(new TextEncoder().encode(text), { formats: [format] })
  expect(Array.from(file.table.line)).toEqual([3])
  expect(file.unparsed).toEqual([
    { fromLine: 1, toLine: 1, lines: 1, reason: 'before-first-record' },
  ])
})

test('HTML is read as it comes', async () => {
  const html = xmlFormat({
    id: 'page',
    title: '',
    docs: '',
    names: [],
    samples: [],
    emits: [],
    html: true,
    sniff: () => 1,
    records: { td: (cell) => ({ component: cell.wholeText }) },
  })
  const text = '<HTML><BR><META x=y><table><TR><td>a<br>b&nbsp;&copy;</TD><td nowrap>c<tr></table>'
  const { file } = await parseBytes(new TextEncoder().encode(text), { formats: [html] })
  expect(file.table.components.slice(1)).toEqual(['ab\u00a0©', 'c'])
  expect(file.problems).toEqual([])
})
