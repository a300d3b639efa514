/** A bitmap dump of 2 GiB, a file with holes, from its first byte to its stack. */
import { closeSync, ftruncateSync, openAsBlob, openSync, writeSync } from 'node:fs'
import { kernelDump } from '../../src/core/formats/kernel-dump.ts'
import { parseEntry } from '../../src/core/formats/parse-entry.ts'
import { filterUnloadCrash } from '../support/dumps/cases.ts'
import { largeBitmapDump } from '../support/dumps/writers.ts'

const PAGES = 2 ** 31 / 4096

export interface DumpFigures {
  readonly bytes: number
  readonly ms: number
  readonly frames: number
}

/** Writes the dump beside the other files of the benchmark and reads it. */
export async function measureDump(path: string): Promise<DumpFigures> {
  const { size, pieces } = largeBitmapDump(
    filterUnloadCrash({ atUtcMs: Date.UTC(2023, 2, 14), uptimeMs: 4_906 }),
    PAGES,
  )
  const file = openSync(path, 'w')
  ftruncateSync(file, size)
  for (const [at, bytes] of pieces) writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
  const blob = await openAsBlob(path)
  const started = performance.now()
  const { file: read } = await parseEntry({
    path: 'MEMORY.DMP',
    bytes: null,
    chunks: blob.stream(),
    blob,
    signatures: [],
    formats: [kernelDump],
  })
  const [crash] = read.signals
  const frames = crash?.kind === 'crash.dump' ? crash.frames.length : 0
  return { bytes: size, ms: performance.now() - started, frames }
}
