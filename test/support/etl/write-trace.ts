/** An event trace of our own, byte by byte by the public layouts: a header, then events of each kind of header. */
import { ascii, fileTime, join, u16, u32, u64, utf16, zeros } from '../pml/bytes.ts'

const BUFFER = 4096
const FREQUENCY = 10_000_000n
const START_STAMP = 5_000_000_000n
export const START = '2024-03-05T10:00:00.000Z'

interface TraceOptions {
  readonly is64: boolean
  readonly session?: string
}

/** The trace counts a performance counter; `second` is since its start. */
export function writeTrace({ is64, session = 'NT Kernel Logger' }: TraceOptions): Uint8Array {
  const pointer = (value: bigint): Uint8Array => (is64 ? u64(value) : u32(Number(value)))
  const process = (name: string, pid: number, status: number): Uint8Array =>
    join([
      pointer(0x1000n),
      u32(pid),
      u32(2100),
      u32(1),
      u32(status),
      pointer(0n),
      u32(0),
      // A TOKEN_USER, then S-1-5-18.
      pointer(1n),
      pointer(0n),
      Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 5),
      u32(18),
      ascii(`${name}\0`),
      utf16('SetupHost.exe /Install\0'),
    ])
  const image = join([
    pointer(0x7ff0000n),
    pointer(0x21000n),
    u32(2200),
    zeros(12),
    pointer(0x7ff0000n),
    zeros(16),
    utf16('\\Windows\\System32\\驱动.dll\0'),
  ])
  const disk = join([u32(0), u32(0), u32(4096), u32(0), u64(1_048_576), zeros(3 * 8)])
  const wide = is64 ? 0 : -1
  const events = [
    kernel(4 + wide, 0x0301, 4, 1, process('SetupHost.exe', 2200, 0x103)),
    kernel(4 + wide, 0x140a, 3, 2, image),
    perfInfo(17 + wide, 0x010b, 3, disk),
    kernel(4 + wide, 0x0501, 3, 3, zeros(16)),
    manifest(19 + wide, '9c205a39-1250-487d-abd7-e831c6290539', 4),
    manifest(19 + wide, '75ebc33e-997f-49cf-b49f-ecc50184b75d', 5),
    manifest(19 + wide, '75ebc33e-997f-49cf-b49f-ecc50184b75d', 5),
    classic(is64 ? 20 : 10, '01234567-89ab-cdef-0123-456789abcdef'),
    message('fedcba98-7654-3210-fedc-ba9876543210'),
    kernel(4 + wide, 0x0302, 4, 20, process('SetupHost.exe', 2200, 0xc0000005)),
  ]
  const header = kernel(2 + wide, 0, 2, 0, traceHeader(is64, session), 0x20)
  return join([buffer([header], is64), buffer(events, is64), buffer([], is64)])
}

function stampAt(second: number): Uint8Array {
  return u64(START_STAMP + BigInt(second) * FREQUENCY)
}

function buffer(events: readonly Uint8Array[], is64: boolean): Uint8Array {
  const bytes = zeros(BUFFER).fill(0xff)
  const body = join(events)
  const used = 0x48 + body.length
  bytes.set(zeros(0x48))
  bytes.set(join([u32(BUFFER), u32(used), u32(used)]))
  bytes.set(u32(used), 0x30)
  bytes.set(u16(is64 ? 0 : 1), 0x34)
  bytes.set(body, 0x48)
  return bytes
}

/** Events begin at multiples of eight bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  return join([bytes, zeros((8 - (bytes.length % 8)) % 8)])
}

function kernel(
  type: number,
  hook: number,
  version: number,
  second: number,
  data: Uint8Array,
  header = 0x18,
): Uint8Array {
  const size = header + data.length
  const start = join([
    u16(version),
    Uint8Array.of(type, 0xc0),
    u16(size),
    u16(hook),
    u32(4321),
    u32(2200),
    stampAt(second),
    zeros(header - 0x18),
  ])
  return padded(join([start, data]))
}

function perfInfo(type: number, hook: number, second: number, data: Uint8Array): Uint8Array {
  const size = u16(0x10 + data.length)
  return padded(join([u16(2), Uint8Array.of(type, 0xc0), size, u16(hook), stampAt(second), data]))
}

function manifest(type: number, guid: string, second: number): Uint8Array {
  return padded(
    join([
      u16(0x54),
      Uint8Array.of(type, 0xc0),
      zeros(4),
      u32(4321),
      u32(2200),
      stampAt(second),
      guidBytes(guid),
      zeros(0x28),
      u32(7),
    ]),
  )
}

function classic(type: number, guid: string): Uint8Array {
  const start = join([u16(0x30), Uint8Array.of(type, 0xc0), zeros(4), u32(1), u32(2)])
  return padded(join([start, stampAt(6), guidBytes(guid), zeros(8)]))
}

/** As WPP writes it, with sequence number, GUID and time stamp. */
function message(guid: string): Uint8Array {
  const start = join([u16(0x2c), Uint8Array.of(0, 0x90), u16(11), u16(1 | 2 | 8)])
  return padded(join([start, u32(1), guidBytes(guid), stampAt(7), zeros(8)]))
}

function guidBytes(guid: string): Uint8Array {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.split('-')
  const tail = Array.from({ length: 8 }, (_, i) => parseInt(`${d}${e}`.slice(2 * i, 2 * i + 2), 16))
  return join([
    u32(parseInt(a, 16)),
    u16(parseInt(b, 16)),
    u16(parseInt(c, 16)),
    Uint8Array.from(tail),
  ])
}

function traceHeader(is64: boolean, session: string): Uint8Array {
  const zone = zeros(0xac)
  zone.set(u32(-480))
  zone.set(utf16('Example Standard Time'), 4)
  const pointers = zeros(is64 ? 16 : 8)
  return join([
    u32(BUFFER),
    Uint8Array.of(10, 0, 1, 5),
    u32(19045),
    u32(4),
    u64(fileTime('2024-03-05T10:30:00.000Z')),
    u32(156_250),
    u32(0),
    u32(1),
    u32(3),
    u32(1),
    u32(is64 ? 8 : 4),
    u32(17),
    u32(2600),
    pointers,
    zone,
    // The next field is aligned to eight bytes.
    zeros(4),
    u64(fileTime('2024-03-05T09:58:00.000Z')),
    u64(FREQUENCY),
    u64(fileTime(START)),
    u32(1),
    u32(2),
    utf16(`${session}\0`),
    utf16(`C:\\Windows\\Logs\\${session.replaceAll(' ', '')}.etl\0`),
  ])
}
