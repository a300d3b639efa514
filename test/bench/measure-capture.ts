/** A Process Monitor log of a few hundred thousand events, from its first byte to its rows and lines. */
import { openAsBlob, writeFileSync } from 'node:fs'

import { parseEntry } from '../../src/core/formats/parse-entry.ts'
import { pml } from '../../src/core/formats/pml.ts'
import { captureEvents, PROCESSES } from '../support/pml/setup-capture.ts'
import { writeLog } from '../support/pml/write-log.ts'

/** Within the number that all have a line. */
const EVENTS = 190_000
/** Frames of an ordinary stack: about half of a real log are addresses. */
const FRAMES = 20
/** Thousands of events fall into a second. */
const REPEATED = 100
const ROUNDS = 3

export interface CaptureFigures {
  readonly bytes: number
  readonly events: number
  /** The first round, before the engine has compiled what runs often, and the best. */
  readonly firstMs: number
  readonly bestMs: number
}

/** Writes the log beside the other files of the benchmark and reads it. */
export async function measureCapture(path: string): Promise<CaptureFigures> {
  const frames = Array.from({ length: FRAMES }, (_, i) => 0x7ff610002345n + BigInt(i) * 0x100n)
  const kinds = captureEvents(true).map((event) => ({ ...event, frames }))
  const events = Array.from(
    { length: EVENTS },
    (_, i) => kinds[Math.floor(i / REPEATED) % kinds.length] as MadeKind,
  )
  const bytes = writeLog({ is64: true, processes: PROCESSES, events })
  writeFileSync(path, bytes)
  const blob = await openAsBlob(path)
  const rounds: number[] = []
  let read = 0
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const { file } = await parseEntry({
      path: 'Logfile.PML',
      bytes: null,
      chunks: blob.stream(),
      blob,
      signatures: [],
      formats: [pml],
    })
    rounds.push(performance.now() - started)
    read = file.records ?? 0
  }
  return {
    bytes: bytes.length,
    events: read,
    firstMs: rounds[0] ?? NaN,
    bestMs: Math.min(...rounds),
  }
}

type MadeKind = ReturnType<typeof captureEvents>[number]
