/** A large bundle as a collector packs it: one big CBS.log, persisted ones, setup logs, a driver log, small change. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { SeededRandom } from '../support/sample-lines/seeded-random.ts'
import { cbsLog, setupactLog, setupapiLog } from './log-lines.ts'
import type { LogWriter } from './log-lines.ts'

interface Share {
  readonly path: string
  readonly write: LogWriter
  /** Part of the bundle's unpacked size. */
  readonly part: number
}

const PERSISTED: readonly Share[] = Array.from({ length: 6 }, (_, index) => ({
  path: `Windows/Logs/CBS/CbsPersist_2023052${index}131537.log`,
  write: cbsLog,
  part: 0.07,
}))

const SHARES: readonly Share[] = [
  { path: 'Windows/Logs/CBS/CBS.log', write: cbsLog, part: 0.2 },
  ...PERSISTED,
  { path: 'Windows/Panther/setupact.log', write: setupactLog, part: 0.2 },
  { path: '$WINDOWS.~BT/Sources/Panther/setupact.log', write: setupactLog, part: 0.06 },
  { path: 'Windows/INF/setupapi.dev.log', write: setupapiLog, part: 0.1 },
  { path: 'Windows/INF/setupapi.setup.log', write: setupapiLog, part: 0.015 },
  { path: 'Windows/Panther/UnattendGC/setupact.log', write: setupactLog, part: 0.004 },
  { path: 'Windows/Panther/setuperr.log', write: setupactLog, part: 0.001 },
]

/** The same in every zip, so that the bytes are. */
const MTIME = new Date(2023, 4, 22)

export interface GeneratedBundle {
  readonly path: string
  /** Bytes of logs in it. */
  readonly logBytes: number
  readonly zipBytes: number
}

/** Writes a zip with about `bytes` bytes of logs. The same seed gives the same bytes. */
export function generateBundle(path: string, bytes: number, seed = 20230522): GeneratedBundle {
  const random = new SeededRandom(seed)
  const file = openSync(path, 'w')
  let logBytes = 0
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    writeSync(file, chunk)
  })
  for (const { path: name, write, part } of SHARES) {
    const entry = new ZipDeflate(name, { level: 6 })
    entry.mtime = MTIME
    zip.add(entry)
    for (const text of write(random, bytes * part)) {
      const chunk = strToU8(text)
      logBytes += chunk.length
      entry.push(chunk)
    }
    entry.push(new Uint8Array(0), true)
  }
  zip.end()
  closeSync(file)
  return { path, logBytes, zipBytes: statSync(path).size }
}
