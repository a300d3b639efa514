/**
 * Which processes touched a file, folder or key, and how that ended: over all events of the log, those without a line of their own
 * included. The log is read again for each question, at the speed of reading.
 */
import { utcMs, type Code, type UtcMs } from '../../model/units.ts'
import { TextBuffer } from '../evtx/text-buffer.ts'
import type { BinarySource } from '../format.ts'
import { EventText } from './event-text.ts'
import { HEADER_SIZE, readHeader } from './header.ts'
import { resultName } from './results.ts'
import { readTables } from './tables.ts'
import { walkEvents } from './walk-events.ts'

/** What one process did to a path with one operation, as far as it ended the same way. */
export interface Touch {
  /** As the log spells it at first. */
  readonly path: string
  /** '' where the log does not name it. */
  readonly process: string
  /** -1 = not known. */
  readonly pid: number
  readonly operation: string
  /** `ACCESS DENIED`; '' = it had not ended. */
  readonly result: string
  readonly code: Code
  readonly count: number
  readonly first: UtcMs
  readonly last: UtcMs
}

/** A path has at most 32,767 units. */
const LONGEST_PATH = 0x8000
/** Different answers; a log of one file has dozens. */
const MOST_TOUCHES = 10_000

type Growing = { -readonly [Key in keyof Touch]: Touch[Key] }

/** In order of the first event. Paths are compared without regard to case, as Windows does. */
export async function touchesOf(source: BinarySource, path: string): Promise<readonly Touch[]> {
  const header = readHeader(await source.read(0, HEADER_SIZE))
  if (header === null || path === '') return []
  const tables = await readTables(source, header)
  const out = new TextBuffer(LONGEST_PATH, false)
  const text = new EventText(out, header.is64, tables)
  const asked = path.toLowerCase()
  const touches = new Map<string, Growing>()
  await walkEvents(source, header, {
    damage: () => undefined,
    event: (event) => {
      out.clear()
      text.writePath(event)
      if (out.length !== path.length) return
      const found = out.toString()
      if (found.toLowerCase() !== asked) return
      const operation = text.operation(event)
      const key = `${event.process} ${event.result} ${operation}`
      const at = utcMs(event.timeMs)
      const known = touches.get(key)
      if (known !== undefined) {
        known.count++
        known.last = at
        return
      }
      if (touches.size >= MOST_TOUCHES) return
      const process = tables.byIndex.get(event.process)
      touches.set(key, {
        path: found,
        process: process?.name ?? '',
        pid: process?.pid ?? -1,
        operation,
        result: resultName(event.result),
        code: event.result,
        count: 1,
        first: at,
        last: at,
      })
    },
  })
  return [...touches.values()]
}
