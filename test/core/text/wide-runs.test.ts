import { describe, expect, test } from 'vitest'

import { readFileLines } from '../../../src/core/pipeline/file-lines.ts'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import { narrowed } from '../../../src/core/text/wide-runs.ts'
import { encodeIn } from '../../support/legacy-bytes.ts'
import { parseBytes, seeded, utf16 } from '../../support/parse-bytes.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)))
}

const NARROW = '2023-06-26 08:02:32, Info       dispatching command\r\n'.repeat(3)
const WIDE = '2023-06-26 08:02:33, Error      系统找不到指定的文件。\r\nOK\r\n\r\n第二行 done\r\n'

async function linesOf(
  bytes: Uint8Array,
  chunkBytes: number,
): Promise<{ file: LogFile; lines: readonly string[]; size: number | undefined }> {
  const { file, text } = await parseBytes(bytes, { formats: [], chunkBytes })
  return { file, lines: await readFileLines(file, text, 1, file.lines), size: text?.size }
}

const CHUNKS = [1, 2, 3, 17, 100_000]
const runsOf = (file: LogFile): readonly string[] =>
  file.encodingRuns.map(({ fromLine, encoding }) => `${fromLine} ${encoding}`)

describe.each(['le', 'be'] as const)('UTF-16%s in a file of bytes', (endian) => {
  const name = `utf-16${endian}`

  test.each(CHUNKS)('that another program added, in chunks of %i', async (chunkBytes) => {
    const bytes = joined(utf8(NARROW), utf16(WIDE, endian, false), utf8(NARROW))
    const { file, lines } = await linesOf(bytes, chunkBytes)
    expect(lines).toEqual((NARROW + WIDE + NARROW).trimEnd().split('\r\n'))
    expect(runsOf(file)).toEqual(['1 ascii', `4 ${name}`, '8 ascii'])
    expect(file.problems).toEqual([])
  })

  test.each(CHUNKS)('with its mark, at the end, in chunks of %i', async (chunkBytes) => {
    const bytes = joined(utf8(NARROW), utf16(WIDE, endian, true))
    const { file, lines } = await linesOf(bytes, chunkBytes)
    expect(lines).toEqual((NARROW + WIDE).trimEnd().split('\r\n'))
    expect(runsOf(file)).toEqual(['1 ascii', `4 ${name}`])
  })

  test('among lines of a code page, each in its own', async () => {
    const chinese = '2023-06-26 08:02:35, Error      系统找不到指定的路径。\r\n'
    const bytes = joined(
      encodeIn('gb18030', chinese.repeat(6)),
      utf16(WIDE, endian, false),
      encodeIn('gb18030', chinese),
    )
    const { file, lines } = await linesOf(bytes, 4096)
    expect(lines).toEqual((chinese.repeat(6) + WIDE + chinese).trimEnd().split('\r\n'))
    expect(runsOf(file)).toEqual(['1 gb18030', `7 ${name}`, '11 gb18030'])
    expect(file.encoding).toBe('gb18030')
  })

  test('behind megabytes of bytes that were handed on already', async () => {
    const long = NARROW.repeat(30_000)
    const bytes = joined(utf8(long), utf16(WIDE, endian, false))
    const blob = new Blob([bytes.slice()])
    const { file, text } = await parseBytes(bytes, { formats: [], chunkBytes: 1 << 20, blob })
    expect(await text?.text()).toBe(long + WIDE)
    expect(runsOf(file)).toEqual(['1 ascii', `90001 ${name}`])
  })
})

// With the high byte first, the last byte of the line before would read as the first of UTF-16, the other way round.
describe('UTF-16le in a file of bytes', () => {
  test.each(CHUNKS)('behind a line that nobody ended, in chunks of %i', async (chunkBytes) => {
    const open = `${NARROW}2023-06-26 08:02:34, Info   `
    const { lines } = await linesOf(joined(utf8(open), utf16(WIDE, 'le', false)), chunkBytes)
    expect(lines).toEqual((open + WIDE).trimEnd().split('\r\n'))
  })
})

describe.each(['le', 'be'] as const)('bytes in a file of UTF-16%s', (endian) => {
  const name = `utf-16${endian}`
  const wide = WIDE.repeat(3)

  // An odd number of bytes moves every character behind them.
  test.each(CHUNKS)('that another program added, in chunks of %i', async (chunkBytes) => {
    const added = '2023-06-26 08:02:36, Info       odd\r\n'
    const bytes = joined(utf16(wide, endian, true), utf8(added), utf16(WIDE, endian, false))
    const { file, lines } = await linesOf(bytes, chunkBytes)
    expect(lines).toEqual((wide + added + WIDE).trimEnd().split('\r\n'))
    expect(runsOf(file)).toEqual([`1 ${name}`, '13 ascii', `14 ${name}`])
    expect(file.encoding).toBe(name)
  })

  test('behind a line that nobody ended', async () => {
    const bytes = joined(utf16(`${wide}Done.`, endian, true), utf8(NARROW))
    const { lines } = await linesOf(bytes, 1000)
    expect(lines.join('\n')).toContain('Done.')
    expect(lines.slice(-3)).toEqual([
      expect.stringContaining('dispatching command') as string,
      ...NARROW.trimEnd().split('\r\n').slice(1),
    ])
  })

  test('are left alone where it is whole', async () => {
    const { file, lines } = await linesOf(utf16(wide, endian, true), 333)
    expect(lines).toEqual(wide.trimEnd().split('\r\n'))
    expect([file.encoding, file.encodingRuns]).toEqual([name, []])
  })
})

test('lost blocks and other NULs are no UTF-16', async () => {
  const lost = new Uint8Array(512)
  const bytes = joined(utf8(NARROW), lost, utf8(NARROW), utf8('a\0b\0'), utf8(NARROW))
  for (const chunkBytes of CHUNKS) {
    const { file, size } = await linesOf(bytes, chunkBytes)
    expect(size).toBe(bytes.length)
    expect([file.encoding, file.encodingRuns]).toEqual(['ascii', []])
    expect(file.problems.map(({ code }) => code)).toEqual(['damaged'])
  }
})

test('text of bytes goes through as it is', () => {
  const bytes = encodeIn('gb18030', '系统找不到指定的路径。\r\n'.repeat(20))
  expect(narrowed(bytes, null)).toBe(bytes)
  const nuls = joined(bytes, new Uint8Array(40), bytes)
  expect(narrowed(nuls, null)).toEqual(nuls)
})

test('whatever the bytes are, they are read once and to the end', () => {
  const random = seeded(8)
  for (let round = 0; round < 300; round++) {
    const isText = (): number => (random() < 0.3 ? 0 : Math.floor(random() * 127))
    const bytes = Uint8Array.from({ length: Math.floor(random() * 400) }, isText)
    for (const mode of [null, 'utf-16le', 'utf-16be'] as const) {
      const text = decoded(narrowed(bytes, mode))
      expect(text.length).toBeLessThanOrEqual(bytes.length)
      expect(text.length * 2 + 1).toBeGreaterThanOrEqual(bytes.length - 2)
    }
  }
})

test('a hostile file of NULs does not hang', () => {
  const bytes = new Uint8Array(4 << 20)
  const random = seeded(3)
  // Nearly UTF-16, over and over: every NUL might begin it, and none does.
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = at % 7 === 0 ? 0 : 0x41 + Math.floor(random() * 26)
  }
  // Quadratic work would not end within the runner's patience.
  expect(narrowed(bytes, null).length).toBeGreaterThan(0)
})
