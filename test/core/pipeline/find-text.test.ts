import { expect, test } from 'vitest'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import { findText } from '../../../src/core/pipeline/find-text.ts'
import { parseOne } from '../../../src/core/pipeline/parse-one.ts'

async function logOf(text: BlobPart): Promise<{ file: LogFile; text: Blob }> {
  const blob = new Blob([text])
  const entry = { path: 'x.log', bytes: blob.size, packedBytes: blob.size }
  const { file, text: kept } = await parseOne({ ...entry, source: { how: 'blob', blob } })
  if (file === null || kept === null) throw new Error('not read')
  return { file, text: kept }
}

async function find(text: BlobPart, needle: string): Promise<(readonly [number, string])[]> {
  const { file, text: kept } = await logOf(text)
  const hits: (readonly [number, string])[] = []
  for await (const hit of findText(file, kept, needle, () => false)) {
    hits.push([hit.line, hit.excerpt])
  }
  return hits
}

test('a line with several matches is one hit', async () => {
  expect(await find('ab AB\nno\nxAb\n', 'ab')).toEqual([
    [1, 'ab AB'],
    [3, 'xAb'],
  ])
})

test('a last line without line end counts', async () => {
  expect(await find('x\r\nthe end', 'END')).toEqual([[2, 'the end']])
})

test('lines are numbered right across windows', async () => {
  const lines = Array.from({ length: 120_000 }, (_, i) =>
    i % 1000 === 999 ? `needle ${i + 1}` : `${'filler '.repeat(5)}${i + 1}`,
  )
  const hits = await find(lines.join('\n'), 'needle')
  expect(hits).toHaveLength(120)
  for (const [line, text] of hits) expect(text).toBe(`needle ${line}`)
})

test('words of other code pages are found', async () => {
  const gbk = Uint8Array.of(0xb0, 0xb2, 0xd7, 0xb0, 0xca, 0xa7, 0xb0, 0xdc) // 安装失败
  const lines = Array.from({ length: 20 }, () => [...gbk, 10]).flat()
  const hits = await find(
    Uint8Array.from([...new TextEncoder().encode('setup\n'), ...lines]),
    '失败',
  )
  expect(hits[0]).toEqual([2, '安装失败'])
})

test('a long line is shown around its match', async () => {
  const [hit] = await find(`${'a'.repeat(5000)}needle${'b'.repeat(5000)}\n`, 'needle')
  expect(hit?.[1].length).toBeLessThan(450)
  expect(hit?.[1]).toMatch(/^…a+needleb+$/)
})

test('letters that change their length in lower case do not shift the lines', async () => {
  const hits = await find('İİİİ\nİ needle\n', 'needle')
  expect(hits.map(([line]) => line)).toEqual([2])
})
