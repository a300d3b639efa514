/**
 * Names of bits in the details of file and registry operations, in the order in which Process Monitor prints them.
 * https://learn.microsoft.com/windows/win32/secauthz/access-mask, https://learn.microsoft.com/windows/win32/sysinfo/registry-key-security-and-access-rights
 * https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/nf-ntifs-ntcreatefile
 */
import { flagNames, type FlagTable } from './fields.ts'

const COMMON: FlagTable = [
  [0x10000, 'Delete'],
  [0x20000, 'Read Control'],
  [0x40000, 'Write DAC'],
  [0x80000, 'Write Owner'],
  [0x100000, 'Synchronize'],
  [0x1000000, 'Access System Security'],
  [0x2000000, 'Maximum Allowed'],
]

interface AccessNames {
  /** What generic read, write, execute and all stand for. */
  readonly generic: readonly [number, number, number, number]
  readonly bits: FlagTable
}

const REGISTRY: AccessNames = {
  generic: [0x20019, 0x20006, 0x20019, 0xf003f],
  bits: [
    [0xf003f, 'All Access'],
    [0x2001f, 'Read/Write'],
    [0x20019, 'Read'],
    [0x20006, 'Write'],
    [0x1, 'Query Value'],
    [0x2, 'Set Value'],
    [0x4, 'Create Sub Key'],
    [0x8, 'Enumerate Sub Keys'],
    [0x10, 'Notify'],
    [0x20, 'Create Link'],
    [0x300, 'WOW64_Res'],
    [0x200, 'WOW64_32Key'],
    [0x100, 'WOW64_64Key'],
    ...COMMON,
  ],
}

const FILE: AccessNames = {
  generic: [0x120089, 0x120116, 0x1200a0, 0x1f01ff],
  bits: [
    [0x1f01ff, 'All Access'],
    [0x1201bf, 'Generic Read/Write/Execute'],
    [0x12019f, 'Generic Read/Write'],
    [0x1200a9, 'Generic Read/Execute'],
    [0x1201b6, 'Generic Write/Execute'],
    [0x120089, 'Generic Read'],
    [0x120116, 'Generic Write'],
    [0x1200a0, 'Generic Execute'],
    [0x1, 'Read Data/List Directory'],
    [0x2, 'Write Data/Add File'],
    [0x4, 'Append Data/Add Subdirectory/Create Pipe Instance'],
    [0x8, 'Read EA'],
    [0x10, 'Write EA'],
    [0x20, 'Execute/Traverse'],
    [0x40, 'Delete Child'],
    [0x80, 'Read Attributes'],
    [0x100, 'Write Attributes'],
    ...COMMON,
  ],
}

export const CREATE_OPTIONS: FlagTable = [
  [0x1, 'Directory'],
  [0x2, 'Write Through'],
  [0x4, 'Sequential Access'],
  [0x8, 'No Buffering'],
  [0x10, 'Synchronous IO Alert'],
  [0x20, 'Synchronous IO Non-Alert'],
  [0x40, 'Non-Directory File'],
  [0x80, 'Create Tree Connection'],
  [0x100, 'Complete If Oplocked'],
  [0x200, 'No EA Knowledge'],
  [0x400, 'Open for Recovery'],
  [0x800, 'Random Access'],
  [0x1000, 'Delete On Close'],
  [0x2000, 'Open By ID'],
  [0x4000, 'Open For Backup'],
  [0x8000, 'No Compression'],
  [0x100000, 'Reserve OpFilter'],
  [0x200000, 'Open Reparse Point'],
  [0x400000, 'Open No Recall'],
  [0x800000, 'Open For Free Space Query'],
  [0x10000, 'Open Requiring Oplock'],
  [0x20000, 'Disallow Exclusive'],
]

export const ATTRIBUTES: FlagTable = [
  [0x1, 'R'],
  [0x2, 'H'],
  [0x4, 'S'],
  [0x10, 'D'],
  [0x20, 'A'],
  [0x40, 'D'],
  [0x80, 'N'],
  [0x100, 'T'],
  [0x200, 'SF'],
  [0x400, 'RP'],
  [0x800, 'C'],
  [0x1000, 'O'],
  [0x2000, 'NCI'],
  [0x4000, 'E'],
]

export const SHARE_MODE: FlagTable = [
  [0x1, 'Read'],
  [0x2, 'Write'],
  [0x4, 'Delete'],
]

export const IO_FLAGS: FlagTable = [
  [0x10, 'Buffered'],
  [0x1, 'Non-cached'],
  [0x2, 'Paging I/O'],
  [0x4, 'Synchronous'],
  [0x40, 'Synchronous Paging I/O'],
  [0x400000, 'Write Through'],
]

export const NOTIFY_CHANGE: FlagTable = [
  [0x1, 'FILE_NOTIFY_CHANGE_FILE_NAME'],
  [0x2, 'FILE_NOTIFY_CHANGE_DIR_NAME'],
  [0x4, 'FILE_NOTIFY_CHANGE_ATTRIBUTES'],
  [0x8, 'FILE_NOTIFY_CHANGE_SIZE'],
  [0x10, 'FILE_NOTIFY_CHANGE_LAST_WRITE'],
  [0x20, 'FILE_NOTIFY_CHANGE_LAST_ACCESS'],
  [0x40, 'FILE_NOTIFY_CHANGE_CREATION'],
  [0x80, 'FILE_NOTIFY_CHANGE_EA'],
  [0x100, 'FILE_NOTIFY_CHANGE_SECURITY'],
  [0x200, 'FILE_NOTIFY_CHANGE_STREAM_NAME'],
  [0x400, 'FILE_NOTIFY_CHANGE_STREAM_SIZE'],
  [0x800, 'FILE_NOTIFY_CHANGE_STREAM_WRITE'],
]

const known = { registry: new Map<number, string>(), file: new Map<number, string>() }
/** Few masks are in use; a hostile file may hold any. */
const MOST_KNOWN = 1000

export function registryAccess(mask: number): string {
  return accessNames(mask, REGISTRY, known.registry)
}

export function fileAccess(mask: number): string {
  return accessNames(mask, FILE, known.file)
}

function accessNames(mask: number, names: AccessNames, cache: Map<number, string>): string {
  const found = cache.get(mask)
  if (found !== undefined) return found
  let all = mask
  names.generic.forEach((meaning, i) => {
    if ((mask & (0x80000000 >>> i)) !== 0) all |= meaning
  })
  const text = flagNames(all, names.bits, ', ') || `None 0x${(all >>> 0).toString(16)}`
  if (cache.size < MOST_KNOWN) cache.set(mask, text)
  return text
}
