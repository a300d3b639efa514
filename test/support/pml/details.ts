/** Details of events, as Process Monitor stores them; `pointer` is 8 or 4 bytes wide. */
import { ascii, join, u16, u32, u64, utf16, zeros } from './bytes.ts'

/** Length of a text; the upper bit says that it has one byte a character. */
function info(text: string, isNarrow = isAscii(text)): Uint8Array {
  return u16(text.length | (isNarrow ? 0x8000 : 0))
}

function chars(text: string): Uint8Array {
  return isAscii(text) ? ascii(text) : utf16(text)
}

function isAscii(text: string): boolean {
  return [...text].every((char) => char.charCodeAt(0) < 0x80)
}

interface FileDetail {
  readonly path: string
  readonly minor?: number
  /** By place among the parameters. */
  readonly parameters?: readonly (readonly [at: number, bytes: Uint8Array])[]
  readonly behind?: Uint8Array
}

export function file(
  pointer: number,
  { path, minor = 0, parameters = [], behind = zeros(0) }: FileDetail,
): Uint8Array {
  const block = zeros(5 * pointer + 0x14)
  for (const [at, bytes] of parameters) block.set(bytes, at)
  return join([u32(minor), block, info(path), u16(0), chars(path), behind])
}

export function createFile(
  pointer: number,
  path: string,
  {
    access = 0x120089,
    disposition = 1,
    options = 0x60,
    attributes = 0x80,
    share = 1,
    allocation = 0,
  } = {},
): Uint8Array {
  const third = pointer === 8 ? 0x14 : 0x10
  const fourth = third + pointer
  return file(pointer, {
    path,
    parameters: [
      [third, u32(((disposition << 24) | options) >>> 0)],
      [fourth, join([u16(attributes), u16(share)])],
      [fourth + 8 + 2 * pointer, u32(allocation)],
    ],
    behind: join([u32(access), u32(0)]),
  })
}

export function transfer(
  pointer: number,
  path: string,
  { flags = 0, length = 0, offset = 0n } = {},
): Uint8Array {
  return file(pointer, {
    path,
    parameters: [
      [4, u32(flags)],
      [12, u32(length)],
      [pointer === 8 ? 0x1c : 0x14, u64(offset)],
    ],
  })
}

export function control(pointer: number, path: string, code: number): Uint8Array {
  return file(pointer, { path, parameters: [[pointer === 8 ? 0x1c : 0x14, u32(code)]] })
}

export function queryDirectory(pointer: number, path: string, filter: string): Uint8Array {
  return file(pointer, {
    path,
    minor: 1,
    parameters: [[pointer === 8 ? 0x1c : 0x14, u32(12)]],
    behind: join([info(filter), chars(filter)]),
  })
}

/** FILE_NAMES_INFORMATION. */
export function nameList(names: readonly string[]): Uint8Array {
  return join(
    names.map((name, i) => {
      const entry = join([u32(0), u32(2 * name.length), utf16(name)])
      return join([u32(i === names.length - 1 ? 0 : entry.length + 4), entry])
    }),
  )
}

export function setDisposition(pointer: number, path: string): Uint8Array {
  return file(pointer, { path, minor: 0x0d, behind: u32(1) })
}

export function mapping(pointer: number, path: string): Uint8Array {
  return file(pointer, { path, parameters: [[12, join([u32(1), u32(0x202)])]] })
}

export function openKey(path: string, access: number): Uint8Array {
  return join([info(path), u16(0), u32(access), chars(path)])
}

export function queryValue(path: string, length: number): Uint8Array {
  return join([info(path), u16(0), u32(length), u32(2), chars(path)])
}

export function enumKey(path: string, index: number): Uint8Array {
  return join([info(path), u16(0), u32(0x120), u32(index), u32(0), chars(path)])
}

/** KEY_BASIC_INFORMATION. */
export function basicKey(name: string): Uint8Array {
  return join([u64(0), u32(0), u32(2 * name.length), utf16(name)])
}

/** KEY_VALUE_PARTIAL_INFORMATION. */
export function partialValue(type: number, data: Uint8Array): Uint8Array {
  return join([u32(0), u32(type), u32(data.length), data])
}

export function setValue(path: string, type: number, data: Uint8Array): Uint8Array {
  return join([
    info(path),
    u16(0),
    u32(type),
    u32(data.length),
    u32(data.length),
    chars(path),
    data,
  ])
}

export function closeKey(path: string): Uint8Array {
  return join([info(path), chars(path)])
}

export function processCreate(pid: number, path: string, commandLine: string): Uint8Array {
  return join([
    u32(0),
    u32(pid),
    zeros(0x24),
    Uint8Array.of(12, 12),
    info(path),
    info(commandLine),
    u16(0),
    zeros(24),
    chars(path),
    chars(commandLine),
  ])
}

export function processStart(
  parent: number,
  commandLine: string,
  directory: string,
  environment: readonly string[],
): Uint8Array {
  const block = utf16(`${environment.map((one) => `${one}\0`).join('')}\0`)
  return join([
    u32(parent),
    info(commandLine),
    info(directory),
    u32(block.length / 2),
    chars(commandLine),
    chars(directory),
    block,
  ])
}

export function processExit(status: number): Uint8Array {
  return join([
    u32(status),
    u64(156_250),
    u64(312_500),
    u64(4096),
    u64(8192),
    u64(1_048_576),
    u64(2_097_152),
  ])
}

export function loadImage(pointer: number, path: string, base: bigint): Uint8Array {
  const at = pointer === 8 ? u64(base) : u32(Number(base))
  return join([at, u32(0x21000), info(path), u16(0), chars(path)])
}

/** IPv4 over TCP. */
export function connection(
  from: readonly [string, number],
  to: readonly [string, number],
): Uint8Array {
  const address = (text: string): Uint8Array =>
    join([Uint8Array.from(text.split('.').map(Number)), zeros(12)])
  return join([
    u16(7),
    u16(0),
    u32(512),
    address(from[0]),
    address(to[0]),
    u16(from[1]),
    u16(to[1]),
    utf16('seqnum\x000\0connid\x007\0\0'),
  ])
}
