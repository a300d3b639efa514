/** Every event of a log with the columns that Process Monitor shows. */
import { TextBuffer } from '../../../src/core/formats/evtx/text-buffer.ts'
import { EventText } from '../../../src/core/formats/pml/event-text.ts'
import { HEADER_SIZE, readHeader } from '../../../src/core/formats/pml/header.ts'
import { resultName } from '../../../src/core/formats/pml/results.ts'
import { readTables, type PmlProcess } from '../../../src/core/formats/pml/tables.ts'
import { walkEvents } from '../../../src/core/formats/pml/walk-events.ts'
import { sourceOf } from '../evtx/read-log.ts'

export interface EventColumns {
  readonly process: PmlProcess
  readonly thread: number
  readonly eventClass: number
  readonly operation: string
  readonly path: string
  readonly result: string
  readonly code: number
  readonly detail: string
  /** UtcMs of the second, 100 ns since then. */
  readonly secondMs: number
  readonly ticks: number
  readonly duration: number
}

export async function readColumns(bytes: Uint8Array): Promise<readonly EventColumns[]> {
  const source = sourceOf(bytes)
  const header = readHeader(bytes.subarray(0, HEADER_SIZE))
  if (header === null) throw new Error('no header')
  const tables = await readTables(source, header)
  const out = new TextBuffer(0x18000, false)
  const text = new EventText(out, header.is64, tables)
  const events: EventColumns[] = []
  const written = (write: () => void): string => {
    out.clear()
    write()
    return out.toString()
  }
  await walkEvents(source, header, {
    damage: (at) => {
      throw new Error(`no event at ${at}`)
    },
    event: (event) => {
      const process = tables.byIndex.get(event.process)
      if (process === undefined) throw new Error(`no process ${event.process}`)
      const { thread, eventClass, secondMs, ticks, duration } = event
      events.push({
        process,
        thread,
        eventClass,
        operation: text.operation(event),
        path: written(() => text.writePath(event)),
        result: resultName(event.result),
        code: event.result,
        detail: written(() => text.writeDetail(event, true)),
        secondMs,
        ticks,
        duration,
      })
    },
  })
  return events
}
