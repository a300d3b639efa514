/** One event in full, out of the file again, in the elements of Process Monitor's own XML export. */
import { TextBuffer } from '../evtx/text-buffer.ts'
import type { BinarySource, RecordText } from '../format.ts'
import type { PmlEvent } from './event.ts'
import { EventText } from './event-text.ts'
import { seconds } from './fields.ts'
import { HEADER_SIZE, readHeader } from './header.ts'
import { ProcessTree } from './process-tree.ts'
import { resultName } from './results.ts'
import { readTables } from './tables.ts'
import { readEvent } from './walk-events.ts'

/** An environment has up to 64 KiB. */
const MOST_DETAIL = 0x18000
const MOST_FRAMES = 256
const CLASSES = ['Unknown', 'Process', 'Registry', 'File System', 'Profiling', 'Network']

/** `start` = offset of the event in the file. Null where none stands there. */
export async function readRecord(source: BinarySource, start: number): Promise<RecordText | null> {
  const header = readHeader(await source.read(0, HEADER_SIZE))
  if (header === null) return null
  const event = await readEvent(source, header, start)
  if (event === null) return null
  const tables = await readTables(source, header)
  const process = tables.byIndex.get(event.process)
  const out = new TextBuffer(MOST_DETAIL, false)
  const text = new EventText(out, header.is64, tables)
  const operation = text.operation(event)
  text.writePath(event)
  const path = out.toString()
  out.clear()
  text.writeDetail(event, true)
  const detail = out.toString()
  const fields: [string, string][] = [
    ['Time_of_Day', timeText(event)],
    ['Process_Name', process?.name ?? ''],
    ['PID', String(process?.pid ?? '')],
    ['TID', String(event.thread)],
    ['Event_Class', CLASSES[event.eventClass] ?? ''],
    ['Operation', operation],
    ['Path', path],
    ['Result', resultName(event.result)],
    ['Duration', seconds(event.duration)],
    ['Detail', detail],
    ['Image_Path', process?.imagePath ?? ''],
    ['Command_Line', process?.commandLine ?? ''],
    ['User', process?.user ?? ''],
    ['Integrity', process?.integrity ?? ''],
  ]
  if (process !== undefined)
    for (const parent of new ProcessTree(tables.processes).chainOf(process))
      fields.push(['Parent_Process', `${parent.name} (${parent.pid})`])
  const stack = await readStack(source, event, header.is64)
  const lines = [
    ...fields.map(([name, value]) => `  <${name}>${escape(value)}</${name}>`),
    ...stack.map((address) => `  <frame>${address}</frame>`),
  ]
  return { xml: `<event>\n${lines.join('\n')}\n</event>`, message: null }
}

function timeText({ secondMs, ticks }: PmlEvent): string {
  if (Math.abs(secondMs) > 8e15) return ''
  const second = new Date(secondMs).toISOString().slice(0, 19)
  return `${second}.${String(ticks).padStart(7, '0')}Z`
}

/** Return addresses, innermost first; they stand between the fields and the detail. */
async function readStack(
  source: BinarySource,
  event: PmlEvent,
  is64: boolean,
): Promise<readonly string[]> {
  const width = is64 ? 8 : 4
  const bytes = await source.read(event.start + 0x34, Math.min(event.frames, MOST_FRAMES) * width)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => {
    const address = is64 ? view.getBigUint64(8 * i, true) : BigInt(view.getUint32(4 * i, true))
    return `0x${address.toString(16)}`
  })
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
