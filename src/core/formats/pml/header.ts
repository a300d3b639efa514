/**
 * The header of a Process Monitor log: 0x3A8 bytes that say whose log it is and where its tables stand.
 * https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md
 */
import { BinaryReader } from '../../base/binary-reader.ts'

export const HEADER_SIZE = 0x3a8
/** The only version that Process Monitor has written for a decade; others may stand elsewhere. */
export const KNOWN_VERSION = 9

export interface PmlHeader {
  readonly version: number
  readonly is64: boolean
  readonly computer: string
  readonly systemRoot: string
  readonly events: number
  /** `10.0.18363`. */
  readonly build: string
  readonly servicePack: string
  readonly processors: number
  /** In bytes. */
  readonly memory: number
  /** Offsets in the file; 0 = never written, since the log was not closed. */
  readonly eventsAt: number
  readonly offsetsAt: number
  readonly processesAt: number
  readonly stringsAt: number
  readonly iconsAt: number
  readonly hostsAt: number
}

export function isPml(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4d && bytes[2] === 0x4c && bytes[3] === 0x5f
}

/** Null where the file is too short for it, or begins otherwise. */
export function readHeader(bytes: Uint8Array): PmlHeader | null {
  if (bytes.length < HEADER_SIZE || !isPml(bytes)) return null
  const reader = new BinaryReader(bytes)
  const place = (at: number): number => Number(reader.u64(at))
  return {
    version: reader.u32(4),
    is64: reader.u32(8) !== 0,
    computer: textAt(reader, 0x0c, 0x10),
    systemRoot: textAt(reader, 0x2c, 0x104),
    events: reader.u32(0x234),
    eventsAt: place(0x240),
    offsetsAt: place(0x248),
    processesAt: place(0x250),
    stringsAt: place(0x258),
    iconsAt: place(0x260),
    // RTL_OSVERSIONINFOEXW, from 0x270 on.
    build: `${reader.u32(0x274)}.${reader.u32(0x278)}.${reader.u32(0x27c)}`,
    servicePack: textAt(reader, 0x284, 0x19),
    processors: reader.u32(0x38c),
    memory: Number(reader.u64(0x390)),
    hostsAt: place(0x3a0),
  }
}

/** At most `units` of UTF-16, up to the first NUL. */
function textAt(reader: BinaryReader, at: number, units: number): string {
  let text = ''
  for (let i = 0; i < units; i++) {
    const unit = reader.u16(at + 2 * i)
    if (unit === 0) break
    text += String.fromCharCode(unit)
  }
  return text
}
