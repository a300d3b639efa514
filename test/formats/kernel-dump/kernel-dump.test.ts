import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kernelDump } from '../../../src/core/formats/kernel-dump.ts'
import { parseEntry } from '../../../src/core/formats/parse-entry.ts'
import type { ParsedEntry } from '../../../src/core/formats/parse-entry.ts'
import { makeDumpHeader } from '../../support/dump-bytes.ts'
import type { DumpHeaderOptions } from '../../support/dump-bytes.ts'

const AUDIT_CRASH: DumpHeaderOptions = {
  bugCheck: 0xa,
  parameters: [0x48n, 0x2n, 0x1n, 0xfffff8071e81e643n],
  systemTimeUtcMs: Date.UTC(2023, 5, 26, 0, 7, 55, 743),
  uptimeMs: 40_641,
  build: 19041,
  architecture: 'x64',
  kind: 2,
}

async function read(bytes: Uint8Array): Promise<ParsedEntry['file']> {
  const { file } = await parseEntry({
    path: 'unknown.txt',
    bytes: bytes.length,
    chunks: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
    signatures: [],
    formats: [kernelDump],
  })
  return file
}

describe('the header of a kernel dump', () => {
  it('tells the bug check, its time and its machine', async () => {
    const file = await read(makeDumpHeader(AUDIT_CRASH))
    expect(file.format).toBe('kernel-dump')
    expect(file.problems).toEqual([])
    expect(file.signals).toMatchObject([
      {
        kind: 'crash.dump',
        row: 0,
        line: 1,
        bugCheck: 0xa,
        parameters: ['0x48', '0x2', '0x1', '0xfffff8071e81e643'],
        at: Date.UTC(2023, 5, 26, 0, 7, 55, 743),
        uptimeMs: 40_641,
        build: '19041',
        architecture: 'x64',
        dumpKind: 'kernel',
      },
    ])
    expect(file.rendered).toEqual([
      'Bug check 0x0000000A IRQL_NOT_LESS_OR_EQUAL on Windows build 19041 (x64, 4 processors)',
      'Parameter 1: 0x48',
      'Parameter 2: 0x2',
      'Parameter 3: 0x1',
      'Parameter 4: 0xfffff8071e81e643',
      'Kind of dump: kernel memory dump (2)',
      'Time of the crash: 2023-06-26 00:07:55.743 UTC',
      'Time since the start of Windows: 0 days 00:00:40.641',
    ])
    expect(file.lines).toBe(8)
    expect([...file.table.time].every(Number.isNaN)).toBe(true)
    expect([...file.table.level]).toEqual([4, 0, 0, 0, 0, 0, 0, 0])
    expect(file.table.code[0]).toBe(0xa)
  })

  // The contract runner cuts and changes this file.
  it('is what the fixture holds', () => {
    const path = fileURLToPath(new URL('audit-crash.bin', import.meta.url))
    expect(new Uint8Array(readFileSync(path))).toEqual(makeDumpHeader(AUDIT_CRASH))
  })

  it('reads the M form of a small dump, and ARM64', async () => {
    const file = await read(
      makeDumpHeader({
        ...AUDIT_CRASH,
        bugCheck: 0x1000007e,
        parameters: [0xffffffffc0000005n],
        architecture: 'ARM64',
        kind: 4,
      }),
    )
    expect(file.rendered?.[0]).toContain('0x1000007E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED')
    expect(file.signals[0]).toMatchObject({ architecture: 'ARM64', dumpKind: 'triage' })
  })

  it('reads the 32-bit header', async () => {
    const file = await read(
      makeDumpHeader({
        ...AUDIT_CRASH,
        architecture: 'x86',
        parameters: [0x48n, 2n, 1n, 0x8281e643n],
      }),
    )
    expect(file.problems).toEqual([])
    expect(file.signals[0]).toMatchObject({
      bugCheck: 0xa,
      parameters: ['0x48', '0x2', '0x1', '0x8281e643'],
      at: Date.UTC(2023, 5, 26, 0, 7, 55, 743),
      uptimeMs: 40_641,
      architecture: 'x86',
    })
    // The fields stand in another order: rows follow the file.
    const starts = [...file.table.start]
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  })

  it('takes the filler PAGE for an empty field', async () => {
    const file = await read(
      makeDumpHeader({
        ...AUDIT_CRASH,
        bugCheck: 0x45474150,
        systemTimeUtcMs: null,
        uptimeMs: null,
      }),
    )
    expect(file.problems).toEqual([])
    expect(file.signals[0]).toMatchObject({ bugCheck: 0, at: NaN, uptimeMs: NaN })
  })

  it('names a kind that it does not know', async () => {
    const file = await read(makeDumpHeader({ ...AUDIT_CRASH, kind: 77 }))
    expect(file.signals[0]).toMatchObject({ dumpKind: 'none' })
    expect(file.problems).toMatchObject([{ code: 'unsupported', at: '3992' }])
  })

  it('sees that a file is shorter than the dump says', async () => {
    const triage = new Uint8Array(64)
    new DataView(triage.buffer).setUint32(4, 500_000, true)
    const small = await read(makeDumpHeader({ ...AUDIT_CRASH, kind: 4, extraBytes: triage }))
    expect(small.problems).toMatchObject([{ code: 'truncated', skipped: 500_000 - 8192 - 64 }])

    const bitmap = new Uint8Array(64)
    bitmap.set(new TextEncoder().encode('SDMPDUMP'))
    new DataView(bitmap.buffer).setBigUint64(0x20, 0x4000n, true)
    new DataView(bitmap.buffer).setBigUint64(0x28, 10n, true)
    const cut = await read(makeDumpHeader({ ...AUDIT_CRASH, kind: 6, extraBytes: bitmap }))
    expect(cut.problems).toMatchObject([{ code: 'truncated' }])
  })

  it('tells times that are none', async () => {
    const bytes = makeDumpHeader(AUDIT_CRASH)
    bytes.fill(0xff, 0xfa8, 0xfb0)
    bytes.fill(0xff, 0x1030, 0x1038)
    const file = await read(bytes)
    expect(file.signals[0]).toMatchObject({ at: NaN, uptimeMs: NaN })
    expect(file.problems.map(({ code, at }) => [code, at])).toEqual([
      ['damaged', '4008'],
      ['damaged', '4144'],
    ])
  })

  it('takes a header cut anywhere', async () => {
    const whole = makeDumpHeader(AUDIT_CRASH)
    for (let length = 8; length < whole.length; length += 61) {
      const file = await read(whole.slice(0, length))
      expect(file.problems.map(({ code }) => code)).toContain('truncated')
      expect(file.signals).toHaveLength(length < 0x60 ? 0 : 1)
      for (let row = 0; row < file.table.length; row++) {
        const end = (file.table.start[row] ?? 0) + (file.table.size[row] ?? 0)
        expect(end).toBeLessThanOrEqual(length)
      }
    }
  })

  it('claims nothing else', async () => {
    for (const word of ['PAGEDU65', 'MDMP\0\0\0\0', 'PAGE']) {
      const file = await read(new TextEncoder().encode(word.padEnd(64, '\0')))
      expect(file.format).not.toBe('kernel-dump')
    }
  })
})
