import { describe, expect, test } from 'vitest'

import { decoderFor } from '../../../src/core/text/decoder.ts'
import { detectEncoding } from '../../../src/core/text/encoding.ts'
import { readLines } from '../../../src/core/text/decode-window.ts'
import { TextDecoding } from '../../../src/core/text/text-decoding.ts'
import { MAX_LINE_BYTES, TextWindows } from '../../../src/core/text/windows.ts'
import { inGb18030 } from '../../support/legacy-bytes.ts'
import { inChunks, parseBytes, utf16 } from '../../support/parse-bytes.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Read {
  readonly texts: readonly string[]
  readonly lines: readonly number[]
  readonly continues: readonly boolean[]
  readonly windows: TextWindows
  readonly decoding: TextDecoding
  readonly problems: readonly string[]
}

async function read(bytes: Uint8Array, chunkBytes: number, windowBytes: number): Promise<Read> {
  const decoding = new TextDecoding(detectEncoding(bytes.subarray(0, 65536)))
  const problems: string[] = []
  const windows = new TextWindows(inChunks(bytes, chunkBytes), {
    decoding,
    windowBytes,
    problem: ({ code, at }) => problems.push(`${code} ${at}`),
  })
  const texts: string[] = []
  const lines: number[] = []
  const continues: boolean[] = []
  for await (const window of windows) {
    texts.push(decoding.decode(window.bytes))
    lines.push(window.line)
    continues.push(window.continues)
  }
  return { texts, lines, continues, windows, decoding, problems }
}

describe('windows', () => {
  test.each([1, 7, 64, 100_000])('end at line ends, in chunks of %i', async (chunkBytes) => {
    const text = Array.from({ length: 300 }, (_, i) => `line ${i} ${'x'.repeat(i % 90)}\r\n`).join(
      '',
    )
    const { texts, lines, windows } = await read(utf8(text), chunkBytes, 64)
    expect(texts.join('')).toBe(text)
    expect(texts.every((part) => part.endsWith('\n'))).toBe(true)
    expect(lines.slice(0, 3)).toEqual([
      1,
      1 + count(texts[0]),
      1 + count(texts[0]) + count(texts[1]),
    ])
    expect(windows.lines).toBe(300)
    const index = windows.lineIndex
    expect(index.length).toBe(5)
    expect(Array.from(index, (offset) => text.slice(offset, offset + 9).split(' ')[1])).toEqual([
      '0',
      '64',
      '128',
      '192',
      '256',
    ])
  })

  test('a last line without line end counts', async () => {
    expect((await read(utf8('a\nb'), 64, 64)).windows.lines).toBe(2)
    expect((await read(utf8('a\nb\n'), 64, 64)).windows.lines).toBe(2)
    expect((await read(utf8(''), 64, 64)).windows.lines).toBe(0)
  })

  test('lone CRs are line ends where there is no LF', async () => {
    const { texts, windows } = await read(utf8('a\rb\rc'), 1, 64)
    expect(texts.join('')).toBe('a\nb\nc')
    expect(windows.lines).toBe(3)
    expect((await read(utf8('a\rb\nc'), 1, 64)).windows.lines).toBe(2)
  })

  test('a line that is longer than a window may be stays one line', async () => {
    const long = 'y'.repeat(MAX_LINE_BYTES * 2 + 10)
    const { lines, continues, windows } = await read(utf8(`a\n${long}\nb\n`), 65536, 4096)
    expect(windows.lines).toBe(3)
    expect(continues.filter(Boolean).length).toBe(2)
    expect(lines.at(-1)).toBe(2)
  })

  test('zero bytes are told, with the first line that holds them', async () => {
    const { problems } = await read(utf8(`a\nb\0\0\nc\n${'\0'.repeat(100)}`), 16, 64)
    expect(problems).toEqual(['damaged line 2'])
  })
})

describe('the encoding is decided late', () => {
  const ascii = '2023-06-26 08:02:32, Info       nothing but ASCII here\r\n'.repeat(20_000)
  const chinese = '2023-06-26 08:02:33, Error      系统找不到指定的路径。\r\n'

  test.each([
    ['gb18030', inGb18030(chinese)],
    ['utf-8', utf8(chinese)],
  ] as const)('%s behind a megabyte of ASCII', async (encoding, tail) => {
    const head = utf8(ascii)
    const bytes = new Uint8Array(head.length + tail.length)
    bytes.set(head)
    bytes.set(tail, head.length)
    for (const [chunkBytes, windowBytes] of [
      [65536, 1 << 20],
      [1000, 64],
    ] as const) {
      const { texts, decoding } = await read(bytes, chunkBytes, windowBytes)
      expect(decoding.encoding).toBe(encoding)
      expect(texts.at(-1)?.endsWith(chinese)).toBe(true)
    }
  })

  test('a stray byte far behind makes UTF-8 utf-8*', async () => {
    const head = utf8(chinese.repeat(100) + ascii)
    const bytes = new Uint8Array(head.length + 2)
    bytes.set(head)
    bytes.set([0xae, 0x0a], head.length)
    expect((await read(bytes, 65536, 1 << 20)).decoding.encoding).toBe('utf-8*')
  })
})

describe('UTF-16 becomes UTF-8', () => {
  const text = '一行 😀 text\r\nsecond 行\r\n'
  test.each([
    ['le', true],
    ['le', false],
    ['be', true],
    ['be', false],
  ] as const)('%s, mark %s, in chunks of 1 to 5 bytes', async (endian, mark) => {
    for (let chunkBytes = 1; chunkBytes <= 5; chunkBytes++) {
      const { file, text: blob } = await parseBytes(utf16(text, endian, mark), { chunkBytes })
      expect(await blob?.text()).toBe(text)
      expect([file.encoding, file.lines]).toEqual([`utf-16${endian}`, 2])
    }
  })

  test('half a character at the end is told', async () => {
    const { file } = await parseBytes(utf16(text, 'le', true).slice(0, -1))
    expect(file.problems.map(({ code }) => code)).toEqual(['truncated'])
  })
})

describe('readLines', () => {
  test('gives any range of lines, without line ends and NULs', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => `line ${i + 1} 行`)
    const { file, text } = await parseBytes(utf8(`\uFEFF${lines.join('\r\n')}\r\n\0\0\0`))
    const some = (from: number, count: number): Promise<string[]> =>
      readLines(text as Blob, file.lineIndex, file.lines, from, count, decoderFor(file.encoding))
    expect(file.lines).toBe(501)
    expect(await some(1, 2)).toEqual(lines.slice(0, 2))
    expect(await some(63, 4)).toEqual(lines.slice(62, 66))
    expect(await some(1, 1000)).toEqual([...lines, ''])
    expect(await some(501, 5)).toEqual([''])
    expect(await some(502, 5)).toEqual([])
    expect(await some(-5, 2)).toEqual([])
  })

  test('cuts long lines for the screen', async () => {
    const long = '行'.repeat(200_000)
    const { file, text } = await parseBytes(utf8(`a\n${long}\nb\n`))
    const lines = await readLines(
      text as Blob,
      file.lineIndex,
      file.lines,
      1,
      3,
      decoderFor('utf-8'),
    )
    expect(lines.map((line) => line.length)).toEqual([1, 10_001, 1])
    expect(lines[1]?.endsWith('行…')).toBe(true)
  })
})

function count(text = ''): number {
  return text.split('\n').length - 1
}
