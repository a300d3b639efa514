/** The tables at the end of a Process Monitor log: strings, processes, and the names of hosts and ports. Counts are input. */
import { filetimeToUtc } from '../../model/units.ts'
import type { BinarySource } from '../format.ts'
import { Cursor } from './cursor.ts'
import type { PmlHeader } from './header.ts'

/** Tables of a day's capture are a few MB. */
const MOST_TABLE_BYTES = 64 << 20
/** Longer strings are damage: a command line has at most 32,767 units. */
const MOST_UNITS = 0x8000
/** Up to the flag that tells 64-bit processes from others, and the indexes of eight strings. */
const PROCESS_BYTES = 0x58

export interface PmlProcess {
  /** What events name it by. */
  readonly index: number
  readonly pid: number
  readonly parentPid: number
  /** Locally unique id of the logon, as `00000000:0001e0ac`. */
  readonly authenticationId: string
  readonly session: number
  /** UtcMs; 0 or less = not known. */
  readonly startedUtc: number
  readonly endedUtc: number
  /** 1 = true, 0 = false; all else: not applicable. */
  readonly virtualized: number
  readonly is64: boolean
  readonly integrity: string
  readonly user: string
  readonly name: string
  readonly imagePath: string
  readonly commandLine: string
  readonly company: string
  readonly version: string
  readonly description: string
}

export interface PmlTables {
  /** In the order of the table. */
  readonly processes: readonly PmlProcess[]
  readonly byIndex: ReadonlyMap<number, PmlProcess>
  /** By the 16 bytes of the address in hexadecimal digits. */
  readonly hosts: ReadonlyMap<string, string>
  /** By `tcp 80` or `udp 53`. */
  readonly ports: ReadonlyMap<string, string>
  /** Tables that are damaged or lie outside of the file, by name. */
  readonly damaged: readonly string[]
}

export const NO_TABLES: PmlTables = {
  processes: [],
  byIndex: new Map(),
  hosts: new Map(),
  ports: new Map(),
  damaged: [],
}

export async function readTables(source: BinarySource, header: PmlHeader): Promise<PmlTables> {
  const damaged: string[] = []
  const load = async (name: string, at: number): Promise<Cursor> => {
    const cursor = new Cursor()
    if (at > 0 && at < source.size) {
      const bytes = await source.read(at, tableBytes(source, header, at))
      cursor.load(bytes)
      cursor.range(0, bytes.length)
    } else damaged.push(name)
    return cursor
  }
  const strings = readStrings(await load('strings', header.stringsAt))
  const processes = readProcesses(await load('processes', header.processesAt), strings)
  const network = await load('hosts', header.hostsAt)
  const hosts = readHosts(network)
  const ports = readPorts(network)
  const byIndex = new Map(processes.map((process) => [process.index, process] as const))
  return { processes, byIndex, hosts, ports, damaged }
}

/** A table ends where the next thing begins, or with the file. */
function tableBytes(source: BinarySource, header: PmlHeader, at: number): number {
  const { eventsAt, offsetsAt, processesAt, stringsAt, iconsAt, hostsAt } = header
  const next = [eventsAt, offsetsAt, processesAt, stringsAt, iconsAt, hostsAt].filter(
    (place) => place > at,
  )
  return Math.min(MOST_TABLE_BYTES, Math.min(source.size, ...next) - at)
}

type Strings = (index: number) => string

/** Decoded when they are asked for: most belong to modules that no line names. */
function readStrings(cursor: Cursor): Strings {
  const count = cursor.u32()
  return (index) => {
    if (index >= count) return ''
    cursor.range(4 + 4 * index, cursor.size)
    cursor.range(cursor.u32(), cursor.size)
    const units = cursor.u32() >>> 1
    return units > MOST_UNITS ? '' : cursor.text(units)
  }
}

function readProcesses(cursor: Cursor, strings: Strings): readonly PmlProcess[] {
  const processes: PmlProcess[] = []
  const count = cursor.u32()
  for (let i = 0; i < count; i++) {
    // Behind the count stand all indexes, which the records repeat, then all offsets.
    cursor.range(4 + 4 * count + 4 * i, cursor.size)
    const at = cursor.u32()
    if (cursor.isShort) break
    cursor.range(at, cursor.size)
    if (cursor.left >= PROCESS_BYTES) processes.push(readProcess(cursor, strings))
  }
  return processes
}

function readProcess(cursor: Cursor, strings: Strings): PmlProcess {
  const index = cursor.u32()
  const pid = cursor.u32()
  const parentPid = cursor.u32()
  cursor.skip(4)
  const low = cursor.u32()
  const high = cursor.u32()
  const session = cursor.u32()
  cursor.skip(4)
  const startedUtc = filetimeToUtc(cursor.u64())
  const endedUtc = filetimeToUtc(cursor.u64())
  const virtualized = cursor.u32()
  const is64 = cursor.u32() !== 0
  const [integrity, user, name, imagePath, commandLine, company, version, description] = Array.from(
    { length: 8 },
    () => cursor.u32(),
  ).map(strings) as Repeat8
  return {
    index,
    pid,
    parentPid,
    authenticationId: `${hex8(high)}:${hex8(low)}`,
    session,
    startedUtc,
    endedUtc,
    virtualized,
    is64,
    integrity,
    user,
    name,
    imagePath,
    commandLine,
    company,
    version,
    description,
  }
}

type Repeat8 = [string, string, string, string, string, string, string, string]

function hex8(value: number): string {
  return value.toString(16).padStart(8, '0')
}

function readHosts(cursor: Cursor): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>()
  const count = cursor.u32()
  for (let i = 0; i < count && !cursor.isShort; i++) {
    const address = addressKey(cursor.bytes(16))
    const units = cursor.u32() >>> 1
    if (2 * units > cursor.left) break
    hosts.set(address, cursor.text(units))
  }
  return hosts
}

function readPorts(cursor: Cursor): ReadonlyMap<string, string> {
  const ports = new Map<string, string>()
  const count = cursor.u32()
  for (let i = 0; i < count && !cursor.isShort; i++) {
    const number = cursor.u16()
    const isTcp = cursor.u16() !== 0
    const units = cursor.u32() >>> 1
    if (2 * units > cursor.left) break
    ports.set(portKey(number, isTcp), cursor.text(units))
  }
  return ports
}

export function portKey(port: number, isTcp: boolean): string {
  return `${isTcp ? 'tcp' : 'udp'} ${port}`
}

export function addressKey(bytes: Uint8Array): string {
  let key = ''
  for (const byte of bytes) key += byte.toString(16).padStart(2, '0')
  return key
}
