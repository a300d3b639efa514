/**
 * Path and detail of file system events. The detail holds the parameters of the I/O request (FLT_PARAMETERS), whose pointers are
 * as wide as those of the machine, then the path, then what Process Monitor adds of its own.
 * https://learn.microsoft.com/windows-hardware/drivers/ddi/fltkernel/ns-fltkernel-_flt_parameters
 */
import { controlName } from './control-codes.ts'
import type { Cursor } from './cursor.ts'
import type { PmlEvent } from './event.ts'
import type { Fields } from './fields.ts'
import {
  ATTRIBUTES,
  CREATE_OPTIONS,
  fileAccess,
  IO_FLAGS,
  NOTIFY_CHANGE,
  SHARE_MODE,
} from './flag-names.ts'
import { FileOperation } from './operations.ts'

const DISPOSITIONS = ['Supersede', 'Open', 'Create', 'OpenIf', 'Overwrite', 'OverwriteIf']
/** Those that may make a file, and so tell how much room it gets. */
const MAKES_FILE = new Set([0, 2, 3, 5])
const OPEN_RESULTS = ['Superseded', 'Opened', 'Created', 'Overwritten', 'Exists', 'DoesNotExist']
const PRIORITIES = ['', 'Very Low', 'Low', 'Normal', 'High', 'Critical']
const IO_FLAG_BITS = 0xe000ff
const PROTECTIONS = [
  [0x02, 'PAGE_READONLY'],
  [0x04, 'PAGE_READWRITE'],
  [0x08, 'PAGE_WRITECOPY'],
  [0x10, 'PAGE_EXECUTE'],
  [0x20, 'PAGE_EXECUTE_READ'],
  [0x40, 'PAGE_EXECUTE_READWRITE'],
] as const
const PAGE_NOCACHE = 0x200
/** FILE_INFORMATION_CLASS of the lists that a directory gives. */
const LIST_CLASSES = new Map<number, string>([
  [1, 'FileDirectoryInformation'],
  [2, 'FileFullDirectoryInformation'],
  [3, 'FileBothDirectoryInformation'],
  [12, 'FileNamesInformation'],
  [29, 'FileObjectIdInformation'],
  [33, 'FileReparsePointInformation'],
  [37, 'FileIdBothDirectoryInformation'],
  [38, 'FileIdFullDirectoryInformation'],
  [50, 'FileIdGlobalTxDirectoryInformation'],
  [60, 'FileIdExtdDirectoryInformation'],
  [63, 'FileIdExtdBothDirectoryInformation'],
])
/** Where the name's length and the name stand in an entry of a list. */
const NAME_PLACES = new Map<number, readonly [length: number, name: number]>([
  [1, [60, 64]],
  [2, [60, 68]],
  [3, [60, 94]],
  [12, [8, 12]],
  [37, [60, 104]],
  [38, [60, 80]],
])
/** Names of a list that are shown; a directory may hold thousands. */
const MOST_NAMES = 100
const QUERY_DIRECTORY = 1
const SET_DISPOSITION = 0x0d

const PARAMETERS = 4

export function fileMinor({ detail }: PmlEvent): number {
  return detail.u8()
}

/** Where the path's length stands in the detail. */
function pathAt(is64: boolean): number {
  return PARAMETERS + 5 * (is64 ? 8 : 4) + 0x14
}

export function writeFilePath(
  { detail, operation }: PmlEvent,
  is64: boolean,
  fields: Fields,
): void {
  const { out } = fields
  const minor = detail.u8()
  detail.skip(pathAt(is64) - 1)
  const path = detail.u16()
  detail.skip(2)
  detail.writeText(path, out)
  if (operation !== FileOperation.DirectoryControl || minor !== QUERY_DIRECTORY) return
  const from = detail.at
  const filter = detail.u16()
  if (filter === 0) return
  // The filter belongs to the path, behind a single separator.
  const last = detail.at
  detail.at = from - ((path & 0x8000) === 0 ? 2 : 1)
  const unit = (path & 0x8000) === 0 ? detail.u16() : detail.u8()
  detail.at = last
  if (unit !== 0x5c) out.put(0x5c)
  detail.writeText(filter, out)
}

export function writeFileDetail(event: PmlEvent, is64: boolean, fields: Fields): void {
  const { detail, operation } = event
  const start = detail.at
  const minor = detail.u8()
  const parameters = start + PARAMETERS
  detail.at = start + pathAt(is64)
  const path = detail.u16()
  detail.skip(2 + (path & 0x7fff) * ((path & 0x8000) === 0 ? 2 : 1))
  const behindPath = detail.at
  // The third and fourth parameter, behind two of four bytes and two that may be pointers.
  const third = parameters + (is64 ? 0x14 : 0x10)
  const fourth = parameters + (is64 ? 0x1c : 0x14)
  switch (operation) {
    case FileOperation.CreateFile:
      writeCreate(event, { third, behindPath, pointer: is64 ? 8 : 4 }, fields)
      return
    case FileOperation.ReadFile:
    case FileOperation.WriteFile:
      writeTransfer(event, parameters, fourth, fields)
      return
    case FileOperation.FileSystemControl:
    case FileOperation.DeviceIoControl:
      writeControl(event, parameters, fourth, fields)
      return
    case FileOperation.DirectoryControl:
      if (minor === QUERY_DIRECTORY) writeQueryDirectory(event, fourth, fields)
      else fields.flags('Filter', at(detail, third), NOTIFY_CHANGE)
      return
    case FileOperation.CreateFileMapping:
      writeMapping(detail, parameters, fields)
      return
    case FileOperation.SetInformation:
      if (minor === SET_DISPOSITION) fields.text('Delete', detail.u8() === 0 ? 'False' : 'True')
  }
}

