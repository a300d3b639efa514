import { describe, expect, test } from 'vitest'

import type { LogFile } from '../../../src/core/model/log-file.ts'
import { readFileLines } from '../../../src/core/pipeline/file-lines.ts'
import { findText } from '../../../src/core/pipeline/find-text.ts'
import { encodeIn } from '../../support/legacy-bytes.ts'
import { parseBytes, seeded, utf16 } from '../../support/parse-bytes.ts'
import { LOCALISED } from './localised-lines.ts'

type Part = readonly [
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | Parameters<typeof encodeIn>[0],
  lines: readonly string[],
]

let second = 0
function stamped(message: string): string {
  const time = new Date(Date.UTC(2023, 5, 26, 8, 2, second++ % 60)).toISOString()
  return `${time.slice(0, 19).replace('T', ' ')}, Info       [TOOL.EXE] ${message}`
}
const ascii = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => stamped(`dispatching command ${at}`))

function messagesOf(language: string): readonly string[] {
  const found = LOCALISED.find((one) => one.language === language)
  if (found === undefined) throw new Error(language)
  return found.messages.map((message) => stamped(message))
}

const CHINESE = messagesOf('Simplified Chinese')
const RUSSIAN = messagesOf('Russian').filter((message) => !message.includes('«'))
const FRENCH = messagesOf('French')
const POLISH = messagesOf('Polish')
const JAPANESE = messagesOf('Japanese')

function bytesOf(parts: readonly Part[], lineEnd = '\r\n'): Uint8Array {
  const pieces = parts.map(([encoding, lines]) => {
    const text = lines.map((line) => line + lineEnd).join('')
    if (encoding === 'utf-8') return new TextEncoder().encode(text)
    if (encoding === 'utf-16le') return utf16(text, 'le', false)
    if (encoding === 'utf-16be') return utf16(text, 'be', false)
    return encodeIn(encoding, text)
  })
  return joined(...pieces)
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

interface Read {
  readonly file: LogFile
  readonly lines: readonly string[]
  readonly text: Blob
}

async function read(bytes: Uint8Array, chunkBytes = 65536): Promise<Read> {
  const { file, text } = await parseBytes(bytes, { formats: [], chunkBytes })
  if (text === null) throw new Error('no text')
  return { file, text, lines: await readFileLines(file, text, 1, file.lines) }
}

const runsOf = ({ encodingRuns }: LogFile): readonly string[] =>
  encodingRuns.map(({ fromLine, encoding }) => `${fromLine} ${encoding}`)

/** Reads as it was written, in chunks of any size, and is found in every part. */
async function expectRead(parts: readonly Part[]): Promise<LogFile> {
  const wanted = parts.flatMap(([, lines]) => lines)
  const whole = await read(bytesOf(parts))
  expect(whole.lines).toEqual(wanted)
  for (const chunkBytes of [1, 7, 1000]) {
    const { file, lines } = await read(bytesOf(parts), chunkBytes)
    expect(lines, `chunks of ${chunkBytes}`).toEqual(wanted)
    expect(runsOf(file)).toEqual(runsOf(whole.file))
  }
  for (const [at, line] of wanted.entries()) {
    const [one] = await readFileLines(whole.file, whole.text, at + 1, 1)
    expect(one).toBe(line)
  }
  for (const [, lines] of parts) {
    const word = lines.at(-1)?.slice(-6) ?? ''
    const hits: number[] = []
    for await (const { line } of findText(whole.file, whole.text, word, () => false))
      hits.push(line)
    const expected = wanted.flatMap((line, at) => (line.includes(word) ? [at + 1] : []))
    expect(hits, word).toEqual(expected)
  }
  return whole.file
}

describe('two programs, one log', () => {
  test('UTF-8, then GB18030', async () => {
    const file = await expectRead([
      ['utf-8', [...ascii(20), ...CHINESE]],
      ['gb18030', [...CHINESE, ...ascii(5)]],
    ])
    expect(runsOf(file)).toEqual(['1 utf-8', '28 gb18030'])
  })

  test('GB18030, then UTF-8', async () => {
    const file = await expectRead([
      ['gb18030', [...ascii(3), ...CHINESE]],
      ['utf-8', [...ascii(3), ...CHINESE, ...CHINESE]],
    ])
    expect(runsOf(file)).toEqual(['1 gb18030', '14 utf-8'])
    expect(file.encoding).toBe('utf-8')
  })

  test('line by line in turn', async () => {
    const parts = CHINESE.flatMap((line): Part[] => [
      ['utf-8', [line]],
      ['gb18030', [line]],
      ['gb18030', ascii(1)],
    ])
    const file = await expectRead(parts)
    expect(file.encodingRuns).toHaveLength(CHINESE.length * 2)
  })

  test('windows-1251 and the console’s 866', async () => {
    const file = await expectRead([
      ['windows-1251', [...ascii(10), ...RUSSIAN, ...RUSSIAN]],
      ['ibm866', [...RUSSIAN, ...ascii(4)]],
      ['windows-1251', RUSSIAN],
    ])
    expect(runsOf(file)).toEqual(['1 windows-1251', '25 ibm866', '36 windows-1251'])
    expect(file.encoding).toBe('windows-1251')
  })

  test('windows-1251 and 866 in turn', async () => {
    await expectRead(
      RUSSIAN.flatMap((line): Part[] => [
        ['windows-1251', [line]],
        ['ibm866', [line]],
      ]),
    )
  })

  test.each([
    ['windows-1252', 'ibm850', FRENCH],
    ['windows-1250', 'ibm852', POLISH],
    ['utf-8', 'windows-1250', POLISH],
    ['utf-8', 'windows-1251', RUSSIAN],
    ['utf-8', 'shift_jis', JAPANESE],
  ] as const)('%s and %s', async (first, other, lines) => {
    const file = await expectRead([
      [first, [...lines, ...lines]],
      [other, lines],
    ])
    expect(file.encodingRuns.map(({ encoding }) => encoding)).toEqual([first, other])
    expect(file.encodingConfidence).toBeGreaterThan(0.9)
  })

  test('the second long behind the first', async () => {
    const quiet = ascii(30_000)
    const { file, lines } = await read(
      bytesOf([
        ['utf-8', [...quiet, ...CHINESE]],
        ['utf-8', quiet],
        ['gb18030', CHINESE],
        ['utf-8', quiet],
        ['windows-1252', FRENCH],
      ]),
    )
    const wanted = [...quiet, ...CHINESE, ...quiet, ...CHINESE, ...quiet, ...FRENCH]
    expect(lines).toEqual(wanted)
    expect(runsOf(file)).toEqual(['1 utf-8', '60008 gb18030', '90015 windows-1252'])
  })

  test('one word of a code page in a line of UTF-8', async () => {
    const bytes = joined(
      bytesOf([['utf-8', [...CHINESE, ...CHINESE]]]),
      new TextEncoder().encode(stamped('驱动程序 oem3.inf: ')),
      encodeIn('gb18030', '系统找不到指定的文件。\r\n'),
      bytesOf([['gb18030', CHINESE]]),
    )
    const { lines } = await read(bytes)
    expect(lines[CHINESE.length * 2]).toContain('驱动程序 oem3.inf: 系统找不到指定的文件。')
  })
})

describe('stray bytes in UTF-8', () => {
  const product = joined(
    new TextEncoder().encode('Product Name [ Sample'),
    Uint8Array.of(0xae),
    new TextEncoder().encode(' ]\r\n'),
  )
  test('are no other encoding', async () => {
    const { file, lines } = await read(joined(bytesOf([['utf-8', CHINESE]]), product))
    expect([file.encoding, file.encodingRuns]).toEqual(['utf-8*', []])
    expect(lines.at(-1)).toBe('Product Name [ Sample® ]')
    expect(file.problems).toEqual([])
  })

  test('behind a mark and nothing but ASCII', async () => {
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf)
    const { file, lines } = await read(joined(mark, bytesOf([['utf-8', ascii(3)]]), product))
    expect([file.encoding, file.encodingConfidence]).toEqual(['utf-8*', 1])
    expect(lines.at(-1)).toBe('Product Name [ Sample® ]')
  })

  test('and a code page besides', async () => {
    const { file, lines } = await read(
      joined(bytesOf([['utf-8', CHINESE]]), product, bytesOf([['gb18030', CHINESE]])),
    )
    expect(lines.slice(CHINESE.length + 1)).toEqual(CHINESE)
    expect(lines[CHINESE.length]).toContain('Sample')
    expect(file.encodingRuns.map(({ encoding }) => encoding)).toContain('gb18030')
  })
})

