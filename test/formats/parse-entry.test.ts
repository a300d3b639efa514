import { expect, test } from 'vitest'

import { formats } from '../../src/core/formats/index.ts'
import { parseEntry } from '../../src/core/formats/parse-entry.ts'
import { inChunks, parseBytes } from '../support/parse-bytes.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const LINE =
  '2023-05-23 00:28:33, Info                  SP     Executing operation: Cleanup snapshot\r\n'

async function* breakingOff(): AsyncGenerator<Uint8Array> {
  yield* inChunks(utf8(LINE), 64)
  throw new Error('bad checksum')
}

test('a source that breaks off is a problem, and what came before it is read', async () => {
  const { file } = await parseEntry({
    path: 'a/setupact.log',
    bytes: 1000,
    chunks: breakingOff(),
    signatures: [],
    formats,
  })
  expect([file.format, file.table.length]).toEqual(['panther', 1])
  expect(file.problems).toMatchObject([{ code: 'damaged', path: 'a/setupact.log' }])
})

test('fewer bytes than stated are a truncated entry', async () => {
  const { file } = await parseEntry({
    path: 'setupact.log',
    bytes: 1000,
    chunks: inChunks(utf8(LINE), 64),
    signatures: [],
    formats,
  })
  expect(file.problems).toMatchObject([{ code: 'truncated', skipped: 1000 - LINE.length }])
})

test('a signal ends the pass', async () => {
  const controller = new AbortController()
  controller.abort()
  const parsed = parseEntry({
    path: 'setupact.log',
    bytes: null,
    chunks: inChunks(utf8(LINE), 64),
    signatures: [],
    formats,
    signal: controller.signal,
  })
  await expect(parsed).rejects.toThrow()
})

const signatures = [
  { id: 'plain', needle: 'Cleanup snapshot' },
  { id: 'captures', needle: 'operation: ', pattern: /operation: (\w+)/ },
  { id: 'silent', needle: 'operation: ', pattern: /operation: \d/ },
]

test('signatures are found in logs, with their captures', async () => {
  const { file } = await parseBytes(utf8(LINE + LINE), { signatures })
  expect(file.hits.filter(({ line }) => line === 2)).toEqual([
    { signature: 'plain', row: 1, line: 2, groups: ['Cleanup snapshot'] },
    { signature: 'captures', row: 1, line: 2, groups: ['operation: Cleanup', 'Cleanup'] },
  ])
  expect(file.hits.length).toBe(4)
})

test('text of no known format has lines and hits, and no rows', async () => {
  const { file } = await parseBytes(utf8('\nsome operation: x\n'), { signatures, windowBytes: 64 })
  expect([file.format, file.lines, file.table.length]).toEqual(['text', 2, 0])
  expect(file.hits).toEqual([
    { signature: 'captures', row: -1, line: 2, groups: ['operation: x', 'x'] },
  ])
})

test('patterns see the beginning of a very long line: what searches could take for ever', async () => {
  const long = [{ id: 'long', needle: 'Cleanup snapshot', pattern: /Cleanup snapshot(x*)/ }]
  const logs = [LINE, 'no log: Cleanup snapshot\r\n']
  for (const line of logs) {
    const text = line.replace('\r', `${'x'.repeat(100_000)}\r`)
    const { file } = await parseBytes(utf8(text), { signatures: long })
    expect(file.hits).toHaveLength(1)
    expect(file.hits[0]?.groups[1]?.length).toBeLessThan(10_000)
  }
})

test('an empty file is text without lines', async () => {
  const { file, text } = await parseBytes(new Uint8Array(0))
  expect([file.format, file.lines, text?.size, file.problems]).toEqual(['text', 0, 0, []])
})

test('bytes of no known kind are binary, and that is no problem', async () => {
  const noise = Uint8Array.from({ length: 3000 }, (_, i) => (i * 37) % 256)
  const { file, text } = await parseBytes(noise)
  expect([file.format, file.bytes, file.lines, text, file.problems]).toEqual([
    'binary',
    3000,
    0,
    null,
    [],
  ])
})

test('the text is the given blob where nothing had to change', async () => {
  const input = (text: string): Parameters<typeof parseEntry>[0] => ({
    path: 'setupact.log',
    bytes: null,
    chunks: inChunks(utf8(text), 64),
    blob: new Blob([utf8(text)]),
    signatures: [],
    formats,
  })
  const kept = input(LINE)
  expect((await parseEntry(kept)).text).toBe(kept.blob)
  const changed = await parseEntry(input('a\rb\r'))
  expect(await changed.text?.text()).toBe('a\nb\n')
})

test('the kept text has the offsets of the rows, mark included', async () => {
  const { file, text } = await parseBytes(utf8(`\uFEFF${LINE}${LINE}`), { windowBytes: 64 })
  expect(Array.from(file.table.start)).toEqual([3, 3 + LINE.length])
  expect(Array.from(file.lineIndex)).toEqual([3])
  const bytes = new Uint8Array((await text?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(bytes.length).toBe(3 + 2 * LINE.length)
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
})

test('the person chooses the encoding', async () => {
  const { file } = await parseEntry({
    path: 'a.txt',
    bytes: null,
    chunks: inChunks(Uint8Array.of(0xcf, 0xf0, 0xe8), 64),
    signatures: [],
    formats,
    encodingOverride: 'windows-1251',
  })
  expect([file.encoding, file.encodingConfidence]).toEqual(['windows-1251', 1])
})

test('two files without text do not share what moves to another thread with them', async () => {
  const bytes = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256)
  const [first, second] = [await parseBytes(bytes), await parseBytes(bytes)]
  structuredClone(first.file.lineIndex, { transfer: [first.file.lineIndex.buffer] })
  expect(() => structuredClone(second.file)).not.toThrow()
})
