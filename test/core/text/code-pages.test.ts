import { describe, expect, test } from 'vitest'

import type { EncodingName } from '../../../src/core/model/log-file.ts'
import { decoderFor } from '../../../src/core/text/decoder.ts'
import { detectEncoding } from '../../../src/core/text/encoding.ts'
import { encodeIn } from '../../support/legacy-bytes.ts'
import { utf16 } from '../../support/parse-bytes.ts'
import { LOCALISED } from './localised-lines.ts'

const ASCII = '2023-06-26 08:02:31, Info       [TOOL.EXE] dispatching command 0x21 to worker\r\n'
const stamped = (text: string): string =>
  `2023-06-26 08:02:32, Error      [TOOL.EXE] 0x80070002: ${text}\r\n`

interface Reading {
  readonly isRight: boolean
  readonly encoding: EncodingName
  readonly confidence: number
  readonly text: string
}

/** Right is what reads the same: many pages have the same letters in the same places. */
function read(bytes: Uint8Array, page: EncodingName): Reading {
  const { encoding, confidence, others } = detectEncoding(bytes)
  const text = decoderFor(encoding, others)(bytes)
  return { isRight: text === decoderFor(page)(bytes), encoding, confidence, text }
}

/** Messages that a page has all letters for: those of the console lack some quotes. */
function encodable(page: EncodingName, messages: readonly string[]): readonly string[] {
  return messages.filter((message) => {
    try {
      encodeIn(page, message)
      return true
    } catch {
      return false
    }
  })
}

const cases = LOCALISED.flatMap(({ language, pages, messages }) =>
  pages.map((page) => ({ language, page, messages: encodable(page, messages) })),
)

test('nearly all messages can be written in the pages of their language', () => {
  const all = LOCALISED.flatMap(({ pages, messages }) => pages.flatMap(() => messages))
  expect(cases.flatMap(({ messages }) => messages).length).toBeGreaterThan(all.length - 5)
})

describe.each(cases)('$language in $page', ({ page, messages }) => {
  test('a log with all its messages among lines of ASCII', () => {
    const text = messages.map((message) => ASCII.repeat(5) + stamped(message)).join('')
    const reading = read(encodeIn(page, text), page)
    expect(reading).toMatchObject({ isRight: true })
    expect(reading.confidence).toBeGreaterThan(0.9)
  })

  test('a list of messages and nothing else', () => {
    expect(read(encodeIn(page, messages.join('\r\n')), page)).toMatchObject({ isRight: true })
  })

  test('every second message at least, alone in a line of a log', () => {
    const readings = messages.map((message) =>
      read(encodeIn(page, ASCII.repeat(3) + stamped(message) + ASCII), page),
    )
    const right = readings.filter(({ isRight }) => isRight).length
    expect(right / readings.length, page).toBeGreaterThan(0.4)
  })
})

describe('one line, or one word, is as sure as it is right', () => {
  const lines = cases.flatMap(({ page, messages }) =>
    messages.map((message) => read(encodeIn(page, stamped(message)), page)),
  )
  const words = cases.flatMap(({ page, messages }) =>
    messages
      .flatMap((message) => message.split(/[ ,.:]/))
      .map((word) => encodeIn(page, stamped(word)))
      .filter((bytes) => bytes.some((byte) => byte >= 0x80))
      .map((bytes) => read(bytes, page)),
  )
  const shareRight = (readings: readonly Reading[]): number =>
    readings.filter(({ isRight }) => isRight).length / readings.length

  test('nineteen lines of twenty are right', () => {
    expect(lines.length).toBeGreaterThan(300)
    expect(shareRight(lines)).toBeGreaterThan(0.94)
  })

  test('a wrong one is hardly ever sure', () => {
    const sure = [...lines, ...words].filter(({ confidence }) => confidence >= 0.95)
    expect(shareRight(sure)).toBeGreaterThan(0.98)
  })

  test.each([0.4, 0.5, 0.6, 0.7, 0.8, 0.9])(
    'about %f of certainty is about that often right',
    (from) => {
      const band = [...lines, ...words].filter(
        ({ confidence }) => confidence >= from && confidence < from + 0.1,
      )
      expect(band.length).toBeGreaterThan(20)
      expect(shareRight(band)).toBeGreaterThan(from - 0.15)
    },
  )
})

describe.each(LOCALISED)('$language', ({ messages }) => {
  const text = messages.map(stamped).join('')

  test('is UTF-8 in UTF-8, be it one line', () => {
    for (const message of messages) {
      const bytes = new TextEncoder().encode(ASCII + stamped(message))
      // The odd message is ASCII in its language, too.
      const isAscii = bytes.every((byte) => byte < 0x80)
      expect(detectEncoding(bytes).encoding, message).toBe(isAscii ? 'ascii' : 'utf-8')
    }
    expect(detectEncoding(new TextEncoder().encode(text)).confidence).toBeGreaterThan(0.98)
  })

  test.each(['le', 'be'] as const)('is UTF-16 in UTF-16%s without a mark', (endian) => {
    expect(detectEncoding(utf16(text, endian, false)).encoding).toBe(`utf-16${endian}`)
    const list = messages.join('\r\n')
    expect(detectEncoding(utf16(list, endian, false)).encoding).toBe(`utf-16${endian}`)
  })
})

test('a repeated message is hardly more evidence than once', () => {
  const once = detectEncoding(encodeIn('windows-1257', stamped('Prieiga uždrausta.')))
  const often = detectEncoding(encodeIn('windows-1257', stamped('Prieiga uždrausta.').repeat(200)))
  expect(often.confidence).toBeLessThan(Math.max(0.9, once.confidence + 0.3))
})

test('one letter between blanks tells nearly nothing', () => {
  const { confidence } = detectEncoding(Uint8Array.from([0x61, 0x20, 0xf8, 0x20, 0x62, 0x0a]))
  expect(confidence).toBeLessThan(0.8)
})
