/** Path and detail of process and network events. */
import type { PmlEvent } from './event.ts'
import { type Fields, seconds } from './fields.ts'
import { ProcessOperation } from './operations.ts'
import { addressKey, portKey, type PmlTables } from './tables.ts'

/** Between the new process's number and the lengths of two security identifiers. */
const CREATE_UNKNOWN = 0x24

export function writeProcessPath(event: PmlEvent, is64: boolean, fields: Fields): void {
  const { detail } = event
  switch (event.operation) {
    case ProcessOperation.Defined:
    case ProcessOperation.Create: {
      detail.skip(8 + CREATE_UNKNOWN)
      const sids = detail.u8() + detail.u8()
      const path = detail.u16()
      detail.skip(4 + sids)
      detail.writeText(path, fields.out)
      return
    }
    case ProcessOperation.LoadImage: {
      detail.skip((is64 ? 8 : 4) + 4)
      const path = detail.u16()
      detail.skip(2)
      detail.writeText(path, fields.out)
    }
  }
}

/** `withEnvironment`: a new process's variables too, which are thousands of characters. */
export function writeProcessDetail(
  event: PmlEvent,
  is64: boolean,
  fields: Fields,
  withEnvironment: boolean,
): void {
  const { detail } = event
  switch (event.operation) {
    case ProcessOperation.Defined:
    case ProcessOperation.Create: {
      detail.skip(4)
      fields.number('PID', detail.u32())
      detail.skip(CREATE_UNKNOWN)
      const sids = detail.u8() + detail.u8()
      const path = detail.u16()
      const commandLine = detail.u16()
      detail.skip(2 + sids + (path & 0x7fff) * (path > 0x7fff ? 1 : 2))
      fields.name('Command line')
      detail.writeText(commandLine, fields.out)
      return
    }
    case ProcessOperation.Exit:
    case ProcessOperation.Statistics:
      writeExit(event, fields)
      return
    case ProcessOperation.ThreadCreate:
      fields.number('Thread ID', detail.u32())
      return
    case ProcessOperation.ThreadExit: {
      detail.skip(4)
      const kernel = detail.u64()
      fields.number('Thread ID', event.thread)
      fields.text('User Time', seconds(detail.u64()))
      fields.text('Kernel Time', seconds(kernel))
      return
    }
    case ProcessOperation.LoadImage:
      fields.hex('Image Base', detail.pointer(is64))
      fields.hex('Image Size', detail.u32())
      return
    case ProcessOperation.Start:
      writeStart(event, fields, withEnvironment)
  }
}

function writeExit({ detail }: PmlEvent, fields: Fields): void {
  const status = detail.u32()
  const [kernel, user, workingSet, peakWorkingSet, privateBytes, peakPrivateBytes] = Array.from(
    { length: 6 },
    () => detail.u64(),
  ) as [bigint, bigint, bigint, bigint, bigint, bigint]
  // As Process Monitor prints it: signed.
  fields.number('Exit Status', status | 0)
  fields.text('User Time', `${seconds(user)} seconds`)
  fields.text('Kernel Time', `${seconds(kernel)} seconds`)
  fields.grouped('Private Bytes', privateBytes)
  fields.grouped('Peak Private Bytes', peakPrivateBytes)
  fields.grouped('Working Set', workingSet)
  fields.grouped('Peak Working Set', peakWorkingSet)
}

function writeStart({ detail }: PmlEvent, fields: Fields, withEnvironment: boolean): void {
  fields.number('Parent PID', detail.u32())
  const commandLine = detail.u16()
  const directory = detail.u16()
  const units = detail.u32()
  fields.name('Command line')
  detail.writeText(commandLine, fields.out)
  fields.name('Current directory')
  detail.writeText(directory, fields.out)
  if (!withEnvironment) return
  fields.name('Environment')
  const before = detail.end
  detail.range(detail.at, Math.min(before, detail.at + 2 * units))
  while (detail.left >= 2) {
    const variable = detail.text(nextLength(detail.left, () => detail.u16(), detail))
    if (variable === '') return
    fields.out.text('\n;\t')
    fields.out.text(variable)
  }
}

/** Units up to the next NUL, which is taken too; the cursor is put back before them. */
function nextLength(left: number, unit: () => number, cursor: { at: number }): number {
  const from = cursor.at
  let count = 0
  while (2 * count < left && unit() !== 0) count++
  cursor.at = from
  return Math.min(count + 1, Math.floor(left / 2))
}

const SOURCE_IS_V4 = 1
const TARGET_IS_V4 = 2
const IS_TCP = 4

export function networkProtocol(event: PmlEvent): string {
  return (event.detail.u16() & IS_TCP) === 0 ? 'UDP' : 'TCP'
}

export function writeNetworkPath(event: PmlEvent, tables: PmlTables, fields: Fields): void {
  const { detail } = event
  const flags = detail.u16()
  detail.skip(6)
  const source = detail.bytes(16)
  const target = detail.bytes(16)
  const isTcp = (flags & IS_TCP) !== 0
  const from = hostName(source, (flags & SOURCE_IS_V4) !== 0, tables)
  const fromPort = portName(detail.u16(), isTcp, tables)
  const to = hostName(target, (flags & TARGET_IS_V4) !== 0, tables)
  const toPort = portName(detail.u16(), isTcp, tables)
  fields.out.text(`${from}:${fromPort} -> ${to}:${toPort}`)
}

export function writeNetworkDetail({ detail }: PmlEvent, fields: Fields): void {
  detail.skip(4)
  fields.number('Length', detail.u32())
  detail.skip(2 * 16 + 2 * 2)
  while (detail.left >= 4) {
    const name = detail.text(nextLength(detail.left, () => detail.u16(), detail))
    if (name === '') return
    fields.name(name)
    fields.out.text(detail.text(nextLength(detail.left, () => detail.u16(), detail)))
  }
}

function hostName(address: Uint8Array, isV4: boolean, tables: PmlTables): string {
  const known = tables.hosts.get(addressKey(address)) ?? ''
  if (known !== '') return known
  if (isV4) return address.subarray(0, 4).join('.')
  return shortV6(address)
}

/** RFC 5952: the longest run of zeros is left out. */
function shortV6(address: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((address[2 * i] ?? 0) << 8) | (address[2 * i + 1] ?? 0)).toString(16),
  )
  let best = { at: -1, length: 1 }
  for (let at = 0; at < 8; at++) {
    let length = 0
    while (groups[at + length] === '0') length++
    if (length > best.length) best = { at, length }
  }
  if (best.at < 0) return groups.join(':')
  return `${groups.slice(0, best.at).join(':')}::${groups.slice(best.at + best.length).join(':')}`
}

function portName(port: number, isTcp: boolean, tables: PmlTables): string {
  return tables.ports.get(portKey(port, isTcp)) ?? String(port)
}
