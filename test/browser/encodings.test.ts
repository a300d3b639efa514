/** The same bytes read alike in Node and in Chromium, and as Chromium itself reads them where it knows the page. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { EncodingName } from '../../src/core/model/log-file.ts'
import { UPPER_HALF } from '../../src/core/text/code-pages.ts'
import { decoderFor } from '../../src/core/text/decoder.ts'
import { LOCALISED } from '../core/text/localised-lines.ts'
import { encodeIn } from '../support/legacy-bytes.ts'
import type { OpenPage } from './support/open-page.ts'
import { openHosted } from './support/open-page.ts'
import type { TextLayer } from './support/text-layer.ts'

const LAYER = fileURLToPath(new URL('support/text-layer.ts', import.meta.url))

declare const textLayer: TextLayer

/** What Chromium has besides UTF-8; the other pages of the console it does not know. */
const KNOWN = Object.keys(UPPER_HALF).filter((page) => !/^ibm(?!866)/.test(page)) as EncodingName[]
const PAIRED = ['gb18030', 'big5', 'shift_jis', 'euc-kr'] as const
/** Rows of Big5 that code page 950 leaves to the user. */
const isUsers = (lead: number, trail: number): boolean =>
  lead < 0xa1 || (lead === 0xc6 && trail >= 0xa1) || lead === 0xc7 || lead === 0xc8 || lead > 0xf9

let opened: OpenPage
beforeAll(async () => {
  opened = await openHosted()
  await opened.page.evaluate(await script())
})
afterAll(() => opened.close())

async function script(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: LAYER, formats: ['iife'], name: 'layer', fileName: 'layer' },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (first === undefined || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}

/** Every byte, and every pair of a byte >= 0x80 with any other, between line ends. */
function everything(name: EncodingName): number[] {
  if (!PAIRED.some((paired) => paired === name))
    return Array.from({ length: 256 }, (_, byte) => byte)
  const bytes: number[] = []
  for (let lead = 0x80; lead <= 0xff; lead++) {
    for (let trail = 0x20; trail <= 0xff; trail++) {
      if (name !== 'big5' || !isUsers(lead, trail)) bytes.push(lead, trail, 10)
    }
  }
  return bytes
}

const differing = (ours: string, theirs: string): readonly string[] => {
  const lines = theirs.split('\n')
  return ours
    .split('\n')
    .flatMap((line, at) => (line === lines[at] ? [] : [`${line} for ${lines[at]}`]))
    .slice(0, 5)
}

describe.each([...KNOWN, ...PAIRED])('%s', (name) => {
  test('is what Chromium reads', async () => {
    const bytes = everything(name)
    const theirs = await opened.page.evaluate(
      ([label, values]) => new TextDecoder(label).decode(Uint8Array.from(values)),
      [name, bytes] as const,
    )
    expect(differing(decoderFor(name)(Uint8Array.from(bytes)), theirs)).toEqual([])
  })
})

const ALL = [...(Object.keys(UPPER_HALF) as EncodingName[]), ...PAIRED, 'utf-8', 'utf-8*'] as const

test.each(ALL)('%s reads alike in Node and in Chromium', async (name) => {
  const bytes = everything(name)
  const theirs = await opened.page.evaluate(
    ([encoding, values]) => textLayer.decoderFor(encoding)(Uint8Array.from(values)),
    [name, bytes] as const,
  )
  expect(differing(decoderFor(name)(Uint8Array.from(bytes)), theirs)).toEqual([])
})

test('evidence weighs alike in Node and in Chromium', async () => {
  const { detectEncoding } = await import('../../src/core/text/encoding.ts')
  const logs = LOCALISED.flatMap(({ pages, messages }) =>
    pages.slice(0, 1).map((page) => Array.from(encodeIn(page, messages.join('\r\n')))),
  )
  const theirs = await opened.page.evaluate(
    (all) => all.map((values) => textLayer.detectEncoding(Uint8Array.from(values))),
    logs,
  )
  const ours = logs.map((values) => detectEncoding(Uint8Array.from(values)))
  expect(ours.map(({ encoding }) => encoding)).toEqual(theirs.map(({ encoding }) => encoding))
  ours.forEach(({ confidence }, at) => expect(confidence).toBeCloseTo(theirs[at]?.confidence ?? 0))
})
