/**
 * Path and detail of registry events. What an operation asked for stands before the path; what it got, behind the event.
 * https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_key_information_class
 * https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_key_value_information_class
 */
import type { Cursor } from './cursor.ts'
import type { PmlEvent } from './event.ts'
import type { Fields } from './fields.ts'
import { registryAccess } from './flag-names.ts'
import { RegistryOperation } from './operations.ts'

const REG_TYPES = [
  'REG_NONE',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_DWORD',
  'REG_DWORD_BIG_ENDIAN',
  'REG_LINK',
  'REG_MULTI_SZ',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTOR',
  'REG_RESOURCE_REQUIREMENTS_LIST',
  'REG_QWORD',
]
const KEY_CLASSES = [
  'Basic',
  'Node',
  'Full',
  'Name',
  'Cached',
  'Flags',
  'Virtualization',
  'HandleTags',
  'Trust',
  'Layer',
]
const KeyClass = {
  Basic: 0,
  Node: 1,
  Full: 2,
  Name: 3,
  Cached: 4,
  Flags: 5,
  HandleTags: 7,
} as const
const ValueClass = { Full: 1, Partial: 2 } as const
const SET_CLASSES = new Map<number, string>([
  [0, 'KeyWriteTimeInformation'],
  [1, 'KeyWow64FlagsInformation'],
  [5, 'KeySetHandleTagsInformation'],
])
const DISPOSITIONS = ['', 'REG_CREATED_NEW_KEY', 'REG_OPENED_EXISTING_KEY']
const MAXIMUM_ALLOWED = 0x2000000
/** Bytes of binary data that are shown. */
const MOST_BINARY = 64

/** Bytes between the path's length and the path. */
function requestBytes(operation: number): number {
  switch (operation) {
    case RegistryOperation.LoadKey:
    case RegistryOperation.RenameKey:
      return 2
    case RegistryOperation.OpenKey:
    case RegistryOperation.CreateKey:
      return 6
    case RegistryOperation.QueryKey:
    case RegistryOperation.QueryValue:
      return 10
    case RegistryOperation.EnumKey:
    case RegistryOperation.EnumValue:
    case RegistryOperation.SetInfoKey:
    case RegistryOperation.SetValue:
      return 14
    default:
      return 0
  }
}

export function writeRegistryPath({ detail, operation }: PmlEvent, fields: Fields): void {
  const path = detail.u16()
  detail.skip(requestBytes(operation))
  detail.writeText(path, fields.out)
}

export function writeRegistryDetail(event: PmlEvent, fields: Fields): void {
  const { detail, operation } = event
  const path = detail.u16()
  const pathBytes = (path & 0x7fff) * (path > 0x7fff ? 1 : 2)
  switch (operation) {
    case RegistryOperation.LoadKey:
    case RegistryOperation.RenameKey: {
      const target = detail.u16()
      detail.skip(pathBytes)
      fields.name(operation === RegistryOperation.LoadKey ? 'Hive Path' : 'New Name')
      detail.writeText(target, fields.out)
      return
    }
    case RegistryOperation.OpenKey:
    case RegistryOperation.CreateKey:
      detail.skip(2)
      writeOpen(detail.u32(), event, fields)
      return
    case RegistryOperation.QueryKey:
    case RegistryOperation.EnumKey:
    case RegistryOperation.QueryValue:
    case RegistryOperation.EnumValue:
      writeQuery(event, fields)
      return
    case RegistryOperation.SetInfoKey:
      writeSetInfo(detail, pathBytes, fields)
      return
    case RegistryOperation.SetValue: {
      detail.skip(2)
      const type = detail.u32()
      const length = detail.u32()
      const stored = detail.u32()
      fields.text('Type', typeName(type))
      fields.grouped('Length', length)
      detail.skip(pathBytes)
      writeData(detail, type, Math.min(length, stored), fields)
    }
  }
}

function writeOpen(access: number, event: PmlEvent, fields: Fields): void {
  if (access === 0) return
  fields.text('Desired Access', registryAccess(access))
  if (!event.hasExtra) return
  const granted = event.extra.u32()
  if (access === MAXIMUM_ALLOWED) fields.text('Granted Access', registryAccess(granted))
  const disposition = DISPOSITIONS[event.extra.u32()] ?? ''
  if (disposition !== '') fields.text('Disposition', disposition)
}