/** The number of four bytes at a place of the window. */
function at(cursor: Cursor, place: number): number {
  cursor.at = place
  return cursor.u32()
}

function writeCreate(
  event: PmlEvent,
  places: { third: number; behindPath: number; pointer: number },
  fields: Fields,
): void {
  const { detail, extra } = event
  const { third, behindPath, pointer } = places
  const access = at(detail, behindPath)
  const sidBytes = detail.u8()
  const options = at(detail, third)
  const disposition = options >>> 24
  detail.skip(pointer - 4)
  const attributes = detail.u16()
  const share = detail.u16()
  detail.skip(4 + 2 * pointer)
  const allocation = detail.u32()
  fields.text('Desired Access', fileAccess(access))
  fields.text('Disposition', DISPOSITIONS[disposition] ?? '<unknown>')
  fields.flags('Options', options & 0xffffff, CREATE_OPTIONS)
  if (attributes === 0) fields.text('Attributes', 'n/a')
  else fields.flags('Attributes', attributes, ATTRIBUTES, '')
  if (share === 0) fields.text('ShareMode', 'None')
  else fields.flags('ShareMode', share, SHARE_MODE)
  if (MAKES_FILE.has(disposition)) fields.grouped('AllocationSize', allocation)
  else fields.text('AllocationSize', 'n/a')
  if (sidBytes > 0) {
    detail.at = behindPath + 8
    fields.text('Impersonating', sidText(detail.bytes(sidBytes)))
  }
  if (event.hasExtra) fields.text('OpenResult', OPEN_RESULTS[extra.u32()] ?? '<unknown>')
}

function writeTransfer(event: PmlEvent, parameters: number, fourth: number, fields: Fields): void {
  const { detail, extra } = event
  const flags = at(detail, parameters + 4)
  const asked = at(detail, parameters + 12)
  detail.at = fourth
  fields.grouped('Offset', detail.s64())
  fields.grouped('Length', event.hasExtra ? extra.u32() : asked)
  if ((flags & IO_FLAG_BITS) !== 0) fields.flags('I/O Flags', flags & IO_FLAG_BITS, IO_FLAGS)
  const priority = (flags >>> 17) & 7
  if (priority !== 0) fields.text('Priority', PRIORITIES[priority] ?? `0x${priority.toString(16)}`)
}

function writeControl(event: PmlEvent, parameters: number, fourth: number, fields: Fields): void {
  const { detail, operation } = event
  const written = at(detail, parameters + 8)
  const read = detail.u32()
  const name = controlName(at(detail, fourth))
  fields.text('Control', name)
  if (operation !== FileOperation.FileSystemControl) return
  if (name === 'FSCTL_PIPE_INTERNAL_WRITE') fields.grouped('Length', written)
  else if (name === 'FSCTL_PIPE_INTERNAL_READ') fields.grouped('Length', read)
  else if (name === 'FSCTL_PIPE_TRANSCEIVE' || name === 'FSCTL_PIPE_INTERNAL_TRANSCEIVE') {
    fields.number('WriteLength', written)
    fields.number('ReadLength', read)
  }
}

function writeMapping(detail: Cursor, parameters: number, fields: Fields): void {
  const kind = at(detail, parameters + 12)
  const protection = detail.u32()
  const names = ['SyncTypeOther', 'SyncTypeCreateSection']
  fields.text('SyncType', names[kind] ?? `Unknown: 0x${kind.toString(16)}`)
  const found = PROTECTIONS.find(([bit]) => (protection & bit) !== 0)
  if (found === undefined) return
  const suffix = (protection & PAGE_NOCACHE) === 0 ? '' : '|PAGE_NOCACHE'
  fields.text('PageProtection', found[1] + suffix)
}

function writeQueryDirectory(event: PmlEvent, fourth: number, fields: Fields): void {
  const { detail, extra } = event
  const filter = detail.u16()
  if (filter !== 0) {
    fields.name('Filter')
    detail.writeText(filter, fields.out)
  }
  const list = at(detail, fourth)
  fields.text('FileInformationClass', LIST_CLASSES.get(list) ?? `0x${list.toString(16)}`)
  const places = NAME_PLACES.get(list)
  if (places === undefined || !event.hasExtra) return
  const [lengthAt, nameAt] = places
  let entry = extra.at
  // With a filter, the first name stands for it and the numbers begin at 1.
  for (let i = filter === 0 ? 0 : 1; i < MOST_NAMES; i++) {
    const next = at(extra, entry)
    const units = at(extra, entry + lengthAt) >>> 1
    extra.at = entry + nameAt
    if (extra.isShort || 2 * units > extra.left) return
    fields.name(String(i))
    extra.writeText(Math.min(units, 0x7fff), fields.out)
    if (next === 0) return
    entry += next
  }
}

/** `S-1-5-18`; '' where it is none. */
function sidText(bytes: Uint8Array): string {
  const count = bytes[1] ?? 0
  if (bytes[0] !== 1 || bytes.length !== 8 + 4 * count) return ''
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = `S-1-${view.getUint16(2) * 0x100000000 + view.getUint32(4)}`
  for (let i = 0; i < count; i++) text += `-${view.getUint32(8 + 4 * i, true)}`
  return text
}
