/** A Process Monitor log of our own, byte by byte in the public layout of version 9. */
import { ascii, fileTime, join, u16, u32, u64, utf16, zeros } from './bytes.ts'

const HEADER = 0x3a8

export interface MadeProcess {
  readonly pid: number
  readonly parentPid: number
  readonly name: string
  readonly started: string
  readonly ended?: string
  readonly commandLine?: string
}

export interface MadeEvent {
  /** Position among the processes. */
  readonly process: number
  readonly eventClass: number
  readonly operation: number
  readonly time: string
  /** 100 ns behind the millisecond. */
  readonly ticks?: number
  readonly result?: number
  /** 100 ns. */
  readonly duration?: number
  readonly frames?: readonly bigint[]
  readonly detail: Uint8Array
  /** What became known when the operation ended. */
  readonly extra?: Uint8Array
  /** Bytes between the detail and that. */
  readonly gap?: number
}

export interface MadeLog {
  readonly is64: boolean
  readonly processes: readonly MadeProcess[]
  readonly events: readonly MadeEvent[]
}

export function writeLog({ is64, processes, events }: MadeLog): Uint8Array {
  // Large logs repeat a few events.
  const known = new Map<MadeEvent, Uint8Array>()
  const made = events.map((event) => {
    const bytes = known.get(event) ?? eventBytes(event, is64)
    known.set(event, bytes)
    return bytes
  })
  const starts = starting(HEADER, made)
  const strings = new Strings()
  const eventsEnd = HEADER + total(made)
  const offsets = zeros(5 * starts.length)
  const offsetsView = new DataView(offsets.buffer)
  starts.forEach((at, i) => {
    offsetsView.setUint32(5 * i, at, true)
  })
  const processTable = tableOfProcesses(processes, strings, is64)
  const processesAt = eventsEnd + offsets.length
  const stringsAt = processesAt + processTable.length
  const stringTable = strings.table()
  const iconsAt = stringsAt + stringTable.length
  const header = zeros(HEADER)
  const put = (at: number, bytes: Uint8Array): void => {
    header.set(bytes, at)
  }
  put(0, ascii('PML_'))
  put(4, u32(9))
  put(8, u32(is64 ? 1 : 0))
  put(0x0c, utf16('PC-0231'))
  put(0x2c, utf16('C:\\Windows'))
  put(0x234, u32(events.length))
  put(0x240, u64(HEADER))
  put(0x248, u64(eventsEnd))
  put(0x250, u64(processesAt))
  put(0x258, u64(stringsAt))
  put(0x260, u64(iconsAt))
  put(0x274, join([u32(10), u32(0), u32(19045), u32(2)]))
  put(0x38c, u32(4))
  put(0x390, u64(8 * 2 ** 30))
  put(0x398, u64(HEADER))
  put(0x3a0, u64(iconsAt + 4))
  return join([header, ...made, offsets, processTable, stringTable, u32(0), network()])
}

function eventBytes(event: MadeEvent, is64: boolean): Uint8Array {
  const frames = event.frames ?? []
  const stack = join(frames.map((frame) => (is64 ? u64(frame) : u32(Number(frame)))))
  const gap = event.gap ?? 0
  const extraAt = event.extra === undefined ? 0 : 0x34 + stack.length + event.detail.length + gap
  const time = fileTime(event.time, event.ticks)
  return join([
    u32(event.process),
    u32(4321),
    u32(event.eventClass),
    u16(event.operation),
    zeros(6),
    u64(event.duration ?? 0),
    u64(time),
    u32(event.result ?? 0),
    u16(frames.length),
    u16(0),
    u32(event.detail.length),
    u32(extraAt),
    stack,
    event.detail,
    ...(event.extra === undefined ? [] : [zeros(gap), u16(event.extra.length), event.extra]),
  ])
}

class Strings {
  readonly #known: string[] = []

  index(text: string): number {
    const found = this.#known.indexOf(text)
    return found < 0 ? this.#known.push(text) - 1 : found
  }

  table(): Uint8Array {
    const made = this.#known.map((text) => join([u32(2 * text.length + 2), utf16(`${text}\0`)]))
    const starts = starting(4 + 4 * made.length, made)
    return join([u32(made.length), ...starts.map(u32), ...made])
  }
}

function tableOfProcesses(
  processes: readonly MadeProcess[],
  strings: Strings,
  is64: boolean,
): Uint8Array {
  const made = processes.map((process, index) =>
    join([
      u32(index),
      u32(process.pid),
      u32(process.parentPid),
      u32(0),
      u64(0x3e7),
      u32(1),
      u32(0),
      u64(fileTime(process.started)),
      u64(process.ended === undefined ? 0 : fileTime(process.ended)),
      u32(0),
      u32(is64 ? 1 : 0),
      ...[
        'System',
        'NT AUTHORITY\\SYSTEM',
        process.name,
        `C:\\Windows\\${process.name}`,
        process.commandLine ?? process.name,
        'Example',
        '1.2.3.4',
        'A program',
      ].map((text) => u32(strings.index(text))),
      u32(0),
      u32(0),
      zeros(is64 ? 8 : 4),
      u32(0),
    ]),
  )
  const starts = starting(4 + 8 * made.length, made)
  const indexes = made.map((_, index) => u32(index))
  return join([u32(made.length), ...indexes, ...starts.map(u32), ...made])
}

/** One host and one port have names. */
function network(): Uint8Array {
  const host = 'server.example'
  const address = join([Uint8Array.of(192, 0, 2, 7), zeros(12)])
  return join([
    u32(1),
    address,
    u32(2 * host.length),
    utf16(host),
    u32(1),
    u16(443),
    u16(1),
    u32(10),
    utf16('https'),
  ])
}

/** Where each piece begins, the first at `at`. */
function starting(at: number, pieces: readonly Uint8Array[]): readonly number[] {
  let next = at
  return pieces.map((piece) => {
    const start = next
    next += piece.length
    return start
  })
}

function total(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
