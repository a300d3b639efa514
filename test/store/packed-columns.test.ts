import { expect, test } from 'vitest'
import { EventTableBuilder } from '../../src/core/model/event-table.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { wallMs } from '../../src/core/model/units.ts'
import { packFiles, unpackFiles } from '../../src/store/packed-columns.ts'

function logOf(path: string, rows: number): LogFile {
  const table = new EventTableBuilder()
  for (let row = 0; row < rows; row++) {
    table.add(
      wallMs(row % 7 === 0 ? NaN : row * 1000.5),
      row + 1,
      row * 100,
      row % 5,
      row % 3,
      row % 4,
    )
    table.extend(row * 100 + 99)
    table.code[row] = 0xffffffff - row
  }
  return {
    path,
    bytes: rows * 100,
    format: 'cbs',
    kind: null,
    encoding: 'ascii',
    encodingConfidence: 1,
    encodingChosen: false,
    encodingRuns: [],
    lines: rows,
    lineIndex: Uint32Array.from({ length: Math.ceil(rows / 64) }, (_, slot) => slot * 6400),
    table: table.finish(['', 'CBS', 'CSI']),
    signals: [],
    hits: [],
    problems: [],
    unparsed: [],
    rendered: null,
    records: null,
    recordsBad: null,
  }
}

test('columns come back as they were, whatever their lengths', () => {
  const files = [0, 1, 3, 64, 65, 1001, 0].map((rows, index) => logOf(`${index}.log`, rows))
  const { packed, chunks } = packFiles(files)
  expect(chunks).toHaveLength(1)
  expect(unpackFiles(packed, chunks)).toEqual(files)
})

test('large logs get chunks of their own', () => {
  const files = [logOf('a', 500_000), logOf('b', 400_000), logOf('c', 10)]
  const { packed, chunks } = packFiles(files)
  expect(packed.map(({ chunk }) => chunk)).toEqual([0, 1, 1])
  const [, b] = unpackFiles(packed, chunks)
  expect(b?.table.line.at(-1)).toBe(400_000)
  expect(b?.table.time.at(-1)).toBe(files[1]?.table.time.at(-1))
})

test('no files are no columns', () => {
  const { packed, chunks } = packFiles([])
  expect(unpackFiles(packed, chunks)).toEqual([])
})