function writeQuery(event: PmlEvent, fields: Fields): void {
  const { detail, extra, operation } = event
  const isEnum =
    operation === RegistryOperation.EnumKey || operation === RegistryOperation.EnumValue
  const isKey = operation === RegistryOperation.EnumKey || operation === RegistryOperation.QueryKey
  detail.skip(2)
  const length = detail.u32()
  const index = isEnum ? detail.u32() : 0
  const asked = detail.u32()
  if (isEnum) fields.grouped('Index', index)
  else if (isKey) fields.text('Query', KEY_CLASSES[asked] ?? `<Unknown: ${asked}>`)
  if (!event.hasExtra) fields.grouped('Length', length)
  else if (isKey) writeKeyInformation(extra, asked, isEnum, fields)
  else writeValue(extra, asked, isEnum, fields)
}

/** KEY_BASIC_INFORMATION and its kin; times and greatest lengths are left out, as Process Monitor does. */
function writeKeyInformation(extra: Cursor, asked: number, isEnum: boolean, fields: Fields): void {
  switch (asked) {
    case KeyClass.Name:
      if (isEnum) writeName(extra, fields)
      return
    case KeyClass.HandleTags:
      fields.hex('HandleTags', extra.u32())
      return
    case KeyClass.Flags:
      fields.hex('UserFlags', extra.u32())
      return
    case KeyClass.Cached: {
      extra.skip(12)
      fields.grouped('SubKeys', extra.u32())
      extra.skip(4)
      fields.grouped('Values', extra.u32())
      return
    }
    case KeyClass.Basic:
      extra.skip(12)
      writeName(extra, fields)
      return
    case KeyClass.Full:
      extra.skip(20)
      fields.grouped('SubKeys', extra.u32())
      extra.skip(8)
      fields.grouped('Values', extra.u32())
      return
    case KeyClass.Node:
      extra.skip(20)
      writeName(extra, fields)
  }
}

/** A length in bytes, then UTF-16. */
function writeName(extra: Cursor, fields: Fields): void {
  const units = Math.min(extra.u32() >>> 1, 0x7fff)
  fields.name('Name')
  extra.writeText(units, fields.out)
}

function writeValue(extra: Cursor, asked: number, isEnum: boolean, fields: Fields): void {
  const start = extra.at
  extra.skip(4)
  const type = extra.u32()
  if (asked !== ValueClass.Full && asked !== ValueClass.Partial) {
    fields.text('Type', typeName(type))
    return
  }
  let dataAt = 0
  if (asked === ValueClass.Full) dataAt = extra.u32()
  const length = extra.u32()
  if (asked === ValueClass.Full) {
    if (isEnum) writeName(extra, fields)
    extra.at = start + dataAt
  }
  fields.text('Type', typeName(type))
  fields.grouped('Length', length)
  writeData(extra, type, length, fields)
}

function writeSetInfo(detail: Cursor, pathBytes: number, fields: Fields): void {
  detail.skip(2)
  const asked = detail.u32()
  detail.skip(4)
  const length = detail.u16()
  detail.skip(2 + pathBytes)
  fields.text('KeySetInformationClass', SET_CLASSES.get(asked) ?? `<Unknown: ${asked}>`)
  fields.grouped('Length', length)
  if (length === 0 || asked === 0) return
  fields.hex(asked === 1 ? 'Wow64Flags' : 'HandleTags', detail.u32())
}

function typeName(type: number): string {
  return REG_TYPES[type] ?? `<Unknown: ${type}>`
}

function writeData(cursor: Cursor, type: number, length: number, fields: Fields): void {
  if (length === 0) return
  const have = Math.min(length, cursor.left)
  switch (typeName(type)) {
    case 'REG_DWORD':
      fields.number('Data', cursor.u32())
      return
    case 'REG_QWORD':
      fields.text('Data', cursor.u64().toString())
      return
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      fields.name('Data')
      cursor.writeText(Math.min(have >>> 1, 0x7fff), fields.out)
      return
    case 'REG_MULTI_SZ':
      fields.name('Data')
      writeStrings(cursor, have >>> 1, fields)
      return
    case 'REG_BINARY':
      fields.name('Data')
      cursor.bytes(Math.min(have, MOST_BINARY)).forEach((byte, i) => {
        if (i > 0) fields.out.put(0x20)
        fields.out.upperHex(byte)
      })
  }
}

/** Several texts, each with a NUL behind it: `a, b`. */
function writeStrings(cursor: Cursor, units: number, fields: Fields): void {
  let isPending = false
  for (let i = 0; i < units && !fields.out.isFull; i++) {
    const unit = cursor.u16()
    if (unit === 0) {
      isPending = true
      continue
    }
    if (isPending) fields.out.text(', ')
    isPending = false
    fields.out.put(unit)
  }
}
