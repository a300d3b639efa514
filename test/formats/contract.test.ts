/**
 * What every format owes (design: a format proves itself by its own samples and fixtures). No code here
 * knows a format: a new one is covered by its line in formats/index.ts and its folder beside this file.
 *
 * Goldens are written by `UPDATE_GOLDEN=1 npx vitest run --project unit test/formats/contract.test.ts`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'

import type { BinaryFormat, Sample, TextFormat } from '../../src/core/formats/format.ts'
import { formats } from '../../src/core/formats/index.ts'
import { CLAIM, headOf } from '../../src/core/formats/pick-format.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { wallMs } from '../../src/core/model/units.ts'
import { decoderFor } from '../../src/core/text/decoder.ts'
import { detectEncoding } from '../../src/core/text/encoding.ts'
import { formatWall } from '../../src/core/text/wall-time.ts'
import { noiseTexts } from '../support/noise.ts'
import { parseBytes, readingOf, seeded, utf16 } from '../support/parse-bytes.ts'

const textFormats = formats.filter((format) => format.kind === 'text')
const binaryFormats = formats.filter((format) => format.kind === 'binary')
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const LEVELS = ['info', 'perf', 'warning', 'error', 'fatal']

describe.each(textFormats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('its samples are claimed by it and by no other', () => {
    const log = encode(format.samples.map(sampleText).join(''))
    const head = headOf(log, detectEncoding(log), 'unknown.txt')
    const claims = formats.filter((other) => other.sniff(head) >= CLAIM).map((other) => other.id)
    expect(claims).toEqual([id])
  })

  test.each(format.samples.map((sample) => [firstWords(sample.text), sample] as const))(
    'reads %s',
    async (_, sample) => expect(await readSample(format, sample)).toEqual(expectedOf(sample)),
  )

  test('every kind that it emits stands in a sample', () => {
    const shown = format.samples.flatMap(({ signals }) => (signals ?? []).map(({ kind }) => kind))
    expect(format.emits.filter((kind) => !shown.includes(kind))).toEqual([])
  })

  test('every pattern matches in a sample', async () => {
    const spies = format.patterns.map(({ kind, pattern }) => ({
      name: `${kind} ${pattern.source}`,
      spy: vi.spyOn(pattern, 'exec'),
    }))
    for (const sample of format.samples) await readSample(format, sample)
    const idle = spies.filter(({ spy }) => spy.mock.results.every(({ value }) => value === null))
    vi.restoreAllMocks()
    expect(idle.map(({ name }) => name)).toEqual([])
  })

  const fixtures = fixturesOf(id)
  test('has a fixture', () => expect(fixtures.length).toBeGreaterThan(0))

  describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const { bytes } = fixture

    test('reads as its golden says', async () => {
      const { file } = await parseBytes(bytes, { name: fixture.name })
      expect(file.format).toBe(id)
      const golden = goldenOf(file)
      const path = `${fixture.path}.json`
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(path, golden)
      expect(golden).toBe(existsSync(path) ? readFileSync(path, 'utf8') : 'no golden')
    })

    test('keeps the laws of tables', async () => {
      const { file, text } = await parseBytes(bytes)
      expect(brokenLaws(file, text?.size ?? 0)).toEqual([])
    })

    test('reads the same under any name, in any chunks and windows', async () => {
      const { file } = await parseBytes(bytes, { name: fixture.name })
      const whole = readingOf(file)
      for (const variant of [
        { name: 'unknown.txt' },
        { windowBytes: 64 },
        { chunkBytes: 1 },
        { chunkBytes: 7, windowBytes: 64 },
      ]) {
        expect(readingOf((await parseBytes(bytes, variant)).file), JSON.stringify(variant)).toEqual(
          whole,
        )
      }
    })

    test('reads the same in other encodings and with other line ends', async () => {
      const { file, text: kept } = await parseBytes(bytes)
      const whole = readingOf(file)
      // The kept text: a fixture may be UTF-16 itself.
      const keptBytes = new Uint8Array((await kept?.arrayBuffer()) ?? [])
      const text = decoderFor(file.encoding)(keptBytes)
      const lf = text.replaceAll('\r\n', '\n')
      const variants: readonly (readonly [string, Uint8Array])[] = [
        ['LF', encode(lf)],
        ['CRLF', encode(lf.replaceAll('\n', '\r\n'))],
        ['UTF-8 with mark', encode(`\uFEFF${text}`)],
        ['UTF-16LE with mark', utf16(text, 'le', true)],
        ['UTF-16LE', utf16(text, 'le', false)],
        ['UTF-16BE with mark', utf16(text, 'be', true)],
        ['UTF-16BE', utf16(text, 'be', false)],
      ]
      for (const [name, variant] of variants) {
        expect(readingOf((await parseBytes(variant)).file), name).toEqual(whole)
      }
    })

    test('never throws when it is cut', async () => {
      const random = seeded(bytes.length)
      for (let i = 0; i < 200; i++) {
        const cut = bytes.subarray(0, Math.floor(random() * bytes.length))
        const { file, text } = await parseBytes(cut, { formats: [claiming(format)] })
        expect(brokenLaws(file, text?.size ?? 0), `cut at ${cut.length}`).toEqual([])
      }
    })
  })

  test('does not claim what is no log of its kind', () => {
    const claimed: string[] = []
    for (const [name, text] of noiseTexts(seeded(1))) {
      const bytes = encode(text)
      if (format.sniff(headOf(bytes, detectEncoding(bytes), name)) >= CLAIM) claimed.push(name)
    }
    expect(claimed).toEqual([])
  })
})

describe.each(binaryFormats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('does not claim text and random bytes', () => {
    const random = seeded(2)
    const noise = Uint8Array.from({ length: 8192 }, () => Math.floor(random() * 256))
    const texts = [...noiseTexts(random).values()].map(encode)
    const claimed = [noise, new Uint8Array(4096), ...texts].filter(
      (bytes) => format.sniff(headOf(bytes, detectEncoding(bytes), 'unknown.bin')) >= CLAIM,
    )
    expect(claimed).toEqual([])
  })

  test('never throws on random bytes, and on its fixtures when they are cut or changed', async () => {
    const random = seeded(3)
    const noise = Uint8Array.from({ length: 8192 }, () => Math.floor(random() * 256))
    const inputs = [noise, ...fixturesOf(id).map(({ bytes }) => bytes)]
    for (const input of inputs) {
      for (let i = 0; i < 100; i++) {
        const bytes = input.slice(0, Math.floor(random() * input.length))
        for (let n = 0; n < 8 && bytes.length > 0; n++) {
          bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
        }
        const { file } = await parseBytes(bytes, { formats: [claiming(format)] })
        expect(file.lines).toBe(file.rendered?.length ?? 0)
      }
    }
  })
})

/** The format, as if it were sure of everything. */
function claiming<F extends TextFormat | BinaryFormat>(format: F): F {
  return { ...format, sniff: () => 1 }
}

