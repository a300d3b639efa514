/**
 * Classic events of the kernel whose layout is public: processes, images, disk transfers.
 * https://learn.microsoft.com/windows/win32/etw/process-typegroup1, …/etw/image-load, …/etw/diskio-typegroup1
 */
import { Cursor } from '../pml/cursor.ts'
import type { TraceEvent } from './walk-buffers.ts'

/** Upper byte of a hook. https://learn.microsoft.com/windows/win32/etw/nt-kernel-logger-constants (the groups) */
const GROUPS = new Map<number, string>([
  [0x00, 'trace header'],
  [0x01, 'disk'],
  [0x02, 'memory'],
  [0x03, 'process'],
  [0x04, 'file'],
  [0x05, 'thread'],
  [0x06, 'TCP/IP'],
  [0x07, 'job'],
  [0x08, 'UDP/IP'],
  [0x09, 'registry'],
  [0x0a, 'debug print'],
  [0x0b, 'system configuration'],
  [0x0e, 'pool'],
  [0x0f, 'performance'],
  [0x10, 'heap'],
  [0x11, 'object'],
  [0x14, 'image'],
  [0x18, 'stack'],
])
const PROCESS = new Map<number, string>([
  [0x0301, 'Process start'],
  [0x0302, 'Process end'],
  [0x0303, 'Process running at start'],
  [0x0304, 'Process running at end'],
  [0x0327, 'Process zombie'],
])
const IMAGE = new Map<number, string>([
  [0x140a, 'Image load'],
  [0x1402, 'Image unload'],
  [0x1403, 'Image loaded at start'],
  [0x1404, 'Image loaded at end'],
])
const DISK = new Map<number, string>([
  [0x010a, 'Disk read'],
  [0x010b, 'Disk write'],
])
const MOST_TEXT = 300
const latin = new TextDecoder('latin1')

export interface KernelEvent {
  readonly text: string
  /** A process ended with this status; 0 = success, or no end of a process. */
  readonly status: number
  readonly image: string
  readonly isStart: boolean
}

/** `kernel: process`. */
export function groupName(hook: number): string {
  const group = hook >>> 8
  return `kernel: ${GROUPS.get(group) ?? `group 0x${group.toString(16).padStart(2, '0')}`}`
}

/** Null where the layout of this kind of event is not known here, or its data is too short. */
export function readKernelEvent(event: TraceEvent, is64: boolean): KernelEvent | null {
  const process = PROCESS.get(event.hook)
  const image = IMAGE.get(event.hook)
  const disk = DISK.get(event.hook)
  if (process === undefined && image === undefined && disk === undefined) return null
  const { view, dataAt, end } = event
  const cursor = new Cursor()
  cursor.load(new Uint8Array(view.buffer, view.byteOffset + dataAt, end - dataAt))
  cursor.range(0, end - dataAt)
  const version = view.getUint16(event.at, true) & 0xff
  let read: KernelEvent
  if (process !== undefined) read = readProcess(cursor, process, is64, version)
  else if (image !== undefined) read = readImage(cursor, image, is64)
  else read = readDisk(cursor, disk ?? '')
  return cursor.isShort ? null : read
}

function readProcess(cursor: Cursor, name: string, is64: boolean, version: number): KernelEvent {
  cursor.pointer(is64)
  const pid = cursor.u32()
  const parent = cursor.u32()
  const session = cursor.u32()
  const status = cursor.u32()
  // Version 3 added the page directory, version 4 flags.
  if (version >= 3) cursor.pointer(is64)
  if (version >= 4) cursor.skip(4)
  skipUser(cursor, is64)
  const image = narrowText(cursor)
  const commandLine = cursor.left >= 2 ? wideText(cursor) : ''
  const isEnd = name === 'Process end'
  const told = isEnd ? `, exit status 0x${status.toString(16).toUpperCase()}` : ''
  return {
    text: `${name}: ${image} (${pid}), parent ${parent}, session ${session}${told}${commandLine === '' ? '' : `: ${commandLine}`}`,
    status: isEnd ? status : 0,
    image,
    isStart: name === 'Process start',
  }
}

/** A TOKEN_USER and its security identifier, or four bytes of zero. */
function skipUser(cursor: Cursor, is64: boolean): void {
  const from = cursor.at
  if (cursor.u32() === 0) return
  cursor.at = from + 2 * (is64 ? 8 : 4) + 1
  const count = cursor.u8()
  cursor.skip(6 + 4 * count)
}

function readImage(cursor: Cursor, name: string, is64: boolean): KernelEvent {
  const base = cursor.pointer(is64)
  const size = cursor.pointer(is64)
  const pid = cursor.u32()
  // Checksum, time stamp, signature, default base, four reserved numbers.
  cursor.skip(12 + (is64 ? 8 : 4) + 16)
  const path = wideText(cursor)
  const text = `${name}: ${path}, process ${pid}, base 0x${base.toString(16)}, size 0x${size.toString(16)}`
  return { text, status: 0, image: '', isStart: false }
}

function readDisk(cursor: Cursor, name: string): KernelEvent {
  const disk = cursor.u32()
  cursor.skip(4)
  const bytes = cursor.u32()
  cursor.skip(4)
  const offset = cursor.u64()
  const text = `${name}: disk ${disk}, offset ${offset}, ${bytes} bytes`
  return { text, status: 0, image: '', isStart: false }
}

function narrowText(cursor: Cursor): string {
  let count = 0
  const from = cursor.at
  while (cursor.left > 0 && cursor.u8() !== 0) count++
  const end = cursor.at
  cursor.at = from
  const text = latin.decode(cursor.bytes(count))
  cursor.at = end
  return oneLine(text)
}

function wideText(cursor: Cursor): string {
  const from = cursor.at
  let count = 0
  while (cursor.left >= 2 && cursor.u16() !== 0) count++
  const end = cursor.at
  cursor.at = from
  const text = cursor.text(count)
  cursor.at = end
  return oneLine(text)
}

function oneLine(text: string): string {
  const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
  return short.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
}
