/** Pictures: their size and when they were made. The bytes are written here, as short as the formats allow. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { image } from '../../../src/core/formats/image.ts'
import { parseBytes } from '../../support/parse-bytes.ts'

const latin = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0))
const big = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
const little = (value: number): number[] => big(value).reverse()
const short = (value: number): number[] => [value & 255, value >>> 8]

const chunk = (name: string, data: readonly number[]): number[] => [
  ...big(data.length),
  ...latin(name),
  ...data,
  0,
  0,
  0,
  0,
]

function png(...chunks: readonly number[][]): Uint8Array {
  const header = [...big(1920), ...big(1080), 8, 6, 0, 0, 0]
  return Uint8Array.from([
    ...latin('\x89PNG\r\n\x1a\n'),
    ...chunk('IHDR', header),
    ...chunks.flat(),
    ...chunk('IEND', []),
  ])
}

/** IFD0 with a pointer to the Exif directory, which holds ASCII tags. */
function exif(tags: Readonly<Record<number, string>>): number[] {
  const entries = Object.entries(tags)
  const directory = 26
  let at = directory + 2 + entries.length * 12 + 4
  const values: number[] = []
  const rows = entries.map(([tag, text]) => {
    const row = [...short(Number(tag)), ...short(2), ...little(text.length + 1), ...little(at)]
    values.push(...latin(`${text}\0`))
    at += text.length + 1
    return row
  })
  return [
    ...latin('II*\0'), ...little(8),
    ...short(1), ...short(0x8769), ...short(4), ...little(1), ...little(directory), ...little(0),
    ...short(entries.length), ...rows.flat(), ...little(0), ...values,
  ] // prettier-ignore
}

function jpeg(app1: readonly number[]): Uint8Array {
  const frame = [0xff, 0xc0, 0, 11, 8, 4, 56, 7, 128, 1, 1, 0x11, 0]
  const length = app1.length + 8
  return Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe1,
    length >> 8,
    length & 255,
    ...latin('Exif\0\0'),
    ...app1,
    ...frame,
    0xff,
    0xd9,
  ])
}

const read = async (bytes: Uint8Array, name = 'screen.bin') =>
  (await parseBytes(bytes, { name })).file

describe('a picture', () => {
  test('PNG tells its last change in UTC', async () => {
    const file = await read(png(chunk('tIME', [0x07, 0xe7, 5, 26, 8, 19, 30])))
    expect([file.format, file.kind, file.rendered]).toEqual(['image', 'png', ['PNG picture, 1920 x 1080 pixels, made 2023-05-26 08:19:30 UTC']])
    expect(file.signals).toEqual([
      { kind: 'clock.utc', row: 0, line: 1, utc: Date.UTC(2023, 4, 26, 8, 19, 30), source: 'zone-in-line', errorMs: 1000 },
    ])
    expect(file.table.time[0]).toBe(Date.UTC(2023, 4, 26, 8, 19, 30))
  })

  test('PNG without a time has a record without one', async () => {
    const file = await read(png(chunk('IDAT', [1, 2, 3])))
    expect(file.rendered).toEqual(['PNG picture, 1920 x 1080 pixels'])
    expect([file.table.length, file.table.time[0], file.signals, file.problems]).toEqual([1, NaN, [], []])
  })

  test('PNG that is cut says so', async () => {
    const whole = png(chunk('IDAT', Array.from({ length: 500 }, () => 7)))
    const file = await read(whole.subarray(0, 200))
    expect(file.problems.map(({ code }) => code)).toEqual(['truncated'])
    expect(file.rendered).toEqual(['PNG picture, 1920 x 1080 pixels'])
  })

  test('JPEG tells when it was taken, on the clock of the camera', async () => {
    const file = await read(jpeg(exif({ 0x9003: '2023:05:26 16:19:30' })))
    expect(file.rendered).toEqual(['JPEG picture, 1920 x 1080 pixels, made 2023-05-26 16:19:30'])
    expect([file.table.time[0], file.signals]).toEqual([Date.UTC(2023, 4, 26, 16, 19, 30), []])
  })

  test('JPEG with the offset of that clock', async () => {
    const file = await read(jpeg(exif({ 0x9003: '2023:05:26 16:19:30', 0x9011: '+08:00' })))
    expect(file.rendered).toEqual(['JPEG picture, 1920 x 1080 pixels, made 2023-05-26 16:19:30 UTC+08:00'])
    expect(file.signals).toMatchObject([{ kind: 'clock.utc', utc: Date.UTC(2023, 4, 26, 8, 19, 30) }])
  })

  test('a date that is none is left out', async () => {
    const file = await read(jpeg(exif({ 0x9003: '0000:00:00 00:00:00' })))
    expect(file.rendered).toEqual(['JPEG picture, 1920 x 1080 pixels'])
  })

  test('BMP, first row uppermost', async () => {
    const bytes = Uint8Array.from([...latin('BM'), ...little(54), ...little(0), ...little(54), ...little(40), ...little(640), ...little(-480 >>> 0), ...little(0x200001), ...new Array<number>(24).fill(0)])
    expect((await read(bytes)).rendered).toEqual(['BMP picture, 640 x 480 pixels'])
  })

  test('GIF and WebP', async () => {
    expect((await read(Uint8Array.from([...latin('GIF89a'), ...short(320), ...short(200), 0, 0, 0]))).rendered).toEqual(['GIF picture, 320 x 200 pixels'])
    const webp = [...latin('RIFF'), ...little(22), ...latin('WEBPVP8X'), ...little(10), 0, 0, 0, 0, 63, 1, 0, 199, 0, 0]
    expect((await read(Uint8Array.from(webp))).rendered).toEqual(['WebP picture, 320 x 200 pixels'])
  })

  test('the fixtures are read', async () => {
    const files = ['screenshot.png', 'phone.jpg', 'screen.bmp'].map((name) => new Uint8Array(readFileSync(new URL(name, import.meta.url))))
    const rendered = await Promise.all(files.map(async (bytes) => (await read(bytes)).rendered))
    expect(rendered).toEqual([
      ['PNG picture, 2 x 2 pixels, made 2023-05-26 00:19:30 UTC'],
      ['JPEG picture, 1920 x 1080 pixels, made 2023-05-26 08:19:30 UTC+08:00'],
      ['BMP picture, 2 x 2 pixels'],
    ])
  })

  test('lengths that lead outside never throw', async () => {
    const hostile = [
      png([...big(0xffffffff), ...latin('eXIf')]),
      jpeg([...latin('II*\0'), ...little(0xfffffff0)]),
      jpeg(exif({ 0x9003: '' })),
      Uint8Array.from([0xff, 0xd8, 0xff, ...new Array<number>(64).fill(0xff)]),
    ]
    for (const bytes of hostile) {
      const { file } = await parseBytes(bytes, { formats: [image] })
      expect(file.lines).toBe(file.rendered?.length ?? 0)
    }
  })
}) // prettier-ignore