function sampleText(sample: Sample): string {
  return `${sample.after === undefined ? '' : `${sample.after}\n`}${sample.text}\n`
}

function firstWords(text: string): string {
  return text.slice(0, 110).replaceAll(/\s+/g, ' ').replaceAll('%', '%%')
}

async function readSample(format: TextFormat, sample: Sample): Promise<unknown> {
  const { file } = await parseBytes(encode(sampleText(sample)), { formats: [claiming(format)] })
  const first = sample.after === undefined ? 1 : sample.after.split('\n').length + 1
  const row = file.table.line.indexOf(first)
  return {
    time: formatWall(wallMs(file.table.time[row] ?? NaN)),
    level: LEVELS[file.table.level[row] ?? -1],
    component: file.table.components[file.table.component[row] ?? 0],
    signals: file.signals
      .filter(({ line }) => line >= first)
      .map((signal) => Object.fromEntries(Object.entries(signal).filter(isOwnField))),
  }
}

function isOwnField([key]: [string, unknown]): boolean {
  return key !== 'row' && key !== 'line'
}

function expectedOf(sample: Sample): unknown {
  return {
    time: sample.time?.replace(/\.000$/, '') ?? (expect.any(String) as unknown),
    level: sample.level,
    component: sample.component ?? '',
    signals: sample.signals ?? [],
  }
}

interface Fixture {
  readonly name: string
  readonly path: string
  readonly bytes: Uint8Array
}

/** Every file of the folder but the goldens: `x.log.json` is the golden of `x.log`. */
function fixturesOf(id: string): readonly Fixture[] {
  const folder = fileURLToPath(new URL(id, import.meta.url))
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name, _, names) => !name.endsWith('.ts') && !isGolden(name, names))
    .sort()
    .map((name) => {
      const path = `${folder}/${name}`
      return { name, path, bytes: new Uint8Array(readFileSync(path)) }
    })
}

function isGolden(name: string, names: readonly string[]): boolean {
  return name.endsWith('.json') && names.includes(name.slice(0, -'.json'.length))
}

function goldenOf(file: LogFile): string {
  const { format, lines, rows, signals } = readingOf(file)
  const sizes = Array.from(file.table.size)
  const problems = file.problems.map(({ code, at, detail }) => `${code} ${at}: ${detail}`)
  const unparsed = file.unparsed.map(
    ({ fromLine, toLine, lines: count, reason }) => `${fromLine}-${toLine} (${count}) ${reason}`,
  )
  const all = { format, encoding: file.encoding, lines, rows, sizes, signals, problems }
  const golden = unparsed.length === 0 ? all : { ...all, unparsed }
  // Rows and signals one to a line, so that a change shows as the lines it touches.
  return `${JSON.stringify(golden, null, 1).replaceAll(/\n {2}(?=\d+,?\n|\d+\n)/g, ' ')}\n`
}

/** Ranges inside the text, increasing, not overlapping; lines not decreasing; indexes that exist. */
function brokenLaws({ table, lines, lineIndex, signals }: LogFile, textBytes: number): string[] {
  const broken: string[] = []
  let end = 0
  let line = 0
  for (let row = 0; row < table.length; row++) {
    const start = table.start[row] ?? -1
    if (start < end) broken.push(`row ${row} begins at ${start}, before ${end}`)
    end = start + (table.size[row] ?? 0)
    if (end > textBytes) broken.push(`row ${row} ends at ${end} of ${textBytes}`)
    if ((table.line[row] ?? 0) < line) broken.push(`row ${row} is on line ${table.line[row]}`)
    line = table.line[row] ?? 0
    if ((table.component[row] ?? 0) >= table.components.length) broken.push(`row ${row} component`)
  }
  if (line > lines) broken.push(`the last row is on line ${line} of ${lines}`)
  if (lineIndex.length !== Math.ceil(lines / 64)) broken.push(`index of ${lineIndex.length}`)
  for (const signal of signals) {
    if (signal.row < 0 || signal.row >= table.length)
      broken.push(`${signal.kind} row ${signal.row}`)
    if (signal.line < 1 || signal.line > lines) broken.push(`${signal.kind} line ${signal.line}`)
  }
  return broken
}