test('a log that changes its encoding all the time is told by its first changes', async () => {
  const random = seeded(5)
  const parts = Array.from({ length: 400 }, (): Part => {
    const line = CHINESE[Math.floor(random() * CHINESE.length)] ?? ''
    return [random() < 0.5 ? 'utf-8' : 'gb18030', [line]]
  })
  const { file, lines } = await read(bytesOf(parts))
  expect(lines).toEqual(parts.flatMap(([, own]) => own))
  expect(file.encodingRuns).toHaveLength(64)
})

test('GB18030 whose lines pass the rules of UTF-8 by chance is GB18030', async () => {
  const pairs = '\u4e00\u8054\u901a\u7684\u8bd5\u9a8c'
  const { file } = await read(
    bytesOf([['gb18030', [stamped('一'), ...CHINESE, stamped('一 目'), stamped(pairs)]]]),
  )
  expect([file.encoding, file.encodingRuns]).toEqual(['gb18030', []])
})

describe('what nobody can tell', () => {
  test('is told, with the line to look at', async () => {
    const random = seeded(11)
    const byte = (): number => (random() < 0.5 ? 0x61 : 0x80) + Math.floor(random() * 26)
    const noise = Uint8Array.from({ length: 60 }, byte)
    const odd = joined(bytesOf([['utf-8', ascii(4)]]), noise, Uint8Array.of(0x0d, 0x0a))
    const { file } = await read(odd)
    expect(file.encodingConfidence).toBeLessThan(0.5)
    expect(file.problems).toMatchObject([{ code: 'unknown-encoding', at: 'line 5' }])
  })

  test('a healthy log says nothing of the kind', async () => {
    for (const { pages, messages } of LOCALISED) {
      const [page = 'utf-8'] = pages
      const { file } = await read(encodeIn(page, messages.map((one) => `${one}\r\n`).join('')))
      expect(file.problems).toEqual([])
    }
  })
})
